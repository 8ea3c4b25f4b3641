import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, type JsonObject, NOT_FOUND } from '@shuqiao/kernel';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { Audit, Database, Outbox } from '@shuqiao/platform';
import { In, Not } from 'typeorm';
import { Eoi } from './eoi.entity';
import { eoiEvent } from './eoi.events';

type EoiAct = 'sent' | 'accepted' | 'declined' | 'withdrawn' | 'lapsed' | 'to_reconfirm' | 'reconfirmed';

/** Finds EOIs by what the actor may see and writes what was done to them, inside the caller's transaction. */
@Injectable()
export class EoiStore {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * An EOI of which the actor is a party, under a row lock, so that two acts on it take turns. Whether his side and
   * his role may do it is the caller's next question.
   * @throws DomainError NOT_FOUND for a stranger, and for the receiver while it is a draft.
   */
  async locked(actor: Actor, id: string): Promise<Eoi> {
    const mine = In(companiesWith(actor, 'eoi.view'));
    const eoi = await this.database.repository(Eoi).findOne({
      where: [
        { id, companyId: mine },
        { id, demandCompanyId: mine, status: Not('draft') },
      ],
      lock: { mode: 'pessimistic_write' },
    });
    if (!eoi) throw new DomainError(NOT_FOUND);
    return eoi;
  }

  /** The same for the sender who may edit it. @throws DomainError NOT_FOUND, FORBIDDEN. */
  async own(actor: Actor, id: string): Promise<Eoi> {
    const eoi = await this.locked(actor, id);
    requirePermission(actor, 'eoi.edit', eoi.companyId);
    return eoi;
  }

  /** Writes a changed EOI under the lock of {@link locked}. */
  async save(eoi: Eoi): Promise<void> {
    eoi.version += 1;
    eoi.updatedAt = this.clock.now();
    await this.database.repository(Eoi).save(eoi);
  }

  /** Writes an act of state with its audit entry and its event. */
  async done(actor: Actor, eoi: Eoi, act: EoiAct, details: JsonObject = {}): Promise<void> {
    await this.save(eoi);
    const companyId = act === 'accepted' || act === 'declined' ? eoi.demandCompanyId : eoi.companyId;
    await this.record(actor, eoi, `eoi.${act}`, companyId, details);
    await this.outbox.publish(actor, eoiEvent(`eoi.${act}.v1`, eoi));
  }

  /** The audit entry of an act; `companyId` is the company that did it or whom it concerns. */
  record(actor: Actor, eoi: Eoi, action: string, companyId: string, details: JsonObject = {}): Promise<void> {
    return this.audit.record(actor, {
      action,
      subjectType: 'eoi',
      subjectId: eoi.id,
      companyId,
      details: { demandId: eoi.demandId, ...details },
    });
  }
}
