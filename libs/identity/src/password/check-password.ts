import { isCommonPassword } from './common-passwords';
import { codePoints, foldPassword, lettersAndDigits, normalisePassword, repeatedUnit } from './fold';
import { SERVICE_WORDS } from './local-words';

/** NIST SP 800-63B-4 section 3.1.1.2: at least 15 characters where the password is the only factor. */
export const MIN_PASSWORD_LENGTH = 15;
/** At least 64 must be allowed; the bound keeps hashing and comparing cheap. In code points, after NFKC. */
export const MAX_PASSWORD_LENGTH = 128;
/** 128 code points of two units, four of which NFKC may compose into one: whatever is longer is refused unread. */
const MAX_RAW_UNITS = 1024;
/** What may stand around a context word, in characters other than its own, before it is more than that word. */
const LONGEST_REMAINDER = 7;
const SHORTEST_WORD = 3;

export type PasswordReason = 'too_short' | 'too_long' | 'common' | 'context';
export type PasswordCheck = { readonly ok: true } | { readonly ok: false; readonly reason: PasswordReason };

export interface PasswordContext {
  readonly email: string;
  readonly displayName: string;
  readonly companyNames?: readonly string[];
}

export interface PasswordPolicy {
  /** Minimum in code points; MIN_PASSWORD_LENGTH when left out. */
  readonly minLength?: number;
}

/**
 * Whether a password may be chosen, by NIST SP 800-63B-4: a length, a list of known ones, words of the context. No
 * rules of composition, no truncation.
 */
export function checkPassword(password: string, context: PasswordContext, policy: PasswordPolicy = {}): PasswordCheck {
  if (password.length > MAX_RAW_UNITS) return { ok: false, reason: 'too_long' };
  const length = codePoints(normalisePassword(password));
  if (length < (policy.minLength ?? MIN_PASSWORD_LENGTH)) return { ok: false, reason: 'too_short' };
  if (length > MAX_PASSWORD_LENGTH) return { ok: false, reason: 'too_long' };
  if (isContextWord(password, context)) return { ok: false, reason: 'context' };
  if (isCommonPassword(password)) return { ok: false, reason: 'common' };
  return { ok: true };
}

function contextWords({ email, displayName, companyNames = [] }: PasswordContext): string[] {
  const at = email.lastIndexOf('@');
  const localPart = at < 0 ? email : email.slice(0, at);
  const domain = at < 0 ? '' : email.slice(at + 1);
  const phrases = [email, localPart, domain, displayName, ...companyNames].map(boundedFold);
  const parts = phrases.flatMap((phrase) => phrase.split(/[^\p{L}\p{M}\p{N}]+/u));
  const words = [...phrases.map(lettersAndDigits), ...parts, ...SERVICE_WORDS.map(foldPassword).map(lettersAndDigits)];
  // A Chinese name has two or three characters; two Latin letters say nothing.
  const telling = words.filter((word) => codePoints(word) >= (/\p{Script=Han}/u.test(word) ? 2 : SHORTEST_WORD));
  return [...new Set(telling)].sort((a, b) => b.length - a.length);
}

function boundedFold(text: string): string {
  return foldPassword(text.slice(0, 256));
}

/**
 * Takes every context word out and looks at what remains: digits and a few characters are ornament. A passphrase of
 * several words in which the firm's name occurs stays allowed.
 */
function isContextWord(password: string, context: PasswordContext): boolean {
  const plain = lettersAndDigits(foldPassword(password));
  let rest = plain;
  for (const word of contextWords(context)) rest = rest.split(word).join(' ');
  if (rest === plain) return false;
  const letters = repeatedUnit(rest.replace(/[\p{N} ]+/gu, ''));
  return codePoints(letters) <= Math.min(LONGEST_REMAINDER, codePoints(plain) / 4);
}
