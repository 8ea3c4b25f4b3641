import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** Nobody has a password before the address is proven: what a stranger chose for somebody else's address is dropped. */
export class ProvenPasswords1790000000810 implements MigrationInterface {
  name = 'ProvenPasswords1790000000810';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `UPDATE accounts SET password_hash = 'unusable' WHERE email_verified_at IS NULL AND password_hash LIKE '$%'`,
      `ALTER TABLE accounts ADD CONSTRAINT accounts_proven_password_check
         CHECK (email_verified_at IS NOT NULL OR password_hash NOT LIKE '$%')`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'ALTER TABLE accounts DROP CONSTRAINT accounts_proven_password_check');
  }
}
