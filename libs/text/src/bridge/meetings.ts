import type { Reading } from './reading';
import type { Sign } from './sign';

/** A place in a text as it was given, in UTF-16 units, the end exclusive. */
export interface TextSpan {
  start: number;
  end: number;
  text: string;
}

/** A word or term of one text and the one of the other text that it met. */
export interface Meeting {
  left: TextSpan;
  right: TextSpan;
  by: 'word' | 'term' | 'translation';
  /** Comparable within one answer only; rarity is not in it. */
  weight: number;
}

/**
 * The words by which a text can meet others, without the text: plain data that can be kept as JSON. What two texts share
 * is found from it without reading them again.
 */
export interface SaidWords {
  /** The words as they are written. */
  readonly words: readonly string[];
  /** Where they stand in the text: start and end of each. */
  readonly places: readonly number[];
  /** Four numbers a sign: its feature, its weight in hundredths, its kind, and the number of its word. */
  readonly signs: readonly number[];
}

/** So many signs of a text are kept, the weightiest: what is fainter explains nothing to a reader. */
const MOST_SIGNS = 150;
const LONGEST_WORD = 120;
const MOST_MEETINGS = 200;

/** A chance meeting of two faint senses explains nothing to a reader; the same word in both texts is none. */
const LEAST_WEIGHT = { term: 0.2, word: 0.1, translation: 0.3 };

const KINDS = ['term', 'word', 'translation'] as const;
const ORDER = { term: 3, word: 2, translation: 1.5 };
const HUNDREDTHS = 100;
const NUMBERS = 4;

/** A part of a text that was read: its signs, and where they stand in it as it was given. */
export interface ReadPart {
  readonly text: string;
  readonly reading: Reading;
  readonly found: readonly Sign[];
}

/** Takes from a text, given in its parts, the words that say most. */
export function saidWords(parts: readonly ReadPart[]): SaidWords {
  const said = { words: [] as string[], places: [] as number[], signs: [] as number[] };
  const known = new Map<number, number>();
  for (const { part, base, sign } of bestOfParts(parts)) {
    const { feature, weight, kind, start, end } = sign;
    const place = part.reading.placeOf(start, end);
    if (!place || place[1] - place[0] > LONGEST_WORD) continue;
    const [from, to] = place;
    const key = (base + from) * 2 * LONGEST_WORD + to - from;
    let word = known.get(key);
    if (word === undefined) {
      known.set(key, (word = said.words.length));
      said.words.push(part.text.slice(from, to));
      said.places.push(base + from, base + to);
    }
    said.signs.push(feature, Math.round(weight * HUNDREDTHS), KINDS.indexOf(kind as 'term'), word);
    if (said.signs.length === MOST_SIGNS * NUMBERS) break;
  }
  return said;
}

/** Of the places of all parts that say the same thing the strongest, and of these the first; the weightiest lead. */
function bestOfParts(parts: readonly ReadPart[]) {
  const best = new Map<number, { part: ReadPart; base: number; sign: Sign }>();
  let base = 0;
  for (const part of parts) {
    for (const sign of part.found) {
      if (sign.kind === 'other') continue;
      const before = best.get(sign.feature);
      if (!before || sign.weight > before.sign.weight) best.set(sign.feature, { part, base, sign });
    }
    // As if the parts stood below each other.
    base += part.text.length + 1;
  }
  return [...best.values()].sort((one, two) => two.sign.weight - one.sign.weight);
}

interface Met {
  kind: (typeof KINDS)[number];
  readonly left: TextSpan;
  readonly right: TextSpan;
  weight: number;
}

/**
 * Which words and terms of two texts met, with their places in the texts as given, the weightiest first, at most 200. A
 * word that met in several ways is told once, in the best of them.
 */
export function meetingsOf(left: SaidWords, right: SaidWords): readonly Meeting[] {
  const met = pairsThatMet(left, right).filter(({ kind, weight }) => weight >= LEAST_WEIGHT[kind]);
  const rank = ({ kind, weight }: Met) => weight * ORDER[kind];
  met.sort((a, b) => rank(b) - rank(a) || a.left.start - b.left.start || a.right.start - b.right.start);
  const taken: { left: boolean[]; right: boolean[] } = { left: [], right: [] };
  const told: Meeting[] = [];
  for (const { kind: by, weight, ...spans } of met) {
    // Told already by something better: the same words, or a term that contains them on both sides.
    if (covered(taken.left, spans.left) && covered(taken.right, spans.right)) continue;
    cover(taken.left, spans.left);
    cover(taken.right, spans.right);
    told.push({ ...spans, by, weight });
    if (told.length === MOST_MEETINGS) break;
  }
  return told;
}

/**
 * The pairs of words that share a sign. All that they share adds up: a translation that is right is shared with its synonyms,
 * a chance one stands alone.
 */
function pairsThatMet(left: SaidWords, right: SaidWords): Met[] {
  const others = new Map<number, number>();
  for (let at = 0; at < right.signs.length; at += NUMBERS) others.set(right.signs[at] as number, at);
  const pairs = new Map<number, Met>();
  for (let at = 0; at < left.signs.length; at += NUMBERS) {
    const other = others.get(left.signs[at] as number);
    if (other === undefined) continue;
    const weight = ((left.signs[at + 1] as number) * (right.signs[other + 1] as number)) / HUNDREDTHS ** 2;
    const kind = KINDS[left.signs[at + 2] as number] ?? 'word';
    const key = (left.signs[at + 3] as number) * MOST_SIGNS + (right.signs[other + 3] as number);
    const known = pairs.get(key);
    if (!known) pairs.set(key, { kind, weight, left: spanOf(left, at), right: spanOf(right, other) });
    else {
      known.weight += weight;
      if (ORDER[kind] > ORDER[known.kind]) known.kind = kind;
    }
  }
  return [...pairs.values()];
}

function spanOf({ words, places, signs }: SaidWords, at: number): TextSpan {
  const word = signs[at + 3] as number;
  return { start: places[word * 2] as number, end: places[word * 2 + 1] as number, text: words[word] as string };
}

function covered(taken: boolean[], { start, end }: TextSpan): boolean {
  for (let at = start; at < end; at++) if (!taken[at]) return false;
  return true;
}

function cover(taken: boolean[], { start, end }: TextSpan): void {
  for (let at = start; at < end; at++) taken[at] = true;
}
