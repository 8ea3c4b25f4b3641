import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** What a room is used for: sessions and days of one-to-one meetings in one table with one exclusion constraint. */
export class RoomTimes1790000000965 implements MigrationInterface {
  name = 'RoomTimes1790000000965';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...TIMES, ...Object.values(FUNCTIONS));
    await protect(queryRunner, 'room_times', 'false');
    await run(
      queryRunner,
      // Triggers alone write here, each for its source.
      'REVOKE ALL ON room_times FROM shuqiao_company',
      'REVOKE INSERT, UPDATE, DELETE ON room_times FROM shuqiao_staff, shuqiao_worker',
      `REVOKE EXECUTE ON FUNCTION ${Object.keys(FUNCTIONS).join(', ')} FROM PUBLIC`,
      ...TRIGGERS,
      `INSERT INTO room_times (room_id, during, session_id)
       SELECT room_id, during, id FROM roadshow_sessions WHERE room_id IS NOT NULL AND cancelled_at IS NULL`,
      'ALTER TABLE roadshow_sessions DROP CONSTRAINT roadshow_sessions_room_excl',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `ALTER TABLE roadshow_sessions ADD CONSTRAINT roadshow_sessions_room_excl
         EXCLUDE USING gist (room_id WITH =, during WITH &&) WHERE (cancelled_at IS NULL)`,
      'DROP TRIGGER roadshow_sessions_occupy_room ON roadshow_sessions',
      'DROP TRIGGER venue_rooms_day_tables ON venue_rooms',
      'DROP TRIGGER matchmaking_days_occupy_room ON matchmaking_days',
      'DROP TRIGGER meeting_slots_occupy_room ON meeting_slots',
      'DROP TRIGGER meeting_slots_reoccupy_room ON meeting_slots',
      'DROP TABLE room_times',
      `DROP FUNCTION ${Object.keys(FUNCTIONS).join(', ')}`,
    );
  }
}

// A day uses its room from its first slot to its last, in each half: between two slots the tables stand where they stood.
const TIMES = [
  `CREATE TABLE room_times (
     id uuid NOT NULL DEFAULT new_id() CONSTRAINT room_times_pkey PRIMARY KEY,
     room_id uuid NOT NULL CONSTRAINT room_times_room_id_fkey REFERENCES venue_rooms (id),
     during tstzrange NOT NULL CONSTRAINT room_times_during_check CHECK (NOT isempty(during)),
     session_id uuid CONSTRAINT room_times_session_id_key UNIQUE
       CONSTRAINT room_times_session_id_fkey REFERENCES roadshow_sessions (id) ON DELETE CASCADE,
     day_id uuid CONSTRAINT room_times_day_id_fkey REFERENCES matchmaking_days (id) ON DELETE CASCADE,
     CONSTRAINT room_times_source_check CHECK (num_nonnulls(session_id, day_id) = 1),
     CONSTRAINT room_times_room_excl EXCLUDE USING gist (room_id WITH =, during WITH &&))`,
  'CREATE INDEX room_times_day_id_idx ON room_times (day_id) WHERE day_id IS NOT NULL',
];

const FUNCTIONS: Readonly<Record<string, string>> = {
  'occupy_session_room()': `CREATE FUNCTION occupy_session_room() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
      DELETE FROM room_times WHERE session_id = NEW.id;
      IF NEW.room_id IS NOT NULL AND NEW.cancelled_at IS NULL THEN
        INSERT INTO room_times (room_id, during, session_id) VALUES (NEW.room_id, NEW.during, NEW.id);
      END IF;
      RETURN NULL;
    END $$`,
  'occupy_day_room(uuid)': `CREATE FUNCTION occupy_day_room(day uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
      DELETE FROM room_times WHERE day_id = day;
      INSERT INTO room_times (room_id, during, day_id)
      SELECT d.room_id, tstzrange(min(s.starts_at), max(s.ends_at), '[)'), d.id
      FROM matchmaking_days d JOIN meeting_slots s ON s.day_id = d.id
      WHERE d.id = day AND d.room_id IS NOT NULL AND d.status <> 'cancelled' GROUP BY d.id, d.room_id, s.half;
    END $$`,
  'follow_day()': `CREATE FUNCTION follow_day() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND (NEW.room_id, NEW.tables) IS NOT DISTINCT FROM (OLD.room_id, OLD.tables) THEN
        PERFORM occupy_day_room(NEW.id);
        RETURN NULL;
      END IF;
      IF NEW.tables > (SELECT tables FROM venue_rooms WHERE id = NEW.room_id FOR SHARE) THEN
        RAISE EXCEPTION 'The room has fewer tables' USING ERRCODE = 'check_violation', CONSTRAINT = 'matchmaking_days_room_tables';
      END IF;
      PERFORM occupy_day_room(NEW.id);
      RETURN NULL;
    END $$`,
  'follow_slots()': `CREATE FUNCTION follow_slots() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
      PERFORM occupy_day_room(changed.day_id) FROM (SELECT DISTINCT day_id FROM slots_after) AS changed;
      RETURN NULL;
    END $$`,
  'check_day_tables()': `CREATE FUNCTION check_day_tables() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
      IF EXISTS (SELECT FROM matchmaking_days d WHERE d.room_id = NEW.id AND d.tables > NEW.tables AND d.status <> 'cancelled'
          AND EXISTS (SELECT FROM meeting_slots s WHERE s.day_id = d.id AND s.ends_at > now())) THEN
        RAISE EXCEPTION 'A day needs more tables' USING ERRCODE = 'check_violation', CONSTRAINT = 'matchmaking_days_room_tables';
      END IF;
      RETURN NULL;
    END $$`,
};

const TRIGGERS = [
  `CREATE TRIGGER roadshow_sessions_occupy_room AFTER INSERT OR UPDATE OF room_id, starts_at, ends_at, cancelled_at ON roadshow_sessions
   FOR EACH ROW EXECUTE FUNCTION occupy_session_room()`,
  `CREATE TRIGGER matchmaking_days_occupy_room AFTER INSERT OR UPDATE OF room_id, tables, status ON matchmaking_days
   FOR EACH ROW EXECUTE FUNCTION follow_day()`,
  // Slots that go do so in the statement that writes those that stay.
  `CREATE TRIGGER meeting_slots_occupy_room AFTER INSERT ON meeting_slots REFERENCING NEW TABLE AS slots_after
   FOR EACH STATEMENT EXECUTE FUNCTION follow_slots()`,
  `CREATE TRIGGER meeting_slots_reoccupy_room AFTER UPDATE ON meeting_slots REFERENCING NEW TABLE AS slots_after
   FOR EACH STATEMENT EXECUTE FUNCTION follow_slots()`,
  `CREATE TRIGGER venue_rooms_day_tables AFTER UPDATE OF tables ON venue_rooms
   FOR EACH ROW WHEN (NEW.tables < OLD.tables) EXECUTE FUNCTION check_day_tables()`,
];
