import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/**
 * Who speaks in a session and who interprets it. What a speaker and an interpreter do there is copied to where they have
 * to be, and follows the session.
 */
export class SpeakersInterpreters1790000000942 implements MigrationInterface {
  name = 'SpeakersInterpreters1790000000942';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...INTERPRETERS, ...ASSIGNED, ...SPEAKERS, ...TIMES);
    for (const table of STAFFS_OWN) await protect(queryRunner, table, 'false');
    await protect(queryRunner, 'session_speakers', 'false', SHOWN);
    await run(
      queryRunner,
      `REVOKE ALL ON ${STAFFS_OWN.join(', ')} FROM shuqiao_company`,
      'REVOKE INSERT, UPDATE, DELETE ON session_speakers FROM shuqiao_company',
      'REVOKE INSERT, UPDATE, DELETE ON interpreter_times FROM shuqiao_staff, shuqiao_worker',
      'REVOKE UPDATE ON session_interpreters FROM shuqiao_staff, shuqiao_worker',
      'REVOKE UPDATE, DELETE ON session_speakers FROM shuqiao_staff, shuqiao_worker',
      'GRANT UPDATE (removed_at) ON session_speakers TO shuqiao_staff, shuqiao_worker',
      ...Object.values(FUNCTIONS),
      `REVOKE EXECUTE ON FUNCTION ${Object.keys(FUNCTIONS).join(', ')} FROM PUBLIC`,
      ...TRIGGERS,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TRIGGER roadshow_sessions_people_follow ON roadshow_sessions',
      'DELETE FROM person_times WHERE session_speaker_id IS NOT NULL',
      'ALTER TABLE person_times DROP CONSTRAINT person_times_source_check, DROP COLUMN session_speaker_id',
      'ALTER TABLE person_times ADD CONSTRAINT person_times_source_check CHECK (num_nonnulls(booking_id) = 1)',
      'DROP TABLE interpreter_times, session_speakers, session_interpreters, interpreter_languages, interpreters',
      `DROP FUNCTION ${Object.keys(FUNCTIONS).join(', ')}`,
    );
  }
}

const STAFFS_OWN = ['interpreters', 'interpreter_languages', 'session_interpreters', 'interpreter_times'];
// A published agenda may name who has been taken out since.
const SHOWN = `EXISTS (SELECT FROM roadshow_sessions WHERE roadshow_sessions.id = session_id)`;

// Their names and addresses are the secretariat's alone.
const INTERPRETERS = [
  `CREATE TABLE interpreters (
     id uuid CONSTRAINT interpreters_pkey PRIMARY KEY,
     name jsonb NOT NULL,
     email text,
     phone text,
     note text,
     retired_at timestamptz,
     created_by uuid NOT NULL CONSTRAINT interpreters_created_by_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT interpreters_retired_check CHECK (retired_at IS NULL OR num_nonnulls(email, phone, note) = 0))`,
  `CREATE TABLE interpreter_languages (
     interpreter_id uuid NOT NULL CONSTRAINT interpreter_languages_interpreter_id_fkey REFERENCES interpreters (id),
     language text NOT NULL CONSTRAINT interpreter_languages_language_fkey REFERENCES languages (tag),
     CONSTRAINT interpreter_languages_pkey PRIMARY KEY (interpreter_id, language))`,
  'CREATE INDEX interpreter_languages_language_idx ON interpreter_languages (language, interpreter_id)',
];

// A pair works both ways, so that it has one order: that of the tags. Nobody interprets a language that he does not have.
const ASSIGNED = [
  `CREATE TABLE session_interpreters (
     id uuid CONSTRAINT session_interpreters_pkey PRIMARY KEY,
     session_id uuid NOT NULL CONSTRAINT session_interpreters_session_id_fkey REFERENCES roadshow_sessions (id),
     interpreter_id uuid NOT NULL,
     one_language text NOT NULL,
     other_language text NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT session_interpreters_pair_check CHECK (one_language COLLATE "C" < other_language COLLATE "C"),
     CONSTRAINT session_interpreters_one_language_fkey FOREIGN KEY (interpreter_id, one_language)
       REFERENCES interpreter_languages (interpreter_id, language),
     CONSTRAINT session_interpreters_other_language_fkey FOREIGN KEY (interpreter_id, other_language)
       REFERENCES interpreter_languages (interpreter_id, language),
     CONSTRAINT session_interpreters_key UNIQUE (interpreter_id, session_id, one_language, other_language))`,
  'CREATE INDEX session_interpreters_session_id_idx ON session_interpreters (session_id)',
];

// Somebody of a company by his account, whose name is read there, or a guest by the name that is written here.
const SPEAKERS = [
  `CREATE TABLE session_speakers (
     id uuid CONSTRAINT session_speakers_pkey PRIMARY KEY,
     session_id uuid NOT NULL CONSTRAINT session_speakers_session_id_fkey REFERENCES roadshow_sessions (id),
     account_id uuid CONSTRAINT session_speakers_account_id_fkey REFERENCES accounts (id),
     company_id uuid CONSTRAINT session_speakers_company_id_fkey REFERENCES companies (id),
     guest_name jsonb,
     guest_organisation jsonb,
     created_at timestamptz NOT NULL,
     removed_at timestamptz,
     CONSTRAINT session_speakers_who_check CHECK ((account_id IS NULL) = (company_id IS NULL)
       AND (account_id IS NULL) = (guest_name IS NOT NULL) AND (guest_organisation IS NULL OR guest_name IS NOT NULL)))`,
  `CREATE UNIQUE INDEX session_speakers_account_key ON session_speakers (session_id, account_id) WHERE removed_at IS NULL`,
  'CREATE INDEX session_speakers_session_id_idx ON session_speakers (session_id)',
  'CREATE INDEX session_speakers_account_id_idx ON session_speakers (account_id)',
  'CREATE INDEX session_speakers_company_id_idx ON session_speakers (company_id)',
];

const TIMES = [
  `ALTER TABLE person_times
     ADD COLUMN session_speaker_id uuid CONSTRAINT person_times_session_speaker_id_key UNIQUE
       CONSTRAINT person_times_session_speaker_id_fkey REFERENCES session_speakers (id) ON DELETE CASCADE,
     DROP CONSTRAINT person_times_source_check,
     ADD CONSTRAINT person_times_source_check CHECK (num_nonnulls(booking_id, session_speaker_id) = 1)`,
  `CREATE TABLE interpreter_times (
     id uuid NOT NULL DEFAULT new_id() CONSTRAINT interpreter_times_pkey PRIMARY KEY,
     interpreter_id uuid NOT NULL CONSTRAINT interpreter_times_interpreter_id_fkey REFERENCES interpreters (id),
     during tstzrange NOT NULL CONSTRAINT interpreter_times_during_check CHECK (NOT isempty(during)),
     session_id uuid CONSTRAINT interpreter_times_session_id_fkey REFERENCES roadshow_sessions (id),
     place uuid NOT NULL GENERATED ALWAYS AS (coalesce(session_id, id)) STORED,
     session_interpreter_id uuid CONSTRAINT interpreter_times_session_interpreter_id_key UNIQUE
       CONSTRAINT interpreter_times_session_interpreter_id_fkey REFERENCES session_interpreters (id) ON DELETE CASCADE,
     CONSTRAINT interpreter_times_source_check CHECK (num_nonnulls(session_interpreter_id) = 1),
     CONSTRAINT interpreter_times_interpreter_excl EXCLUDE USING gist (interpreter_id WITH =, during WITH &&, place WITH <>))`,
  'CREATE INDEX interpreter_times_session_id_idx ON interpreter_times (session_id)',
];

// The share lock makes whoever moves the session meanwhile wait, or be waited for: the time copied is the one that holds.
const FUNCTIONS: Readonly<Record<string, string>> = {
  'occupy_interpreter()': `CREATE FUNCTION occupy_interpreter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE held roadshow_sessions;
    BEGIN
      SELECT * INTO held FROM roadshow_sessions WHERE id = NEW.session_id FOR SHARE;
      IF held.cancelled_at IS NULL THEN
        INSERT INTO interpreter_times (interpreter_id, during, session_id, session_interpreter_id)
        VALUES (NEW.interpreter_id, held.during, NEW.session_id, NEW.id);
      END IF;
      RETURN NULL;
    END $$`,
  'occupy_speaker()': `CREATE FUNCTION occupy_speaker() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE held roadshow_sessions;
    BEGIN
      IF NEW.removed_at IS NOT NULL THEN
        DELETE FROM person_times WHERE session_speaker_id = NEW.id;
        RETURN NULL;
      END IF;
      SELECT * INTO held FROM roadshow_sessions WHERE id = NEW.session_id FOR SHARE;
      IF held.cancelled_at IS NULL THEN
        INSERT INTO person_times (account_id, during, session_id, session_speaker_id)
        VALUES (NEW.account_id, held.during, NEW.session_id, NEW.id);
      END IF;
      RETURN NULL;
    END $$`,
  'people_follow_session()': `CREATE FUNCTION people_follow_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
      IF NEW.cancelled_at IS NOT NULL THEN
        DELETE FROM interpreter_times WHERE session_id = NEW.id AND session_interpreter_id IS NOT NULL;
        DELETE FROM person_times WHERE session_id = NEW.id AND session_speaker_id IS NOT NULL;
      ELSE
        UPDATE interpreter_times SET during = NEW.during WHERE session_id = NEW.id AND session_interpreter_id IS NOT NULL;
        UPDATE person_times SET during = NEW.during WHERE session_id = NEW.id AND session_speaker_id IS NOT NULL;
      END IF;
      RETURN NULL;
    END $$`,
};

const TRIGGERS = [
  `CREATE TRIGGER session_interpreters_occupy AFTER INSERT ON session_interpreters
   FOR EACH ROW EXECUTE FUNCTION occupy_interpreter()`,
  `CREATE TRIGGER session_speakers_occupy AFTER INSERT OR UPDATE OF removed_at ON session_speakers
   FOR EACH ROW WHEN (NEW.account_id IS NOT NULL) EXECUTE FUNCTION occupy_speaker()`,
  `CREATE TRIGGER roadshow_sessions_people_follow AFTER UPDATE OF starts_at, ends_at, cancelled_at ON roadshow_sessions
   FOR EACH ROW EXECUTE FUNCTION people_follow_session()`,
];
