import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Who came in when, by the scans of the codes at the door. */
export class CheckIns1790000000954 implements MigrationInterface {
  name = 'CheckIns1790000000954';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...BOOKINGS, ...SCANS);
    await protect(queryRunner, 'check_in_scans', 'false');
    await run(
      queryRunner,
      'REVOKE ALL ON check_in_scans FROM shuqiao_company',
      'REVOKE UPDATE, DELETE ON check_in_scans FROM shuqiao_staff, shuqiao_worker',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TABLE check_in_scans',
      'DROP INDEX bookings_not_come_idx',
      'ALTER TABLE bookings DROP COLUMN checked_in_at',
    );
  }
}

const BOOKINGS = [
  `ALTER TABLE bookings ADD COLUMN checked_in_at timestamptz,
     ADD CONSTRAINT bookings_checked_in_check CHECK (checked_in_at IS NULL OR status = 'attended')`,
  `CREATE INDEX bookings_not_come_idx ON bookings (upper(during)) WHERE status = 'confirmed'`,
];

// A scan has the id that the device gave it: sent again, it is known. The same id for another booking is another scan.
const SCANS = [
  `CREATE TABLE check_in_scans (
     session_id uuid NOT NULL CONSTRAINT check_in_scans_session_id_fkey REFERENCES roadshow_sessions (id),
     id uuid NOT NULL,
     booking_id uuid NOT NULL CONSTRAINT check_in_scans_booking_id_fkey REFERENCES bookings (id),
     scanned_at timestamptz NOT NULL,
     recorded_at timestamptz NOT NULL,
     recorded_by uuid NOT NULL CONSTRAINT check_in_scans_recorded_by_fkey REFERENCES accounts (id),
     CONSTRAINT check_in_scans_pkey PRIMARY KEY (session_id, id, booking_id))`,
  'CREATE INDEX check_in_scans_booking_id_idx ON check_in_scans (booking_id)',
];
