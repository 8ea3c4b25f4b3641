import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Expressions of interest with their offers, and the count of open ones per company. */
export class Engagement1790000000550 implements MigrationInterface {
  name = 'Engagement1790000000550';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...EOIS, ...OFFERS, ...OPEN_COUNTS);
    await protect(queryRunner, 'eois', PARTIES);
    await protect(queryRunner, 'eoi_requirements', SENDER, RECEIVER);
    await protect(queryRunner, 'eoi_open_counts', 'company_id = ANY (acting_companies())');
    await run(queryRunner, ...CLOSED_COUNTS, CONTACT_VIEWS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP INDEX audit_entries_contact_viewed_idx',
      'DROP TABLE eoi_open_counts, eoi_requirements, eois',
      'DROP FUNCTION count_open_eois',
    );
  }
}

// A draft is the sender's alone.
const PARTIES = `company_id = ANY (acting_companies()) OR (status <> 'draft' AND demand_company_id = ANY (acting_companies()))`;
const SENDER = 'EXISTS (SELECT FROM eois WHERE eois.id = eoi_id AND eois.company_id = ANY (acting_companies()))';
const RECEIVER = 'EXISTS (SELECT FROM eois WHERE eois.id = eoi_id)';

const text = (column: string) =>
  `CONSTRAINT eois_${column}_check CHECK (${column} ? 'lang' AND ${column} ? 'text' AND length(${column} ->> 'text') <= 5000)`;

const EOIS = [
  `CREATE TABLE eois (
     id uuid CONSTRAINT eois_pkey PRIMARY KEY,
     demand_id uuid NOT NULL CONSTRAINT eois_demand_id_fkey REFERENCES demands (id),
     demand_version integer NOT NULL CONSTRAINT eois_demand_version_check CHECK (demand_version >= 1),
     company_id uuid NOT NULL CONSTRAINT eois_company_id_fkey REFERENCES companies (id),
     demand_company_id uuid NOT NULL CONSTRAINT eois_demand_company_id_fkey REFERENCES companies (id),
     status text NOT NULL CONSTRAINT eois_status_check
       CHECK (status IN ('draft', 'sent', 'to_reconfirm', 'accepted', 'declined', 'withdrawn', 'lapsed')),
     cover jsonb ${text('cover')},
     sent_at timestamptz,
     lapses_at timestamptz,
     lapse_reason text CONSTRAINT eois_lapse_reason_check CHECK (lapse_reason IN ('unanswered', 'demand_closed')),
     reconfirm_version integer,
     decided_at timestamptz,
     decided_by uuid CONSTRAINT eois_decided_by_fkey REFERENCES accounts (id),
     decline_reason text CONSTRAINT eois_decline_reason_check
       CHECK (decline_reason IN ('not_suitable', 'budget', 'timing', 'capacity', 'chose_other', 'other')),
     decline_text jsonb ${text('decline_text')},
     sender_consent_at timestamptz,
     receiver_consent_at timestamptz,
     version integer NOT NULL,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT eois_own_demand_check CHECK (company_id <> demand_company_id),
     CONSTRAINT eois_sent_check CHECK ((status = 'draft') = (sent_at IS NULL) AND (sent_at IS NULL) = (lapses_at IS NULL)),
     CONSTRAINT eois_reconfirm_check CHECK ((status = 'to_reconfirm') = (reconfirm_version IS NOT NULL)),
     CONSTRAINT eois_decided_check CHECK ((status IN ('accepted', 'declined')) = (decided_at IS NOT NULL)),
     CONSTRAINT eois_declined_check CHECK ((status = 'declined') = (decline_reason IS NOT NULL)),
     CONSTRAINT eois_lapsed_check CHECK ((status = 'lapsed') = (lapse_reason IS NOT NULL)),
     CONSTRAINT eois_consent_check CHECK (status IN ('sent', 'to_reconfirm', 'accepted')
       OR (sender_consent_at IS NULL AND receiver_consent_at IS NULL)))`,
  `CREATE UNIQUE INDEX eois_live_key ON eois (company_id, demand_id) WHERE status IN ('draft', 'sent', 'to_reconfirm', 'accepted')`,
  'CREATE INDEX eois_company_idx ON eois (company_id, id DESC)',
  'CREATE INDEX eois_demand_company_idx ON eois (demand_company_id, id DESC)',
  'CREATE INDEX eois_demand_idx ON eois (demand_id, id DESC)',
  'CREATE INDEX eois_status_idx ON eois (status, id DESC)',
  `CREATE INDEX eois_lapses_at_idx ON eois (lapses_at) WHERE status IN ('sent', 'to_reconfirm')`,
];

const OFFERS = [
  `CREATE TABLE eoi_requirements (
     eoi_id uuid NOT NULL CONSTRAINT eoi_requirements_eoi_id_fkey REFERENCES eois (id) ON DELETE CASCADE,
     requirement_id uuid NOT NULL CONSTRAINT eoi_requirements_requirement_id_fkey REFERENCES demand_requirements (id),
     capability text NOT NULL CONSTRAINT eoi_requirements_capability_fkey REFERENCES concepts (code),
     note text CONSTRAINT eoi_requirements_note_check CHECK (length(note) <= 2000),
     position smallint NOT NULL CONSTRAINT eoi_requirements_position_check CHECK (position BETWEEN 0 AND 29),
     CONSTRAINT eoi_requirements_pkey PRIMARY KEY (eoi_id, requirement_id))`,
  'CREATE INDEX eoi_requirements_requirement_id_idx ON eoi_requirements (requirement_id)',
];

// The count follows every change of state, whoever makes it, since the other side's answer frees a place too: hence a
// trigger with the owner's rights. Its row is also what parallel sendings of one company queue up at.
const OPEN_COUNTS = [
  `CREATE TABLE eoi_open_counts (
     company_id uuid CONSTRAINT eoi_open_counts_pkey PRIMARY KEY
       CONSTRAINT eoi_open_counts_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     open integer NOT NULL CONSTRAINT eoi_open_counts_open_check CHECK (open >= 0))`,
  `CREATE FUNCTION count_open_eois() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   DECLARE
     before integer := (OLD.status IN ('sent', 'to_reconfirm'))::integer;
     after integer := (NEW.status IN ('sent', 'to_reconfirm'))::integer;
   BEGIN
     IF after > before THEN
       INSERT INTO eoi_open_counts AS counts (company_id, open) VALUES (NEW.company_id, 1)
       ON CONFLICT (company_id) DO UPDATE SET open = counts.open + 1;
     ELSIF after < before THEN
       UPDATE eoi_open_counts SET open = open - 1 WHERE company_id = NEW.company_id;
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER eois_count_open AFTER UPDATE OF status ON eois FOR EACH ROW EXECUTE FUNCTION count_open_eois()`,
];

const CLOSED_COUNTS = [
  'REVOKE INSERT, UPDATE, DELETE ON eoi_open_counts FROM shuqiao_company, shuqiao_staff, shuqiao_worker',
];

// A company reads who looked at its contacts; without an index of its own that would be a walk through its whole history.
const CONTACT_VIEWS = `CREATE INDEX audit_entries_contact_viewed_idx ON audit_entries (company_id, id DESC) WHERE action = 'contact.viewed'`;
