import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * What a search ranks and counts by: a document's facets stand with its position, and a term that few documents have keeps
 * their positions beside its count, so that a rare word costs the same in an index of any size.
 */
export class SearchHeadings1790000000920 implements MigrationInterface {
  name = 'SearchHeadings1790000000920';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `ALTER TABLE search_documents ADD COLUMN facets text[] NOT NULL DEFAULT '{}'`,
      'ALTER TABLE search_term_counts ADD COLUMN positions bigint[]',
      FILL_FACETS,
      POSITIONS,
      FILL_POSITIONS,
      `ALTER TABLE search_term_counts ADD CONSTRAINT search_term_counts_positions_check
         CHECK (CASE WHEN documents > 128 THEN positions IS NULL ELSE coalesce(cardinality(positions), -1) = documents END)`,
      WRITE,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      WRITE_BEFORE,
      'ALTER TABLE search_term_counts DROP COLUMN positions',
      'ALTER TABLE search_documents DROP COLUMN facets',
      'DROP FUNCTION search_positions',
    );
  }
}

const FILL_FACETS = `UPDATE search_documents document SET facets = ARRAY(
    SELECT term FROM unnest(stored.terms) AS term WHERE term LIKE '=_%' AND term NOT LIKE '%&%' ORDER BY term)
  FROM search_document_terms stored WHERE stored.kind = document.kind AND stored.position = document.position`;

// All documents of a term, newest first.
const POSITIONS = `CREATE FUNCTION search_positions(of_kind text, of_term text) RETURNS bigint[] LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT ARRAY(SELECT place.segment::bigint * 8192 + 8191 - slot
    FROM search_postings place, unnest(search_slots(place.slots, place.bits, 0, 8192)) AS slot
    WHERE place.kind = of_kind AND place.term = of_term ORDER BY 1 DESC) $$`;

const FILL_POSITIONS = `UPDATE search_term_counts SET positions = search_positions(kind, term) WHERE documents <= 128`;

const CHANGED = `unnest(changed_terms, changed_positions, additions) AS one (term, position, added)`;
const HEAD = `CREATE OR REPLACE FUNCTION search_write(of_kind text, changed_terms text[], changed_positions bigint[], additions boolean[])
  RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    INSERT INTO search_postings AS kept (kind, term, segment, slots, bits)
    SELECT of_kind, change.term, change.segment, merged.slots, merged.bits
    FROM (SELECT term, (position / 8192)::integer AS segment,
            array_agg((8191 - position % 8192)::smallint) FILTER (WHERE added) AS come,
            array_agg((8191 - position % 8192)::smallint) FILTER (WHERE NOT added) AS gone
          FROM ${CHANGED} GROUP BY 1, 2) AS change
    LEFT JOIN search_postings old ON old.kind = of_kind AND old.term = change.term AND old.segment = change.segment
    CROSS JOIN LATERAL search_merge(old.slots, old.bits, change.come, change.gone) AS merged
    ON CONFLICT ON CONSTRAINT search_postings_pkey DO UPDATE SET slots = excluded.slots, bits = excluded.bits;
    DELETE FROM search_postings kept USING ${CHANGED}
    WHERE NOT one.added AND kept.kind = of_kind AND kept.term = one.term AND kept.segment = (one.position / 8192)::integer
      AND (kept.slots = '{}' OR bit_count(kept.bits) = 0);`;

// A term that loses so many documents that they are few again has them listed anew.
const WRITE = `${HEAD}
    UPDATE search_term_counts kept SET documents = kept.documents + change.delta,
      positions = CASE
        WHEN kept.documents + change.delta > 128 THEN NULL
        WHEN kept.positions IS NULL THEN search_positions(of_kind, kept.term)
        ELSE ARRAY((SELECT unnest(kept.positions) UNION SELECT unnest(change.come)) EXCEPT SELECT unnest(change.gone) ORDER BY 1 DESC) END
    FROM (SELECT term, sum(CASE WHEN added THEN 1 ELSE -1 END) AS delta, array_agg(position) FILTER (WHERE added) AS come,
            array_agg(position) FILTER (WHERE NOT added) AS gone
          FROM ${CHANGED} GROUP BY term) AS change
    WHERE kept.kind = of_kind AND kept.term = change.term;
    INSERT INTO search_term_counts (kind, term, documents, positions)
    SELECT of_kind, term, count(*), CASE WHEN count(*) <= 128 THEN array_agg(position ORDER BY position DESC) END
    FROM ${CHANGED} WHERE added GROUP BY term
    ON CONFLICT ON CONSTRAINT search_term_counts_pkey DO NOTHING;
  END $$`;

const WRITE_BEFORE = `${HEAD}
    UPDATE search_term_counts kept SET documents = kept.documents + change.delta
    FROM (SELECT term, sum(CASE WHEN added THEN 1 ELSE -1 END) AS delta FROM ${CHANGED} GROUP BY term) AS change
    WHERE kept.kind = of_kind AND kept.term = change.term;
    INSERT INTO search_term_counts (kind, term, documents)
    SELECT of_kind, term, count(*) FROM ${CHANGED} WHERE added GROUP BY term
    ON CONFLICT ON CONSTRAINT search_term_counts_pkey DO NOTHING;
  END $$`;
