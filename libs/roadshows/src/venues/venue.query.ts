import type { Statement } from '@shuqiao/platform';
import { utc } from '../views.query';

/** {@link VenueDetail} of a row `v`. */
const VENUE_VIEW = `jsonb_build_object('id', v.id, 'name', v.name, 'address', v.address, 'city', v.city, 'country', v.country,
  'timeZone', v.time_zone, 'version', v.version, 'createdAt', ${utc('v.created_at')}, 'updatedAt', ${utc('v.updated_at')})`;

/** {@link RoomDetail} of a row `room`. */
const ROOM_VIEW = `jsonb_build_object('id', room.id, 'venueId', room.venue_id, 'name', room.name, 'seats', room.seats,
  'tables', room.tables, 'version', room.version)`;

const ROOMS = `coalesce((SELECT jsonb_agg(${ROOM_VIEW} ORDER BY room.id) FROM venue_rooms room WHERE room.venue_id = v.id), '[]')`;

export const INSERT_VENUE: Statement = {
  name: 'venues.insert',
  text: `INSERT INTO venues AS v (id, created_by, created_at, updated_at, name, address, city, country, time_zone)
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8) RETURNING ${VENUE_VIEW} || '{"rooms": []}' AS view`,
};

export const UPDATE_VENUE: Statement = {
  name: 'venues.update',
  text: `UPDATE venues v SET name = $4, address = $5, city = $6, country = $7, time_zone = $8, updated_at = $3, version = version + 1
         WHERE id = $1 AND version = $2 RETURNING ${VENUE_VIEW} || jsonb_build_object('rooms', ${ROOMS}) AS view`,
};

export const FIND_VENUE: Statement = {
  name: 'venues.find',
  text: `SELECT ${VENUE_VIEW} || jsonb_build_object('rooms', ${ROOMS}) AS view FROM venues v WHERE id = $1`,
};

export const LIST_VENUES: Statement = {
  name: 'venues.list',
  text: `SELECT ${VENUE_VIEW} AS view FROM venues v WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
};

/** Who adds a room waits for whoever adds another: the rooms are counted under the lock. */
export const LOCK_VENUE: Statement = {
  name: 'venues.lock',
  text: `SELECT (SELECT count(*)::integer FROM venue_rooms WHERE venue_id = v.id) AS rooms FROM venues v WHERE id = $1 FOR NO KEY UPDATE`,
};

export const INSERT_ROOM: Statement = {
  name: 'venues.insert-room',
  text: `INSERT INTO venue_rooms AS room (id, venue_id, created_at, updated_at, name, seats, tables)
         VALUES ($1, $2, $3, $3, $4, $5, $6) RETURNING ${ROOM_VIEW} AS view`,
};

export const UPDATE_ROOM: Statement = {
  name: 'venues.update-room',
  text: `UPDATE venue_rooms room SET name = $4, seats = $5, tables = $6, updated_at = $3, version = version + 1
         WHERE id = $1 AND version = $2 RETURNING ${ROOM_VIEW} AS view`,
};

export const LOCK_ROOM: Statement = {
  name: 'venues.lock-room',
  text: `SELECT ${ROOM_VIEW} AS view FROM venue_rooms room WHERE id = $1 FOR NO KEY UPDATE`,
};

/** Sessions to come that a room of so many seats would be too small for: ($1 room, $2 seats, $3 now). */
export const SESSIONS_TOO_LARGE: Statement = {
  name: 'venues.sessions-too-large',
  text: `SELECT id AS "sessionId", roadshow_id AS "roadshowId", capacity - online_seats AS seats FROM roadshow_sessions
         WHERE room_id = $1 AND capacity - online_seats > $2 AND ends_at > $3 AND cancelled_at IS NULL ORDER BY starts_at, id LIMIT 50`,
};
