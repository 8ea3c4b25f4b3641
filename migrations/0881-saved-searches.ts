import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** Searches that people keep, and which listings each of them was told of. Nobody else reads them, nor do staff. */
export class SavedSearches1790000000881 implements MigrationInterface {
  name = 'SavedSearches1790000000881';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...SEARCHES, ...TELLINGS, ...ERASURE, ...MAILS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'ALTER TABLE mails DROP COLUMN unsubscribe_url',
      'DROP TRIGGER accounts_forget_searches ON accounts',
      'DROP FUNCTION forget_saved_searches',
      'DROP TABLE saved_search_tellings, saved_searches',
    );
  }
}

// A new listing is looked up by `key_term`, the rarest of the terms that it must have, so that few searches are compared
// with it. The edition says by which analysis and which words of the taxonomy the terms were made.
const SEARCHES = [
  `CREATE TABLE saved_searches (
     id uuid CONSTRAINT saved_searches_pkey PRIMARY KEY,
     account_id uuid NOT NULL CONSTRAINT saved_searches_account_id_fkey REFERENCES accounts (id) ON DELETE CASCADE,
     name text NOT NULL CONSTRAINT saved_searches_name_check CHECK (length(name) BETWEEN 1 AND 100),
     kind text NOT NULL CONSTRAINT saved_searches_kind_check CHECK (kind IN ('demand', 'company')),
     query jsonb NOT NULL CONSTRAINT saved_searches_query_check CHECK (length(query::text) <= 4000),
     alert text NOT NULL CONSTRAINT saved_searches_alert_check CHECK (alert IN ('none', 'at_once', 'daily', 'weekly')),
     terms text[] NOT NULL CONSTRAINT saved_searches_terms_check CHECK (cardinality(terms) BETWEEN 1 AND 30),
     key_term text NOT NULL,
     deadline_from timestamptz,
     deadline_to timestamptz,
     analysis text NOT NULL,
     taxonomy text NOT NULL,
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL)`,
  'CREATE INDEX saved_searches_account_id_idx ON saved_searches (account_id, id DESC)',
  `CREATE INDEX saved_searches_key_term_idx ON saved_searches (kind, key_term, id) WHERE alert <> 'none'`,
  'ALTER TABLE saved_searches ENABLE ROW LEVEL SECURITY',
  'CREATE POLICY saved_searches_worker ON saved_searches TO shuqiao_worker USING (true) WITH CHECK (true)',
  `CREATE POLICY saved_searches_mine ON saved_searches TO shuqiao_company
   USING (account_id = acting_account()) WITH CHECK (account_id = acting_account())`,
  'REVOKE ALL ON saved_searches FROM shuqiao_staff',
];

// The key is what makes a listing be told once: told rows stay as long as their search.
const TELLINGS = [
  `CREATE TABLE saved_search_tellings (
     saved_search_id uuid NOT NULL
       CONSTRAINT saved_search_tellings_saved_search_id_fkey REFERENCES saved_searches (id) ON DELETE CASCADE,
     subject_id uuid NOT NULL,
     at_once boolean NOT NULL,
     noted_at timestamptz NOT NULL,
     told_at timestamptz,
     CONSTRAINT saved_search_tellings_pkey PRIMARY KEY (saved_search_id, subject_id))`,
  'CREATE INDEX saved_search_tellings_pending_idx ON saved_search_tellings (saved_search_id) WHERE told_at IS NULL',
  'CREATE INDEX saved_search_tellings_at_once_idx ON saved_search_tellings (saved_search_id) WHERE told_at IS NULL AND at_once',
  'REVOKE ALL ON saved_search_tellings FROM shuqiao_company, shuqiao_staff',
];

// By trigger, since accounts are erased in more ways than one.
const ERASURE = [
  `CREATE FUNCTION forget_saved_searches() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     DELETE FROM saved_searches WHERE account_id = NEW.id;
     RETURN NULL;
   END $$`,
  'REVOKE EXECUTE ON FUNCTION forget_saved_searches FROM PUBLIC',
  `CREATE TRIGGER accounts_forget_searches AFTER UPDATE OF erased_at ON accounts FOR EACH ROW
   WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION forget_saved_searches()`,
];

// Where a mail program unsubscribes by itself (RFC 8058).
const MAILS = [
  `ALTER TABLE mails ADD COLUMN unsubscribe_url text
   CONSTRAINT mails_unsubscribe_url_check CHECK (length(unsubscribe_url) <= 1000)`,
];
