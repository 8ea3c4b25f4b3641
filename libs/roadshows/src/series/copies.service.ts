import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, fieldError, invalid, MUST_BE_FUTURE, newId, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database } from '@shuqiao/platform';
import { localDate } from '../roadshow.entity';
import { COPY_ROADSHOW, COPY_SESSIONS, SOURCE } from './copy.query';
import { TOO_FAR_AHEAD } from './series.errors';
import type { RoadshowCopy } from './series.types';

export interface Source {
  readonly [column: string]: unknown;
  readonly startsOn: string;
  readonly timeZone: string;
  readonly seriesId: string | null;
}

/** How far ahead a roadshow may be copied. */
const LONGEST_DAYS = 731;
const DAY = 86_400_000;

/** Drafts made of an earlier roadshow: its words, dates, sessions, rooms and rules, none of its bookings and people. */
@Injectable()
export class RoadshowCopies {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Copies a roadshow of any state to other dates, each time at the same time of the day there. */
  copy(actor: Actor, sourceId: string, startsOn: string): Promise<RoadshowCopy> {
    return this.database.transaction(actor, async () => {
      const source = await this.source(sourceId);
      this.requireAhead(startsOn, source.timeZone, '/startsOn');
      const copy = await this.make(actor, sourceId, startsOn, null);
      if (!copy) throw new Error('A copy outside a series has nothing to conflict with');
      return copy;
    });
  }

  /** Makes the copy of a date of a series, or null when it is there. Inside the caller's transaction. */
  async make(actor: Actor, sourceId: string, startsOn: string, seriesId: string | null): Promise<RoadshowCopy | null> {
    const [id, now] = [newId(), this.clock.now()];
    const made = await this.database.query(COPY_ROADSHOW, [id, sourceId, startsOn, seriesId, actor.accountId, now]);
    if (!made.length) return null;
    const [sessions] = await this.database.query<{ without: string[] }>(COPY_SESSIONS, [id, sourceId, startsOn, now]);
    const details = { copiedFrom: sourceId, ...(seriesId ? { seriesId } : {}) };
    await this.audit.record(actor, { action: 'roadshow.created', subjectType: 'roadshow', subjectId: id, details });
    return { roadshowId: id, startsOn, withoutRoom: sessions?.without ?? [] };
  }

  /** Locks the roadshow to be copied, so that it stays as it is meanwhile. */
  async source(id: string): Promise<Source> {
    const [source] = await this.database.query<Source>(SOURCE, [id]);
    if (!source) throw new DomainError(NOT_FOUND);
    return source;
  }

  /** @throws DomainError VALIDATION_FAILED when the date is not to come there, or too far ahead. */
  requireAhead(date: string, timeZone: string, pointer: string): void {
    if (date <= localDate(this.clock.now(), timeZone)) throw invalid(fieldError(pointer, MUST_BE_FUTURE));
    const last = localDate(new Date(this.clock.now().getTime() + LONGEST_DAYS * DAY), timeZone);
    if (date > last) throw invalid(fieldError(pointer, TOO_FAR_AHEAD, { last }));
  }
}
