import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * What the factors of a match weigh, one row for each time that somebody set it, and how far the lists are that are made
 * by it. Features and explanations from before are of another shape: they go, and are made anew by the next worker.
 */
export class MatchSettings1790000000865 implements MigrationInterface {
  name = 'MatchSettings1790000000865';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...EMPTY, FLOOR_EDITION, ...SETTINGS, ...STATE, ...GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE match_state, match_settings', ...EMPTY);
    await run(
      queryRunner,
      'ALTER TABLE match_features DROP COLUMN floor_edition',
      'REVOKE SELECT ON match_features, match_postings, match_frequencies FROM shuqiao_staff',
    );
  }
}

const EMPTY = ['matches', 'match_features', 'match_postings', 'match_frequencies'].map(
  (table) => `DELETE FROM ${table}`,
);

// A floor holds for pairs of its own edition of the score only.
const FLOOR_EDITION = 'ALTER TABLE match_features ADD COLUMN floor_edition integer NOT NULL DEFAULT 0';

const FIRST_WEIGHTS = {
  ...{ capability: 40, text: 24, country: 12, language: 6, certificates: 4, size: 3, timing: 2 },
  ...{ track_record: 6, history: 3 },
};

const SETTINGS = [
  `CREATE TABLE match_settings (
     edition integer CONSTRAINT match_settings_pkey PRIMARY KEY,
     weights jsonb NOT NULL CONSTRAINT match_settings_weights_check CHECK (jsonb_typeof(weights) = 'object'),
     reason text CONSTRAINT match_settings_reason_check CHECK (length(reason) BETWEEN 1 AND 2000),
     set_by uuid CONSTRAINT match_settings_set_by_fkey REFERENCES accounts (id),
     set_at timestamptz NOT NULL)`,
  `INSERT INTO match_settings (edition, weights, set_at) VALUES (1, '${JSON.stringify(FIRST_WEIGHTS)}', now())`,
];

// `edition` is what a pair's version is compared with; `reached` is the last subject of the phase that is done.
const STATE = [
  `CREATE TABLE match_state (
     one boolean NOT NULL DEFAULT true CONSTRAINT match_state_pkey PRIMARY KEY CONSTRAINT match_state_one_check CHECK (one),
     edition integer NOT NULL,
     code text NOT NULL,
     settings integer NOT NULL CONSTRAINT match_state_settings_fkey REFERENCES match_settings (edition),
     phase text NOT NULL CONSTRAINT match_state_phase_check CHECK (phase IN ('companies', 'demands', 'lists', 'done')),
     reached uuid)`,
  'CREATE INDEX match_state_settings_idx ON match_state (settings)',
  `INSERT INTO match_state (edition, code, settings, phase) VALUES (3, '', 1, 'companies')`,
];

// Staff see what other weights would change before they set them: that takes the features.
const GRANTS = [
  'REVOKE ALL ON match_settings, match_state FROM shuqiao_company',
  'REVOKE UPDATE, DELETE ON match_settings FROM shuqiao_staff, shuqiao_worker',
  'REVOKE INSERT, DELETE ON match_state FROM shuqiao_staff, shuqiao_worker',
  'GRANT SELECT ON match_features, match_postings, match_frequencies TO shuqiao_staff',
];
