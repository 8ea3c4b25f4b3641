import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** When the receiver of an unanswered EOI is reminded next, and how often he was. */
export class EoiReminders1790000000972 implements MigrationInterface {
  name = 'EoiReminders1790000000972';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, COLUMNS, WAITING, WITHIN, DUE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'ALTER TABLE eois DROP COLUMN remind_at, DROP COLUMN reminders');
  }
}

const COLUMNS = `ALTER TABLE eois
  ADD COLUMN remind_at timestamptz,
  ADD COLUMN reminders smallint NOT NULL DEFAULT 0 CONSTRAINT eois_reminders_check CHECK (reminders BETWEEN 0 AND 2)`;

const WAITING = `UPDATE eois SET remind_at = sent_at + (lapses_at - sent_at) / 3 WHERE status IN ('sent', 'to_reconfirm')`;

const WITHIN = `ALTER TABLE eois ADD CONSTRAINT eois_remind_at_check
  CHECK (remind_at IS NULL OR (status <> 'draft' AND reminders < 2 AND remind_at < lapses_at))`;

const DUE = `CREATE INDEX eois_remind_at_idx ON eois (remind_at) WHERE status = 'sent'`;
