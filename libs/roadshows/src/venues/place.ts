import { type FieldError, fieldError, invalid, type LocalizedText, REQUIRED } from '@shuqiao/kernel';
import type { RoadshowContent, RoadshowInput } from '../roadshow.types';
import { DIFFERS_FROM_VENUE } from './venue.errors';
import type { VenueContent } from './venue.types';

type Place = Pick<VenueContent, 'city' | 'country' | 'timeZone'>;

/**
 * Completes what was said about a roadshow by the place that its venue is in; without a venue the place has to be given.
 * @throws DomainError VALIDATION_FAILED naming each field that is missing or says something else than the venue.
 */
export function locate(input: RoadshowInput, venue: Place | null): RoadshowContent {
  const given = { city: input.city, country: input.country, timeZone: input.timeZone };
  const errors: FieldError[] = [];
  for (const field of ['city', 'country', 'timeZone'] as const) {
    if (given[field] === undefined) {
      if (!venue) errors.push(fieldError(`/${field}`, REQUIRED));
    } else if (venue && !same(given[field], venue[field])) errors.push(fieldError(`/${field}`, DIFFERS_FROM_VENUE));
  }
  if (errors.length) throw invalid(...errors);
  return { ...input, ...((venue ?? given) as Place) };
}

function same(one: string | LocalizedText | undefined, other: string | LocalizedText): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return one.zh === other.zh && one.ru === other.ru && one.en === other.en;
}
