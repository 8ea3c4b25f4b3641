import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Who has been reminded of the meetings of a day. */
export class MeetingReminders1790000000966 implements MigrationInterface {
  name = 'MeetingReminders1790000000966';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `CREATE TABLE meeting_reminders (
         day_id uuid NOT NULL CONSTRAINT meeting_reminders_day_id_fkey REFERENCES matchmaking_days (id),
         account_id uuid NOT NULL CONSTRAINT meeting_reminders_account_id_fkey REFERENCES accounts (id),
         given_at timestamptz NOT NULL,
         CONSTRAINT meeting_reminders_pkey PRIMARY KEY (day_id, account_id))`,
      'CREATE INDEX meeting_reminders_account_id_idx ON meeting_reminders (account_id)',
      'CREATE INDEX meeting_slots_first_idx ON meeting_slots (starts_at) WHERE number = 1',
    );
    await protect(queryRunner, 'meeting_reminders', 'false');
    await run(queryRunner, 'REVOKE ALL ON meeting_reminders FROM shuqiao_company');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP INDEX meeting_slots_first_idx', 'DROP TABLE meeting_reminders');
  }
}
