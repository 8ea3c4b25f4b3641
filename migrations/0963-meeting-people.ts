import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Who interprets at a day of one-to-one meetings, and where its delegates and interpreters have to be. */
export class MeetingPeople1790000000963 implements MigrationInterface {
  name = 'MeetingPeople1790000000963';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...COLUMNS, OCCUPY, 'REVOKE EXECUTE ON FUNCTION occupy_meetings() FROM PUBLIC', TRIGGER);
    await protect(queryRunner, 'day_interpreters', 'false');
    await run(queryRunner, 'REVOKE ALL ON day_interpreters FROM shuqiao_company');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TRIGGER meetings_occupy ON meetings',
      'DROP FUNCTION occupy_meetings',
      'DELETE FROM person_times WHERE meeting_id IS NOT NULL',
      'DELETE FROM interpreter_times WHERE meeting_id IS NOT NULL',
      'ALTER TABLE person_times DROP CONSTRAINT person_times_source_check, DROP COLUMN meeting_id',
      'ALTER TABLE person_times ADD CONSTRAINT person_times_source_check CHECK (num_nonnulls(booking_id, session_speaker_id) = 1)',
      'ALTER TABLE interpreter_times DROP CONSTRAINT interpreter_times_source_check, DROP COLUMN meeting_id',
      'ALTER TABLE interpreter_times ADD CONSTRAINT interpreter_times_source_check CHECK (num_nonnulls(session_interpreter_id) = 1)',
      'ALTER TABLE proposed_meetings DROP CONSTRAINT proposed_meetings_interpreter_id_fkey',
      'DROP INDEX proposed_meetings_interpreter_id_idx',
      'ALTER TABLE meetings DROP COLUMN interpreter_id',
      'DROP TABLE day_interpreters',
    );
  }
}

const COLUMNS = [
  `CREATE TABLE day_interpreters (
     day_id uuid NOT NULL CONSTRAINT day_interpreters_day_id_fkey REFERENCES matchmaking_days (id),
     interpreter_id uuid NOT NULL CONSTRAINT day_interpreters_interpreter_id_fkey REFERENCES interpreters (id),
     unavailable integer[] NOT NULL CONSTRAINT day_interpreters_unavailable_check CHECK (cardinality(unavailable) <= 31),
     CONSTRAINT day_interpreters_pkey PRIMARY KEY (day_id, interpreter_id))`,
  'CREATE INDEX day_interpreters_interpreter_id_idx ON day_interpreters (interpreter_id)',
  `ALTER TABLE meetings ADD COLUMN interpreter_id uuid CONSTRAINT meetings_interpreter_id_fkey REFERENCES interpreters (id)`,
  'CREATE INDEX meetings_interpreter_id_idx ON meetings (interpreter_id) WHERE interpreter_id IS NOT NULL',
  `ALTER TABLE proposed_meetings ADD CONSTRAINT proposed_meetings_interpreter_id_fkey FOREIGN KEY (interpreter_id) REFERENCES interpreters (id)`,
  'CREATE INDEX proposed_meetings_interpreter_id_idx ON proposed_meetings (interpreter_id) WHERE interpreter_id IS NOT NULL',
  `ALTER TABLE person_times
     ADD COLUMN meeting_id uuid CONSTRAINT person_times_meeting_id_fkey REFERENCES meetings (id) ON DELETE CASCADE,
     DROP CONSTRAINT person_times_source_check,
     ADD CONSTRAINT person_times_source_check CHECK (num_nonnulls(booking_id, session_speaker_id, meeting_id) = 1),
     ADD CONSTRAINT person_times_meeting_id_key UNIQUE (meeting_id, account_id)`,
  `ALTER TABLE interpreter_times
     ADD COLUMN meeting_id uuid CONSTRAINT interpreter_times_meeting_id_key UNIQUE
       CONSTRAINT interpreter_times_meeting_id_fkey REFERENCES meetings (id) ON DELETE CASCADE,
     DROP CONSTRAINT interpreter_times_source_check,
     ADD CONSTRAINT interpreter_times_source_check CHECK (num_nonnulls(session_interpreter_id, meeting_id) = 1)`,
];

// With the owner's rights: a firm that cancels a meeting frees the other's delegate and the interpreter too. For all meetings
// of a statement together: a schedule has thousands, and two of them may change places. Planned each time, because a plan that is
// kept from a statement of one meeting takes minutes for thousands.
const CHANGED = `FROM meetings_after m JOIN meetings_before b ON b.id = m.id
    AND (b.status, b.slot, b.first_delegate_id, b.second_delegate_id, b.interpreter_id)
      IS DISTINCT FROM (m.status, m.slot, m.first_delegate_id, m.second_delegate_id, m.interpreter_id)`;
const HELD = `${CHANGED} JOIN meeting_slots held ON held.day_id = m.day_id AND held.number = m.slot`;

const OCCUPY = `CREATE FUNCTION occupy_meetings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  BEGIN
    EXECUTE $sql$DELETE FROM person_times WHERE meeting_id IN (SELECT m.id ${CHANGED})$sql$;
    EXECUTE $sql$DELETE FROM interpreter_times WHERE meeting_id IN (SELECT m.id ${CHANGED})$sql$;
    EXECUTE $sql$INSERT INTO person_times (account_id, during, meeting_id)
      SELECT delegate, held.during, m.id ${HELD} CROSS JOIN LATERAL unnest(ARRAY[m.first_delegate_id, m.second_delegate_id]) AS delegate
      WHERE m.status IN ('scheduled', 'held') AND delegate IS NOT NULL$sql$;
    EXECUTE $sql$INSERT INTO interpreter_times (interpreter_id, during, meeting_id)
      SELECT m.interpreter_id, held.during, m.id ${HELD} WHERE m.status IN ('scheduled', 'held') AND m.interpreter_id IS NOT NULL$sql$;
    RETURN NULL;
  END $$`;

const TRIGGER = `CREATE TRIGGER meetings_occupy AFTER UPDATE ON meetings
  REFERENCING OLD TABLE AS meetings_before NEW TABLE AS meetings_after FOR EACH STATEMENT EXECUTE FUNCTION occupy_meetings()`;
