import type { Statement } from '@shuqiao/platform';
import { utc } from '../views.query';

/** What a scan of session $1 is held against. */
export const SESSION_TIMES: Statement = {
  name: 'check-ins.session-times',
  text: 'SELECT starts_at AS "startsAt", ends_at AS "endsAt" FROM roadshow_sessions WHERE id = $1',
};

/** All that a door needs while it has no connection: ($1 session). Seats are 5,000 at most, and so are these. */
export const CHECK_IN_LIST: Statement = {
  name: 'check-ins.list',
  text: `SELECT s.title, ${utc('s.starts_at')} AS "startsAt", ${utc('s.ends_at')} AS "endsAt", coalesce((
           SELECT jsonb_agg(jsonb_build_object('bookingId', b.id, 'status', b.status, 'delegateAccountId', b.account_id,
             'delegateName', account.display_name, 'companyName', company.legal_name, 'checkedInAt', ${utc('b.checked_in_at')})
             ORDER BY account.display_name, b.id)
           FROM bookings b JOIN accounts account ON account.id = b.account_id JOIN companies company ON company.id = b.company_id
           WHERE b.session_id = s.id AND b.status IN ('confirmed', 'attended', 'no_show')), '[]') AS seats
         FROM roadshow_sessions s WHERE s.id = $1`,
};

/** The bookings that scans are about: ($1 session, $2 bookings). */
export const SCANNED: Statement = {
  name: 'check-ins.scanned',
  text: `SELECT b.id AS "bookingId", b.status, b.account_id AS "delegateAccountId", account.display_name AS "delegateName",
           ${utc('b.checked_in_at')} AS "checkedInAt", b.status = 'no_show' AND EXISTS (SELECT FROM person_times elsewhere
             WHERE elsewhere.account_id = b.account_id AND elsewhere.during && b.during AND elsewhere.session_id IS DISTINCT FROM b.session_id) AS "isElsewhere"
         FROM bookings b JOIN accounts account ON account.id = b.account_id WHERE b.session_id = $1 AND b.id = ANY ($2::uuid[])`,
};

/**
 * Keeps the scans that are new, lets each booking have been checked in at the earliest of its scans, and answers which were
 * new: ($1 session, $2 now, $3 kind of actor, $4 account, $5 request, $6 scans as JSON). The session is locked.
 */
export const MERGE: Statement = {
  name: 'check-ins.merge',
  text: `WITH kept AS (
      INSERT INTO check_in_scans (session_id, id, booking_id, scanned_at, recorded_at, recorded_by)
      SELECT $1, scan.id, scan."bookingId", scan."scannedAt", $2, $4
      FROM jsonb_to_recordset($6::jsonb) AS scan (id uuid, "bookingId" uuid, "scannedAt" timestamptz)
      ON CONFLICT DO NOTHING RETURNING id, booking_id, scanned_at),
    earliest AS (SELECT booking_id, min(scanned_at) AS at FROM kept GROUP BY booking_id),
    moved AS (
      UPDATE bookings b SET status = 'attended', checked_in_at = least(b.checked_in_at, earliest.at), version = b.version + 1, updated_at = $2
      FROM earliest JOIN bookings before ON before.id = earliest.booking_id
      WHERE b.id = before.id AND (before.status <> 'attended' OR before.checked_in_at IS NULL OR before.checked_in_at > earliest.at)
      RETURNING b.id, b.session_id, b.company_id, b.checked_in_at, CASE before.status WHEN 'attended' THEN 'checked_in' ELSE 'attended' END AS act),
    recorded AS (
      SELECT record_booking_act(id, session_id, company_id, act, $3, $4, $5, jsonb_build_object('checkedInAt', checked_in_at)) FROM moved)
    SELECT coalesce(array_agg(kept.id || ' ' || kept.booking_id), '{}') AS kept, (SELECT count(*) FROM recorded) AS moved FROM kept`,
};

/** A session that is over, that people came to, and of which somebody who did not is still awaited: ($1 ended before, $2 and since). */
export const DUE_NO_SHOWS: Statement = {
  name: 'check-ins.due-no-shows',
  text: `SELECT s.id FROM roadshow_sessions s WHERE s.id IN (
           SELECT session_id FROM bookings WHERE status = 'confirmed' AND upper(during) <= $1 AND upper(during) > $2)
           AND EXISTS (SELECT FROM bookings came WHERE came.session_id = s.id AND came.status = 'attended')
         ORDER BY s.id LIMIT 1 FOR NO KEY UPDATE OF s SKIP LOCKED`,
};

/** ($1 session, $2 now, $3 request) */
export const RECORD_NO_SHOWS: Statement = {
  name: 'check-ins.record-no-shows',
  text: `WITH missed AS (
           UPDATE bookings SET status = 'no_show', version = version + 1, updated_at = $2
           WHERE session_id = $1 AND status = 'confirmed' RETURNING id, session_id, company_id)
         SELECT record_booking_act(id, session_id, company_id, 'no_show', 'system', NULL, $3) FROM missed`,
};
