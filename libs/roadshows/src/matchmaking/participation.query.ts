import type { Statement } from '@shuqiao/platform';

/** {@link Participation} of a row `p`. */
const PARTICIPATION = `jsonb_build_object('id', p.id, 'dayId', p.day_id, 'companyId', p.company_id, 'status', p.status, 'parallel', p.parallel,
  'half', p.half, 'unavailable', p.unavailable, 'languages', p.languages, 'version', p.version,
  'delegates', (SELECT coalesce(jsonb_agg(account_id ORDER BY place), '[]') FROM meeting_delegates WHERE participation_id = p.id))`;

export const LOCK_DAY_FOR_SHARE: Statement = {
  name: 'participations.lock-day',
  text: 'SELECT lock_matchmaking_day($1)',
};

/** ($1 day, $2 now) No row when there is no such day for the eyes of this actor. */
export const DAY_TO_JOIN: Statement = {
  name: 'participations.day-to-join',
  text: `SELECT d.status = 'open' AND d.wishes_close_at > $2 AS open, (SELECT count(*)::integer FROM meeting_slots WHERE day_id = d.id) AS slots
         FROM matchmaking_days d WHERE d.id = $1`,
};

/** The lock keeps a suspension from passing between this look and the commit, after which nobody would take it out. ($1 company) */
export const LOCK_COMPANY: Statement = {
  name: 'participations.lock-company',
  text: 'SELECT status FROM companies WHERE id = $1 FOR SHARE',
};

/** Those of the accounts that belong to the company, and go on to until the commit: ($1 company, $2 accounts). */
export const LOCK_MEMBERS: Statement = {
  name: 'participations.lock-members',
  text: 'SELECT account_id AS id FROM memberships WHERE company_id = $1 AND account_id = ANY ($2::uuid[]) ORDER BY account_id FOR SHARE',
};

/** A company that had withdrawn takes part again. No row when it takes part already. */
export const JOIN: Statement = {
  name: 'participations.join',
  text: `INSERT INTO meeting_participations AS p (id, day_id, company_id, parallel, half, unavailable, languages, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
         ON CONFLICT (day_id, company_id) DO UPDATE SET status = 'registered', parallel = excluded.parallel, half = excluded.half,
           unavailable = excluded.unavailable, languages = excluded.languages, version = p.version + 1, updated_at = excluded.updated_at
         WHERE p.status = 'withdrawn' RETURNING id`,
};

export const CHANGE: Statement = {
  name: 'participations.change',
  text: `UPDATE meeting_participations SET parallel = $3, half = $4, unavailable = $5, languages = $6, version = version + 1, updated_at = $7
         WHERE id = $1 AND version = $2 AND status = 'registered' RETURNING id`,
};

export const SET_DELEGATES: Statement = {
  name: 'participations.set-delegates',
  text: `INSERT INTO meeting_delegates (participation_id, account_id, place)
         SELECT $1, id, place FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place)`,
};
export const CLEAR_DELEGATES: Statement = {
  name: 'participations.clear-delegates',
  text: 'DELETE FROM meeting_delegates WHERE participation_id = $1',
};

/** ($1 participation, $2 companies of the actor) */
export const FIND_OWN: Statement = {
  name: 'participations.find-own',
  text: `SELECT ${PARTICIPATION} AS view FROM meeting_participations p WHERE p.id = $1 AND p.company_id = ANY ($2::uuid[])`,
};
export const FIND_ANY_PARTICIPATION: Statement = {
  name: 'participations.find-any',
  text: `SELECT ${PARTICIPATION} AS view FROM meeting_participations p WHERE p.id = $1`,
};

/** ($1 company, $2 after, $3 limit) newest first */
export const LIST_OWN: Statement = {
  name: 'participations.list-own',
  text: `SELECT ${PARTICIPATION} AS view FROM meeting_participations p WHERE p.company_id = $1 AND ($2::uuid IS NULL OR p.id < $2)
         ORDER BY p.id DESC LIMIT $3`,
};

/** ($1 day, $2 after, $3 limit) */
export const LIST_OF_DAY: Statement = {
  name: 'participations.list-of-day',
  text: `SELECT ${PARTICIPATION} AS view FROM meeting_participations p WHERE p.day_id = $1 AND ($2::uuid IS NULL OR p.company_id > $2)
         ORDER BY p.company_id LIMIT $3`,
};

export const LEAVE: Statement = {
  name: 'participations.leave',
  text: 'SELECT id FROM leave_matchmaking_day($1, $2, $3, $4, $5)',
};

/** What a company takes part in, of days to come: ($1 company). */
export const LIVE_OF_COMPANY: Statement = {
  name: 'participations.live-of-company',
  text: `SELECT p.id FROM meeting_participations p JOIN matchmaking_days d ON d.id = p.day_id
         WHERE p.company_id = $1 AND p.status = 'registered' AND d.status <> 'cancelled'
           AND EXISTS (SELECT FROM meeting_slots s WHERE s.day_id = d.id AND s.ends_at > $2) ORDER BY p.id LIMIT 100`,
};

/** The others of the day with one's own wish: ($1 day, $2 company, $3 wish or null, $4 after, $5 limit). */
export const COUNTERPARTS: Statement = {
  name: 'participations.counterparts',
  text: `SELECT jsonb_build_object('companyId', p.company_id, 'languages', p.languages, 'wish', w.wish, 'meetingId', m.id, 'meetingStatus', m.status) AS view
         FROM meeting_participations p
         LEFT JOIN meeting_wishes w ON w.day_id = p.day_id AND w.company_id = $2 AND w.counterpart_id = p.company_id
         LEFT JOIN meetings m ON m.day_id = p.day_id AND m.first_company_id = least(p.company_id, $2) AND m.second_company_id = greatest(p.company_id, $2)
           AND m.status IN ('requested', 'accepted', 'scheduled', 'held', 'no_show')
           AND NOT (m.status = 'requested' AND m.requested_by <> $2 AND w.wish IS NOT DISTINCT FROM 'no')
         WHERE p.day_id = $1 AND p.status = 'registered' AND p.company_id <> $2 AND ($3::text IS NULL OR w.wish = $3)
           AND ($4::uuid IS NULL OR p.company_id > $4) ORDER BY p.company_id LIMIT $5`,
};

export const SET_WISH: Statement = {
  name: 'participations.set-wish',
  text: 'SELECT set_meeting_wish($1, $2, $3, $4, $5, $6, $7)',
};

/** Whom one could meet: ($1 day, $2 company). What one has refused is not suggested again. */
export const CANDIDATES: Statement = {
  name: 'participations.candidates',
  text: `SELECT p.company_id AS id FROM meeting_participations p
         LEFT JOIN meeting_wishes w ON w.day_id = p.day_id AND w.company_id = $2 AND w.counterpart_id = p.company_id
         WHERE p.day_id = $1 AND p.status = 'registered' AND p.company_id <> $2 AND w.wish IS DISTINCT FROM 'no' LIMIT 2000`,
};
