import { createPublicKey, verify } from 'node:crypto';
import { newId } from '@shuqiao/kernel';
import { PublicTokens } from './public-tokens';

const secret = (letter: string) => ({ TOKEN_SECRET: letter.repeat(40) });
const tokens = new PublicTokens(secret('a'));
const ids = [newId(), newId(), newId()];

describe('a public token', () => {
  it('gives its ids back, for its purpose only', () => {
    const token = tokens.sign('check-in', ids);
    expect(tokens.read('check-in', token)).toEqual(ids);
    expect(tokens.read('other', token)).toBeNull();
    expect(new PublicTokens(secret('a')).read('check-in', token)).toEqual(ids);
    expect(new PublicTokens(secret('b')).read('check-in', token)).toBeNull();
  });

  it('can be checked by who knows the public key alone', () => {
    const bytes = Buffer.from(tokens.sign('check-in', ids), 'base64url');
    const key = createPublicKey({ key: { ...tokens.publicKey }, format: 'jwk' });
    const content = Buffer.concat([Buffer.from('check-in\n'), bytes.subarray(0, -64)]);
    expect(verify(null, content, key, bytes.subarray(-64))).toBe(true);
    expect(JSON.stringify(tokens.publicKey)).not.toContain('"d"');
  });

  it('cannot be altered, whichever bit it is', () => {
    const bytes = Buffer.from(tokens.sign('check-in', ids), 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(tokens.read('check-in', altered.toString('base64url'))).toBeNull();
    }
    for (const wrong of ['', 'x'.repeat(150), 'я'.repeat(150), bytes.subarray(3).toString('base64url')])
      expect(tokens.read('check-in', wrong)).toBeNull();
  });
});
