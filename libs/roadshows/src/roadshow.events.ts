import type { DomainEvent } from '@shuqiao/platform';
import type { RoadshowAct } from './roadshow.entity';

const PAST: Readonly<Record<RoadshowAct, string>> = {
  publish: 'published',
  open: 'opened',
  close: 'closed',
  finish: 'finished',
  cancel: 'cancelled',
};

/** For example `opened`: how an act is called once it is done. */
export function pastOf(act: RoadshowAct): string {
  return PAST[act];
}

export function roadshowActed(act: RoadshowAct, roadshowId: string): DomainEvent {
  return { name: `roadshow.${PAST[act]}.v1`, payload: { roadshowId } };
}

export function sessionMoved(sessionId: string): DomainEvent {
  return { name: 'session.moved.v1', payload: { sessionId } };
}

export function sessionCancelled(sessionId: string): DomainEvent {
  return { name: 'session.cancelled.v1', payload: { sessionId } };
}

/** A later version than the first, which the roadshow's own publication publishes. */
export function agendaPublished(roadshowId: string, version: number): DomainEvent {
  return { name: 'agenda.published.v1', payload: { roadshowId, version } };
}

/** What is said about a session, or about its roadshow, has changed: who booked has to know. */
export function sessionChanged(sessionId: string): DomainEvent {
  return { name: 'session.changed.v1', payload: { sessionId } };
}

export function sessionCapacityChanged(sessionId: string): DomainEvent {
  return { name: 'session.capacity_changed.v1', payload: { sessionId } };
}
