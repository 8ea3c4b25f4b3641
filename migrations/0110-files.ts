import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Uploaded files: what is known of each; the bytes lie in the file store under the file's id. */
export class Files1790000000110 implements MigrationInterface {
  name = 'Files1790000000110';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...FILES);
    await protect(queryRunner, 'files', 'company_id = ANY (acting_companies())', `visibility = 'public'`);
    await protect(queryRunner, 'file_usage', 'company_id = ANY (acting_companies())');
    await run(queryRunner, LINKED_FILE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP FUNCTION linked_file', 'DROP TABLE file_usage, files');
  }
}

// The pair (id, company_id) is what other tables refer to, so that nobody attaches another company's file.
const FILES = [
  `CREATE TABLE files (
     id uuid CONSTRAINT files_pkey PRIMARY KEY,
     company_id uuid NOT NULL,
     purpose text NOT NULL CONSTRAINT files_purpose_check CHECK (purpose ~ '^[a-z_]{1,40}$'),
     visibility text NOT NULL CONSTRAINT files_visibility_check CHECK (visibility IN ('public', 'private')),
     name text NOT NULL CONSTRAINT files_name_check CHECK (length(name) BETWEEN 1 AND 200),
     media_type text NOT NULL,
     size integer NOT NULL CONSTRAINT files_size_check CHECK (size BETWEEN 1 AND 10485760),
     sha256 text NOT NULL CONSTRAINT files_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
     uploaded_by uuid,
     created_at timestamptz NOT NULL,
     CONSTRAINT files_id_company_id_key UNIQUE (id, company_id),
     CONSTRAINT files_same_content_key UNIQUE (company_id, purpose, sha256))`,
  `CREATE TABLE file_usage (
     company_id uuid CONSTRAINT file_usage_pkey PRIMARY KEY,
     bytes bigint NOT NULL CONSTRAINT file_usage_bytes_check CHECK (bytes BETWEEN 0 AND 209715200),
     files integer NOT NULL CONSTRAINT file_usage_files_check CHECK (files BETWEEN 0 AND 500))`,
];

// A signed link stands for the permission of whoever issued it, so its bearer is not asked again.
const LINKED_FILE = `CREATE FUNCTION linked_file(file uuid)
  RETURNS TABLE (id uuid, name text, media_type text, size integer) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT files.id, files.name, files.media_type, files.size FROM files WHERE files.id = file $$`;
