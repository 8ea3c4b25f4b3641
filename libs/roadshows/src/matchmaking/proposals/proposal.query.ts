import type { Statement } from '@shuqiao/platform';
import { utc } from '../../views.query';

/** {@link ProposalSummary} of a row `p`. */
const SUMMARY = `jsonb_build_object('id', p.id, 'dayId', p.day_id, 'status', p.status, 'keepsScheduled', p.keeps_scheduled,
  'seconds', p.seconds, 'seed', p.seed, 'progress', p.progress, 'outcome', p.outcome, 'lowerBound', p.lower_bound, 'conflict', p.conflict,
  'took', p.took, 'isConfirmed', EXISTS (SELECT FROM matchmaking_days d WHERE d.id = p.day_id AND d.confirmed_proposal_id = p.id),
  'createdAt', ${utc('p.created_at')}, 'version', p.version)`;

export const INSERT_PROPOSAL: Statement = {
  name: 'meeting-proposals.insert',
  text: `INSERT INTO meeting_proposals AS p (id, day_id, keeps_scheduled, seconds, seed, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${SUMMARY} AS view`,
};

export const FIND_PROPOSAL: Statement = {
  name: 'meeting-proposals.find',
  text: `SELECT ${SUMMARY} AS view FROM meeting_proposals p WHERE id = $1`,
};

export const LOCK_PROPOSAL: Statement = {
  name: 'meeting-proposals.lock',
  text: `SELECT ${SUMMARY} AS view FROM meeting_proposals p WHERE id = $1 FOR NO KEY UPDATE`,
};

export const LIST_PROPOSALS: Statement = {
  name: 'meeting-proposals.list',
  text: `SELECT ${SUMMARY} AS view FROM meeting_proposals p WHERE day_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
};

export const PROPOSED_MEETINGS: Statement = {
  name: 'meeting-proposals.meetings',
  text: `SELECT meeting_id AS "meetingId", slot, table_number AS "table", interpreter_id AS "interpreterId"
         FROM proposed_meetings WHERE proposal_id = $1 ORDER BY slot, table_number, meeting_id`,
};

/** ($1 proposal, $2 `[{meetingId, slot, table, interpreterId}]`) */
export const INSERT_PROPOSED: Statement = {
  name: 'meeting-proposals.insert-meetings',
  text: `INSERT INTO proposed_meetings (proposal_id, meeting_id, slot, table_number, interpreter_id)
         SELECT $1, "meetingId", slot, "table", "interpreterId"
         FROM jsonb_to_recordset($2::jsonb) AS list ("meetingId" uuid, slot integer, "table" integer, "interpreterId" uuid)`,
};

export const PUT_PROPOSED: Statement = {
  name: 'meeting-proposals.put-meeting',
  text: `INSERT INTO proposed_meetings (proposal_id, meeting_id, slot, table_number, interpreter_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (proposal_id, meeting_id) DO UPDATE SET slot = $3, table_number = $4, interpreter_id = $5`,
};
export const TAKE_PROPOSED_OUT: Statement = {
  name: 'meeting-proposals.take-meeting-out',
  text: 'DELETE FROM proposed_meetings WHERE proposal_id = $1 AND meeting_id = $2',
};

export const IS_PROPOSED: Statement = {
  name: 'meeting-proposals.is-proposed',
  text: 'SELECT FROM proposed_meetings WHERE proposal_id = $1 AND meeting_id = $2',
};

export const TOUCH_PROPOSAL: Statement = {
  name: 'meeting-proposals.touch',
  text: `UPDATE meeting_proposals SET version = version + 1 WHERE id = $1 AND version = $2 AND status = 'finished' RETURNING id`,
};

/**
 * Begins a proposal that waits, or whose worker has not been heard of for a minute; one that three workers died of has failed.
 * ($1 proposal, $2 now)
 */
export const CLAIM_PROPOSAL: Statement = {
  name: 'meeting-proposals.claim',
  text: `UPDATE meeting_proposals p SET status = CASE WHEN attempts < 3 THEN 'running' ELSE 'failed' END, attempts = attempts + 1, alive_at = $2, progress = NULL, version = version + 1
         WHERE id = $1 AND (status = 'queued' OR (status = 'running' AND alive_at < $2::timestamptz - interval '1 minute'))
         RETURNING ${SUMMARY} AS view`,
};

export const WAITING_PROPOSALS: Statement = {
  name: 'meeting-proposals.waiting',
  text: `SELECT id FROM meeting_proposals
         WHERE status = 'queued' OR (status = 'running' AND alive_at < $1::timestamptz - interval '1 minute') ORDER BY id LIMIT 20`,
};

export const NOTE_PROGRESS: Statement = {
  name: 'meeting-proposals.progress',
  text: `UPDATE meeting_proposals SET progress = $2, alive_at = $3 WHERE id = $1 AND status = 'running'`,
};

export const NOTE_ALIVE: Statement = {
  name: 'meeting-proposals.alive',
  text: `UPDATE meeting_proposals SET alive_at = $2 WHERE id = $1 AND status = 'running'`,
};

export const FINISH_PROPOSAL: Statement = {
  name: 'meeting-proposals.finish',
  text: `UPDATE meeting_proposals SET status = 'finished', outcome = $2, lower_bound = $3, conflict = $4, took = $5, finished_at = $6, progress = $7,
           version = version + 1 WHERE id = $1 AND status = 'running' RETURNING id`,
};

export const FAIL_PROPOSAL: Statement = {
  name: 'meeting-proposals.fail',
  text: `UPDATE meeting_proposals SET status = 'failed', finished_at = $2, version = version + 1
         WHERE id = $1 AND status IN ('queued', 'running') RETURNING id`,
};
