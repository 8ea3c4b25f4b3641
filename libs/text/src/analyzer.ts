import { ChineseSegmenter } from './chinese';
import { fold } from './fold';
import { clip, MAX_QUERY_LENGTH, MAX_QUERY_TOKENS, MAX_TEXT_LENGTH, MAX_TEXT_TOKENS, MAX_TOKEN_LENGTH } from './limits';
import { stem } from './stems';
import { isStopWord } from './stop-words';
import { pairs, words, type Word } from './tokenize';

export interface AnalyzerOptions {
  /** Words to keep whole, in any language: the labels and synonyms of the taxonomy. */
  terms?: Iterable<string>;
}

export interface QueryTokens {
  /** Distinct, at most 12; empty when the text has neither letter, digit nor picture. Plain data, never syntax. */
  tokens: string[];
}

/** Turns texts and queries into tokens of one kind; both sides of a search must use analyzers with the same terms. */
export interface Analyzer {
  /**
   * The distinct search tokens of a text, in the order of their first occurrence: at most 2,000 of at most 64 UTF-16
   * units, from the first 200,000 units of the text. Deterministic; never throws. The language is not asked for: each
   * word is treated by its own script, so that a text and a query cannot disagree about it.
   */
  analyze(text: string): string[];

  /** The tokens of what somebody typed into the search box (first 1,000 units), stop words only if nothing else is left. */
  analyzeQuery(text: string): QueryTokens;

  /** The distinct words of the first 1,000 units as they are written, folded but not stemmed, without stop words and single letters. */
  plainWords(text: string): string[];
}

/**
 * An analyzer that keeps the given terms whole. Its Chinese dictionary (about 30 MB) is loaded with the first Chinese
 * text and belongs to this analyzer alone: make one per process, and another only when the terms have changed.
 */
export function createAnalyzer(options: AnalyzerOptions = {}): Analyzer {
  const chinese = new ChineseSegmenter(options.terms ?? []);
  return {
    analyze: (text) => analyzeText(text, chinese),
    analyzeQuery: remembering((text) => ({ tokens: queryTokens(text, chinese) })),
    plainWords: (text) => plainWordsOf(text, chinese),
  };
}

const MOST_REMEMBERED = 1_000;
const LONGEST_REMEMBERED = 100;

/** Keeps the latest short answers: each page of a list asks with the same query, and people ask for the same things. */
function remembering(answer: (text: string) => QueryTokens): (text: string) => QueryTokens {
  const known = new Map<string, QueryTokens>();
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const made = answer(text);
    if (text.length > LONGEST_REMEMBERED) return made;
    if (known.size === MOST_REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(text, made);
    return made;
  };
}

function analyzeText(text: string, chinese: ChineseSegmenter): string[] {
  const tokens = new Set<string>();
  for (const word of words(fold(clip(text, MAX_TEXT_LENGTH)))) {
    for (const token of textTokens(word, chinese)) {
      if (token) tokens.add(clip(token, MAX_TOKEN_LENGTH));
      if (tokens.size >= MAX_TEXT_TOKENS) return [...tokens];
    }
  }
  return [...tokens];
}

function* textTokens(word: Word, chinese: ChineseSegmenter): Generator<string> {
  if (word.kind === 'han') return yield* chinese.textTokens(word.text);
  if (word.kind === 'unspaced') return yield* pairs([...word.text]);
  if (word.isModelName) yield word.text;
  for (const part of word.parts) yield stem(part.text);
}

function queryTokens(text: string, chinese: ChineseSegmenter): string[] {
  const telling = new Set<string>();
  const stopWords = new Set<string>();
  for (const word of words(fold(clip(text, MAX_QUERY_LENGTH)))) {
    for (const plain of plainQueryWords(word, chinese)) {
      const token = clip(stem(plain), MAX_TOKEN_LENGTH);
      if (token) (isStopWord(plain) ? stopWords : telling).add(token);
    }
  }
  const chosen = telling.size > 0 ? telling : stopWords;
  return [...chosen].slice(0, MAX_QUERY_TOKENS);
}

function plainWordsOf(text: string, chinese: ChineseSegmenter): string[] {
  const found = new Set<string>();
  for (const word of words(fold(clip(text, MAX_QUERY_LENGTH)))) {
    for (const plain of plainQueryWords(word, chinese)) {
      if (plain.length > 1 && plain.length <= MAX_TOKEN_LENGTH && !isStopWord(plain)) found.add(plain);
    }
  }
  return [...found];
}

/** A model name is searched as a whole: somebody who types "5g-a" does not mean every text with "5g" and "a". */
function plainQueryWords(word: Word, chinese: ChineseSegmenter): Iterable<string> {
  if (word.kind === 'han') return chinese.queryTokens(word.text);
  if (word.kind === 'unspaced') return pairs([...word.text]);
  return word.isModelName ? [word.text] : word.parts.map((part) => part.text);
}
