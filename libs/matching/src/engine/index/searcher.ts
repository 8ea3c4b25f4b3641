import type { TextFeatures } from '@shuqiao/text';
import { type Collection, MOST_CANDIDATES, SEGMENT_DOCUMENTS } from '../limits';
import type { CollectionIndex } from './collection-index';
import { compareIds, wordsOf } from './ids';
import type { FeatureCounts } from './feature-counts';
import type { Found, Part, WeightedQuery } from './part';
import type { Rarity } from './rarity';
import { bestSum, mix } from './score';
import { Top } from './top';
import { VectorMeasure, type VectorMean } from './vectors';
import { mostTelling, weightedQuery } from './weighted-query';

export interface SearchOptions {
  /** Results, 50 unless told. */
  readonly limit?: number;
  /** The first so many by their words are looked at with their vectors, 2,000 unless told. */
  readonly candidates?: number;
  /** Ids that are told of whether they are found or not, behind those that are; of four numbers each when there are many. */
  readonly also?: readonly string[] | Uint32Array;
  /**
   * So many documents of words are read at most, of the most telling ones, by the frequency of these among companies: what is
   * found then are those that meet the text best by and large, and their scores are low.
   */
  readonly postings?: number;
}

/** Found documents in columns, best first, and behind them those that were asked about; an id is four numbers. */
export interface Hits {
  readonly count: number;
  readonly ids: Uint32Array;
  readonly scores: Float64Array;
  readonly lexical: Float64Array;
  readonly cosine: Float64Array;
  /** Which of those that were asked about each is, counted from 0; -1 for others. */
  readonly places: Int32Array;
}

/** What a text has in common with some documents. */
export interface Meetings {
  readonly similarities: Float64Array;
  readonly cosines: Float64Array;
}

/** A little less than what a place among the best needs, since the division has rounded. */
const leastSum = (top: Top, best: number): number => (top.floor > 0 ? Math.floor(top.floor * best * (1 - 1e-12)) : 0);

/** Searches term at a time within parts of at most 65,536 documents, so that the sums stay in the processor's cache. */
export class Searcher {
  private readonly sums = new Float64Array(SEGMENT_DOCUMENTS);

  /** @param counts in how many companies each feature stands */
  constructor(
    private readonly collections: Readonly<Record<Collection, CollectionIndex>>,
    private readonly rarity: Rarity,
    private readonly mean: VectorMean,
    private readonly counts: FeatureCounts,
  ) {}

  /** @throws RangeError for options out of bounds. */
  search(collection: Collection, text: TextFeatures, options: SearchOptions): Hits {
    const { limit = 50 } = options;
    const places = Math.max(limit, options.candidates ?? 2_000);
    if (!(limit >= 1 && places <= MOST_CANDIDATES)) throw new RangeError(`From 1 to ${MOST_CANDIDATES} can be found`);
    const { entries } = this.collections[collection];
    const byId = (left: number, right: number): number => compareIds(entries.ids, left * 4, entries.ids, right * 4);
    const byWords = new Top(Math.max(1, Math.min(places, entries.size)), byId);
    const asked = this.entriesOf(collection, options.also ?? []);
    const placeOf = new Map(asked);
    for (const entry of asked.keys()) asked.set(entry, 0);
    this.gather(collection, text, options, byWords, asked);
    const measure = new VectorMeasure(text.vector, this.mean.mean());
    const cosineOf = (item: number): number => measure.cosine(entries.vectorsOf(item), entries.vectorAt(item));
    const mixed = new Top(Math.max(1, Math.min(limit, byWords.size)), byId);
    byWords.each((item, lexical) => mixed.offer(item, mix(lexical, cosineOf(item))));
    const lexicalOf = new Map<number, number>();
    byWords.each((item, lexical) => lexicalOf.set(item, lexical));
    const ranked = mixed.ranked().map(({ item, score }) => {
      asked.delete(item);
      return { item, score, lexical: lexicalOf.get(item) as number, cosine: cosineOf(item) };
    });
    const others = [...asked].map(([item, lexical]) => {
      const cosine = cosineOf(item);
      return { item, score: mix(lexical, cosine), lexical, cosine };
    });
    return columnsOf([...ranked, ...others], entries.ids, placeOf);
  }

  /**
   * What the text and some documents have in common, as a search would find it, in the order of the ids; nothing for those
   * that are not there.
   */
  meet(collection: Collection, text: TextFeatures, ids: Uint32Array): Meetings {
    const { entries } = this.collections[collection];
    const similarities = new Float64Array(ids.length / 4);
    const cosines = new Float64Array(ids.length / 4);
    if (!text.features.length) return { similarities, cosines };
    const asked = this.entriesOf(collection, ids);
    const query = weightedQuery(text, this.rarity);
    const [measure, best] = [new VectorMeasure(text.vector, this.mean.mean()), this.bestOf(collection, text)];
    for (const [part, there] of this.placesOf(collection, asked.keys())) {
      const totals = best ? undefined : part.totals(this.rarity);
      const sums = part.sumsOf(query, there);
      there.forEach((document, index) => {
        const entry = part.entryOf(document);
        const place = asked.get(entry) as number;
        const sum = sums[index] as number;
        const lexical = sum && sum / (best || (totals?.[document] as number));
        const cosine = measure.cosine(entries.vectorsOf(entry), entries.vectorAt(entry));
        similarities[place] = mix(lexical, cosine);
        cosines[place] = cosine;
      });
    }
    return { similarities, cosines };
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
    const query = this.queryOf(text, options);
    const best = this.bestOf(collection, text);
    const places = this.placesOf(collection, asked.keys());
    for (const part of this.collections[collection].parts) {
      const totals = best ? undefined : part.totals(rarity);
      const scoreOf = (document: number, sum: number) => sum && sum / (best || (totals?.[document] as number));
      const found: Found = {
        least: leastSum(top, best),
        take: (document, sum) => {
          const score = scoreOf(document, sum);
          if (score < top.floor) return;
          top.offer(part.entryOf(document), score);
          found.least = leastSum(top, best);
        },
        asked: places.get(part) ?? [],
        tell: (document, sum) => asked.set(part.entryOf(document), scoreOf(document, sum)),
      };
      part.score(query, sums, found);
    }
  }

  private queryOf(text: TextFeatures, { postings }: SearchOptions): WeightedQuery {
    const query = weightedQuery(text, this.rarity);
    return postings === undefined ? query : mostTelling(query, this.counts, postings);
  }

  /** What all sums for a text are divided by when companies are searched; 0 where each demand has a best sum of its own. */
  private bestOf(collection: Collection, text: TextFeatures): number {
    return collection === 'company' ? bestSum(text, this.rarity) : 0;
  }

  /** In which parts entries stand, and where there. */
  private placesOf(collection: Collection, entries: Iterable<number>): Map<Part, number[]> {
    const side = this.collections[collection];
    const places = new Map<Part, number[]>();
    for (const entry of entries) {
      const { part, document } = side.placeOf(entry);
      const there = places.get(part);
      if (there) there.push(document);
      else places.set(part, [document]);
    }
    return places;
  }

  /** The entries of those ids that are there, and which of the ids it is. */
  private entriesOf(collection: Collection, ids: readonly string[] | Uint32Array): Map<number, number> {
    const words = ids instanceof Uint32Array ? ids : wordsOf(ids);
    const places = new Map<number, number>();
    for (let at = 0; at < words.length; at += 4) {
      const entry = this.collections[collection].entries.find(words, at);
      if (entry >= 0) places.set(entry, at / 4);
    }
    return places;
  }
}

interface Ranked {
  readonly item: number;
  readonly score: number;
  readonly lexical: number;
  readonly cosine: number;
}

function columnsOf(ranked: readonly Ranked[], ids: Uint32Array, places: ReadonlyMap<number, number>): Hits {
  const found = new Uint32Array(ranked.length * 4);
  ranked.forEach(({ item }, index) => found.set(ids.subarray(item * 4, item * 4 + 4), index * 4));
  return {
    count: ranked.length,
    ids: found,
    scores: Float64Array.from(ranked, ({ score }) => score),
    lexical: Float64Array.from(ranked, ({ lexical }) => lexical),
    cosine: Float64Array.from(ranked, ({ cosine }) => cosine),
    places: Int32Array.from(ranked, ({ item }) => places.get(item) ?? -1),
  };
}
