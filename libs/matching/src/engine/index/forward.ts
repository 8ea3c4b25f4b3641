import type { Postings } from './postings';

/**
 * The features of each document, as the numbers of their lists: differences in seven bits a byte, about two bytes each.
 * Impacts are not repeated, since the list has them.
 */
export interface Forward {
  /** Where the bytes of each document begin, and one more for the end. */
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
}

/** Turns postings around. Gives way after every so many postings, since it may run between searches. */
export function* buildForward(postings: Postings, documents: number): Generator<void, Forward> {
  const { starts: lists, documents: owners } = postings;
  const last = new Int32Array(documents).fill(-1);
  const starts = new Uint32Array(documents + 1);
  for (let list = 0, done = 0; list + 1 < lists.length; list++) {
    const to = lists[list + 1] as number;
    for (let index = lists[list] as number; index < to; index++) {
      const owner = owners[index] as number;
      const gap = list - (last[owner] as number);
      last[owner] = list;
      starts[owner + 1] = (starts[owner + 1] as number) + (gap < 128 ? 1 : gap < 16_384 ? 2 : gap < 2_097_152 ? 3 : 4);
    }
    if (to - done > GIVE_WAY) yield void (done = to);
  }
  for (let owner = 0; owner < documents; owner++)
    starts[owner + 1] = (starts[owner + 1] as number) + (starts[owner] as number);
  return { starts, bytes: yield* writeGaps(postings, starts, last.fill(-1)) };
}

const GIVE_WAY = 100_000;

function* writeGaps({ starts: lists, documents: owners }: Postings, starts: Uint32Array, last: Int32Array) {
  const bytes = new Uint8Array(starts[starts.length - 1] as number);
  const ends = starts.slice();
  for (let list = 0, done = 0; list + 1 < lists.length; list++) {
    const to = lists[list + 1] as number;
    for (let index = lists[list] as number; index < to; index++) {
      const owner = owners[index] as number;
      let gap = list - (last[owner] as number);
      last[owner] = list;
      let at = ends[owner] as number;
      for (; gap >= 128; gap >>>= 7) bytes[at++] = (gap & 127) | 128;
      bytes[at++] = gap;
      ends[owner] = at;
    }
    if (to - done > GIVE_WAY) yield void (done = to);
  }
  return bytes;
}

/** The numbers of a document's lists, ascending. */
export function listsOf({ starts, bytes }: Forward, document: number): Uint32Array {
  const from = starts[document] as number;
  const to = starts[document + 1] as number;
  const lists = new Uint32Array(to - from);
  let count = 0;
  let list = -1;
  for (let at = from; at < to;) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number;
      gap |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    list += gap;
    lists[count++] = list;
  }
  return lists.subarray(0, count);
}

/** Runs what gives way to its end at once. */
export function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
