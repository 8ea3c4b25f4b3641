import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config';
import { bytesOf, ID_BYTES, idsIn } from './ids';

/** An Ed25519 public key as a JWK (RFC 8037). */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

const SIGNATURE_BYTES = 64;
// An Ed25519 key of 32 bytes as PKCS #8 (RFC 8410): all but the key itself is the same for every key.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Tokens that somebody without a connection can check, by the public key. A token is the base64url of the ids that it is
 * about, sixteen bytes each, and an Ed25519 signature of its purpose, a line feed and these bytes. It has no end of its own.
 */
@Injectable()
export class PublicTokens {
  readonly publicKey: PublicKey;
  private readonly key: KeyObject;
  private readonly checkingKey: KeyObject;

  constructor(@Inject(CONFIG) config: Pick<Config, 'TOKEN_SECRET'>) {
    const seed = Buffer.from(hkdfSync('sha256', config.TOKEN_SECRET, '', 'shuqiao public tokens', 32));
    this.key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    this.checkingKey = createPublicKey(this.key);
    const { x = '' } = this.checkingKey.export({ format: 'jwk' });
    this.publicKey = { kty: 'OKP', crv: 'Ed25519', x };
  }

  /** The purpose never changes once released. */
  sign(purpose: string, ids: readonly string[]): string {
    const content = Buffer.concat(ids.map(bytesOf));
    return Buffer.concat([content, sign(null, signed(purpose, content), this.key)]).toString('base64url');
  }

  /** The ids that were signed for this purpose, or null when the token is none of ours. */
  read(purpose: string, token: string): string[] | null {
    if (!/^[\w-]{100,300}$/.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    const content = bytes.subarray(0, -SIGNATURE_BYTES);
    if (content.length < ID_BYTES || content.length % ID_BYTES !== 0) return null;
    const genuine = verify(null, signed(purpose, content), this.checkingKey, bytes.subarray(-SIGNATURE_BYTES));
    return genuine ? idsIn(content) : null;
  }
}

function signed(purpose: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${purpose}\n`), content]);
}
