import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** What those who came say of a session. */
export class SessionFeedback1790000000955 implements MigrationInterface {
  name = 'SessionFeedback1790000000955';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...FEEDBACK);
    await protect(queryRunner, 'session_feedback', 'account_id = acting_account()');
    await run(
      queryRunner,
      'REVOKE DELETE ON session_feedback FROM shuqiao_company',
      'REVOKE INSERT, UPDATE, DELETE ON session_feedback FROM shuqiao_staff, shuqiao_worker',
      ...FORGOTTEN,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TRIGGER accounts_forget_feedback ON accounts',
      'DROP FUNCTION forget_feedback',
      'DROP TABLE session_feedback',
    );
  }
}

const mark = (name: string, need: string) =>
  `${name} smallint ${need} CONSTRAINT session_feedback_${name}_check CHECK (${name} BETWEEN 1 AND 5)`;

// One per booking, by the primary key. The account is who attended, and whose row it is.
const FEEDBACK = [
  `CREATE TABLE session_feedback (
     booking_id uuid CONSTRAINT session_feedback_pkey PRIMARY KEY
       CONSTRAINT session_feedback_booking_id_fkey REFERENCES bookings (id),
     session_id uuid NOT NULL CONSTRAINT session_feedback_session_id_fkey REFERENCES roadshow_sessions (id),
     account_id uuid NOT NULL CONSTRAINT session_feedback_account_id_fkey REFERENCES accounts (id),
     ${mark('rating', 'NOT NULL')},
     ${mark('content', '')},
     ${mark('organisation', '')},
     ${mark('interpretation', '')},
     would_come_again boolean,
     found_partners boolean,
     comment jsonb CONSTRAINT session_feedback_comment_check CHECK (comment ?& ARRAY['lang', 'text']),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL)`,
  'CREATE INDEX session_feedback_session_id_idx ON session_feedback (session_id, booking_id)',
  'CREATE INDEX session_feedback_account_id_idx ON session_feedback (account_id)',
];

// The marks stay in the averages, and say of nobody who gave them; what somebody wrote goes with him.
const FORGOTTEN = [
  `CREATE FUNCTION forget_feedback() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     UPDATE session_feedback SET comment = NULL, version = version + 1 WHERE account_id = NEW.id AND comment IS NOT NULL;
     RETURN NULL;
   END $$`,
  'REVOKE EXECUTE ON FUNCTION forget_feedback() FROM PUBLIC',
  `CREATE TRIGGER accounts_forget_feedback AFTER UPDATE OF erased_at ON accounts
   FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION forget_feedback()`,
];
