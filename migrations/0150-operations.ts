import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** Lets the programs see which migrations have run, and finds the messages without jobs whatever the history's size. */
export class Operations1790000000150 implements MigrationInterface {
  name = 'Operations1790000000150';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'GRANT SELECT ON schema_migrations TO shuqiao_company, shuqiao_staff, shuqiao_worker',
      'CREATE INDEX outbox_messages_unrelayed_idx ON outbox_messages (created_at) WHERE relayed_at IS NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP INDEX outbox_messages_unrelayed_idx',
      'REVOKE SELECT ON schema_migrations FROM shuqiao_company, shuqiao_staff, shuqiao_worker',
    );
  }
}
