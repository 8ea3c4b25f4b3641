import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/**
 * What the public list is read from. One row per demand, one key per (concept or any, country or any) under which it
 * is listed, and counters as append-only deltas, so that a page and its exact total cost the same at any size.
 */
export class DemandListings1790000000451 implements MigrationInterface {
  name = 'DemandListings1790000000451';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...LISTINGS, ...KEYS, ...DELTAS);
    const mine = 'company_id = ANY (acting_companies())';
    await protect(queryRunner, 'demand_listings', mine, 'true');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TABLE demand_facet_deltas, demand_listing_keys, demand_listings',
      'DROP FUNCTION spread_demand_listing, count_demand_listing_key',
    );
  }
}

const LISTINGS = [
  `CREATE TABLE demand_listings (
     demand_id uuid CONSTRAINT demand_listings_pkey PRIMARY KEY CONSTRAINT demand_listings_demand_id_fkey REFERENCES demands (id),
     company_id uuid NOT NULL,
     version integer NOT NULL,
     status text NOT NULL CONSTRAINT demand_listings_status_check CHECK (status IN ('open', 'closed')),
     country text NOT NULL,
     deadline timestamptz NOT NULL,
     published_at timestamptz NOT NULL,
     closed_at timestamptz,
     close_reason text,
     concepts text[] NOT NULL,
     summary jsonb NOT NULL,
     CONSTRAINT demand_listings_version_fkey FOREIGN KEY (demand_id, version) REFERENCES demand_versions (demand_id, version))`,
];

// Concepts are listed with everything above them: who asks for `ai` also gets `ai.llm`. The trigger alone writes the keys,
// from a listing that is there and is never deleted: hence no foreign key, which would cost a quarter more.
const KEYS = [
  `CREATE TABLE demand_listing_keys (
     concept text NOT NULL,
     country text NOT NULL,
     status text NOT NULL,
     published_at timestamptz NOT NULL,
     demand_id uuid NOT NULL,
     deadline timestamptz NOT NULL,
     CONSTRAINT demand_listing_keys_pkey PRIMARY KEY (demand_id, concept, country))`,
  'CREATE INDEX demand_listing_keys_newest_idx ON demand_listing_keys (concept, country, status, published_at DESC, demand_id DESC)',
  'CREATE INDEX demand_listing_keys_deadline_idx ON demand_listing_keys (concept, country, status, deadline, demand_id)',
  `CREATE FUNCTION spread_demand_listing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     IF TG_OP = 'UPDATE' THEN
       DELETE FROM demand_listing_keys WHERE demand_id IN (SELECT listing.demand_id FROM written AS listing);
     END IF;
     INSERT INTO demand_listing_keys (concept, country, status, published_at, demand_id, deadline)
     SELECT keyed.concept, place, listing.status, listing.published_at, listing.demand_id, listing.deadline
     FROM written AS listing,
          LATERAL (SELECT '*' UNION SELECT array_to_string(path[:depth], '.')
           FROM unnest(listing.concepts) AS code, string_to_array(code, '.') AS path, generate_series(1, cardinality(path)) AS depth
          ) AS keyed (concept),
          unnest(ARRAY['*', listing.country]) AS place;
     RETURN NULL;
   END $$`,
  ...['INSERT', 'UPDATE'].map(
    (act) => `CREATE TRIGGER demand_listings_spread_${act.toLowerCase()} AFTER ${act} ON demand_listings
   REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION spread_demand_listing()`,
  ),
  'REVOKE ALL ON demand_listing_keys FROM shuqiao_company, shuqiao_staff, shuqiao_worker',
  'GRANT SELECT ON demand_listing_keys TO shuqiao_company, shuqiao_staff, shuqiao_worker',
];

const DELTAS = [
  `CREATE TABLE demand_facet_deltas (
     id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT demand_facet_deltas_pkey PRIMARY KEY,
     concept text NOT NULL,
     country text NOT NULL,
     status text NOT NULL,
     delta integer NOT NULL)`,
  'CREATE INDEX demand_facet_deltas_key_idx ON demand_facet_deltas (concept, country, status) INCLUDE (delta)',
  `CREATE FUNCTION count_demand_listing_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     IF TG_OP = 'DELETE' THEN
       INSERT INTO demand_facet_deltas (concept, country, status, delta)
       SELECT concept, country, status, -count(*) FROM gone GROUP BY concept, country, status;
     ELSE
       INSERT INTO demand_facet_deltas (concept, country, status, delta)
       SELECT concept, country, status, count(*) FROM come GROUP BY concept, country, status;
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER demand_listing_keys_come AFTER INSERT ON demand_listing_keys
   REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION count_demand_listing_key()`,
  `CREATE TRIGGER demand_listing_keys_gone AFTER DELETE ON demand_listing_keys
   REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_demand_listing_key()`,
  'REVOKE ALL ON demand_facet_deltas FROM shuqiao_company, shuqiao_staff, shuqiao_worker',
  'GRANT SELECT ON demand_facet_deltas TO shuqiao_company, shuqiao_staff',
  'GRANT SELECT, INSERT, DELETE ON demand_facet_deltas TO shuqiao_worker',
];
