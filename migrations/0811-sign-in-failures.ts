import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * Wrong passwords and codes in a row, by a keyed hash of the address, whether or not it has an account. Unlike the
 * counters of the rate limits they survive a crash, since they end only with a success.
 */
export class SignInFailures1790000000811 implements MigrationInterface {
  name = 'SignInFailures1790000000811';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `CREATE TABLE sign_in_failures (
         key text CONSTRAINT sign_in_failures_pkey PRIMARY KEY CONSTRAINT sign_in_failures_key_check CHECK (length(key) <= 100),
         failures integer NOT NULL CONSTRAINT sign_in_failures_failures_check CHECK (failures BETWEEN 0 AND 100),
         last_at timestamptz NOT NULL) WITH (fillfactor = 70)`,
      'CREATE INDEX sign_in_failures_last_at_idx ON sign_in_failures (last_at)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE sign_in_failures');
  }
}
