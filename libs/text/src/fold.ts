import { foldHomoglyphs } from './homoglyphs';
import { simplify } from './simplify';

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]/g;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const NOT_ASCII = /[^\x20-\x7e]/;
/** More marks on one character than any script writes; normalising thousands of them takes quadratic time. */
const STACKED_MARKS = /(?<=\p{M}{8})\p{M}+/gu;
const STRESS = /(?<=\p{sc=Cyrillic})[\u0300\u0301]+/gu;
const ARABIC_MARKS = /[\u0640\u064b-\u0652\u0670]/g;
const DIGIT = /(?![0-9])\p{Nd}/gu;
const SPECIAL = /[ёßςıيىك‘’ʻʼ`´‐‑‒–—]|i\u0307/g;
const SPECIALS: Record<string, string> = {
  ё: 'е',
  ß: 'ss',
  ς: 'σ',
  ı: 'i',
  'i\u0307': 'i',
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  '‘': "'",
  '’': "'",
  ʻ: "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
};
const MAX_PASSES = 8;

/**
 * One spelling for what a reader takes for the same: NFKC (full-width to half-width, ligatures, compatibility forms),
 * lower case, ё as е, traditional Chinese as simplified, Arabic yeh and kaf as the Persian ones, digits of other
 * scripts as 0-9, typographic apostrophes and dashes as plain ones. Stress marks, zero-width, control and other
 * invisible characters, lone surrogates and marks beyond eight on one character go; look-alike letters of another
 * alphabet are put right within a word. White space stays (each break as one space). Folding twice changes nothing.
 * Never throws. The result can be longer than the text (one ligature stands for up to 18 characters).
 */
export function fold(text: string): string {
  return untilStable(text, (current) => foldHomoglyphs(foldOnce(current)));
}

/** `fold` without the step that needs the whole word; for offsets, character by character. */
export function foldCharacters(text: string): string {
  return untilStable(text, foldOnce);
}

/** One step can enable another (a removed mark lets its neighbours compose), so repeat until nothing moves. */
function untilStable(text: string, step: (current: string) => string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase().replaceAll('`', "'");
  let current = text;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const next = step(current);
    if (next === current) break;
    current = next;
  }
  return current;
}

function foldOnce(text: string): string {
  const plain = text
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(STACKED_MARKS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(STRESS, '')
    .replace(ARABIC_MARKS, '')
    .replace(SPECIAL, (found) => SPECIALS[found])
    .replace(DIGIT, asciiDigit);
  return simplify(plain);
}

/** Bounded by the digits that there are. */
const asciiDigits = new Map<string, string>();

function asciiDigit(digit: string): string {
  const known = asciiDigits.get(digit) ?? valueOf(digit);
  asciiDigits.set(digit, known);
  return known;
}

/** Decimal digits stand in runs of ten from their zero (Unicode Standard, 4.6), and every run here is so aligned. */
function valueOf(digit: string): string {
  const code = digit.codePointAt(0) as number;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
