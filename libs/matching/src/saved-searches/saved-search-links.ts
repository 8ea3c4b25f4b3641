import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@shuqiao/platform';

const BYTES = 64;
const TOKEN = /^[A-Za-z0-9_-]{86}$/;

/** Whose search a link ends. */
export interface UnsubscribeClaim {
  readonly savedSearchId: string;
  readonly accountId: string;
}

/**
 * The links by which mails about a saved search are ended without signing in. A token is the ids of the search and of its
 * owner, signed by HMAC-SHA256 under a key derived from TOKEN_SECRET. It opens nothing else and does not run out.
 */
@Injectable()
export class SavedSearchLinks {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'TOKEN_SECRET' | 'PUBLIC_URL'>) {
    this.key = Buffer.from(hkdfSync('sha256', config.TOKEN_SECRET, '', 'shuqiao saved search links', 32));
  }

  /** Shown as a page on GET, and done on POST (RFC 8058), since programs follow the links in mails. */
  unsubscribeUrl(claim: UnsubscribeClaim): string {
    const base = this.config.PUBLIC_URL.replace(/\/$/, '');
    return `${base}/api/v1/saved-search-unsubscriptions/${this.tokenFor(claim)}`;
  }

  tokenFor({ savedSearchId, accountId }: UnsubscribeClaim): string {
    const ids = Buffer.from((savedSearchId + accountId).replaceAll('-', ''), 'hex');
    return Buffer.concat([ids, this.mac(ids)]).toString('base64url');
  }

  /** What a token that was made by {@link tokenFor} says, or null. */
  claimIn(token: string): UnsubscribeClaim | null {
    const bytes = TOKEN.test(token) ? Buffer.from(token, 'base64url') : Buffer.alloc(0);
    if (bytes.length !== BYTES || !timingSafeEqual(bytes.subarray(32), this.mac(bytes.subarray(0, 32)))) return null;
    return { savedSearchId: uuid(bytes.subarray(0, 16)), accountId: uuid(bytes.subarray(16, 32)) };
  }

  private mac(ids: Buffer): Buffer {
    return createHmac('sha256', this.key).update(ids).digest();
  }
}

function uuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
