const LONGEST_KEY = 7;
const HAN = /\p{sc=Han}/u;

/** From how many letters on a word may have an error: a Chinese character says more than a letter. */
export function canBeMistyped(word: string): boolean {
  return [...word].length >= (HAN.test(word) ? 3 : 4);
}

/**
 * Hashes of a word's beginnings of two to eight letters, whole and with one letter left out. Whatever differs from one
 * of these beginnings by one letter (missing, added, other, or swapped with the next) shares one of {@link keysOf}.
 */
export function keysOfBeginnings(word: string): number[] {
  const letters = [...word].slice(0, LONGEST_KEY + 1);
  const shortest = HAN.test(word) ? 2 : 3;
  const keys = new Set<number>();
  for (let length = shortest; length <= letters.length; length++)
    for (const key of shortened(letters.slice(0, length))) if ([...key].length >= shortest) keys.add(hash(key));
  return [...keys];
}

/** The keys to look for when a word, or its beginning, was typed so. */
export function keysOf(typed: string): number[] {
  return [...new Set(shortened([...typed].slice(0, LONGEST_KEY)).map(hash))];
}

/** Whether two words are the same but for one letter. */
export function isOneLetterOff(left: string, right: string): boolean {
  return left !== right && differsByOne([...left], [...right], false);
}

/** Whether some beginning of the word is what was typed but for one letter. */
export function beginsOneLetterOff(word: string, typed: string): boolean {
  return differsByOne([...typed], [...word], true);
}

/**
 * A word with the first of its letters as a set of 32 kinds; letters of one kind are taken for the same. Where every word
 * is looked at for everything that is typed, nearly all are told apart by one operation on two numbers: what begins with
 * seven letters has all of them among its first eight, and what does but for one letter lacks one at most.
 */
export interface Beginning {
  readonly text: string;
  readonly letters: number;
}

/** A word to compare with what is typed. */
export const beginningOf = (text: string): Beginning => ({ text, letters: lettersOf(text, LONGEST_KEY + 1) });

/** What is typed, to compare with words. */
export const typedBeginning = (text: string): Beginning => ({ text, letters: lettersOf(text, LONGEST_KEY) });

/** Whether a word begins with what was typed. */
export function begins(word: Beginning, typed: Beginning): boolean {
  return (typed.letters & ~word.letters) === 0 && word.text.startsWith(typed.text);
}

/** The same as {@link beginsOneLetterOff}. */
export function beginsNearly(word: Beginning, typed: Beginning): boolean {
  const lacking = typed.letters & ~word.letters;
  return (lacking & (lacking - 1)) === 0 && beginsOneLetterOff(word.text, typed.text);
}

function lettersOf(text: string, most: number): number {
  let letters = 0;
  // No letter is longer than two units.
  for (const letter of [...text.slice(0, 2 * most)].slice(0, most))
    letters |= 1 << ((letter.codePointAt(0) as number) % 32);
  return letters;
}

function differsByOne(typed: string[], word: string[], isBeginning: boolean): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const rest = (from: number, of: number) => {
    const left = typed.slice(from).join('');
    const right = word.slice(of).join('');
    return isBeginning ? right.startsWith(left) : right === left;
  };
  const isSwapped = at + 1 < typed.length && typed[at] === word[at + 1] && typed[at + 1] === word[at];
  return rest(at + 1, at + 1) || rest(at + 1, at) || rest(at, at + 1) || (isSwapped && rest(at + 2, at + 2));
}

function shortened(letters: readonly string[]): string[] {
  return [
    letters.join(''),
    ...letters.map((_letter, at) => [...letters.slice(0, at), ...letters.slice(at + 1)].join('')),
  ];
}

/** FNV-1a, as a 32-bit integer of the database. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}
