import { DataCipher } from './data-cipher';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const cipher = new DataCipher({ DATA_KEY: key(1), DATA_KEYS_RETIRED: '' });

describe('the data cipher', () => {
  it('gives the text back, and never writes the same twice', () => {
    const [first, second] = [cipher.encrypt('机密 secret', 'a'), cipher.encrypt('机密 secret', 'a')];
    expect(first).not.toBe(second);
    expect([first, second].map((text) => cipher.decrypt(text, 'a'))).toEqual(['机密 secret', '机密 secret']);
  });

  it('refuses a text that was moved or altered', () => {
    const text = cipher.encrypt('secret', 'a');
    const last = text.endsWith('A') ? 'Q' : 'A';
    expect(() => cipher.decrypt(text, 'b')).toThrow();
    expect(() => cipher.decrypt(text.slice(0, 12) + (text[12] === 'A' ? 'B' : 'A') + text.slice(13), 'a')).toThrow();
    expect(() => cipher.decrypt(text.slice(0, -1) + last, 'a')).toThrow();
  });

  it('reads what a retired key wrote, and says which key is missing', () => {
    const rotated = new DataCipher({ DATA_KEY: key(2), DATA_KEYS_RETIRED: `${key(3)},${key(1)}` });
    const text = cipher.encrypt('secret', 'a');
    expect(rotated.decrypt(text, 'a')).toBe('secret');
    expect(rotated.encrypt('secret', 'a').slice(0, 8)).not.toBe(text.slice(0, 8));
    expect(() => new DataCipher({ DATA_KEY: key(2), DATA_KEYS_RETIRED: '' }).decrypt(text, 'a')).toThrow(
      text.slice(0, 8),
    );
  });
});
