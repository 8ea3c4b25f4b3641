import { type Forward, listsOf } from './forward';
import { impactOf, sumsOfPairs } from './pair-sums';
import type { Found, Part, Weighted, WeightedQuery } from './part';
import type { Postings } from './postings';

/** Below this share of documents touched, visiting those beats going through all sums. */
const SPARSE = 8;

/** An unchanging part: only that a document is gone is written into it. */
export class Segment implements Part {
  readonly count: number;
  alive: number;
  /** Where the features with the same first bits begin. */
  private readonly buckets: Uint32Array;
  private readonly shift: number;
  private readonly touched: Uint16Array;
  private known: { readonly generation: number; readonly totals: Float64Array } | undefined;

  constructor(
    readonly entries: Uint32Array,
    readonly postings: Postings,
    readonly forward: Forward,
    readonly dead = new Uint8Array(entries.length),
  ) {
    this.count = entries.length;
    this.alive = dead.reduce((sum, gone) => sum - gone, entries.length);
    const bits = Math.max(1, Math.ceil(Math.log2(postings.features.length + 1)) - 1);
    this.shift = 32 - bits;
    this.buckets = bucketsOf(postings.features, bits);
    this.touched = new Uint16Array(Math.ceil(this.count / SPARSE));
  }

  isDead(document: number): boolean {
    return this.dead[document] === 1;
  }

  entryOf(document: number): number {
    return this.entries[document] as number;
  }

  kill(document: number): void {
    this.dead[document] = 1;
    this.alive -= 1;
  }

  textOf(document: number): Weighted {
    const lists = listsOf(this.forward, document);
    const { features } = this.postings;
    const own = { features: new Uint32Array(lists.length), impacts: new Uint8Array(lists.length) };
    lists.forEach((list, index) => {
      own.features[index] = features[list] as number;
      own.impacts[index] = impactOf(this.postings, list, document);
    });
    return own;
  }

  score(query: WeightedQuery, sums: Float64Array, found: Found): void {
    const { starts } = this.postings;
    const { lists, factors } = this.listsOf(query);
    const total = lists.reduce((sum, list) => sum + (starts[list + 1] as number) - (starts[list] as number), 0);
    if (total <= this.touched.length) this.scoreFew(lists, factors, sums, found);
    else this.scoreMany(lists, factors, sums, found);
  }

  sumsOf(query: WeightedQuery, documents: readonly number[]): Float64Array {
    const { lists, factors } = this.listsOf(query);
    return sumsOfPairs(this.postings, this.forward, { lists, factors }, documents);
  }

  totals(rarity: { readonly generation: number; of(feature: number): number }): Float64Array {
    if (this.known?.generation === rarity.generation) return this.known.totals;
    const { features, starts, documents, impacts } = this.postings;
    const totals = this.known?.totals.fill(0) ?? new Float64Array(this.count);
    for (let list = 0; list < features.length; list++) {
      const worth = rarity.of(features[list] as number);
      for (let at = starts[list] as number; at < (starts[list + 1] as number); at++) {
        const document = documents[at] as number;
        totals[document] = (totals[document] as number) + worth * (impacts[at] as number) ** 2;
      }
    }
    this.known = { generation: rarity.generation, totals };
    return totals;
  }

  get bytes(): number {
    const { features, starts, documents, impacts } = this.postings;
    const own = [this.entries, this.dead, this.buckets, this.touched, features, starts, documents, impacts];
    const all = [...own, this.forward.starts, this.forward.bytes, this.known?.totals];
    return all.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
  }

  private scoreMany(lists: readonly number[], factors: readonly number[], sums: Float64Array, found: Found): void {
    const { starts, documents, impacts } = this.postings;
    lists.forEach((list, index) =>
      addList(sums, documents, impacts, starts[list] as number, starts[list + 1] as number, factors[index] as number),
    );
    this.tell(sums, found);
    for (let document = 0; document < this.count; document++) {
      const sum = sums[document] as number;
      if (sum && sum >= found.least && !this.dead[document]) found.take(document, sum);
    }
    sums.fill(0, 0, this.count);
  }

  private scoreFew(lists: readonly number[], factors: readonly number[], sums: Float64Array, found: Found): void {
    const { starts, documents, impacts } = this.postings;
    let count = 0;
    lists.forEach((list, index) => {
      const to = starts[list + 1] as number;
      for (let at = starts[list] as number; at < to; at++) {
        const document = documents[at] as number;
        const before = sums[document] as number;
        if (!before) this.touched[count++] = document;
        sums[document] = before + (factors[index] as number) * (impacts[at] as number);
      }
    });
    this.tell(sums, found);
    for (let index = 0; index < count; index++) {
      const document = this.touched[index] as number;
      if (!this.dead[document]) found.take(document, sums[document] as number);
      sums[document] = 0;
    }
  }

  private tell(sums: Float64Array, found: Found): void {
    for (const document of found.asked) if (!this.dead[document]) found.tell(document, sums[document] as number);
  }

  /** The lists that a query reads here, and what it counts each of them for. */
  private listsOf({ features, weights }: WeightedQuery): { lists: number[]; factors: number[] } {
    const [lists, factors]: [number[], number[]] = [[], []];
    for (let index = 0; index < features.length; index++) {
      const list = weights[index] ? this.find(features[index] as number) : -1;
      if (list < 0) continue;
      lists.push(list);
      factors.push(weights[index] as number);
    }
    return { lists, factors };
  }

  /** The number of a feature's list, or -1. */
  private find(feature: number): number {
    const { features } = this.postings;
    const bucket = feature >>> this.shift;
    let from = this.buckets[bucket] as number;
    const end = this.buckets[bucket + 1] as number;
    for (let to = end; from < to;) {
      const middle = (from + to) >>> 1;
      if ((features[middle] as number) < feature) from = middle + 1;
      else to = middle;
    }
    return from < end && features[from] === feature ? from : -1;
  }
}

/** The inner loop of everything: on its own, so that the compiler sees simple code. */
function addList(
  sums: Float64Array,
  documents: Uint16Array,
  impacts: Uint8Array,
  from: number,
  to: number,
  factor: number,
): void {
  for (let at = from; at < to; at++) {
    const document = documents[at] as number;
    sums[document] = (sums[document] as number) + factor * (impacts[at] as number);
  }
}

function bucketsOf(features: Uint32Array, bits: number): Uint32Array {
  const buckets = new Uint32Array(2 ** bits + 1);
  for (const feature of features) {
    const next = (feature >>> (32 - bits)) + 1;
    buckets[next] = (buckets[next] as number) + 1;
  }
  for (let bucket = 1; bucket < buckets.length; bucket++)
    buckets[bucket] = (buckets[bucket] as number) + (buckets[bucket - 1] as number);
  return buckets;
}
