import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { type ReviewDecision, Reviews } from '@shuqiao/moderation';
import { Audit, Database, type DomainEvent, Outbox } from '@shuqiao/platform';
import type { Demand } from './demand.entity';
import {
  demandAmended,
  demandAmendmentRefused,
  demandPublished,
  demandRejected,
  demandReturned,
} from './demand.events';
import { DemandPublication } from './demand-publication';
import { DemandRecords } from './demand-records';
import { type PendingAmendment, PendingAmendments } from './pending-amendments';

/** Carries out what the secretariat decided about a demand or an amendment of one. */
@Injectable()
export class DemandDecisions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly reviews: Reviews,
    private readonly records: DemandRecords,
    private readonly publication: DemandPublication,
    private readonly pending: PendingAmendments,
  ) {}

  /**
   * Applies the decision of a review case. It may come twice, late, or about something that no longer waits: then the
   * case is not the one the demand or its amendment waits for, and nothing happens.
   */
  applyReviewDecision(actor: Actor, reviewCaseId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const decided = await this.reviews.decisionOf(reviewCaseId);
      if (decided.subjectType !== 'demand') return;
      const demand = await this.records.lockAny(decided.subjectId);
      if (!demand) return;
      if (demand.awaits(reviewCaseId)) return this.decideFirst(actor, demand, decided);
      const amendment = await this.pending.awaiting(demand.id, reviewCaseId);
      if (amendment?.demandVersion === decided.subjectVersion)
        await this.decideAmendment(actor, demand, amendment, decided);
    });
  }

  private async decideFirst(actor: Actor, demand: Demand, { decision }: ReviewDecision): Promise<void> {
    switch (decision) {
      case 'approved':
        demand.publish(this.clock.now());
        // The demand is saved first: a version may stand only under one that is published.
        await this.records.save(demand);
        await this.publication.putOut(demand, await this.records.contentOf(demand), null);
        return this.announce(actor, demand, 'demand.published', demandPublished(demand));
      case 'returned':
        demand.sendBack();
        await this.records.save(demand);
        return this.announce(actor, demand, 'demand.returned', demandReturned(demand));
      case 'rejected':
        demand.reject();
        await this.records.save(demand);
        return this.announce(actor, demand, 'demand.rejected', demandRejected(demand));
    }
  }

  private async decideAmendment(
    actor: Actor,
    demand: Demand,
    amendment: PendingAmendment,
    decided: ReviewDecision,
  ): Promise<void> {
    const { decision } = decided;
    demand.requireOpen();
    await this.pending.settle(amendment.id, decision);
    if (decision !== 'approved') {
      return this.announce(actor, demand, `demand.amendment_${decision}`, demandAmendmentRefused(demand, decision));
    }
    const { content, changes, reason, demandVersion, material } = amendment;
    demand.amend(demandVersion, content);
    this.records.replaceRequirements(demand, content.requirements);
    await this.records.replaceAttachments(demand, content.attachments);
    await this.records.save(demand);
    await this.publication.putOut(demand, content, { reason, changes });
    await this.announce(actor, demand, 'demand.amended', demandAmended(demand, demandVersion, material));
  }

  private async announce(actor: Actor, demand: Demand, action: string, event: DomainEvent): Promise<void> {
    const { id: subjectId, companyId, publishedVersion: version } = demand;
    await this.audit.record(actor, { action, subjectType: 'demand', subjectId, companyId, details: { version } });
    await this.outbox.publish(actor, event);
  }
}
