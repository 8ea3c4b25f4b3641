import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** What is public has been reviewed: the firms' role verifies no company and publishes no demand, whatever the code asks. */
export class Decisions1790000000801 implements MigrationInterface {
  name = 'Decisions1790000000801';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, REFUSE, ...TRIGGERS, ...PUBLICATION);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'REVOKE UPDATE (status, closed_at, close_reason) ON demand_listings FROM shuqiao_company',
      'GRANT INSERT, UPDATE, DELETE ON demand_listings TO shuqiao_company',
      'GRANT INSERT ON demand_versions TO shuqiao_company',
      'DROP TRIGGER demands_begun ON demands',
      'DROP TRIGGER demands_decided ON demands',
      'DROP TRIGGER companies_decided ON companies',
      'DROP FUNCTION leave_to_the_centre',
    );
  }
}

const REFUSE = `CREATE FUNCTION leave_to_the_centre() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_user = 'shuqiao_company' THEN
      RAISE EXCEPTION 'The centre decides this' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
  END $$`;

// A firm submits, and closes its demand; every other state comes from a decision.
const TRIGGERS = [
  `CREATE TRIGGER companies_decided AFTER UPDATE OF status ON companies FOR EACH ROW
   WHEN (OLD.status <> NEW.status AND NEW.status <> 'submitted') EXECUTE FUNCTION leave_to_the_centre()`,
  `CREATE TRIGGER demands_decided AFTER UPDATE OF status ON demands FOR EACH ROW
   WHEN (OLD.status <> NEW.status AND NEW.status NOT IN ('submitted', 'closed')) EXECUTE FUNCTION leave_to_the_centre()`,
  `CREATE TRIGGER demands_begun AFTER INSERT ON demands FOR EACH ROW
   WHEN (NEW.status <> 'draft') EXECUTE FUNCTION leave_to_the_centre()`,
];

const PUBLICATION = [
  'REVOKE INSERT ON demand_versions FROM shuqiao_company',
  'REVOKE INSERT, UPDATE, DELETE ON demand_listings FROM shuqiao_company',
  'GRANT UPDATE (status, closed_at, close_reason) ON demand_listings TO shuqiao_company',
];
