import type { Statement } from '@shuqiao/platform';
import { utc } from '../views.query';

const PLACE = `CASE WHEN m.status IN ('scheduled', 'held', 'no_show') OR (m.status = 'cancelled' AND m.slot IS NOT NULL)
  THEN jsonb_build_object('slot', m.slot, 'table', m.table_number, 'startsAt', ${utc('slot.starts_at')}, 'endsAt', ${utc('slot.ends_at')}) END`;
const REASON = `CASE WHEN m.status IN ('cancelled', 'lapsed') THEN m.status_reason END`;
const EXPIRES = `CASE m.status WHEN 'requested' THEN ${utc('m.expires_at')} END`;
const JOINS = `JOIN matchmaking_days d ON d.id = m.day_id JOIN roadshows r ON r.id = d.roadshow_id
  LEFT JOIN meeting_slots slot ON slot.day_id = m.day_id AND slot.number = m.slot`;

/** {@link MeetingDetail} of a row `m`, for the company in `own`. */
const DETAIL = `jsonb_build_object('id', m.id, 'dayId', m.day_id, 'roadshowId', d.roadshow_id, 'companyId', own.id,
  'counterpartId', CASE own.id WHEN m.first_company_id THEN m.second_company_id ELSE m.first_company_id END,
  'status', m.status, 'reason', ${REASON}, 'origin', m.origin, 'requestedByUs', m.requested_by = own.id, 'message', m.message,
  'expiresAt', ${EXPIRES}, 'place', ${PLACE}, 'venue', day_place(d), 'timeZone', r.time_zone,
  'isInterpreted', m.interpreter_id IS NOT NULL, 'delegateAccountId', CASE own.id WHEN m.first_company_id THEN m.first_delegate_id ELSE m.second_delegate_id END, 'version', m.version)`;

// What a company has asked for that one has vetoed is not for one's eyes, while it waits and when it has lapsed.
const SHOWN = `NOT (m.status IN ('requested', 'lapsed', 'cancelled') AND m.slot IS NULL AND m.requested_by <> own.id AND EXISTS (SELECT FROM meeting_wishes w
  WHERE w.day_id = m.day_id AND w.company_id = own.id AND w.counterpart_id = m.requested_by AND w.wish = 'no'))`;

/** ($1 meeting, $2 companies of the actor) */
export const FIND_OWN_MEETING: Statement = {
  name: 'meetings.find-own',
  text: `SELECT ${DETAIL} AS view FROM meetings m ${JOINS}
         JOIN unnest($2::uuid[]) AS own (id) ON own.id IN (m.first_company_id, m.second_company_id)
         WHERE m.id = $1 AND ${SHOWN}`,
};

/** ($1 company, $2 day or null, $3 states or null, $4 after, $5 limit) newest first */
export const LIST_OWN_MEETINGS: Statement = {
  name: 'meetings.list-own',
  text: `SELECT ${DETAIL} AS view FROM (
           (SELECT * FROM meetings WHERE first_company_id = $1 AND ($2::uuid IS NULL OR day_id = $2) AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC)
           UNION ALL
           (SELECT * FROM meetings WHERE second_company_id = $1 AND ($2::uuid IS NULL OR day_id = $2) AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC)) m
         ${JOINS} CROSS JOIN (SELECT $1::uuid AS id) own
         WHERE ($3::text[] IS NULL OR m.status = ANY ($3)) AND ${SHOWN} ORDER BY m.id DESC LIMIT $5`,
};

export const REQUEST_MEETING: Statement = {
  name: 'meetings.request',
  text: 'SELECT (request_meeting($1, $2, $3, $4, $5, $6, $7, $8)).id',
};
export const ANSWER_MEETING: Statement = {
  name: 'meetings.answer',
  text: 'SELECT id FROM answer_meeting($1, $2, $3, $4, $5, $6)',
};
export const CANCEL_OWN_MEETING: Statement = {
  name: 'meetings.cancel-own',
  text: 'SELECT id FROM cancel_meeting($1, $2, $3, $4, $5)',
};

const wishWeight = (
  company: string,
  counterpart: string,
) => `coalesce((SELECT CASE w.wish WHEN 'must_meet' THEN 3 WHEN 'would_meet' THEN 1 END
  FROM meeting_wishes w WHERE w.day_id = m.day_id AND w.company_id = ${company} AND w.counterpart_id = ${counterpart}), 1)`;

/** What a meeting counts: what staff said, or three for each *must meet* and one for each other side. */
export const WEIGHT = `coalesce(m.weight, ${wishWeight('m.first_company_id', 'm.second_company_id')}
  + ${wishWeight('m.second_company_id', 'm.first_company_id')})`;

/** {@link DeskMeeting} of a row `m`. */
const DESK = `jsonb_build_object('id', m.id, 'dayId', m.day_id, 'companyIds', jsonb_build_array(m.first_company_id, m.second_company_id),
  'status', m.status, 'reason', ${REASON}, 'origin', m.origin, 'requestedBy', m.requested_by, 'expiresAt', ${EXPIRES},
  'half', m.half, 'fixedSlot', m.fixed_slot, 'weight', ${WEIGHT}, 'place', ${PLACE}, 'interpreterId', m.interpreter_id,
  'after', (SELECT coalesce(jsonb_agg(before_id ORDER BY before_id), '[]') FROM meeting_precedences WHERE after_id = m.id), 'version', m.version)`;

export const FIND_MEETING: Statement = {
  name: 'meetings.find',
  text: `SELECT ${DESK} AS view FROM meetings m ${JOINS} WHERE m.id = $1`,
};

/** ($1 day, $2 states or null, $3 company or null, $4 after, $5 limit) */
export const LIST_MEETINGS: Statement = {
  name: 'meetings.list',
  text: `SELECT ${DESK} AS view FROM meetings m ${JOINS}
         WHERE m.day_id = $1 AND ($2::text[] IS NULL OR m.status = ANY ($2))
           AND ($3::uuid IS NULL OR $3 IN (m.first_company_id, m.second_company_id)) AND ($4::uuid IS NULL OR m.id < $4)
         ORDER BY m.id DESC LIMIT $5`,
};

export const INSERT_MEETING: Statement = {
  name: 'meetings.insert',
  text: `INSERT INTO meetings (id, day_id, first_company_id, second_company_id, origin, status, half, fixed_slot, weight, created_at, updated_at)
         VALUES ($1, $2, least($3::uuid, $4::uuid), greatest($3::uuid, $4::uuid), 'staff', 'accepted', $5, $6, $7, $8, $8)`,
};

/** What staff add is agreed at once, and both sides are told so. */
export const RECORD_ADDED: Statement = {
  name: 'meetings.record-added',
  text: `SELECT record_meeting_act(m, 'accepted', $2, $3, NULL, $4, '{"origin": "staff"}') FROM meetings m WHERE m.id = $1`,
};

export const UPDATE_MEETING: Statement = {
  name: 'meetings.update',
  text: `UPDATE meetings SET half = $3, fixed_slot = $4, weight = $5, version = version + 1, updated_at = $6
         WHERE id = $1 AND version = $2 AND status IN ('requested', 'accepted', 'scheduled') RETURNING id`,
};

/** ($1 meeting, $2 day, $3 meetings before it) */
export const SET_PRECEDENCES: Statement = {
  name: 'meetings.set-precedences',
  text: `WITH gone AS (DELETE FROM meeting_precedences WHERE after_id = $1 AND NOT before_id = ANY ($3::uuid[]))
         INSERT INTO meeting_precedences (day_id, before_id, after_id) SELECT $2, before_id, $1 FROM unnest($3::uuid[]) AS before_id
         ON CONFLICT DO NOTHING`,
};

export const UNKNOWN_MEETINGS: Statement = {
  name: 'meetings.unknown',
  text: 'SELECT wanted.id FROM unnest($2::uuid[]) AS wanted (id) WHERE NOT EXISTS (SELECT FROM meetings WHERE id = wanted.id AND day_id = $1)',
};

/** Whether a meeting comes before itself by way of others: ($1 meeting). */
export const IS_IN_CYCLE: Statement = {
  name: 'meetings.is-in-cycle',
  text: `WITH RECURSIVE later AS (
           SELECT after_id FROM meeting_precedences WHERE before_id = $1
           UNION SELECT p.after_id FROM meeting_precedences p JOIN later ON p.before_id = later.after_id)
         SELECT FROM later WHERE after_id = $1`,
};

/** An act of staff or of the clock on meetings that `where` picks; $2 now, $3 kind of actor, $4 actor, $5 request. */
function acted(set: string, where: string, act: string): string {
  return `WITH moved AS (
    UPDATE meetings m SET ${set}, expires_at = NULL, version = m.version + 1, updated_at = $2 WHERE ${where} RETURNING m.*)
  SELECT moved.id, record_meeting_act(moved, ${act}, $3, $4, NULL, $5) FROM moved`;
}

const NOT_BEGUN = `NOT EXISTS (SELECT FROM meeting_slots s WHERE s.day_id = m.day_id AND s.number = m.slot AND s.starts_at <= $2)`;

/** The wishes of both end with it: otherwise either would bring it back by wishing once more. ($1 meeting) */
export const END_WISHES: Statement = {
  name: 'meetings.end-wishes',
  text: `DELETE FROM meeting_wishes w USING meetings m WHERE m.id = $1 AND w.day_id = m.day_id AND w.wish <> 'no'
           AND w.company_id IN (m.first_company_id, m.second_company_id) AND w.counterpart_id IN (m.first_company_id, m.second_company_id)`,
};

export const CANCEL_BY_CENTRE: Statement = {
  name: 'meetings.cancel-by-centre',
  text: acted(
    `status = 'cancelled', status_reason = 'by_centre'`,
    `m.id = $1 AND m.status IN ('requested', 'accepted', 'scheduled') AND ${NOT_BEGUN}`,
    `'cancelled'`,
  ),
};

export const CANCEL_MEETINGS_OF_DAY: Statement = {
  name: 'meetings.cancel-of-day',
  text: acted(
    `status = 'cancelled', status_reason = $6`,
    `m.day_id = $1 AND m.status IN ('requested', 'accepted', 'scheduled') AND ${NOT_BEGUN}`,
    `'cancelled'`,
  ),
};

export const LAPSE_REQUESTS_OF_DAY: Statement = {
  name: 'meetings.lapse-of-day',
  text: acted(`status = 'lapsed', status_reason = 'expired'`, `m.day_id = $1 AND m.status = 'requested'`, `'lapsed'`),
};

/** At most a hundred at a time; what another has in hand is left to it. ($1 limit) */
export const LAPSE_OVERDUE: Statement = {
  name: 'meetings.lapse-overdue',
  text: acted(
    `status = 'lapsed', status_reason = 'expired'`,
    `m.id IN (SELECT id FROM meetings WHERE status = 'requested' AND expires_at <= $2 ORDER BY expires_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)`,
    `'lapsed'`,
  ),
};

export const RECORD_ATTENDANCE: Statement = {
  name: 'meetings.attendance',
  text: acted(
    'status = $6',
    `m.id = $1 AND m.status IN ('scheduled', 'held', 'no_show') AND m.status <> $6
       AND EXISTS (SELECT FROM meeting_slots s WHERE s.day_id = m.day_id AND s.number = m.slot AND s.starts_at <= $2)`,
    '$6',
  ),
};
