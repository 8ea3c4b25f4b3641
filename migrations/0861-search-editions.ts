import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * By which analysis and which words of the taxonomy the search index was made. `until` is the end of the line as it was
 * when everything stood in it to be looked at again: null while it does not yet, and past once the line begins later.
 * No row is known for an index from before, so that it is made anew.
 */
export class SearchEditions1790000000861 implements MigrationInterface {
  name = 'SearchEditions1790000000861';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `CREATE TABLE search_editions (
         kind text CONSTRAINT search_editions_pkey PRIMARY KEY
           CONSTRAINT search_editions_kind_check CHECK (kind IN ('demand', 'company')),
         analysis text NOT NULL,
         taxonomy text NOT NULL,
         turn bigint NOT NULL,
         until bigint)`,
      'REVOKE ALL ON search_editions FROM shuqiao_company, shuqiao_staff',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE search_editions');
  }
}
