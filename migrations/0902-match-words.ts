import type { MigrationInterface, QueryRunner } from 'typeorm';
import { noteFunction, VALUES_OF_LIST } from './0890-match-interactions';
import { run } from './support/tables';

/**
 * What is told of a match when it is read, and not kept with each of millions of pairs: what met, down to the words, what is
 * missing, and what the company could add to its profile. It follows from the public data of the two. The lists of demands
 * and those of companies are made anew one after the other.
 */
export class MatchWords1790000000902 implements MigrationInterface {
  name = 'MatchWords1790000000902';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'ALTER TABLE text_features ADD COLUMN words text CONSTRAINT text_features_words_check CHECK (length(words) <= 60000)',
      ...FIGURES,
      // All three hold public data only.
      'GRANT SELECT (side, subject_id, words) ON text_features TO shuqiao_company',
      'GRANT SELECT (side, subject_id, features) ON match_features TO shuqiao_company',
      'GRANT SELECT ON match_frequencies TO shuqiao_company',
      ...phases("'companies', 'demands', 'demand_lists', 'company_lists', 'done'"),
      ...FOLLOWED,
      ...ANEW,
      noteFunction(VALUES_OF_OBJECT),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      ...ANEW,
      noteFunction(VALUES_OF_LIST),
      'ALTER TABLE match_features DROP COLUMN written_in',
      ...phases("'companies', 'demands', 'lists', 'done'"),
      'REVOKE SELECT (side, subject_id, words) ON text_features FROM shuqiao_company',
      'REVOKE SELECT (side, subject_id, features) ON match_features FROM shuqiao_company',
      'REVOKE SELECT ON match_frequencies FROM shuqiao_company',
      'ALTER TABLE matches DROP COLUMN figures, DROP COLUMN copies, ALTER COLUMN explanation DROP DEFAULT',
      'ALTER TABLE text_features DROP COLUMN words',
    );
  }
}

const phases = (names: string): string[] => [
  'ALTER TABLE match_state DROP CONSTRAINT match_state_phase_check',
  `UPDATE match_state SET phase = 'companies', reached = NULL WHERE phase NOT IN (${names})`,
  `ALTER TABLE match_state ADD CONSTRAINT match_state_phase_check CHECK (phase IN (${names}))`,
];

// A later release drops `explanation` and `advice`, which programs of the one before still read. Pairs have no figures until
// the next worker has made them anew.
const FIGURES = [
  `ALTER TABLE matches ADD COLUMN figures jsonb NOT NULL DEFAULT '{}', ADD COLUMN copies uuid[] NOT NULL DEFAULT '{}',
     ALTER COLUMN explanation SET DEFAULT '[]'`,
];
const ANEW = [`UPDATE match_state SET code = ''`];
const VALUES_OF_OBJECT = [
  'jsonb_object_agg(code, figure -> 1)',
  'jsonb_each(figures) AS factor (code, figure)',
] as const;

// As in text_features: who holds all features in memory while lists are made reads what was written since.
const FOLLOWED = [
  `ALTER TABLE match_features ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id()`,
  'CREATE INDEX match_features_written_in_idx ON match_features (written_in)',
];
