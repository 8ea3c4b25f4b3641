import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { ReviewCaseStore } from './review-case.store';
import { reviewProgressed } from './review.events';

/** Cases whose reviewer is no longer there. */
@Injectable()
export class AbandonedCases {
  constructor(
    private readonly database: Database,
    private readonly cases: ReviewCaseStore,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Puts back into the queue what an account has claimed, for `account.erased.v1`; what it decided stays. Safe to repeat. */
  async release(actor: Actor, accountId: string): Promise<void> {
    const claimed = await this.database.transaction(actor, () =>
      this.database.query<{ id: string }>(CLAIMED, [accountId]),
    );
    for (const { id } of claimed) await this.releaseOne(actor, id, accountId);
  }

  private releaseOne(actor: Actor, id: string, accountId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const reviewed = await this.cases.lock(id);
      if (reviewed.state.status !== 'claimed' || reviewed.state.assignee !== accountId) return;
      reviewed.assign(null, this.clock.now());
      await this.cases.save(reviewed);
      const subject = { subjectType: 'review_case', subjectId: id };
      await this.audit.record(actor, { action: 'review.released', ...subject, details: { assignee: null } });
      await this.outbox.publish(actor, reviewProgressed(reviewed, 'released'));
    });
  }
}

const CLAIMED: Statement = {
  name: 'abandoned-cases.claimed',
  text: `SELECT id FROM review_cases WHERE status = 'claimed' AND assignee = $1 ORDER BY due_at, id LIMIT 5000`,
};
