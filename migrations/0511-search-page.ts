import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** Reading the search index: one page of the newest documents that have all the terms, and how many there are. */
export class SearchPage1790000000511 implements MigrationInterface {
  name = 'SearchPage1790000000511';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, SLOTS, SEGMENT, PAGE, HAS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP FUNCTION search_has, search_page, search_segment, search_slots');
  }
}

// The next slots from `start` on, ascending, which is newest first.
const SLOTS = `CREATE FUNCTION search_slots(slots smallint[], bits bit(8192), start integer, most integer) RETURNS smallint[]
  LANGUAGE plpgsql IMMUTABLE AS $$
  DECLARE
    found smallint[] := '{}';
    step integer;
    at integer := start;
  BEGIN
    IF bits IS NULL THEN
      IF start = 0 THEN RETURN slots[:most]; END IF;
      RETURN ARRAY(SELECT one FROM unnest(slots) AS one WHERE one >= start ORDER BY one LIMIT most);
    END IF;
    WHILE at < 8192 AND cardinality(found) < most LOOP
      step := position(B'1' IN substring(bits FROM at + 1));
      EXIT WHEN step = 0;
      at := at + step;
      found := found || (at - 1)::smallint;
    END LOOP;
    RETURN found;
  END $$`;

// The documents of one segment that have every term. The terms come rarest first, so that what is carried along is short.
const SEGMENT = `CREATE FUNCTION search_segment(of_kind text, terms text[], of_segment integer, OUT slots smallint[], OUT bits bit(8192))
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    posting record;
    met integer := 0;
    held smallint[];
  BEGIN
    FOR posting IN
      SELECT other.slots AS some, other.bits AS many FROM unnest(terms) WITH ORDINALITY AS wanted (term, rank)
      JOIN search_postings other ON other.kind = of_kind AND other.term = wanted.term AND other.segment = of_segment ORDER BY rank
    LOOP
      met := met + 1;
      IF met = 1 THEN slots := posting.some; bits := posting.many;
      ELSIF bits IS NOT NULL AND posting.many IS NOT NULL THEN bits := bits & posting.many;
      ELSIF slots IS NOT NULL AND posting.some IS NOT NULL THEN
        slots := ARRAY(SELECT unnest(slots) INTERSECT SELECT unnest(posting.some) ORDER BY 1);
      ELSE
        held := coalesce(slots, posting.some);
        bits := coalesce(bits, posting.many);
        slots := ARRAY(SELECT one FROM unnest(held) AS one WHERE get_bit(bits, one) = 1);
        bits := NULL;
      END IF;
    END LOOP;
    IF met < cardinality(terms) THEN slots := '{}'; bits := NULL; END IF;
  END $$`;

// A rare term has few documents: all are looked at. Else at most 64 segments are read and 2,000 deadlines looked at: where
// that is not enough to fill a page the answer is short and says where to go on. Counting goes on for three segments at
// most and extrapolates from there by age.
const PAGE = `CREATE FUNCTION search_page(
    of_kind text, wanted text[], before bigint, page integer, due_from timestamptz, due_until timestamptz,
    OUT ids uuid[], OUT last bigint, OUT more boolean, OUT total bigint, OUT exact boolean)
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    terms text[];
    rarest bigint;
    top bigint := coalesce(before, 9007199254740991) - 1;
    of_segment integer;
    hits record;
    start integer;
    candidates bigint[];
    kept bigint[];
    positions bigint[] := '{}';
    scanned integer := 0;
    examined integer := 0;
    seen bigint := 0;
    newest bigint;
    low bigint;
    stopped boolean := false;
    dated boolean := due_from IS NOT NULL OR due_until IS NOT NULL;
  BEGIN
    SELECT array_agg(term ORDER BY documents, term), min(documents) INTO terms, rarest
    FROM search_term_counts WHERE kind = of_kind AND term = ANY (wanted) AND documents > 0;
    ids := '{}'; more := false; total := 0; exact := true;
    IF terms IS NULL OR cardinality(terms) < cardinality(wanted) THEN RETURN; END IF;
    IF rarest <= 200 THEN
      candidates := ARRAY(
        SELECT place.segment::bigint * 8192 + 8191 - slot FROM search_postings place,
          unnest(search_slots(place.slots, place.bits, 0, 8192)) AS slot
        WHERE place.kind = of_kind AND place.term = terms[1] AND NOT EXISTS (
          SELECT FROM unnest(terms[2:]) AS other (term) WHERE NOT EXISTS (
            SELECT FROM search_postings posting
            WHERE posting.kind = of_kind AND posting.term = other.term AND posting.segment = place.segment
              AND (CASE WHEN posting.bits IS NULL THEN slot = ANY (posting.slots) ELSE get_bit(posting.bits, slot) = 1 END)))
        ORDER BY 1 DESC);
      IF dated THEN
        candidates := ARRAY(SELECT document.position FROM search_documents document
          WHERE document.kind = of_kind AND document.position = ANY (candidates)
            AND (due_from IS NULL OR document.deadline >= due_from) AND (due_until IS NULL OR document.deadline < due_until)
          ORDER BY document.position DESC);
      END IF;
      positions := ARRAY(SELECT one FROM unnest(candidates) AS one WHERE one <= top ORDER BY one DESC LIMIT page + 1);
      more := cardinality(positions) > page;
      last := positions[least(page, cardinality(positions))];
      ids := ARRAY(SELECT document.subject_id FROM search_documents document
        WHERE document.kind = of_kind AND document.position = ANY (positions[:page]) ORDER BY document.position DESC);
      total := CASE WHEN before IS NULL THEN cardinality(candidates) END;
      exact := CASE WHEN before IS NULL THEN true END;
      RETURN;
    END IF;
    FOR of_segment IN
      SELECT segment FROM search_postings WHERE kind = of_kind AND term = terms[1]
        AND segment <= least(top / 8192, 2147483647) ORDER BY segment DESC
    LOOP
      stopped := scanned = 64
        OR (cardinality(positions) > page AND (before IS NOT NULL OR cardinality(terms) = 1 OR scanned >= 3));
      EXIT WHEN stopped;
      low := of_segment::bigint * 8192;
      scanned := scanned + 1;
      hits := search_segment(of_kind, terms, of_segment);
      seen := seen + coalesce(bit_count(hits.bits), cardinality(hits.slots));
      start := greatest(0, (of_segment + 1)::bigint * 8192 - 1 - top)::integer;
      WHILE cardinality(positions) <= page AND start < 8192 LOOP
        candidates := ARRAY(SELECT of_segment::bigint * 8192 + 8191 - one FROM unnest(
          search_slots(hits.slots, hits.bits, start, CASE WHEN dated THEN 200 ELSE page + 1 - cardinality(positions) END)) AS one);
        EXIT WHEN candidates = '{}';
        last := candidates[cardinality(candidates)];
        start := ((of_segment + 1)::bigint * 8192 - last)::integer;
        IF dated THEN
          examined := examined + cardinality(candidates);
          kept := ARRAY(SELECT document.position FROM search_documents document
            WHERE document.kind = of_kind AND document.position = ANY (candidates)
              AND (due_from IS NULL OR document.deadline >= due_from) AND (due_until IS NULL OR document.deadline < due_until)
            ORDER BY document.position DESC LIMIT page + 1 - cardinality(positions));
        ELSE
          kept := candidates;
        END IF;
        positions := positions || kept;
        IF examined >= 2000 AND cardinality(positions) <= page THEN stopped := true; EXIT; END IF;
      END LOOP;
      EXIT WHEN stopped;
      last := low;
    END LOOP;
    more := stopped OR cardinality(positions) > page;
    IF cardinality(positions) > page THEN last := positions[page]; END IF;
    ids := ARRAY(SELECT document.subject_id FROM search_documents document
      WHERE document.kind = of_kind AND document.position = ANY (positions[:page]) ORDER BY document.position DESC);
    IF before IS NOT NULL THEN total := NULL; exact := NULL; RETURN; END IF;
    exact := NOT dated AND (cardinality(terms) = 1 OR NOT stopped) OR dated AND NOT more;
    total := CASE WHEN dated AND NOT more THEN cardinality(positions) WHEN cardinality(terms) = 1 THEN rarest ELSE seen END;
    IF exact THEN RETURN; END IF;
    IF cardinality(terms) > 1 AND stopped THEN
      SELECT max(position) INTO newest FROM search_documents WHERE kind = of_kind;
      total := seen * (newest + 1) / (newest + 1 - low);
    END IF;
    IF dated THEN total := greatest(cardinality(positions), total * cardinality(positions) / greatest(examined, 1)); END IF;
  END $$`;

// Whether one document has every term.
const HAS = `CREATE FUNCTION search_has(of_kind text, at bigint, terms text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT FROM unnest(terms) AS wanted (term) WHERE NOT EXISTS (
    SELECT FROM search_postings posting
    WHERE posting.kind = of_kind AND posting.term = wanted.term AND posting.segment = (at / 8192)::integer
      AND (CASE WHEN bits IS NULL THEN (8191 - at % 8192)::smallint = ANY (slots) ELSE get_bit(bits, (8191 - at % 8192)::integer) = 1 END))) $$`;
