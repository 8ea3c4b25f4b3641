import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, fieldError, invalid, newId, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { SESSION_CANCELLED } from './agenda/agenda.errors';
import { Roadshow } from './roadshow.entity';
import { SESSION_MOVE_CONFLICTS, SESSION_STARTED, TOO_MANY_SESSIONS } from './roadshow.errors';
import { sessionCapacityChanged, sessionChanged, sessionMoved } from './roadshow.events';
import { LOCK_ROADSHOW } from './roadshow.query';
import type {
  NewSession,
  RoadshowDetail,
  SessionContent,
  SessionDetail,
  SessionSeats,
  SessionTime,
  WaitlistRule,
} from './roadshow.types';
import {
  FIND_SESSION,
  INSERT_SESSION,
  LOCK_ONE_SESSION,
  MOVE_CONFLICTS,
  MOVE_SESSION,
  ROADSHOW_OF_SESSION,
  SESSIONS_OF_ROADSHOW,
  SET_CAPACITY,
  SET_WAITLIST_RULES,
  SETTLE_WAITLIST,
  SHORTEN_OFFERS,
  UPDATE_SESSION,
  VENUE_OF_ROOM,
} from './session.query';
import { NOT_IN_VENUE } from './venues/venue.errors';

const MOST_SESSIONS = 200;

interface View {
  readonly view: SessionDetail;
}

/** What the secretariat does with the sessions of a roadshow. */
@Injectable()
export class RoadshowSessions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError SESSION_ROOM_TAKEN, TOO_MANY_SESSIONS, or VALIDATION_FAILED when outside the roadshow's dates. */
  add(actor: Actor, roadshowId: string, session: NewSession): Promise<SessionDetail> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const roadshow = await this.lockRoadshow(roadshowId);
      roadshow.requireTime(session, now);
      roadshow.requireSeats(session);
      await this.requireRoom(roadshow, session.roomId);
      await this.requireLanguages(session.languages);
      const others = await this.database.query(SESSIONS_OF_ROADSHOW, [roadshowId]);
      if (others.length >= MOST_SESSIONS) throw new DomainError(TOO_MANY_SESSIONS, { limit: MOST_SESSIONS });
      const id = newId();
      const values = [
        id,
        roadshowId,
        roadshow.bookingWindow(),
        now,
        ...contentColumns(session),
        ...timeColumns(session, roadshow),
        session.capacity,
        session.onlineSeats,
      ];
      const [row] = await this.database.query<View>(INSERT_SESSION, values);
      await this.record(actor, 'session.added', id, { roadshowId });
      return row.view;
    });
  }

  /** Changes what is said about a session; its bookings stay as they are, and who booked is told of what he can see. */
  change(actor: Actor, id: string, version: number, content: SessionContent): Promise<SessionDetail> {
    return this.database.transaction(actor, async () => {
      const { session: before } = await this.lock(id);
      await this.requireLanguages(content.languages);
      const session = await this.write(UPDATE_SESSION, [id, version, this.clock.now(), ...contentColumns(content)]);
      await this.record(actor, 'session.changed', id, { version: session.version });
      if (!isDeepStrictEqual(shown(before), shown(session))) await this.outbox.publish(actor, sessionChanged(id));
      return session;
    });
  }

  /**
   * Moves a session that has not started, with its bookings, to another time or room.
   * @throws DomainError SESSION_MOVE_CONFLICTS with the delegates who would be in two sessions at once.
   */
  move(actor: Actor, id: string, version: number, time: SessionTime): Promise<SessionDetail> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const { roadshow, session } = await this.lock(id);
      if (new Date(session.startsAt) <= now) throw new DomainError(SESSION_STARTED);
      roadshow.requireTime(time, now);
      await this.requireRoom(roadshow, time.roomId);
      const conflicts = await this.database.query(MOVE_CONFLICTS, [id, time.startsAt, time.endsAt]);
      if (conflicts.length) throw new DomainError(SESSION_MOVE_CONFLICTS, { conflicts });
      await this.write(MOVE_SESSION, [id, version, ...timeColumns(time, roadshow), now]);
      await this.database.query(SHORTEN_OFFERS, [id, time.startsAt, now]);
      const from = { roomId: session.roomId, startsAt: session.startsAt, endsAt: session.endsAt };
      await this.record(actor, 'session.moved', id, { from, to: { ...time } });
      await this.outbox.publish(actor, sessionMoved(id));
      return this.settled(actor, id);
    });
  }

  /**
   * Sets the capacity; what it adds is offered to who waits, in order.
   * @throws DomainError CAPACITY_BELOW_TAKEN when more seats are taken than would exist, ROOM_TOO_SMALL.
   */
  changeCapacity(actor: Actor, id: string, version: number, seats: SessionSeats): Promise<SessionDetail> {
    return this.database.transaction(actor, async () => {
      const { roadshow, session } = await this.lock(id);
      roadshow.requireSeats(seats);
      const { capacity, onlineSeats } = seats;
      await this.write(SET_CAPACITY, [id, version, capacity, onlineSeats, this.clock.now()]);
      await this.record(actor, 'session.capacity_changed', id, { from: session.capacity, to: capacity });
      await this.outbox.publish(actor, sessionCapacityChanged(id));
      return this.settled(actor, id);
    });
  }

  /** Sets by what the waitlist is ordered before the queue number; from then on, for everybody who waits. */
  setWaitlistRules(actor: Actor, id: string, version: number, rules: readonly WaitlistRule[]): Promise<SessionDetail> {
    return this.database.transaction(actor, async () => {
      const { session } = await this.lock(id);
      const changed = await this.write(SET_WAITLIST_RULES, [id, version, [...rules], this.clock.now()]);
      await this.record(actor, 'session.waitlist_rules_changed', id, {
        from: [...session.waitlistRules],
        to: [...rules],
      });
      return changed;
    });
  }

  find(actor: Actor, id: string): Promise<SessionDetail> {
    return this.database.transaction(actor, () => this.write(FIND_SESSION, [id], NOT_FOUND));
  }

  /** All sessions of a roadshow by time; there are at most 200. */
  list(actor: Actor, roadshowId: string): Promise<SessionDetail[]> {
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<View>(SESSIONS_OF_ROADSHOW, [roadshowId]);
      return rows.map((row) => row.view);
    });
  }

  private async settled(actor: Actor, id: string): Promise<SessionDetail> {
    await this.database.query(SETTLE_WAITLIST, [id, this.clock.now(), actor.requestId]);
    return this.write(FIND_SESSION, [id], NOT_FOUND);
  }

  private async write(statement: Statement, values: unknown[], missing = STALE_VERSION): Promise<SessionDetail> {
    const [row] = await this.database.query<View>(statement, values);
    if (!row) throw new DomainError(missing);
    return row.view;
  }

  /** The roadshow is locked before its session, as everywhere. */
  private async lock(id: string): Promise<{ roadshow: Roadshow; session: SessionDetail }> {
    const [owner] = await this.database.query<{ roadshow_id: string }>(ROADSHOW_OF_SESSION, [id]);
    if (!owner) throw new DomainError(NOT_FOUND);
    const roadshow = await this.lockRoadshow(owner.roadshow_id);
    const session = await this.write(LOCK_ONE_SESSION, [id], NOT_FOUND);
    if (session.cancelledAt) throw new DomainError(SESSION_CANCELLED);
    return { roadshow, session };
  }

  private async lockRoadshow(id: string): Promise<Roadshow> {
    const [row] = await this.database.query<{ view: RoadshowDetail }>(LOCK_ROADSHOW, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    const roadshow = new Roadshow(id, row.view.status, row.view);
    roadshow.requireEditable();
    return roadshow;
  }

  private async requireRoom(roadshow: Roadshow, roomId: string | null): Promise<void> {
    if (roomId === null) return;
    const [room] = await this.database.query<{ venue_id: string }>(VENUE_OF_ROOM, [roomId]);
    if (room?.venue_id !== roadshow.content.venueId || !room) throw invalid(fieldError('/roomId', NOT_IN_VENUE));
  }

  private requireLanguages(languages: readonly string[]): Promise<void> {
    return this.taxonomy.requireLanguages(languages, (index) => `/languages/${index}`);
  }

  private record(
    actor: Actor,
    action: string,
    subjectId: string,
    details: Parameters<Audit['record']>[1]['details'],
  ): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'roadshow_session', subjectId, details: details ?? {} });
  }
}

/** What of a session stands in calendars, or is why somebody came. */
function shown({ title, languages }: SessionContent) {
  return { title, languages: [...languages] };
}

function contentColumns({ title, languages, requiresApproval, delegatesPerCompany }: SessionContent): unknown[] {
  return [JSON.stringify(title), [...languages], requiresApproval, delegatesPerCompany];
}

function timeColumns({ roomId, startsAt, endsAt }: SessionTime, { content }: Roadshow): unknown[] {
  return [roomId, roomId && content.venueId, startsAt, endsAt];
}
