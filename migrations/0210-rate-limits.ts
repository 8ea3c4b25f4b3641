import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** Counters of the rate limits. They may be lost in a crash, hence unlogged: counting costs no write-ahead log. */
export class RateLimits1790000000210 implements MigrationInterface {
  name = 'RateLimits1790000000210';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `CREATE UNLOGGED TABLE rate_limits (
         key text CONSTRAINT rate_limits_pkey PRIMARY KEY CONSTRAINT rate_limits_key_check CHECK (length(key) <= 100),
         count integer NOT NULL,
         window_end timestamptz NOT NULL) WITH (fillfactor = 70)`,
      'CREATE INDEX rate_limits_window_end_idx ON rate_limits (window_end)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE rate_limits');
  }
}
