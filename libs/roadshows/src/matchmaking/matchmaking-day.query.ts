import type { Statement } from '@shuqiao/platform';
import { utc } from '../views.query';

const SLOTS = `(SELECT jsonb_agg(jsonb_build_object('number', slot.number, 'half', slot.half,
    'startsAt', ${utc('slot.starts_at')}, 'endsAt', ${utc('slot.ends_at')}) ORDER BY slot.number)
  FROM meeting_slots slot WHERE slot.day_id = d.id)`;

/** {@link PublicDay} of a row `d`. */
const PUBLIC_DAY = `jsonb_build_object('id', d.id, 'roadshowId', d.roadshow_id, 'place', day_place(d), 'roomId', d.room_id, 'tables', d.tables, 'fairness', d.fairness,
  'wishesCloseAt', ${utc('d.wishes_close_at')}, 'requestsPerCompany', d.requests_per_company, 'slots', ${SLOTS},
  'status', d.status, 'version', d.version)`;

/** {@link DayDetail} of a row `d`: row-level security hides from a firm how many take part. */
const DAY = `${PUBLIC_DAY} || jsonb_build_object('participants',
  (SELECT count(*) FROM meeting_participations p WHERE p.day_id = d.id AND p.status = 'registered'))`;

const VENUE_OF_ROOM = (room: string) => `(SELECT venue_id FROM venue_rooms WHERE id = ${room}::uuid)`;

export const INSERT_DAY: Statement = {
  name: 'matchmaking-days.insert',
  text: `INSERT INTO matchmaking_days (id, roadshow_id, created_by, created_at, updated_at, place, room_id, venue_id, tables, fairness,
           wishes_close_at, requests_per_company)
         VALUES ($1, $2, $3, $4, $4, $5, $6, ${VENUE_OF_ROOM('$6')}, $7, $8, $9, $10)`,
};

export const UPDATE_DAY: Statement = {
  name: 'matchmaking-days.update',
  text: `UPDATE matchmaking_days SET updated_at = $3, place = $4, room_id = $5, venue_id = ${VENUE_OF_ROOM('$5')}, tables = $6, fairness = $7,
           wishes_close_at = $8, requests_per_company = $9,
           version = version + 1 WHERE id = $1 AND version = $2 RETURNING id`,
};

/** ($1 day, $2 `[{half, startsAt, endsAt}]` in order) */
export const SET_SLOTS: Statement = {
  name: 'matchmaking-days.set-slots',
  text: `WITH wanted AS (
           SELECT number, slot ->> 'half' AS half, (slot ->> 'startsAt')::timestamptz AS starts_at, (slot ->> 'endsAt')::timestamptz AS ends_at
           FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS list (slot, number)),
         gone AS (DELETE FROM meeting_slots WHERE day_id = $1 AND number > (SELECT count(*) FROM wanted))
         INSERT INTO meeting_slots (day_id, number, half, starts_at, ends_at) SELECT $1, number, half, starts_at, ends_at FROM wanted
         ON CONFLICT (day_id, number) DO UPDATE SET half = excluded.half, starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
};

export const SET_DAY_STATUS: Statement = {
  name: 'matchmaking-days.set-status',
  text: `UPDATE matchmaking_days SET status = $3, updated_at = $4, version = version + 1 WHERE id = $1 AND status = $2 RETURNING id`,
};

/** The day is locked for whoever changes it; acts of companies take it for sharing. */
export const LOCK_DAY: Statement = {
  name: 'matchmaking-days.lock',
  text: `SELECT ${DAY} AS view FROM matchmaking_days d WHERE id = $1 FOR NO KEY UPDATE`,
};

export const FIND_DAY: Statement = {
  name: 'matchmaking-days.find',
  text: `SELECT ${DAY} AS view FROM matchmaking_days d WHERE id = $1`,
};

export const DAYS_OF_ROADSHOW: Statement = {
  name: 'matchmaking-days.of-roadshow',
  text: `SELECT ${DAY} AS view FROM matchmaking_days d WHERE roadshow_id = $1 ORDER BY id LIMIT 31`,
};

export const PUBLIC_DAYS: Statement = {
  name: 'matchmaking-days.public-of-roadshow',
  text: `SELECT ${PUBLIC_DAY} AS view FROM matchmaking_days d WHERE roadshow_id = $1 AND status <> 'draft'
           AND EXISTS (SELECT FROM roadshows WHERE id = d.roadshow_id AND status <> 'draft') ORDER BY id LIMIT 31`,
};

export const FIND_PUBLIC_DAY: Statement = {
  name: 'matchmaking-days.find-public',
  text: `SELECT ${PUBLIC_DAY} AS view FROM matchmaking_days d WHERE id = $1 AND status <> 'draft'
           AND EXISTS (SELECT FROM roadshows WHERE id = d.roadshow_id AND status <> 'draft')`,
};

/** One day whose time for wishes is over; one that somebody has in hand just now is left to him. */
export const DUE_DAY: Statement = {
  name: 'matchmaking-days.due',
  text: `SELECT id FROM matchmaking_days WHERE status = 'open' AND wishes_close_at <= $1
         ORDER BY wishes_close_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
};

export const UNFINISHED_DAYS: Statement = {
  name: 'matchmaking-days.unfinished',
  text: `SELECT id FROM matchmaking_days WHERE roadshow_id = $1 AND status <> 'cancelled' ORDER BY id FOR NO KEY UPDATE`,
};

export const TOUCH_DAY: Statement = {
  name: 'matchmaking-days.touch',
  text: 'UPDATE matchmaking_days SET version = version + 1 WHERE id = $1 AND version = $2 RETURNING id',
};
