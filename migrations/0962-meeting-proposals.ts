import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Proposals of the scheduler: what was asked of it, how far it is, and where it would put each meeting. */
export class MeetingProposals1790000000962 implements MigrationInterface {
  name = 'MeetingProposals1790000000962';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...PROPOSALS);
    await protect(queryRunner, 'meeting_proposals', 'false');
    await protect(queryRunner, 'proposed_meetings', 'false');
    await run(
      queryRunner,
      'REVOKE INSERT, UPDATE, DELETE ON meeting_proposals, proposed_meetings FROM shuqiao_company',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'ALTER TABLE matchmaking_days DROP COLUMN confirmed_proposal_id',
      'DROP TABLE proposed_meetings, meeting_proposals',
    );
  }
}

// One at a time for a day: the scheduler takes all the processors it gets.
const PROPOSALS = [
  `CREATE TABLE meeting_proposals (
     id uuid CONSTRAINT meeting_proposals_pkey PRIMARY KEY,
     day_id uuid NOT NULL CONSTRAINT meeting_proposals_day_id_fkey REFERENCES matchmaking_days (id),
     status text NOT NULL DEFAULT 'queued' CONSTRAINT meeting_proposals_status_check
       CHECK (status IN ('queued', 'running', 'finished', 'failed')),
     keeps_scheduled boolean NOT NULL,
     seconds integer NOT NULL CONSTRAINT meeting_proposals_seconds_check CHECK (seconds BETWEEN 1 AND 600),
     seed integer NOT NULL CONSTRAINT meeting_proposals_seed_check CHECK (seed >= 0),
     attempts integer NOT NULL DEFAULT 0,
     progress jsonb,
     outcome text CONSTRAINT meeting_proposals_outcome_check CHECK (outcome IN ('optimal', 'feasible', 'infeasible', 'unknown')),
     lower_bound integer,
     conflict jsonb,
     took double precision,
     created_by uuid NOT NULL CONSTRAINT meeting_proposals_created_by_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     alive_at timestamptz,
     finished_at timestamptz,
     CONSTRAINT meeting_proposals_finished_check CHECK ((status = 'finished') = (outcome IS NOT NULL)))`,
  'CREATE INDEX meeting_proposals_day_id_idx ON meeting_proposals (day_id, id)',
  `CREATE UNIQUE INDEX meeting_proposals_running_key ON meeting_proposals (day_id) WHERE status IN ('queued', 'running')`,
  `CREATE TABLE proposed_meetings (
     proposal_id uuid NOT NULL CONSTRAINT proposed_meetings_proposal_id_fkey REFERENCES meeting_proposals (id) ON DELETE CASCADE,
     meeting_id uuid NOT NULL CONSTRAINT proposed_meetings_meeting_id_fkey REFERENCES meetings (id),
     slot integer NOT NULL CONSTRAINT proposed_meetings_slot_check CHECK (slot BETWEEN 1 AND 31),
     table_number integer NOT NULL CONSTRAINT proposed_meetings_table_number_check CHECK (table_number BETWEEN 1 AND 1000),
     interpreter_id uuid,
     CONSTRAINT proposed_meetings_pkey PRIMARY KEY (proposal_id, meeting_id))`,
  'CREATE INDEX proposed_meetings_meeting_id_idx ON proposed_meetings (meeting_id)',
  `ALTER TABLE matchmaking_days ADD COLUMN confirmed_proposal_id uuid
     CONSTRAINT matchmaking_days_confirmed_proposal_id_fkey REFERENCES meeting_proposals (id)`,
  `CREATE INDEX matchmaking_days_confirmed_proposal_id_idx ON matchmaking_days (confirmed_proposal_id)
   WHERE confirmed_proposal_id IS NOT NULL`,
];
