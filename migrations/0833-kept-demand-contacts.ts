import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** The contact person of a demand, once replaced or taken out, stands in no kept answer either. */
export class KeptDemandContacts1790000000833 implements MigrationInterface {
  name = 'KeptDemandContacts1790000000833';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `CREATE INDEX idempotency_keys_demand_contact_idx ON idempotency_keys ((body ->> 'id')) WHERE body ? 'contact'`,
      FORGET,
      'REVOKE EXECUTE ON FUNCTION forget_kept_demand_contact() FROM PUBLIC',
      `CREATE TRIGGER demands_forget_contact AFTER UPDATE OF contact ON demands FOR EACH ROW
       WHEN (OLD.contact IS DISTINCT FROM NEW.contact) EXECUTE FUNCTION forget_kept_demand_contact()`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TRIGGER demands_forget_contact ON demands',
      'DROP FUNCTION forget_kept_demand_contact',
      'DROP INDEX idempotency_keys_demand_contact_idx',
    );
  }
}

// The answer itself is kept, so that a repetition still creates nothing.
const FORGET = `CREATE FUNCTION forget_kept_demand_contact() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  BEGIN
    UPDATE idempotency_keys SET body = jsonb_set(body, '{contact}', 'null')
    WHERE body ? 'contact' AND body ->> 'id' = OLD.id::text;
    RETURN NULL;
  END $$`;
