import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Findings that run out, and the renewal of a verification. */
export class CompanyRenewals1790000000850 implements MigrationInterface {
  name = 'CompanyRenewals1790000000850';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...FINDINGS, ...RENEWALS, remarks(['renewal_rejected', 'renewal_lapsed']));
    await protect(queryRunner, 'company_renewals', 'company_id = ANY (acting_companies())');
    await run(queryRunner, ...LEFT_TO_THE_CENTRE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TABLE company_renewals',
      "UPDATE companies SET system_remark = NULL WHERE system_remark LIKE 'renewal%'",
      remarks([]),
      publicFindings('TRUE ORDER BY finding."check", finding.at DESC'),
      'ALTER TABLE company_findings DROP COLUMN current, DROP COLUMN warned_at',
    );
  }
}

// What counts of each check is what was applied last: a finding made earlier can be part of a later decision.
const publicFindings = (which: string) => `CREATE OR REPLACE FUNCTION public_findings(company uuid)
  RETURNS TABLE ("check" text, result text, at text, valid_until text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT DISTINCT ON (finding."check") finding."check", finding.result,
    to_char(finding.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), finding.valid_until::text
  FROM company_findings finding WHERE finding.company_id = company AND ${which} $$`;

const FINDINGS = [
  'ALTER TABLE company_findings ADD current boolean NOT NULL DEFAULT true, ADD warned_at timestamptz',
  `UPDATE company_findings finding SET current = false WHERE EXISTS (SELECT FROM company_findings newer
     WHERE newer.company_id = finding.company_id AND newer."check" = finding."check" AND newer.at > finding.at)`,
  'CREATE INDEX company_findings_valid_until_idx ON company_findings (valid_until) WHERE current',
  publicFindings('finding.current ORDER BY finding."check", finding.at DESC'),
];

const OPEN = `status IN ('under_review', 'returned')`;

const RENEWALS = [
  `CREATE TABLE company_renewals (
     id uuid CONSTRAINT company_renewals_pkey PRIMARY KEY,
     company_id uuid NOT NULL CONSTRAINT company_renewals_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     review_case_id uuid NOT NULL CONSTRAINT company_renewals_review_case_id_fkey REFERENCES review_cases (id),
     checks text[] NOT NULL CONSTRAINT company_renewals_checks_check CHECK (cardinality(checks) BETWEEN 1 AND 20),
     status text NOT NULL CONSTRAINT company_renewals_status_check
       CHECK (status IN ('under_review', 'returned', 'approved', 'rejected', 'withdrawn', 'lapsed')),
     respond_by timestamptz,
     opened_at timestamptz NOT NULL,
     concluded_at timestamptz,
     CONSTRAINT company_renewals_respond_by_check CHECK ((status = 'returned') <= (respond_by IS NOT NULL)),
     CONSTRAINT company_renewals_concluded_at_check CHECK ((${OPEN}) = (concluded_at IS NULL)))`,
  `CREATE UNIQUE INDEX company_renewals_one_open_key ON company_renewals (company_id) WHERE ${OPEN}`,
  'CREATE INDEX company_renewals_company_id_idx ON company_renewals (company_id, id)',
  'CREATE INDEX company_renewals_review_case_id_idx ON company_renewals (review_case_id)',
  `CREATE INDEX company_renewals_respond_by_idx ON company_renewals (respond_by) WHERE status = 'returned'`,
];

const remarks = (more: readonly string[]) => `ALTER TABLE companies DROP CONSTRAINT companies_system_remark_check,
  ADD CONSTRAINT companies_system_remark_check
    CHECK (system_remark IN (${['duplicate_registration_number', ...more].map((code) => `'${code}'`).join(', ')}))`;

// A company asks for a renewal, and takes it back by leaving; what comes of it is not its own to say.
const LEFT_TO_THE_CENTRE = [
  'REVOKE DELETE ON company_renewals FROM shuqiao_company',
  `CREATE TRIGGER company_renewals_decided AFTER INSERT OR UPDATE ON company_renewals FOR EACH ROW
   WHEN (NEW.status NOT IN ('under_review', 'withdrawn')) EXECUTE FUNCTION leave_to_the_centre()`,
];
