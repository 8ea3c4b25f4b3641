import { readFileSync } from 'node:fs';
import type { Jieba } from '@node-rs/jieba';
import { fold } from './fold';
import { clip } from './limits';
import { remembered } from './remembered';
import { isStopWord } from './stop-words';
import { pairs } from './tokenize';

const NEWLINE = 0x0a;
const SPACE = 0x20;
const BYTES_PER_CHARACTER = 3;

/**
 * Rarer words of jieba's dictionary are left out: half of its entries (names, idioms, technical rarities counted
 * three times or less in its corpus) that cost a third of its memory. They fall apart into characters and are found
 * by pairs of these; what matters in the domain comes as a term.
 */
const MIN_FREQUENCY = 4;

/** High enough to win against two frequent characters, low enough not to tear neighbouring words apart. */
const TERM_FREQUENCY = 2_000;
const MAX_TERM_LENGTH = 16;
const MAX_TERMS = 50_000;

/** Runs are cut in pieces, so that one call to the native segmenter stays short. */
const PIECE_LENGTH = 4_000;

/** jieba's search mode gives the words of two and three characters inside a longer one; beyond, they are asked for. */
const NESTED_FROM = 5;

const MAX_REMEMBERED = 10_000;

/** Cuts runs of Chinese characters; loads its dictionary (about 30 MB, 0.1 s) at the first one. */
export class ChineseSegmenter {
  private jieba?: Jieba;
  private readonly terms: Set<string>;
  private readonly termLengths = new Map<string, number[]>();

  /** @param terms labels and synonyms to keep whole; only their Chinese parts of 2 to 16 characters are used. */
  constructor(terms: Iterable<string>) {
    this.terms = chineseTerms(terms);
    for (const term of this.terms) {
      const lengths = this.termLengths.get(term[0]) ?? [];
      if (!lengths.includes(term.length)) this.termLengths.set(term[0], [...lengths, term.length]);
    }
  }

  /** For the index: the words, the words within words, every term, loose characters and their pairs. */
  *textTokens(run: string): Generator<string> {
    for (const piece of pieces(run)) {
      const found = this.load().cutForSearch(piece, false);
      for (const word of found) {
        yield word;
        if (word.length >= NESTED_FROM) yield* this.nested(word);
      }
      for (const loose of looseRuns(found)) yield* pairs(loose);
      yield* this.termsWithin(piece);
    }
  }

  /** For the search box: the longest words only, loose characters as pairs; each of them is a token of the text. */
  *queryTokens(run: string): Generator<string> {
    const found = this.load().cut(run, false);
    let loose: string[] = [];
    for (const word of found) {
      if (isLoose(word)) {
        loose.push(word);
        continue;
      }
      yield* pairs(loose);
      loose = [];
      yield word;
    }
    yield* pairs(loose);
  }

  /** The words of a run in their order, each once and without overlaps; offsets within the run. */
  *words(run: string): Generator<{ text: string; start: number }> {
    let start = 0;
    for (const piece of pieces(run)) {
      for (const text of this.load().cut(piece, false)) {
        yield { text, start };
        start += text.length;
      }
    }
  }

  /** The words within one word, the word itself left out. */
  readonly wordsWithin = remembered(MAX_REMEMBERED, (word): readonly string[] =>
    [...new Set(this.load().cutForSearch(word, false))].filter((inner) => inner !== word && inner.length > 1),
  );

  private nested(word: string): string[] {
    return this.load()
      .cutAll(word)
      .filter((inner) => inner.length > 1);
  }

  /** A term is found wherever it is written, also where the segmenter drew the border through it. */
  private *termsWithin(piece: string): Generator<string> {
    for (let at = 0; at < piece.length; at++) {
      for (const length of this.termLengths.get(piece[at]) ?? []) {
        const candidate = piece.slice(at, at + length);
        if (this.terms.has(candidate)) yield candidate;
      }
    }
  }

  private load(): Jieba {
    this.jieba ??= loadJieba(this.terms);
    return this.jieba;
  }
}

function chineseTerms(terms: Iterable<string>): Set<string> {
  const result = new Set<string>();
  for (const term of terms) {
    for (const run of fold(term).match(/\p{sc=Han}+/gu) ?? []) {
      if (run.length > 1 && run.length <= MAX_TERM_LENGTH) result.add(run);
    }
    if (result.size >= MAX_TERMS) break;
  }
  return result;
}

function loadJieba(terms: Set<string>): Jieba {
  // Required here and not imported: a process that never sees Chinese must not pay for the native library.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Jieba: Segmenter } = require('@node-rs/jieba') as typeof import('@node-rs/jieba');
  const jieba = Segmenter.withDict(frequentWords(readFileSync(require.resolve('@node-rs/jieba/dict.txt'))));
  // A word that is whole already keeps its own frequency: loading it again would overwrite that.
  const broken = [...terms].filter((term) => jieba.cut(term, false).length > 1);
  if (broken.length > 0) {
    jieba.loadDict(Buffer.from(broken.map((term) => `${term} ${TERM_FREQUENCY}\n`).join('')));
  }
  return jieba;
}

/**
 * Keeps the lines "word frequency" of frequent words and of all single characters, dropping the part of speech.
 * Works in place on the bytes, because 350,000 short strings would cost more than the dictionary itself.
 */
function frequentWords(dictionary: Buffer): Buffer {
  let kept = 0;
  for (let start = 0; start < dictionary.length;) {
    const newline = dictionary.indexOf(NEWLINE, start);
    const end = newline < 0 ? dictionary.length : newline;
    const space = dictionary.indexOf(SPACE, start);
    const { value, next } = readNumber(dictionary, space + 1);
    if (value >= MIN_FREQUENCY || space - start <= BYTES_PER_CHARACTER) {
      dictionary.copyWithin(kept, start, next);
      kept += next - start;
      dictionary[kept++] = NEWLINE;
    }
    start = end + 1;
  }
  return dictionary.subarray(0, kept);
}

function readNumber(bytes: Buffer, from: number): { value: number; next: number } {
  let value = 0;
  let next = from;
  for (; bytes[next] >= 0x30 && bytes[next] <= 0x39; next++) value = value * 10 + bytes[next] - 0x30;
  return { value, next };
}

function* pieces(run: string): Generator<string> {
  for (let at = 0; at < run.length;) {
    const piece = clip(run.slice(at), PIECE_LENGTH);
    yield piece;
    at += piece.length;
  }
}

/** A character that belongs to no word; stop words part such runs, so that 的 joins no neighbours. */
function isLoose(word: string): boolean {
  return [...word].length === 1 && !isStopWord(word);
}

function* looseRuns(found: string[]): Generator<string[]> {
  let run: string[] = [];
  for (const word of found) {
    if (isLoose(word)) run.push(word);
    else if (run.length > 0) {
      yield run;
      run = [];
    }
  }
  if (run.length > 0) yield run;
}
