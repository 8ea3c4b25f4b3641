import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** No search was ever narrowed to a partition. A later release drops the column, which programs of the one before still write. */
export class TextPartitions1790000000930 implements MigrationInterface {
  name = 'TextPartitions1790000000930';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'ALTER TABLE text_features ALTER COLUMN partition SET DEFAULT 0');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'ALTER TABLE text_features ALTER COLUMN partition DROP DEFAULT');
  }
}
