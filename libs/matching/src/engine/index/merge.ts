import { SEGMENT_DOCUMENTS } from '../limits';
import { buildForward } from './forward';
import { type Postings, PostingsWriter } from './postings';
import { Segment } from './segment';

const GIVE_WAY = 100_000;
const NOWHERE = 0xffffffff;

/** What came of a merge: the new segment, and for each source where each of its documents went. */
export interface Merged {
  readonly segment: Segment;
  readonly sources: readonly Segment[];
  readonly numbers: readonly Uint32Array[];
}

/**
 * Makes one segment of the living documents of several. It gives way again and again, since searches and changes go on
 * meanwhile; documents that go while it runs are dead in their source, which the caller looks at in the end.
 */
export function* mergeSegments(sources: readonly Segment[]): Generator<void, Merged> {
  const { numbers, entries } = renumber(sources);
  const total = sources.reduce((sum, { postings }) => sum + postings.documents.length, 0);
  const lists = sources.reduce((sum, { postings }) => sum + postings.features.length, 0);
  const writer = new PostingsWriter(lists, total);
  yield* copyPostings(
    sources.map(({ postings }) => postings),
    numbers,
    writer,
  );
  const postings = writer.finish();
  yield;
  const forward = yield* buildForward(postings, entries.length);
  return { segment: new Segment(entries, postings, forward), sources, numbers };
}

function renumber(sources: readonly Segment[]): { numbers: Uint32Array[]; entries: Uint32Array } {
  const entries: number[] = [];
  const numbers = sources.map((source) => {
    const own = new Uint32Array(source.count).fill(NOWHERE);
    for (let document = 0; document < source.count; document++)
      if (!source.isDead(document)) own[document] = entries.push(source.entryOf(document)) - 1;
    return own;
  });
  return { numbers, entries: Uint32Array.from(entries) };
}

/** Walks the lists of all sources side by side, the least feature first. */
function* copyPostings(sources: readonly Postings[], numbers: readonly Uint32Array[], writer: PostingsWriter) {
  const heads = sources.map(() => 0);
  let done = 0;
  for (;;) {
    let least = Infinity;
    sources.forEach(({ features }, index) => {
      const feature = features[heads[index] as number];
      if (feature !== undefined && feature < least) least = feature;
    });
    if (least === Infinity) return;
    for (let index = 0; index < sources.length; index++) {
      const { features, starts, documents, impacts } = sources[index] as Postings;
      const list = heads[index] as number;
      if (features[list] !== least) continue;
      heads[index] = list + 1;
      const own = numbers[index] as Uint32Array;
      const to = starts[list + 1] as number;
      for (let at = starts[list] as number; at < to; at++, done++) {
        const document = own[documents[at] as number] as number;
        if (document === NOWHERE) continue;
        writer.begin(least);
        writer.add(document, impacts[at] as number);
      }
    }
    if (done > GIVE_WAY) yield void (done = 0);
  }
}

/** Segments of about the same size that are merged at once. */
const FAN = 4;

/**
 * Which segments to merge next: one with a quarter of its documents gone, otherwise four of about the same size. Every
 * document is copied a few times in its life, and the number of segments grows with the logarithm of the documents.
 */
export function chooseMerge(segments: readonly Segment[]): readonly Segment[] {
  const wasted = segments.find(({ count, alive }) => alive * 4 < count * 3);
  const ordered = segments
    .filter(({ alive }) => alive < SEGMENT_DOCUMENTS * 0.75)
    .sort((left, right) => left.alive - right.alive);
  for (const [first, { alive }] of ordered.entries()) {
    const chosen = fitting(ordered.slice(first).filter((segment) => segment.alive <= Math.max(alive, 1) * FAN));
    const full = chosen.reduce((sum, segment) => sum + segment.alive, 0) >= SEGMENT_DOCUMENTS * 0.75;
    if (chosen.length >= FAN || (full && chosen.length > 1)) return chosen;
  }
  return wasted ? [wasted] : [];
}

function fitting(ordered: readonly Segment[]): Segment[] {
  let room = SEGMENT_DOCUMENTS;
  return ordered.slice(0, FAN * 2).filter(({ alive }) => (room -= alive) >= 0);
}
