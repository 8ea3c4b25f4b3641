import type { Weighted } from './part';

/** What the cosine of the vectors counts for; the rest is for what the words say. */
export const VECTOR_WEIGHT = 2 / 7;

interface RarityOf {
  of(feature: number): number;
}

/** The sum that a demand would reach with itself. */
export function bestSum({ features, impacts }: Weighted, rarity: RarityOf): number {
  let sum = 0;
  for (let index = 0; index < features.length; index++)
    sum += (impacts[index] as number) ** 2 * rarity.of(features[index] as number);
  return sum;
}

export function mix(lexical: number, cosine: number): number {
  return lexical * (1 - VECTOR_WEIGHT) + cosine * VECTOR_WEIGHT;
}
