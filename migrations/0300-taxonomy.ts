import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** Countries with their dated status, languages, currencies, and the concepts of sectors and capabilities. */
export class Taxonomy1790000000300 implements MigrationInterface {
  name = 'Taxonomy1790000000300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE concepts, country_statuses, countries, currencies, languages');
  }
}

const names = (column: string, table: string) =>
  `${column} jsonb NOT NULL CONSTRAINT ${table}_${column}_check CHECK (${column} ?& ARRAY['zh', 'ru', 'en'])`;

// `edited_at` marks what staff changed: newer data files leave such rows alone.
const TABLES = [
  `CREATE TABLE languages (
     tag text CONSTRAINT languages_pkey PRIMARY KEY,
     ${names('names', 'languages')},
     direction text NOT NULL CONSTRAINT languages_direction_check CHECK (direction IN ('ltr', 'rtl')),
     script text NOT NULL)`,
  `CREATE TABLE currencies (
     code text CONSTRAINT currencies_pkey PRIMARY KEY,
     ${names('names', 'currencies')},
     minor_units integer NOT NULL CONSTRAINT currencies_minor_units_check CHECK (minor_units BETWEEN 0 AND 3))`,
  `CREATE TABLE countries (
     code text CONSTRAINT countries_pkey PRIMARY KEY CONSTRAINT countries_code_check CHECK (code ~ '^[A-Z]{2}$'),
     ${names('names', 'countries')},
     languages text[] NOT NULL,
     currencies text[] NOT NULL,
     time_zones text[] NOT NULL,
     weekend integer[] NOT NULL CONSTRAINT countries_weekend_check CHECK (weekend <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
     apostille jsonb NOT NULL,
     calling_code text NOT NULL,
     registration_schemes text[] NOT NULL,
     version integer NOT NULL DEFAULT 1,
     edited_at timestamptz)`,
  `CREATE TABLE country_statuses (
     country text NOT NULL CONSTRAINT country_statuses_country_fkey REFERENCES countries (code),
     status text NOT NULL CONSTRAINT country_statuses_status_check CHECK (status ~ '^[a-z_]{3,30}$'),
     valid_from date NOT NULL,
     valid_to date,
     CONSTRAINT country_statuses_pkey PRIMARY KEY (country, valid_from),
     CONSTRAINT country_statuses_span_check CHECK (valid_to > valid_from),
     CONSTRAINT country_statuses_overlap_excl EXCLUDE USING gist (country WITH =, daterange(valid_from, valid_to) WITH &&))`,
  `CREATE TABLE concepts (
     code text CONSTRAINT concepts_pkey PRIMARY KEY CONSTRAINT concepts_code_check CHECK (code ~ '^[a-z0-9-]+(\\.[a-z0-9-]+)*$'),
     parent text CONSTRAINT concepts_parent_fkey REFERENCES concepts (code)
       CONSTRAINT concepts_parent_check CHECK (parent IS NOT DISTINCT FROM nullif(regexp_replace(code, '\\.?[a-z0-9-]+$', ''), '')),
     ${names('labels', 'concepts')},
     ${names('synonyms', 'concepts')},
     codes jsonb NOT NULL,
     sort integer NOT NULL,
     retired_at timestamptz,
     version integer NOT NULL DEFAULT 1,
     edited_at timestamptz)`,
  'CREATE INDEX concepts_parent_idx ON concepts (parent)',
  // Everybody reads the reference data; only the secretariat changes it.
  'REVOKE INSERT, UPDATE, DELETE ON languages, currencies, countries, country_statuses, concepts FROM shuqiao_company, shuqiao_worker',
];
