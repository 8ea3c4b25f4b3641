import type { TextFeatures } from '@shuqiao/text';
import type { FeatureCounts } from './feature-counts';
import type { WeightedQuery } from './part';
import type { Rarity } from './rarity';

/** A text as a search asks with it. */
export function weightedQuery({ features, impacts }: TextFeatures, rarity: Rarity): WeightedQuery {
  const weights = Float64Array.from(impacts, (impact, index) => impact * rarity.of(features[index] as number));
  return { features, weights };
}

/**
 * The features of a query that say the most for each document that has them, as long as their documents are not more than so
 * many in all. What a word says that half of all have is not worth the reading of half of all.
 */
export function mostTelling(query: WeightedQuery, counts: FeatureCounts, postings: number): WeightedQuery {
  const { features, weights } = query;
  const frequencies = Float64Array.from(features, (feature) => counts.get(feature));
  const worth = weights.map((weight, index) => weight / Math.max(1, frequencies[index] as number));
  const order = Array.from(features, (_, index) => index).filter((index) => weights[index]);
  order.sort((left, right) => (worth[right] as number) - (worth[left] as number) || left - right);
  let left = postings;
  // The first is read in any case: a text whose every word is frequent is asked for by one of them.
  const kept = order.filter((index, place) => (left -= frequencies[index] as number) >= 0 || place === 0);
  return {
    features: Uint32Array.from(kept, (index) => features[index] as number),
    weights: Float64Array.from(kept, (index) => weights[index] as number),
  };
}
