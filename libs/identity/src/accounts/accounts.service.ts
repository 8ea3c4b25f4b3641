import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  Clock,
  DomainError,
  type Language,
  newId,
  NOT_FOUND,
  type StaffRole,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION } from '@shuqiao/platform';
import { alreadyRegistered, verificationRequested } from '../identity.events';
import { AccountTokens } from '../links/account-tokens';
import { hashPassword } from '../password';
import {
  type AccountView,
  CREATE,
  CREDENTIALS_BY_EMAIL,
  type CredentialsRow,
  SIGN_UP,
  UPDATE,
  VIEW,
} from './account.queries';
import { evenly } from './evenly';

export interface NewHolder {
  /** Lower case. */
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  /** IANA; Asia/Shanghai when left out. */
  readonly timeZone?: string;
}

export interface NewAccount extends NewHolder {
  readonly password: string;
}

export interface AccountChanges {
  readonly displayName?: string | undefined;
  readonly language?: Language | undefined;
  readonly timeZone?: string | undefined;
}

/** Accounts: signing up, and what the holder sees and changes. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly tokens: AccountTokens,
  ) {}

  /**
   * Signs up, or mails the holder that he has an account already; the caller does not learn which it was. The password
   * is chosen by the link in the mail, so that nobody's is ever attached to an address that he cannot read.
   */
  async signUp(actor: Actor, account: NewHolder): Promise<void> {
    const work = () =>
      this.database.transaction(actor, async () => {
        const { email, displayName, language } = account;
        const values = [newId(), email, displayName, language, zoneOf(account), this.clock.now()];
        const [opened] = await this.database.query<{ id: string }>(SIGN_UP, values);
        if (opened) return this.askToVerify(actor, opened.id, 'account.signed_up');
        const [known] = await this.database.query<CredentialsRow>(CREDENTIALS_BY_EMAIL, [email]);
        if (known) await this.outbox.publish(actor, alreadyRegistered(known.id));
      });
    await evenly(work);
  }

  /** Mails the verification link again, if there is anything to verify. */
  async requestVerification(actor: Actor, email: string): Promise<void> {
    const work = () =>
      this.database.transaction(actor, async () => {
        const [known] = await this.database.query<CredentialsRow>(CREDENTIALS_BY_EMAIL, [email]);
        const waits = known && !known.email_verified_at && !known.disabled_at && !known.staff_roles.length;
        if (waits) await this.askToVerify(actor, known.id, 'account.verification_requested');
      });
    await evenly(work);
  }

  /** The acting account as its holder sees it. */
  async me(actor: AccountActor): Promise<AccountView> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ view: AccountView }>(VIEW, [actor.accountId]);
      if (!row) throw new DomainError(NOT_FOUND);
      return row.view;
    });
  }

  /** @throws DomainError STALE_VERSION */
  async update(actor: AccountActor, version: number, changes: AccountChanges): Promise<AccountView> {
    return this.database.transaction(actor, async () => {
      const { displayName = null, language = null, timeZone = null } = changes;
      const [updated] = await this.database.query(UPDATE, [actor.accountId, version, displayName, language, timeZone]);
      if (!updated) throw new DomainError(STALE_VERSION);
      const fields = Object.entries(changes)
        .filter(([, value]) => value !== undefined)
        .map(([name]) => name);
      await this.audit.record(actor, {
        action: 'account.updated',
        subjectType: 'account',
        subjectId: actor.accountId,
        details: { fields },
      });
      return this.me(actor);
    });
  }

  /** An account that is ready to sign in, without mails: for demonstration sets and commands. Returns its id. */
  createVerifiedAccount(actor: Actor, account: NewAccount): Promise<string> {
    return this.create(actor, account, []);
  }

  /** A member of staff who is ready to sign in: for demonstration sets and the command that makes the first one. */
  createStaff(actor: Actor, account: NewAccount & { readonly roles: readonly StaffRole[] }): Promise<string> {
    return this.create(actor, account, account.roles);
  }

  private async create(actor: Actor, account: NewAccount, roles: readonly StaffRole[]): Promise<string> {
    const hash = await hashPassword(account.password);
    return this.database.transaction(actor, async () => {
      const id = newId();
      const now = this.clock.now();
      const values = [id, account.email, hash, account.displayName, account.language, zoneOf(account), now, now, roles];
      await this.database.query(CREATE, values);
      const details = { roles: [...roles] };
      await this.audit.record(actor, { action: 'account.created', subjectType: 'account', subjectId: id, details });
      return id;
    });
  }

  private async askToVerify(actor: Actor, accountId: string, action: string): Promise<void> {
    await this.outbox.publish(actor, verificationRequested(await this.tokens.issue('email_verification', accountId)));
    await this.audit.record(actor, { action, subjectType: 'account', subjectId: accountId });
  }
}

function zoneOf({ timeZone }: NewHolder): string {
  return timeZone ?? 'Asia/Shanghai';
}
