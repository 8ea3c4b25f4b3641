import type { Statement } from '@shuqiao/platform';
import { BOOKING_JOINS, bookingView, deskView, MET_RULES, POSITION } from './views.query';

/**
 * Whether the company may book, and whether the delegate is one of its members. The lock keeps a suspension from passing
 * between this look and the seat, which nobody would give up then.
 */
export const PARTIES: Statement = {
  name: 'bookings.parties',
  text: `SELECT status, EXISTS (SELECT FROM memberships WHERE company_id = companies.id AND account_id = $2) AS member
         FROM companies WHERE id = $1 FOR SHARE`,
};

/** One statement for the seat, the booking, its audit entry and its message; no row when the session takes no bookings. */
export const PLACE: Statement = {
  name: 'bookings.place',
  text: `SELECT ${bookingView('p.place')} AS view
         FROM place_booking($1, $2, $3, $4, $5, $6, $7, $8) p CROSS JOIN LATERAL (SELECT (p.placed).*) b ${BOOKING_JOINS}`,
};

export const SESSION_EXISTS: Statement = {
  name: 'bookings.session-exists',
  text: 'SELECT FROM roadshow_sessions WHERE id = $1',
};

/** Whether a session takes bookings now, so that what kept it from holding a seat is that there is none: ($1 session, $2 now). */
export const TAKES_BOOKINGS: Statement = {
  name: 'bookings.takes-bookings',
  text: `SELECT coalesce(booking_window @> $2::timestamptz, false) AND starts_at > $2 AS open
         FROM roadshow_sessions WHERE id = $1`,
};

/** What a firm finds: its own bookings only. Staff find every one. */
export const FIND_MINE: Statement = {
  name: 'bookings.find-mine',
  text: `SELECT ${bookingView(POSITION)} AS view FROM bookings b ${BOOKING_JOINS} WHERE b.id = $1 AND b.company_id = ANY ($2::uuid[])`,
};
export const FIND_ANY: Statement = {
  name: 'bookings.find-any',
  text: `SELECT ${deskView(POSITION, MET_RULES)} AS view FROM bookings b ${BOOKING_JOINS} WHERE b.id = $1`,
};

export const LIST_MINE: Statement = {
  name: 'bookings.list-mine',
  text: `SELECT ${bookingView(POSITION)} AS view FROM bookings b ${BOOKING_JOINS}
         WHERE b.company_id = $1 AND ($2::text[] IS NULL OR b.status = ANY ($2)) AND ($3::uuid IS NULL OR b.id < $3)
         ORDER BY b.id DESC LIMIT $4`,
};

// Everybody who waits in session $1, with his place.
const PLACES = `WITH places AS (
    SELECT booking, priority, row_number() OVER (ORDER BY priority DESC, number)::integer AS place FROM waitlist_ranks($1))
  SELECT places.priority, ${deskView('places.place', 'met_waitlist_rules(s.waitlist_rules, places.priority)')} AS view
  FROM bookings b ${BOOKING_JOINS}`;

/** In the order in which seats are offered: who meets the rules, then the queue. */
export const WAITLIST_OF_SESSION: Statement = {
  name: 'bookings.waitlist-of-session',
  text: `${PLACES} JOIN places ON places.booking = b.id
         WHERE $2::integer IS NULL OR places.priority < $2 OR (places.priority = $2 AND b.queue_number > $3)
         ORDER BY places.priority DESC, b.queue_number LIMIT $4`,
};

/** In the order in which they came. */
export const LIST_OF_SESSION: Statement = {
  name: 'bookings.list-of-session',
  text: `${PLACES} LEFT JOIN places ON places.booking = b.id
         WHERE b.session_id = $1 AND ($2::text[] IS NULL OR b.status = ANY ($2)) AND b.queue_number > $3
         ORDER BY b.queue_number LIMIT $4`,
};

export const LOCK_SESSION: Statement = { name: 'bookings.lock-session', text: 'SELECT lock_session($1)' };

// The state moves, its audit entry and its message are written, in one statement; no row when the state was another.
const acted = (set: string, where: string, act: string) => `WITH moved AS (
    UPDATE bookings b SET ${set}, version = b.version + 1, updated_at = $2
    FROM roadshow_sessions s WHERE s.id = b.session_id AND b.id = $1 AND ${where} RETURNING b.*)
  SELECT status, record_booking_act(id, session_id, company_id, ${act}, $3, $4, $5) FROM moved`;

export const CANCEL: Statement = {
  name: 'bookings.cancel',
  text: acted(
    `status = 'cancelled', status_reason = CASE b.status WHEN 'held' THEN 'hold_released' END`,
    `b.status IN ('held', 'requested', 'confirmed', 'waitlisted', 'offered') AND s.starts_at > $2`,
    `'cancelled'`,
  ),
};

/** No row when it was nobody's to hand over, or already is the delegate's. */
export const HAND_OVER: Statement = {
  name: 'bookings.hand-over',
  text: 'SELECT * FROM hand_over_booking($1, $2, $3, $4, $5, $6) AS status',
};

export const CONFIRM: Statement = {
  name: 'bookings.confirm',
  text: acted(
    `status = 'confirmed'`,
    `b.status = 'held' AND b.hold_expires_at > $2 AND s.starts_at > $2`,
    `'confirmed'`,
  ),
};

export const ACCEPT: Statement = {
  name: 'bookings.accept',
  text: acted(`status = 'confirmed'`, `b.status = 'offered' AND b.offer_expires_at > $2`, `'confirmed'`),
};

export const REFUSE: Statement = {
  name: 'bookings.refuse',
  text: acted(`status = 'lapsed', status_reason = 'offer_refused'`, `b.status = 'offered'`, `'lapsed'`),
};

// The rule of place_booking: a seat if one is free and nobody waits, the queue otherwise.
export const APPROVE: Statement = {
  name: 'bookings.approve',
  text: acted(
    `status = CASE WHEN s.waiting = 0 AND s.seats_taken < s.capacity THEN 'confirmed' ELSE 'waitlisted' END`,
    `b.status = 'requested' AND s.starts_at > $2`,
    'status',
  ),
};

export const DECLINE: Statement = {
  name: 'bookings.decline',
  text: acted(`status = 'declined', remark = $6`, `b.status = 'requested'`, `'declined'`),
};

export const ATTEND: Statement = {
  name: 'bookings.attend',
  text: acted(
    `status = $6, checked_in_at = CASE $6 WHEN 'attended' THEN b.checked_in_at END`,
    `b.status IN ('confirmed', 'attended', 'no_show') AND b.status <> $6 AND s.starts_at - interval '1 hour' <= $2`,
    'status',
  ),
};

/** Sessions where time alone makes something due: an offer or a hold has run out, a seat can be offered, a waitlist has ended. */
export const DUE_SESSIONS: Statement = {
  name: 'bookings.due-sessions',
  text: `SELECT s.id FROM roadshow_sessions s WHERE s.id IN (
           SELECT session_id FROM bookings WHERE status = 'offered' AND offer_expires_at <= $1
           UNION SELECT session_id FROM bookings WHERE status = 'held' AND hold_expires_at <= $1
           UNION SELECT id FROM roadshow_sessions WHERE waiting > 0
             AND (starts_at <= $1 OR (seats_taken < capacity AND starts_at > $1::timestamptz + interval '1 hour'))
           UNION SELECT session_id FROM bookings WHERE status = 'requested' AND lower(during) <= $1)
         ORDER BY s.id LIMIT $2 FOR NO KEY UPDATE OF s SKIP LOCKED`,
};
