import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** The one way from a company to another's contact persons. */
export class OpenContacts1790000000551 implements MigrationInterface {
  name = 'OpenContacts1790000000551';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, OPEN_CONTACTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP FUNCTION open_contacts');
  }
}

// Looks past row-level security, since the persons are another firm's; it asks again what the service asked before:
// accepted, both consent, and the acting account belongs to the other side. Whom the demand names comes first.
const OPEN_CONTACTS = `CREATE FUNCTION open_contacts(eoi uuid, owner uuid)
  RETURNS TABLE (name text, "position" text, email text, phone text, languages text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH opened AS (
    SELECT eois.demand_id, eois.demand_company_id FROM eois
    WHERE eois.id = eoi AND eois.status = 'accepted' AND sender_consent_at IS NOT NULL AND receiver_consent_at IS NOT NULL
      AND CASE owner WHEN eois.company_id THEN eois.demand_company_id WHEN eois.demand_company_id THEN eois.company_id END
        = ANY (acting_companies())),
  persons AS (
    SELECT 0 AS rank, NULL::uuid AS id, contact ->> 'name' AS name, contact ->> 'position' AS "position", contact ->> 'email' AS email,
      contact ->> 'phone' AS phone, '{}'::text[] AS languages
    FROM opened JOIN demands ON demands.id = opened.demand_id
    WHERE opened.demand_company_id = owner AND demands.contact IS NOT NULL
    UNION ALL
    SELECT 1, contact.id, contact.name, contact."position", contact.email, contact.phone, contact.languages
    FROM opened JOIN company_contacts contact ON contact.company_id = owner)
  SELECT persons.name, persons."position", persons.email, persons.phone, persons.languages FROM persons
  ORDER BY rank, id LIMIT 100 $$`;
