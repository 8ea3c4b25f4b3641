import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * What two companies answered each other, whoever of them asked: the lesser id stands first. For the worker, and for
 * staff who look at what other weights would change; a company reads it in its matches only.
 */
export class MatchHistory1790000000867 implements MigrationInterface {
  name = 'MatchHistory1790000000867';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `CREATE TABLE match_history (
         company_id uuid NOT NULL CONSTRAINT match_history_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
         partner_id uuid NOT NULL CONSTRAINT match_history_partner_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
         past text NOT NULL CONSTRAINT match_history_past_check CHECK (past IN ('accepted', 'declined')),
         happened_at timestamptz NOT NULL,
         CONSTRAINT match_history_pkey PRIMARY KEY (company_id, partner_id, past),
         CONSTRAINT match_history_order_check CHECK (company_id < partner_id))`,
      'CREATE INDEX match_history_partner_id_idx ON match_history (partner_id)',
      // What was answered before there was a memory of it.
      `INSERT INTO match_history (company_id, partner_id, past, happened_at)
         SELECT least(company_id, demand_company_id), greatest(company_id, demand_company_id), status, max(decided_at) FROM eois
         WHERE decided_at IS NOT NULL AND (status = 'accepted' OR status = 'declined' AND decline_reason = 'not_suitable')
         GROUP BY 1, 2, 3`,
      'REVOKE ALL ON match_history FROM shuqiao_company, shuqiao_staff',
      'GRANT SELECT ON match_history TO shuqiao_staff',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE match_history');
  }
}
