import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import type { Demand } from './demand.entity';
import { demandReturned } from './demand.events';
import { DemandPublication } from './demand-publication';
import { DemandRecords } from './demand-records';

const BATCH = 50;

/** The demands of a company that has left the portal. For the worker; safe to repeat. */
@Injectable()
export class CompanyDemands {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly records: DemandRecords,
    private readonly publication: DemandPublication,
    private readonly reviews: Reviews,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** `company.withdrawn.v1`: closes what is public, takes back what is under review, and erases every contact person. */
  async applyCompanyWithdrawn(actor: Actor, companyId: string): Promise<void> {
    for (let batch = BATCH; batch === BATCH;) {
      batch = await this.database.transaction(actor, async () => {
        const rows = await this.database.query<{ id: string }>(LIVE, [companyId, BATCH]);
        for (const { id } of rows) await this.end(actor, (await this.records.lockAny(id)) as Demand);
        return rows.length;
      });
    }
    await this.database.queryOnce(actor, ERASE_CONTACTS, [companyId, this.clock.now()]);
  }

  private async end(actor: Actor, demand: Demand): Promise<void> {
    if (demand.status === 'published') return this.publication.close(actor, demand, 'withdrawn', null);
    demand.sendBack();
    await this.records.save(demand);
    await this.reviews.withdraw(actor, 'demand', demand.id);
    const subject = { subjectType: 'demand', subjectId: demand.id, companyId: demand.companyId };
    await this.audit.record(actor, { action: 'demand.returned', ...subject, details: { reason: 'company_withdrawn' } });
    await this.outbox.publish(actor, demandReturned(demand));
  }
}

const LIVE: Statement = {
  name: 'demands.live-of-company',
  text: `SELECT id FROM demands WHERE company_id = $1 AND status IN ('published', 'submitted') ORDER BY id LIMIT $2 FOR UPDATE`,
};
const ERASE_CONTACTS: Statement = {
  name: 'demands.erase-contacts',
  text: `UPDATE demands SET contact = NULL, version = version + 1, updated_at = $2 WHERE company_id = $1 AND contact IS NOT NULL`,
};
