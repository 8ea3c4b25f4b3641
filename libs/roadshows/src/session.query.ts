import type { Statement } from '@shuqiao/platform';
import { SESSION_VIEW, utc } from './views.query';

// The old column is written for programs of the release before.
const roomText = (room: string) => `(SELECT name ->> 'en' FROM venue_rooms WHERE id = ${room}::uuid)`;

export const VENUE_OF_ROOM: Statement = {
  name: 'sessions.venue-of-room',
  text: 'SELECT venue_id FROM venue_rooms WHERE id = $1',
};

export const INSERT_SESSION: Statement = {
  name: 'sessions.insert',
  text: `INSERT INTO roadshow_sessions AS s (id, roadshow_id, booking_window, created_at, updated_at, title, languages, requires_approval,
           delegates_per_company, room_id, venue_id, room, starts_at, ends_at, capacity, online_seats)
         VALUES ($1, $2, $3::tstzrange, $4, $4, $5, $6, $7, $8, $9::uuid, $10, ${roomText('$9')}, $11, $12, $13, $14) RETURNING ${SESSION_VIEW} AS view`,
};

export const ROADSHOW_OF_SESSION: Statement = {
  name: 'sessions.roadshow',
  text: 'SELECT roadshow_id FROM roadshow_sessions WHERE id = $1',
};

export const LOCK_ONE_SESSION: Statement = {
  name: 'sessions.lock',
  text: `SELECT ${SESSION_VIEW} AS view FROM roadshow_sessions s WHERE id = $1 FOR NO KEY UPDATE`,
};

export const UPDATE_SESSION: Statement = {
  name: 'sessions.update',
  text: `UPDATE roadshow_sessions s SET updated_at = $3, title = $4, languages = $5, requires_approval = $6, delegates_per_company = $7,
           version = version + 1 WHERE id = $1 AND version = $2 RETURNING ${SESSION_VIEW} AS view`,
};

// A session whose queue was not empty stays so: who waits comes first, whatever the new capacity.
export const SET_CAPACITY: Statement = {
  name: 'sessions.set-capacity',
  text: `UPDATE roadshow_sessions s SET capacity = $3, online_seats = $4, updated_at = $5, version = version + 1
         WHERE id = $1 AND version = $2 RETURNING ${SESSION_VIEW} AS view`,
};

export const SET_WAITLIST_RULES: Statement = {
  name: 'sessions.set-waitlist-rules',
  text: `UPDATE roadshow_sessions s SET waitlist_rules = $3, updated_at = $4, version = version + 1
         WHERE id = $1 AND version = $2 RETURNING ${SESSION_VIEW} AS view`,
};

// The bookings' `during` follows by their foreign key.
export const MOVE_SESSION: Statement = {
  name: 'sessions.move',
  text: `UPDATE roadshow_sessions s SET room_id = $3::uuid, venue_id = $4, room = ${roomText('$3')}, starts_at = $5, ends_at = $6, updated_at = $7, version = version + 1
         WHERE id = $1 AND version = $2 RETURNING ${SESSION_VIEW} AS view`,
};

/** Who would be in two places after a move; the first 50. `sessionId` is null where something else keeps him. */
export const MOVE_CONFLICTS: Statement = {
  name: 'sessions.move-conflicts',
  text: `SELECT booking.id AS "bookingId", speaker.id AS "speakerId", coalesce(booking.company_id, speaker.company_id) AS "companyId",
           other.session_id AS "sessionId",
           ${utc('lower(other.during)')} AS "startsAt", ${utc('upper(other.during)')} AS "endsAt"
         FROM person_times mine JOIN person_times other ON other.account_id = mine.account_id AND other.place <> mine.place
         LEFT JOIN bookings booking ON booking.id = mine.booking_id LEFT JOIN session_speakers speaker ON speaker.id = mine.session_speaker_id
         JOIN roadshow_sessions session ON session.id = mine.session_id
         WHERE mine.session_id = $1 AND other.during && CASE WHEN speaker.pitch_id IS NULL THEN tstzrange($2, $3, '[)')
           ELSE tstzrange(lower(mine.during) + ($2::timestamptz - session.starts_at), upper(mine.during) + ($2::timestamptz - session.starts_at), '[)') END
         ORDER BY booking.queue_number NULLS FIRST, mine.id, other.id LIMIT 50`,
};

// An offer never outlives the hour before the session, wherever the session went.
export const SHORTEN_OFFERS: Statement = {
  name: 'sessions.shorten-offers',
  text: `UPDATE bookings SET offer_expires_at = $2::timestamptz - interval '1 hour', version = version + 1, updated_at = $3
         WHERE session_id = $1 AND status = 'offered' AND offer_expires_at > $2::timestamptz - interval '1 hour'`,
};

export const FIND_SESSION: Statement = {
  name: 'sessions.find',
  text: `SELECT ${SESSION_VIEW} AS view FROM roadshow_sessions s WHERE id = $1`,
};

export const SESSIONS_OF_ROADSHOW: Statement = {
  name: 'sessions.of-roadshow',
  text: `SELECT ${SESSION_VIEW} AS view FROM roadshow_sessions s WHERE roadshow_id = $1 ORDER BY starts_at, id LIMIT 200`,
};

export const SETTLE_WAITLIST: Statement = {
  name: 'sessions.settle-waitlist',
  text: 'SELECT settle_waitlist($1, $2, $3) AS steps',
};
