import { Injectable } from '@nestjs/common';
import { Companies } from '@shuqiao/companies';
import { companiesWith } from '@shuqiao/identity';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  FORBIDDEN,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Database, Outbox, type Statement } from '@shuqiao/platform';
import { EoiStore } from './eoi-store';
import type { Eoi, EoiSide } from './eoi.entity';
import { CONTACTS_NOT_OPEN } from './eoi.errors';
import { eoiEvent } from './eoi.events';

/** A contact person of the other side. */
export interface ContactPerson {
  readonly name: string;
  readonly position: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly languages: readonly string[];
}

export interface OpenContacts {
  readonly companyId: string;
  readonly items: readonly ContactPerson[];
}

/** One look at a company's contact data. */
export interface ContactView {
  readonly id: string;
  readonly at: string;
  readonly eoiId: string;
  /** The company whose member looked. */
  readonly viewerCompanyId: string;
}

/** Consent to sharing contacts, and the contacts while both sides consent. */
@Injectable()
export class EoiContacts {
  constructor(
    private readonly database: Database,
    private readonly companies: Companies,
    private readonly store: EoiStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Consents for the actor's side; for both when he acts for both companies. Contacts open once it is accepted and both
   * sides consent. @throws DomainError EOI_CONSENT_NOT_POSSIBLE.
   */
  giveConsent(actor: Actor, id: string): Promise<void> {
    return this.change(actor, id, 'eoi.consent_given', (eoi, side) => eoi.giveConsent(side, this.clock.now()));
  }

  /** Takes the consent back; contacts close at once. */
  withdrawConsent(actor: Actor, id: string): Promise<void> {
    return this.change(actor, id, 'eoi.consent_withdrawn', (eoi, side) => eoi.withdrawConsent(side));
  }

  /**
   * The other side's contact persons. The look is in its owner's audit.
   * @throws DomainError CONTACTS_NOT_OPEN unless it is accepted and both sides consent.
   */
  view(actor: Actor, id: string): Promise<OpenContacts> {
    return this.database.transaction(actor, async () => {
      const eoi = await this.store.locked(actor, id);
      const [viewer, owner] = this.parties(actor, eoi);
      await this.companies.requireVerified(actor, viewer, 'contact.view');
      if (!eoi.contactsOpen) throw new DomainError(CONTACTS_NOT_OPEN, { status: eoi.status });
      const items = await this.database.query<ContactPerson & Record<string, unknown>>(OPEN_CONTACTS, [id, owner]);
      await this.store.record(actor, eoi, 'contact.viewed', owner, { viewerCompanyId: viewer, contacts: items.length });
      return { companyId: owner, items };
    });
  }

  /** Who looked at the company's contact data, newest first. */
  views(actor: Actor, companyId: string, page: PageRequest): Promise<Page<ContactView>> {
    if (!companiesWith(actor, 'company.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    const [before] = page.cursor ? decodeCursor(page.cursor, ['uuid']) : [LAST];
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<ContactView & Record<string, unknown>>(VIEWS, [
        companyId,
        before,
        page.limit + 1,
      ]);
      return pageOf(rows, page.limit, (row) => [row.id]);
    });
  }

  private change(actor: Actor, id: string, action: string, apply: (eoi: Eoi, side: EoiSide) => boolean): Promise<void> {
    return this.database.transaction(actor, async () => {
      const eoi = await this.store.locked(actor, id);
      const wereOpen = eoi.contactsOpen;
      const changed = this.sides(actor, eoi).filter((side) => apply(eoi, side));
      if (!changed.length) return;
      await this.store.save(eoi);
      for (const side of changed) {
        await this.store.record(actor, eoi, action, side === 'sender' ? eoi.companyId : eoi.demandCompanyId, { side });
      }
      if (eoi.contactsOpen === wereOpen) return;
      await this.outbox.publish(actor, eoiEvent(wereOpen ? 'contacts.closed.v1' : 'contacts.opened.v1', eoi));
    });
  }

  private sides(actor: Actor, eoi: Eoi): EoiSide[] {
    const mine = companiesWith(actor, 'eoi.decide');
    const sides: EoiSide[] = [];
    if (mine.includes(eoi.companyId)) sides.push('sender');
    if (mine.includes(eoi.demandCompanyId)) sides.push('receiver');
    if (!sides.length) throw new DomainError(FORBIDDEN, { permission: 'eoi.decide' });
    return sides;
  }

  /** The viewing company, and the one whose contacts are viewed. */
  private parties(actor: Actor, eoi: Eoi): [viewer: string, owner: string] {
    const mine = companiesWith(actor, 'contact.view');
    if (mine.includes(eoi.companyId)) return [eoi.companyId, eoi.demandCompanyId];
    if (mine.includes(eoi.demandCompanyId)) return [eoi.demandCompanyId, eoi.companyId];
    throw new DomainError(FORBIDDEN, { permission: 'contact.view' });
  }
}

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

// The function looks past row-level security and checks once more that this EOI opens these contacts to the actor.
const OPEN_CONTACTS: Statement = {
  name: 'engagement.open-contacts',
  text: 'SELECT name, "position", email, phone, languages FROM open_contacts($1, $2)',
};
const VIEWS: Statement = {
  name: 'engagement.contact-views',
  text: `SELECT id, at, subject_id AS "eoiId", details ->> 'viewerCompanyId' AS "viewerCompanyId" FROM audit_entries
         WHERE company_id = $1 AND action = 'contact.viewed' AND id < $2 ORDER BY id DESC LIMIT $3`,
};
