import { withRoom } from './growing';
import { buildForward, finish } from './forward';
import type { Found, Part, Weighted, WeightedQuery } from './part';
import { sortPostings } from './postings';
import { Segment } from './segment';

/** Which features a search asks for, by their last bits: nearly all that a document has is told apart by one look. */
const MAY_MEET = new Uint8Array(16_384);
const MAY_MEET_MASK = MAY_MEET.length - 1;

/** The newest documents of a collection, as they came: read from end to end by every search, so they stay few. */
export class Delta implements Part {
  count = 0;
  alive = 0;
  private entries = new Uint32Array(0);
  private dead = new Uint8Array(0);
  private starts = new Uint32Array(1);
  private features = new Uint32Array(0);
  private impacts = new Uint8Array(0);
  private known = { generation: -1, count: 0, totals: new Float64Array(0) };

  /** Takes in a document and tells its number. */
  add(entry: number, { features, impacts }: Weighted): number {
    const from = this.starts[this.count] as number;
    this.entries = withRoom(this.entries, this.count + 1);
    this.dead = withRoom(this.dead, this.count + 1);
    this.starts = withRoom(this.starts, this.count + 2);
    this.features = withRoom(this.features, from + features.length);
    this.impacts = withRoom(this.impacts, from + features.length);
    this.features.set(features, from);
    this.impacts.set(impacts, from);
    this.entries[this.count] = entry;
    this.starts[this.count + 1] = from + features.length;
    this.alive += 1;
    return this.count++;
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
    const [from, to] = [this.starts[document], this.starts[document + 1]];
    return { features: this.features.subarray(from, to), impacts: this.impacts.subarray(from, to) };
  }

  score(query: WeightedQuery, _sums: Float64Array, found: Found): void {
    if (!this.alive) return;
    const sumOf = this.summing(query);
    for (const document of found.asked) if (!this.dead[document]) found.tell(document, sumOf(document));
    for (let document = 0; document < this.count; document++) {
      const sum = this.dead[document] ? 0 : sumOf(document);
      if (sum && sum >= found.least) found.take(document, sum);
    }
  }

  sumsOf(query: WeightedQuery, documents: readonly number[]): Float64Array {
    return Float64Array.from(documents, this.summing(query));
  }

  private summing({ features, weights }: WeightedQuery): (document: number) => number {
    const factors = new Map<number, number>();
    MAY_MEET.fill(0);
    for (let index = 0; index < features.length; index++) {
      const feature = features[index] as number;
      factors.set(feature, weights[index] as number);
      MAY_MEET[feature & MAY_MEET_MASK] = 1;
    }
    return (document) => {
      const to = this.starts[document + 1] as number;
      let sum = 0;
      for (let at = this.starts[document] as number; at < to; at++) {
        const feature = this.features[at] as number;
        if (MAY_MEET[feature & MAY_MEET_MASK]) sum += (factors.get(feature) ?? 0) * (this.impacts[at] as number);
      }
      return sum;
    };
  }

  totals(rarity: { readonly generation: number; of(feature: number): number }): Float64Array {
    const fresh = this.known.generation === rarity.generation ? this.known.count : 0;
    const totals = withRoom(this.known.totals, this.count);
    for (let document = fresh; document < this.count; document++) {
      const { features, impacts } = this.textOf(document);
      let total = 0;
      for (let index = 0; index < features.length; index++)
        total += rarity.of(features[index] as number) * (impacts[index] as number) ** 2;
      totals[document] = total;
    }
    this.known = { generation: rarity.generation, count: this.count, totals };
    return totals;
  }

  /** Makes a segment of all documents, those too that are gone: the numbers stay as they are. */
  seal(): Segment {
    const { count, starts, features, impacts } = this;
    const postings = sortPostings({ count, starts, features, impacts });
    const forward = finish(buildForward(postings, count));
    return new Segment(this.entries.slice(0, count), postings, forward, this.dead.slice(0, count));
  }

  get bytes(): number {
    const arrays = [this.entries, this.dead, this.starts, this.features, this.impacts, this.known.totals];
    return arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }
}
