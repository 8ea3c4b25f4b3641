import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ERASE as ERASE_BEFORE } from './0802-personal-data';
import { run } from './support/tables';

/**
 * An erased account is known as such, so that nobody switches it on again and its name reads as what it was. Staff are
 * erased by an administrator, everybody else erases himself; both leave the same behind.
 */
export class ErasedAccounts1790000000832 implements MigrationInterface {
  name = 'ErasedAccounts1790000000832';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'ALTER TABLE accounts ADD COLUMN erased_at timestamptz',
      `UPDATE accounts SET erased_at = disabled_at WHERE email = 'erased-' || id || '@erased.invalid'`,
      'ALTER TABLE accounts ADD CONSTRAINT accounts_erased_check CHECK (erased_at IS NULL OR disabled_at IS NOT NULL)',
      `CREATE INDEX idempotency_keys_email_idx ON idempotency_keys ((body ->> 'email')) WHERE body ? 'email'`,
      FORGET,
      ERASE,
      ERASE_STAFF,
      `REVOKE EXECUTE ON FUNCTION forget_account(uuid, timestamptz), erase_staff_account(uuid, timestamptz) FROM PUBLIC`,
      'GRANT EXECUTE ON FUNCTION erase_staff_account(uuid, timestamptz) TO shuqiao_staff',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP FUNCTION erase_staff_account',
      ERASE_BEFORE.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'),
      'DROP FUNCTION forget_account',
      'DROP INDEX idempotency_keys_email_idx',
      'ALTER TABLE accounts DROP CONSTRAINT accounts_erased_check',
      'ALTER TABLE accounts DROP COLUMN erased_at',
    );
  }
}

// The row stays, nameless: audit entries and decisions point to it. Gone besides what is the holder's own: the mails that
// name him as who invited, and what is kept of answers to others in which his address stands.
const FORGET = `CREATE FUNCTION forget_account(holder uuid, at timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = public AS $$
  DECLARE address text;
  BEGIN
    SELECT email INTO address FROM accounts WHERE id = holder FOR UPDATE;
    DELETE FROM sessions WHERE account_id = holder;
    DELETE FROM account_tokens WHERE account_id = holder;
    DELETE FROM second_factors WHERE account_id = holder;
    DELETE FROM notifications WHERE account_id = holder;
    DELETE FROM mails WHERE account_id = holder OR email = address
      OR (link_purpose = 'invitation' AND link_id IN (SELECT id FROM invitations WHERE invited_by = holder));
    DELETE FROM invitations WHERE email = address;
    DELETE FROM idempotency_keys WHERE account_id = holder OR (body ? 'email' AND body ->> 'email' = address);
    UPDATE accounts SET email = 'erased-' || holder || '@erased.invalid', display_name = '—', password_hash = 'erased',
      language = 'en', time_zone = 'UTC', email_verified_at = NULL, disabled_at = coalesce(disabled_at, at), erased_at = at,
      version = version + 1 WHERE id = holder;
  END $$`;

const ERASE = `CREATE OR REPLACE FUNCTION erase_account(holder uuid, at timestamptz) RETURNS uuid[]
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE companies_left uuid[];
  BEGIN
    IF (holder = acting_account()) IS NOT TRUE THEN
      RAISE EXCEPTION 'An account is its holder''s alone' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM FROM accounts WHERE id = holder AND staff_roles = '{}' AND disabled_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'Nobody to erase' USING ERRCODE = 'insufficient_privilege'; END IF;
    WITH gone AS (DELETE FROM memberships WHERE account_id = holder RETURNING company_id)
    SELECT coalesce(array_agg(company_id), '{}') INTO companies_left FROM gone;
    PERFORM forget_account(holder, at);
    RETURN companies_left;
  END $$`;

// Colleagues' kept answers may name him anywhere, in a note or a list: such answers of the last day are looked through.
// Null answers who is no administrator or no longer one, since somebody may have erased him a moment before. The roles stay, since they say what he was; that an administrator is left is asked by the trigger.
const ERASE_STAFF = `CREATE FUNCTION erase_staff_account(holder uuid, at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  BEGIN
    IF holder = acting_account() OR NOT EXISTS (SELECT FROM accounts WHERE id = acting_account()
        AND 'administrator' = ANY (staff_roles) AND disabled_at IS NULL) THEN
      RETURN NULL;
    END IF;
    PERFORM FROM accounts WHERE id = holder AND staff_roles <> '{}' AND erased_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM forget_account(holder, at);
    DELETE FROM idempotency_keys WHERE position(holder::text IN body::text) > 0;
    RETURN true;
  END $$`;
