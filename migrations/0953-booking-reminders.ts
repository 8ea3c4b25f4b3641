import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Reminders of sessions to come and of saying how they were: which were given, and who wants them. */
export class BookingReminders1790000000953 implements MigrationInterface {
  name = 'BookingReminders1790000000953';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...REMINDERS, ...SETTINGS);
    await protect(queryRunner, 'reminder_settings', 'account_id = acting_account()');
    await protect(queryRunner, 'booking_reminders', 'false');
    await run(queryRunner, 'REVOKE ALL ON booking_reminders FROM shuqiao_company, shuqiao_staff', ...FORGOTTEN);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TRIGGER accounts_forget_reminders ON accounts',
      'DROP FUNCTION forget_reminders',
      'DROP TABLE reminder_settings, booking_reminders',
      'DROP INDEX roadshow_sessions_starts_at_idx, roadshow_sessions_ends_at_idx',
    );
  }
}

// A session that moves is another time to be reminded of, hence `starts_at` in the key.
const REMINDERS = [
  `CREATE TABLE booking_reminders (
     booking_id uuid NOT NULL CONSTRAINT booking_reminders_booking_id_fkey REFERENCES bookings (id) ON DELETE CASCADE,
     kind text NOT NULL CONSTRAINT booking_reminders_kind_check CHECK (kind IN ('day', 'hour', 'feedback')),
     starts_at timestamptz NOT NULL,
     given_at timestamptz NOT NULL,
     CONSTRAINT booking_reminders_pkey PRIMARY KEY (booking_id, kind, starts_at))`,
  'CREATE INDEX roadshow_sessions_starts_at_idx ON roadshow_sessions (starts_at)',
  'CREATE INDEX roadshow_sessions_ends_at_idx ON roadshow_sessions (ends_at)',
];

const SETTINGS = [
  `CREATE TABLE reminder_settings (
     account_id uuid CONSTRAINT reminder_settings_pkey PRIMARY KEY
       CONSTRAINT reminder_settings_account_id_fkey REFERENCES accounts (id) ON DELETE CASCADE,
     day_before boolean NOT NULL DEFAULT true,
     hour_before boolean NOT NULL DEFAULT true,
     version integer NOT NULL DEFAULT 1)`,
];

const FORGOTTEN = [
  `CREATE FUNCTION forget_reminders() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     DELETE FROM reminder_settings WHERE account_id = NEW.id;
     RETURN NULL;
   END $$`,
  'REVOKE EXECUTE ON FUNCTION forget_reminders() FROM PUBLIC',
  `CREATE TRIGGER accounts_forget_reminders AFTER UPDATE OF erased_at ON accounts
   FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION forget_reminders()`,
];
