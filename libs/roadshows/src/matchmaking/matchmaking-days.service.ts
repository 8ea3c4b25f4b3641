import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, fieldError, invalid, newId, NOT_FOUND, REQUIRED } from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION } from '@shuqiao/platform';
import { Roadshow } from '../roadshow.entity';
import { LOCK_ROADSHOW } from '../roadshow.query';
import { VENUE_OF_ROOM } from '../session.query';
import { NOT_IN_VENUE } from '../venues/venue.errors';
import type { RoadshowDetail } from '../roadshow.types';
import { type DayAct, MatchmakingDay, requireSlots } from './matchmaking-day.entity';
import {
  DAYS_OF_ROADSHOW,
  FIND_DAY,
  INSERT_DAY,
  LOCK_DAY,
  SET_DAY_STATUS,
  SET_SLOTS,
  UNFINISHED_DAYS,
  UPDATE_DAY,
} from './matchmaking-day.query';
import { NOT_A_MATCHMAKING_DAY, PLACE_OF_ROOM } from './matchmaking.errors';
import { dayActed } from './matchmaking.events';
import type { DayContent, DayDetail } from './matchmaking.types';
import { CANCEL_MEETINGS_OF_DAY, LAPSE_REQUESTS_OF_DAY } from './meeting.query';

interface View {
  readonly view: DayDetail;
}

const PAST = { open: 'opened', close: 'closed', cancel: 'cancelled' } as const;

/** What the secretariat does with days of one-to-one meetings. Locks: roadshow, day, participations, meetings. */
@Injectable()
export class MatchmakingDays {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_A_MATCHMAKING_DAY, ROADSHOW_STATE, or VALIDATION_FAILED for slots that do not fit. */
  create(actor: Actor, roadshowId: string, content: DayContent): Promise<DayDetail> {
    return this.database.transaction(actor, async () => {
      const roadshow = await this.lockRoadshow(roadshowId);
      requireSlots(content, roadshow);
      await this.requirePlace(roadshow, content);
      const id = newId();
      await this.database.query(INSERT_DAY, [id, roadshowId, actor.accountId, this.clock.now(), ...columns(content)]);
      await this.database.query(SET_SLOTS, [id, JSON.stringify(content.slots)]);
      await this.record(actor, 'created', id, { roadshowId });
      return this.load(id);
    });
  }

  /** @throws DomainError STALE_VERSION, DAY_STATE, or VALIDATION_FAILED for slots that do not fit. */
  change(actor: Actor, id: string, version: number, content: DayContent): Promise<DayDetail> {
    return this.database.transaction(actor, async () => {
      const { roadshowId } = await this.load(id);
      const roadshow = await this.lockRoadshow(roadshowId);
      const { day } = await this.lock(id);
      day.requireChange(content.slots);
      requireSlots(content, roadshow);
      await this.requirePlace(roadshow, content);
      const changed = await this.database.query(UPDATE_DAY, [id, version, this.clock.now(), ...columns(content)]);
      if (!changed.length) throw new DomainError(STALE_VERSION);
      await this.database.query(SET_SLOTS, [id, JSON.stringify(content.slots)]);
      await this.record(actor, 'changed', id, { version: version + 1 });
      return this.load(id);
    });
  }

  /** Opens, closes or cancels. Requests that nobody has answered lapse when the day closes. */
  act(actor: Actor, id: string, act: DayAct): Promise<DayDetail> {
    return this.database.transaction(actor, () => this.perform(actor, id, act));
  }

  /** Cancels the days of a roadshow that is being cancelled, in its transaction. */
  async cancelOfRoadshow(actor: Actor, roadshowId: string): Promise<void> {
    for (const { id } of await this.database.query<{ id: string }>(UNFINISHED_DAYS, [roadshowId]))
      await this.perform(actor, id, 'cancel', 'roadshow_cancelled');
  }

  find(actor: Actor, id: string): Promise<DayDetail> {
    return this.database.transaction(actor, () => this.load(id));
  }

  /** All days of a roadshow; there are at most 31. */
  list(actor: Actor, roadshowId: string): Promise<DayDetail[]> {
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<View>(DAYS_OF_ROADSHOW, [roadshowId]);
      return rows.map((row) => row.view);
    });
  }

  private async requirePlace({ venueId }: RoadshowDetail, { place, roomId }: DayContent): Promise<void> {
    if (roomId === null && place === null) throw invalid(fieldError('/place', REQUIRED));
    if (roomId === null) return;
    if (place !== null) throw invalid(fieldError('/place', PLACE_OF_ROOM));
    const [room] = await this.database.query<{ venue_id: string }>(VENUE_OF_ROOM, [roomId]);
    if (!room || room.venue_id !== venueId) throw invalid(fieldError('/roomId', NOT_IN_VENUE));
  }

  private async perform(actor: Actor, id: string, act: DayAct, reason = 'by_centre'): Promise<DayDetail> {
    const now = this.clock.now();
    const { day } = await this.lock(id);
    const before = day.status;
    day.act(act, now);
    await this.database.query(SET_DAY_STATUS, [id, before, day.status, now]);
    const by = [id, now, actor.kind, actor.accountId, actor.requestId];
    if (act === 'close') await this.database.query(LAPSE_REQUESTS_OF_DAY, by);
    if (act === 'cancel') await this.database.query(CANCEL_MEETINGS_OF_DAY, [...by, reason]);
    await this.record(actor, PAST[act], id, { from: before });
    await this.outbox.publish(actor, dayActed(PAST[act], id));
    return this.load(id);
  }

  private async lock(id: string): Promise<{ day: MatchmakingDay; detail: DayDetail }> {
    const [row] = await this.database.query<View>(LOCK_DAY, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return { day: new MatchmakingDay(id, row.view.status, row.view), detail: row.view };
  }

  private async lockRoadshow(id: string): Promise<RoadshowDetail> {
    const [row] = await this.database.query<{ view: RoadshowDetail }>(LOCK_ROADSHOW, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    if (row.view.kind !== 'matchmaking_day') throw new DomainError(NOT_A_MATCHMAKING_DAY);
    new Roadshow(id, row.view.status, row.view).requireEditable();
    return row.view;
  }

  private async load(id: string): Promise<DayDetail> {
    const [row] = await this.database.query<View>(FIND_DAY, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }

  private record(actor: Actor, past: string, id: string, details: Record<string, string | number>): Promise<void> {
    const entry = { action: `matchmaking_day.${past}`, subjectType: 'matchmaking_day', subjectId: id, details };
    return this.audit.record(actor, entry);
  }
}

function columns({ place, roomId, tables, fairness, wishesCloseAt, requestsPerCompany }: DayContent): unknown[] {
  return [place && JSON.stringify(place), roomId, tables, fairness, wishesCloseAt, requestsPerCompany];
}
