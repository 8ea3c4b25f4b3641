import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/**
 * Where a person has to be, whatever brings him there: one table and one exclusion constraint for seats, and for what
 * comes later, each with a column of its own for its source.
 */
export class PersonTimes1790000000940 implements MigrationInterface {
  name = 'PersonTimes1790000000940';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, OCCUPIES, ...TABLE);
    await protect(queryRunner, 'person_times', 'false');
    await run(
      queryRunner,
      // Triggers alone write here, each for its source: a time without one cannot be.
      'REVOKE INSERT, UPDATE, DELETE ON person_times FROM shuqiao_company, shuqiao_staff, shuqiao_worker',
      'REVOKE SELECT ON person_times FROM shuqiao_company',
      OCCUPY,
      'REVOKE EXECUTE ON FUNCTION occupy_delegate() FROM PUBLIC',
      ...TRIGGERS,
      // Before this table a delegate who had attended could be elsewhere at that time; what has been stays as it was.
      `INSERT INTO person_times (account_id, during, session_id, booking_id)
       SELECT account_id, during, session_id, id FROM bookings WHERE occupies_delegate(status)
       ORDER BY status = 'attended', id ON CONFLICT DO NOTHING`,
      'ALTER TABLE bookings DROP CONSTRAINT bookings_delegate_excl',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `ALTER TABLE bookings ADD CONSTRAINT bookings_delegate_excl EXCLUDE USING gist (account_id WITH =, during WITH &&)
       WHERE (status IN ('confirmed', 'offered'))`,
      'DROP TRIGGER bookings_occupy ON bookings',
      'DROP TRIGGER bookings_reoccupy ON bookings',
      'DROP FUNCTION occupy_delegate',
      'DROP TABLE person_times',
      'DROP FUNCTION occupies_delegate',
    );
  }
}

/** The one list of states in which a booking says where its delegate has to be. */
const OCCUPIES = `CREATE FUNCTION occupies_delegate(status text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT status IN ('confirmed', 'offered', 'attended') $$`;

// Who speaks in the session in which he has a seat is in one place; whatever has no session is a place of its own.
const TABLE = [
  `CREATE TABLE person_times (
     id uuid NOT NULL DEFAULT new_id() CONSTRAINT person_times_pkey PRIMARY KEY,
     account_id uuid NOT NULL CONSTRAINT person_times_account_id_fkey REFERENCES accounts (id),
     during tstzrange NOT NULL CONSTRAINT person_times_during_check CHECK (NOT isempty(during)),
     session_id uuid CONSTRAINT person_times_session_id_fkey REFERENCES roadshow_sessions (id),
     place uuid NOT NULL GENERATED ALWAYS AS (coalesce(session_id, id)) STORED,
     booking_id uuid CONSTRAINT person_times_booking_id_key UNIQUE
       CONSTRAINT person_times_booking_id_fkey REFERENCES bookings (id) ON DELETE CASCADE,
     CONSTRAINT person_times_source_check CHECK (num_nonnulls(booking_id) = 1),
     CONSTRAINT person_times_account_excl EXCLUDE USING gist (account_id WITH =, during WITH &&, place WITH <>))`,
  'CREATE INDEX person_times_session_id_idx ON person_times (session_id)',
];

// With the owner's rights: a firm's act on its booking decides where its delegate has to be.
const OCCUPY = `CREATE FUNCTION occupy_delegate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE was boolean := TG_OP = 'UPDATE' AND occupies_delegate(OLD.status); is_now boolean := occupies_delegate(NEW.status);
  BEGIN
    IF was AND is_now THEN
      UPDATE person_times SET account_id = NEW.account_id, during = NEW.during, session_id = NEW.session_id WHERE booking_id = NEW.id;
    ELSIF was THEN
      DELETE FROM person_times WHERE booking_id = NEW.id;
    ELSIF is_now THEN
      INSERT INTO person_times (account_id, during, session_id, booking_id) VALUES (NEW.account_id, NEW.during, NEW.session_id, NEW.id);
    END IF;
    RETURN NULL;
  END $$`;

// After the row is in: who books twice hears so by the unique index, not that he is busy elsewhere.
const TRIGGERS = [
  `CREATE TRIGGER bookings_occupy AFTER INSERT ON bookings
   FOR EACH ROW WHEN (occupies_delegate(NEW.status)) EXECUTE FUNCTION occupy_delegate()`,
  `CREATE TRIGGER bookings_reoccupy AFTER UPDATE OF status, account_id, during, session_id ON bookings
   FOR EACH ROW WHEN (occupies_delegate(OLD.status) OR occupies_delegate(NEW.status)) EXECUTE FUNCTION occupy_delegate()`,
];
