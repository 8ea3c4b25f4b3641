import { Inject, Injectable } from '@nestjs/common';
import { Companies } from '@shuqiao/companies';
import { Demands } from '@shuqiao/demands';
import { type Actor, Clock, DomainError, newId, type TaggedText } from '@shuqiao/kernel';
import { CONFIG, type Config, Database, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { EoiAttachments } from './eoi-attachments.service';
import type { Offer } from './eoi-offer';
import { EoiOffers } from './eoi-offers';
import { EoiStore } from './eoi-store';
import { Eoi } from './eoi.entity';
import { EOI_OFFER_OUTDATED, EOI_OWN_DEMAND, EOI_QUOTA_REACHED } from './eoi.errors';

export interface EoiDraft {
  readonly demandId: string;
  readonly cover: TaggedText | null;
  readonly offers: readonly Offer[];
}

/** Undefined stays as it is. */
export interface EoiChange {
  readonly cover?: TaggedText | null | undefined;
  readonly offers?: readonly Offer[] | undefined;
}

/** What the sender does: writes an EOI, sends it, stands by it or takes it back. */
@Injectable()
export class EoiSending {
  constructor(
    private readonly database: Database,
    private readonly companies: Companies,
    private readonly demands: Demands,
    private readonly store: EoiStore,
    private readonly offers: EoiOffers,
    private readonly attachments: EoiAttachments,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Begins a draft, which nobody but the company sees.
   * @throws DomainError EOI_ALREADY_EXISTS, EOI_OWN_DEMAND, COMPANY_NOT_VERIFIED, or the demand's refusal when it is not open.
   */
  draft(actor: Actor, companyId: string, draft: EoiDraft): Promise<string> {
    return this.database.transaction(actor, async () => {
      await this.companies.requireVerified(actor, companyId, 'eoi.edit');
      const demand = await this.demands.requireOpen(actor, draft.demandId);
      if (demand.companyId === companyId) throw new DomainError(EOI_OWN_DEMAND);
      const eoi = this.newDraft(companyId, demand.companyId, demand.version, draft);
      await this.database.repository(Eoi).insert(eoi);
      await this.offers.replace(eoi, demand, draft.offers);
      await this.store.record(actor, eoi, 'eoi.drafted', companyId);
      return eoi.id;
    });
  }

  /** Changes a draft. @throws DomainError EOI_NOT_EDITABLE once it is sent, STALE_VERSION. */
  edit(actor: Actor, id: string, version: number, change: EoiChange): Promise<void> {
    return this.database.transaction(actor, async () => {
      const eoi = await this.store.own(actor, id);
      eoi.requireEditable();
      if (eoi.version !== version) throw new DomainError(STALE_VERSION);
      if (change.cover !== undefined) eoi.cover = change.cover;
      if (change.offers) {
        const demand = await this.demands.requireOpen(actor, eoi.demandId);
        eoi.demandVersion = demand.version;
        await this.offers.replace(eoi, demand, change.offers);
      }
      await this.store.save(eoi);
      await this.store.record(actor, eoi, 'eoi.edited', eoi.companyId);
    });
  }

  /** Throws a draft away. @throws DomainError EOI_NOT_EDITABLE once it is sent. */
  discard(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const eoi = await this.store.own(actor, id);
      eoi.requireEditable();
      await this.store.record(actor, eoi, 'eoi.discarded', eoi.companyId);
      await this.attachments.release(actor, eoi);
      await this.database.repository(Eoi).delete({ id });
    });
  }

  /** Sends a draft. @throws DomainError EOI_NOT_SENDABLE, EOI_QUOTA_REACHED, or the demand's refusal when it is not open. */
  send(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const eoi = await this.store.own(actor, id);
      await this.companies.requireVerified(actor, eoi.companyId, 'eoi.edit');
      eoi.requireSendable();
      const demand = await this.demands.requireOpen(actor, eoi.demandId);
      const answered = await this.offers.check(eoi, demand);
      eoi.send(answered, demand.version, this.clock.now(), this.config.EOI_ANSWER_DAYS);
      await this.store.done(actor, eoi, 'sent', { demandVersion: demand.version });
      await this.requireRoom(eoi.companyId);
    });
  }

  /** Takes back what is not answered yet. @throws DomainError EOI_NOT_WITHDRAWABLE. */
  withdraw(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const eoi = await this.store.own(actor, id);
      eoi.withdraw();
      await this.store.done(actor, eoi, 'withdrawn');
    });
  }

  /**
   * Stands by the offer for the demand as it reads now, as far as its requirements still stand in it.
   * @throws DomainError EOI_NOT_TO_RECONFIRM, EOI_OFFER_OUTDATED when none does.
   */
  reconfirm(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const eoi = await this.store.own(actor, id);
      await this.companies.requireVerified(actor, eoi.companyId, 'eoi.edit');
      eoi.requireToReconfirm();
      const demand = await this.demands.requireOpen(actor, eoi.demandId);
      if (!(await this.offers.prune(id, demand))) throw new DomainError(EOI_OFFER_OUTDATED);
      eoi.reconfirm(demand.version, this.clock.now(), this.config.EOI_ANSWER_DAYS);
      await this.store.done(actor, eoi, 'reconfirmed', { demandVersion: demand.version });
    });
  }

  // The trigger has counted this one in already and holds the row until the end: parallel sendings come here in turn.
  private async requireRoom(companyId: string): Promise<void> {
    const limit = this.config.EOI_OPEN_LIMIT;
    const [row] = await this.database.query<{ open: number }>(OPEN, [companyId]);
    if ((row?.open ?? 0) > limit) throw new DomainError(EOI_QUOTA_REACHED, { limit });
  }

  private newDraft(companyId: string, demandCompanyId: string, demandVersion: number, draft: EoiDraft): Eoi {
    const now = this.clock.now();
    return Object.assign(new Eoi(), {
      id: newId(),
      demandId: draft.demandId,
      demandVersion,
      companyId,
      demandCompanyId,
      status: 'draft',
      cover: draft.cover,
      reminders: 0,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
  }
}

const OPEN: Statement = {
  name: 'engagement.open-eois',
  text: 'SELECT open FROM eoi_open_counts WHERE company_id = $1',
};
