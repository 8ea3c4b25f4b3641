import { foldCharacters } from './fold';
import { foldHomoglyphs } from './homoglyphs';
import { clip, MAX_TEXT_LENGTH, MAX_TOKEN_LENGTH } from './limits';
import { stem } from './stems';
import { words, type Word } from './tokenize';

/** UTF-16 offsets in the text as it was given, the end exclusive. */
export type Range = [start: number, end: number];

export interface Excerpt {
  text: string;
  /** Within `text` of the excerpt. */
  ranges: Range[];
  /** Whether text was left out in front and behind. */
  cutBefore: boolean;
  cutAfter: boolean;
}

// The letters of a Korean syllable are put together by folding, as a letter is with its marks.
const CLUSTER = /(?:[\u1100-\u11ff]+|[\s\S])[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]*/gu;
const MAX_RANGES = 500;

/** A text without spaces can be one match from end to end; an excerpt shows its beginning. */
const MAX_SHOWN_MATCH = 200;

/** A word that an excerpt would cut is left out when it is no longer than this. */
const LONGEST_CUT_WORD = 24;
const WORD_CHARACTER = /(?!\p{sc=Han})[\p{L}\p{M}\p{N}\ud800-\udfff]/u;

/** Printable ASCII, Russian letters, common Chinese characters and punctuation: each stands alone and folds to one unit. */
const PLAIN = /^[\x20-\x7e\u0401\u0410-\u044f\u0451\u3001\u3002\u4e00-\u9fff\uff0c]*$/;
const HAN = /[\u4e00-\u9fff]/;
const HAN_CHARACTER = /[\u4e00-\u9fff]/g;

/** For each unit of the folded text where its original begins and ends; without them it stands where it stood. */
export type FoldedText = { text: string } & (
  { starts: number[]; ends: number[] } | { starts?: undefined; ends?: undefined }
);

/**
 * Where the words behind the query's tokens stand in the original text, in order and without overlaps (at most 500).
 * Needs no dictionary: a Chinese token is marked wherever it is written.
 */
export function highlight(text: string, queryTokens: readonly string[]): Range[] {
  const tokens = new Set(queryTokens);
  if (tokens.size === 0) return [];
  const clipped = clip(text, MAX_TEXT_LENGTH);
  const folded = PLAIN.test(clipped) ? foldPlain(clipped) : foldWithOffsets(clipped);
  const ranges: Range[] = [];
  for (const [from, to] of promisingSpans(folded.text, tokens)) {
    for (const word of words(folded.text.slice(from, to))) {
      for (const match of matchesIn(word, tokens)) {
        const [start, end] = [match[0] + from, match[1] + from];
        ranges.push(folded.starts ? [folded.starts[start], folded.ends[end - 1]] : [start, end]);
      }
    }
    if (ranges.length >= MAX_RANGES) break;
  }
  return merge(ranges).slice(0, MAX_RANGES);
}

/**
 * The part of the text around its first match, `before` and `after` UTF-16 units to both sides of it, of the match itself
 * at most 200; the beginning of the text when nothing matches.
 */
export function excerpt(
  text: string,
  queryTokens: readonly string[],
  size: { before: number; after: number },
): Excerpt {
  const ranges = highlight(text, queryTokens);
  const first = ranges[0] ?? [0, 0];
  const window = windowAround(text, first, size);
  return cut(text, [[first[0], Math.min(first[1], window[1])], ...ranges.slice(1)], window);
}

/**
 * So much of a text around a match, of the match itself at most 200 UTF-16 units. It begins and ends between words where
 * there are spaces, and halves no character.
 */
export function windowAround(text: string, [first, last]: Range, size: { before: number; after: number }): Range {
  const shownTo = Math.min(last, first + MAX_SHOWN_MATCH);
  const start = wholePair(text, Math.max(0, first - size.before));
  const end = wholePair(text, Math.min(text.length, shownTo + size.after));
  return [wordBegin(text, start, first), wordEnd(text, end, shownTo)];
}

/** Where the next word begins, if that is near and not behind the match. */
function wordBegin(text: string, start: number, first: number): number {
  const isWithin = start > 0 && WORD_CHARACTER.test(text.charAt(start - 1)) && WORD_CHARACTER.test(text.charAt(start));
  const space = text.slice(start, Math.min(first, start + LONGEST_CUT_WORD)).search(/\s/);
  return isWithin && space >= 0 ? start + space + 1 : start;
}

function wordEnd(text: string, end: number, last: number): number {
  const isWithin = WORD_CHARACTER.test(text.charAt(end - 1)) && WORD_CHARACTER.test(text.charAt(end));
  const from = Math.max(last, end - LONGEST_CUT_WORD);
  const rest = /\s\S*$/.exec(text.slice(from, end));
  return isWithin && rest ? from + rest.index : end;
}

/** The text of a window, with those ranges that stand whole in it. */
export function cut(text: string, ranges: readonly Range[], [start, end]: Range): Excerpt {
  const shown = ranges.filter((range) => range[0] < range[1] && range[0] >= start && range[1] <= end);
  return {
    text: text.slice(start, end),
    ranges: shown.map((range) => [range[0] - start, range[1] - start]),
    cutBefore: start > 0,
    cutAfter: end < text.length,
  };
}

function* matchesIn(word: Word, tokens: Set<string>): Generator<Range> {
  if (word.kind !== 'word') return yield* writtenIn(word, tokens);
  if (word.isModelName && tokens.has(word.text)) return yield [word.start, word.end];
  for (const part of word.parts) {
    if (tokens.has(clip(stem(part.text), MAX_TOKEN_LENGTH))) yield [part.start, part.end];
  }
}

function* writtenIn(run: Word, tokens: Set<string>): Generator<Range> {
  const found: Range[] = [];
  for (const token of tokens) {
    if (!token) continue;
    for (let at = run.text.indexOf(token); at >= 0; at = run.text.indexOf(token, at + token.length)) {
      found.push([run.start + at, run.start + at + token.length]);
      if (found.length >= MAX_RANGES) break;
    }
  }
  yield* merge(found);
}

/**
 * Where the words can stand, from space to space: most of a text need not be taken apart. A stem differs from the
 * beginning of its word in its last two letters at most (hope for hoping); an apostrophe or a comma may be left out of a
 * word, so that a text with one is looked at whole.
 */
function* promisingSpans(folded: string, tokens: Iterable<string>): Generator<Range> {
  if (folded.includes("'") || folded.includes(',')) return yield [0, folded.length];
  // Each beginning remembers where it comes next, so that no stretch of the text is searched twice for it.
  let ahead = [...tokens].filter(Boolean).map((token) => {
    const beginning = token.slice(0, Math.max(1, token.length - 2));
    return { beginning, next: folded.indexOf(beginning) };
  });
  let at = 0;
  for (;;) {
    for (const one of ahead) if (one.next >= 0 && one.next < at) one.next = folded.indexOf(one.beginning, at);
    ahead = ahead.filter(({ next }) => next >= 0);
    if (!ahead.length) return;
    const first = Math.min(...ahead.map(({ next }) => next));
    const space = folded.indexOf(' ', first);
    const end = space < 0 ? folded.length : space;
    yield [Math.max(at, folded.lastIndexOf(' ', first) + 1), end];
    at = end + 1;
  }
}

const characters = new Map<string, string>();

/** The folded text where each letter folds to one that stands where it stood; undefined for any other text. */
export function foldedOneToOne(text: string): FoldedText | undefined {
  if (!PLAIN.test(text)) return undefined;
  const folded = foldPlain(text);
  return folded.starts ? undefined : { text: folded.text.replaceAll('，', ',') };
}

function foldPlain(text: string): FoldedText {
  const lower = text.toLowerCase().replaceAll('ё', 'е').replaceAll('`', "'");
  const folded = HAN.test(lower) ? lower.replace(HAN_CHARACTER, foldedCharacter) : lower;
  return folded.length === text.length ? { text: foldHomoglyphs(folded) } : foldWithOffsets(text);
}

/** Bounded by the range of {@link HAN_CHARACTER}. */
function foldedCharacter(character: string): string {
  const known = characters.get(character) ?? foldCharacters(character);
  characters.set(character, known);
  return known;
}

/** Folds cluster by cluster (a character with its marks), because only so each folded unit knows its original. */
export function foldWithOffsets(text: string): FoldedText & { starts: number[] } {
  const known = new Map<string, string>();
  const result = { text: '', starts: [] as number[], ends: [] as number[] };
  for (const match of text.matchAll(CLUSTER)) {
    const cluster = match[0];
    const folded = known.get(cluster) ?? foldCharacters(cluster);
    known.set(cluster, folded);
    result.text += folded;
    for (let unit = 0; unit < folded.length; unit++) {
      result.starts.push(match.index);
      result.ends.push(match.index + cluster.length);
    }
  }
  return { ...result, text: foldHomoglyphs(result.text) };
}

/** Sorted, with those that touch or overlap joined. */
function merge(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function wholePair(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff && at > 0 ? at - 1 : at;
}
