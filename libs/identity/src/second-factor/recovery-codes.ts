import { createHash, randomInt } from 'node:crypto';

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const COUNT = 10;
const CODE = /^[a-z0-9]{16}$/;

/** Ten codes such as `k7qm-2xvd-h9pa-t4rz`: 80 random bits each, without letters that look like digits. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => Array.from({ length: 4 }, group).join('-'));
}

/** What is stored of a code; null when the text cannot be one. 80 random bits need no slow hash. */
export function recoveryCodeHash(text: string): Buffer | null {
  const plain = text.toLowerCase().replace(/[\s-]/g, '');
  return CODE.test(plain) ? createHash('sha256').update(`recovery code\n${plain}`).digest() : null;
}

function group(): string {
  return Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
