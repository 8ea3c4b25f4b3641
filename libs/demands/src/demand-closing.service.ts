import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, NOT_FOUND, type TaggedText } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { Demand } from './demand.entity';
import { DemandPublication } from './demand-publication';
import { DemandRecords } from './demand-records';
import { OwnDemands } from './own-demands.query';
import type { WorkingCopy } from './working-copy';

const BATCH = 50;
const MOST_BATCHES = 40;

/** Closing a published demand: by its company, by the secretariat, or by the clock. Whoever locks the row first wins. */
@Injectable()
export class DemandClosing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly records: DemandRecords,
    private readonly publication: DemandPublication,
    private readonly own: OwnDemands,
  ) {}

  close(
    actor: Actor,
    companyId: string,
    demandId: string,
    reason: 'awarded' | 'withdrawn',
    note: TaggedText | null,
  ): Promise<WorkingCopy> {
    return this.database.transaction(actor, async () => {
      const demand = await this.records.lock(actor, 'demand.edit', companyId, demandId);
      await this.publication.close(actor, demand, reason, note);
      return this.own.copyOf(actor, demand);
    });
  }

  /** The secretariat takes a demand down that is or was open; its company and those that answered it read why. */
  takeDown(actor: Actor, demandId: string, reason: TaggedText): Promise<void> {
    return this.database.transaction(actor, async () => {
      const demand = await this.records.lockAny(demandId);
      if (!demand) throw new DomainError(NOT_FOUND);
      await this.publication.takeDown(actor, demand, reason);
    });
  }

  /**
   * Closes what has passed its deadline, oldest first, in small transactions, and returns how many. What somebody else
   * has locked is being changed just now and waits for the next run.
   */
  async expire(actor: Actor): Promise<number> {
    let expired = 0;
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const count = await this.database.transaction(actor, () => this.expireSome(actor));
      expired += count;
      if (count < BATCH) break;
    }
    return expired;
  }

  private async expireSome(actor: Actor): Promise<number> {
    const due = await this.database.query<{ id: string }>(DUE, [this.clock.now(), BATCH]);
    for (const { id } of due) {
      const demand = (await this.records.lockAny(id)) as Demand;
      await this.publication.close(actor, demand, 'expired', null);
    }
    return due.length;
  }
}

const DUE: Statement = {
  name: 'demands.due',
  text: `SELECT id FROM demands WHERE status = 'published' AND deadline <= $1 ORDER BY deadline LIMIT $2 FOR UPDATE SKIP LOCKED`,
};
