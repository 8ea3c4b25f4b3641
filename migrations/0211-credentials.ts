import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** What opens an account: links sent by mail, rotating refresh tokens, the second factor. */
export class Credentials1790000000211 implements MigrationInterface {
  name = 'Credentials1790000000211';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...ACCOUNT_LIMITS, ...ACCOUNT_TOKENS, ...REFRESH_TOKENS, ...SECOND_FACTORS);
    await protect(queryRunner, 'second_factors', 'account_id = acting_account()');
    await protect(queryRunner, 'recovery_codes', 'account_id = acting_account()');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TABLE recovery_codes, second_factors, refresh_tokens, account_tokens',
      'DROP TRIGGER accounts_last_administrator ON accounts',
      'DROP FUNCTION keep_an_administrator',
      'ALTER TABLE sessions DROP COLUMN last_used_at',
      'ALTER TABLE accounts DROP CONSTRAINT accounts_lengths_check',
      'DROP INDEX sessions_expires_at_idx, accounts_staff_idx',
    );
  }
}

const ACCOUNT_LIMITS = [
  `ALTER TABLE accounts ADD CONSTRAINT accounts_lengths_check CHECK (
     length(email) <= 254 AND length(display_name) BETWEEN 1 AND 200 AND length(time_zone) <= 64 AND length(password_hash) <= 300)`,
  `CREATE INDEX accounts_staff_idx ON accounts (id) WHERE staff_roles <> '{}'`,
  // Two administrators who remove each other at once take turns on the lock, so that one of them stays.
  `CREATE FUNCTION keep_an_administrator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     IF OLD.disabled_at IS NOT NULL OR NOT ('administrator' = ANY (OLD.staff_roles)) THEN RETURN NULL; END IF;
     IF TG_OP = 'UPDATE' AND NEW.disabled_at IS NULL AND 'administrator' = ANY (NEW.staff_roles) THEN RETURN NULL; END IF;
     PERFORM pg_advisory_xact_lock(hashtext('accounts_last_administrator'));
     IF NOT EXISTS (SELECT 1 FROM accounts WHERE 'administrator' = ANY (staff_roles) AND disabled_at IS NULL) THEN
       RAISE EXCEPTION 'The last administrator stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_last_administrator';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER accounts_last_administrator AFTER UPDATE OF staff_roles, disabled_at OR DELETE ON accounts
   FOR EACH ROW EXECUTE FUNCTION keep_an_administrator()`,
];

const ACCOUNT_TOKENS = [
  // No secret stands here: the link's token is an HMAC of the id under a key that the database does not know.
  `CREATE TABLE account_tokens (
     id uuid CONSTRAINT account_tokens_pkey PRIMARY KEY,
     kind text NOT NULL CONSTRAINT account_tokens_kind_check
       CHECK (kind IN ('email_verification', 'password_reset', 'staff_invitation', 'second_factor_enrolment')),
     account_id uuid NOT NULL CONSTRAINT account_tokens_account_id_fkey REFERENCES accounts (id) ON DELETE CASCADE,
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     used_at timestamptz)`,
  'CREATE INDEX account_tokens_account_id_idx ON account_tokens (account_id)',
  'CREATE INDEX account_tokens_expires_at_idx ON account_tokens (expires_at)',
];

const REFRESH_TOKENS = [
  'ALTER TABLE sessions ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now()',
  'CREATE INDEX sessions_expires_at_idx ON sessions (expires_at)',
  `CREATE TABLE refresh_tokens (
     hash bytea CONSTRAINT refresh_tokens_pkey PRIMARY KEY CONSTRAINT refresh_tokens_hash_check CHECK (length(hash) = 32),
     session_id uuid NOT NULL CONSTRAINT refresh_tokens_session_id_fkey REFERENCES sessions (id) ON DELETE CASCADE,
     issued_at timestamptz NOT NULL,
     used_at timestamptz)`,
  'CREATE INDEX refresh_tokens_session_id_idx ON refresh_tokens (session_id)',
];

const SECOND_FACTORS = [
  `CREATE TABLE second_factors (
     account_id uuid CONSTRAINT second_factors_pkey PRIMARY KEY
       CONSTRAINT second_factors_account_id_fkey REFERENCES accounts (id) ON DELETE CASCADE,
     secret text NOT NULL CONSTRAINT second_factors_secret_check CHECK (length(secret) <= 300),
     created_at timestamptz NOT NULL,
     confirmed_at timestamptz,
     last_step bigint)`,
  `CREATE TABLE recovery_codes (
     account_id uuid NOT NULL CONSTRAINT recovery_codes_account_id_fkey REFERENCES second_factors (account_id) ON DELETE CASCADE,
     hash bytea NOT NULL CONSTRAINT recovery_codes_hash_check CHECK (length(hash) = 32),
     used_at timestamptz,
     CONSTRAINT recovery_codes_pkey PRIMARY KEY (account_id, hash))`,
];
