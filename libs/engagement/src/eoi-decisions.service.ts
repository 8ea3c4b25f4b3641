import { Injectable } from '@nestjs/common';
import { Companies } from '@shuqiao/companies';
import { requirePermission } from '@shuqiao/identity';
import { type Actor, Clock, DomainError, type TaggedText } from '@shuqiao/kernel';
import { Database, Outbox, type Statement } from '@shuqiao/platform';
import { EoiStore } from './eoi-store';
import type { DeclineReason, Eoi } from './eoi.entity';
import { EOI_SENDER_SUSPENDED } from './eoi.errors';
import { eoiEvent } from './eoi.events';

/** What the company that published the demand answers to an EOI. */
@Injectable()
export class EoiDecisions {
  constructor(
    private readonly database: Database,
    private readonly companies: Companies,
    private readonly store: EoiStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError EOI_NOT_DECIDABLE unless it awaits an answer: of two acts at once the first one holds.
   * EOI_SENDER_SUSPENDED while its sender is not verified: it waits, and runs out as any other does.
   */
  accept(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const eoi = await this.received(actor, id);
      await this.companies.requireVerified(actor, eoi.demandCompanyId, 'eoi.decide');
      await this.requireSenderVerified(eoi);
      eoi.accept(this.clock.now(), actor.accountId);
      await this.store.done(actor, eoi, 'accepted');
      if (eoi.contactsOpen) await this.outbox.publish(actor, eoiEvent('contacts.opened.v1', eoi));
    });
  }

  /** @throws DomainError EOI_NOT_DECIDABLE unless it awaits an answer. */
  decline(actor: Actor, id: string, reason: DeclineReason, text: TaggedText | null): Promise<void> {
    return this.database.transaction(actor, async () => {
      const eoi = await this.received(actor, id);
      eoi.decline(reason, text, this.clock.now(), actor.accountId);
      await this.store.done(actor, eoi, 'declined', { reason });
    });
  }

  private async received(actor: Actor, id: string): Promise<Eoi> {
    const eoi = await this.store.locked(actor, id);
    requirePermission(actor, 'eoi.decide', eoi.demandCompanyId);
    return eoi;
  }

  private async requireSenderVerified({ companyId }: Eoi): Promise<void> {
    const [row] = await this.database.query<{ verified: boolean }>(LOCK_SENDER, [companyId]);
    if (!row?.verified) throw new DomainError(EOI_SENDER_SUSPENDED);
  }
}

const LOCK_SENDER: Statement = {
  name: 'engagement.lock-sender',
  text: 'SELECT lock_verified_company($1) AS verified',
};
