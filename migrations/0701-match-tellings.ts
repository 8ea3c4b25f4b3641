import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** Which matches a company was told of: each once, and the new ones of a day together. */
export class MatchTellings1790000000701 implements MigrationInterface {
  name = 'MatchTellings1790000000701';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...TELLINGS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE match_tellings');
  }
}

const TELLINGS = [
  `CREATE TABLE match_tellings (
     demand_id uuid NOT NULL CONSTRAINT match_tellings_demand_id_fkey REFERENCES demands (id) ON DELETE CASCADE,
     company_id uuid NOT NULL CONSTRAINT match_tellings_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     noted_at timestamptz NOT NULL,
     told_at timestamptz,
     CONSTRAINT match_tellings_pkey PRIMARY KEY (demand_id, company_id))`,
  'CREATE INDEX match_tellings_pending_idx ON match_tellings (company_id) WHERE told_at IS NULL',
  'REVOKE ALL ON match_tellings FROM shuqiao_company, shuqiao_staff',
];
