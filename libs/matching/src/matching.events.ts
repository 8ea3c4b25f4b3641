import type { DomainEvent } from '@shuqiao/platform';

/** The first companies of a demand changed. */
export function matchesUpdated(demandId: string): DomainEvent {
  return { name: 'matches.updated.v1', payload: { demandId } };
}

/** A company said "not for us": its list has room for another. */
export function matchDismissed(companyId: string, demandId: string): DomainEvent {
  return { name: 'match.dismissed.v1', payload: { companyId, demandId } };
}

/** Other weights are set: everything is to be scored anew. */
export function matchSettingsChanged(edition: number): DomainEvent {
  return { name: 'match_settings.changed.v1', payload: { edition } };
}

/** A company took its "not for us" back: the pair may be matched again. */
export function matchRestored(companyId: string, demandId: string): DomainEvent {
  return { name: 'match.restored.v1', payload: { companyId, demandId } };
}
