import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** The files of an EOI; one that is marked private opens and closes with the contacts. */
export class EoiAttachments1790000000971 implements MigrationInterface {
  name = 'EoiAttachments1790000000971';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...ATTACHMENTS);
    await protect(queryRunner, 'eoi_attachments', 'company_id = ANY (acting_companies())', VISIBLE);
    await run(
      queryRunner,
      OPENS,
      'REVOKE EXECUTE ON FUNCTION eoi_attachment_opens(uuid, uuid) FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION eoi_attachment_opens(uuid, uuid) TO shuqiao_company',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP FUNCTION eoi_attachment_opens',
      'DROP TABLE eoi_attachments',
      'ALTER TABLE eois DROP CONSTRAINT eois_id_company_key',
    );
  }
}

const OPEN = `eois.status = 'accepted' AND eois.sender_consent_at IS NOT NULL AND eois.receiver_consent_at IS NOT NULL`;

// The pairs in the foreign keys keep anybody from attaching another company's file, or to another company's EOI.
const ATTACHMENTS = [
  'ALTER TABLE eois ADD CONSTRAINT eois_id_company_key UNIQUE (id, company_id)',
  `CREATE TABLE eoi_attachments (
     eoi_id uuid NOT NULL,
     file_id uuid NOT NULL,
     company_id uuid NOT NULL,
     name text NOT NULL,
     media_type text NOT NULL,
     size integer NOT NULL,
     private boolean NOT NULL,
     position smallint NOT NULL CONSTRAINT eoi_attachments_position_check CHECK (position BETWEEN 0 AND 9),
     CONSTRAINT eoi_attachments_pkey PRIMARY KEY (eoi_id, file_id),
     CONSTRAINT eoi_attachments_eoi_fkey FOREIGN KEY (eoi_id, company_id) REFERENCES eois (id, company_id) ON DELETE CASCADE,
     CONSTRAINT eoi_attachments_file_fkey FOREIGN KEY (file_id, company_id) REFERENCES files (id, company_id))`,
  'CREATE INDEX eoi_attachments_file_idx ON eoi_attachments (file_id)',
];

// Which EOIs the receiver may see at all is the policy of their table.
const VISIBLE = `EXISTS (SELECT FROM eois WHERE eois.id = eoi_id AND (NOT private OR (${OPEN})))`;

// Asked when a link is followed, by somebody who is not signed in: hence the owner's rights.
const OPENS = `CREATE FUNCTION eoi_attachment_opens(eoi uuid, file uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT FROM eoi_attachments attached JOIN eois ON eois.id = attached.eoi_id
    WHERE attached.eoi_id = eoi AND attached.file_id = file AND eois.status <> 'draft' AND (NOT attached.private OR (${OPEN}))) $$`;
