import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  fieldError,
  invalid,
  MUST_BE_FUTURE,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
  UNKNOWN_REFERENCE,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { SESSION_CANCELLED } from '../agenda/agenda.errors';
import { LOCK_SESSION } from '../booking.query';
import { ROADSHOW_STATE } from '../roadshow.errors';
import type { RoadshowStatus } from '../roadshow.types';
import { NOT_IN_SESSION, PITCH_STATE } from './pitch.errors';
import { type PitchAct, pitchActed } from './pitch.events';
import { ASK_SLIDES, FIND_ANY, LIST_OF_ROADSHOW, PLACE, ROADSHOW_EXISTS, SESSION_OF } from './pitch.query';
import type { PitchDetail, PitchSlot, PitchStatus } from './pitch.types';

interface Session {
  readonly [column: string]: unknown;
  readonly roadshowId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly cancelled: boolean;
  readonly status: RoadshowStatus;
}

const MINUTE = 60_000;

/** What the secretariat does with accepted pitches: gives each a slot in the agenda, and asks for its slides. */
@Injectable()
export class PitchDesk {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Places an accepted pitch in a session of its roadshow; its speakers have to be there then.
   * @throws DomainError SLOT_TAKEN, DELEGATE_BUSY, ALREADY_SPEAKING, PITCH_STATE, or VALIDATION_FAILED for the times.
   */
  place(actor: Actor, id: string, version: number, slot: PitchSlot): Promise<PitchDetail> {
    return this.database.transaction(actor, async () => {
      const pitch = await this.load(id);
      await this.lockSessions([slot.sessionId, pitch.slot?.sessionId]);
      const [from, to] = await this.minutesOf(pitch, slot);
      await this.act(actor, pitch, version, 'placed', PLACE, [slot.sessionId, from, to, this.clock.now()], { ...slot });
      return this.load(id);
    });
  }

  /** Takes a pitch out of the agenda; it stays accepted. */
  unplace(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const pitch = await this.load(id);
      if (!pitch.slot) throw new DomainError(NOT_FOUND);
      await this.lockSessions([pitch.slot.sessionId]);
      await this.act(actor, pitch, pitch.version, 'unplaced', PLACE, [null, null, null, this.clock.now()], {});
    });
  }

  /** Asks for slides by a time to come; a later request replaces an earlier one. */
  askForSlides(actor: Actor, id: string, version: number, dueAt: string): Promise<PitchDetail> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const pitch = await this.load(id);
      if (new Date(dueAt) <= now) throw invalid(fieldError('/dueAt', MUST_BE_FUTURE));
      await this.act(actor, pitch, version, 'slides_asked', ASK_SLIDES, [dueAt, now], { dueAt });
      return this.load(id);
    });
  }

  find(actor: Actor, id: string): Promise<PitchDetail> {
    return this.database.transaction(actor, () => this.load(id));
  }

  /** A roadshow's pitches in the order in which they came. */
  list(
    actor: Actor,
    roadshowId: string,
    filter: { status?: PitchStatus | undefined; slidesOverdue?: boolean | undefined },
    page: PageRequest,
  ): Promise<Page<PitchDetail>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const roadshows = await this.database.query(ROADSHOW_EXISTS, [roadshowId]);
      if (!roadshows.length) throw new DomainError(NOT_FOUND);
      const chosen = [filter.status ?? null, filter.slidesOverdue ?? null];
      const values = [roadshowId, ...chosen, after, page.limit + 1, this.clock.now()];
      const rows = await this.database.query<{ view: PitchDetail }>(LIST_OF_ROADSHOW, values);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (pitch) => [pitch.id],
      );
    });
  }

  /** Minutes from the start of the session, under its lock. */
  private async minutesOf(pitch: PitchDetail, slot: PitchSlot): Promise<[number, number]> {
    const [session] = await this.database.query<Session>(SESSION_OF, [slot.sessionId]);
    if (session?.roadshowId !== pitch.roadshowId) throw invalid(fieldError('/sessionId', UNKNOWN_REFERENCE));
    if (session.cancelled) throw new DomainError(SESSION_CANCELLED);
    if (session.status === 'finished') throw new DomainError(ROADSHOW_STATE, { status: session.status });
    const bounds = { from: session.startsAt.toISOString(), to: session.endsAt.toISOString() };
    const minute = (time: string) => (Date.parse(time) - session.startsAt.getTime()) / MINUTE;
    const [from, to] = [minute(slot.startsAt), minute(slot.endsAt)];
    const last = minute(bounds.to);
    if (!Number.isInteger(from) || from < 0 || from >= last)
      throw invalid(fieldError('/startsAt', NOT_IN_SESSION, bounds));
    if (!Number.isInteger(to) || to <= from || to > last) throw invalid(fieldError('/endsAt', NOT_IN_SESSION, bounds));
    return [from, to];
  }

  private async lockSessions(ids: readonly (string | undefined)[]): Promise<void> {
    const each = [...new Set(ids.filter((id) => id !== undefined))].sort();
    for (const id of each) await this.database.query(LOCK_SESSION, [id]);
  }

  private async act(
    actor: Actor,
    pitch: PitchDetail,
    version: number,
    act: PitchAct,
    statement: Statement,
    values: readonly unknown[],
    details: NonNullable<Parameters<Audit['record']>[1]['details']>,
  ): Promise<void> {
    if (pitch.status !== 'accepted') throw new DomainError(PITCH_STATE, { status: pitch.status });
    const done = await this.database.query(statement, [pitch.id, version, ...values]);
    if (!done.length) throw new DomainError(STALE_VERSION);
    const subject = { subjectType: 'pitch', subjectId: pitch.id, companyId: pitch.companyId };
    await this.audit.record(actor, { action: `pitch.${act}`, ...subject, details });
    await this.outbox.publish(actor, pitchActed(act, pitch));
  }

  private async load(id: string): Promise<PitchDetail> {
    const [row] = await this.database.query<{ view: PitchDetail }>(FIND_ANY, [id, this.clock.now()]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }
}
