/** Features and impacts of one document. */
export interface Weighted {
  readonly features: Uint32Array;
  readonly impacts: Uint8Array;
}

/** A query as a search reads it: what each unit of impact of a feature adds. */
export interface WeightedQuery {
  readonly features: Uint32Array;
  /** Impact in the query × rarity: whole numbers, so that sums are exact in any order. */
  readonly weights: Float64Array;
}

/** Who wants to know what a search finds. */
export interface Found {
  /** Sums below this need not be told. It may rise with every call. */
  least: number;
  take(document: number, sum: number): void;
  /** Documents that are told of by `tell` in any case, if they are not dead, whatever they get. */
  readonly asked: readonly number[];
  tell(document: number, sum: number): void;
}

/** A share of a collection's documents, which are numbered from 0 within it. */
export interface Part {
  /** Documents, also those that are gone. */
  readonly count: number;
  readonly alive: number;
  isDead(document: number): boolean;
  /** The entry that a document has in its collection; no longer its own once the document is gone. */
  entryOf(document: number): number;
  kill(document: number): void;
  textOf(document: number): Weighted;
  /**
   * Adds to `sums` what each document gets for the query, tells those that have a sum, and leaves `sums` as
   * it was: all zero.
   */
  score(query: WeightedQuery, sums: Float64Array, found: Found): void;
  /** What some documents get for the query, without a look at the others. */
  sumsOf(query: WeightedQuery, documents: readonly number[]): Float64Array;
  /** What each document would get with itself: the sum of impact² × rarity over its features. */
  totals(rarity: { readonly generation: number; of(feature: number): number }): Float64Array;
}
