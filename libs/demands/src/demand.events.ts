import type { DomainEvent } from '@shuqiao/platform';
import type { CloseReason } from './demand.entity';

interface Subject {
  readonly id: string;
}

export function demandSubmitted(demand: Subject): DomainEvent {
  return { name: 'demand.submitted.v1', payload: { demandId: demand.id } };
}

export function demandPublished(demand: Subject): DomainEvent {
  return { name: 'demand.published.v1', payload: { demandId: demand.id } };
}

export function demandReturned(demand: Subject): DomainEvent {
  return { name: 'demand.returned.v1', payload: { demandId: demand.id } };
}

export function demandRejected(demand: Subject): DomainEvent {
  return { name: 'demand.rejected.v1', payload: { demandId: demand.id } };
}

/** `version` is the public version that now holds; a material one asks everybody who answered to reconfirm. */
export function demandAmended(demand: Subject, version: number, material: boolean): DomainEvent {
  return { name: 'demand.amended.v1', payload: { demandId: demand.id, version, material } };
}

/** An amendment that was not let through; the published version holds on. */
export function demandAmendmentRefused(demand: Subject, decision: 'returned' | 'rejected'): DomainEvent {
  return { name: 'demand.amendment_refused.v1', payload: { demandId: demand.id, decision } };
}

export function demandClosed(demand: Subject, reason: CloseReason): DomainEvent {
  return { name: 'demand.closed.v1', payload: { demandId: demand.id, reason } };
}

export function questionAsked(demandId: string, questionId: string): DomainEvent {
  return { name: 'question.asked.v1', payload: { demandId, questionId } };
}

export function questionAnswered(demandId: string, questionId: string): DomainEvent {
  return { name: 'question.answered.v1', payload: { demandId, questionId } };
}

export function questionHidden(demandId: string, questionId: string): DomainEvent {
  return { name: 'question.hidden.v1', payload: { demandId, questionId } };
}
