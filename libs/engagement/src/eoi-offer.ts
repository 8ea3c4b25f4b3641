import type { Evidence } from '@shuqiao/companies';
import {
  compareAmounts,
  DUPLICATE,
  type FieldError,
  fieldError,
  type Money,
  type TaggedText,
  UNKNOWN_REFERENCE,
} from '@shuqiao/kernel';
import type { PublishedDemand } from '@shuqiao/demands';
import { PRICE_CURRENCIES_DIFFER, PRICE_REVERSED } from './eoi.errors';

/** What an offer costs; without `min`, `max` is a ceiling. */
export interface PriceBand {
  readonly min: Money | null;
  readonly max: Money;
}

export const OFFER_EVIDENCE_TYPES = ['reference_case', 'certificate'] as const;

/** One of the company's own reference cases or certificates. */
export interface OfferEvidence {
  readonly type: (typeof OFFER_EVIDENCE_TYPES)[number] & Evidence['type'];
  readonly id: string;
}

interface OfferTerms {
  readonly requirementId: string;
  /** Code of the concept by which it meets the requirement. */
  readonly capability: string;
  readonly price: PriceBand | null;
  /** Calendar days from the contract to the delivery. */
  readonly deliveryDays: number | null;
  /** In the language of the cover text. */
  readonly note: string | null;
}

/** What a company offers for one requirement of a demand, naming its own products and evidence. */
export interface Offer extends OfferTerms {
  readonly productId: string | null;
  readonly evidence: readonly OfferEvidence[];
}

/** What the product was called when it was offered. */
export interface OfferedProduct {
  readonly id: string;
  readonly names: readonly TaggedText[];
}

/** What the evidence said when it was offered: `title`, `country` and `year` of a reference case, the rest of a certificate. */
export interface ShownEvidence extends OfferEvidence {
  readonly title: TaggedText | null;
  readonly country: string | null;
  readonly year: number | null;
  readonly name: string | null;
  readonly scheme: string | null;
  readonly issuer: string | null;
  readonly validUntil: string | null;
}

/** An offer as both sides read it. */
export interface OfferRecord extends OfferTerms {
  readonly product: OfferedProduct | null;
  readonly evidence: readonly ShownEvidence[];
}

/** What is wrong with offers by themselves, whoever makes them. */
export function faultsOfOffers(offers: readonly Offer[]): FieldError[] {
  return offers.flatMap(({ price, evidence }, index) => [
    ...faultsOfPrice(price, `/offers/${index}/price`),
    ...evidence.flatMap(({ type, id }, place) =>
      evidence.findIndex((other) => other.type === type && other.id === id) < place
        ? [fieldError(`/offers/${index}/evidence/${place}`, DUPLICATE)]
        : [],
    ),
  ]);
}

/** Each requirement must stand in the demand as it reads now, and be answered once. */
export function faultsOfRequirements(demand: PublishedDemand, ids: readonly string[]): FieldError[] {
  const known = new Set(demand.requirements.map((requirement) => requirement.id));
  return ids.flatMap((id, index) => {
    const pointer = `/offers/${index}/requirementId`;
    if (!known.has(id)) return [fieldError(pointer, UNKNOWN_REFERENCE)];
    return ids.indexOf(id) < index ? [fieldError(pointer, DUPLICATE)] : [];
  });
}

function faultsOfPrice(price: PriceBand | null, pointer: string): FieldError[] {
  if (!price?.min) return [];
  if (price.min.currency !== price.max.currency)
    return [fieldError(`${pointer}/max/currency`, PRICE_CURRENCIES_DIFFER)];
  return compareAmounts(price.min.amount, price.max.amount) > 0
    ? [fieldError(`${pointer}/min/amount`, PRICE_REVERSED)]
    : [];
}
