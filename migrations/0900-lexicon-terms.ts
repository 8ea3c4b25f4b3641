import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * The terms of the lexicon: those that ship with a release, as loaded from its files, and what staff make of them. What
 * staff have edited a release leaves alone.
 */
export class LexiconTerms1790000000900 implements MigrationInterface {
  name = 'LexiconTerms1790000000900';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...STATE, ...TERMS, ...FORMS, ...GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE lexicon_forms, lexicon_terms, lexicon_state');
  }
}

// Whoever changes the lexicon updates this row first, so that there is one writer at a time. `files` is the digest of the
// files that were loaded last.
const STATE = [
  `CREATE TABLE lexicon_state (
     one boolean NOT NULL DEFAULT true CONSTRAINT lexicon_state_pkey PRIMARY KEY CONSTRAINT lexicon_state_one_check CHECK (one),
     edition integer NOT NULL,
     files text NOT NULL,
     staff_terms integer NOT NULL CONSTRAINT lexicon_state_staff_terms_check CHECK (staff_terms BETWEEN 0 AND 20000))`,
  `INSERT INTO lexicon_state (edition, files, staff_terms) VALUES (1, '', 0)`,
];

const FORMS_OF = (language: string) =>
  `${language} text[] NOT NULL CONSTRAINT lexicon_terms_${language}_check
     CHECK (cardinality(${language}) <= 20 AND length(array_to_string(${language}, '|')) <= 2100)`;

const TERMS = [
  `CREATE TABLE lexicon_terms (
     id uuid CONSTRAINT lexicon_terms_pkey PRIMARY KEY,
     shipped_as text CONSTRAINT lexicon_terms_shipped_as_key UNIQUE
       CONSTRAINT lexicon_terms_shipped_as_check CHECK (length(shipped_as) BETWEEN 1 AND 300),
     kind text NOT NULL CONSTRAINT lexicon_terms_kind_check CHECK (kind IN ('term', 'abbreviation', 'name')),
     concept text CONSTRAINT lexicon_terms_concept_fkey REFERENCES concepts (code),
     ${FORMS_OF('zh')},
     ${FORMS_OF('ru')},
     ${FORMS_OF('en')},
     state text NOT NULL DEFAULT 'active' CONSTRAINT lexicon_terms_state_check CHECK (state IN ('active', 'withdrawn')),
     version integer NOT NULL DEFAULT 1,
     reason text CONSTRAINT lexicon_terms_reason_check CHECK (length(reason) BETWEEN 1 AND 2000),
     edited_by uuid CONSTRAINT lexicon_terms_edited_by_fkey REFERENCES accounts (id),
     edited_at timestamptz,
     origin text NOT NULL GENERATED ALWAYS AS (CASE WHEN shipped_as IS NULL THEN 'staff'
       WHEN edited_at IS NULL THEN 'shipped' ELSE 'corrected' END) STORED,
     CONSTRAINT lexicon_terms_forms_check CHECK (cardinality(zh) + cardinality(ru) + cardinality(en) > 0),
     CONSTRAINT lexicon_terms_edited_check CHECK ((edited_at IS NULL) = (edited_by IS NULL)),
     CONSTRAINT lexicon_terms_origin_check CHECK (shipped_as IS NOT NULL OR edited_at IS NOT NULL))`,
  'CREATE INDEX lexicon_terms_concept_idx ON lexicon_terms (concept text_pattern_ops, id DESC)',
  'CREATE INDEX lexicon_terms_origin_idx ON lexicon_terms (origin, id DESC)',
  'CREATE INDEX lexicon_terms_edited_by_idx ON lexicon_terms (edited_by)',
];

// The forms that a term has, and inactive those that it once had. Shipped terms share forms with each other; what staff
// give a term leads to it alone.
const FORMS = [
  `CREATE TABLE lexicon_forms (
     term_id uuid NOT NULL CONSTRAINT lexicon_forms_term_id_fkey REFERENCES lexicon_terms (id) ON DELETE CASCADE,
     key text NOT NULL CONSTRAINT lexicon_forms_key_check CHECK (length(key) BETWEEN 1 AND 300),
     form text NOT NULL CONSTRAINT lexicon_forms_form_check CHECK (length(form) BETWEEN 1 AND 300),
     by_staff boolean NOT NULL,
     active boolean NOT NULL,
     CONSTRAINT lexicon_forms_pkey PRIMARY KEY (term_id, key))`,
  'CREATE UNIQUE INDEX lexicon_forms_staff_key ON lexicon_forms (key) WHERE by_staff AND active',
  'CREATE INDEX lexicon_forms_key_idx ON lexicon_forms (key)',
  'CREATE INDEX lexicon_forms_form_idx ON lexicon_forms (form text_pattern_ops)',
];

// Every program reads texts by the lexicon; who edited it and why is the secretariat's affair.
const GRANTS = [
  'REVOKE ALL ON lexicon_state, lexicon_terms, lexicon_forms FROM shuqiao_company, shuqiao_staff, shuqiao_worker',
  'GRANT SELECT (one, edition) ON lexicon_state TO shuqiao_company',
  'GRANT SELECT (id, shipped_as, kind, concept, zh, ru, en, state) ON lexicon_terms TO shuqiao_company',
  'GRANT SELECT ON lexicon_state, lexicon_terms, lexicon_forms TO shuqiao_staff, shuqiao_worker',
  'GRANT UPDATE (edition, staff_terms) ON lexicon_state TO shuqiao_staff',
  'GRANT INSERT, UPDATE ON lexicon_terms, lexicon_forms TO shuqiao_staff',
];
