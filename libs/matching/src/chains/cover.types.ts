/** One requirement that a set of companies is to cover. */
export interface CoverRequirement {
  readonly id: string;
  readonly mandatory: boolean;
  /** A whole number from 1 to 100: how much it counts among the optional ones and in the sum of degrees. */
  readonly weight: number;
}

export interface CoverCompany {
  readonly id: string;
  /** How well it matches the demand as a whole, 0 to 1: decides between sets that are equal otherwise. */
  readonly score: number;
  /** How well it meets each requirement, 0 to 1, in the order of the requirements. */
  readonly degrees: readonly number[];
}

export interface CoverProblem {
  readonly requirements: readonly CoverRequirement[];
  readonly companies: readonly CoverCompany[];
  /** From which degree on a company covers a requirement, above 0. */
  readonly threshold: number;
  /** 1 to 12. */
  readonly mostMembers: number;
  /** How many sets are wanted. */
  readonly mostCovers: number;
  /** Companies that must not be in any set. */
  readonly vetoed?: ReadonlySet<string>;
  /** Pairs of companies that must not be in one set. */
  readonly excludes?: readonly (readonly [string, string])[];
  /** A company that must be in every set. */
  readonly required?: string | undefined;
}

export interface CoverPart {
  readonly requirementId: string;
  readonly degree: number;
  /** Whether no other member meets the requirement better. */
  readonly leads: boolean;
}

export interface CoverMember {
  readonly companyId: string;
  /** The requirements that it covers, in their order. */
  readonly parts: readonly CoverPart[];
}

/** A set of companies without a member that is not needed. */
export interface Cover {
  readonly members: readonly CoverMember[];
  /** Ids of the requirements that it covers, in their order. */
  readonly covered: readonly string[];
  /** Whether it covers every mandatory requirement. */
  readonly complete: boolean;
  /** The weighted mean of the best degrees over all requirements, 0 to 1; what is not covered counts 0. */
  readonly degree: number;
}

export interface UncoveredRequirement {
  readonly requirementId: string;
  /** Who comes nearest to it, where anybody meets any of it. */
  readonly nearest: { readonly companyId: string; readonly degree: number } | null;
}

export interface CoverAnswer {
  /** Best first. None is a superset of another. */
  readonly covers: readonly Cover[];
  /** Requirements that no company covers by itself. */
  readonly uncovered: readonly UncoveredRequirement[];
  /** Whether the order is proven: no better set exists than the ones before it. */
  readonly exact: boolean;
}

export const MOST_REQUIREMENTS = 30;
export const MOST_EXACT_REQUIREMENTS = 12;
export const MOST_MEMBERS = 12;
