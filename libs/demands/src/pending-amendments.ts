import { Injectable } from '@nestjs/common';
import { type Actor, Clock, newId, type TaggedText } from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { Audit, Database, type Statement } from '@shuqiao/platform';
import type { DemandContent } from './demand-content';
import { type DemandChange, isMaterial } from './demand-changes';
import type { Demand } from './demand.entity';

/** An amendment that waits for its decision, with the whole content it would make public. */
export interface PendingAmendment {
  readonly id: string;
  readonly demandVersion: number;
  readonly content: DemandContent;
  readonly changes: readonly DemandChange[];
  readonly material: boolean;
  readonly reason: TaggedText;
}

interface NewAmendment {
  readonly content: DemandContent;
  readonly changes: readonly DemandChange[];
  readonly reason: TaggedText;
  readonly reviewCaseId: string;
}

/** The amendments under review: at most one of each demand, as a unique index says. */
@Injectable()
export class PendingAmendments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly reviews: Reviews,
  ) {}

  async add(demand: Demand, { content, changes, reason, reviewCaseId }: NewAmendment): Promise<void> {
    const what = [JSON.stringify(content), JSON.stringify(changes), isMaterial(changes), JSON.stringify(reason)];
    const ids = [newId(), demand.id, demand.companyId, demand.publishedVersion + 1];
    await this.database.query(ADD, [...ids, ...what, reviewCaseId, this.clock.now()]);
  }

  /** The pending amendment that this case is about; null when it was decided or voided before. */
  async awaiting(demandId: string, reviewCaseId: string): Promise<PendingAmendment | null> {
    const [row] = await this.database.query<PendingAmendment & Record<string, unknown>>(AWAITING, [
      demandId,
      reviewCaseId,
    ]);
    return row ?? null;
  }

  async settle(amendmentId: string, status: 'approved' | 'returned' | 'rejected'): Promise<void> {
    await this.database.query(SETTLE, [amendmentId, status, this.clock.now()]);
  }

  /** Ends the pending amendment of a demand that closes, and its review. */
  async void(actor: Actor, demand: Demand): Promise<void> {
    const voided = await this.database.query(VOID, [demand.id, this.clock.now()]);
    if (!voided.length) return;
    await this.reviews.withdraw(actor, 'demand', demand.id);
    const { id: subjectId, companyId } = demand;
    await this.audit.record(actor, { action: 'demand.amendment_voided', subjectType: 'demand', subjectId, companyId });
  }
}

const ADD: Statement = {
  name: 'demands.add-amendment',
  text: `INSERT INTO demand_amendments (id, demand_id, company_id, demand_version, content, changes, material, reason, review_case_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};
const AWAITING: Statement = {
  name: 'demands.awaiting-amendment',
  text: `SELECT id, demand_version AS "demandVersion", content, changes, material, reason FROM demand_amendments
         WHERE demand_id = $1 AND review_case_id = $2 AND status = 'pending' FOR UPDATE`,
};
const SETTLE: Statement = {
  name: 'demands.settle-amendment',
  text: `UPDATE demand_amendments SET status = $2, decided_at = $3 WHERE id = $1 AND status = 'pending'`,
};
const VOID: Statement = {
  name: 'demands.void-amendment',
  text: `UPDATE demand_amendments SET status = 'voided', decided_at = $2 WHERE demand_id = $1 AND status = 'pending' RETURNING id`,
};
