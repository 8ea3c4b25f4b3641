import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** The words of public texts that neither the lexicon nor the dictionary knows, for staff to teach or to dismiss. */
export class UnknownTerms1790000000901 implements MigrationInterface {
  name = 'UnknownTerms1790000000901';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...TERMS, ...SIGHTINGS, ...LINE, ...GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TABLE unknown_term_walks, unknown_term_pending, unknown_term_sightings, unknown_terms',
    );
  }
}

// `texts` counts the sightings that no term of the lexicon covers.
const TERMS = [
  `CREATE TABLE unknown_terms (
     id uuid CONSTRAINT unknown_terms_pkey PRIMARY KEY,
     key text NOT NULL CONSTRAINT unknown_terms_key_check CHECK (length(key) BETWEEN 1 AND 200),
     language text NOT NULL CONSTRAINT unknown_terms_language_check CHECK (language IN ('zh', 'ru', 'en', 'other')),
     term text NOT NULL CONSTRAINT unknown_terms_term_check CHECK (length(term) BETWEEN 1 AND 200),
     texts integer NOT NULL DEFAULT 0 CONSTRAINT unknown_terms_texts_check CHECK (texts >= 0),
     state text NOT NULL DEFAULT 'open' CONSTRAINT unknown_terms_state_check CHECK (state IN ('open', 'dismissed', 'taught')),
     reason text CONSTRAINT unknown_terms_reason_check CHECK (length(reason) BETWEEN 1 AND 2000),
     taught_term_id uuid CONSTRAINT unknown_terms_taught_term_id_fkey REFERENCES lexicon_terms (id),
     decided_by uuid CONSTRAINT unknown_terms_decided_by_fkey REFERENCES accounts (id),
     decided_at timestamptz,
     CONSTRAINT unknown_terms_key_key UNIQUE (key, language),
     CONSTRAINT unknown_terms_decided_check CHECK ((state = 'open') = (decided_at IS NULL)
       AND (state = 'open') = (decided_by IS NULL)),
     CONSTRAINT unknown_terms_taught_check CHECK ((state = 'taught') = (taught_term_id IS NOT NULL)),
     CONSTRAINT unknown_terms_dismissed_check CHECK ((state = 'dismissed') = (reason IS NOT NULL))) WITH (fillfactor = 80)`,
  'CREATE INDEX unknown_terms_texts_idx ON unknown_terms (state, texts DESC, id DESC)',
  'CREATE INDEX unknown_terms_language_idx ON unknown_terms (state, language, texts DESC, id DESC)',
  'CREATE INDEX unknown_terms_taught_term_id_idx ON unknown_terms (taught_term_id)',
  'CREATE INDEX unknown_terms_decided_by_idx ON unknown_terms (decided_by)',
];

// Where a term covers a word it is kept all the same: by it the texts are found that must be read again when the term goes.
const SIGHTINGS = [
  `CREATE TABLE unknown_term_sightings (
     term_id uuid NOT NULL CONSTRAINT unknown_term_sightings_term_id_fkey REFERENCES unknown_terms (id) ON DELETE CASCADE,
     subject_id uuid NOT NULL,
     kind text NOT NULL CONSTRAINT unknown_term_sightings_kind_check CHECK (kind IN ('demand', 'company')),
     written text NOT NULL CONSTRAINT unknown_term_sightings_written_check CHECK (length(written) BETWEEN 1 AND 200),
     within_term boolean NOT NULL,
     CONSTRAINT unknown_term_sightings_pkey PRIMARY KEY (term_id, subject_id))`,
  'CREATE INDEX unknown_term_sightings_subject_id_idx ON unknown_term_sightings (subject_id)',
  'CREATE INDEX unknown_term_sightings_newest_idx ON unknown_term_sightings (term_id, subject_id DESC) WHERE NOT within_term',
];

// Subjects to be read, and how far all of them have been put in line because they are read in another way now.
const LINE = [
  `CREATE TABLE unknown_term_pending (
     subject_id uuid CONSTRAINT unknown_term_pending_pkey PRIMARY KEY,
     kind text NOT NULL CONSTRAINT unknown_term_pending_kind_check CHECK (kind IN ('demand', 'company')))`,
  `CREATE TABLE unknown_term_walks (
     kind text CONSTRAINT unknown_term_walks_pkey PRIMARY KEY
       CONSTRAINT unknown_term_walks_kind_check CHECK (kind IN ('demand', 'company')),
     reading text NOT NULL,
     reached uuid)`,
];

const TABLES = 'unknown_terms, unknown_term_sightings, unknown_term_pending, unknown_term_walks';
const GRANTS = [
  `REVOKE ALL ON ${TABLES} FROM shuqiao_company, shuqiao_staff`,
  'GRANT SELECT ON unknown_terms, unknown_term_sightings TO shuqiao_staff',
  'GRANT UPDATE (state, reason, taught_term_id, decided_by, decided_at) ON unknown_terms TO shuqiao_staff',
];
