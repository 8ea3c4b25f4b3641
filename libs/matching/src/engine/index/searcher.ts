import type { TextFeatures } from '@shuqiao/text';
import { type Collection, MOST_CANDIDATES, SEGMENT_DOCUMENTS } from '../limits';
import type { CollectionIndex } from './collection-index';
import { bestSum, mix, VECTOR_WEIGHT } from './compare';
import { compareIds, writeId } from './ids';
import type { Found, WeightedQuery } from './part';
import type { Rarity } from './rarity';
import { Top } from './top';
import { VectorMeasure, type VectorMean } from './vectors';

export interface SearchOptions {
  /** Results, 50 unless told. */
  readonly limit?: number;
  /** The first so many by their words are looked at with their vectors, 2,000 unless told. */
  readonly candidates?: number;
  /** Ids that are told of whether they are found or not, behind those that are. */
  readonly also?: readonly string[];
  /** Ids that are not to be found. */
  readonly exclude?: readonly string[];
  /** Finds only what was put with this partition. */
  readonly partition?: number;
  /** What the cosine counts for, 0 to 1. */
  readonly vectorWeight?: number;
}

/** Found documents in columns, best first, and behind them those that were asked about; an id is four numbers. */
export interface Hits {
  readonly count: number;
  readonly ids: Uint32Array;
  readonly scores: Float64Array;
  readonly lexical: Float64Array;
  readonly cosine: Float64Array;
}

/** Searches term at a time within parts of at most 65,536 documents, so that the sums stay in the processor's cache. */
export class Searcher {
  private readonly sums = new Float64Array(SEGMENT_DOCUMENTS);

  constructor(
    private readonly collections: Readonly<Record<Collection, CollectionIndex>>,
    private readonly rarity: Rarity,
    private readonly mean: VectorMean,
  ) {}

  /** @throws RangeError for options out of bounds. */
  search(collection: Collection, text: TextFeatures, options: SearchOptions): Hits {
    const { limit = 50, vectorWeight = VECTOR_WEIGHT } = options;
    const places = Math.max(limit, options.candidates ?? 2_000);
    if (!(limit >= 1 && places <= MOST_CANDIDATES)) throw new RangeError(`From 1 to ${MOST_CANDIDATES} can be found`);
    if (!(vectorWeight >= 0 && vectorWeight <= 1)) throw new RangeError('The weight of vectors is from 0 to 1');
    const { entries } = this.collections[collection];
    const byId = (left: number, right: number): number => compareIds(entries.ids, left * 4, entries.ids, right * 4);
    const byWords = new Top(Math.max(1, Math.min(places, entries.size)), byId);
    const asked = this.entriesOf(collection, options.also ?? []);
    this.gather(collection, text, options, byWords, asked);
    const measure = new VectorMeasure(text.vector, this.mean.mean());
    const cosineOf = (item: number): number => measure.cosine(entries.vectorsOf(item), entries.vectorAt(item));
    const mixed = new Top(Math.max(1, Math.min(limit, byWords.size)), byId);
    byWords.each((item, lexical) => mixed.offer(item, mix(lexical, cosineOf(item), vectorWeight)));
    const lexicalOf = new Map<number, number>();
    byWords.each((item, lexical) => lexicalOf.set(item, lexical));
    const ranked = mixed.ranked().map(({ item, score }) => {
      asked.delete(item);
      return { item, score, lexical: lexicalOf.get(item) as number, cosine: cosineOf(item) };
    });
    const others = [...asked].map(([item, lexical]) => {
      const cosine = cosineOf(item);
      return { item, score: mix(lexical, cosine, vectorWeight), lexical, cosine };
    });
    return columnsOf([...ranked, ...others], entries.ids);
  }

  /** Offers every document that meets the text with its share of the demand's best possible sum, and notes those asked about. */
  private gather(
    collection: Collection,
    text: TextFeatures,
    options: SearchOptions,
    top: Top,
    asked: Map<number, number>,
  ): void {
    if (!text.features.length) return;
    const { rarity, sums } = this;
    const side = this.collections[collection];
    const isLeftOut = this.filterOf(collection, options);
    const weights = Float64Array.from(
      text.impacts,
      (impact, index) => impact * rarity.of(text.features[index] as number),
    );
    const query: WeightedQuery = { features: text.features, weights };
    const best = collection === 'company' ? bestSum(text, rarity) : 0;
    const found: Found = { least: 0, take: () => undefined };
    for (const part of side.parts) {
      const totals = collection === 'company' ? undefined : part.totals(rarity);
      found.take = (document, sum) => {
        const score = totals ? sum / (totals[document] as number) : sum / best;
        if (score < top.floor && !asked.size) return;
        const entry = part.entryOf(document);
        if (asked.has(entry)) asked.set(entry, score);
        if (score < top.floor || isLeftOut(entry)) return;
        top.offer(entry, score);
        // A little less than what the floor needs, since the division has rounded.
        if (best && top.floor > 0 && !asked.size) found.least = Math.floor(top.floor * best * (1 - 1e-12));
      };
      part.score(query, sums, found);
    }
  }

  private filterOf(collection: Collection, { exclude = [], partition }: SearchOptions): (entry: number) => boolean {
    const { entries } = this.collections[collection];
    const excluded = this.entriesOf(collection, exclude);
    return (entry) => excluded.has(entry) || (partition !== undefined && entries.partitions[entry] !== partition);
  }

  /** The entries of those ids that are there, with nothing said of them yet. */
  private entriesOf(collection: Collection, ids: readonly string[]): Map<number, number> {
    const words = new Uint32Array(4);
    const entries = ids.map((id) => {
      writeId(id, words, 0);
      return this.collections[collection].entries.find(words, 0);
    });
    return new Map(entries.filter((entry) => entry >= 0).map((entry) => [entry, 0]));
  }
}

interface Ranked {
  readonly item: number;
  readonly score: number;
  readonly lexical: number;
  readonly cosine: number;
}

function columnsOf(ranked: readonly Ranked[], ids: Uint32Array): Hits {
  const found = new Uint32Array(ranked.length * 4);
  ranked.forEach(({ item }, index) => found.set(ids.subarray(item * 4, item * 4 + 4), index * 4));
  return {
    count: ranked.length,
    ids: found,
    scores: Float64Array.from(ranked, ({ score }) => score),
    lexical: Float64Array.from(ranked, ({ lexical }) => lexical),
    cosine: Float64Array.from(ranked, ({ cosine }) => cosine),
  };
}
