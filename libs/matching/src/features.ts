import type { Headcount, Maturity } from '@shuqiao/companies';

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
  /** Schemes of the certificates that its texts name, see `certificateSchemes`. */
  readonly certificates: readonly string[];
  /** The most that it may cost, roughly, in US dollars. */
  readonly budgetUsd: number | null;
  /** RFC 3339. */
  readonly deadline: string | null;
}

export interface CompanyCapability {
  readonly concept: string;
  readonly maturity: Maturity;
  /** Kinds of evidence: product, reference_case, certificate. */
  readonly evidence: readonly string[];
}

export interface ShownReference {
  readonly id: string;
  readonly country: string;
  readonly concepts: readonly string[];
}

export interface HeldCertificate {
  readonly scheme: string;
  /** A date, `2026-03-31`; null when it does not run out. */
  readonly validUntil: string | null;
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
  readonly capabilities: readonly CompanyCapability[];
  readonly references: readonly ShownReference[];
  readonly certificates: readonly HeldCertificate[];
  readonly headcount: Headcount | null;
  /** RFC 3339. */
  readonly verifiedAt: string | null;
  /** What near-copies share with it, see `twinsOf`; missing in rows of an earlier release. */
  readonly twins?: readonly string[];
}

export type MatchSide = 'company' | 'demand';

/** How a company's target, a reference case or its seat met the country of a demand. */
export type CountryEvidence = 'reference' | 'location' | 'target';
