import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * The search index: posting lists in tables of their own. Documents of one kind are numbered by age and keep their
 * position for life; 8,192 positions are a segment, and a term has one row per segment it occurs in. A page of the
 * newest hits reads the last segments only, so that it costs the same at any size. Within a segment a document has a
 * slot, counted from the newest. Few slots are kept as a sorted array, many as a bit string.
 */
export class SearchIndex1790000000510 implements MigrationInterface {
  name = 'SearchIndex1790000000510';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...DOCUMENTS, ...POSTINGS, ...NAMES, MERGE, WRITE);
    const read = 'search_documents, search_postings, search_term_counts, search_names';
    await run(
      queryRunner,
      `REVOKE ALL ON ${read}, search_document_terms, search_pending FROM shuqiao_company, shuqiao_staff`,
      `GRANT SELECT ON ${read} TO shuqiao_company, shuqiao_staff`,
      'REVOKE EXECUTE ON FUNCTION search_write FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION search_write TO shuqiao_worker',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP FUNCTION search_write, search_merge',
      'DROP TABLE search_names, search_pending, search_term_counts, search_postings, search_document_terms, search_documents',
    );
  }
}

const kind = (table: string) =>
  `kind text NOT NULL CONSTRAINT ${table}_kind_check CHECK (kind IN ('demand', 'company'))`;

// What the writer compares with is kept apart from what a search reads, so that the latter stays narrow.
const DOCUMENTS = [
  `CREATE TABLE search_documents (
     ${kind('search_documents')},
     position bigint NOT NULL CONSTRAINT search_documents_position_check CHECK (position >= 0),
     subject_id uuid NOT NULL,
     deadline timestamptz,
     CONSTRAINT search_documents_pkey PRIMARY KEY (kind, position),
     CONSTRAINT search_documents_subject_key UNIQUE (kind, subject_id))`,
  `CREATE TABLE search_document_terms (
     ${kind('search_document_terms')},
     position bigint NOT NULL,
     terms text[] NOT NULL,
     CONSTRAINT search_document_terms_pkey PRIMARY KEY (kind, position))`,
  `CREATE TABLE search_pending (
     sequence bigint GENERATED ALWAYS AS IDENTITY,
     ${kind('search_pending')},
     subject_id uuid NOT NULL,
     CONSTRAINT search_pending_pkey PRIMARY KEY (kind, subject_id))`,
  'CREATE INDEX search_pending_sequence_idx ON search_pending (kind, sequence)',
];

// Rows grow in place while their segment fills: the room keeps such updates out of the index.
const POSTINGS = [
  `CREATE TABLE search_postings (
     ${kind('search_postings')},
     term text NOT NULL,
     segment integer NOT NULL,
     slots smallint[],
     bits bit(8192),
     CONSTRAINT search_postings_pkey PRIMARY KEY (kind, term, segment),
     CONSTRAINT search_postings_form_check CHECK ((slots IS NULL) <> (bits IS NULL))) WITH (fillfactor = 80)`,
  `CREATE TABLE search_term_counts (
     ${kind('search_term_counts')},
     term text NOT NULL,
     documents bigint NOT NULL CONSTRAINT search_term_counts_documents_check CHECK (documents >= 0),
     CONSTRAINT search_term_counts_pkey PRIMARY KEY (kind, term)) WITH (fillfactor = 80)`,
];

const NAMES = [
  `CREATE TABLE search_names (
     ${kind('search_names')},
     subject_id uuid NOT NULL,
     name text NOT NULL CONSTRAINT search_names_name_check CHECK (length(name) BETWEEN 1 AND 400),
     name_folded text NOT NULL CONSTRAINT search_names_name_folded_check CHECK (length(name_folded) BETWEEN 1 AND 800),
     CONSTRAINT search_names_pkey PRIMARY KEY (kind, subject_id, name_folded))`,
  'CREATE INDEX search_names_prefix_idx ON search_names (kind, name_folded text_pattern_ops)',
  'CREATE INDEX search_names_trigram_idx ON search_names USING gin (name_folded gin_trgm_ops)',
];

// From 512 slots on the array would be larger than the bits of the whole segment.
const MERGE = `CREATE FUNCTION search_merge(INOUT slots smallint[], INOUT bits bit(8192), come smallint[], gone smallint[])
  LANGUAGE plpgsql IMMUTABLE AS $$
  DECLARE
    slot smallint;
    merged smallint[];
  BEGIN
    IF bits IS NULL THEN
      merged := ARRAY(SELECT one FROM (SELECT unnest(slots) UNION SELECT unnest(come)) AS every (one)
                      WHERE one <> ALL (coalesce(gone, '{}')) ORDER BY one);
      IF cardinality(merged) < 512 THEN slots := merged; RETURN; END IF;
      slots := NULL;
      bits := repeat('0', 8192)::bit(8192);
      come := merged;
      gone := NULL;
    END IF;
    FOREACH slot IN ARRAY coalesce(come, '{}') LOOP bits := set_bit(bits, slot, 1); END LOOP;
    FOREACH slot IN ARRAY coalesce(gone, '{}') LOOP bits := set_bit(bits, slot, 0); END LOOP;
  END $$`;

// One writer at a time: whoever calls this holds the lock that the writers share.
const WRITE = `CREATE FUNCTION search_write(of_kind text, changed_terms text[], changed_positions bigint[], additions boolean[])
  RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    INSERT INTO search_postings AS kept (kind, term, segment, slots, bits)
    SELECT of_kind, change.term, change.segment, merged.slots, merged.bits
    FROM (SELECT term, (position / 8192)::integer AS segment,
            array_agg((8191 - position % 8192)::smallint) FILTER (WHERE added) AS come,
            array_agg((8191 - position % 8192)::smallint) FILTER (WHERE NOT added) AS gone
          FROM unnest(changed_terms, changed_positions, additions) AS one (term, position, added) GROUP BY 1, 2) AS change
    LEFT JOIN search_postings old ON old.kind = of_kind AND old.term = change.term AND old.segment = change.segment
    CROSS JOIN LATERAL search_merge(old.slots, old.bits, change.come, change.gone) AS merged
    ON CONFLICT ON CONSTRAINT search_postings_pkey DO UPDATE SET slots = excluded.slots, bits = excluded.bits;
    DELETE FROM search_postings kept USING unnest(changed_terms, changed_positions, additions) AS one (term, position, added)
    WHERE NOT one.added AND kept.kind = of_kind AND kept.term = one.term AND kept.segment = (one.position / 8192)::integer
      AND (kept.slots = '{}' OR bit_count(kept.bits) = 0);
    UPDATE search_term_counts kept SET documents = kept.documents + change.delta
    FROM (SELECT term, sum(CASE WHEN added THEN 1 ELSE -1 END) AS delta FROM unnest(changed_terms, additions) AS one (term, added)
          GROUP BY term) AS change
    WHERE kept.kind = of_kind AND kept.term = change.term;
    INSERT INTO search_term_counts (kind, term, documents)
    SELECT of_kind, term, count(*) FROM unnest(changed_terms, additions) AS one (term, added) WHERE added GROUP BY term
    ON CONFLICT ON CONSTRAINT search_term_counts_pkey DO NOTHING;
  END $$`;
