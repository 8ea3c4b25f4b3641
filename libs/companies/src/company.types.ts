import type { TaggedText } from '@shuqiao/kernel';
import type { RegistrationScheme } from './registration-number';

export const COMPANY_KINDS = ['firm', 'agency', 'university', 'think_tank', 'laboratory', 'association'] as const;
export type CompanyKind = (typeof COMPANY_KINDS)[number];

export const COMPANY_STATUSES = [
  'draft',
  'submitted',
  'verified',
  'returned',
  'rejected',
  'suspended',
  'withdrawn',
  'listed',
] as const;
export type CompanyStatus = (typeof COMPANY_STATUSES)[number];

/** Where an imported record comes from: `id` is what that source calls it. */
export interface Origin {
  readonly source: string;
  readonly id: string;
  /** The record's page at its source. */
  readonly url: string | null;
  /** The broad class under which the source keeps a demand. */
  readonly category?: string;
}

/** The states in which others are shown a company. */
export const SHOWN_STATUSES = ['verified', 'listed', 'suspended', 'withdrawn'] as const satisfies CompanyStatus[];

export const SIDES = ['domestic', 'foreign'] as const;
export type Side = (typeof SIDES)[number];

/** How far a capability has come, from the laboratory to many customers. */
export const MATURITIES = ['research', 'pilot', 'production', 'scaled'] as const;
export type Maturity = (typeof MATURITIES)[number];

/** Bands of the number of people employed. */
export const HEADCOUNTS = ['1-9', '10-49', '50-249', '250-999', '1000-4999', '5000+'] as const;
export type Headcount = (typeof HEADCOUNTS)[number];

/** A number in its canonical form, see `validateRegistrationNumber`. */
export interface RegistrationNumber {
  readonly scheme: RegistrationScheme;
  readonly number: string;
}

/** What the secretariat verifies; a change of it after verification is reviewed anew. */
export interface LegalIdentity {
  readonly legalName: TaggedText;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly registrationNumbers: readonly RegistrationNumber[];
}

/** What others are shown of a company beside its name on a card. */
export interface CompanyCard {
  readonly companyId: string;
  readonly legalName: TaggedText;
  readonly names: readonly TaggedText[];
  readonly country: string;
  readonly side: Side;
  readonly kind: CompanyKind;
  readonly status: CompanyStatus;
}

export const EVIDENCE_TYPES = ['product', 'reference_case', 'certificate'] as const;

/** What shows that a capability is real: one of the company's own products, reference cases or certificates. */
export interface Evidence {
  readonly type: (typeof EVIDENCE_TYPES)[number];
  readonly id: string;
}

/** What a company can deliver: a concept of the taxonomy, how far it has come, and what shows it. */
export interface Capability {
  readonly concept: string;
  readonly maturity: Maturity;
  readonly evidence: readonly Evidence[];
}
