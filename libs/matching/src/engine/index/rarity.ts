import type { FeatureCounts } from './feature-counts';

/** Fractions of a rarity that are told apart. All else is whole numbers, so scores come out alike in any order. */
const UNITS = 65_536;

/**
 * How much a feature says, from how few companies have it: BM25's inverse document frequency, as a whole number of
 * 1/65536. 0 for what no company has, since no company can meet it, and at least 1 for everything else.
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
    if (!frequency) return 0;
    const rarity = Math.log(1 + (this.documents() - frequency + 0.5) / (frequency + 0.5));
    return Math.max(1, Math.round(rarity * UNITS));
  }
}
