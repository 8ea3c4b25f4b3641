import type { FeatureCounts } from './feature-counts';

/** Fractions of a squared rarity that are told apart. All else is whole numbers, so scores come out alike in any order. */
const UNITS = 1024;

/**
 * How much a feature says, from how few companies have it: the square of BM25's inverse document frequency, as a whole
 * number of 1/1024. At least 1, so that what meets is never worth nothing.
 */
export class Rarity {
  constructor(
    private readonly counts: FeatureCounts,
    /** Number of companies. */
    private readonly documents: () => number,
  ) {}

  get generation(): number {
    return this.counts.generation;
  }

  of(feature: number): number {
    const frequency = this.counts.get(feature);
    const rarity = Math.log(1 + (this.documents() - frequency + 0.5) / (frequency + 0.5));
    return Math.max(1, Math.round(rarity * rarity * UNITS));
  }
}
