import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** What a company could add to its profile to score higher for a demand: shown to its own members only. */
export class MatchAdvice1790000000868 implements MigrationInterface {
  name = 'MatchAdvice1790000000868';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, `ALTER TABLE matches ADD COLUMN advice jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'ALTER TABLE matches DROP COLUMN advice');
  }
}
