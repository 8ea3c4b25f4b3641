import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** A company that was submitted once leaves the portal by its owner's act; its row stays, since others refer to it. */
export class CompanyWithdrawal1790000000834 implements MigrationInterface {
  name = 'CompanyWithdrawal1790000000834';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      ...statuses([...STATUSES, 'withdrawn']),
      ...decidedByCentre(`NEW.status NOT IN ('submitted', 'withdrawn')`),
      // Who was once shown as verified stays readable where others refer to him.
      ...visible(`status IN ('verified', 'suspended') OR (status = 'withdrawn' AND verified_at IS NOT NULL)`),
      keepAnOwner(` AND status <> 'withdrawn'`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      keepAnOwner(''),
      ...visible(`status IN ('verified', 'suspended')`),
      ...decidedByCentre(`NEW.status <> 'submitted'`),
      `UPDATE companies SET status = 'rejected' WHERE status = 'withdrawn'`,
      ...statuses(STATUSES),
    );
  }
}

const STATUSES = ['draft', 'submitted', 'verified', 'returned', 'rejected', 'suspended'];

const statuses = (values: readonly string[]) => [
  'ALTER TABLE companies DROP CONSTRAINT companies_status_check',
  `ALTER TABLE companies ADD CONSTRAINT companies_status_check CHECK (status IN ('${values.join(`', '`)}'))`,
];

const decidedByCentre = (condition: string) => [
  'DROP TRIGGER companies_decided ON companies',
  `CREATE TRIGGER companies_decided AFTER UPDATE OF status ON companies FOR EACH ROW
   WHEN (OLD.status <> NEW.status AND ${condition}) EXECUTE FUNCTION leave_to_the_centre()`,
];

const visible = (condition: string) => [
  'DROP POLICY companies_visible ON companies',
  `CREATE POLICY companies_visible ON companies FOR SELECT TO shuqiao_company USING (${condition})`,
];

// A company that has left needs nobody: its last owner may leave it, or have his account erased.
const keepAnOwner = (besides: string) => `CREATE OR REPLACE FUNCTION keep_an_owner() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  BEGIN
    IF OLD.role <> 'owner' OR (TG_OP = 'UPDATE' AND NEW.role = 'owner' AND NEW.company_id = OLD.company_id) THEN RETURN NULL; END IF;
    PERFORM 1 FROM companies WHERE id = OLD.company_id${besides} FOR NO KEY UPDATE;
    IF FOUND AND NOT EXISTS (SELECT 1 FROM memberships WHERE company_id = OLD.company_id AND role = 'owner') THEN
      RAISE EXCEPTION 'The last owner stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'memberships_last_owner';
    END IF;
    RETURN NULL;
  END $$`;
