import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** What was done with matches, each with what the score said then, and the daily counts that the staff's page reads. */
export class MatchInteractions1790000000890 implements MigrationInterface {
  name = 'MatchInteractions1790000000890';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...INTERACTIONS, ...DAYS);
    await protect(queryRunner, 'match_interactions', 'false');
    await protect(queryRunner, 'match_quality_days', 'false');
    await run(queryRunner, noteFunction(VALUES_OF_LIST), ...GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, `DROP FUNCTION ${SIGNATURE}`, 'DROP TABLE match_quality_days, match_interactions');
  }
}

// `pair` stands for demand and company, so that the acts on one match stay together once their names are taken out.
// `occasion` is the day of an opening: it is kept once a day, any other act once. `leads` marks the row by which a pair
// is counted, `folded_at` when the row was counted.
const INTERACTIONS = [
  `CREATE TABLE match_interactions (
     id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT match_interactions_pkey PRIMARY KEY,
     pair uuid NOT NULL,
     kind text NOT NULL CONSTRAINT match_interactions_kind_check
       CHECK (kind IN ('opened', 'sent', 'accepted', 'declined', 'dismissed')),
     side text NOT NULL CONSTRAINT match_interactions_side_check CHECK (side IN ('company', 'demand')),
     occasion text NOT NULL,
     reason text CONSTRAINT match_interactions_reason_check CHECK (length(reason) BETWEEN 1 AND 40),
     at timestamptz NOT NULL,
     demand_id uuid CONSTRAINT match_interactions_demand_id_fkey REFERENCES demands (id) ON DELETE SET NULL,
     company_id uuid CONSTRAINT match_interactions_company_id_fkey REFERENCES companies (id) ON DELETE SET NULL,
     demand_company_id uuid CONSTRAINT match_interactions_demand_company_id_fkey REFERENCES companies (id) ON DELETE SET NULL,
     demand_language text NOT NULL,
     company_language text NOT NULL,
     demand_country text NOT NULL,
     company_country text NOT NULL,
     score integer NOT NULL CONSTRAINT match_interactions_score_check CHECK (score BETWEEN 0 AND 10000),
     edition integer NOT NULL,
     place smallint CONSTRAINT match_interactions_place_check CHECK (place >= 1),
     factors jsonb NOT NULL CONSTRAINT match_interactions_factors_check CHECK (jsonb_typeof(factors) = 'object'),
     leads boolean NOT NULL DEFAULT false,
     folded_at timestamptz,
     CONSTRAINT match_interactions_act_key UNIQUE (pair, kind, side, occasion))`,
  'CREATE UNIQUE INDEX match_interactions_leader_key ON match_interactions (pair) WHERE leads',
  'CREATE INDEX match_interactions_unfolded_idx ON match_interactions (id) WHERE folded_at IS NULL',
  'CREATE INDEX match_interactions_demand_id_idx ON match_interactions (demand_id)',
  'CREATE INDEX match_interactions_company_id_idx ON match_interactions (company_id)',
  'CREATE INDEX match_interactions_demand_company_id_idx ON match_interactions (demand_company_id)',
];

// A pair counts on the day on which it was first opened or acted upon, under every key of every slice; what comes of it
// later is added there, so that a share of what was opened is never above 1.
const DAYS = [
  `CREATE TABLE match_quality_days (
     day date NOT NULL,
     slice text NOT NULL CONSTRAINT match_quality_days_slice_check
       CHECK (slice IN ('all', 'rank', 'factor', 'languages', 'countries')),
     key text[] NOT NULL CONSTRAINT match_quality_days_key_check CHECK (cardinality(key) <= 2),
     opened integer NOT NULL,
     wanted integer NOT NULL,
     accepted integer NOT NULL,
     declined integer NOT NULL,
     dismissed integer NOT NULL,
     CONSTRAINT match_quality_days_pkey PRIMARY KEY (day, slice, key))`,
];

const SIGNATURE = 'note_match_interaction(text, text, uuid, uuid, text, timestamptz)';

/**
 * The function, by how the values of the factors are read of a pair. With the owner's rights, because firms neither write
 * here nor read it. Of a pair that is no longer matched the copy is taken that was made before; a pair that was never
 * recommended, or a company that has left, is not noted. Answers whether it was noted.
 */
export const noteFunction = (
  values: readonly [aggregate: string, from: string],
): string => `CREATE OR REPLACE FUNCTION note_match_interaction(act text, acting text, demand uuid, company uuid, why text, moment timestamptz)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE
    pair_of uuid := md5(demand::text || company::text)::uuid;
    noted boolean;
  BEGIN
    INSERT INTO match_interactions AS known (pair, kind, side, occasion, reason, at, demand_id, company_id, demand_company_id,
      demand_language, company_language, demand_country, company_country, score, edition, place, factors)
    SELECT pair_of, act, acting, CASE act WHEN 'opened' THEN (moment AT TIME ZONE 'UTC')::date::text ELSE '' END, why, moment,
      demand, company, seen.demand_company_id,
      split_part(coalesce(listing.summary -> 'title' ->> 'lang', 'und'), '-', 1),
      split_part(coalesce(firm.public_document -> 'description' -> 0 ->> 'lang', firm.legal_name_lang), '-', 1),
      listing.country, firm.country, seen.score, seen.edition, seen.place, seen.factors
    FROM (
      SELECT 0 AS age, matches.demand_company_id, matches.score, version AS edition,
        CASE WHEN acting = 'demand' AND for_demand THEN (
            SELECT count(*) + 1 FROM matches better WHERE better.demand_id = demand AND better.for_demand
              AND (better.score, better.company_id) > (matches.score, matches.company_id))
          WHEN acting = 'company' AND for_company THEN (
            SELECT count(*) + 1 FROM matches better WHERE better.company_id = company AND better.for_company
              AND (better.score, better.demand_id) > (matches.score, matches.demand_id)) END AS place,
        (SELECT coalesce(${values[0]}, '{}') FROM ${values[1]}) AS factors
      FROM matches WHERE matches.demand_id = demand AND matches.company_id = company
      UNION ALL (
        SELECT 1, earlier.demand_company_id, earlier.score, earlier.edition, earlier.place::bigint, earlier.factors
        FROM match_interactions earlier WHERE earlier.pair = pair_of ORDER BY id LIMIT 1)
      ORDER BY age LIMIT 1) AS seen
    JOIN demand_listings listing ON listing.demand_id = demand
    JOIN companies firm ON firm.id = company AND firm.status <> 'withdrawn'
    JOIN companies asking ON asking.id = seen.demand_company_id AND asking.status <> 'withdrawn'
    WHERE current_setting('role') <> 'shuqiao_company'
      OR (CASE acting WHEN 'company' THEN firm.id ELSE asking.id END) = ANY (acting_companies())
    ON CONFLICT ON CONSTRAINT match_interactions_act_key DO UPDATE SET reason = EXCLUDED.reason
    RETURNING true INTO noted;
    RETURN coalesce(noted, false);
  END $$`;
export const VALUES_OF_LIST = [
  `jsonb_object_agg(factor ->> 'code', factor -> 'value')`,
  'jsonb_array_elements(explanation) AS factor',
] as const;

const GRANTS = [
  `REVOKE EXECUTE ON FUNCTION ${SIGNATURE} FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION ${SIGNATURE} TO shuqiao_company, shuqiao_worker`,
  'REVOKE ALL ON match_interactions, match_quality_days FROM shuqiao_company, shuqiao_staff',
  'REVOKE INSERT, DELETE ON match_interactions FROM shuqiao_worker',
  'REVOKE DELETE ON match_quality_days FROM shuqiao_worker',
  'GRANT SELECT ON match_quality_days TO shuqiao_staff',
];
