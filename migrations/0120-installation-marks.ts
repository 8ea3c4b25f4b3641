import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** What was done once to this installation, such as filling in the demonstration. */
export class InstallationMarks1790000000120 implements MigrationInterface {
  name = 'InstallationMarks1790000000120';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `CREATE TABLE installation_marks (
         name text CONSTRAINT installation_marks_pkey PRIMARY KEY,
         at timestamptz NOT NULL DEFAULT now())`,
      'REVOKE ALL ON installation_marks FROM shuqiao_company, shuqiao_staff',
      'REVOKE UPDATE, DELETE ON installation_marks FROM shuqiao_worker',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE installation_marks');
  }
}
