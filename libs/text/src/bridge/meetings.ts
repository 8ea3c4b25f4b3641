import { foldWithOffsets, type FoldedText } from '../highlight';
import type { Sign, Signs } from './signs';

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

const MOST_MEETINGS = 200;

/** A chance meeting of two faint senses explains nothing to a reader. */
const LEAST_WEIGHT = 0.2;

const ORDER = { term: 3, word: 2, translation: 1.5, other: 0 };

/** A text as it was read once, to meet many others. */
export interface ReadText {
  readonly text: string;
  readonly folded: FoldedText;
  readonly signs: ReadonlyMap<number, Sign>;
}

export function readText(text: string, signs: (folded: string) => Signs): ReadText {
  const folded = foldWithOffsets(text);
  return { text, folded, signs: bestByFeature(signs(folded.text).found) };
}

export function meetingsOf(left: ReadText, right: ReadText): readonly Meeting[] {
  const met: { one: Sign; two: Sign; weight: number }[] = [];
  for (const one of left.signs.values()) {
    const two = right.signs.get(one.feature);
    const weight = two ? one.weight * two.weight : 0;
    if (two && weight >= LEAST_WEIGHT) met.push({ one, two, weight });
  }
  const rank = ({ one, weight }: { one: Sign; weight: number }) => weight * ORDER[one.kind];
  met.sort((a, b) => rank(b) - rank(a) || a.one.start - b.one.start || a.two.start - b.two.start);
  const taken: { left: boolean[]; right: boolean[] } = { left: [], right: [] };
  const told: Meeting[] = [];
  for (const { one, two, weight } of met) {
    // Told already by something better: the same words, or a term that contains them on both sides.
    if (covered(taken.left, one) && covered(taken.right, two)) continue;
    cover(taken.left, one);
    cover(taken.right, two);
    const by = one.kind === 'other' ? 'word' : one.kind;
    told.push({ left: original(left, one), right: original(right, two), by, weight });
    if (told.length === MOST_MEETINGS) break;
  }
  return told;
}

/** Of the places that say the same thing the strongest, and of these the first. */
function bestByFeature(signs: readonly Sign[]): Map<number, Sign> {
  const best = new Map<number, Sign>();
  for (const sign of signs) {
    if (sign.kind === 'other') continue;
    const known = best.get(sign.feature);
    if (!known || sign.weight > known.weight) best.set(sign.feature, sign);
  }
  return best;
}

function covered(taken: boolean[], { start, end }: Sign): boolean {
  for (let at = start; at < end; at++) if (!taken[at]) return false;
  return true;
}

function cover(taken: boolean[], { start, end }: Sign): void {
  for (let at = start; at < end; at++) taken[at] = true;
}

function original({ text, folded }: ReadText, { start, end }: Sign): TextSpan {
  const from = folded.starts ? folded.starts[start] : start;
  const to = folded.starts ? folded.ends[end - 1] : end;
  return { start: from, end: to, text: text.slice(from, to) };
}
