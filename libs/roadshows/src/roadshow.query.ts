import type { Statement } from '@shuqiao/platform';
import { ROADSHOW_VIEW } from './views.query';

// The old column is written for programs of the release before.
const VENUE_NAME = '(SELECT name FROM venues WHERE id = $7::uuid)';

export const INSERT_ROADSHOW: Statement = {
  name: 'roadshows.insert',
  text: `INSERT INTO roadshows AS r (id, created_by, created_at, updated_at, kind, title, description, venue_id, venue, city, country, time_zone,
           starts_on, ends_on, registration_opens_at, registration_closes_at, online_link, bookings_per_company)
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7, ${VENUE_NAME}, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING ${ROADSHOW_VIEW} AS view`,
};

export const UPDATE_ROADSHOW: Statement = {
  name: 'roadshows.update',
  text: `UPDATE roadshows r SET updated_at = $3, kind = $4, title = $5, description = $6, venue_id = $7, venue = ${VENUE_NAME}, city = $8, country = $9,
           time_zone = $10, starts_on = $11, ends_on = $12, registration_opens_at = $13, registration_closes_at = $14,
           online_link = $15, bookings_per_company = $16, version = version + 1
         WHERE id = $1 AND version = $2 RETURNING ${ROADSHOW_VIEW} AS view`,
};

export const LOCK_ROADSHOW: Statement = {
  name: 'roadshows.lock',
  text: `SELECT ${ROADSHOW_VIEW} AS view FROM roadshows r WHERE id = $1 FOR NO KEY UPDATE`,
};

/** A venue's place; the lock keeps it as it is until the roadshow names it. */
export const VENUE_PLACE: Statement = {
  name: 'roadshows.venue-place',
  text: 'SELECT city, country, time_zone AS "timeZone" FROM venues WHERE id = $1 FOR SHARE',
};

/** In the order of ids, as whoever locks several sessions does; a booking in flight ends first. */
export const LOCK_SESSIONS: Statement = {
  name: 'roadshows.lock-sessions',
  text: `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", online_seats AS "onlineSeats" FROM roadshow_sessions
         WHERE roadshow_id = $1 AND cancelled_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
};

export const SET_STATUS: Statement = {
  name: 'roadshows.set-status',
  text: `UPDATE roadshows r SET status = $3, cancellation_reason = $4, updated_at = $5, version = version + 1
         WHERE id = $1 AND status = $2 RETURNING ${ROADSHOW_VIEW} AS view`,
};

// The window stands in the session's own row, so that a booking that waited for its lock sees that it has closed.
export const SET_BOOKING_WINDOW: Statement = {
  name: 'roadshows.set-booking-window',
  text: 'UPDATE roadshow_sessions SET booking_window = $2::tstzrange WHERE roadshow_id = $1 AND cancelled_at IS NULL',
};

export const CANCEL_BOOKINGS: Statement = {
  name: 'roadshows.cancel-bookings',
  text: `WITH cancelled AS (
           UPDATE bookings SET status = 'cancelled', status_reason = 'roadshow_cancelled', version = version + 1, updated_at = $2
           WHERE roadshow_id = $1 AND status IN ('held', 'requested', 'confirmed', 'waitlisted', 'offered') RETURNING *)
         SELECT record_booking_act(id, session_id, company_id, 'cancelled', $3, $4, $5, '{"reason": "roadshow_cancelled"}') FROM cancelled`,
};

/** Sessions that do not take place need no room and nobody. */
export const CANCEL_SESSIONS: Statement = {
  name: 'roadshows.cancel-sessions',
  text: 'UPDATE roadshow_sessions SET cancelled_at = $2 WHERE roadshow_id = $1 AND cancelled_at IS NULL',
};

/** The one that registration by the clock concerns for longest; whoever has one in hand just now is left to it. */
export const DUE_ROADSHOW: Statement = {
  name: 'roadshows.due',
  text: `SELECT id, CASE status WHEN 'published' THEN 'open' ELSE 'close' END AS act FROM roadshows
         WHERE (status = 'published' AND registration_opens_at <= $1) OR (status = 'open' AND registration_closes_at <= $1)
         ORDER BY CASE status WHEN 'published' THEN registration_opens_at ELSE registration_closes_at END, id
         LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
};

export const FIND_ROADSHOW: Statement = {
  name: 'roadshows.find',
  text: `SELECT ${ROADSHOW_VIEW} AS view FROM roadshows r WHERE id = $1`,
};

export const LIST_ROADSHOWS: Statement = {
  name: 'roadshows.list',
  text: `SELECT r.id, ${ROADSHOW_VIEW} AS view FROM roadshows r
         WHERE ($1::text IS NULL OR status = $1) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
};
