import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** What a scanner reads from the picture of a QR code. */
export function readQrCode(png: Buffer): string {
  const { data, width, height } = PNG.sync.read(png);
  const code = jsQR(new Uint8ClampedArray(data), width, height);
  if (!code) throw new Error('There is no QR code in the picture');
  return code.data;
}
