import { CHUNK, Entries } from '../index/entries';
import type { ImpactIndex } from '../index/impact-index';
import { Segment } from '../index/segment';
import { type Collection, COLLECTIONS, VECTOR_BYTES } from '../limits';
import type { CollectionLayout, SegmentLayout, SnapshotContents } from './snapshot-layout';

export type Bytes = Uint8Array | Int8Array | Uint16Array | Uint32Array;
type Layouts = SnapshotContents['collections'];

/** What a snapshot of the index will hold. Makes segments of all that is new, since they are what is written. */
export function layoutOf(index: ImpactIndex): Layouts {
  const layout = (collection: Collection): CollectionLayout => {
    const side = index.collections[collection];
    side.seal();
    return { end: side.entries.end, segments: side.segments.map(segmentLayout) };
  };
  return { company: layout('company'), demand: layout('demand') };
}

const segmentLayout = ({ count, postings, forward }: Segment): SegmentLayout => ({
  documents: count,
  lists: postings.features.length,
  postings: postings.documents.length,
  forward: forward.bytes.length,
});

/** The arrays one after the other, in the order in which {@link readParts} reads them. */
export function* partsOf(index: ImpactIndex): Generator<Bytes> {
  for (const collection of COLLECTIONS) {
    const { entries, segments } = index.collections[collection];
    yield* entryParts(entries, entries.end);
    for (const { entries: owners, dead, postings, forward } of segments) {
      yield* [owners, dead, postings.features, postings.starts, postings.documents, postings.impacts];
      yield* [forward.starts, forward.bytes];
    }
  }
}

function* entryParts(entries: Entries, end: number): Generator<Bytes> {
  yield entries.ids.subarray(0, end * 4);
  for (let from = 0; from < end; from += CHUNK)
    yield entries.vectorsOf(from).subarray(0, Math.min(CHUNK, end - from) * VECTOR_BYTES);
}

/** Bytes of all parts together. */
export function lengthOf(layouts: Layouts): number {
  const perSegment = ({ documents, lists, postings, forward }: SegmentLayout) =>
    documents * 5 + lists * 4 + (lists + 1) * 4 + postings * 3 + (documents + 1) * 4 + forward;
  return COLLECTIONS.reduce((sum, collection) => {
    const { end, segments } = layouts[collection];
    return segments.reduce((all, segment) => all + perSegment(segment), sum + end * (16 + VECTOR_BYTES));
  }, 0);
}

/**
 * Reads all arrays, which `read` fills one after the other. Answers what puts them into an empty index: to be called only
 * once the checksum is known to be right, since nothing is safe with arrays that are not.
 */
export function readParts(layouts: Layouts, read: (array: Bytes) => void): (index: ImpactIndex) => void {
  const fills = COLLECTIONS.map((collection) => readCollection(collection, layouts[collection], read));
  return (index) => fills.forEach((fill) => fill(index));
}

function readCollection(collection: Collection, { end, segments }: CollectionLayout, read: (array: Bytes) => void) {
  const entries = new Entries();
  entries.reserve(end);
  for (const part of entryParts(entries, end)) read(part);
  const arrays = segments.map((layout) => readSegment(layout, read));
  return (index: ImpactIndex): void => {
    const side = index.collections[collection];
    const alive = new Uint8Array(end);
    side.entries = entries;
    for (const { owners, postings, forward, dead } of arrays) {
      const segment = new Segment(owners, postings, forward, dead);
      side.install(segment);
      owners.forEach((entry, document) => {
        if (!segment.isDead(document)) alive[entry] = 1;
      });
      if (collection === 'company') count(index, segment);
    }
    entries.adopt(end, (entry) => alive[entry] === 1);
    if (collection !== 'company') return;
    for (let entry = 0; entry < end; entry++)
      if (alive[entry]) index.mean.change(entries.vectorsOf(entry), entries.vectorAt(entry), 1);
  };
}

function readSegment({ documents, lists, postings, forward }: SegmentLayout, read: (array: Bytes) => void) {
  const make = <T extends Bytes>(array: T): T => {
    read(array);
    return array;
  };
  return {
    owners: make(new Uint32Array(documents)),
    dead: make(new Uint8Array(documents)),
    postings: {
      features: make(new Uint32Array(lists)),
      starts: make(new Uint32Array(lists + 1)),
      documents: make(new Uint16Array(postings)),
      impacts: make(new Uint8Array(postings)),
    },
    forward: { starts: make(new Uint32Array(documents + 1)), bytes: make(new Uint8Array(forward)) },
  };
}

/** Counts only documents that are still there. */
function count(index: ImpactIndex, segment: Segment): void {
  const { features, starts, documents } = segment.postings;
  for (let list = 0; list < features.length; list++) {
    let living = 0;
    for (let at = starts[list] as number; at < (starts[list + 1] as number); at++)
      if (!segment.isDead(documents[at] as number)) living += 1;
    index.counts.addTo(features[list] as number, living);
  }
}
