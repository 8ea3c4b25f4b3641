/** Longest input looked at, in UTF-16 units: the longest scheme has 40 characters, people add separators. */
export const MAX_INPUT_LENGTH = 64;

// Decimal digits that NFKC leaves alone although firms of these countries type them.
const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966];
const LOCAL_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;
const SEPARATORS = /[\s.\-/\u2010-\u2015\u2212\u00ad\u200b-\u200f\ufeff]/g;

function toAsciiDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  const zero = DIGIT_ZEROS.find((start) => code >= start && code < start + 10) ?? code;
  return String(code - zero);
}

/** NFKC, Arabic, Persian and Devanagari digits as ASCII digits, upper case, trimmed. */
export function normalise(input: string): string {
  return input.normalize('NFKC').replace(LOCAL_DIGITS, toAsciiDigit).toUpperCase().trim();
}

/** Removes blanks, dots, dashes, slashes and invisible marks, for schemes that have no separator. */
export function withoutSeparators(value: string): string {
  return value.replace(SEPARATORS, '');
}

export function isDigits(value: string): boolean {
  return /^[0-9]+$/.test(value);
}

/** Nothing but zeros passes most check digits and is issued by nobody. */
export function isAllZeros(value: string): boolean {
  return /^0+$/.test(value);
}
