import type { Statement } from '@shuqiao/platform';
import { time } from '../facts.query';
import { REACHABLE, RECEIVER } from '../receivers.query';

// One row per booking, with who is told of it. `seated` is whether it ever had a seat, and so stands in a calendar.
const booking = (
  receiver = 'booking.account_id',
) => `SELECT booking.id AS "bookingId", booking.status, booking.status_reason AS reason,
    booking.account_id AS "delegateId", booking.queue_number::text AS "queueNumber", booking.confirmed_at IS NOT NULL AS seated,
    booking_calendar_facts(booking.id) AS calendar, json_strip_nulls(json_build_object(
      'sessionTitle', session.title, 'roadshowTitle', roadshow.title, 'place', session_place(session.id),
      'when', ${time('session.starts_at')},
      'whenThere', json_build_object('time', session.starts_at, 'zone', roadshow.time_zone),
      'reason', roadshow.cancellation_reason,
      'until', ${time('coalesce(booking.offer_expires_at, session.starts_at)')})) AS facts, ${RECEIVER}
  FROM bookings booking JOIN roadshow_sessions session ON session.id = booking.session_id
    JOIN roadshows roadshow ON roadshow.id = booking.roadshow_id JOIN accounts account ON account.id = ${receiver} AND ${REACHABLE}`;

// A seat that was held while a form was filled was never booked.
const WORTH_TELLING = `booking.status <> 'held' AND coalesce(booking.status_reason, '') NOT IN ('hold_expired', 'hold_released')`;

/** ($1 booking) */
export const BOOKING_FACTS: Statement = {
  name: 'facts.booking',
  text: `${booking()} WHERE booking.id = $1 AND ${WORTH_TELLING}`,
};

/** What of it is told to somebody who had it before: ($1 booking, $2 account). */
export const BOOKING_FACTS_FOR: Statement = {
  name: 'facts.booking-for',
  text: `${booking('$2::uuid')} WHERE booking.id = $1`,
};

/** The bookings that a change of their session concerns, some at a time: ($1 session, $2 the queue number before, $3 how many). */
export const SESSION_BOOKINGS: Statement = {
  name: 'facts.session-bookings',
  text: `${booking()} WHERE booking.session_id = $1 AND booking.status IN ('requested', 'confirmed', 'waitlisted', 'offered')
           AND booking.queue_number > $2 ORDER BY booking.queue_number LIMIT $3`,
};
