import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, Outbox, type Statement } from '@shuqiao/platform';
import { In } from 'typeorm';
import { EoiStore } from './eoi-store';
import { Eoi, type LapseReason } from './eoi.entity';
import { eoiEvent } from './eoi.events';

const BATCH = 100;

/** What happens to EOIs by the clock and by what happens to their demands. For the worker; safe to repeat. */
@Injectable()
export class EoiFollowUp {
  constructor(
    private readonly database: Database,
    private readonly store: EoiStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Lets all lapse that nobody answered in time. Returns how many. */
  lapseOverdue(actor: Actor): Promise<number> {
    return this.inBatches(actor, OVERDUE, [this.clock.now()], (eoi) => this.lapse(actor, eoi, 'unanswered'));
  }

  /** Reminds the receivers of what they have not answered, at one third and at two thirds of the time. Returns of how many. */
  remindOfAnswers(actor: Actor): Promise<number> {
    const now = this.clock.now();
    return this.inBatches(actor, TO_REMIND, [now], async (eoi) => {
      if (!eoi.remind(now)) return;
      // Nothing that a reader knows it by changes, hence no new version.
      const { remindAt, reminders } = eoi;
      await this.database.repository(Eoi).update({ id: eoi.id }, { remindAt, reminders });
      await this.store.record(actor, eoi, 'eoi.answer_due', eoi.demandCompanyId, { reminders });
      await this.outbox.publish(actor, eoiEvent('eoi.answer_due.v1', eoi));
    });
  }

  /** `demand.closed.v1`: what awaited an answer lapses; drafts stay, but can no longer be sent. */
  applyDemandClosed(actor: Actor, demandId: string): Promise<number> {
    return this.inBatches(actor, AWAITING, [demandId], (eoi) => this.lapse(actor, eoi, 'demand_closed'));
  }

  /** `demand.amended.v1`: a material amendment asks every sender whether he stands by his offer. */
  async applyDemandAmended(actor: Actor, demandId: string, version: number, material: boolean): Promise<number> {
    if (!material) return 0;
    return this.inBatches(actor, ANSWERING_EARLIER_VERSION, [demandId, version], async (eoi) => {
      if (eoi.askToReconfirm(version)) await this.store.done(actor, eoi, 'to_reconfirm', { demandVersion: version });
    });
  }

  /**
   * `company.withdrawn.v1`: takes back what the company had sent and what it had consented to. What others sent to it
   * lapses with its demands.
   */
  async applyCompanyWithdrawn(actor: Actor, companyId: string): Promise<void> {
    await this.inBatches(actor, AWAITING_OF_SENDER, [companyId], async (eoi) => {
      eoi.withdraw();
      await this.store.done(actor, eoi, 'withdrawn', { reason: 'company_withdrawn' });
    });
    await this.inBatches(actor, CONSENTED, [companyId], async (eoi) => {
      const side = eoi.companyId === companyId ? 'sender' : 'receiver';
      const wereOpen = eoi.contactsOpen;
      eoi.withdrawConsent(side);
      await this.store.save(eoi);
      await this.store.record(actor, eoi, 'eoi.consent_withdrawn', companyId, { side });
      if (wereOpen) await this.outbox.publish(actor, eoiEvent('contacts.closed.v1', eoi));
    });
  }

  private async lapse(actor: Actor, eoi: Eoi, reason: LapseReason): Promise<void> {
    if (eoi.lapse(reason)) await this.store.done(actor, eoi, 'lapsed', { reason });
  }

  // Each batch is a commit of its own; what is done leaves the selection, so that a stopped worker goes on where it was.
  private async inBatches(
    actor: Actor,
    selection: Statement,
    values: readonly unknown[],
    work: (eoi: Eoi) => Promise<void>,
  ): Promise<number> {
    let done = 0;
    for (let batch = BATCH; batch === BATCH; done += batch) {
      batch = await this.database.transaction(actor, async () => {
        const ids = (await this.database.query<{ id: string }>(selection, [...values, BATCH])).map((row) => row.id);
        const eois = ids.length ? await this.database.repository(Eoi).findBy({ id: In(ids) }) : [];
        for (const eoi of eois) await work(eoi);
        return eois.length;
      });
    }
    return done;
  }
}

const OVERDUE: Statement = {
  name: 'engagement.overdue',
  text: `SELECT id FROM eois WHERE status IN ('sent', 'to_reconfirm') AND lapses_at <= $1 ORDER BY lapses_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
};
const TO_REMIND: Statement = {
  name: 'engagement.to-remind',
  text: `SELECT id FROM eois WHERE status = 'sent' AND remind_at <= $1 AND lapses_at > $1 ORDER BY remind_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
};
const AWAITING: Statement = {
  name: 'engagement.awaiting',
  text: `SELECT id FROM eois WHERE demand_id = $1 AND status IN ('sent', 'to_reconfirm') ORDER BY id LIMIT $2 FOR UPDATE`,
};
const AWAITING_OF_SENDER: Statement = {
  name: 'engagement.awaiting-of-sender',
  text: `SELECT id FROM eois WHERE company_id = $1 AND status IN ('sent', 'to_reconfirm') ORDER BY id LIMIT $2 FOR UPDATE`,
};
const CONSENTED: Statement = {
  name: 'engagement.consented',
  text: `SELECT id FROM eois WHERE (company_id = $1 AND sender_consent_at IS NOT NULL)
           OR (demand_company_id = $1 AND receiver_consent_at IS NOT NULL) ORDER BY id LIMIT $2 FOR UPDATE`,
};
const ANSWERING_EARLIER_VERSION: Statement = {
  name: 'engagement.answering-earlier-version',
  text: `SELECT id FROM eois WHERE demand_id = $1 AND status IN ('sent', 'to_reconfirm') AND coalesce(reconfirm_version, demand_version) < $2
         ORDER BY id LIMIT $3 FOR UPDATE`,
};
