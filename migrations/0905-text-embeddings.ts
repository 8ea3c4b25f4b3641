import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * Vectors of texts that an embedding endpoint made, and what is common to those of a space: only vectors of one space may
 * be compared. Empty unless an endpoint is configured. The weight of the factor made of them is entered in the settings
 * that the portal starts with; settings that somebody chose stay as they were chosen, and lack it, which counts as 0.
 */
export class TextEmbeddings1790000000905 implements MigrationInterface {
  name = 'TextEmbeddings1790000000905';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...EMBEDDINGS, ...SPACES, ...GRANTS);
    await run(
      queryRunner,
      `UPDATE match_settings SET weights = weights || '{"semantic": ${FIRST_WEIGHT}}' WHERE set_by IS NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TABLE text_embeddings, embedding_spaces',
      `UPDATE match_settings SET weights = weights - 'semantic'`,
    );
  }
}

const FIRST_WEIGHT = 12;

const SPACE = (table: string) =>
  `space text NOT NULL CONSTRAINT ${table}_space_check CHECK (length(space) BETWEEN 1 AND 400)`;

// `digest` is that of the text which was sent, `version` the newest of the subject that has this text. Without a vector:
// the endpoint refuses the text. Vectors of up to 8,000 numbers stay in their row: two thousand are read at once.
const EMBEDDINGS = [
  `CREATE TABLE text_embeddings (
     side text NOT NULL CONSTRAINT text_embeddings_side_check CHECK (side IN ('company', 'demand')),
     subject_id uuid NOT NULL,
     ${SPACE('text_embeddings')},
     version integer NOT NULL,
     digest bytea NOT NULL CONSTRAINT text_embeddings_digest_check CHECK (octet_length(digest) = 32),
     vector bytea CONSTRAINT text_embeddings_vector_check CHECK (octet_length(vector) BETWEEN 1 AND 8192),
     made_at timestamptz NOT NULL,
     CONSTRAINT text_embeddings_pkey PRIMARY KEY (side, subject_id)) WITH (toast_tuple_target = 8160)`,
  'ALTER TABLE text_embeddings ALTER COLUMN vector SET STORAGE EXTERNAL',
  'CREATE INDEX text_embeddings_space_idx ON text_embeddings (space, side) WHERE vector IS NOT NULL',
];

// `centre` is the mean of so many companies' vectors, four bytes a number, the least byte first.
const SPACES = [
  `CREATE TABLE embedding_spaces (
     ${SPACE('embedding_spaces')},
     dimensions integer NOT NULL CONSTRAINT embedding_spaces_dimensions_check CHECK (dimensions BETWEEN 1 AND 8192),
     companies integer NOT NULL DEFAULT 0,
     centre bytea,
     begun_at timestamptz NOT NULL,
     CONSTRAINT embedding_spaces_pkey PRIMARY KEY (space),
     CONSTRAINT embedding_spaces_centre_check CHECK (octet_length(centre) = 4 * dimensions))`,
];

// Staff see what other weights would change before they set them: that takes the vectors.
const GRANTS = [
  'REVOKE ALL ON text_embeddings, embedding_spaces FROM shuqiao_company, shuqiao_staff',
  'REVOKE DELETE ON embedding_spaces FROM shuqiao_worker',
  'GRANT SELECT ON text_embeddings, embedding_spaces TO shuqiao_staff',
];
