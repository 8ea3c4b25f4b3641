import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Imports by the secretariat, and what they make: companies that are listed only, and demands from elsewhere. */
export class Imports1790000000875 implements MigrationInterface {
  name = 'Imports1790000000875';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      ...statuses([...STATUSES, 'listed']),
      ...visible(`status IN ('verified', 'listed', 'suspended') OR ${ONCE_VERIFIED}`),
      'ALTER TABLE companies ADD origin jsonb',
      `ALTER TABLE companies ADD CONSTRAINT companies_listed_check CHECK (status <> 'listed' OR origin IS NOT NULL)`,
      'ALTER TABLE demands ADD origin jsonb',
      ...IMPORTS,
    );
    for (const table of TABLES) {
      await protect(queryRunner, table, 'false');
      await run(queryRunner, `REVOKE ALL ON ${table} FROM shuqiao_company`);
    }
    await run(queryRunner, ...GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `DROP TABLE ${[...TABLES].reverse().join(', ')}`,
      'ALTER TABLE demands DROP COLUMN origin',
      ...visible(`status IN ('verified', 'suspended') OR ${ONCE_VERIFIED}`),
      `ALTER TABLE companies DROP CONSTRAINT companies_listed_check`,
      `UPDATE companies SET status = 'withdrawn', public_document = NULL WHERE status = 'listed'`,
      ...statuses(STATUSES),
      'ALTER TABLE companies DROP COLUMN origin',
    );
  }
}

const STATUSES = ['draft', 'submitted', 'verified', 'returned', 'rejected', 'suspended', 'withdrawn'];
const ONCE_VERIFIED = `(status = 'withdrawn' AND verified_at IS NOT NULL)`;
const TABLES = ['imports', 'import_lines', 'import_faults', 'import_records'];

const statuses = (values: readonly string[]) => [
  'ALTER TABLE companies DROP CONSTRAINT companies_status_check',
  `ALTER TABLE companies ADD CONSTRAINT companies_status_check CHECK (status IN ('${values.join(`', '`)}'))`,
];

const visible = (condition: string) => [
  'DROP POLICY companies_visible ON companies',
  `CREATE POLICY companies_visible ON companies FOR SELECT TO shuqiao_company USING (${condition})`,
];

const KIND = (table: string) =>
  `kind text NOT NULL CONSTRAINT ${table}_kind_check CHECK (kind IN ('companies', 'demands'))`;

// A line stands here until it is done: what is left is what an import that was interrupted goes on with.
const IMPORTS = [
  `CREATE TABLE imports (
     id uuid CONSTRAINT imports_pkey PRIMARY KEY,
     ${KIND('imports')},
     state text NOT NULL DEFAULT 'waiting' CONSTRAINT imports_state_check CHECK (state IN ('waiting', 'running', 'finished')),
     source text NOT NULL CONSTRAINT imports_source_check CHECK (length(source) BETWEEN 1 AND 100),
     publish boolean NOT NULL,
     open_until timestamptz,
     country text CONSTRAINT imports_country_fkey REFERENCES countries (code),
     sha256 text NOT NULL CONSTRAINT imports_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
     lines integer NOT NULL,
     added integer NOT NULL DEFAULT 0,
     changed integer NOT NULL DEFAULT 0,
     unchanged integer NOT NULL DEFAULT 0,
     refused integer NOT NULL DEFAULT 0,
     created_by uuid NOT NULL CONSTRAINT imports_created_by_fkey REFERENCES accounts (id),
     created_at timestamptz NOT NULL,
     finished_at timestamptz,
     CONSTRAINT imports_finished_check CHECK ((state = 'finished') = (finished_at IS NOT NULL)),
     CONSTRAINT imports_counts_check CHECK (added + changed + unchanged + refused <= lines))`,
  `CREATE UNIQUE INDEX imports_same_content_key ON imports (kind, source, publish, coalesce(open_until, '-infinity'), coalesce(country, ''), sha256)
     WHERE state <> 'finished'`,
  `CREATE TABLE import_lines (
     import_id uuid NOT NULL CONSTRAINT import_lines_import_id_fkey REFERENCES imports (id) ON DELETE CASCADE,
     line integer NOT NULL,
     content text NOT NULL CONSTRAINT import_lines_content_check CHECK (octet_length(content) <= 262144),
     CONSTRAINT import_lines_pkey PRIMARY KEY (import_id, line))`,
  `CREATE TABLE import_faults (
     import_id uuid NOT NULL CONSTRAINT import_faults_import_id_fkey REFERENCES imports (id) ON DELETE CASCADE,
     line integer NOT NULL,
     pointer text NOT NULL CONSTRAINT import_faults_pointer_check CHECK (length(pointer) <= 300),
     code text NOT NULL CONSTRAINT import_faults_code_check CHECK (length(code) <= 100),
     CONSTRAINT import_faults_pkey PRIMARY KEY (import_id, line, pointer))`,
  `CREATE TABLE import_records (
     ${KIND('import_records')},
     source text NOT NULL,
     external_id text NOT NULL CONSTRAINT import_records_external_id_check CHECK (length(external_id) BETWEEN 1 AND 320),
     subject_id uuid NOT NULL CONSTRAINT import_records_subject_id_key UNIQUE,
     content_hash text NOT NULL,
     CONSTRAINT import_records_pkey PRIMARY KEY (kind, source, external_id))`,
];

// The secretariat's API takes files in and reads what became of them; the worker does the rest.
const GRANTS = [
  'REVOKE ALL ON imports, import_lines, import_faults, import_records FROM shuqiao_staff',
  'GRANT SELECT, INSERT ON imports, import_faults TO shuqiao_staff',
  'GRANT INSERT ON import_lines TO shuqiao_staff',
  'GRANT SELECT ON import_records TO shuqiao_staff',
];
