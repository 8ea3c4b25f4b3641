import type { DomainEvent } from '@shuqiao/platform';
import type { Decision } from './review.types';

interface Subject {
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
}

const about = ({ id, subjectType, subjectId }: Subject) => ({ reviewCaseId: id, subjectType, subjectId });

export function reviewOpened(reviewed: Subject & { companyId: string }): DomainEvent {
  return { name: 'review.opened.v1', payload: { ...about(reviewed), companyId: reviewed.companyId } };
}

export function reviewWithdrawn(reviewed: Subject): DomainEvent {
  return { name: 'review.withdrawn.v1', payload: about(reviewed) };
}

/** The handler in the context that owns the subject applies the decision. */
export function reviewDecided(reviewed: Subject & { subjectVersion: number; decision: Decision | null }): DomainEvent {
  const { subjectVersion, decision } = reviewed;
  return { name: 'review.decided.v1', payload: { ...about(reviewed), subjectVersion, decision } };
}

/** A step of the staff's work on the case that no other context acts on but a screen or a report may show. */
export function reviewProgressed(
  reviewed: Subject,
  step: 'claimed' | 'released' | 'assigned' | 'first_decided' | 'contested',
): DomainEvent {
  return { name: `review.${step}.v1`, payload: about(reviewed) };
}

export function reviewOverdue(reviewed: Subject): DomainEvent {
  return { name: 'review.overdue.v1', payload: about(reviewed) };
}
