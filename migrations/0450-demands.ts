import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/**
 * Demands. The row of `demands` is the company's working copy, with its contact, and nobody else's; what the public
 * reads are the immutable documents of `demand_versions` and the state in `demand_listings`.
 */
export class Demands1790000000450 implements MigrationInterface {
  name = 'Demands1790000000450';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...DEMANDS, ...REQUIREMENTS, ...VERSIONS, ...AMENDMENTS);
    const mine = 'company_id = ANY (acting_companies())';
    await protect(queryRunner, 'demands', mine);
    await protect(queryRunner, 'demand_requirements', mine);
    await protect(queryRunner, 'demand_requirement_concepts', mine);
    await protect(queryRunner, 'demand_versions', mine, 'true');
    await protect(queryRunner, 'demand_amendments', mine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TABLE demand_amendments, demand_versions, demand_requirement_concepts, demand_requirements, demands',
      'DROP FUNCTION refuse_version_rewriting, lock_open_demand',
    );
  }
}

const DEMANDS = [
  `CREATE TABLE demands (
     id uuid CONSTRAINT demands_pkey PRIMARY KEY,
     company_id uuid NOT NULL CONSTRAINT demands_company_id_fkey REFERENCES companies (id),
     status text NOT NULL DEFAULT 'draft' CONSTRAINT demands_status_check
       CHECK (status IN ('draft', 'submitted', 'published', 'returned', 'rejected', 'closed')),
     country text NOT NULL CONSTRAINT demands_country_fkey REFERENCES countries (code),
     place text CONSTRAINT demands_place_check CHECK (length(place) <= 200),
     title jsonb NOT NULL,
     title_translations jsonb NOT NULL DEFAULT '[]',
     description jsonb,
     description_translations jsonb NOT NULL DEFAULT '[]',
     budget_min numeric(18,3) CONSTRAINT demands_budget_min_check CHECK (budget_min >= 0),
     budget_max numeric(18,3),
     budget_currency text CONSTRAINT demands_budget_currency_check CHECK (budget_currency ~ '^[A-Z]{3}$'),
     deadline timestamptz,
     contact jsonb,
     review_case_id uuid,
     published_version integer NOT NULL DEFAULT 0 CONSTRAINT demands_published_version_check CHECK (published_version >= 0),
     published_at timestamptz,
     closed_at timestamptz,
     close_reason text CONSTRAINT demands_close_reason_check CHECK (close_reason IN ('awarded', 'withdrawn', 'expired')),
     close_note jsonb,
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT demands_budget_check CHECK (budget_min <= budget_max),
     CONSTRAINT demands_budget_whole_check CHECK ((budget_max IS NULL) = (budget_currency IS NULL) AND (budget_min IS NULL OR budget_max IS NOT NULL)),
     CONSTRAINT demands_published_check CHECK ((status IN ('published', 'closed')) = (published_version > 0) AND (published_version > 0) = (published_at IS NOT NULL)),
     CONSTRAINT demands_published_whole_check CHECK (published_version = 0 OR (deadline IS NOT NULL AND description IS NOT NULL)),
     CONSTRAINT demands_submitted_check CHECK ((status = 'submitted') = (review_case_id IS NOT NULL)),
     CONSTRAINT demands_closed_check CHECK ((status = 'closed') = (closed_at IS NOT NULL) AND (status = 'closed') = (close_reason IS NOT NULL)))`,
  'CREATE INDEX demands_company_idx ON demands (company_id, id DESC)',
  'CREATE INDEX demands_status_idx ON demands (status, id DESC)',
  `CREATE INDEX demands_expiry_idx ON demands (deadline) WHERE status = 'published'`,
  // What is sent in answer to a demand must not pass its closing, but the sender may neither see nor lock the row:
  // hence the owner's rights. The lock holds the closing back until the sender's transaction ends.
  `CREATE FUNCTION lock_open_demand(demand uuid, at timestamptz) RETURNS TABLE (company_id uuid, published_version integer)
     LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS
   $$ SELECT demands.company_id, demands.published_version FROM demands
      WHERE demands.id = demand AND demands.status = 'published' AND demands.deadline > at FOR SHARE $$`,
];

const REQUIREMENTS = [
  // A requirement that an amendment took out stays as a row, since answers may point to it.
  `CREATE TABLE demand_requirements (
     id uuid CONSTRAINT demand_requirements_pkey PRIMARY KEY,
     demand_id uuid NOT NULL CONSTRAINT demand_requirements_demand_id_fkey REFERENCES demands (id) ON DELETE CASCADE,
     company_id uuid NOT NULL,
     position smallint NOT NULL CONSTRAINT demand_requirements_position_check CHECK (position BETWEEN 0 AND 29),
     kind text NOT NULL CONSTRAINT demand_requirements_kind_check CHECK (kind IN ('layer', 'lot')),
     title jsonb NOT NULL,
     description jsonb,
     quantity text CONSTRAINT demand_requirements_quantity_check CHECK (length(quantity) <= 200),
     mandatory boolean NOT NULL,
     removed_in integer,
     CONSTRAINT demand_requirements_position_excl EXCLUDE (demand_id WITH =, position WITH =)
       WHERE (removed_in IS NULL) DEFERRABLE INITIALLY DEFERRED)`,
  `CREATE TABLE demand_requirement_concepts (
     requirement_id uuid NOT NULL CONSTRAINT demand_requirement_concepts_requirement_id_fkey
       REFERENCES demand_requirements (id) ON DELETE CASCADE,
     concept text NOT NULL CONSTRAINT demand_requirement_concepts_concept_fkey REFERENCES concepts (code),
     company_id uuid NOT NULL,
     CONSTRAINT demand_requirement_concepts_pkey PRIMARY KEY (requirement_id, concept))`,
  'CREATE INDEX demand_requirement_concepts_concept_idx ON demand_requirement_concepts (concept)',
];

const VERSIONS = [
  `CREATE TABLE demand_versions (
     demand_id uuid NOT NULL CONSTRAINT demand_versions_demand_id_fkey REFERENCES demands (id),
     version integer NOT NULL CONSTRAINT demand_versions_version_check CHECK (version >= 1),
     company_id uuid NOT NULL,
     document jsonb NOT NULL,
     reason jsonb,
     changes jsonb NOT NULL DEFAULT '[]',
     material boolean NOT NULL,
     published_at timestamptz NOT NULL,
     CONSTRAINT demand_versions_pkey PRIMARY KEY (demand_id, version))`,
  `CREATE FUNCTION refuse_version_rewriting() RETURNS trigger LANGUAGE plpgsql AS
   $$ BEGIN RAISE EXCEPTION 'A published version does not change' USING ERRCODE = 'insufficient_privilege'; END $$`,
  `CREATE TRIGGER demand_versions_immutable BEFORE UPDATE OR DELETE ON demand_versions
   FOR EACH ROW EXECUTE FUNCTION refuse_version_rewriting()`,
  'REVOKE UPDATE, DELETE ON demand_versions FROM shuqiao_company, shuqiao_staff, shuqiao_worker',
];

const AMENDMENTS = [
  `CREATE TABLE demand_amendments (
     id uuid CONSTRAINT demand_amendments_pkey PRIMARY KEY,
     demand_id uuid NOT NULL CONSTRAINT demand_amendments_demand_id_fkey REFERENCES demands (id),
     company_id uuid NOT NULL,
     demand_version integer NOT NULL CONSTRAINT demand_amendments_version_check CHECK (demand_version >= 2),
     status text NOT NULL DEFAULT 'pending' CONSTRAINT demand_amendments_status_check
       CHECK (status IN ('pending', 'approved', 'returned', 'rejected', 'voided')),
     content jsonb NOT NULL,
     changes jsonb NOT NULL,
     material boolean NOT NULL,
     reason jsonb NOT NULL,
     review_case_id uuid NOT NULL CONSTRAINT demand_amendments_review_case_id_key UNIQUE,
     created_at timestamptz NOT NULL,
     decided_at timestamptz,
     CONSTRAINT demand_amendments_decided_check CHECK ((status = 'pending') = (decided_at IS NULL)))`,
  `CREATE UNIQUE INDEX demand_amendments_one_pending_key ON demand_amendments (demand_id) WHERE status = 'pending'`,
  'CREATE INDEX demand_amendments_demand_idx ON demand_amendments (demand_id, id DESC)',
];
