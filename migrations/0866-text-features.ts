import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * What texts are to the match: the truth that the index in memory is made of. A text that went keeps its row for a while,
 * without features, so that programs that follow the changes hear of it.
 */
export class TextFeatures1790000000866 implements MigrationInterface {
  name = 'TextFeatures1790000000866';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...TABLE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE text_features');
  }
}

// `written_in` is the transaction of the last change: whoever reads up to the oldest transaction that is still open misses
// none, which a number from a sequence could not promise, since it is drawn before its transaction commits.
const TABLE = [
  `CREATE TABLE text_features (
     side text NOT NULL CONSTRAINT text_features_side_check CHECK (side IN ('company', 'demand')),
     subject_id uuid NOT NULL,
     version integer NOT NULL,
     edition text NOT NULL CONSTRAINT text_features_edition_check CHECK (length(edition) BETWEEN 1 AND 200),
     partition integer NOT NULL CONSTRAINT text_features_partition_check CHECK (partition BETWEEN 0 AND 65535),
     features bytea,
     impacts bytea,
     vector bytea,
     written_in xid8 NOT NULL,
     written_at timestamptz NOT NULL,
     CONSTRAINT text_features_pkey PRIMARY KEY (side, subject_id),
     CONSTRAINT text_features_whole_check CHECK (num_nulls(features, impacts, vector) IN (0, 3)),
     CONSTRAINT text_features_length_check CHECK (octet_length(impacts) <= 8192
       AND octet_length(features) = 4 * octet_length(impacts) AND octet_length(vector) = 128))`,
  'CREATE INDEX text_features_written_in_idx ON text_features (written_in, side, subject_id)',
  'CREATE INDEX text_features_removed_idx ON text_features (written_at) WHERE features IS NULL',
  'REVOKE ALL ON text_features FROM shuqiao_company, shuqiao_staff',
  'GRANT SELECT ON text_features TO shuqiao_staff',
];
