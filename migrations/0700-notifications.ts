import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** What people were told, in their list and by mail. */
export class Notifications1790000000700 implements MigrationInterface {
  name = 'Notifications1790000000700';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...NOTIFICATIONS, ...MAILS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE mails, notifications');
  }
}

// `message_id` is the outbox message that it was told for: a repetition of the message tells nobody twice.
const NOTIFICATIONS = [
  `CREATE TABLE notifications (
     id uuid CONSTRAINT notifications_pkey PRIMARY KEY,
     message_id uuid NOT NULL,
     account_id uuid NOT NULL CONSTRAINT notifications_account_id_fkey REFERENCES accounts (id) ON DELETE CASCADE,
     kind text NOT NULL,
     ids jsonb NOT NULL,
     facts jsonb NOT NULL,
     created_at timestamptz NOT NULL,
     read_at timestamptz)`,
  'CREATE UNIQUE INDEX notifications_once_key ON notifications (message_id, account_id)',
  'CREATE INDEX notifications_account_id_idx ON notifications (account_id, id DESC)',
  'CREATE INDEX notifications_unread_idx ON notifications (account_id, id DESC) WHERE read_at IS NULL',
  'CREATE INDEX notifications_created_at_idx ON notifications (created_at)',
  'ALTER TABLE notifications ENABLE ROW LEVEL SECURITY',
  'CREATE POLICY notifications_worker ON notifications TO shuqiao_worker USING (true) WITH CHECK (true)',
  `CREATE POLICY notifications_mine ON notifications TO shuqiao_company, shuqiao_staff
   USING (account_id = acting_account()) WITH CHECK (account_id = acting_account())`,
  'REVOKE INSERT, UPDATE, DELETE ON notifications FROM shuqiao_company, shuqiao_staff',
  'GRANT UPDATE (read_at) ON notifications TO shuqiao_company, shuqiao_staff',
];

// A link that opens an account never stands in a text: `link_purpose` and `link_id` say how to make it again.
const MAILS = [
  `CREATE TABLE mails (
     id uuid CONSTRAINT mails_pkey PRIMARY KEY,
     message_id uuid NOT NULL,
     kind text NOT NULL,
     account_id uuid CONSTRAINT mails_account_id_fkey REFERENCES accounts (id) ON DELETE CASCADE,
     email text NOT NULL CONSTRAINT mails_email_check CHECK (length(email) <= 254),
     language text NOT NULL CONSTRAINT mails_language_check CHECK (language IN ('zh', 'ru', 'en')),
     subject text NOT NULL,
     text text NOT NULL,
     html text NOT NULL,
     link_purpose text,
     link_id uuid,
     mail_message_id text NOT NULL CONSTRAINT mails_mail_message_id_key UNIQUE,
     status text NOT NULL DEFAULT 'queued' CONSTRAINT mails_status_check CHECK (status IN ('queued', 'sent', 'failed')),
     attempts integer NOT NULL DEFAULT 0,
     last_error text CONSTRAINT mails_last_error_check CHECK (length(last_error) <= 500),
     demonstration boolean NOT NULL,
     created_at timestamptz NOT NULL,
     sent_at timestamptz,
     CONSTRAINT mails_sent_check CHECK ((status = 'sent') = (sent_at IS NOT NULL)),
     CONSTRAINT mails_link_check CHECK ((link_purpose IS NULL) = (link_id IS NULL)))`,
  'CREATE UNIQUE INDEX mails_once_key ON mails (message_id, email)',
  'CREATE INDEX mails_created_at_idx ON mails (created_at)',
  'CREATE INDEX mails_account_id_idx ON mails (account_id)',
  'CREATE INDEX mails_demonstration_idx ON mails (id DESC) WHERE demonstration',
  'CREATE INDEX mails_demonstration_email_idx ON mails (email, id DESC) WHERE demonstration',
  'REVOKE ALL ON mails FROM shuqiao_company, shuqiao_staff',
  // The local mailbox of the demonstration: real mails are out of its reach whatever the code asks.
  'GRANT SELECT ON mails TO shuqiao_company',
  'ALTER TABLE mails ENABLE ROW LEVEL SECURITY',
  'CREATE POLICY mails_worker ON mails TO shuqiao_worker USING (true) WITH CHECK (true)',
  'CREATE POLICY mails_demonstration ON mails FOR SELECT TO shuqiao_company USING (demonstration)',
];
