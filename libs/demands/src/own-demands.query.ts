import { Injectable } from '@nestjs/common';
import { companiesWith } from '@shuqiao/identity';
import {
  type Actor,
  decodeCursor,
  DomainError,
  type JsonObject,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { Database, type Statement } from '@shuqiao/platform';
import type { Requirement } from './demand-content';
import { Demand, type DemandStatus } from './demand.entity';
import { DemandRecords } from './demand-records';
import { type AmendmentView, type WorkingCopy, workingCopy } from './working-copy';

/** A company's own demands, in every state. */
@Injectable()
export class OwnDemands {
  constructor(
    private readonly database: Database,
    private readonly records: DemandRecords,
    private readonly reviews: Reviews,
  ) {}

  find(actor: Actor, companyId: string, demandId: string): Promise<WorkingCopy> {
    return this.database.transaction(actor, async () => {
      this.requireMember(actor, companyId);
      const demand = await this.database.repository(Demand).findOneBy({ id: demandId, companyId });
      if (!demand) throw new DomainError(NOT_FOUND);
      return this.copyOf(actor, demand);
    });
  }

  /** Newest first. */
  async list(
    actor: Actor,
    companyId: string,
    status: DemandStatus | undefined,
    page: PageRequest,
  ): Promise<Page<JsonObject>> {
    this.requireMember(actor, companyId);
    const [before = null] = page.cursor === undefined ? [] : decodeCursor(page.cursor, ['uuid']);
    const values = [companyId, status ?? null, before, page.limit + 1];
    const rows = await this.database.queryOnce<JsonObject>(actor, OWN, values);
    return pageOf(rows, page.limit, (row) => [row.id as string]);
  }

  /** The working copy of a demand that is at hand, in the open transaction. */
  async copyOf(actor: Actor, demand: Demand): Promise<WorkingCopy> {
    const { requirements, attachments } = await this.records.contentOf(demand);
    const review = await this.reviews.lastDecisionFor(actor, 'demand', demand.id);
    const [row] = await this.database.query<{ amendment: AmendmentView }>(LAST_AMENDMENT, [demand.id]);
    return workingCopy(demand, { requirements, attachments, review, amendment: row?.amendment ?? null });
  }

  /** The same for a draft that was begun just now: nothing was decided about it yet. */
  begun(demand: Demand, requirements: readonly Requirement[]): WorkingCopy {
    return workingCopy(demand, { requirements, attachments: [], review: null, amendment: null });
  }

  private requireMember(actor: Actor, companyId: string): void {
    if (!companiesWith(actor, 'demand.view').includes(companyId)) throw new DomainError(NOT_FOUND);
  }
}

const OWN: Statement = {
  name: 'demands.own',
  text: `SELECT id, status, country, title, deadline, published_version AS "publishedVersion", close_reason AS "closeReason",
           version, updated_at AS "updatedAt"
         FROM demands WHERE company_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR id < $3)
         ORDER BY id DESC LIMIT $4`,
};
const LAST_AMENDMENT: Statement = {
  name: 'demands.last-amendment',
  text: `SELECT json_build_object('id', id, 'demandVersion', demand_version, 'status', status, 'reason', reason, 'changes', changes,
           'material', material, 'createdAt', created_at, 'decidedAt', decided_at) AS amendment
         FROM demand_amendments WHERE demand_id = $1 ORDER BY id DESC LIMIT 1`,
};
