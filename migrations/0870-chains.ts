import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** Who can take a part in a chain for a demand, for the APIs, which cannot read the match's tables. */
export class Chains1790000000870 implements MigrationInterface {
  name = 'Chains1790000000870';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      CANDIDATES,
      `REVOKE EXECUTE ON FUNCTION ${SIGNATURE} FROM PUBLIC`,
      `GRANT EXECUTE ON FUNCTION ${SIGNATURE} TO shuqiao_company, shuqiao_staff`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, `DROP FUNCTION ${SIGNATURE}`);
  }
}

const SIGNATURE = 'chain_candidates(uuid, uuid, integer[], integer[], text[], integer[], integer, integer)';

// The four arrays are one list of keys: that a requirement (by number) asks for a concept (by number), which is looked up
// under a code that lies so many levels above it. Of each posting list the newest are read; from what they give, those
// who meet most of a requirement have the first places for it, and of equals those who meet most of the demand. The
// places are filled in turns, so that no requirement takes them all. Who has a place in the stored list is always among
// them. What is shown of a company is public; who dismissed the demand, or was declined, is left out unless he asks.
const CANDIDATES = `CREATE FUNCTION chain_candidates(demand uuid, asking uuid, requirements integer[], concepts integer[],
    codes text[], levels integer[], most_postings integer, most integer)
  RETURNS TABLE (company_id uuid, offered jsonb, score integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH keys AS (SELECT * FROM unnest(requirements, concepts, codes, levels) AS key (requirement, concept, code, level)),
  posted AS (
    SELECT distinct_codes.code, posting.subject_id FROM (SELECT DISTINCT code FROM keys) AS distinct_codes
    CROSS JOIN LATERAL (
      SELECT subject_id FROM match_postings WHERE side = 'company' AND match_postings.concept = distinct_codes.code
      ORDER BY subject_id DESC LIMIT most_postings) AS posting),
  met AS (
    SELECT requirement, subject_id, sum(points) AS points FROM (
      SELECT requirement, subject_id, max(1.0 / (1 + level)) AS points FROM keys JOIN posted USING (code)
      GROUP BY requirement, concept, subject_id) AS by_concept
    GROUP BY requirement, subject_id),
  placed AS (
    SELECT subject_id, row_number() OVER (PARTITION BY requirement ORDER BY points DESC, breadth DESC, subject_id DESC) AS place
    FROM (SELECT *, sum(points) OVER (PARTITION BY subject_id) AS breadth FROM met) AS weighed),
  chosen AS (
    SELECT asking AS subject_id WHERE asking IS NOT NULL
    UNION SELECT matches.company_id FROM matches WHERE matches.demand_id = demand AND for_demand
    UNION (SELECT subject_id FROM placed GROUP BY subject_id ORDER BY min(place), subject_id DESC LIMIT most))
  SELECT chosen.subject_id, known.features -> 'concepts', matches.score
  FROM chosen
  JOIN match_features known ON known.side = 'company' AND known.subject_id = chosen.subject_id
  JOIN companies ON companies.id = chosen.subject_id AND companies.status = 'verified'
  JOIN demand_listings listing ON listing.demand_id = demand AND listing.status = 'open'
    AND listing.company_id <> chosen.subject_id
  LEFT JOIN matches ON matches.demand_id = demand AND matches.company_id = chosen.subject_id
  WHERE chosen.subject_id = asking OR NOT (
    EXISTS (SELECT FROM match_dismissals refusal WHERE refusal.company_id = chosen.subject_id AND refusal.demand_id = demand)
    OR EXISTS (SELECT FROM eois WHERE eois.company_id = chosen.subject_id AND eois.demand_id = demand AND eois.status = 'declined'
      AND NOT EXISTS (SELECT FROM eois later WHERE later.company_id = eois.company_id AND later.demand_id = demand
        AND later.status IN ('draft', 'sent', 'to_reconfirm', 'accepted'))))
  ORDER BY chosen.subject_id $$`;
