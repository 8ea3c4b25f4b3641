import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Invitations by mail, and the promise that a company always has an owner. */
export class Members1790000000212 implements MigrationInterface {
  name = 'Members1790000000212';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...LAST_OWNER, ...INVITATIONS);
    await protect(queryRunner, 'invitations', `company_id = ANY (acting_companies()) OR email = ${ACTING_ADDRESS}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TABLE invitations',
      'DROP TRIGGER memberships_last_owner ON memberships',
      'DROP FUNCTION keep_an_owner',
      'ALTER TABLE memberships DROP COLUMN version',
    );
  }
}

const ACTING_ADDRESS =
  '(SELECT account.email FROM accounts account WHERE account.id = acting_account() AND account.email_verified_at IS NOT NULL)';

// The company's row is the lock: two owners who leave at once take turns, and the second finds himself the last.
const LAST_OWNER = [
  'ALTER TABLE memberships ADD COLUMN version integer NOT NULL DEFAULT 1',
  `CREATE FUNCTION keep_an_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     IF OLD.role <> 'owner' OR (TG_OP = 'UPDATE' AND NEW.role = 'owner' AND NEW.company_id = OLD.company_id) THEN RETURN NULL; END IF;
     PERFORM 1 FROM companies WHERE id = OLD.company_id FOR NO KEY UPDATE;
     IF FOUND AND NOT EXISTS (SELECT 1 FROM memberships WHERE company_id = OLD.company_id AND role = 'owner') THEN
       RAISE EXCEPTION 'The last owner stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'memberships_last_owner';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER memberships_last_owner AFTER UPDATE OF role, company_id OR DELETE ON memberships
   FOR EACH ROW EXECUTE FUNCTION keep_an_owner()`,
];

const INVITATIONS = [
  `CREATE TABLE invitations (
     id uuid CONSTRAINT invitations_pkey PRIMARY KEY,
     company_id uuid NOT NULL CONSTRAINT invitations_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     email text NOT NULL CONSTRAINT invitations_email_check CHECK (email = lower(email) AND length(email) <= 254),
     role text NOT NULL CONSTRAINT invitations_role_check CHECK (role IN ('owner', 'editor', 'viewer')),
     language text NOT NULL CONSTRAINT invitations_language_check CHECK (language IN ('zh', 'ru', 'en')),
     invited_by uuid NOT NULL CONSTRAINT invitations_invited_by_fkey REFERENCES accounts (id) ON DELETE CASCADE,
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     accepted_at timestamptz,
     accepted_by uuid CONSTRAINT invitations_accepted_by_fkey REFERENCES accounts (id) ON DELETE SET NULL,
     revoked_at timestamptz,
     CONSTRAINT invitations_state_check CHECK (accepted_at IS NULL OR revoked_at IS NULL))`,
  `CREATE UNIQUE INDEX invitations_open_key ON invitations (company_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL`,
  'CREATE INDEX invitations_company_id_idx ON invitations (company_id, id)',
  'CREATE INDEX invitations_invited_by_idx ON invitations (invited_by)',
  'CREATE INDEX invitations_accepted_by_idx ON invitations (accepted_by)',
];
