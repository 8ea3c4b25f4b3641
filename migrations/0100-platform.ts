import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

const ROLES = ['shuqiao_company', 'shuqiao_staff', 'shuqiao_worker'];

/** Roles, the acting account for row-level security, the audit, the outbox and idempotency keys. */
export class Platform1790000000100 implements MigrationInterface {
  name = 'Platform1790000000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'CREATE EXTENSION IF NOT EXISTS pg_trgm', 'CREATE EXTENSION IF NOT EXISTS btree_gist');
    for (const role of ROLES) await run(queryRunner, ...createRole(role));
    await run(queryRunner, ...ACTING, ...AUDIT, ...OUTBOX, ...QUEUE, ...IDEMPOTENCY);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TABLE idempotency_keys, audit_links, audit_unsealed, audit_entries, outbox_messages',
      'DROP FUNCTION publish_outbox_message, queue_for_sealing, refuse_rewriting, acting_companies, acting_account',
      ...ROLES.map((role) => `ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM ${role}`),
    );
  }
}

// Roles belong to the cluster, not to the database: another database of the cluster may have made them already.
function createRole(role: string): string[] {
  return [
    // Asked first: an owner without CREATEROLE may run this where an administrator has made the roles.
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF;
     EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    `DO $$ BEGIN IF NOT pg_has_role(current_user, '${role}', 'MEMBER') THEN GRANT ${role} TO CURRENT_USER; END IF; END $$`,
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO ${role}`,
  ];
}

const ACTING = [
  `CREATE FUNCTION acting_companies() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
   $$ SELECT string_to_array(nullif(current_setting('shuqiao.companies', true), ''), ',')::uuid[] $$`,
  `CREATE FUNCTION acting_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
   $$ SELECT nullif(current_setting('shuqiao.account', true), '')::uuid $$`,
];

const AUDIT = [
  `CREATE TABLE audit_entries (
     id uuid CONSTRAINT audit_entries_pkey PRIMARY KEY,
     at timestamptz NOT NULL DEFAULT clock_timestamp(),
     actor_kind text NOT NULL CONSTRAINT audit_entries_actor_kind_check CHECK (actor_kind IN ('anonymous', 'account', 'staff', 'system')),
     account_id uuid,
     action text NOT NULL,
     subject_type text NOT NULL,
     subject_id text NOT NULL,
     company_id uuid,
     details jsonb NOT NULL,
     request_id text NOT NULL)`,
  'CREATE INDEX audit_entries_subject_idx ON audit_entries (subject_type, subject_id, id)',
  'CREATE INDEX audit_entries_company_idx ON audit_entries (company_id, id) WHERE company_id IS NOT NULL',
  'CREATE INDEX audit_entries_account_idx ON audit_entries (account_id, id) WHERE account_id IS NOT NULL',
  `CREATE TABLE audit_unsealed (entry_id uuid CONSTRAINT audit_unsealed_pkey PRIMARY KEY)`,
  `CREATE TABLE audit_links (
     position bigint CONSTRAINT audit_links_pkey PRIMARY KEY,
     entry_id uuid NOT NULL CONSTRAINT audit_links_entry_id_key UNIQUE CONSTRAINT audit_links_entry_id_fkey REFERENCES audit_entries (id),
     previous_hash text NOT NULL,
     hash text NOT NULL)`,
  `CREATE FUNCTION queue_for_sealing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
   $$ BEGIN INSERT INTO audit_unsealed (entry_id) VALUES (NEW.id); RETURN NULL; END $$`,
  `CREATE TRIGGER audit_entries_queue AFTER INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION queue_for_sealing()`,
  `CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS
   $$ BEGIN RAISE EXCEPTION 'The audit is append-only' USING ERRCODE = 'insufficient_privilege'; END $$`,
  ...['audit_entries', 'audit_links'].flatMap((table) => [
    `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`,
    `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()`,
    `REVOKE UPDATE, DELETE ON ${table} FROM ${ROLES.join(', ')}`,
  ]),
  'REVOKE ALL ON audit_links, audit_unsealed FROM shuqiao_company, shuqiao_staff',
  'GRANT SELECT ON audit_links, audit_unsealed TO shuqiao_staff',
  'REVOKE INSERT ON audit_unsealed FROM shuqiao_worker',
  // A firm's API may read only the entries about its own companies.
  'ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY',
  'CREATE POLICY audit_entries_centre ON audit_entries TO shuqiao_staff, shuqiao_worker USING (true) WITH CHECK (true)',
  'CREATE POLICY audit_entries_record ON audit_entries FOR INSERT TO shuqiao_company WITH CHECK (true)',
  'CREATE POLICY audit_entries_mine ON audit_entries FOR SELECT TO shuqiao_company USING (company_id = ANY (acting_companies()))',
];

const OUTBOX = [
  `CREATE TABLE outbox_messages (
     id uuid CONSTRAINT outbox_messages_pkey PRIMARY KEY,
     name text NOT NULL CONSTRAINT outbox_messages_name_check CHECK (name ~ '^[a-z_]+(\\.[a-z_]+)+\\.v[0-9]+$'),
     payload jsonb NOT NULL,
     request_id text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     relayed_at timestamptz)`,
  'CREATE INDEX outbox_messages_created_at_idx ON outbox_messages (created_at)',
  'REVOKE ALL ON outbox_messages FROM shuqiao_company, shuqiao_staff',
  `CREATE FUNCTION publish_outbox_message(message_id uuid, event_name text, event_payload jsonb, request text)
   RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
   $$ BEGIN
     INSERT INTO outbox_messages (id, name, payload, request_id) VALUES (message_id, event_name, event_payload, request);
     PERFORM graphile_worker.add_job('outbox.relay', json_build_object('id', message_id));
   END $$`,
];

// The queue's tables are closed to everybody but their owner until a policy opens them; only the worker works on jobs.
const QUEUE = [
  'GRANT USAGE ON SCHEMA graphile_worker TO shuqiao_worker',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO shuqiao_worker',
  'GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO shuqiao_worker',
  `DO $$ DECLARE queue_table text; BEGIN
     FOR queue_table IN SELECT tablename FROM pg_tables WHERE schemaname = 'graphile_worker' AND rowsecurity LOOP
       EXECUTE format('CREATE POLICY shuqiao_worker_all ON graphile_worker.%I TO shuqiao_worker USING (true) WITH CHECK (true)', queue_table);
     END LOOP; END $$`,
];

const IDEMPOTENCY = [
  `CREATE TABLE idempotency_keys (
     account_id uuid NOT NULL,
     key text NOT NULL,
     request_hash text NOT NULL,
     status integer,
     body jsonb,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     CONSTRAINT idempotency_keys_pkey PRIMARY KEY (account_id, key))`,
  'CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at)',
  'ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY',
  `CREATE POLICY idempotency_keys_mine ON idempotency_keys TO shuqiao_company, shuqiao_staff
   USING (account_id = acting_account()) WITH CHECK (account_id = acting_account())`,
  'CREATE POLICY idempotency_keys_worker ON idempotency_keys TO shuqiao_worker USING (true)',
];
