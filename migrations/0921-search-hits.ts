import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * Reading the search index by relevance. A word has a second term with a caret before it in the documents whose headings
 * have it. The hits come in three layers: all words stand in headings, the rarest does, or none of that; the newest come
 * first within each. Every layer is a part of the next, so that what came already is what has the terms of the one before.
 */
export class SearchHits1790000000921 implements MigrationInterface {
  name = 'SearchHits1790000000921';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, KEPT, HAVING, MINUS, MEET, OVERLAP, COMMON, WALK, TOTAL, FEW, MANY, HITS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP FUNCTION search_hits, search_many, search_few, search_total, search_walk, search_common, search_meet, search_overlap, search_minus, search_having, search_kept',
    );
  }
}

// Those of some documents that have the facets and are due in time, newest first.
const KEPT = `CREATE FUNCTION search_kept(of_kind text, candidates bigint[], wanted text[], due_from timestamptz, due_until timestamptz, most integer)
  RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(SELECT document.position FROM search_documents document
    WHERE document.kind = of_kind AND document.position = ANY (candidates) AND document.facets @> wanted
      AND (due_from IS NULL OR document.deadline >= due_from) AND (due_until IS NULL OR document.deadline < due_until)
    ORDER BY document.position DESC LIMIT most) $$`;

// Those of some documents that have every term.
const HAVING = `CREATE FUNCTION search_having(of_kind text, candidates bigint[], terms text[]) RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(SELECT at FROM unnest(candidates) AS at WHERE NOT EXISTS (
    SELECT FROM unnest(terms) AS wanted (term) WHERE NOT EXISTS (
      SELECT FROM search_postings posting
      WHERE posting.kind = of_kind AND posting.term = wanted.term AND posting.segment = (at / 8192)::integer
        AND (CASE WHEN bits IS NULL THEN (8191 - at % 8192)::smallint = ANY (slots) ELSE get_bit(bits, (8191 - at % 8192)::integer) = 1 END)))) $$`;

const MINUS = `CREATE FUNCTION search_minus(INOUT slots smallint[], INOUT bits bit(8192), gone smallint[], gone_bits bit(8192))
  LANGUAGE plpgsql IMMUTABLE AS $$
  DECLARE slot smallint;
  BEGIN
    IF bits IS NOT NULL AND gone_bits IS NOT NULL THEN bits := bits & ~ gone_bits;
    ELSIF bits IS NOT NULL THEN FOREACH slot IN ARRAY gone LOOP bits := set_bit(bits, slot, 0); END LOOP;
    ELSIF gone_bits IS NOT NULL THEN slots := ARRAY(SELECT one FROM unnest(slots) AS one WHERE get_bit(gone_bits, one) = 0);
    ELSE slots := ARRAY(SELECT one FROM unnest(slots) AS one WHERE one <> ALL (gone));
    END IF;
  END $$`;

// What two lists of a segment have in common.
const MEET = `CREATE FUNCTION search_meet(a smallint[], a_bits bit(8192), b smallint[], b_bits bit(8192))
  RETURNS TABLE (slots smallint[], bits bit(8192)) LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
      WHEN a_bits IS NULL AND b_bits IS NULL THEN ARRAY(SELECT unnest(a) INTERSECT SELECT unnest(b) ORDER BY 1)
      WHEN a_bits IS NULL THEN ARRAY(SELECT slot FROM unnest(a) AS slot WHERE get_bit(b_bits, slot) = 1)
      WHEN b_bits IS NULL THEN ARRAY(SELECT slot FROM unnest(b) AS slot WHERE get_bit(a_bits, slot) = 1) END,
    a_bits & b_bits $$`;

// Those of a segment that have all terms, which come rarest first, so that what is carried along is short. Nearly every
// search has two: a word and the state.
const COMMON = `CREATE FUNCTION search_common(of_kind text, terms text[], of_segment integer, OUT slots smallint[], OUT bits bit(8192))
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    posting record;
    most integer := cardinality(terms);
  BEGIN
    SELECT met.slots, met.bits INTO slots, bits FROM search_postings one
    JOIN search_postings other ON other.kind = of_kind AND other.term = terms[least(2, most)] AND other.segment = of_segment
    CROSS JOIN LATERAL search_meet(one.slots, one.bits, other.slots, other.bits) AS met
    WHERE one.kind = of_kind AND one.term = terms[1] AND one.segment = of_segment;
    FOR rank IN 3 .. most LOOP
      EXIT WHEN slots = '{}';
      SELECT other.slots, other.bits INTO posting FROM search_postings other
      WHERE other.kind = of_kind AND other.term = terms[rank] AND other.segment = of_segment;
      IF NOT FOUND THEN slots := '{}'; bits := NULL; EXIT; END IF;
      SELECT met.slots, met.bits INTO slots, bits FROM search_meet(slots, bits, posting.slots, posting.bits) AS met;
    END LOOP;
    IF slots IS NULL AND bits IS NULL THEN slots := '{}'; END IF;
  END $$`;

// The newest documents before a position that have all terms, which come rarest first, and not all of \`without\`. It stops
// when it has read as many segments or asked for as many deadlines as are left to it, and then says how far it came.
const WALK = `CREATE FUNCTION search_walk(
    of_kind text, terms text[], without text[], before bigint, most integer, due_from timestamptz, due_until timestamptz,
    INOUT segments integer, INOUT deadlines integer, OUT positions bigint[], OUT last bigint, OUT stopped boolean)
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    top bigint := coalesce(before, 9007199254740991) - 1;
    of_segment integer;
    hits record;
    gone record;
    start integer;
    candidates bigint[];
    dated boolean := due_from IS NOT NULL OR due_until IS NOT NULL;
  BEGIN
    positions := '{}'; stopped := false;
    FOR of_segment IN
      SELECT segment FROM search_postings WHERE kind = of_kind AND term = terms[1]
        AND segment <= least(top / 8192, 2147483647) ORDER BY segment DESC
    LOOP
      EXIT WHEN cardinality(positions) >= most;
      stopped := segments <= 0;
      EXIT WHEN stopped;
      segments := segments - 1;
      hits := search_common(of_kind, terms, of_segment);
      CONTINUE WHEN hits.slots = '{}';
      IF without <> '{}' THEN
        gone := search_common(of_kind, without, of_segment);
        hits := search_minus(hits.slots, hits.bits, gone.slots, gone.bits);
      END IF;
      start := greatest(0, (of_segment + 1)::bigint * 8192 - 1 - top)::integer;
      WHILE cardinality(positions) < most AND start < 8192 LOOP
        candidates := ARRAY(SELECT of_segment::bigint * 8192 + 8191 - one FROM unnest(
          search_slots(hits.slots, hits.bits, start, CASE WHEN dated THEN 200 ELSE most - cardinality(positions) END)) AS one);
        EXIT WHEN candidates = '{}';
        last := candidates[cardinality(candidates)];
        start := ((of_segment + 1)::bigint * 8192 - last)::integer;
        IF dated THEN
          deadlines := deadlines - cardinality(candidates);
          candidates := search_kept(of_kind, candidates, '{}', due_from, due_until, most - cardinality(positions));
        END IF;
        positions := positions || candidates;
        stopped := deadlines <= 0 AND cardinality(positions) < most;
        EXIT WHEN stopped;
      END LOOP;
      EXIT WHEN stopped;
      last := of_segment::bigint * 8192;
    END LOOP;
  END $$`;

// How many that is.
const OVERLAP = `CREATE FUNCTION search_overlap(a smallint[], a_bits bit(8192), b smallint[], b_bits bit(8192))
  RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN a_bits IS NOT NULL AND b_bits IS NOT NULL THEN bit_count(a_bits & b_bits)
    WHEN b_bits IS NOT NULL THEN (SELECT count(*) FROM unnest(a) AS slot WHERE get_bit(b_bits, slot) = 1)
    WHEN a_bits IS NOT NULL THEN (SELECT count(*) FROM unnest(b) AS slot WHERE get_bit(a_bits, slot) = 1)
    ELSE (SELECT count(*) FROM (SELECT unnest(a) INTERSECT SELECT unnest(b)) AS both_have) END $$`;

// How many documents have all terms, which come rarest first: counted in four segments of the rarest at most, from its
// newest to its oldest at equal steps, because what is old is closed more often than what is new.
const TOTAL = `CREATE FUNCTION search_total(of_kind text, terms text[], rarest bigint, OUT total bigint, OUT exact boolean)
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    places integer[] := ARRAY(SELECT segment FROM search_postings WHERE kind = of_kind AND term = terms[1] ORDER BY segment);
    many integer := cardinality(places);
    weight bigint;
  BEGIN
    exact := true; total := rarest;
    IF cardinality(terms) = 1 THEN RETURN; END IF;
    exact := many <= 4;
    IF NOT exact THEN places := ARRAY[places[1 + many / 8], places[1 + many * 3 / 8], places[1 + many * 5 / 8], places[1 + many * 7 / 8]]; END IF;
    SELECT sum(CASE WHEN cardinality(terms) = 2 THEN coalesce(search_overlap(one.slots, one.bits, other.slots, other.bits), 0)
        ELSE (SELECT coalesce(bit_count(met.bits), cardinality(met.slots)) FROM search_common(of_kind, terms, one.segment) AS met) END),
      sum(coalesce(bit_count(one.bits), cardinality(one.slots))) INTO total, weight
    FROM search_postings one
    LEFT JOIN search_postings other ON other.kind = of_kind AND other.term = terms[2] AND other.segment = one.segment
    WHERE one.kind = of_kind AND one.term = terms[1] AND one.segment = ANY (places);
    IF NOT exact THEN total := (total * rarest + weight / 2) / weight; END IF;
  END $$`;

// One of the terms has few documents, the candidates: all of them are looked at. \`others\` are the words besides that term.
const FEW = `CREATE FUNCTION search_few(
    of_kind text, candidates bigint[], wanted text[], words text[], others text[], from_layer integer, before bigint, most integer,
    due_from timestamptz, due_until timestamptz, OUT positions bigint[], OUT layers integer[], OUT total bigint)
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    every bigint[] := search_kept(of_kind, candidates, wanted, due_from, due_until, NULL);
    best bigint[];
    good bigint[];
  BEGIN
    IF others <> '{}' THEN every := search_having(of_kind, every, others); END IF;
    IF words <> '{}' THEN
      SELECT coalesce(known.positions, search_having(of_kind, every, ARRAY[known.term])) INTO good
      FROM search_term_counts known WHERE known.kind = of_kind AND known.term = '^' || words[1];
      best := good;
      IF cardinality(words) > 1 AND good <> '{}' THEN
        best := search_having(of_kind, every, ARRAY(SELECT '^' || word FROM unnest(words) AS word));
      END IF;
    END IF;
    total := cardinality(every);
    SELECT coalesce(array_agg(at ORDER BY layer, at DESC), '{}'), array_agg(layer ORDER BY layer, at DESC) INTO positions, layers FROM (
      SELECT at, layer FROM (
        SELECT at, CASE WHEN at = ANY (best) THEN 0 WHEN at = ANY (good) THEN 1 ELSE 2 END AS layer FROM unnest(every) AS at) AS placed
      WHERE before IS NULL OR layer > from_layer OR layer = from_layer AND at < before
      ORDER BY layer, at DESC LIMIT most) AS one;
  END $$`;

// Every term has many documents: layer by layer, from the newest segment on, until there are enough.
const MANY = `CREATE FUNCTION search_many(
    of_kind text, filters text[], words text[], from_layer integer, before bigint, most integer,
    due_from timestamptz, due_until timestamptz,
    OUT positions bigint[], OUT layers integer[], OUT last bigint, OUT last_layer integer, OUT stopped boolean, OUT deadlines integer)
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    headed text[] := ARRAY(SELECT '^' || word FROM unnest(words) WITH ORDINALITY AS one (word, rank) ORDER BY rank);
    terms text[];
    without text[];
    known record;
    walk record;
    segments integer := 64;
  BEGIN
    positions := '{}'; layers := '{}'; stopped := false; deadlines := 2000;
    FOR of_layer IN from_layer .. 2 LOOP
      CONTINUE WHEN of_layer < 2 AND words = '{}' OR of_layer = 1 AND cardinality(words) = 1;
      terms := filters || CASE of_layer WHEN 0 THEN headed WHEN 1 THEN headed[1] || words[2:] ELSE words END;
      without := CASE of_layer WHEN 0 THEN '{}' WHEN 1 THEN headed ELSE headed[1:1] END;
      SELECT array_agg(term ORDER BY documents, term) AS terms, min(documents) AS documents INTO known
      FROM search_term_counts WHERE kind = of_kind AND term = ANY (terms) AND documents > 0;
      IF cardinality(known.terms) = cardinality(terms) THEN
        walk := search_walk(of_kind, known.terms, without, CASE WHEN of_layer = from_layer THEN before END, most - cardinality(positions), due_from, due_until, segments, deadlines);
        positions := positions || walk.positions;
        layers := layers || array_fill(of_layer, ARRAY[cardinality(walk.positions)]);
        segments := walk.segments; deadlines := walk.deadlines;
        last := walk.last; last_layer := of_layer; stopped := walk.stopped;
        EXIT WHEN stopped OR cardinality(positions) >= most;
      END IF;
    END LOOP;
  END $$`;

// A page of the hits behind (\`from_layer\`, \`before\`), and on the first page how many there are. \`filters\` are the terms of the
// facets combined as the index has them, \`wanted\` the same one by one as a document has them. \`anchor\` is
// the place of the word among \`words\` that was the rarest on the first page: another may be by now.
const HITS = `CREATE FUNCTION search_hits(
    of_kind text, filters text[], wanted text[], words text[], from_layer integer, INOUT anchor integer, before bigint, page integer,
    due_from timestamptz, due_until timestamptz,
    OUT ids uuid[], OUT last bigint, OUT last_layer integer, OUT more boolean, OUT total bigint, OUT exact boolean)
  LANGUAGE plpgsql STABLE AS $$
  DECLARE
    known record;
    terms text[] := '{}';
    ranked text[] := '{}';
    few bigint[];
    rarest bigint;
    hits record;
    dated boolean := due_from IS NOT NULL OR due_until IS NOT NULL;
  BEGIN
    ids := '{}'; more := false; total := 0; exact := true;
    FOR known IN
      SELECT term, documents, count.positions, term = ANY (words) AS is_word FROM search_term_counts count
      WHERE kind = of_kind AND term = ANY (filters || words) AND documents > 0 ORDER BY documents, term COLLATE "C"
    LOOP
      IF terms = '{}' THEN few := known.positions; rarest := known.documents; END IF;
      terms := terms || known.term;
      IF known.is_word THEN ranked := ranked || known.term; END IF;
    END LOOP;
    IF terms = '{}' OR cardinality(terms) < cardinality(filters) + cardinality(words) THEN RETURN; END IF;
    IF words[anchor] IS NULL THEN anchor := array_position(words, ranked[1]);
    ELSE ranked := words[anchor] || array_remove(words, words[anchor]);
    END IF;
    IF few IS NOT NULL THEN
      hits := search_few(of_kind, few, wanted, ranked, array_remove(ranked, terms[1]), from_layer, before, page + 1, due_from, due_until);
      more := cardinality(hits.positions) > page;
      total := hits.total;
    ELSE
      hits := search_many(of_kind, filters, ranked, from_layer, before, page + 1, due_from, due_until);
      more := hits.stopped OR cardinality(hits.positions) > page;
      last := hits.last; last_layer := hits.last_layer;
      IF before IS NULL AND NOT more THEN total := cardinality(hits.positions);
      ELSIF before IS NULL THEN
        SELECT counted.total, counted.exact INTO total, exact FROM search_total(of_kind, terms, rarest) AS counted;
        IF dated THEN
          exact := false;
          total := greatest(cardinality(hits.positions), total * cardinality(hits.positions) / greatest(2000 - hits.deadlines, 1));
        END IF;
      END IF;
    END IF;
    IF cardinality(hits.positions) > page OR few IS NOT NULL THEN
      last := hits.positions[least(page, cardinality(hits.positions))];
      last_layer := hits.layers[least(page, cardinality(hits.positions))];
    END IF;
    ids := ARRAY(SELECT document.subject_id FROM unnest(hits.positions[:page]) WITH ORDINALITY AS hit (position, rank)
      JOIN search_documents document ON document.kind = of_kind AND document.position = hit.position ORDER BY hit.rank);
    IF before IS NOT NULL THEN total := NULL; exact := NULL; END IF;
  END $$`;
