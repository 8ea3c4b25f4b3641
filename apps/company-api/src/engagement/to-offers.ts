import type { Offer } from '@shuqiao/engagement';
import type { OfferDto } from './offer.dto';

export function toOffers(offers: readonly OfferDto[]): Offer[] {
  return offers.map((offer) => {
    const {
      requirementId,
      capability,
      productId = null,
      price,
      deliveryDays = null,
      evidence = [],
      note = null,
    } = offer;
    return {
      ...{ requirementId, capability, productId, deliveryDays, note },
      price: price ? { min: price.min ?? null, max: price.max } : null,
      evidence: evidence.map(({ type, id }) => ({ type, id })),
    };
  });
}
