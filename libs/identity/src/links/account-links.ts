import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@shuqiao/platform';

/** What a mailed link opens; each has a page of its own in the web client. */
export type LinkPurpose =
  'email_verification' | 'password_reset' | 'staff_invitation' | 'second_factor_enrolment' | 'invitation';

const PAGES: Readonly<Record<LinkPurpose, string>> = {
  email_verification: '/verify-email',
  password_reset: '/reset-password',
  staff_invitation: '/staff/set-password',
  second_factor_enrolment: '/staff/second-factor',
  invitation: '/invitation',
};
const ID_BYTES = 16;
const MAC_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/**
 * The secret links that go out by mail. A token is the row's id followed by an HMAC-SHA256 of purpose and id under a
 * key derived from TOKEN_SECRET: 64 characters of base64url. The worker computes it again from the id, so that neither
 * a table nor the outbox ever holds it; whoever reads the database cannot open an account with it.
 */
@Injectable()
export class AccountLinks {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'TOKEN_SECRET' | 'PUBLIC_URL'>) {
    this.key = Buffer.from(hkdfSync('sha256', config.TOKEN_SECRET, '', 'shuqiao account links', 32));
  }

  /** The address for the mail. The token stands in the fragment, which browsers send to no server and no referrer. */
  linkFor(purpose: LinkPurpose, id: string): string {
    return `${this.config.PUBLIC_URL.replace(/\/$/, '')}${PAGES[purpose]}#token=${this.tokenFor(purpose, id)}`;
  }

  tokenFor(purpose: LinkPurpose, id: string): string {
    const idBytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    return Buffer.concat([idBytes, this.mac(purpose, idBytes)]).toString('base64url');
  }

  /** The id inside a token that was made by {@link tokenFor} for this purpose, or null. */
  idIn(purpose: LinkPurpose, token: string): string | null {
    if (!TOKEN.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    const idBytes = bytes.subarray(0, ID_BYTES);
    if (!timingSafeEqual(bytes.subarray(ID_BYTES), this.mac(purpose, idBytes))) return null;
    return idBytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  private mac(purpose: LinkPurpose, id: Buffer): Buffer {
    return createHmac('sha256', this.key).update(purpose).update('\n').update(id).digest().subarray(0, MAC_BYTES);
  }
}
