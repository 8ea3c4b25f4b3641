import { Injectable } from '@nestjs/common';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { type Actor, Clock, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { MatchInteractions } from './learning/match-interactions.service';
import { matchDismissed, matchRestored } from './matching.events';

export const DISMISSAL_REASONS = ['not_our_field', 'wrong_country', 'budget', 'timing', 'capacity', 'other'] as const;
export type DismissalReason = (typeof DISMISSAL_REASONS)[number];

export interface Dismissal {
  readonly companyId: string;
  readonly demandId: string;
  readonly reason: DismissalReason;
  readonly dismissedAt: Date;
}

/** A company's "not for us", which is remembered: the pair is not matched again until it is taken back. */
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
      requireDismisser(actor, companyId);
      const now = this.clock.now();
      const kept = await this.database.query(KEEP, [companyId, demandId, reason, actor.accountId, now]);
      if (!kept.length) throw new DomainError(NOT_FOUND);
      await this.settle(actor, companyId, demandId, { reason });
      return { companyId, demandId, reason, dismissedAt: now };
    });
  }

  /**
   * Dismisses what the company was told of by mail, which may have left its list since. A dismissal that is there keeps
   * its reason. Returns whether there was none.
   */
  dismissTold(actor: Actor, companyId: string, demandId: string): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      requireDismisser(actor, companyId);
      const reason: DismissalReason = 'other';
      const kept = await this.database.query(KEEP_TOLD, [
        companyId,
        demandId,
        reason,
        actor.accountId,
        this.clock.now(),
      ]);
      if (kept.length) await this.settle(actor, companyId, demandId, { reason, by: 'mail' });
      return kept.length > 0;
    });
  }

  /** Takes a dismissal back, whoever of the company made it. Returns whether there was one. */
  restore(actor: Actor, companyId: string, demandId: string): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      requireDismisser(actor, companyId);
      const dropped = await this.database.query(DROP, [companyId, demandId]);
      if (!dropped.length) return false;
      await this.audit.record(actor, {
        action: 'match.restored',
        subjectType: 'demand',
        subjectId: demandId,
        companyId,
      });
      await this.outbox.publish(actor, matchRestored(companyId, demandId));
      return true;
    });
  }

  private async settle(
    actor: Actor,
    companyId: string,
    demandId: string,
    details: { reason: string; by?: string },
  ): Promise<void> {
    await this.interactions.dismiss({ companyId, demandId }, details.reason);
    await this.database.query(TAKE_OUT, [companyId, demandId]);
    await this.audit.record(actor, {
      action: 'match.dismissed',
      subjectType: 'demand',
      subjectId: demandId,
      companyId,
      details,
    });
    await this.outbox.publish(actor, matchDismissed(companyId, demandId));
  }
}

function requireDismisser(actor: Actor, companyId: string): void {
  if (!companiesWith(actor, 'match.view').includes(companyId)) throw new DomainError(NOT_FOUND);
  requirePermission(actor, 'match.dismiss', companyId);
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
const KEEP_TOLD: Statement = {
  name: 'matching.keep-dismissal-of-told',
  text: `INSERT INTO match_dismissals (company_id, demand_id, reason, dismissed_by, dismissed_at)
         SELECT $1, demand_id, $3, $4, $5 FROM demand_listings WHERE demand_id = $2
         ON CONFLICT (company_id, demand_id) DO NOTHING RETURNING demand_id`,
};
const DROP: Statement = {
  name: 'matching.drop-dismissal',
  text: 'DELETE FROM match_dismissals WHERE company_id = $1 AND demand_id = $2 RETURNING demand_id',
};
const TAKE_OUT: Statement = {
  name: 'matching.take-out',
  text: 'DELETE FROM matches WHERE company_id = $1 AND demand_id = $2',
};
