import type { Offer } from '@shuqiao/engagement';
import type { OfferDto } from './eoi.dto';

export function toOffers(offers: readonly OfferDto[]): Offer[] {
  return offers.map(({ requirementId, capability, note = null }) => ({ requirementId, capability, note }));
}
