import type { Statement } from '@shuqiao/platform';
import { WEIGHT } from '../meeting.query';

export interface DayRow {
  readonly tables: number;
  readonly fairness: number | null;
  /** [slot]: the half, and whether it has begun. */
  readonly slots: readonly { readonly half: 'morning' | 'afternoon'; readonly begun: boolean }[];
}

/** ($1 day, $2 now) */
export const DAY_OF_PROBLEM: Statement = {
  name: 'day-problem.day',
  text: `SELECT d.tables, d.fairness, (SELECT json_agg(json_build_object('half', half, 'begun', starts_at <= $2) ORDER BY number)
           FROM meeting_slots WHERE day_id = d.id) AS slots
         FROM matchmaking_days d WHERE d.id = $1`,
};

export interface ParticipantRow {
  readonly companyId: string;
  readonly parallel: number;
  readonly half: 'morning' | 'afternoon' | null;
  readonly unavailable: readonly number[];
  readonly languages: readonly string[];
  readonly delegates: readonly string[];
  /** Slots in which some of the delegates have to be elsewhere: the number of the slot, for each of them. */
  readonly busy: readonly { readonly accountId: string; readonly slot: number }[];
}

// What else somebody has to attend: seats in sessions, talks, meetings of another day. Those of this very day do not count.
const IS_ELSEWHERE = 'NOT EXISTS (SELECT FROM meetings m WHERE m.id = elsewhere.meeting_id AND m.day_id = $1)';

export const PARTICIPANTS_OF_PROBLEM: Statement = {
  name: 'day-problem.participants',
  text: `SELECT p.company_id AS "companyId", p.parallel, p.half, p.unavailable, p.languages,
           ARRAY(SELECT account_id FROM meeting_delegates WHERE participation_id = p.id ORDER BY place) AS delegates,
           (SELECT coalesce(json_agg(DISTINCT jsonb_build_object('accountId', delegate.account_id, 'slot', slot.number)), '[]')
            FROM meeting_delegates delegate
            JOIN person_times elsewhere ON elsewhere.account_id = delegate.account_id AND ${IS_ELSEWHERE}
            JOIN meeting_slots slot ON slot.day_id = p.day_id AND slot.during && elsewhere.during
            WHERE delegate.participation_id = p.id) AS busy
         FROM meeting_participations p WHERE p.day_id = $1 AND p.status = 'registered' ORDER BY p.company_id`,
};

export interface MeetingOfProblem {
  readonly id: string;
  readonly companyIds: readonly [string, string];
  readonly half: 'morning' | 'afternoon' | null;
  readonly fixedSlot: number | null;
  readonly weight: number;
  readonly slot: number | null;
  readonly table: number | null;
  readonly interpreterId: string | null;
  /** Who sits at the table, in the order of the companies. */
  readonly delegates: readonly [string | null, string | null];
}

/** What is to be placed: agreed, and not begun. ($1 day, $2 now) */
export const MEETINGS_OF_PROBLEM: Statement = {
  name: 'day-problem.meetings',
  text: `SELECT m.id, ARRAY[m.first_company_id, m.second_company_id] AS "companyIds", m.half, m.fixed_slot AS "fixedSlot", ${WEIGHT} AS weight,
           m.slot, m.table_number AS "table", m.interpreter_id AS "interpreterId", ARRAY[m.first_delegate_id, m.second_delegate_id] AS delegates
         FROM meetings m WHERE m.day_id = $1 AND (m.status = 'accepted' OR (m.status = 'scheduled' AND NOT EXISTS (
           SELECT FROM meeting_slots s WHERE s.day_id = m.day_id AND s.number = m.slot AND s.starts_at <= $2)))
         ORDER BY m.id`,
};

export const PRECEDENCES_OF_PROBLEM: Statement = {
  name: 'day-problem.precedences',
  text: 'SELECT before_id AS before, after_id AS after FROM meeting_precedences WHERE day_id = $1 ORDER BY before_id, after_id',
};

export interface InterpreterRow {
  readonly id: string;
  readonly languages: readonly string[];
  readonly unavailable: readonly number[];
  /** Slots in which the interpreter has to be elsewhere. */
  readonly busy: readonly number[];
}

/** ($1 day) */
export const INTERPRETERS_OF_PROBLEM: Statement = {
  name: 'day-problem.interpreters',
  text: `SELECT of_day.interpreter_id AS id, of_day.unavailable,
           ARRAY(SELECT language FROM interpreter_languages WHERE interpreter_id = of_day.interpreter_id ORDER BY language) AS languages,
           ARRAY(SELECT DISTINCT slot.number FROM interpreter_times elsewhere
             JOIN meeting_slots slot ON slot.day_id = $1 AND slot.during && elsewhere.during
             WHERE elsewhere.interpreter_id = of_day.interpreter_id AND ${IS_ELSEWHERE}) AS busy
         FROM day_interpreters of_day WHERE of_day.day_id = $1 ORDER BY of_day.interpreter_id`,
};
