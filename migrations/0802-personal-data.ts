import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * Lets the holder of an account take its personal data with him and erase it. Both see what the firms' API otherwise
 * may not, for the acting account alone.
 */
export class PersonalData1790000000802 implements MigrationInterface {
  name = 'PersonalData1790000000802';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, EXPORT, ERASE);
    for (const ours of ['export_account(uuid)', 'erase_account(uuid, timestamptz)']) {
      await run(
        queryRunner,
        `REVOKE EXECUTE ON FUNCTION ${ours} FROM PUBLIC`,
        `GRANT EXECUTE ON FUNCTION ${ours} TO shuqiao_company`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP FUNCTION erase_account, export_account');
  }
}

const ONLY_MINE = `IF (holder = acting_account()) IS NOT TRUE THEN
      RAISE EXCEPTION 'An account is its holder''s alone' USING ERRCODE = 'insufficient_privilege';
    END IF;`;

// The newest of each kind, at most so many: an answer has to end.
const list = (
  columns: string,
  from: string,
  order: string,
): string => `coalesce((SELECT jsonb_agg(to_jsonb(part)) FROM (
      SELECT ${columns} FROM ${from} ORDER BY ${order} DESC LIMIT 5000) part), '[]')`;

// A mail that proves an address is kept under the address alone.
const MY_MAILS =
  'mails WHERE account_id = holder OR email = (SELECT email FROM accounts WHERE id = holder AND email_verified_at IS NOT NULL)';

const EXPORT = `CREATE FUNCTION export_account(holder uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
  BEGIN
    ${ONLY_MINE}
    RETURN jsonb_build_object(
      'account', (SELECT jsonb_build_object('id', id, 'email', email, 'displayName', display_name, 'language', language,
          'timeZone', time_zone, 'emailVerifiedAt', email_verified_at, 'createdAt', created_at) FROM accounts WHERE id = holder),
      'memberships', ${list('company_id AS "companyId", role, created_at AS since', 'memberships WHERE account_id = holder', 'created_at')},
      'invitations', ${list(
        `company_id AS "companyId", role, created_at AS "createdAt", accepted_at AS "acceptedAt"`,
        'invitations WHERE email = (SELECT email FROM accounts WHERE id = holder) OR accepted_by = holder',
        'id',
      )},
      'sessions', ${list(
        `user_agent AS "userAgent", created_at AS "createdAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"`,
        'sessions WHERE account_id = holder',
        'id',
      )},
      'bookings', ${list(
        `id, session_id AS "sessionId", company_id AS "companyId", status, created_at AS "createdAt"`,
        'bookings WHERE account_id = holder',
        'id',
      )},
      'questions', ${list(
        `questions.id, questions.demand_id AS "demandId", questions.question, questions.asked_at AS "askedAt"`,
        `demand_question_askers askers JOIN demand_questions questions ON questions.id = askers.question_id
         WHERE askers.account_id = holder`,
        'questions.id',
      )},
      'notifications', ${list(`kind, ids, facts, created_at AS "createdAt", read_at AS "readAt"`, 'notifications WHERE account_id = holder', 'id')},
      'mails', ${list(`email, subject, text, sent_at AS "sentAt"`, MY_MAILS, 'id')},
      'acts', ${list(
        `at, action, subject_type AS "subjectType", subject_id AS "subjectId", company_id AS "companyId", details`,
        'audit_entries WHERE account_id = holder',
        'id',
      )});
  END $$`;

// The row stays, nameless, because what its holder did as a member is his company's history; so do audit entries, which
// hold ids. The address becomes free for a new account.
export const ERASE = `CREATE FUNCTION erase_account(holder uuid, at timestamptz) RETURNS uuid[]
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE address text; companies_left uuid[];
  BEGIN
    ${ONLY_MINE}
    SELECT email INTO address FROM accounts WHERE id = holder AND staff_roles = '{}' AND disabled_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'Nobody to erase' USING ERRCODE = 'insufficient_privilege'; END IF;
    WITH gone AS (DELETE FROM memberships WHERE account_id = holder RETURNING company_id)
    SELECT coalesce(array_agg(company_id), '{}') INTO companies_left FROM gone;
    DELETE FROM sessions WHERE account_id = holder;
    DELETE FROM account_tokens WHERE account_id = holder;
    DELETE FROM second_factors WHERE account_id = holder;
    DELETE FROM notifications WHERE account_id = holder;
    DELETE FROM mails WHERE account_id = holder OR email = address;
    DELETE FROM invitations WHERE email = address;
    DELETE FROM idempotency_keys WHERE account_id = holder;
    UPDATE accounts SET email = 'erased-' || holder || '@erased.invalid', display_name = '—', password_hash = 'erased',
      language = 'en', time_zone = 'UTC', email_verified_at = NULL, disabled_at = at, version = version + 1 WHERE id = holder;
    RETURN companies_left;
  END $$`;
