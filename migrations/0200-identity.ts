import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Accounts, sessions, and the companies' bare rows with their members, on which everything else stands. */
export class Identity1790000000200 implements MigrationInterface {
  name = 'Identity1790000000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...ACCOUNTS, ...SESSIONS, ...COMPANIES, SESSION_ACTOR);
    await protect(
      queryRunner,
      'companies',
      'id = ANY (acting_companies()) OR created_by = acting_account()',
      `status IN ('verified', 'suspended')`,
    );
    await protect(queryRunner, 'memberships', 'company_id = ANY (acting_companies()) OR account_id = acting_account()');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP FUNCTION session_actor', 'DROP TABLE memberships, companies, sessions, accounts');
  }
}

const ACCOUNTS = [
  `CREATE TABLE accounts (
     id uuid CONSTRAINT accounts_pkey PRIMARY KEY,
     email text NOT NULL CONSTRAINT accounts_email_key UNIQUE CONSTRAINT accounts_email_check CHECK (email = lower(email)),
     email_verified_at timestamptz,
     password_hash text NOT NULL,
     display_name text NOT NULL,
     language text NOT NULL CONSTRAINT accounts_language_check CHECK (language IN ('zh', 'ru', 'en')),
     time_zone text NOT NULL DEFAULT 'Asia/Shanghai',
     staff_roles text[] NOT NULL DEFAULT '{}' CONSTRAINT accounts_staff_roles_check
       CHECK (staff_roles <@ ARRAY['reviewer', 'event_manager', 'case_officer', 'administrator']),
     disabled_at timestamptz,
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT now())`,
];

const SESSIONS = [
  `CREATE TABLE sessions (
     id uuid CONSTRAINT sessions_pkey PRIMARY KEY,
     account_id uuid NOT NULL CONSTRAINT sessions_account_id_fkey REFERENCES accounts (id) ON DELETE CASCADE,
     audience text NOT NULL CONSTRAINT sessions_audience_check CHECK (audience IN ('company', 'staff')),
     created_at timestamptz NOT NULL DEFAULT now(),
     expires_at timestamptz NOT NULL,
     revoked_at timestamptz,
     user_agent text)`,
  'CREATE INDEX sessions_account_id_idx ON sessions (account_id)',
];

const COMPANIES = [
  `CREATE TABLE companies (
     id uuid CONSTRAINT companies_pkey PRIMARY KEY,
     side text NOT NULL GENERATED ALWAYS AS (CASE country WHEN 'CN' THEN 'domestic' ELSE 'foreign' END) STORED,
     country text NOT NULL CONSTRAINT companies_country_check CHECK (country ~ '^[A-Z]{2}$'),
     kind text NOT NULL CONSTRAINT companies_kind_check
       CHECK (kind IN ('firm', 'agency', 'university', 'think_tank', 'laboratory', 'association')),
     status text NOT NULL DEFAULT 'draft' CONSTRAINT companies_status_check
       CHECK (status IN ('draft', 'submitted', 'verified', 'returned', 'rejected', 'suspended')),
     legal_name text NOT NULL,
     legal_name_lang text NOT NULL,
     created_by uuid NOT NULL CONSTRAINT companies_created_by_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE memberships (
     company_id uuid NOT NULL CONSTRAINT memberships_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     account_id uuid NOT NULL CONSTRAINT memberships_account_id_fkey REFERENCES accounts (id) ON DELETE CASCADE,
     role text NOT NULL CONSTRAINT memberships_role_check CHECK (role IN ('owner', 'editor', 'viewer')),
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT memberships_pkey PRIMARY KEY (company_id, account_id))`,
  'CREATE INDEX memberships_account_id_idx ON memberships (account_id)',
];

// Runs before row-level security knows the actor, hence with the owner's rights; it answers for one session only.
const SESSION_ACTOR = `CREATE FUNCTION session_actor(session uuid, for_audience text)
  RETURNS TABLE (language text, staff_roles text[], memberships json) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT account.language, account.staff_roles, coalesce((
      SELECT json_agg(json_build_object('companyId', membership.company_id, 'role', membership.role))
      FROM memberships membership WHERE membership.account_id = account.id), '[]'::json)
  FROM sessions JOIN accounts account ON account.id = sessions.account_id
  WHERE sessions.id = session AND sessions.audience = for_audience AND sessions.revoked_at IS NULL
    AND sessions.expires_at > now() AND account.disabled_at IS NULL $$`;
