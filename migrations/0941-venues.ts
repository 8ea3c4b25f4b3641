import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/**
 * Venues and their rooms, which many roadshows use, in place of free text; and a room is in one session's use at a time,
 * whichever roadshow the session belongs to. The old columns stay for programs of the release before.
 */
export class Venues1790000000941 implements MigrationInterface {
  name = 'Venues1790000000941';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...TABLES);
    for (const table of ['venues', 'venue_rooms']) {
      await protect(queryRunner, table, 'false', 'true');
      await run(queryRunner, `REVOKE INSERT, UPDATE, DELETE ON ${table} FROM shuqiao_company`);
      await run(queryRunner, `REVOKE DELETE ON ${table} FROM shuqiao_staff, shuqiao_worker`);
    }
    await run(queryRunner, ...COLUMNS, ...MIGRATED, ...CONSTRAINTS, ROOM_SEATS, ROOM_SEATS_TRIGGER);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...UNDO);
  }
}

// The country and the zone of a venue that is used are fixed, by the foreign key from the roadshows.
const TABLES = [
  `CREATE TABLE venues (
     id uuid CONSTRAINT venues_pkey PRIMARY KEY,
     name jsonb NOT NULL CONSTRAINT venues_name_check CHECK (is_localized(name)),
     address jsonb NOT NULL CONSTRAINT venues_address_check CHECK (is_localized(address)),
     city jsonb NOT NULL CONSTRAINT venues_city_check CHECK (is_localized(city)),
     country text NOT NULL CONSTRAINT venues_country_fkey REFERENCES countries (code),
     time_zone text NOT NULL CONSTRAINT venues_time_zone_check CHECK (length(time_zone) BETWEEN 1 AND 64),
     created_by uuid NOT NULL CONSTRAINT venues_created_by_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT venues_place_key UNIQUE (id, country, time_zone))`,
  `CREATE TABLE venue_rooms (
     id uuid CONSTRAINT venue_rooms_pkey PRIMARY KEY,
     venue_id uuid NOT NULL CONSTRAINT venue_rooms_venue_id_fkey REFERENCES venues (id),
     name jsonb NOT NULL CONSTRAINT venue_rooms_name_check CHECK (is_localized(name)),
     seats integer NOT NULL CONSTRAINT venue_rooms_seats_check CHECK (seats BETWEEN 1 AND 5000),
     tables integer NOT NULL CONSTRAINT venue_rooms_tables_check CHECK (tables BETWEEN 0 AND 1000),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT venue_rooms_id_venue_id_key UNIQUE (id, venue_id))`,
  `CREATE UNIQUE INDEX venue_rooms_name_key ON venue_rooms (venue_id, lower(name ->> 'en'))`,
];

const COLUMNS = [
  `ALTER TABLE roadshows ADD COLUMN venue_id uuid,
     ADD CONSTRAINT roadshows_id_venue_id_key UNIQUE (id, venue_id)`,
  `ALTER TABLE roadshow_sessions ADD COLUMN venue_id uuid, ADD COLUMN room_id uuid,
     ADD COLUMN online_seats integer NOT NULL DEFAULT 0,
     ADD COLUMN cancelled_at timestamptz,
     ALTER COLUMN room DROP NOT NULL`,
];

// One venue for each name, city, country and zone that there was. What was written may be a name or an address: it is
// both until somebody says better. A room seats what the largest session in it was given.
const MIGRATED = [
  `INSERT INTO venues (id, name, address, city, country, time_zone, created_by)
   SELECT new_id(), venue, venue, city, country, time_zone, min(created_by::text)::uuid FROM roadshows
   WHERE venue IS NOT NULL GROUP BY venue, city, country, time_zone`,
  `UPDATE roadshows SET venue_id = venues.id FROM venues
   WHERE venues.name = roadshows.venue AND venues.city = roadshows.city AND venues.country = roadshows.country
     AND venues.time_zone = roadshows.time_zone`,
  `INSERT INTO venue_rooms (id, venue_id, name, seats, tables)
   SELECT new_id(), roadshows.venue_id, jsonb_build_object('zh', min(room), 'ru', min(room), 'en', min(room)), max(capacity), 0
   FROM roadshow_sessions session JOIN roadshows ON roadshows.id = session.roadshow_id AND roadshows.venue_id IS NOT NULL
   GROUP BY roadshows.venue_id, lower(room)`,
  `UPDATE roadshow_sessions session SET cancelled_at = roadshows.updated_at FROM roadshows
   WHERE roadshows.id = session.roadshow_id AND roadshows.status = 'cancelled'`,
  // Two roadshows may have been in one room at once, which nothing forbade: then the later session has to be given one.
  `WITH located AS (
     SELECT session.id, session.during, rooms.id AS room_id, rooms.venue_id, session.cancelled_at
     FROM roadshow_sessions session JOIN roadshows ON roadshows.id = session.roadshow_id
       JOIN venue_rooms rooms ON rooms.venue_id = roadshows.venue_id AND lower(rooms.name ->> 'en') = lower(session.room))
   UPDATE roadshow_sessions session SET room_id = located.room_id, venue_id = located.venue_id FROM located
   WHERE located.id = session.id AND (located.cancelled_at IS NOT NULL OR NOT EXISTS (
     SELECT FROM located other WHERE other.room_id = located.room_id AND other.during && located.during
       AND other.id < located.id AND other.cancelled_at IS NULL))`,
];

const CONSTRAINTS = [
  `ALTER TABLE roadshows
     ADD CONSTRAINT roadshows_venue_id_fkey FOREIGN KEY (venue_id, country, time_zone) REFERENCES venues (id, country, time_zone),
     DROP CONSTRAINT roadshows_place_check,
     ADD CONSTRAINT roadshows_place_check CHECK (venue_id IS NOT NULL OR venue IS NOT NULL OR online_link IS NOT NULL)`,
  'CREATE INDEX roadshows_venue_id_idx ON roadshows (venue_id)',
  // A roadshow cannot leave a venue whose rooms its sessions use.
  `ALTER TABLE roadshow_sessions
     ADD CONSTRAINT roadshow_sessions_room_check CHECK ((room_id IS NULL) = (venue_id IS NULL)),
     ADD CONSTRAINT roadshow_sessions_online_seats_check CHECK (online_seats BETWEEN 0 AND capacity),
     ADD CONSTRAINT roadshow_sessions_room_id_fkey FOREIGN KEY (room_id, venue_id) REFERENCES venue_rooms (id, venue_id),
     ADD CONSTRAINT roadshow_sessions_venue_id_fkey FOREIGN KEY (roadshow_id, venue_id) REFERENCES roadshows (id, venue_id),
     DROP CONSTRAINT roadshow_sessions_room_excl`,
  `ALTER TABLE roadshow_sessions ADD CONSTRAINT roadshow_sessions_room_excl
     EXCLUDE USING gist (room_id WITH =, during WITH &&) WHERE (cancelled_at IS NULL)`,
  // The exclusion constraint's index knows only what is not cancelled.
  'CREATE INDEX roadshow_sessions_room_id_idx ON roadshow_sessions (room_id)',
];

// The lock lets the room neither shrink nor wait for other sessions of the room while one is being written.
const ROOM_SEATS = `CREATE FUNCTION check_room_seats() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
  DECLARE room_seats integer;
  BEGIN
    SELECT seats INTO room_seats FROM venue_rooms WHERE id = NEW.room_id FOR SHARE;
    IF NEW.capacity - NEW.online_seats > room_seats THEN
      RAISE EXCEPTION 'The room has % seats', room_seats USING ERRCODE = 'check_violation', CONSTRAINT = 'roadshow_sessions_room_seats';
    END IF;
    RETURN NULL;
  END $$`;

const ROOM_SEATS_TRIGGER = `CREATE TRIGGER roadshow_sessions_room_seats
  AFTER INSERT OR UPDATE OF room_id, capacity, online_seats ON roadshow_sessions
  FOR EACH ROW WHEN (NEW.room_id IS NOT NULL AND NEW.cancelled_at IS NULL) EXECUTE FUNCTION check_room_seats()`;

const UNDO = [
  'DROP TRIGGER roadshow_sessions_room_seats ON roadshow_sessions',
  'DROP FUNCTION check_room_seats',
  `UPDATE roadshow_sessions SET room = coalesce(room, id::text)`,
  `ALTER TABLE roadshow_sessions ALTER COLUMN room SET NOT NULL, DROP COLUMN room_id, DROP COLUMN venue_id,
     DROP COLUMN online_seats, DROP COLUMN cancelled_at`,
  `ALTER TABLE roadshow_sessions ADD CONSTRAINT roadshow_sessions_room_excl
     EXCLUDE USING gist (roadshow_id WITH =, room WITH =, during WITH &&)`,
  'ALTER TABLE roadshows DROP CONSTRAINT roadshows_place_check',
  'ALTER TABLE roadshows DROP COLUMN venue_id',
  `ALTER TABLE roadshows ADD CONSTRAINT roadshows_place_check CHECK (venue IS NOT NULL OR online_link IS NOT NULL)`,
  'DROP TABLE venue_rooms, venues',
];
