import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { Audit, Database, type DomainEvent, Outbox } from '@shuqiao/platform';
import { In } from 'typeorm';
import { renewalWithdrawn } from './companies.events';
import { Renewal } from './renewal.entity';

/** The renewals of companies; inside the caller's transaction, under the lock of the company's row. */
@Injectable()
export class RenewalRegister {
  constructor(
    private readonly database: Database,
    private readonly reviews: Reviews,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The one that is under review or was returned. */
  openOf(companyId: string): Promise<Renewal | null> {
    return this.database.repository(Renewal).findOneBy({ companyId, status: In(['under_review', 'returned']) });
  }

  ofCase(reviewCaseId: string): Promise<Renewal | null> {
    return this.database.repository(Renewal).findOneBy({ reviewCaseId });
  }

  newest(companyId: string, take: number): Promise<Renewal[]> {
    return this.database.repository(Renewal).find({ where: { companyId }, order: { id: 'DESC' }, take });
  }

  /** Writes it down with its audit entry, and announces it. */
  async keep(actor: Actor, renewal: Renewal, act: string, event: DomainEvent): Promise<void> {
    const { id, companyId, checks } = renewal;
    await this.database.repository(Renewal).save(renewal);
    await this.audit.record(actor, {
      action: `company.renewal_${act}`,
      subjectType: 'company',
      subjectId: companyId,
      companyId,
      details: { renewalId: id, checks },
    });
    await this.outbox.publish(actor, event);
  }

  /** Takes back the open one: the company is out of sight or gone now, or its legal details have changed under it. */
  async withdraw(actor: Actor, companyId: string): Promise<void> {
    const renewal = await this.openOf(companyId);
    if (!renewal) return;
    // No case means that the decision has just fallen; its handler will find nothing that waits for it.
    if (renewal.status === 'under_review') await this.reviews.withdraw(actor, 'company', companyId);
    renewal.withdraw(this.clock.now());
    await this.keep(actor, renewal, 'withdrawn', renewalWithdrawn(renewal));
  }
}
