/** What a published demand shows of itself to the match: public data only. */
export interface DemandFeatures {
  readonly companyId: string;
  /** ISO 3166-1 alpha-2: where the work is to be done. */
  readonly country: string;
  /** BCP 47 tags of the languages that its texts are written in. */
  readonly textLanguages: readonly string[];
  /** Tags of the languages of its country. */
  readonly countryLanguages: readonly string[];
  /** Codes of the concepts that its requirements are bound to. */
  readonly concepts: readonly string[];
}

/** The same for a verified company. */
export interface CompanyFeatures {
  readonly companyId: string;
  readonly country: string;
  readonly targetCountries: readonly string[];
  /** Countries in which it shows a reference case. */
  readonly referenceCountries: readonly string[];
  /** Tags of the languages that it serves. */
  readonly languages: readonly string[];
  /** Codes of its capabilities. */
  readonly concepts: readonly string[];
}

export type MatchSide = 'company' | 'demand';

export const FACTOR_CODES = ['concepts', 'country', 'language'] as const;
export type FactorCode = (typeof FACTOR_CODES)[number];

/** How a company's target, a reference case or its seat met the country of a demand. */
export type CountryEvidence = 'reference' | 'location' | 'target';

/** What the demand asks for, what of the company's met it, and how well from 0 to 1. */
export interface Met {
  readonly code: string;
  readonly by: string;
  readonly degree: number;
}

export interface Factor {
  readonly code: FactorCode;
  /** The most it can add to the score; the weights of all factors add up to 1. */
  readonly weight: number;
  /** How well it is met, 0 to 1. */
  readonly value: number;
  /** What it adds to the score: weight × value. */
  readonly share: number;
  readonly met: readonly Met[];
  /** What the demand asks for and the company does not show. */
  readonly missing: readonly string[];
}

/** One score for both sides, 0 to 1, taken apart: the shares of the factors add up to it. */
export interface Scored {
  readonly score: number;
  readonly factors: readonly Factor[];
}
