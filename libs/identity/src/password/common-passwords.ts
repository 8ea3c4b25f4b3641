import { brotliDecompressSync } from 'node:zlib';
import { COMMON_PASSWORDS_BROTLI } from './common-passwords.data';
import { codePoints, foldPassword, lettersAndDigits, repeatedUnit, withoutOrnaments } from './fold';
import { LOCAL_WORDS } from './local-words';
import { isSequence } from './sequences';

/** Fewer characters than these are no evidence: `ab` occurs inside and around any good password. */
const SHORTEST_CORE = 4;
/** What a known word may leave over before the password counts as more than that word. */
const MOST_ORNAMENTS = 10;

let known: Set<string> | undefined;

/**
 * About 49,000 leaked passwords (NOTICE.md says whose list) and the words of the portal's own countries, folded.
 * Unpacked on first use: a process that checks no password does not pay for it.
 */
function knownPasswords(): Set<string> {
  if (!known) {
    const list = brotliDecompressSync(Buffer.from(COMMON_PASSWORDS_BROTLI, 'base64')).toString('utf8');
    known = new Set([...list.split('\n'), ...LOCAL_WORDS.map(foldPassword)]);
  }
  return known;
}

/** How many distinct passwords the list holds. */
export function commonPasswordCount(): number {
  return knownPasswords().size;
}

function isOrnamented(folded: string, core: string): boolean {
  return codePoints(core) >= SHORTEST_CORE && codePoints(folded) - codePoints(core) <= MOST_ORNAMENTS;
}

/**
 * Whether a password is on the list, or a listed one in disguise. With a minimum of 15 characters hardly anything on a
 * list of leaks is long enough, so people lengthen: by repeating, by digits and signs around, by holding on to the
 * keyboard. These three are undone before the comparison.
 */
export function isCommonPassword(password: string): boolean {
  const folded = foldPassword(password);
  const plain = lettersAndDigits(folded);
  const list = knownPasswords();
  if (list.has(folded) || list.has(plain) || isSequence(folded)) return true;
  if (plain === '') return true;
  const bare = withoutOrnaments(folded);
  const units = [folded, plain, bare, lettersAndDigits(bare)].map(repeatedUnit);
  if (units.slice(0, 2).some((unit) => codePoints(unit) <= 2 || list.has(unit) || isSequence(unit))) return true;
  if (!isOrnamented(folded, bare)) return false;
  return [bare, ...units.slice(2), withoutOrnaments(units[1]!)].some((core) => list.has(core));
}
