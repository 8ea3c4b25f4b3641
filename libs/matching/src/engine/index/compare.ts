import type { TextFeatures } from '@shuqiao/text';
import { HIGHEST_IMPACT, VECTOR_BYTES } from '../limits';
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

/** Where vectors are kept: `vectorsOf` gives the array, `vectorAt` the place in it. */
interface Vectors {
  vectorsOf(entry: number): Int8Array;
  vectorAt(entry: number): number;
}

/** Measures other vectors by one. */
export class VectorMeasure {
  private readonly square: number;

  constructor(private readonly vector: Int8Array) {
    this.square = vector.reduce((sum, value) => sum + value * value, 0);
  }

  /** The cosine, 0 when it is below that or one of both is all 0. */
  cosine(vectors: Vectors, entry: number): number {
    return this.square ? this.cosineAt(vectors.vectorsOf(entry), vectors.vectorAt(entry)) : 0;
  }

  cosineAt(others: Int8Array, from: number): number {
    let [dot, square] = [0, 0];
    for (let index = 0; index < VECTOR_BYTES; index++) {
      const other = others[from + index] as number;
      dot += other * (this.vector[index] as number);
      square += other * other;
    }
    return dot > 0 ? dot / Math.sqrt(square * this.square) : 0;
  }
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
  const cosine = new VectorMeasure(demand.vector).cosineAt(company.vector, 0);
  const score = mix(lexical, cosine, vectorWeight);
  const shares = Float64Array.from(sums, (sum) => sum / best);
  return { score, lexical, cosine, features: Uint32Array.from(features), shares };
}
