import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Seconds for which a link opens. */
export const FILE_LINK_SECONDS = 300;

/** Signs and checks short-lived links; the key is derived from the token secret, so that neither gives away the other. */
export class FileLinks {
  private readonly key: Buffer;

  constructor(tokenSecret: string) {
    this.key = Buffer.from(hkdfSync('sha256', tokenSecret, '', 'shuqiao/file-links', 32));
  }

  /** `expires` is in seconds since 1970. */
  sign(fileId: string, expires: number): string {
    return createHmac('sha256', this.key).update(`${fileId}\n${expires}`).digest('base64url');
  }

  verify(fileId: string, expires: number, signature: string, now: Date): boolean {
    const expected = Buffer.from(this.sign(fileId, expires));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected) && expires * 1000 > now.getTime();
  }
}
