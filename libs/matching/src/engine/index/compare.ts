import type { TextFeatures } from '@shuqiao/text';
import { HIGHEST_IMPACT } from '../limits';
import type { Weighted } from './part';

/** How a demand and a company meet, taken apart. */
export interface Comparison {
  readonly score: number;
  readonly lexical: number;
  readonly cosine: number;
  /** Features that both have, ascending. */
  readonly features: Uint32Array;
  /** What each adds to `lexical`: they add up to it. */
  readonly shares: Float64Array;
}

/** What the cosine of the vectors counts for unless a search says otherwise; the rest is for what the words say. */
export const VECTOR_WEIGHT = 0.25;

export interface RarityOf {
  of(feature: number): number;
}

/** The sum that a demand would reach with a company that has all its features in full. */
export function bestSum({ features, impacts }: Weighted, rarity: RarityOf): number {
  let sum = 0;
  for (let index = 0; index < features.length; index++)
    sum += (impacts[index] as number) * rarity.of(features[index] as number);
  return sum * HIGHEST_IMPACT;
}

export function mix(lexical: number, cosine: number, vectorWeight: number): number {
  return lexical * (1 - vectorWeight) + cosine * vectorWeight;
}

/** The cosine of two vectors, 0 when it is below that or one of them is all 0. */
export function cosineOf(left: Int8Array, right: Int8Array): number {
  let [dot, leftSquare, rightSquare] = [0, 0, 0];
  for (let index = 0; index < left.length; index++) {
    const [one, other] = [left[index] as number, right[index] as number];
    dot += one * other;
    leftSquare += one * one;
    rightSquare += other * other;
  }
  return dot > 0 ? dot / Math.sqrt(leftSquare * rightSquare) : 0;
}

/** The same figures as a search gives for the pair, from either side. */
export function compareTexts(
  demand: TextFeatures,
  company: TextFeatures,
  rarity: RarityOf,
  vectorWeight = VECTOR_WEIGHT,
): Comparison {
  const met = new Map(Array.from(company.features, (feature, index) => [feature, company.impacts[index] as number]));
  const best = bestSum(demand, rarity);
  const features: number[] = [];
  const sums: number[] = [];
  demand.features.forEach((feature, index) => {
    const impact = met.get(feature);
    if (impact === undefined) return;
    features.push(feature);
    sums.push((demand.impacts[index] as number) * impact * rarity.of(feature));
  });
  const total = sums.reduce((left, right) => left + right, 0);
  const lexical = best ? total / best : 0;
  const cosine = cosineOf(demand.vector, company.vector);
  const score = mix(lexical, cosine, vectorWeight);
  const shares = Float64Array.from(sums, (sum) => sum / best);
  return { score, lexical, cosine, features: Uint32Array.from(features), shares };
}
