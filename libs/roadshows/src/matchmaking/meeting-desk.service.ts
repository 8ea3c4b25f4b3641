import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  fieldError,
  invalid,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { SESSION_NOT_STARTED } from '../roadshow.errors';
import { FIND_DAY, LOCK_DAY } from './matchmaking-day.query';
import {
  MEETING_EXISTS,
  MEETING_RULED_OUT,
  MEETING_STATE,
  NO_SUCH_MEETING,
  NO_SUCH_SLOT,
  PRECEDENCE_CYCLE,
} from './matchmaking.errors';
import type { DayDetail, DeskMeeting, MeetingSettings, MeetingStatus } from './matchmaking.types';
import {
  CANCEL_BY_CENTRE,
  END_WISHES,
  FIND_MEETING,
  INSERT_MEETING,
  IS_IN_CYCLE,
  LIST_MEETINGS,
  RECORD_ADDED,
  RECORD_ATTENDANCE,
  SET_PRECEDENCES,
  UNKNOWN_MEETINGS,
  UPDATE_MEETING,
} from './meeting.query';
import { IS_RULED_OUT, LIVE_MEETING, LOCK_PAIR } from './meeting-ban.query';

interface View {
  readonly view: DeskMeeting;
}

/** What the secretariat does with single one-to-one meetings. */
@Injectable()
export class MeetingDesk {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a meeting of two participants, accepted at once.
   * @throws DomainError BOTH_MUST_TAKE_PART, MEETING_EXISTS, MEETING_RULED_OUT when one of them refuses or staff forbade it.
   */
  add(
    actor: Actor,
    dayId: string,
    [one, other]: readonly [string, string],
    settings: MeetingSettings,
  ): Promise<DeskMeeting> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      await this.day(dayId);
      await this.database.query(LOCK_PAIR, [dayId, one, other, now]);
      // First what staff can see anyway: the answer must not tell which of two refuses the other's open request.
      const living = await this.database.query(LIVE_MEETING, [dayId, one, other]);
      if (living.length) throw new DomainError(MEETING_EXISTS);
      const ruledOut = await this.database.query(IS_RULED_OUT, [dayId, one, other]);
      if (ruledOut.length) throw new DomainError(MEETING_RULED_OUT);
      await this.requireSettings(dayId, settings);
      const id = newId();
      const { half, fixedSlot, weight } = settings;
      await this.database.query(INSERT_MEETING, [id, dayId, one, other, half, fixedSlot, weight, now]);
      await this.order(id, dayId, settings.after);
      await this.database.query(RECORD_ADDED, [id, actor.kind, actor.accountId, actor.requestId]);
      return this.load(id);
    });
  }

  /** Says in which half or slot it has to be, what it counts and what comes before it. @throws DomainError PRECEDENCE_CYCLE. */
  change(actor: Actor, id: string, version: number, settings: MeetingSettings): Promise<DeskMeeting> {
    return this.database.transaction(actor, async () => {
      const { dayId } = await this.load(id);
      // Alone on the day: two orders that are written at once could contradict each other, and a schedule is being confirmed.
      await this.database.query(LOCK_DAY, [dayId]);
      await this.requireSettings(dayId, settings);
      const { half, fixedSlot, weight } = settings;
      const changed = await this.database.query(UPDATE_MEETING, [
        id,
        version,
        half,
        fixedSlot,
        weight,
        this.clock.now(),
      ]);
      if (!changed.length) await this.refuse(id, version);
      await this.order(id, dayId, settings.after);
      await this.record(actor, 'changed', id, { version: version + 1 });
      return this.load(id);
    });
  }

  cancel(actor: Actor, id: string): Promise<DeskMeeting> {
    return this.move(actor, id, CANCEL_BY_CENTRE, []);
  }

  /** Records whether it took place, from its start on; a later record corrects an earlier one. */
  recordAttendance(actor: Actor, id: string, status: 'held' | 'no_show'): Promise<DeskMeeting> {
    return this.move(actor, id, RECORD_ATTENDANCE, [status], (meeting) => {
      if (meeting.status === status) return meeting;
      if (meeting.status === 'scheduled') throw new DomainError(SESSION_NOT_STARTED);
      return undefined;
    });
  }

  find(actor: Actor, id: string): Promise<DeskMeeting> {
    return this.database.transaction(actor, () => this.load(id));
  }

  /** The meetings of a day, newest first. */
  list(
    actor: Actor,
    dayId: string,
    filter: { status?: readonly MeetingStatus[] | undefined; companyId?: string | undefined },
    page: PageRequest,
  ): Promise<Page<DeskMeeting>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      await this.day(dayId);
      const values = [dayId, filter.status ?? null, filter.companyId ?? null, after, page.limit + 1];
      const rows = await this.database.query<View>(LIST_MEETINGS, values);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (meeting) => [meeting.id],
      );
    });
  }

  private move(
    actor: Actor,
    id: string,
    act: Statement,
    values: readonly unknown[],
    explain?: (meeting: DeskMeeting) => DeskMeeting | undefined,
  ): Promise<DeskMeeting> {
    return this.database.transaction(actor, async () => {
      const { dayId, companyIds } = await this.load(id);
      const now = this.clock.now();
      if (act === CANCEL_BY_CENTRE) await this.database.query(LOCK_PAIR, [dayId, ...companyIds, now]);
      const by = [actor.kind, actor.accountId, actor.requestId];
      const moved = await this.database.query(act, [id, now, ...by, ...values]);
      if (moved.length && act === CANCEL_BY_CENTRE) await this.database.query(END_WISHES, [id]);
      const meeting = await this.load(id);
      if (moved.length) return meeting;
      const unchanged = explain?.(meeting);
      if (unchanged) return unchanged;
      throw new DomainError(MEETING_STATE, { status: meeting.status });
    });
  }

  private async requireSettings(dayId: string, { fixedSlot, after }: MeetingSettings): Promise<void> {
    const { slots } = await this.day(dayId);
    if (fixedSlot !== null && fixedSlot > slots.length) throw invalid(fieldError('/fixedSlot', NO_SUCH_SLOT));
    const unknown = await this.database.query<{ id: string }>(UNKNOWN_MEETINGS, [dayId, after]);
    const errors = unknown.map(({ id }) => fieldError(`/after/${after.indexOf(id)}`, NO_SUCH_MEETING));
    if (errors.length) throw invalid(...errors);
  }

  private async order(id: string, dayId: string, after: readonly string[]): Promise<void> {
    await this.database.query(SET_PRECEDENCES, [id, dayId, after]);
    if ((await this.database.query(IS_IN_CYCLE, [id])).length) throw new DomainError(PRECEDENCE_CYCLE);
  }

  private async refuse(id: string, version: number): Promise<never> {
    const meeting = await this.load(id);
    throw meeting.version === version
      ? new DomainError(MEETING_STATE, { status: meeting.status })
      : new DomainError(STALE_VERSION);
  }

  private async day(id: string): Promise<DayDetail> {
    const [row] = await this.database.query<{ view: DayDetail }>(FIND_DAY, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }

  private async load(id: string): Promise<DeskMeeting> {
    const [row] = await this.database.query<View>(FIND_MEETING, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }

  private record(
    actor: Actor,
    past: string,
    id: string,
    details: Parameters<Audit['record']>[1]['details'],
  ): Promise<void> {
    return this.audit.record(actor, {
      action: `meeting.${past}`,
      subjectType: 'meeting',
      subjectId: id,
      details: details ?? {},
    });
  }
}
