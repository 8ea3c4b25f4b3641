import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

const MINE = 'company_id = ANY (acting_companies())';

/** What a company's profile is made of, what was found about it. */
export class CompanyContent1790000000410 implements MigrationInterface {
  name = 'CompanyContent1790000000410';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...COMPANIES, ...ITEMS, ...CAPABILITIES, ...FINDINGS, ...LEGAL_CHANGES);
    for (const table of [
      'company_reference_cases',
      'company_certificates',
      'company_contacts',
      'company_legal_changes',
    ]) {
      await protect(queryRunner, table, MINE);
    }
    const published = `EXISTS (SELECT FROM companies WHERE companies.id = company_id AND companies.status = 'verified')`;
    await protect(queryRunner, 'company_products', MINE, published);
    await protect(queryRunner, 'company_capabilities', MINE, published);
    // Who found what is for the secretariat alone; the public document carries what everybody may know of it.
    await protect(queryRunner, 'company_findings', 'false');
    await run(queryRunner, PUBLIC_FINDINGS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP FUNCTION public_findings',
      'DROP TABLE company_legal_changes, company_findings, company_capabilities',
      'DROP TABLE company_contacts, company_certificates, company_reference_cases, company_products',
      'ALTER TABLE files DROP CONSTRAINT files_company_id_fkey',
      'DROP INDEX companies_status_idx, companies_country_idx, companies_side_idx, companies_created_by_idx',
      'ALTER TABLE companies DROP CONSTRAINT companies_country_fkey',
    );
  }
}

const COMPANIES = [
  `ALTER TABLE companies ADD CONSTRAINT companies_country_fkey FOREIGN KEY (country) REFERENCES countries (code)`,
  'CREATE INDEX companies_status_idx ON companies (status, id)',
  'CREATE INDEX companies_country_idx ON companies (country, id)',
  'CREATE INDEX companies_side_idx ON companies (side, id)',
  'CREATE INDEX companies_created_by_idx ON companies (created_by)',
  'ALTER TABLE files ADD CONSTRAINT files_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies (id)',
];

const item = (table: string, columns: string) => [
  `CREATE TABLE ${table} (
     id uuid CONSTRAINT ${table}_pkey PRIMARY KEY,
     company_id uuid NOT NULL CONSTRAINT ${table}_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     ${columns},
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL)`,
  `CREATE INDEX ${table}_company_id_idx ON ${table} (company_id, id)`,
];

const list = (table: string, column: string) =>
  `${column} jsonb NOT NULL CONSTRAINT ${table}_${column}_check CHECK (jsonb_typeof(${column}) = 'array')`;
const file = (table: string, column: string, name: string) =>
  `${column} uuid, CONSTRAINT ${table}_${name}_fkey FOREIGN KEY (${column}, company_id) REFERENCES files (id, company_id)`;

const ITEMS = [
  ...item(
    'company_products',
    `${list('company_products', 'names')}, ${list('company_products', 'description')}, ${list('company_products', 'specification')},
     concepts text[] NOT NULL, ${file('company_products', 'picture_id', 'picture')}`,
  ),
  'CREATE INDEX company_products_picture_id_idx ON company_products (picture_id) WHERE picture_id IS NOT NULL',
  ...item(
    'company_reference_cases',
    `title jsonb NOT NULL, country text NOT NULL CONSTRAINT company_reference_cases_country_check CHECK (country ~ '^[A-Z]{2}$'),
     year integer NOT NULL CONSTRAINT company_reference_cases_year_check CHECK (year BETWEEN 1950 AND 2200),
     concepts text[] NOT NULL, customer text, outcome jsonb`,
  ),
  ...item(
    'company_certificates',
    `name text NOT NULL, scheme text NOT NULL, issuer text NOT NULL, number text, valid_from date, valid_until date,
     ${file('company_certificates', 'file_id', 'file')},
     CONSTRAINT company_certificates_span_check CHECK (valid_until >= valid_from)`,
  ),
  'CREATE INDEX company_certificates_file_id_idx ON company_certificates (file_id) WHERE file_id IS NOT NULL',
  ...item(
    'company_contacts',
    `name text NOT NULL, position text, email text NOT NULL, phone text, languages text[] NOT NULL, consented_at timestamptz NOT NULL`,
  ),
];

const CAPABILITIES = [
  `CREATE TABLE company_capabilities (
     company_id uuid NOT NULL CONSTRAINT company_capabilities_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     concept text NOT NULL CONSTRAINT company_capabilities_concept_fkey REFERENCES concepts (code),
     position integer NOT NULL,
     maturity text NOT NULL CONSTRAINT company_capabilities_maturity_check
       CHECK (maturity IN ('research', 'pilot', 'production', 'scaled')),
     evidence jsonb NOT NULL CONSTRAINT company_capabilities_evidence_check CHECK (jsonb_typeof(evidence) = 'array'),
     CONSTRAINT company_capabilities_pkey PRIMARY KEY (company_id, concept))`,
  'CREATE INDEX company_capabilities_concept_idx ON company_capabilities (concept, company_id)',
];

const FINDINGS = [
  `CREATE TABLE company_findings (
     company_id uuid NOT NULL CONSTRAINT company_findings_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     review_case_id uuid NOT NULL CONSTRAINT company_findings_review_case_id_fkey REFERENCES review_cases (id),
     "check" text NOT NULL,
     result text NOT NULL CONSTRAINT company_findings_result_check CHECK (result IN ('passed', 'failed', 'not_applicable')),
     valid_until date,
     note text,
     "by" uuid NOT NULL CONSTRAINT company_findings_by_fkey REFERENCES accounts (id),
     at timestamptz NOT NULL,
     CONSTRAINT company_findings_pkey PRIMARY KEY (company_id, review_case_id, "check"))`,
  'CREATE INDEX company_findings_review_case_id_idx ON company_findings (review_case_id)',
];

const LEGAL_CHANGES = [
  `CREATE TABLE company_legal_changes (
     id uuid CONSTRAINT company_legal_changes_pkey PRIMARY KEY,
     company_id uuid NOT NULL CONSTRAINT company_legal_changes_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     legal_name text NOT NULL,
     legal_name_lang text NOT NULL,
     country text NOT NULL CONSTRAINT company_legal_changes_country_fkey REFERENCES countries (code),
     registration_numbers jsonb NOT NULL,
     status text NOT NULL CONSTRAINT company_legal_changes_status_check
       CHECK (status IN ('submitted', 'approved', 'returned', 'rejected', 'withdrawn')),
     system_remark text,
     created_at timestamptz NOT NULL,
     concluded_at timestamptz)`,
  `CREATE UNIQUE INDEX company_legal_changes_one_open_key ON company_legal_changes (company_id) WHERE status = 'submitted'`,
  'CREATE INDEX company_legal_changes_company_id_idx ON company_legal_changes (company_id, id)',
];

// The newest finding of each check, without who found it and what was noted.
const PUBLIC_FINDINGS = `CREATE FUNCTION public_findings(company uuid)
  RETURNS TABLE ("check" text, result text, at text, valid_until text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT DISTINCT ON (finding."check") finding."check", finding.result,
    to_char(finding.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), finding.valid_until::text
  FROM company_findings finding WHERE finding.company_id = company ORDER BY finding."check", finding.at DESC $$`;
