import type { TextFeatures } from '@shuqiao/text';
import type { Weighted } from './part';
import { VectorMeasure } from './vectors';

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
export const VECTOR_WEIGHT = 2 / 7;

export interface RarityOf {
  of(feature: number): number;
}

/** The sum that a demand would reach with itself. */
export function bestSum({ features, impacts }: Weighted, rarity: RarityOf): number {
  let sum = 0;
  for (let index = 0; index < features.length; index++)
    sum += (impacts[index] as number) ** 2 * rarity.of(features[index] as number);
  return sum;
}

export function mix(lexical: number, cosine: number, vectorWeight: number): number {
  return lexical * (1 - vectorWeight) + cosine * vectorWeight;
}

/** The same figures as a search gives for the pair, from either side. */
export function compareTexts(
  demand: TextFeatures,
  company: TextFeatures,
  rarity: RarityOf,
  mean: Float64Array,
  vectorWeight = VECTOR_WEIGHT,
): Comparison {
  const met = new Map(Array.from(company.features, (feature, index) => [feature, company.impacts[index] as number]));
  const best = bestSum(demand, rarity);
  const features: number[] = [];
  const sums: number[] = [];
  demand.features.forEach((feature, index) => {
    const impact = met.get(feature);
    const worth = rarity.of(feature);
    if (impact === undefined || !worth) return;
    features.push(feature);
    sums.push((demand.impacts[index] as number) * impact * worth);
  });
  const total = sums.reduce((left, right) => left + right, 0);
  const lexical = best ? total / best : 0;
  const cosine = new VectorMeasure(demand.vector, mean).cosine(company.vector, 0);
  const score = mix(lexical, cosine, vectorWeight);
  const shares = Float64Array.from(sums, (sum) => sum / best);
  return { score, lexical, cosine, features: Uint32Array.from(features), shares };
}
