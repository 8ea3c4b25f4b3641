import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Review cases with what is said in them. A company's role never reads internal notes or who decided. */
export class Moderation1790000000350 implements MigrationInterface {
  name = 'Moderation1790000000350';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...TEMPLATES, ...CASES, ...DETAILS, ...PREVIOUS_SNAPSHOT, ...CLOSED_TO_COMPANIES);
    for (const table of ['review_cases', 'review_remarks']) await enableRowSecurity(queryRunner, table);
    for (const table of ['review_notes', 'review_findings']) await protect(queryRunner, table, 'false');
    await run(queryRunner, ...OPEN_TO_COMPANIES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TABLE review_findings, review_notes, review_remarks, review_cases, decision_templates',
      'DROP FUNCTION keep_previous_snapshot',
    );
  }
}

async function enableRowSecurity(queryRunner: QueryRunner, table: string): Promise<void> {
  await run(
    queryRunner,
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_centre ON ${table} TO shuqiao_staff, shuqiao_worker USING (true) WITH CHECK (true)`,
  );
}

const UNDECIDED = `status IN ('open', 'claimed', 'awaiting_second')`;

const TEMPLATES = [
  `CREATE TABLE decision_templates (
     code text CONSTRAINT decision_templates_pkey PRIMARY KEY CONSTRAINT decision_templates_code_check CHECK (code ~ '^[a-z0-9-]{1,60}$'),
     decision text NOT NULL CONSTRAINT decision_templates_decision_check CHECK (decision IN ('approved', 'returned', 'rejected')),
     subject_types text[] NOT NULL CONSTRAINT decision_templates_subject_types_check CHECK (cardinality(subject_types) <= 20),
     texts jsonb NOT NULL CONSTRAINT decision_templates_texts_check CHECK (texts ?& ARRAY['zh', 'ru', 'en']),
     retired_at timestamptz,
     version integer NOT NULL DEFAULT 1)`,
];

const CASES = [
  `CREATE TABLE review_cases (
     id uuid CONSTRAINT review_cases_pkey PRIMARY KEY,
     subject_type text NOT NULL CONSTRAINT review_cases_subject_type_check CHECK (subject_type ~ '^[a-z_]{1,40}$'),
     subject_id uuid NOT NULL,
     subject_version integer NOT NULL,
     company_id uuid NOT NULL CONSTRAINT review_cases_company_id_fkey REFERENCES companies (id),
     title text NOT NULL CONSTRAINT review_cases_title_check CHECK (length(title) <= 500),
     title_lang text NOT NULL,
     snapshot jsonb NOT NULL CONSTRAINT review_cases_snapshot_check CHECK (octet_length(snapshot::text) <= 1000000),
     previous_snapshot jsonb,
     flags text[] NOT NULL DEFAULT '{}' CONSTRAINT review_cases_flags_check CHECK (cardinality(flags) <= 50),
     needs_second_review boolean NOT NULL DEFAULT false,
     status text NOT NULL DEFAULT 'open' CONSTRAINT review_cases_status_check
       CHECK (status IN ('open', 'claimed', 'awaiting_second', 'decided', 'withdrawn')),
     submitted_by uuid CONSTRAINT review_cases_submitted_by_fkey REFERENCES accounts (id),
     submitted_at timestamptz NOT NULL,
     assignee uuid CONSTRAINT review_cases_assignee_fkey REFERENCES accounts (id),
     claimed_at timestamptz,
     due_at timestamptz NOT NULL,
     overdue_at timestamptz,
     decision text CONSTRAINT review_cases_decision_check CHECK (decision IN ('approved', 'returned', 'rejected')),
     reason_template text CONSTRAINT review_cases_reason_template_fkey REFERENCES decision_templates (code),
     reason_texts jsonb,
     reason jsonb,
     decided_by uuid CONSTRAINT review_cases_decided_by_fkey REFERENCES accounts (id),
     second_decided_by uuid CONSTRAINT review_cases_second_decided_by_fkey REFERENCES accounts (id),
     decided_at timestamptz,
     withdrawn_at timestamptz,
     version integer NOT NULL DEFAULT 1,
     CONSTRAINT review_cases_claimed_check CHECK (status <> 'claimed' OR assignee IS NOT NULL),
     CONSTRAINT review_cases_decided_check CHECK (status <> 'decided' OR (decision IS NOT NULL AND decided_by IS NOT NULL AND decided_at IS NOT NULL)),
     CONSTRAINT review_cases_reason_check CHECK (decision IS NULL OR decision = 'approved' OR reason_template IS NOT NULL OR reason IS NOT NULL),
     CONSTRAINT review_cases_own_submission_check CHECK (decided_by <> submitted_by AND second_decided_by <> submitted_by),
     CONSTRAINT review_cases_second_check CHECK (second_decided_by <> decided_by),
     CONSTRAINT review_cases_second_needed_check
       CHECK (NOT (needs_second_review AND status = 'decided' AND decision <> 'returned') OR second_decided_by IS NOT NULL))`,
  `CREATE UNIQUE INDEX review_cases_one_open_key ON review_cases (subject_type, subject_id) WHERE ${UNDECIDED}`,
  'CREATE INDEX review_cases_subject_idx ON review_cases (subject_type, subject_id, decided_at)',
  `CREATE INDEX review_cases_queue_idx ON review_cases (due_at, id) WHERE ${UNDECIDED}`,
  'CREATE INDEX review_cases_status_idx ON review_cases (status, due_at, id)',
  `CREATE INDEX review_cases_assignee_idx ON review_cases (assignee, due_at, id) WHERE ${UNDECIDED}`,
  `CREATE INDEX review_cases_overdue_idx ON review_cases (due_at) WHERE overdue_at IS NULL AND ${UNDECIDED}`,
  'CREATE INDEX review_cases_company_id_idx ON review_cases (company_id)',
];

const caseKey = (table: string) =>
  `case_id uuid NOT NULL CONSTRAINT ${table}_case_id_fkey REFERENCES review_cases (id) ON DELETE CASCADE`;

const DETAILS = [
  `CREATE TABLE review_remarks (
     ${caseKey('review_remarks')},
     position integer NOT NULL,
     pointer text NOT NULL CONSTRAINT review_remarks_pointer_check CHECK (length(pointer) <= 500),
     text text NOT NULL CONSTRAINT review_remarks_text_check CHECK (length(text) <= 2000),
     lang text NOT NULL,
     CONSTRAINT review_remarks_pkey PRIMARY KEY (case_id, position))`,
  `CREATE TABLE review_notes (
     id uuid CONSTRAINT review_notes_pkey PRIMARY KEY,
     ${caseKey('review_notes')},
     text text NOT NULL CONSTRAINT review_notes_text_check CHECK (length(text) <= 4000),
     "by" uuid NOT NULL CONSTRAINT review_notes_by_fkey REFERENCES accounts (id),
     at timestamptz NOT NULL)`,
  'CREATE INDEX review_notes_case_id_idx ON review_notes (case_id, id)',
  `CREATE TABLE review_findings (
     ${caseKey('review_findings')},
     "check" text NOT NULL CONSTRAINT review_findings_check_check CHECK ("check" ~ '^[a-z0-9_-]{1,60}$'),
     result text NOT NULL CONSTRAINT review_findings_result_check CHECK (result IN ('passed', 'failed', 'not_applicable')),
     valid_until date,
     note text CONSTRAINT review_findings_note_check CHECK (length(note) <= 2000),
     "by" uuid NOT NULL CONSTRAINT review_findings_by_fkey REFERENCES accounts (id),
     at timestamptz NOT NULL,
     CONSTRAINT review_findings_pkey PRIMARY KEY (case_id, "check"))`,
];

// The company that submits may not read old snapshots of the case, hence with the owner's rights.
const PREVIOUS_SNAPSHOT = [
  `CREATE FUNCTION keep_previous_snapshot() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
   $$ BEGIN
     NEW.previous_snapshot := (SELECT earlier.snapshot FROM review_cases earlier
       WHERE earlier.subject_type = NEW.subject_type AND earlier.subject_id = NEW.subject_id AND earlier.status = 'decided'
       ORDER BY earlier.decided_at DESC LIMIT 1);
     RETURN NEW;
   END $$`,
  'CREATE TRIGGER review_cases_previous BEFORE INSERT ON review_cases FOR EACH ROW EXECUTE FUNCTION keep_previous_snapshot()',
];

const CLOSED_TO_COMPANIES = [
  'REVOKE ALL ON review_cases, review_remarks, review_notes, review_findings, decision_templates FROM shuqiao_company',
];

// By column, so that the assignee, the deciders, flags and findings stay out of a company's reach whatever the code asks.
const OPEN_TO_COMPANIES = [
  `GRANT INSERT (id, subject_type, subject_id, subject_version, company_id, title, title_lang, snapshot, flags,
     needs_second_review, submitted_by, submitted_at, due_at) ON review_cases TO shuqiao_company`,
  `GRANT SELECT (id, subject_type, subject_id, subject_version, company_id, status, submitted_at, decision, reason_template,
     reason_texts, reason, decided_at, version) ON review_cases TO shuqiao_company`,
  'GRANT UPDATE (status, withdrawn_at, version) ON review_cases TO shuqiao_company',
  'GRANT SELECT ON review_remarks TO shuqiao_company',
  `CREATE POLICY review_cases_submit ON review_cases FOR INSERT TO shuqiao_company
   WITH CHECK (company_id = ANY (acting_companies()) AND submitted_by = acting_account())`,
  'CREATE POLICY review_cases_mine ON review_cases FOR SELECT TO shuqiao_company USING (company_id = ANY (acting_companies()))',
  `CREATE POLICY review_cases_withdraw ON review_cases FOR UPDATE TO shuqiao_company
   USING (company_id = ANY (acting_companies()) AND ${UNDECIDED}) WITH CHECK (status = 'withdrawn' AND company_id = ANY (acting_companies()))`,
  `CREATE POLICY review_remarks_mine ON review_remarks FOR SELECT TO shuqiao_company USING (EXISTS (
     SELECT 1 FROM review_cases reviewed WHERE reviewed.id = case_id AND reviewed.status = 'decided' AND reviewed.company_id = ANY (acting_companies())))`,
];
