import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Seconds for which a link opens. */
export const FILE_LINK_SECONDS = 300;

/** Signs and checks short-lived links; the key is derived from the token secret, so that neither gives away the other. */
export class FileLinks {
  private readonly key: Buffer;

  constructor(tokenSecret: string) {
    this.key = Buffer.from(hkdfSync('sha256', tokenSecret, '', 'shuqiao/file-links', 32));
  }

  /** `subject` is a file's id or the path of a page of its own; `expires` is in seconds since 1970. */
  sign(subject: string, expires: number): string {
    return createHmac('sha256', this.key).update(`${subject}\n${expires}`).digest('base64url');
  }

  verify(subject: string, expires: number, signature: string, now: Date): boolean {
    const expected = Buffer.from(this.sign(subject, expires));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected) && expires * 1000 > now.getTime();
  }
}
