import type { Range } from './highlight';
import { stem } from './stems';

/** A text made ready once, for many words to be looked for in it. */
export interface ReadableText {
  readonly text: string;
  /** In small letters, each unit where it stood. */
  readonly lower: string;
}

/** Where one of the words stands; of the words that stand there, the rank is that of the first in the list. */
export interface Mark {
  readonly range: Range;
  readonly rank: number;
}

/** Places of one word in one text that are looked at. */
const MOST_PLACES = 500;

/** Scripts that are written without spaces: there a word may stand between letters. */
const UNSPACED =
  /\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Thai}|\p{sc=Lao}|\p{sc=Khmer}|\p{sc=Myanmar}|\p{sc=Tibetan}/u;
/** A word of letters that our stemmer knows cases and numbers of. */
const INFLECTED = /^(?:[а-я]{4,40}|[a-z]{4,40})$/;
const WORD = /[а-я]+|[a-z]+/y;
const SHORTEST_BEGINNING = 3;
const LETTER = /[\p{L}\p{M}\p{N}]/u;

export function readable(text: string): ReadableText {
  return { text, lower: inSmallLetters(text) };
}

/**
 * Where the words stand in the text, up to case, single Russian and English ones in any of their forms: in order and apart.
 * Where one stands within another it is the longer, where two overlap the one that is named first. No word is marked within
 * another ("порт" in "спорт"), and no character is halved.
 */
export function written({ text, lower }: ReadableText, words: readonly string[]): Mark[] {
  const marks = words.flatMap((word, rank) => placesOf(text, lower, word).map((range) => ({ range, rank })));
  return apart(longest(marks));
}

/** Without those that stand within another, which takes over their rank: both begin and end ever later. */
function longest(marks: Mark[]): Mark[] {
  marks.sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
  const kept: Mark[] = [];
  for (const mark of marks) {
    const last = kept.at(-1);
    if (!last || mark.range[1] > last.range[1]) kept.push(mark);
    else if (mark.rank < last.rank) kept[kept.length - 1] = { range: last.range, rank: mark.rank };
  }
  return kept;
}

function apart(marks: readonly Mark[]): Mark[] {
  const order = marks.map((_, at) => at).sort((a, b) => marks[a].rank - marks[b].rank || a - b);
  const left = new Set(order);
  for (const at of order) {
    if (!left.has(at)) continue;
    for (let next = at + 1; marks[next] && marks[next].range[0] < marks[at].range[1]; next++) left.delete(next);
    for (let past = at - 1; marks[past] && marks[past].range[1] > marks[at].range[0]; past--) left.delete(past);
  }
  return marks.filter((_, at) => left.has(at));
}

function placesOf(text: string, lower: string, word: string): Range[] {
  const sought = inSmallLetters(word);
  return INFLECTED.test(sought) ? placesOfForms(text, lower, sought) : placesAsWritten(text, lower, sought);
}

/** Whoever reads that "port" met wants to see "ports" marked as well. */
function placesOfForms(text: string, lower: string, sought: string): Range[] {
  const wanted = stem(sought);
  const beginning = sought.slice(0, Math.max(SHORTEST_BEGINNING, commonLength(sought, wanted) - 1));
  const found: Range[] = [];
  let at = lower.indexOf(beginning);
  for (let looked = 0; at >= 0 && looked < MOST_PLACES; looked++) {
    WORD.lastIndex = at;
    const form = WORD.exec(lower)?.[0] ?? beginning;
    const end = at + form.length;
    if (standsApart(text, at) && standsApart(text, end) && stem(form) === wanted) found.push([at, end]);
    at = lower.indexOf(beginning, end);
  }
  return found;
}

function commonLength(one: string, two: string): number {
  let length = 0;
  while (length < two.length && one[length] === two[length]) length++;
  return length;
}

function placesAsWritten(text: string, lower: string, sought: string): Range[] {
  const found: Range[] = [];
  if (!sought.trim()) return found;
  let at = lower.indexOf(sought);
  for (let looked = 0; at >= 0 && looked < MOST_PLACES; looked++) {
    const end = at + sought.length;
    const whole = standsApart(text, at) && standsApart(text, end);
    if (whole) found.push([at, end]);
    at = lower.indexOf(sought, whole ? end : at + 1);
  }
  return found;
}

/** Whether a word may begin or end here: neither within a character nor within a word. */
function standsApart(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return true;
  const [before, after] = [lastCharacter(text, at), String.fromCodePoint(text.codePointAt(at) ?? 0)];
  if (isSecondHalf(text, at)) return false;
  const isWithin = LETTER.test(before) && LETTER.test(after) && !UNSPACED.test(before) && !UNSPACED.test(after);
  return !isWithin;
}

function lastCharacter(text: string, end: number): string {
  return isSecondHalf(text, end - 1) ? text.slice(end - 2, end) : text.charAt(end - 1);
}

function isSecondHalf(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
}

/** Only İ changes its length in small letters, and would move all that follows it. Few write ё. */
function inSmallLetters(text: string): string {
  return text.replaceAll('İ', 'i').toLowerCase().replaceAll('ё', 'е');
}
