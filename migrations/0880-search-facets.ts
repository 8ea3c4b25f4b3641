import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** How the hits of a search divide among the values of a facet. */
export class SearchFacets1790000000880 implements MigrationInterface {
  name = 'SearchFacets1790000000880';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, FACET);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP FUNCTION search_facet');
  }
}

// The segments come in an order that has nothing to do with age, so that those looked at stand for all: what is old is
// closed more often than what is new. More than a thousand hits in eight segments are enough to extrapolate from; the share
// of the rarest term's documents that was looked at says how far. A range of deadlines is asked document by document, and
// ends sooner.
const FACET = `CREATE FUNCTION search_facet(
    of_kind text, base text[], choices text[], due_from timestamptz, due_until timestamptz)
  RETURNS TABLE (choice text, hits bigint, exact boolean)
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    terms text[];
    rarest bigint;
    wanted text[];
    counts bigint[];
    place record;
    met record;
    held smallint[];
    held_bits bit(8192);
    low bigint;
    found bigint := 0;
    scanned integer := 0;
    weight bigint := 0;
    stopped boolean := false;
    dated boolean := due_from IS NOT NULL OR due_until IS NOT NULL;
  BEGIN
    SELECT array_agg(term ORDER BY documents, term), min(documents) INTO terms, rarest
    FROM search_term_counts WHERE kind = of_kind AND term = ANY (base) AND documents > 0;
    IF terms IS NULL OR cardinality(terms) < cardinality(base) THEN RETURN; END IF;
    wanted := ARRAY(SELECT term FROM search_term_counts WHERE kind = of_kind AND term = ANY (choices) AND documents > 0);
    counts := array_fill(0::bigint, ARRAY[cardinality(wanted)]);
    FOR place IN
      SELECT segment, coalesce(bit_count(posting.bits), cardinality(posting.slots)) AS documents FROM search_postings posting
      WHERE kind = of_kind AND term = terms[1] ORDER BY hashint4(segment)
    LOOP
      stopped := scanned >= CASE WHEN dated THEN 16 ELSE 256 END OR (found > 1000 AND scanned >= 8);
      EXIT WHEN stopped;
      scanned := scanned + 1;
      weight := weight + place.documents;
      met := search_segment(of_kind, terms, place.segment);
      held := met.slots;
      held_bits := met.bits;
      IF dated THEN
        low := place.segment::bigint * 8192;
        held := ARRAY(SELECT (8191 - document.position % 8192)::smallint FROM search_documents document
          WHERE document.kind = of_kind
            AND document.position = ANY (ARRAY(SELECT low + 8191 - one FROM unnest(search_slots(held, held_bits, 0, 8192)) AS one))
            AND (due_from IS NULL OR document.deadline >= due_from) AND (due_until IS NULL OR document.deadline < due_until));
        held_bits := NULL;
      END IF;
      CONTINUE WHEN held = '{}';
      found := found + coalesce(bit_count(held_bits), cardinality(held));
      counts := ARRAY(
        SELECT counts[one.rank] + CASE
          WHEN posting.segment IS NULL THEN 0
          WHEN posting.bits IS NULL AND held_bits IS NULL THEN
            (SELECT count(*) FROM (SELECT unnest(held) INTERSECT SELECT unnest(posting.slots)) AS both_have)
          WHEN posting.bits IS NULL THEN (SELECT count(*) FROM unnest(posting.slots) AS slot WHERE get_bit(held_bits, slot) = 1)
          WHEN held_bits IS NULL THEN (SELECT count(*) FROM unnest(held) AS slot WHERE get_bit(posting.bits, slot) = 1)
          ELSE bit_count(held_bits & posting.bits) END
        FROM unnest(wanted) WITH ORDINALITY AS one (term, rank)
        LEFT JOIN search_postings posting ON posting.kind = of_kind AND posting.term = one.term AND posting.segment = place.segment
        ORDER BY one.rank);
    END LOOP;
    RETURN QUERY SELECT one.term, CASE WHEN stopped THEN (one.seen * rarest + weight / 2) / weight ELSE one.seen END, NOT stopped
      FROM unnest(wanted, counts) AS one (term, seen) WHERE one.seen > 0;
  END $$`;
