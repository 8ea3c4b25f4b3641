import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, fieldError, invalid, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { FIND_DAY, LOCK_DAY, TOUCH_DAY } from './matchmaking-day.query';
import { DAY_STATE, NO_SUCH_INTERPRETER, NO_SUCH_SLOT } from './matchmaking.errors';
import type { DayDetail, DayInterpreter } from './matchmaking.types';

export interface DayInterpreterList {
  readonly interpreters: readonly DayInterpreter[];
  /** The day's: a change of the list is a change of the day. */
  readonly version: number;
}

type Row<T> = T & Record<string, unknown>;

/** Who interprets at a day of one-to-one meetings. */
@Injectable()
export class DayInterpreters {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  find(actor: Actor, dayId: string): Promise<DayInterpreterList> {
    return this.database.transaction(actor, () => this.load(dayId));
  }

  /**
   * Replaces the list. Meetings that are scheduled keep their interpreter; where that is one who is not in the list any more, the
   * next proposal shows the conflict.
   * @throws DomainError STALE_VERSION, DAY_STATE, VALIDATION_FAILED.
   */
  replace(
    actor: Actor,
    dayId: string,
    version: number,
    interpreters: readonly DayInterpreter[],
  ): Promise<DayInterpreterList> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ view: DayDetail }>(LOCK_DAY, [dayId]);
      if (!row) throw new DomainError(NOT_FOUND);
      const { status, slots } = row.view;
      if (status === 'cancelled') throw new DomainError(DAY_STATE, { status });
      await this.requireKnown(interpreters, slots.length);
      if (!(await this.database.query(TOUCH_DAY, [dayId, version])).length) throw new DomainError(STALE_VERSION);
      await this.database.query(CLEAR, [dayId]);
      await this.database.query(SET, [dayId, JSON.stringify(interpreters)]);
      await this.audit.record(actor, {
        action: 'matchmaking_day.interpreters_set',
        subjectType: 'matchmaking_day',
        subjectId: dayId,
        details: { interpreterIds: interpreters.map(({ interpreterId }) => interpreterId) },
      });
      return this.load(dayId);
    });
  }

  private async requireKnown(interpreters: readonly DayInterpreter[], slots: number): Promise<void> {
    const ids = interpreters.map(({ interpreterId }) => interpreterId);
    const unknown = await this.database.query<Row<{ index: number }>>(UNKNOWN, [ids]);
    const twice = ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []));
    const errors = [...unknown.map(({ index }) => index), ...twice].map((index) =>
      fieldError(`/interpreters/${index}/interpreterId`, NO_SUCH_INTERPRETER),
    );
    interpreters.forEach(({ unavailable }, index) =>
      unavailable.forEach((slot, at) => {
        if (slot > slots) errors.push(fieldError(`/interpreters/${index}/unavailable/${at}`, NO_SUCH_SLOT));
      }),
    );
    if (errors.length) throw invalid(...errors);
  }

  private async load(dayId: string): Promise<DayInterpreterList> {
    const [row] = await this.database.query<{ view: DayDetail }>(FIND_DAY, [dayId]);
    if (!row) throw new DomainError(NOT_FOUND);
    const interpreters = await this.database.query<Row<DayInterpreter>>(LIST, [dayId]);
    return { interpreters, version: row.view.version };
  }
}

const LIST: Statement = {
  name: 'day-interpreters.list',
  text: 'SELECT interpreter_id AS "interpreterId", unavailable FROM day_interpreters WHERE day_id = $1 ORDER BY interpreter_id',
};
const CLEAR: Statement = { name: 'day-interpreters.clear', text: 'DELETE FROM day_interpreters WHERE day_id = $1' };
const SET: Statement = {
  name: 'day-interpreters.set',
  text: `INSERT INTO day_interpreters (day_id, interpreter_id, unavailable)
         SELECT $1, "interpreterId", ARRAY(SELECT jsonb_array_elements_text(unavailable)::integer)
         FROM jsonb_to_recordset($2::jsonb) AS list ("interpreterId" uuid, unavailable jsonb)`,
};
const UNKNOWN: Statement = {
  name: 'day-interpreters.unknown',
  text: `SELECT place::integer - 1 AS index FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place)
         WHERE NOT EXISTS (SELECT FROM interpreters WHERE id = wanted.id AND retired_at IS NULL) ORDER BY place`,
};
