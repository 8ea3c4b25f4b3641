import { Injectable } from '@nestjs/common';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { type Actor, Clock, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { MatchInteractions } from './learning/match-interactions.service';
import { matchDismissed } from './matching.events';

export const DISMISSAL_REASONS = ['not_our_field', 'wrong_country', 'budget', 'timing', 'capacity', 'other'] as const;
export type DismissalReason = (typeof DISMISSAL_REASONS)[number];

export interface Dismissal {
  readonly companyId: string;
  readonly demandId: string;
  readonly reason: DismissalReason;
  readonly dismissedAt: Date;
}

/** A company's "not for us", which is remembered: the pair is not matched again. */
@Injectable()
export class MatchDismissals {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly interactions: MatchInteractions,
  ) {}

  /** Repeating it changes the reason. @throws DomainError NOT_FOUND unless the demand was recommended to the company. */
  dismiss(actor: Actor, companyId: string, demandId: string, reason: DismissalReason): Promise<Dismissal> {
    return this.database.transaction(actor, async () => {
      if (!companiesWith(actor, 'match.view').includes(companyId)) throw new DomainError(NOT_FOUND);
      requirePermission(actor, 'match.dismiss', companyId);
      const now = this.clock.now();
      const kept = await this.database.query(KEEP, [companyId, demandId, reason, actor.accountId, now]);
      if (!kept.length) throw new DomainError(NOT_FOUND);
      await this.interactions.dismiss({ companyId, demandId }, reason);
      await this.database.query(TAKE_OUT, [companyId, demandId]);
      await this.audit.record(actor, {
        action: 'match.dismissed',
        subjectType: 'demand',
        subjectId: demandId,
        companyId,
        details: { reason },
      });
      await this.outbox.publish(actor, matchDismissed(companyId, demandId));
      return { companyId, demandId, reason, dismissedAt: now };
    });
  }
}

const KEEP: Statement = {
  name: 'matching.keep-dismissal',
  text: `INSERT INTO match_dismissals AS known (company_id, demand_id, reason, dismissed_by, dismissed_at)
         SELECT $1, $2, $3, $4, $5
         WHERE EXISTS (SELECT FROM matches WHERE company_id = $1 AND demand_id = $2)
            OR EXISTS (SELECT FROM match_dismissals WHERE company_id = $1 AND demand_id = $2)
         ON CONFLICT (company_id, demand_id) DO UPDATE SET reason = EXCLUDED.reason, dismissed_by = EXCLUDED.dismissed_by,
           dismissed_at = EXCLUDED.dismissed_at
         RETURNING known.demand_id`,
};
const TAKE_OUT: Statement = {
  name: 'matching.take-out',
  text: 'DELETE FROM matches WHERE company_id = $1 AND demand_id = $2',
};
