import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** When each worker last gave a sign of life: the locks of one that gives none any more are released. */
export class JobWorkers1790000000860 implements MigrationInterface {
  name = 'JobWorkers1790000000860';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `CREATE TABLE job_workers (
         id text CONSTRAINT job_workers_pkey PRIMARY KEY,
         since timestamptz NOT NULL,
         seen_at timestamptz NOT NULL)`,
      'REVOKE ALL ON job_workers FROM shuqiao_company, shuqiao_staff',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE job_workers');
  }
}
