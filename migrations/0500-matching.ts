import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** What the match reads of demands and companies, by which concepts they are found, and the stored lists. */
export class Matching1790000000500 implements MigrationInterface {
  name = 'Matching1790000000500';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...INDEX, ...MATCHES);
    await protect(
      queryRunner,
      'matches',
      'company_id = ANY (acting_companies()) OR demand_company_id = ANY (acting_companies())',
    );
    await protect(queryRunner, 'match_dismissals', 'company_id = ANY (acting_companies())');
    await run(queryRunner, 'REVOKE INSERT, UPDATE ON matches FROM shuqiao_company, shuqiao_staff');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE match_dismissals, matches, match_frequencies, match_postings, match_features');
  }
}

const SIDE = (table: string) =>
  `side text NOT NULL CONSTRAINT ${table}_side_check CHECK (side IN ('company', 'demand'))`;

// `floor` is the score of the last place of a full list, 0 while there is room; `refill` marks a full list that lost one.
const INDEX = [
  `CREATE TABLE match_features (
     ${SIDE('match_features')},
     subject_id uuid NOT NULL,
     company_id uuid NOT NULL,
     features jsonb NOT NULL,
     floor integer NOT NULL DEFAULT 0,
     refill boolean NOT NULL DEFAULT false,
     version integer NOT NULL DEFAULT 1,
     updated_at timestamptz NOT NULL,
     CONSTRAINT match_features_pkey PRIMARY KEY (side, subject_id))`,
  'CREATE INDEX match_features_refill_idx ON match_features (updated_at) WHERE refill',
  // Each subject stands under its concepts and under everything above them.
  `CREATE TABLE match_postings (
     ${SIDE('match_postings')},
     concept text NOT NULL,
     subject_id uuid NOT NULL,
     CONSTRAINT match_postings_pkey PRIMARY KEY (side, concept, subject_id))`,
  'CREATE INDEX match_postings_subject_idx ON match_postings (side, subject_id)',
  // How many subjects stand under a concept; '*' is the number of all.
  `CREATE TABLE match_frequencies (
     ${SIDE('match_frequencies')},
     concept text NOT NULL,
     subjects integer NOT NULL CONSTRAINT match_frequencies_subjects_check CHECK (subjects >= 0),
     CONSTRAINT match_frequencies_pkey PRIMARY KEY (side, concept))`,
  ...['match_features', 'match_postings', 'match_frequencies'].map(
    (table) => `REVOKE ALL ON ${table} FROM shuqiao_company, shuqiao_staff`,
  ),
];

const MATCHES = [
  `CREATE TABLE matches (
     demand_id uuid NOT NULL CONSTRAINT matches_demand_id_fkey REFERENCES demands (id) ON DELETE CASCADE,
     company_id uuid NOT NULL CONSTRAINT matches_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     demand_company_id uuid NOT NULL,
     score integer NOT NULL CONSTRAINT matches_score_check CHECK (score BETWEEN 0 AND 10000),
     explanation jsonb NOT NULL,
     for_demand boolean NOT NULL,
     for_company boolean NOT NULL,
     version integer NOT NULL,
     computed_at timestamptz NOT NULL,
     CONSTRAINT matches_pkey PRIMARY KEY (demand_id, company_id),
     CONSTRAINT matches_own_demand_check CHECK (company_id <> demand_company_id),
     CONSTRAINT matches_listed_check CHECK (for_demand OR for_company))`,
  'CREATE INDEX matches_for_demand_idx ON matches (demand_id, score DESC, company_id DESC) WHERE for_demand',
  'CREATE INDEX matches_for_company_idx ON matches (company_id, score DESC, demand_id DESC) WHERE for_company',
  'CREATE INDEX matches_company_idx ON matches (company_id)',
  `CREATE TABLE match_dismissals (
     company_id uuid NOT NULL CONSTRAINT match_dismissals_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     demand_id uuid NOT NULL CONSTRAINT match_dismissals_demand_id_fkey REFERENCES demands (id) ON DELETE CASCADE,
     reason text NOT NULL CONSTRAINT match_dismissals_reason_check
       CHECK (reason IN ('not_our_field', 'wrong_country', 'budget', 'timing', 'capacity', 'other')),
     dismissed_by uuid NOT NULL CONSTRAINT match_dismissals_dismissed_by_fkey REFERENCES accounts (id),
     dismissed_at timestamptz NOT NULL,
     CONSTRAINT match_dismissals_pkey PRIMARY KEY (company_id, demand_id))`,
  'CREATE INDEX match_dismissals_demand_id_idx ON match_dismissals (demand_id)',
];
