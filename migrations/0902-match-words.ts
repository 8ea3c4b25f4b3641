import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * What is told of a match when it is read, and not kept with each of millions of pairs: the words that met, which follow
 * from the words of the two texts, and what the company could add to its profile. Lists are made anew in two phases, first
 * those of demands, then those of companies.
 */
export class MatchWords1790000000902 implements MigrationInterface {
  name = 'MatchWords1790000000902';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'ALTER TABLE text_features ADD COLUMN words text CONSTRAINT text_features_words_check CHECK (length(words) <= 60000)',
      'ALTER TABLE matches DROP COLUMN advice',
      // All three hold public data only.
      'GRANT SELECT (side, subject_id, words) ON text_features TO shuqiao_company',
      'GRANT SELECT (side, subject_id, features) ON match_features TO shuqiao_company',
      'GRANT SELECT ON match_frequencies TO shuqiao_company',
      ...phases("'companies', 'demands', 'demand_lists', 'company_lists', 'done'"),
      ...FOLLOWED,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'ALTER TABLE match_features DROP COLUMN written_in',
      ...phases("'companies', 'demands', 'lists', 'done'"),
      'REVOKE SELECT (side, subject_id, words) ON text_features FROM shuqiao_company',
      'REVOKE SELECT (side, subject_id, features) ON match_features FROM shuqiao_company',
      'REVOKE SELECT ON match_frequencies FROM shuqiao_company',
      `ALTER TABLE matches ADD COLUMN advice jsonb NOT NULL DEFAULT '[]'`,
      'ALTER TABLE text_features DROP COLUMN words',
    );
  }
}

const phases = (names: string): string[] => [
  'ALTER TABLE match_state DROP CONSTRAINT match_state_phase_check',
  `UPDATE match_state SET phase = 'companies', reached = NULL WHERE phase NOT IN (${names})`,
  `ALTER TABLE match_state ADD CONSTRAINT match_state_phase_check CHECK (phase IN (${names}))`,
];

// As in text_features: who holds all features in memory while lists are made reads what was written since.
const FOLLOWED = [
  `ALTER TABLE match_features ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id()`,
  'CREATE INDEX match_features_written_in_idx ON match_features (written_in)',
];
