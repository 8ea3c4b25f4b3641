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
import { localDate } from '../roadshow.entity';
import { RoadshowCopies } from './copies.service';
import { FIND_SERIES, INSERT_SERIES, JOIN_SERIES, LIST_SERIES, LOCK_SERIES, UPDATE_SERIES } from './copy.query';
import { datesBetween, isRule } from './recurrence';
import { ALREADY_IN_SERIES, NOT_A_RULE, TOO_MANY_DATES } from './series.errors';
import type { RoadshowCopy, SeriesDetail, SeriesRule } from './series.types';

const MOST_AT_ONCE = 60;

/** Roadshows that come again by a rule. Each date is a roadshow of its own, which changes nothing of the others. */
@Injectable()
export class RoadshowSeries {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly copies: RoadshowCopies,
    private readonly clock: Clock,
  ) {}

  /** Makes a roadshow the first of a series. @throws DomainError ALREADY_IN_SERIES, or VALIDATION_FAILED for the rule. */
  create(actor: Actor, roadshowId: string, rule: SeriesRule): Promise<SeriesDetail> {
    return this.database.transaction(actor, async () => {
      requireRule(rule);
      const { startsOn } = await this.copies.source(roadshowId);
      const id = newId();
      const values = [id, actor.accountId, this.clock.now(), roadshowId, startsOn, ...columns(rule)];
      await this.database.query(INSERT_SERIES, values);
      const joined = await this.database.query(JOIN_SERIES, [roadshowId, id]);
      if (!joined.length) throw new DomainError(ALREADY_IN_SERIES);
      await this.record(actor, 'series.created', id, { roadshowId, rule: rule.rule });
      return this.load(FIND_SERIES, id);
    });
  }

  /** Changes what comes; the roadshows that there are stay. */
  change(actor: Actor, id: string, version: number, rule: SeriesRule): Promise<SeriesDetail> {
    return this.database.transaction(actor, async () => {
      requireRule(rule);
      await this.load(LOCK_SERIES, id);
      const changed = await this.database.query(UPDATE_SERIES, [id, version, this.clock.now(), ...columns(rule)]);
      if (!changed.length) throw new DomainError(STALE_VERSION);
      await this.record(actor, 'series.changed', id, { rule: rule.rule });
      return this.load(FIND_SERIES, id);
    });
  }

  /**
   * Makes the roadshows that are missing from tomorrow to a date, as drafts, and returns them. Once more it makes
   * nothing. @throws DomainError TOO_MANY_DATES.
   */
  extend(actor: Actor, id: string, until: string): Promise<RoadshowCopy[]> {
    return this.database.transaction(actor, async () => {
      const series = await this.load(LOCK_SERIES, id);
      const { timeZone } = await this.copies.source(series.roadshowId);
      this.copies.requireAhead(until, timeZone, '/until');
      const tomorrow = localDate(new Date(this.clock.now().getTime() + 86_400_000), timeZone);
      const there = new Set(series.dates.map(({ date }) => date));
      const missing = datesBetween(series, tomorrow, until).filter((date) => !there.has(date));
      if (missing.length > MOST_AT_ONCE) throw new DomainError(TOO_MANY_DATES, { limit: MOST_AT_ONCE });
      const made: RoadshowCopy[] = [];
      for (const date of missing) {
        const copy = await this.copies.make(actor, series.roadshowId, date, id);
        if (copy) made.push(copy);
      }
      if (made.length) await this.record(actor, 'series.extended', id, { until, made: made.length });
      return made;
    });
  }

  find(actor: Actor, id: string): Promise<SeriesDetail> {
    return this.database.transaction(actor, () => this.load(FIND_SERIES, id));
  }

  /** Newest first. */
  list(actor: Actor, page: PageRequest): Promise<Page<SeriesDetail>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<{ view: SeriesDetail }>(LIST_SERIES, [after, page.limit + 1]);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (series) => [series.id],
      );
    });
  }

  private async load(statement: Statement, id: string): Promise<SeriesDetail> {
    const [row] = await this.database.query<{ view: SeriesDetail }>(statement, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }

  private record(
    actor: Actor,
    action: string,
    subjectId: string,
    details: NonNullable<Parameters<Audit['record']>[1]['details']>,
  ): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'roadshow_series', subjectId, details });
  }
}

function requireRule({ rule }: SeriesRule): void {
  if (!isRule(rule)) throw invalid(fieldError('/rule', NOT_A_RULE, { example: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH' }));
}

function columns({ rule, skipped, added }: SeriesRule): unknown[] {
  return [rule, [...skipped], [...added]];
}
