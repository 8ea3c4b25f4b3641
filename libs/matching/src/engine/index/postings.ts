/** For each feature the documents that have it, and how much: columns of one table, features and documents ascending. */
export interface Postings {
  readonly features: Uint32Array;
  /** Where the list of each feature begins, and one more for the end. */
  readonly starts: Uint32Array;
  readonly documents: Uint16Array;
  readonly impacts: Uint8Array;
}

/** Texts one after the other: the features of document d stand from starts[d] to starts[d + 1]. */
export interface Columns {
  readonly count: number;
  readonly starts: Uint32Array;
  readonly features: Uint32Array;
  readonly impacts: Uint8Array;
}

/** Turns texts around into postings, by a radix sort, which keeps the documents of a feature in their order. */
export function sortPostings({ count, starts, features, impacts }: Columns): Postings {
  const total = starts[count] as number;
  const order = sortedOrder(features, total);
  const owners = new Uint16Array(total);
  for (let document = 0; document < count; document++)
    owners.fill(document, starts[document] as number, starts[document + 1] as number);
  const postings = new PostingsWriter(countDistinct(features, order), total);
  for (let index = 0; index < total; index++) {
    const from = order[index] as number;
    postings.begin(features[from] as number);
    postings.add(owners[from] as number, impacts[from] as number);
  }
  return postings.finish();
}

/** Writes postings feature by feature into columns of a known size. */
export class PostingsWriter {
  private readonly features: Uint32Array;
  private readonly starts: Uint32Array;
  private readonly documents: Uint16Array;
  private readonly impacts: Uint8Array;
  private lists = 0;
  private written = 0;

  constructor(features: number, total: number) {
    this.features = new Uint32Array(features);
    this.starts = new Uint32Array(features + 1);
    this.documents = new Uint16Array(total);
    this.impacts = new Uint8Array(total);
  }

  /** Goes on with the list of a feature, or begins it. */
  begin(feature: number): void {
    if (this.lists && this.features[this.lists - 1] === feature) return;
    this.features[this.lists] = feature;
    this.starts[this.lists] = this.written;
    this.lists += 1;
  }

  add(document: number, impact: number): void {
    this.documents[this.written] = document;
    this.impacts[this.written] = impact;
    this.written += 1;
  }

  /** Cuts off what was reserved too much. */
  finish(): Postings {
    this.starts[this.lists] = this.written;
    const fit = <T extends { slice(from: number, to: number): T; length: number }>(array: T, length: number): T =>
      array.length === length ? array : array.slice(0, length);
    return {
      features: fit(this.features, this.lists),
      starts: fit(this.starts, this.lists + 1),
      documents: fit(this.documents, this.written),
      impacts: fit(this.impacts, this.written),
    };
  }
}

function sortedOrder(keys: Uint32Array, total: number): Uint32Array {
  const counts = new Uint32Array(65_537);
  let order = new Uint32Array(total);
  for (let index = 0; index < total; index++) order[index] = index;
  let sorted = new Uint32Array(total);
  for (const shift of [0, 16]) {
    counts.fill(0);
    for (let index = 0; index < total; index++) {
      const digit = ((keys[index] as number) >>> shift) & 0xffff;
      counts[digit + 1] = (counts[digit + 1] as number) + 1;
    }
    for (let digit = 1; digit < 65_537; digit++)
      counts[digit] = (counts[digit] as number) + (counts[digit - 1] as number);
    for (let index = 0; index < total; index++) {
      const from = order[index] as number;
      const digit = ((keys[from] as number) >>> shift) & 0xffff;
      const to = counts[digit] as number;
      sorted[to] = from;
      counts[digit] = to + 1;
    }
    [order, sorted] = [sorted, order];
  }
  return order;
}

function countDistinct(keys: Uint32Array, order: Uint32Array): number {
  let distinct = 0;
  let before = -1;
  for (const index of order) {
    const key = keys[index] as number;
    if (key !== before) distinct += 1;
    before = key;
  }
  return distinct;
}
