import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type JsonObject, type TaggedText } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import type { DemandContent } from './demand-content';
import { type DemandChange, isMaterial } from './demand-changes';
import { conceptsOf, demandDocument, demandSummary } from './demand-document';
import { type CloseReason, Demand } from './demand.entity';
import { demandClosed } from './demand.events';
import { DemandRecords } from './demand-records';
import { PendingAmendments } from './pending-amendments';

export interface Amended {
  readonly reason: TaggedText;
  readonly changes: readonly DemandChange[];
}

/** What the public sees of a demand: puts a version out, and takes the demand off the open list when it closes. */
@Injectable()
export class DemandPublication {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly records: DemandRecords,
    private readonly pending: PendingAmendments,
  ) {}

  /** Writes the demand's public version with its document for good, and lists it. The caller saves the demand. */
  async putOut(demand: Demand, content: DemandContent, amended: Amended | null): Promise<void> {
    const { id, companyId, publishedVersion: version, publishedAt, deadline, origin } = demand;
    if (!publishedAt || !deadline) throw new Error('A version is put out of a demand that is published');
    const at = this.clock.now();
    const document = demandDocument({ id, companyId, version, publishedAt, origin, versionPublishedAt: at }, content);
    const { reason, changes }: Amended | { reason: null; changes: [] } = amended ?? { reason: null, changes: [] };
    const because = [reason && JSON.stringify(reason), JSON.stringify(changes), isMaterial(changes)];
    await this.database.query(ADD_VERSION, [id, version, companyId, JSON.stringify(document), ...because, at]);
    const shown = [conceptsOf(content.requirements), JSON.stringify(demandSummary(document, content))];
    await this.database.query(LIST, [id, companyId, version, content.country, deadline, publishedAt, ...shown]);
  }

  /**
   * Closes a demand that is locked: also ends the review of a pending amendment, which nobody needs any more.
   * @throws DomainError DEMAND_NOT_OPEN
   */
  async close(
    actor: Actor,
    demand: Demand,
    reason: Exclude<CloseReason, 'taken_down'>,
    note: TaggedText | null,
  ): Promise<void> {
    demand.close(reason, note, this.clock.now());
    await this.pending.void(actor, demand);
    await this.end(actor, demand, 'demand.closed', { reason, version: demand.publishedVersion });
  }

  /** Takes a demand that is locked out of the public's sight. @throws DomainError DEMAND_NOT_OPEN */
  async takeDown(actor: Actor, demand: Demand, note: TaggedText): Promise<void> {
    const was = demand.status;
    demand.takeDown(note, this.clock.now());
    if (was === 'published') await this.pending.void(actor, demand);
    await this.end(actor, demand, 'demand.taken_down', { was, version: demand.publishedVersion });
  }

  private async end(actor: Actor, demand: Demand, action: string, details: JsonObject): Promise<void> {
    const { id, companyId, closedAt, closeReason } = demand;
    await this.records.save(demand);
    const status = closeReason === 'taken_down' ? 'taken_down' : 'closed';
    await this.database.query(CLOSE_LISTING, [id, closedAt, closeReason, status]);
    await this.audit.record(actor, { action, subjectType: 'demand', subjectId: id, companyId, details });
    await this.outbox.publish(actor, demandClosed(demand, closeReason as CloseReason));
  }
}

const ADD_VERSION: Statement = {
  name: 'demands.add-version',
  text: `INSERT INTO demand_versions (demand_id, version, company_id, document, reason, changes, material, published_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const LIST: Statement = {
  name: 'demands.list',
  text: `INSERT INTO demand_listings (demand_id, company_id, version, status, country, deadline, published_at, concepts, summary)
         VALUES ($1, $2, $3, 'open', $4, $5, $6, $7, $8)
         ON CONFLICT ON CONSTRAINT demand_listings_pkey DO UPDATE SET version = excluded.version, country = excluded.country,
           deadline = excluded.deadline, concepts = excluded.concepts, summary = excluded.summary`,
};
const CLOSE_LISTING: Statement = {
  name: 'demands.close-listing',
  text: `UPDATE demand_listings SET status = $4, closed_at = $2, close_reason = $3 WHERE demand_id = $1`,
};
