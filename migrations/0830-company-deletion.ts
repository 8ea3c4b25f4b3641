import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** A company that was never submitted can be deleted by its owner; no other row of a company ever is. */
export class CompanyDeletion1790000000830 implements MigrationInterface {
  name = 'CompanyDeletion1790000000830';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      DELETE_DRAFT,
      'REVOKE EXECUTE ON FUNCTION delete_draft_company(uuid) FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION delete_draft_company(uuid) TO shuqiao_company',
      'REVOKE DELETE ON companies FROM shuqiao_company, shuqiao_staff, shuqiao_worker',
      ...FORGET_ANSWERS,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TRIGGER company_contacts_forget ON company_contacts',
      'DROP FUNCTION forget_kept_contact',
      'DROP INDEX idempotency_keys_contact_idx',
      'GRANT DELETE ON companies TO shuqiao_company, shuqiao_staff, shuqiao_worker',
      'DROP FUNCTION delete_draft_company',
    );
  }
}

// With the owner's rights, since a firm's role may not delete mails and invitations. The files went before. Nothing else
// of a draft can exist: bookings, answers and review cases refer to the company and would refuse its deletion.
const DELETE_DRAFT = `CREATE FUNCTION delete_draft_company(company uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  BEGIN
    IF (company = ANY (acting_companies())) IS NOT TRUE THEN
      RAISE EXCEPTION 'A company is deleted by its own people' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM mails WHERE link_purpose = 'invitation'
      AND link_id IN (SELECT id FROM invitations WHERE company_id = company);
    DELETE FROM idempotency_keys WHERE body ->> 'companyId' = company::text
      AND account_id IN (SELECT account_id FROM memberships WHERE company_id = company);
    DELETE FROM file_usage WHERE company_id = company;
    DELETE FROM demands WHERE company_id = company AND status = 'draft';
    DELETE FROM companies WHERE id = company AND status = 'draft';
    IF NOT FOUND THEN RAISE EXCEPTION 'Not a draft' USING ERRCODE = 'insufficient_privilege'; END IF;
  END $$`;

// The answer that is kept for a repeated request names the person; it goes with the person. Only such answers are indexed.
const FORGET_ANSWERS = [
  `CREATE INDEX idempotency_keys_contact_idx ON idempotency_keys ((body ->> 'id')) WHERE body ? 'consentedAt'`,
  `CREATE FUNCTION forget_kept_contact() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     DELETE FROM idempotency_keys WHERE body ? 'consentedAt' AND body ->> 'id' = OLD.id::text;
     RETURN NULL;
   END $$`,
  'REVOKE EXECUTE ON FUNCTION forget_kept_contact() FROM PUBLIC',
  `CREATE TRIGGER company_contacts_forget AFTER DELETE ON company_contacts
   FOR EACH ROW EXECUTE FUNCTION forget_kept_contact()`,
];
