import { type Forward, listsOf } from './forward';
import type { Postings } from './postings';

/** The lists that a query reads, and what it counts each of them for. */
export interface QueryLists {
  readonly lists: readonly number[];
  readonly factors: readonly number[];
}

/** Which lists a query reads, by their last bits: nearly all that a document stands in is told apart by one look. */
const MAY_MEET = new Uint8Array(16_384);
const MASK = MAY_MEET.length - 1;

/** What some documents get for a query: for hundreds of them far less work than going through the lists. */
export function sumsOfPairs(
  postings: Postings,
  forward: Forward,
  { lists, factors }: QueryLists,
  documents: readonly number[],
): Float64Array {
  const factorOf = new Map(lists.map((list, index) => [list, factors[index] as number]));
  MAY_MEET.fill(0);
  for (const list of lists) MAY_MEET[list & MASK] = 1;
  return Float64Array.from(documents, (document) => {
    let sum = 0;
    for (const list of listsOf(forward, document)) {
      const factor = MAY_MEET[list & MASK] ? factorOf.get(list) : undefined;
      if (factor !== undefined) sum += factor * impactOf(postings, list, document);
    }
    return sum;
  });
}

/** The impact of a list's feature in a document that has it. */
export function impactOf({ starts, documents, impacts }: Postings, list: number, document: number): number {
  let from = starts[list] as number;
  for (let to = starts[list + 1] as number; from < to;) {
    const middle = (from + to) >>> 1;
    if ((documents[middle] as number) < document) from = middle + 1;
    else to = middle;
  }
  return impacts[from] as number;
}
