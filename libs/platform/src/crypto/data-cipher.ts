import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config';

const NONCE = 12;
const TAG = 16;

/**
 * Encrypts small secrets where they rest: AES-256-GCM with a random nonce under DATA_KEY. Each text begins with its
 * key's id; texts under a key that was retired into DATA_KEYS_RETIRED can still be read.
 */
@Injectable()
export class DataCipher {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'DATA_KEY' | 'DATA_KEYS_RETIRED'>) {
    const keys = [config.DATA_KEY, ...config.DATA_KEYS_RETIRED.split(',').filter(Boolean)].map((key) =>
      Buffer.from(key, 'base64'),
    );
    this.keys = new Map(keys.map((key) => [keyId(key), key]));
    this.current = keyId(keys[0]!);
  }

  /** `purpose` binds the text to its place, for example `second-factor:<account>`: elsewhere it does not decrypt. */
  encrypt(plain: string, purpose: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.keys.get(this.current)!, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.current}.${sealed.toString('base64url')}`;
  }

  /** @throws Error when the key is unknown, the text was altered, or it belongs elsewhere. */
  decrypt(text: string, purpose: string): string {
    const [id = '', body = ''] = text.split('.');
    const key = this.keys.get(id);
    if (!key) throw new Error(`No data key has the id ${id}: put the earlier key into DATA_KEYS_RETIRED`);
    const sealed = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(-TAG));
    return decipher.update(sealed.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8');
  }
}

function keyId(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}
