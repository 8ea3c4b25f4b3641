import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** The weekly mail of new matches: what each company wants, who of it does not, and what is still to be delivered. */
export class MatchDigests1790000000895 implements MigrationInterface {
  name = 'MatchDigests1790000000895';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...DIGESTS, ...OPT_OUTS, ...DELIVERIES, ...FUNCTIONS);
    await run(
      queryRunner,
      'CREATE INDEX match_tellings_company_id_idx ON match_tellings (company_id)',
      'DROP INDEX match_tellings_pending_idx',
    );
    await protect(queryRunner, 'match_digests', 'company_id = ANY (acting_companies())');
    await protect(queryRunner, 'match_digest_opt_outs', 'account_id = acting_account()');
    await run(
      queryRunner,
      'REVOKE DELETE ON match_digests FROM shuqiao_company, shuqiao_staff',
      'REVOKE ALL ON match_digest_deliveries FROM shuqiao_company, shuqiao_staff',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP FUNCTION linked_member(uuid, uuid)',
      'DROP FUNCTION next_weekly_hour(timestamptz, text, integer, integer)',
      'DROP TABLE match_digest_deliveries, match_digest_opt_outs, match_digests',
      'DROP INDEX match_tellings_company_id_idx',
      'CREATE INDEX match_tellings_pending_idx ON match_tellings (company_id) WHERE told_at IS NULL',
    );
  }
}

// A company without a row has the defaults. `next_at` is when the first of its receivers is to be told; null: to be found.
const DIGESTS = [
  `CREATE TABLE match_digests (
     company_id uuid CONSTRAINT match_digests_pkey PRIMARY KEY
       CONSTRAINT match_digests_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     enabled boolean NOT NULL DEFAULT true,
     threshold numeric(3, 2) NOT NULL DEFAULT 0.5 CONSTRAINT match_digests_threshold_check CHECK (threshold BETWEEN 0 AND 1),
     weekday integer NOT NULL DEFAULT 1 CONSTRAINT match_digests_weekday_check CHECK (weekday BETWEEN 1 AND 7),
     hour integer NOT NULL DEFAULT 9 CONSTRAINT match_digests_hour_check CHECK (hour BETWEEN 0 AND 23),
     next_at timestamptz,
     version integer NOT NULL DEFAULT 1)`,
  'CREATE INDEX match_digests_next_at_idx ON match_digests (next_at) WHERE enabled',
];

const OPT_OUTS = [
  `CREATE TABLE match_digest_opt_outs (
     company_id uuid NOT NULL,
     account_id uuid NOT NULL,
     opted_out_at timestamptz NOT NULL,
     CONSTRAINT match_digest_opt_outs_pkey PRIMARY KEY (company_id, account_id),
     CONSTRAINT match_digest_opt_outs_member_fkey FOREIGN KEY (company_id, account_id)
       REFERENCES memberships (company_id, account_id) ON DELETE CASCADE)`,
];

// One row for each receiver of a digest until it is his hour.
const DELIVERIES = [
  `CREATE TABLE match_digest_deliveries (
     digest_id uuid NOT NULL,
     company_id uuid NOT NULL,
     account_id uuid NOT NULL,
     demand_ids uuid[] NOT NULL CONSTRAINT match_digest_deliveries_demand_ids_check CHECK (cardinality(demand_ids) BETWEEN 1 AND 10),
     due_at timestamptz NOT NULL,
     CONSTRAINT match_digest_deliveries_pkey PRIMARY KEY (digest_id, account_id),
     CONSTRAINT match_digest_deliveries_member_fkey FOREIGN KEY (company_id, account_id)
       REFERENCES memberships (company_id, account_id) ON DELETE CASCADE)`,
  'CREATE INDEX match_digest_deliveries_due_at_idx ON match_digest_deliveries (due_at)',
  'CREATE INDEX match_digest_deliveries_member_idx ON match_digest_deliveries (company_id, account_id)',
];

// The browser's zones and the server's come from two editions of one list: a zone that only one knows must stop nobody.
const NEXT_WEEKLY_HOUR = `CREATE FUNCTION next_weekly_hour(after timestamptz, zone text, weekday integer, hour integer)
  RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
  DECLARE here timestamp; slot timestamp;
  BEGIN
    BEGIN
      here := after AT TIME ZONE zone;
    EXCEPTION WHEN invalid_parameter_value THEN
      zone := 'UTC';
      here := after AT TIME ZONE zone;
    END;
    slot := date_trunc('day', here) + make_interval(days => (weekday - extract(isodow FROM here)::integer + 7) % 7, hours => hour);
    IF slot AT TIME ZONE zone <= after THEN slot := slot + interval '7 days'; END IF;
    RETURN slot AT TIME ZONE zone;
  END $$`;

// Runs before row-level security knows the actor: who follows a link out of a mail has no session.
const LINKED_MEMBER = `CREATE FUNCTION linked_member(account uuid, company uuid)
  RETURNS TABLE (language text, role text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT accounts.language, membership.role FROM memberships membership JOIN accounts ON accounts.id = membership.account_id
  WHERE membership.account_id = account AND membership.company_id = company AND accounts.disabled_at IS NULL $$`;

const FUNCTIONS = [
  NEXT_WEEKLY_HOUR,
  LINKED_MEMBER,
  'REVOKE EXECUTE ON FUNCTION linked_member(uuid, uuid) FROM PUBLIC',
  'GRANT EXECUTE ON FUNCTION linked_member(uuid, uuid) TO shuqiao_company',
];
