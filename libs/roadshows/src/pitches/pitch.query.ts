import type { Statement } from '@shuqiao/platform';
import { utc } from '../views.query';

const minute = (bound: 'lower' | 'upper') => utc(`s.starts_at + make_interval(mins => ${bound}(p.slot))`);

/** When a pitch `p` placed in a session `s` begins and ends. */
export const SLOT_TIMES = `'startsAt', ${minute('lower')}, 'endsAt', ${minute('upper')}`;

/** {@link PitchDetail} of a row `p`; `now` is SQL for the time at which slides are overdue or not. */
const view = (
  now: string,
) => `jsonb_build_object('id', p.id, 'roadshowId', p.roadshow_id, 'companyId', p.company_id, 'status', p.status,
  'title', p.title, 'abstract', p.abstract, 'languages', p.languages, 'productId', p.product_id, 'demandId', p.demand_id,
  'speakerAccountIds', coalesce((SELECT jsonb_agg(account_id ORDER BY account_id) FROM pitch_speakers WHERE pitch_id = p.id), '[]'),
  'slot', (SELECT jsonb_build_object('sessionId', s.id, ${SLOT_TIMES}) FROM roadshow_sessions s WHERE s.id = p.session_id),
  'slides', jsonb_build_object('dueAt', ${utc('p.slides_due_at')}, 'uploadedAt', ${utc('p.slides_at')},
    'name', (SELECT name FROM files WHERE files.id = p.slides_file_id),
    'overdue', coalesce(p.slides_at IS NULL AND p.slides_due_at <= ${now}, false)),
  'createdAt', ${utc('p.created_at')}, 'version', p.version)`;

/** Whether the company may apply; the lock keeps a suspension from passing between this look and the commit. */
export const COMPANY_STATUS: Statement = {
  name: 'pitches.company-status',
  text: 'SELECT status FROM companies WHERE id = $1 FOR SHARE',
};

/**
 * What an application refers to, each null where it is not there or not the company's: ($1 roadshow, $2 company,
 * $3 product, $4 demand, $5 speakers, $6 now).
 */
export const REFERENCES: Statement = {
  name: 'pitches.references',
  text: `SELECT
    (SELECT jsonb_build_object('id', id, 'title', title, 'startsOn', starts_on) FROM roadshows WHERE id = $1 AND status <> 'draft') AS roadshow,
    EXISTS (SELECT FROM roadshows WHERE id = $1 AND status IN ('published', 'open') AND ends_on >= ($6::timestamptz AT TIME ZONE time_zone)::date) AS taking,
    (SELECT jsonb_build_object('id', id, 'names', names) FROM company_products WHERE id = $3 AND company_id = $2) AS product,
    (SELECT jsonb_build_object('id', demand_id, 'title', summary -> 'title') FROM demand_listings WHERE demand_id = $4 AND status = 'open') AS demand,
    ARRAY(SELECT m.account_id::text FROM memberships m WHERE m.company_id = $2 AND m.account_id = ANY ($5::uuid[])) AS members`,
};

export const INSERT_PITCH: Statement = {
  name: 'pitches.insert',
  text: `INSERT INTO pitches AS p (id, roadshow_id, company_id, review_case_id, created_by, created_at, updated_at, status,
           title, abstract, languages, product_id, demand_id)
         VALUES ($1, $2, $3, $4, $5, $6, $6, 'submitted', $7, $8, $9, $10, $11)`,
};
export const ADD_SPEAKERS: Statement = {
  name: 'pitches.add-speakers',
  text: 'INSERT INTO pitch_speakers (pitch_id, account_id) SELECT $1, unnest($2::uuid[])',
};
export const DROP_SPEAKERS: Statement = {
  name: 'pitches.drop-speakers',
  text: 'DELETE FROM pitch_speakers WHERE pitch_id = $1',
};
/** A returned pitch, said anew. */
export const RESUBMIT: Statement = {
  name: 'pitches.resubmit',
  text: `UPDATE pitches SET status = 'submitted', submission = submission + 1, review_case_id = $4, updated_at = $3, version = version + 1,
           title = $5, abstract = $6, languages = $7, product_id = $8, demand_id = $9
         WHERE id = $1 AND version = $2 AND status = 'returned' RETURNING id`,
};
export const WITHDRAW: Statement = {
  name: 'pitches.withdraw',
  text: `UPDATE pitches SET status = 'withdrawn', session_id = NULL, slot = NULL, updated_at = $2, version = version + 1
         WHERE id = $1 AND status IN ('submitted', 'returned', 'accepted') RETURNING id`,
};

/** Of the companies that the actor may see. ($1 pitch, $2 companies, $3 now) */
export const FIND_MINE: Statement = {
  name: 'pitches.find-mine',
  text: `SELECT ${view('$3::timestamptz')} AS view FROM pitches p WHERE id = $1 AND company_id = ANY ($2::uuid[])`,
};
export const LOCK_MINE: Statement = {
  name: 'pitches.lock-mine',
  text: `SELECT submission, ${view('$3::timestamptz')} AS view FROM pitches p WHERE id = $1 AND company_id = ANY ($2::uuid[]) FOR NO KEY UPDATE`,
};
/** Newest first: ($1 company, $2 after, $3 limit, $4 now). */
export const LIST_MINE: Statement = {
  name: 'pitches.list-mine',
  text: `SELECT ${view('$4::timestamptz')} AS view FROM pitches p WHERE company_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
};

export const FIND_ANY: Statement = {
  name: 'pitches.find-any',
  text: `SELECT ${view('$2::timestamptz')} AS view FROM pitches p WHERE id = $1`,
};
/** In the order in which they came: ($1 roadshow, $2 status, $3 whether slides are overdue, $4 after, $5 limit, $6 now). */
export const LIST_OF_ROADSHOW: Statement = {
  name: 'pitches.list-of-roadshow',
  text: `SELECT ${view('$6::timestamptz')} AS view FROM pitches p
         WHERE roadshow_id = $1 AND ($2::text IS NULL OR status = $2) AND ($4::uuid IS NULL OR id > $4)
           AND ($3::boolean IS NULL OR (status = 'accepted' AND slides_at IS NULL AND slides_due_at <= $6) IS NOT DISTINCT FROM $3)
         ORDER BY id LIMIT $5`,
};
export const ROADSHOW_EXISTS: Statement = {
  name: 'pitches.roadshow-exists',
  text: 'SELECT FROM roadshows WHERE id = $1',
};

/** The pitch that waits for this decision: ($1 pitch, $2 case). */
export const LOCK_AWAITING: Statement = {
  name: 'pitches.lock-awaiting',
  text: `SELECT id, roadshow_id AS "roadshowId", company_id AS "companyId" FROM pitches
         WHERE id = $1 AND review_case_id = $2 AND status = 'submitted' FOR NO KEY UPDATE`,
};
export const DECIDE: Statement = {
  name: 'pitches.decide',
  text: `UPDATE pitches SET status = $2, updated_at = $3, version = version + 1 WHERE id = $1 AND status = 'submitted'`,
};

export const SESSION_OF: Statement = {
  name: 'pitches.session-of',
  text: `SELECT roadshow_id AS "roadshowId", r.status, starts_at AS "startsAt", ends_at AS "endsAt", cancelled_at IS NOT NULL AS cancelled
         FROM roadshow_sessions s JOIN roadshows r ON r.id = s.roadshow_id WHERE s.id = $1`,
};
export const PLACE: Statement = {
  name: 'pitches.place',
  text: `UPDATE pitches SET session_id = $3::uuid, slot = CASE WHEN $3::uuid IS NOT NULL THEN int4range($4::integer, $5::integer) END,
           updated_at = $6, version = version + 1
         WHERE id = $1 AND version = $2 AND status = 'accepted' RETURNING id`,
};

/** A later date is a new request: it is reminded of again. */
export const ASK_SLIDES: Statement = {
  name: 'pitches.ask-slides',
  text: `UPDATE pitches SET slides_due_at = $3, slides_reminded_at = NULL, slides_overdue_at = NULL, updated_at = $4, version = version + 1
         WHERE id = $1 AND version = $2 AND status = 'accepted' RETURNING id`,
};
export const SLIDES_OF: Statement = {
  name: 'pitches.slides-of',
  text: 'SELECT slides_file_id AS "fileId" FROM pitches WHERE id = $1 FOR NO KEY UPDATE',
};
export const SET_SLIDES: Statement = {
  name: 'pitches.set-slides',
  text: `UPDATE pitches SET slides_file_id = $2, slides_at = $3, updated_at = $3, version = version + 1
         WHERE id = $1 AND status = 'accepted' RETURNING id`,
};

const SOUGHT = `pitch.status = 'accepted' AND pitch.slides_at IS NULL AND EXISTS (
  SELECT FROM roadshows WHERE id = pitch.roadshow_id AND status IN ('published', 'open', 'closed'))`;
const told = (column: string, due: string) => `UPDATE pitches SET ${column} = $1 WHERE id IN (
    SELECT id FROM pitches pitch WHERE ${SOUGHT} AND ${column} IS NULL AND ${due} ORDER BY slides_due_at, id LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED)
  RETURNING id, roadshow_id AS "roadshowId", company_id AS "companyId"`;

/** Slides that are due within three days and nobody was reminded of; and those of which the date has passed. */
export const REMIND: Statement = {
  name: 'pitches.remind',
  text: told('slides_reminded_at', `slides_due_at > $1 AND slides_due_at <= $1::timestamptz + interval '3 days'`),
};
export const MARK_OVERDUE: Statement = {
  name: 'pitches.mark-overdue',
  text: told('slides_overdue_at', 'slides_due_at <= $1'),
};

/** What stands at a roadshow that does not take place: ($1 roadshow). */
export const LIVE_OF_CANCELLED: Statement = {
  name: 'pitches.live-of-cancelled',
  text: `SELECT p.id FROM pitches p JOIN roadshows r ON r.id = p.roadshow_id AND r.status = 'cancelled'
         WHERE p.roadshow_id = $1 AND p.status IN ('submitted', 'returned', 'accepted') ORDER BY p.id LIMIT 5000`,
};

/** What a company that is not verified any more has still standing: ($1 company). */
export const LIVE_OF_COMPANY: Statement = {
  name: 'pitches.live-of-company',
  text: `SELECT id FROM pitches WHERE company_id = $1 AND status IN ('submitted', 'returned', 'accepted')
           AND NOT EXISTS (SELECT FROM companies WHERE id = $1 AND status = 'verified') ORDER BY id LIMIT 1000`,
};
