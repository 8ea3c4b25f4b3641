import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config';
import { bytesOf, ID_BYTES, idsIn } from './ids';

const TIME_BYTES = 4;
const MAC_BYTES = 16;

/**
 * Tokens for links in mails that do one small thing without signing in. A token carries the ids that it is about and the
 * second at which it ends; nothing is stored. The purpose is signed with them, so that a link to one thing opens no other.
 */
@Injectable()
export class SignedTokens {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) config: Pick<Config, 'TOKEN_SECRET'>) {
    this.key = Buffer.from(hkdfSync('sha256', config.TOKEN_SECRET, '', 'shuqiao mail links', 32));
  }

  /** The purpose never changes once released. The token is base64url. */
  sign(purpose: string, ids: readonly string[], expiresAt: Date): string {
    const time = Buffer.alloc(TIME_BYTES);
    time.writeUInt32BE(Math.floor(expiresAt.getTime() / 1000));
    const content = Buffer.concat([...ids.map(bytesOf), time]);
    return Buffer.concat([content, this.mac(purpose, content)]).toString('base64url');
  }

  /** The ids that were signed for this purpose, or null when the token is none of ours or has ended. */
  read(purpose: string, token: string, now: Date): string[] | null {
    if (!/^[\w-]{27,200}$/.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    const content = bytes.subarray(0, -MAC_BYTES);
    const ids = content.length - TIME_BYTES;
    if (ids < ID_BYTES || ids % ID_BYTES !== 0) return null;
    if (!timingSafeEqual(bytes.subarray(-MAC_BYTES), this.mac(purpose, content))) return null;
    if (content.readUInt32BE(ids) * 1000 <= now.getTime()) return null;
    return idsIn(content.subarray(0, ids));
  }

  private mac(purpose: string, content: Buffer): Buffer {
    return createHmac('sha256', this.key).update(purpose).update('\n').update(content).digest().subarray(0, MAC_BYTES);
  }
}
