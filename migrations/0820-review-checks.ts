import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** The checks that an approval needs, and findings of earlier cases that count again. */
export class ReviewChecks1790000000820 implements MigrationInterface {
  name = 'ReviewChecks1790000000820';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...COLUMNS, ...CARRY);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TRIGGER review_cases_carry ON review_cases',
      'DROP FUNCTION carry_findings',
      'ALTER TABLE review_findings DROP COLUMN carried_from',
      'ALTER TABLE review_cases DROP COLUMN required_checks',
    );
  }
}

const COLUMNS = [
  `ALTER TABLE review_cases ADD required_checks jsonb NOT NULL DEFAULT '[]' CONSTRAINT review_cases_required_checks_check
     CHECK (CASE WHEN jsonb_typeof(required_checks) = 'array' THEN jsonb_array_length(required_checks) <= 20 ELSE false END
       AND octet_length(required_checks::text) <= 20000)`,
  'GRANT INSERT (required_checks) ON review_cases TO shuqiao_company',
  `ALTER TABLE review_findings ADD carried_from uuid CONSTRAINT review_findings_carried_from_fkey
     REFERENCES review_cases (id) ON DELETE SET NULL`,
  'CREATE INDEX review_findings_carried_from_idx ON review_findings (carried_from) WHERE carried_from IS NOT NULL',
];

// What was found counts again while it holds for a month at least and what it rests on reads as it did. Only the newest
// finding of a check is looked at, so that nothing outlives a failure. With the owner's rights, since the company that
// submits sees no findings.
const CARRY = [
  `CREATE FUNCTION carry_findings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
   $$ BEGIN
     INSERT INTO review_findings (case_id, "check", result, valid_until, note, "by", at, carried_from)
     SELECT NEW.id, newest."check", newest.result, newest.valid_until, newest.note, newest."by", newest.at, newest.found_in
     FROM jsonb_to_recordset(NEW.required_checks) AS required ("check" text, "restsOn" jsonb)
     CROSS JOIN LATERAL (
       SELECT finding.*, coalesce(finding.carried_from, finding.case_id) AS found_in, earlier.snapshot
       FROM review_cases earlier JOIN review_findings finding ON finding.case_id = earlier.id
       WHERE earlier.company_id = NEW.company_id AND earlier.status IN ('decided', 'withdrawn')
         AND finding."check" = required."check"
       ORDER BY finding.at DESC, earlier.id DESC LIMIT 1) AS newest
     WHERE newest.result = 'passed'
       AND (newest.valid_until IS NULL OR newest.valid_until >= (NEW.submitted_at AT TIME ZONE 'UTC')::date + 30)
       AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(required."restsOn") AS member
         WHERE NEW.snapshot -> member IS DISTINCT FROM newest.snapshot -> member);
     RETURN NULL;
   END $$`,
  'REVOKE EXECUTE ON FUNCTION carry_findings() FROM PUBLIC',
  `CREATE TRIGGER review_cases_carry AFTER INSERT ON review_cases FOR EACH ROW
   WHEN (NEW.required_checks <> '[]') EXECUTE FUNCTION carry_findings()`,
];
