import { clip, MAX_TOKEN_LENGTH } from '../limits';
import { stem } from '../stems';
import { isStopWord } from '../stop-words';
import { pairs, words, type Word } from '../tokenize';

/**
 * `z` a Chinese word, `r` a Russian stem, `e` an English stem, `n` a name with a joint such as "5g-a", `d` a number,
 * `o` a word or a pair of characters of any other language.
 */
export type UnitKind = 'z' | 'r' | 'e' | 'n' | 'd' | 'o';

/** One word of a text in its order; offsets in UTF-16 units of the folded text, the end exclusive. */
export interface Unit {
  kind: UnitKind;
  /** The stem; what features are made of. */
  token: string;
  /** The folded word as written. */
  written: string;
  start: number;
  end: number;
  isStopWord: boolean;
}

/** Cuts a run of Chinese characters into words, in their order and without overlaps. */
export interface Segmenter {
  words(run: string): Iterable<{ text: string; start: number }>;
}

const RUSSIAN = /^[а-я]+$/;
const LATIN = /^[a-z][a-z0-9]*(?:\+{1,2}|#)?$/;
const NUMBER = /^[0-9]+$/;

/** The words of a folded text, at most `most`. A name with a joint comes first and then its parts, which overlap it. */
export function unitsOf(folded: string, chinese: Segmenter, most: number): Unit[] {
  const units: Unit[] = [];
  for (const word of words(folded)) {
    for (const unit of unitsOfWord(word, chinese)) {
      units.push(unit);
      if (units.length >= most) return units;
    }
  }
  return units;
}

function* unitsOfWord(word: Word, chinese: Segmenter): Generator<Unit> {
  if (word.kind === 'han') {
    for (const part of chinese.words(word.text)) yield unit('z', part.text, word.start + part.start);
  } else if (word.kind === 'unspaced') {
    let start = word.start;
    for (const pair of pairs([...word.text])) {
      yield unit('o', pair, start);
      start += pair.length / 2;
    }
  } else {
    if (word.isModelName) yield { ...unit('n', word.text, word.start), end: word.end };
    for (const part of word.parts)
      if (part.text) yield { ...unit(kindOf(part.text), part.text, part.start), end: part.end };
  }
}

function unit(kind: UnitKind, written: string, start: number): Unit {
  const token = clip(kind === 'r' || kind === 'e' ? stem(written) : written, MAX_TOKEN_LENGTH);
  return { kind, token, written, start, end: start + written.length, isStopWord: isStopWord(written) };
}

function kindOf(word: string): UnitKind {
  if (RUSSIAN.test(word)) return 'r';
  if (LATIN.test(word)) return 'e';
  return NUMBER.test(word) ? 'd' : 'o';
}
