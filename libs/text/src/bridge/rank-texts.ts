import { type TextFeatures, VECTOR_LENGTH } from './features';

/** How often each feature occurs in a pool of texts. */
export interface PoolStatistics {
  size: number;
  documents: Map<number, number>;
}

/** How much the vectors' likeness counts beside the features that met, whose best possible sum is 1. */
export const VECTOR_SHARE = 0.7;

export function poolStatistics(pool: readonly TextFeatures[]): PoolStatistics {
  const documents = new Map<number, number>();
  for (const { features } of pool) {
    for (const feature of features) documents.set(feature, (documents.get(feature) ?? 0) + 1);
  }
  return { size: pool.length, documents };
}

/** BM25's rarity (its idf), above 0. */
export function rarity(feature: number, { size, documents }: PoolStatistics): number {
  const count = documents.get(feature) ?? 0;
  return Math.log(1 + (size - count + 0.5) / (count + 0.5));
}

/** The cosine of two vectors, 0 when one of them is nothing. */
export function likeness(one: Int8Array, two: Int8Array): number {
  let [product, ones, twos] = [0, 0, 0];
  for (let at = 0; at < VECTOR_LENGTH; at++) {
    product += one[at] * two[at];
    ones += one[at] ** 2;
    twos += two[at] ** 2;
  }
  return ones && twos ? product / Math.sqrt(ones * twos) : 0;
}

/**
 * The scores of the texts of a pool against one text: the impacts that met times their rarity, as a share of what the text
 * would score with itself (features that nobody in the pool has left out), plus the likeness of the vectors. What the index
 * of matching does at scale, in its simplest form: the measure for changes of the bridge.
 */
export function rankTexts(text: TextFeatures, pool: readonly TextFeatures[], statistics: PoolStatistics): number[] {
  const weights = new Map<number, number>();
  let best = 0;
  text.features.forEach((feature, at) => {
    if (!statistics.documents.has(feature)) return;
    const weight = text.impacts[at] * rarity(feature, statistics);
    weights.set(feature, weight);
    best += weight * text.impacts[at];
  });
  return pool.map((other) => {
    let sum = 0;
    other.features.forEach((feature, at) => (sum += (weights.get(feature) ?? 0) * other.impacts[at]));
    return sum / (best || 1) + VECTOR_SHARE * likeness(text.vector, other.vector);
  });
}
