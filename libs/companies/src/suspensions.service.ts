import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type JsonObject } from '@shuqiao/kernel';
import { Audit, Database, Outbox } from '@shuqiao/platform';
import { companyReinstated, companySuspended } from './companies.events';
import { CompanyAccess } from './company-access';
import { Company } from './company.entity';
import { RenewalRegister } from './renewal-register';
import { Publications } from './publications.service';

/** The secretariat takes a verified company out of sight, and lets it back. */
@Injectable()
export class Suspensions {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly publications: Publications,
    private readonly renewals: RenewalRegister,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The reason is told to the company. */
  suspend(actor: Actor, companyId: string, reason: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.locked(companyId);
      company.suspend(reason, this.clock.now());
      await this.takeOutOfSight(actor, company, { reason });
    });
  }

  /** By a rule of the portal's, in the caller's transaction and under its lock; `remark` is a code of SYSTEM_REMARKS. */
  async suspendItself(actor: Actor, company: Company, remark: string): Promise<void> {
    company.suspend(null, this.clock.now(), remark);
    await this.takeOutOfSight(actor, company, { remark });
  }

  reinstate(actor: Actor, companyId: string, reason: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.locked(companyId);
      company.reinstate(this.clock.now());
      await this.database.repository(Company).save(company);
      await this.publications.refresh(actor, company);
      await this.record(actor, companyId, 'company.reinstated', { reason });
      await this.outbox.publish(actor, companyReinstated(company));
    });
  }

  private async takeOutOfSight(actor: Actor, company: Company, why: JsonObject): Promise<void> {
    await this.database.repository(Company).save(company);
    await this.renewals.withdraw(actor, company.id);
    await this.publications.withdraw(actor, company);
    await this.record(actor, company.id, 'company.suspended', why);
    await this.outbox.publish(actor, companySuspended(company));
  }

  private record(actor: Actor, companyId: string, action: string, details: JsonObject): Promise<void> {
    return this.audit.record(actor, {
      action,
      subjectType: 'company',
      subjectId: companyId,
      companyId,
      details,
    });
  }
}
