import { cut, type Mark, type Range, type ReadableText, windowAround, written } from '@shuqiao/text';
import { AROUND, type Snippet } from '../search/search-marks';

/** Where the words that met stand in the public texts of the two, each in its own language. */
export interface Passages {
  readonly demand: readonly Snippet[];
  readonly company: readonly Snippet[];
}

/** A text that passages may be cut from; `whole` where the other holds its beginning only. */
export interface PassageText extends ReadableText {
  readonly lang: string;
  readonly whole: string;
}

const MOST_PASSAGES = 3;
/** Two places of one text that are nearer than this stand in one passage. */
const LONGEST = 600;

interface Found {
  readonly from: PassageText;
  readonly mark: Mark;
}
interface Passage {
  readonly from: PassageText;
  window: Range;
}

/**
 * Up to three passages with these words, the first words first: the texts are in the order in which they are to be looked
 * through. A word that stands in an earlier passage gets none of its own, and passages of one text do not overlap.
 */
export function passagesOf(texts: readonly PassageText[], words: readonly string[]): Snippet[] {
  const found = texts.flatMap((from) => written(from, words).map((mark): Found => ({ from, mark })));
  found.sort((a, b) => a.mark.rank - b.mark.rank);
  const passages: Passage[] = [];
  const told = new Set<number>();
  for (const one of found) {
    if (told.has(one.mark.rank) || !take(passages, one)) continue;
    for (const { from, mark } of found)
      if (passages.some((passage) => passage.from === from && holds(passage.window, mark.range))) told.add(mark.rank);
  }
  return passages.map(({ from, window }) => {
    const ranges = found.filter((one) => one.from === from).map(({ mark }) => mark.range);
    return { ...cut(from.whole, ranges.sort(inOrder), window), lang: from.lang };
  });
}

/** Adds a passage, or makes one longer that would overlap with it. Says whether the mark is shown now. */
function take(passages: Passage[], { from, mark }: Found): boolean {
  const window = windowAround(from.whole, mark.range, AROUND);
  const near = passages.find((passage) => passage.from === from && overlap(passage.window, window));
  if (!near) return passages.length < MOST_PASSAGES && passages.push({ from, window }) > 0;
  const joined: Range = [Math.min(near.window[0], window[0]), Math.max(near.window[1], window[1])];
  const isFree = !passages.some((one) => one !== near && one.from === from && overlap(one.window, joined));
  if (joined[1] - joined[0] > LONGEST || !isFree) return false;
  near.window = joined;
  return true;
}

const inOrder = (a: Range, b: Range) => a[0] - b[0];
const holds = (window: Range, range: Range) => range[0] >= window[0] && range[1] <= window[1];
const overlap = (one: Range, other: Range) => one[0] < other[1] && other[0] < one[1];
