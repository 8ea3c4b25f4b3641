import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** By what near-copies of a company are told, so that only the best of them stands in a list. */
export class MatchTwins1790000000869 implements MigrationInterface {
  name = 'MatchTwins1790000000869';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, `ALTER TABLE matches ADD COLUMN twins text[] NOT NULL DEFAULT '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'ALTER TABLE matches DROP COLUMN twins');
  }
}
