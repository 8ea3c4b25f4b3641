import { withRoom } from '../engine/index/growing';
import { writeId } from '../engine/index/ids';
import type { CompanyFeatures, DemandFeatures } from '../features';
import { creditsOf } from '../score/capability';
import { lineage } from '../score/concept-similarity';

/** A subject as it is held in memory. */
export interface Held<F extends CompanyFeatures | DemandFeatures = CompanyFeatures | DemandFeatures> {
  readonly id: string;
  /** Where its id stands among those of the side, in numbers. */
  readonly place: number;
  readonly features: F;
  /** What each concept of a company's capabilities counts for; nothing for a demand. */
  readonly credits: ReadonlyMap<string, number>;
}

/** All subjects of one side, and by which concepts they are found. */
export class FieldSide<F extends CompanyFeatures | DemandFeatures> {
  private readonly held = new Map<string, Held<F>>();
  /** Ascending by id. */
  private readonly postings = new Map<string, Held<F>[]>();
  /** Four numbers each, as the index of texts is asked. */
  private ids = new Uint32Array(0);

  get size(): number {
    return this.held.size;
  }

  get(id: string): Held<F> | undefined {
    return this.held.get(id);
  }

  /** How many stand under a concept. */
  under(concept: string): number {
    return this.postings.get(concept)?.length ?? 0;
  }

  put(id: string, features: F): void {
    const before = this.held.get(id);
    if (before) for (const concept of conceptsOf(before.features)) this.unpost(concept, id);
    const credits = 'capabilities' in features ? creditsOf(features.capabilities) : NOTHING;
    // The credits say all that is asked of the capabilities.
    const kept = 'capabilities' in features ? { ...features, capabilities: [] } : features;
    const held = { id, place: before?.place ?? this.held.size, features: kept, credits };
    this.ids = withRoom(this.ids, (held.place + 1) * 4);
    writeId(id, this.ids, held.place * 4);
    this.held.set(id, held);
    for (const concept of conceptsOf(features)) this.post(concept, held);
  }

  /** The ids of some, as the index of texts is asked. */
  idsOf(some: readonly { readonly place: number }[]): Uint32Array<ArrayBuffer> {
    const ids = new Uint32Array(some.length * 4);
    some.forEach(({ place }, index) => ids.set(this.ids.subarray(place * 4, place * 4 + 4), index * 4));
    return ids;
  }

  /** Those under the concepts or above them, the rarest concepts and the youngest first, as {@link MatchIndex.near}. */
  near(concepts: readonly string[], most: number): Held<F>[] {
    const lists = [...new Set(concepts.flatMap(lineage))]
      .map((concept) => ({ concept, list: this.postings.get(concept) ?? [] }))
      .sort((one, two) => one.list.length - two.list.length || (one.concept < two.concept ? -1 : 1));
    const found = new Set<Held<F>>();
    for (const { list } of lists) {
      for (let at = list.length - 1; at >= 0 && found.size < most; at--) found.add(list[at] as Held<F>);
    }
    return [...found];
  }

  private post(concept: string, held: Held<F>): void {
    const list = this.postings.get(concept) ?? [];
    list.splice(placeOf(list, held.id), 0, held);
    this.postings.set(concept, list);
  }

  private unpost(concept: string, id: string): void {
    const list = this.postings.get(concept) ?? [];
    const at = placeOf(list, id);
    if (list[at]?.id === id) list.splice(at, 1);
  }
}

const NOTHING: ReadonlyMap<string, number> = new Map();

function conceptsOf({ concepts }: CompanyFeatures | DemandFeatures): Set<string> {
  return new Set(concepts.flatMap(lineage));
}

/** Where an id stands in a list, or would stand. */
function placeOf(list: readonly { readonly id: string }[], id: string): number {
  let [from, to] = [0, list.length];
  // What is loaded comes in the order of the ids.
  if (to && (list[to - 1] as { id: string }).id < id) return to;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((list[middle] as { id: string }).id < id) from = middle + 1;
    else to = middle;
  }
  return from;
}
