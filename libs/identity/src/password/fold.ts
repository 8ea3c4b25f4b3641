/** The form in which a password is hashed: NFKC, as NIST SP 800-63B-4 section 3.1.1.2 recommends; nothing is cut. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * The form in which passwords and words are compared: NFKC and case-folded. Upper case comes first because it unites
 * letters (ß, final sigma, dotless i) that lower case alone keeps apart.
 */
export function foldPassword(password: string): string {
  return password.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** Unicode code points, each of which counts as one character. */
export function codePoints(text: string): number {
  return [...text].length;
}

/** Letters and digits only: blanks, dots and dashes between them make a word no less known. */
export function lettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

/** Takes digits and signs away at both ends: `!!word2024` gives `word`; a text without letters gives nothing. */
export function withoutOrnaments(text: string): string {
  const characters = [...text];
  const first = characters.findIndex((character) => /\p{L}/u.test(character));
  if (first < 0) return '';
  let last = characters.length;
  while (!/[\p{L}\p{M}]/u.test(characters[last - 1]!)) last -= 1;
  return characters.slice(first, last).join('');
}

/** The shortest unit of which a text is a repetition, with or without a cut-off rest: `abcabca` gives `abc`. */
export function repeatedUnit(text: string): string {
  const characters = [...text];
  const { length } = characters;
  for (let size = 1; size <= length / 2; size += 1) {
    if (characters.every((character, index) => character === characters[index % size])) {
      return characters.slice(0, size).join('');
    }
  }
  return text;
}
