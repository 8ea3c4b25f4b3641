import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/**
 * Applications to pitch at a roadshow. A pitch that is accepted gets a slot in a session; its speakers then speak there,
 * and have to be there for the time of the slot.
 */
export class Pitches1790000000945 implements MigrationInterface {
  name = 'Pitches1790000000945';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...TABLES);
    await protect(queryRunner, 'pitches', 'company_id = ANY (acting_companies())');
    await protect(
      queryRunner,
      'pitch_speakers',
      'EXISTS (SELECT FROM pitches WHERE pitches.id = pitch_id AND pitches.company_id = ANY (acting_companies()))',
    );
    await run(
      queryRunner,
      'REVOKE DELETE ON pitches FROM shuqiao_company, shuqiao_staff, shuqiao_worker',
      'REVOKE UPDATE ON pitch_speakers FROM shuqiao_company, shuqiao_staff, shuqiao_worker',
      ...Object.values(FUNCTIONS),
      `REVOKE EXECUTE ON FUNCTION ${Object.keys(FUNCTIONS).join(', ')} FROM PUBLIC`,
      'GRANT EXECUTE ON FUNCTION standing_pitches(uuid) TO shuqiao_company, shuqiao_staff, shuqiao_worker',
      ...REPLACED,
      ...TRIGGERS,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...UNDO);
  }
}

const LIVE = `status NOT IN ('rejected', 'withdrawn')`;

// A company pitches once at a roadshow. Minutes count from the session's start, so that a slot moves with its session.
const TABLES = [
  `CREATE TABLE pitches (
     id uuid CONSTRAINT pitches_pkey PRIMARY KEY,
     roadshow_id uuid NOT NULL CONSTRAINT pitches_roadshow_id_fkey REFERENCES roadshows (id),
     company_id uuid NOT NULL CONSTRAINT pitches_company_id_fkey REFERENCES companies (id),
     status text NOT NULL CONSTRAINT pitches_status_check CHECK (status IN ('submitted', 'returned', 'accepted', 'rejected', 'withdrawn')),
     title jsonb NOT NULL,
     abstract jsonb NOT NULL,
     languages text[] NOT NULL CONSTRAINT pitches_languages_check CHECK (cardinality(languages) BETWEEN 1 AND 5),
     product_id uuid CONSTRAINT pitches_product_id_fkey REFERENCES company_products (id) ON DELETE SET NULL,
     demand_id uuid CONSTRAINT pitches_demand_id_fkey REFERENCES demands (id),
     submission integer NOT NULL DEFAULT 1,
     review_case_id uuid NOT NULL CONSTRAINT pitches_review_case_id_fkey REFERENCES review_cases (id),
     session_id uuid,
     slot int4range,
     slides_due_at timestamptz,
     slides_file_id uuid,
     slides_at timestamptz,
     slides_reminded_at timestamptz,
     slides_overdue_at timestamptz,
     created_by uuid NOT NULL CONSTRAINT pitches_created_by_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT pitches_session_id_fkey FOREIGN KEY (session_id, roadshow_id) REFERENCES roadshow_sessions (id, roadshow_id),
     CONSTRAINT pitches_slides_file_id_fkey FOREIGN KEY (slides_file_id, company_id) REFERENCES files (id, company_id),
     CONSTRAINT pitches_placed_check CHECK ((session_id IS NULL) = (slot IS NULL) AND (session_id IS NULL OR status = 'accepted')),
     CONSTRAINT pitches_slot_check CHECK (lower(slot) >= 0 AND upper(slot) - lower(slot) BETWEEN 1 AND 480),
     CONSTRAINT pitches_slides_check CHECK ((slides_file_id IS NULL) = (slides_at IS NULL)),
     CONSTRAINT pitches_slot_excl EXCLUDE USING gist (session_id WITH =, slot WITH &&))`,
  `CREATE UNIQUE INDEX pitches_company_key ON pitches (roadshow_id, company_id) WHERE ${LIVE}`,
  'CREATE INDEX pitches_roadshow_id_idx ON pitches (roadshow_id, id)',
  'CREATE INDEX pitches_company_id_idx ON pitches (company_id, id)',
  'CREATE INDEX pitches_product_id_idx ON pitches (product_id)',
  'CREATE INDEX pitches_demand_id_idx ON pitches (demand_id)',
  'CREATE INDEX pitches_review_case_id_idx ON pitches (review_case_id)',
  'CREATE INDEX pitches_slides_file_id_idx ON pitches (slides_file_id)',
  `CREATE INDEX pitches_slides_due_idx ON pitches (slides_due_at) WHERE status = 'accepted' AND slides_at IS NULL`,
  `CREATE TABLE pitch_speakers (
     pitch_id uuid NOT NULL CONSTRAINT pitch_speakers_pitch_id_fkey REFERENCES pitches (id),
     account_id uuid NOT NULL CONSTRAINT pitch_speakers_account_id_fkey REFERENCES accounts (id),
     CONSTRAINT pitch_speakers_pkey PRIMARY KEY (pitch_id, account_id))`,
  'CREATE INDEX pitch_speakers_account_id_idx ON pitch_speakers (account_id)',
  `ALTER TABLE session_speakers ADD COLUMN pitch_id uuid CONSTRAINT session_speakers_pitch_id_fkey REFERENCES pitches (id)`,
  'CREATE INDEX session_speakers_pitch_id_idx ON session_speakers (pitch_id) WHERE removed_at IS NULL',
];

const DEFINER = 'SECURITY DEFINER SET search_path = public';

const FUNCTIONS: Readonly<Record<string, string>> = {
  // Who decides about a pitch is the secretariat, whatever the firms' API could be made to run.
  'keep_pitch_decisions()': `CREATE FUNCTION keep_pitch_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF current_user = 'shuqiao_company' AND (
        (NEW.status IN ('accepted', 'returned', 'rejected') AND (TG_OP = 'INSERT' OR OLD.status <> NEW.status))
        OR (NEW.session_id IS NOT NULL AND (TG_OP = 'INSERT' OR (OLD.session_id, OLD.slot) IS DISTINCT FROM (NEW.session_id, NEW.slot)))
        OR (TG_OP = 'UPDATE' AND OLD.slides_due_at IS DISTINCT FROM NEW.slides_due_at)) THEN
        RAISE EXCEPTION 'A pitch is decided and placed by the secretariat' USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN NEW;
    END $$`,
  // Under a share lock of the session, which who moves or cancels it waits for.
  'check_pitch_slot()': `CREATE FUNCTION check_pitch_slot() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
    DECLARE held roadshow_sessions;
    BEGIN
      SELECT * INTO held FROM roadshow_sessions WHERE id = NEW.session_id FOR SHARE;
      IF held.starts_at + make_interval(mins => upper(NEW.slot)) > held.ends_at OR held.cancelled_at IS NOT NULL THEN
        RAISE EXCEPTION 'The slot is outside the session' USING ERRCODE = 'check_violation', CONSTRAINT = 'pitches_slot_in_session';
      END IF;
      RETURN NEW;
    END $$`,
  'place_pitch_speakers()': `CREATE FUNCTION place_pitch_speakers() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
    BEGIN
      UPDATE session_speakers SET removed_at = NEW.updated_at WHERE pitch_id = NEW.id AND removed_at IS NULL;
      IF NEW.session_id IS NOT NULL THEN
        INSERT INTO session_speakers (id, session_id, account_id, company_id, pitch_id, created_at)
        SELECT new_id(), NEW.session_id, account_id, NEW.company_id, NEW.id, NEW.updated_at FROM pitch_speakers
        WHERE pitch_id = NEW.id ORDER BY account_id;
      END IF;
      RETURN NULL;
    END $$`,
  // What of a roadshow's published pitches still stands: the public learns nothing else of a pitch than what was published.
  'standing_pitches(uuid)': `CREATE FUNCTION standing_pitches(roadshow uuid) RETURNS uuid[] LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT coalesce(array_agg(pitch.id), '{}') FROM pitches pitch JOIN companies company ON company.id = pitch.company_id
    WHERE pitch.roadshow_id = roadshow AND pitch.session_id IS NOT NULL AND company.status = 'verified' $$`,
};

// A speaker with a pitch has to be there for its slot, every other one for the whole session.
const SPOKEN = (
  session: string,
) => `coalesce((SELECT tstzrange(${session}.starts_at + make_interval(mins => lower(slot)),
    ${session}.starts_at + make_interval(mins => upper(slot)), '[)') FROM pitches WHERE pitches.id = speaker.pitch_id AND slot IS NOT NULL), ${session}.during)`;

const REPLACED = [
  `CREATE OR REPLACE FUNCTION occupy_speaker() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
   DECLARE held roadshow_sessions;
   BEGIN
     IF NEW.removed_at IS NOT NULL THEN
       DELETE FROM person_times WHERE session_speaker_id = NEW.id;
       RETURN NULL;
     END IF;
     SELECT * INTO held FROM roadshow_sessions WHERE id = NEW.session_id FOR SHARE;
     IF held.cancelled_at IS NULL THEN
       INSERT INTO person_times (account_id, during, session_id, session_speaker_id)
       SELECT speaker.account_id, ${SPOKEN('held')}, speaker.session_id, speaker.id FROM session_speakers speaker WHERE speaker.id = NEW.id;
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE OR REPLACE FUNCTION people_follow_session() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
   BEGIN
     IF NEW.cancelled_at IS NOT NULL THEN
       DELETE FROM interpreter_times WHERE session_id = NEW.id AND session_interpreter_id IS NOT NULL;
       DELETE FROM person_times WHERE session_id = NEW.id AND session_speaker_id IS NOT NULL;
       RETURN NULL;
     END IF;
     IF EXISTS (SELECT FROM pitches WHERE session_id = NEW.id AND NEW.starts_at + make_interval(mins => upper(slot)) > NEW.ends_at) THEN
       RAISE EXCEPTION 'A slot is outside the session' USING ERRCODE = 'check_violation', CONSTRAINT = 'pitches_slot_in_session';
     END IF;
     UPDATE interpreter_times SET during = NEW.during WHERE session_id = NEW.id AND session_interpreter_id IS NOT NULL;
     UPDATE person_times SET during = ${SPOKEN('NEW')}
     FROM session_speakers speaker WHERE speaker.id = session_speaker_id AND person_times.session_id = NEW.id;
     RETURN NULL;
   END $$`,
];

const TRIGGERS = [
  `CREATE TRIGGER pitches_keep_decisions BEFORE INSERT OR UPDATE ON pitches FOR EACH ROW EXECUTE FUNCTION keep_pitch_decisions()`,
  `CREATE TRIGGER pitches_slot_in_session BEFORE INSERT OR UPDATE OF session_id, slot ON pitches
   FOR EACH ROW WHEN (NEW.session_id IS NOT NULL) EXECUTE FUNCTION check_pitch_slot()`,
  `CREATE TRIGGER pitches_place_speakers AFTER UPDATE OF session_id, slot ON pitches
   FOR EACH ROW WHEN ((OLD.session_id, OLD.slot) IS DISTINCT FROM (NEW.session_id, NEW.slot)) EXECUTE FUNCTION place_pitch_speakers()`,
];

const UNDO = [
  'DELETE FROM person_times WHERE session_speaker_id IN (SELECT id FROM session_speakers WHERE pitch_id IS NOT NULL)',
  'DELETE FROM session_speakers WHERE pitch_id IS NOT NULL',
  'ALTER TABLE session_speakers DROP COLUMN pitch_id',
  'DROP TABLE pitch_speakers, pitches',
  `DROP FUNCTION ${Object.keys(FUNCTIONS).join(', ')}`,
  ...REPLACED.map((replaced) =>
    replaced
      .replaceAll(SPOKEN('held'), 'held.during')
      .replaceAll(SPOKEN('NEW'), 'NEW.during')
      .replace(/IF EXISTS \(SELECT FROM pitches[^;]*;\s*END IF;/, ''),
  ),
];
