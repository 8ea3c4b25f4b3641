import type { Statement } from '@shuqiao/platform';

// In two statements, so that two meetings can change their tables: first all leave their places, then all take the new ones.

/** ($1 day, $2 meetings that stay as they are, $3 now) */
export const VACATE: Statement = {
  name: 'schedule.vacate',
  text: `UPDATE meetings m SET status = 'accepted', slot = NULL, table_number = NULL, first_delegate_id = NULL, second_delegate_id = NULL, interpreter_id = NULL,
           updated_at = $3
         WHERE m.day_id = $1 AND m.status = 'scheduled' AND NOT m.id = ANY ($2::uuid[])
           AND NOT EXISTS (SELECT FROM meeting_slots s WHERE s.day_id = m.day_id AND s.number = m.slot AND s.starts_at <= $3)
         RETURNING m.id`,
};

/**
 * ($1 `[{id, slot, table, first, second, interpreter, act}]`, $2 now) By their ids alone: the day is locked, so they are its
 * meetings, and have left their places. Asked for their state as well, which the statement before has changed for all of them, the
 * planner takes them for a handful and needs a minute.
 */
export const OCCUPY: Statement = {
  name: 'schedule.occupy',
  text: `WITH placed AS (
           UPDATE meetings m SET status = 'scheduled', slot = list.slot, table_number = list."table", first_delegate_id = list.first,
             second_delegate_id = list.second, interpreter_id = list.interpreter, version = m.version + 1, updated_at = $2
           FROM jsonb_to_recordset($1::jsonb) AS list (id uuid, slot integer, "table" integer, first uuid, second uuid, interpreter uuid, act text)
           WHERE m.id = list.id RETURNING m.id, list.act)
         SELECT coalesce(array_agg(id), '{}') AS ids, coalesce(array_agg(act), '{}') AS acts FROM placed`,
};

/** What had a place and has none any more: ($1 meetings, $2 now). */
export const UNSCHEDULE: Statement = {
  name: 'schedule.unschedule',
  text: 'UPDATE meetings SET version = version + 1, updated_at = $2 WHERE id = ANY ($1::uuid[])',
};

/** ($1 meetings, $2 what was done to each, $3 kind of actor, $4 actor, $5 request) */
export const RECORD_ACTS: Statement = {
  name: 'schedule.record-acts',
  text: 'SELECT record_meeting_acts($1, $2, $3, $4, $5)',
};

export const RELEASE_DAY: Statement = {
  name: 'schedule.release-day',
  text: `UPDATE matchmaking_days SET status = 'released', confirmed_proposal_id = $3, version = version + 1, updated_at = $4
         WHERE id = $1 AND version = $2 AND status IN ('closed', 'released') RETURNING id`,
};
