import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** How the hits of a search divide among the values of its facets, read from the documents themselves. */
export class SearchFacetCounts1790000000922 implements MigrationInterface {
  name = 'SearchFacetCounts1790000000922';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, SAMPLE, COUNTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP FUNCTION search_facet_counts, search_sample');
  }
}

// Hits, at most \`most\` of a segment, each with how many of the segment's hits it stands for. The segments come in an order
// that has nothing to do with age, so that those looked at stand for all: what is old is closed more often than what is
// new. A thousand hits in eight segments are enough; \`share\` says for how many times as many they stand.
const SAMPLE = `CREATE FUNCTION search_sample(
    of_kind text, terms text[], rarest bigint, most integer,
    OUT positions bigint[], OUT weights real[], OUT seen bigint, OUT share real, OUT whole boolean)
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    place record;
    hits record;
    here bigint;
    taken bigint[];
    scanned integer := 0;
    weight bigint := 0;
    stopped boolean := false;
  BEGIN
    positions := '{}'; weights := '{}'; seen := 0; whole := true;
    FOR place IN
      SELECT segment, coalesce(bit_count(bits), cardinality(slots)) AS documents FROM search_postings
      WHERE kind = of_kind AND term = terms[1] ORDER BY hashint4(segment)
    LOOP
      stopped := scanned >= 256 OR (seen > 1000 AND scanned >= 8);
      EXIT WHEN stopped;
      scanned := scanned + 1;
      weight := weight + place.documents;
      hits := search_common(of_kind, terms, place.segment);
      here := coalesce(bit_count(hits.bits), cardinality(hits.slots));
      CONTINUE WHEN here = 0;
      seen := seen + here;
      whole := whole AND here <= most;
      taken := ARRAY(SELECT place.segment::bigint * 8192 + 8191 - slot FROM unnest(search_slots(hits.slots, hits.bits, 0, most)) AS slot);
      positions := positions || taken;
      weights := weights || array_fill(here::real / cardinality(taken), ARRAY[cardinality(taken)]);
    END LOOP;
    whole := whole AND NOT stopped;
    share := CASE WHEN stopped THEN rarest::real / weight ELSE 1 END;
  END $$`;

// Exact up to a thousand hits: where a sample shows in the end that there are no more than that, all are read.
const COUNTS = `CREATE FUNCTION search_facet_counts(
    of_kind text, filters text[], wanted text[], words text[], choices text[], due_from timestamptz, due_until timestamptz)
  RETURNS TABLE (choice text, hits bigint, exact boolean)
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    known record;
    terms text[] := '{}';
    few bigint[];
    rarest bigint;
    sample record;
  BEGIN
    FOR known IN
      SELECT term, documents, count.positions FROM search_term_counts count
      WHERE kind = of_kind AND term = ANY (filters || words) AND documents > 0 ORDER BY documents, term
    LOOP
      IF terms = '{}' THEN few := known.positions; rarest := known.documents; END IF;
      terms := terms || known.term;
    END LOOP;
    IF terms = '{}' OR cardinality(terms) < cardinality(filters) + cardinality(words) THEN RETURN; END IF;
    IF few IS NOT NULL THEN
      few := search_having(of_kind, search_kept(of_kind, few, wanted, NULL, NULL, NULL), words);
      SELECT few AS positions, array_fill(1::real, ARRAY[cardinality(few)]) AS weights, 1::real AS share, true AS whole INTO sample;
    ELSE
      sample := search_sample(of_kind, terms, rarest, 50);
      IF NOT sample.whole AND sample.seen <= 1000 THEN sample := search_sample(of_kind, terms, rarest, 1000); END IF;
    END IF;
    RETURN QUERY SELECT facet, round(sum(weight) * sample.share)::bigint, sample.whole
      FROM unnest(sample.positions, sample.weights) AS hit (position, weight)
      JOIN search_documents document ON document.kind = of_kind AND document.position = hit.position
        AND (due_from IS NULL OR document.deadline >= due_from) AND (due_until IS NULL OR document.deadline < due_until)
      CROSS JOIN unnest(document.facets) AS facet
      GROUP BY facet HAVING facet = ANY (choices);
  END $$`;
