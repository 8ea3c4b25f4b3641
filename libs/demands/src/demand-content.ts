import type { Money, TaggedText } from '@shuqiao/kernel';

export const REQUIREMENT_KINDS = ['layer', 'lot'] as const;
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];

/** One layer or lot of a demand. The id stays the same across versions, so that answers can point to it. */
export interface Requirement {
  readonly id: string;
  readonly kind: RequirementKind;
  readonly title: TaggedText;
  readonly description: TaggedText | null;
  /** Codes of the taxonomy, sorted. */
  readonly concepts: readonly string[];
  /** In the company's own words: `400 cameras`, `3 этажа`. */
  readonly quantity: string | null;
  readonly mandatory: boolean;
}

/** A requirement as it is handed in; one without an id is new. */
export type RequirementInput = Omit<Requirement, 'id'> & { readonly id?: string };

/** Both bounds in one currency; without `min` it is a ceiling. */
export interface Budget {
  readonly min: Money | null;
  readonly max: Money;
}

/** Whom to talk to: personal data, which is shown only after an expression of interest was accepted. */
export interface DemandContact {
  readonly name: string;
  readonly position: string | null;
  readonly email: string;
  readonly phone: string | null;
}

/** What a demand says to the public, its requirements aside. */
export interface DemandTerms {
  readonly country: string;
  readonly place: string | null;
  readonly title: TaggedText;
  readonly titleTranslations: readonly TaggedText[];
  readonly description: TaggedText | null;
  readonly descriptionTranslations: readonly TaggedText[];
  readonly budget: Budget | null;
  /** RFC 3339, UTC. */
  readonly deadline: string | null;
}

/** A file of the company's that belongs to the demand. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
}

export interface DemandContent extends DemandTerms {
  readonly attachments: readonly Attachment[];
  readonly requirements: readonly Requirement[];
}

/** A change of the terms: what is missing stays, null clears what may be empty. */
export type TermsChange = { readonly [K in keyof DemandTerms]?: DemandTerms[K] | undefined };

/** Puts a change over terms; `undefined` leaves a member as it is. */
export function changeTerms(terms: DemandTerms, change: TermsChange): DemandTerms {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...terms, ...given };
}
