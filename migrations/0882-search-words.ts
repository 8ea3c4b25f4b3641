import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * The words of public titles as they are written, each with how many public documents have it: what is suggested while
 * somebody types, and what a mistyped word may have meant. `keys` are hashes of the word's beginnings, whole and with one
 * letter left out; two words whose beginnings differ by one letter share a key.
 */
export class SearchWords1790000000882 implements MigrationInterface {
  name = 'SearchWords1790000000882';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `ALTER TABLE search_document_terms ADD COLUMN words text[] NOT NULL DEFAULT '{}'`,
      `CREATE TABLE search_words (
         kind text NOT NULL CONSTRAINT search_words_kind_check CHECK (kind IN ('demand', 'company')),
         word text NOT NULL CONSTRAINT search_words_word_check CHECK (length(word) BETWEEN 1 AND 64),
         documents bigint NOT NULL,
         keys integer[] NOT NULL,
         CONSTRAINT search_words_pkey PRIMARY KEY (kind, word)) WITH (fillfactor = 80)`,
      'CREATE INDEX search_words_prefix_idx ON search_words (kind, word text_pattern_ops)',
      'CREATE INDEX search_words_keys_idx ON search_words USING gin (keys)',
      'REVOKE ALL ON search_words FROM shuqiao_company, shuqiao_staff',
      'GRANT SELECT ON search_words TO shuqiao_company, shuqiao_staff',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE search_words', 'ALTER TABLE search_document_terms DROP COLUMN words');
  }
}
