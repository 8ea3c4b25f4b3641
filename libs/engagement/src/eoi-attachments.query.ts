import type { Statement } from '@shuqiao/platform';

/** What files are stored for here. */
export const PURPOSE = 'eoi_attachment';

export const CONTACTS_OPEN = `eois.status = 'accepted' AND sender_consent_at IS NOT NULL AND receiver_consent_at IS NOT NULL`;

/** The attachments of the EOI at hand; `sees` is when the reader sees the private ones although contacts are closed. */
export const attachments = (sees: string) =>
  `SELECT coalesce(json_agg(json_build_object('id', file_id, 'name', name, 'mediaType', media_type, 'size', size, 'private', private)
     ORDER BY position), '[]') AS attachments
   FROM eoi_attachments WHERE eoi_id = eois.id AND (NOT private OR ${sees} OR (${CONTACTS_OPEN}))`;

export const DETACH: Statement = {
  name: 'engagement.detach',
  text: 'DELETE FROM eoi_attachments WHERE eoi_id = $1',
};

/** Attaches those of the company's uploads that are named and returns which: ($1 EOI, $2 company, $3 `[{id, private}]`) */
export const ATTACH: Statement = {
  name: 'engagement.attach',
  text: `INSERT INTO eoi_attachments (eoi_id, file_id, company_id, name, media_type, size, private, position)
         SELECT $1, files.id, files.company_id, files.name, media_type, size, (named.item ->> 'private')::boolean, named.place - 1
         FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS named(item, place)
         JOIN files ON files.id = (named.item ->> 'id')::uuid
         WHERE files.company_id = $2 AND files.purpose = '${PURPOSE}' RETURNING file_id AS "fileId"`,
};

/** The files that go with a draft, since no other EOI of the company has them: ($1 EOI) */
export const ALONE: Statement = {
  name: 'engagement.files-alone',
  text: `SELECT file_id AS "fileId" FROM eoi_attachments attached WHERE eoi_id = $1 AND NOT EXISTS (
           SELECT FROM eoi_attachments other WHERE other.file_id = attached.file_id AND other.eoi_id <> $1)`,
};

/** ($1 file, $2 company) */
export const UPLOADED: Statement = {
  name: 'engagement.uploaded',
  text: `SELECT id FROM files WHERE id = $1 AND company_id = $2 AND purpose = '${PURPOSE}'`,
};

/** Whether the reader may open an attachment, and whether it is his own: ($1 EOI, $2 file, $3 the reader's companies) */
export const SEEN: Statement = {
  name: 'engagement.attachment-seen',
  text: `SELECT eois.company_id = ANY ($3::uuid[]) AS own FROM eoi_attachments attached JOIN eois ON eois.id = attached.eoi_id
         WHERE eois.id = $1 AND attached.file_id = $2 AND (eois.company_id = ANY ($3::uuid[])
           OR (eois.status <> 'draft' AND eois.demand_company_id = ANY ($3::uuid[]) AND (NOT private OR (${CONTACTS_OPEN}))))`,
};

/** ($1 EOI, $2 file) */
export const OPENS: Statement = {
  name: 'engagement.attachment-opens',
  text: 'SELECT eoi_attachment_opens($1, $2) AS opens',
};
