import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Roadshows that come again: a rule over a roadshow, of which each date is a roadshow of its own. */
export class RoadshowSeries1790000000944 implements MigrationInterface {
  name = 'RoadshowSeries1790000000944';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...TABLE);
    await protect(queryRunner, 'roadshow_series', 'false');
    await run(
      queryRunner,
      'REVOKE ALL ON roadshow_series FROM shuqiao_company',
      'REVOKE DELETE ON roadshow_series FROM shuqiao_staff, shuqiao_worker',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'ALTER TABLE roadshows DROP COLUMN series_id, DROP COLUMN series_date, DROP COLUMN copied_from',
      'DROP TABLE roadshow_series',
    );
  }
}

// A date of a series is one roadshow, however often and by how many it is extended at once.
const TABLE = [
  `CREATE TABLE roadshow_series (
     id uuid CONSTRAINT roadshow_series_pkey PRIMARY KEY,
     roadshow_id uuid NOT NULL CONSTRAINT roadshow_series_roadshow_id_key UNIQUE
       CONSTRAINT roadshow_series_roadshow_id_fkey REFERENCES roadshows (id),
     rule text NOT NULL CONSTRAINT roadshow_series_rule_check CHECK (length(rule) BETWEEN 1 AND 200),
     starts_on date NOT NULL,
     skipped date[] NOT NULL CONSTRAINT roadshow_series_skipped_check CHECK (cardinality(skipped) <= 200),
     added date[] NOT NULL CONSTRAINT roadshow_series_added_check CHECK (cardinality(added) <= 200),
     created_by uuid NOT NULL CONSTRAINT roadshow_series_created_by_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now())`,
  `ALTER TABLE roadshows
     ADD COLUMN copied_from uuid CONSTRAINT roadshows_copied_from_fkey REFERENCES roadshows (id),
     ADD COLUMN series_id uuid CONSTRAINT roadshows_series_id_fkey REFERENCES roadshow_series (id),
     ADD COLUMN series_date date,
     ADD CONSTRAINT roadshows_series_check CHECK ((series_id IS NULL) = (series_date IS NULL))`,
  'CREATE UNIQUE INDEX roadshows_series_key ON roadshows (series_id, series_date)',
  'CREATE INDEX roadshows_copied_from_idx ON roadshows (copied_from)',
];
