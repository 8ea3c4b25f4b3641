import type { DomainEvent } from '@shuqiao/platform';

/** `opened`, `closed`, `cancelled` or `released`. */
export function dayActed(past: 'opened' | 'closed' | 'cancelled' | 'released', dayId: string): DomainEvent {
  return { name: `matchmaking_day.${past}.v1`, payload: { dayId } };
}

export function participationChanged(past: 'registered' | 'changed' | 'withdrawn', id: string): DomainEvent {
  return { name: `participation.${past}.v1`, payload: { participationId: id } };
}

export function proposalActed(past: 'requested' | 'finished' | 'failed', proposalId: string): DomainEvent {
  return { name: `meeting_proposal.${past}.v1`, payload: { proposalId } };
}
