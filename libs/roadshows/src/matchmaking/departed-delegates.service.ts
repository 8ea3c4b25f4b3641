import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { participationChanged } from './matchmaking.events';
import { LEAVE, LOCK_DAY_FOR_SHARE } from './participation.query';

interface Held extends Record<string, unknown> {
  readonly id: string;
  readonly dayId: string;
}

/** Delegates who no longer belong to the company that they were to meet for. */
@Injectable()
export class DepartedDelegates {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the former member out of days to come, one per transaction: a colleague who is free takes his place at the
   * tables, a meeting for which nobody is free loses its slot, and a company without any delegate leaves the day. Somebody
   * who has joined again stays. Safe to repeat.
   */
  async release(actor: Actor, companyId: string, accountId: string): Promise<void> {
    const values = [companyId, accountId, this.clock.now()];
    for (const { id, dayId } of await this.database.queryOnce<Held>(actor, HELD, values))
      await this.database.transaction(actor, () => this.leave(actor, { id, dayId }, companyId, accountId));
  }

  private async leave(actor: Actor, { id, dayId }: Held, companyId: string, accountId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.query(LOCK_DAY_FOR_SHARE, [dayId]);
    const gone = await this.database.query<{ left: number }>(TAKE_OUT, [id, accountId, now]);
    const [row] = gone;
    if (!row) return;
    const by = [now, actor.kind, actor.accountId, actor.requestId];
    if (row.left === 0) await this.database.query(LEAVE, [id, ...by]);
    else {
      await this.database.query(SUBSTITUTE, [id, dayId, companyId, accountId, ...by]);
      await this.database.query(LOSE_SLOT, [dayId, ...by, accountId, companyId]);
    }
    const past = row.left === 0 ? 'withdrawn' : 'changed';
    await this.audit.record(actor, {
      action: `participation.${past}`,
      subjectType: 'participation',
      subjectId: id,
      companyId,
    });
    await this.outbox.publish(actor, participationChanged(past, id));
  }
}

const HELD: Statement = {
  name: 'departed-delegates.held',
  text: `SELECT p.id, p.day_id AS "dayId" FROM meeting_delegates d JOIN meeting_participations p ON p.id = d.participation_id
         WHERE p.company_id = $1 AND d.account_id = $2 AND p.status = 'registered'
           AND EXISTS (SELECT FROM meeting_slots s WHERE s.day_id = p.day_id AND s.starts_at > $3)
           AND NOT EXISTS (SELECT FROM memberships WHERE company_id = $1 AND account_id = $2) ORDER BY p.id LIMIT 100`,
};

// The last delegate stays written down: the participation that is withdrawn remembers who it was.
const TAKE_OUT: Statement = {
  name: 'departed-delegates.take-out',
  text: `WITH held AS (SELECT id FROM meeting_participations WHERE id = $1 AND status = 'registered' FOR NO KEY UPDATE),
         others AS (SELECT count(*)::integer AS "left" FROM meeting_delegates, held WHERE participation_id = held.id AND account_id <> $2),
         gone AS (DELETE FROM meeting_delegates USING held, others WHERE participation_id = held.id AND account_id = $2 AND others."left" > 0),
         changed AS (UPDATE meeting_participations p SET parallel = least(p.parallel, others."left"), version = version + 1, updated_at = $3
           FROM held, others WHERE p.id = held.id AND others."left" > 0)
         SELECT others."left" FROM others, held`,
};

// Somebody who belongs to two companies leaves one of them.
const sitsFor = (
  meeting: string,
  company: string,
  account: string,
) => `((${meeting}.first_company_id = ${company} AND ${meeting}.first_delegate_id = ${account})
    OR (${meeting}.second_company_id = ${company} AND ${meeting}.second_delegate_id = ${account}))`;

const IS_AT_TABLE = `m.status = 'scheduled' AND EXISTS (SELECT FROM meeting_slots s WHERE s.day_id = m.day_id AND s.number = m.slot AND s.starts_at > `;

const SUBSTITUTE: Statement = {
  name: 'departed-delegates.substitute',
  text: `WITH substituted AS (UPDATE meetings m SET first_delegate_id = CASE WHEN m.first_company_id = $3 THEN chosen.id ELSE m.first_delegate_id END,
           second_delegate_id = CASE WHEN m.second_company_id = $3 THEN chosen.id ELSE m.second_delegate_id END, version = m.version + 1, updated_at = $5
         FROM (SELECT affected.id AS meeting, (SELECT d.account_id FROM meeting_delegates d
                 WHERE d.participation_id = $1 AND NOT EXISTS (SELECT FROM person_times t WHERE t.account_id = d.account_id AND t.during && s.during)
                 ORDER BY d.place LIMIT 1) AS id
               FROM meetings affected JOIN meeting_slots s ON s.day_id = affected.day_id AND s.number = affected.slot
               WHERE affected.day_id = $2 AND ${sitsFor('affected', '$3', '$4')}) AS chosen
         WHERE m.id = chosen.meeting AND chosen.id IS NOT NULL AND $3 IN (m.first_company_id, m.second_company_id) AND ${IS_AT_TABLE}$5)
           RETURNING m.*)
         SELECT substituted.id, record_meeting_act(substituted, 'moved', $6, $7, NULL, $8) FROM substituted`,
};

const LOSE_SLOT: Statement = {
  name: 'departed-delegates.lose-slot',
  text: `WITH lost AS (
           UPDATE meetings m SET status = 'accepted', slot = NULL, table_number = NULL, first_delegate_id = NULL, second_delegate_id = NULL,
             interpreter_id = NULL, version = m.version + 1, updated_at = $2
           WHERE m.day_id = $1 AND ${sitsFor('m', '$7', '$6')} AND ${IS_AT_TABLE}$2) RETURNING m.*)
         SELECT lost.id, record_meeting_act(lost, 'unscheduled', $3, $4, NULL, $5) FROM lost`,
};
