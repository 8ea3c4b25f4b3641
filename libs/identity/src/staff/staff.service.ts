import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  FORBIDDEN,
  type JsonObject,
  type Language,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
  type StaffRole,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION } from '@shuqiao/platform';
import { CREATE, NO_PASSWORD, REVOKE_SESSIONS } from '../accounts/account.queries';
import { OWN_ACCOUNT } from '../identity.errors';
import { accountErased, staffInvited } from '../identity.events';
import { AccountTokens } from '../links/account-tokens';
import { SecondFactor } from '../second-factor/second-factor.service';
import {
  type AccountAdministrationView,
  BY_EMAIL,
  DISABLE,
  ENABLE,
  ERASE,
  FIND,
  SET_ROLES,
  STAFF,
  TAKE_OVER,
} from './staff.queries';

export interface NewStaff {
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  readonly roles: readonly StaffRole[];
}

type Row = AccountAdministrationView & Record<string, unknown>;
export type AccountGroup = 'staff' | 'company';

/** The secretariat's people, and switching accounts off and on. That an administrator stays is the database's promise. */
@Injectable()
export class Staff {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly tokens: AccountTokens,
    private readonly secondFactor: SecondFactor,
  ) {}

  async list(actor: Actor, { limit, cursor }: PageRequest): Promise<Page<AccountAdministrationView>> {
    const [after = null] = cursor ? decodeCursor(cursor, ['uuid']) : [];
    const rows = await this.database.queryOnce<Row>(actor, STAFF, [after, limit + 1]);
    return pageOf(rows, limit, (row) => [row.id]);
  }

  /** Makes the account and mails the link by which its holder sets a password. A sign-up that nobody verified gives way. */
  async invite(actor: Actor, account: NewStaff): Promise<AccountAdministrationView> {
    return this.database.transaction(actor, async () => {
      const id = (await this.takeOver(account)) ?? (await this.create(account));
      await this.outbox.publish(actor, staffInvited(await this.tokens.issue('staff_invitation', id)));
      await this.record(actor, 'staff.invited', id, { roles: [...account.roles] });
      return this.get(actor, id, 'staff');
    });
  }

  /** @throws DomainError LAST_ADMINISTRATOR, STALE_VERSION, NOT_FOUND */
  async changeRoles(
    actor: Actor,
    id: string,
    roles: readonly StaffRole[],
    version: number,
  ): Promise<AccountAdministrationView> {
    return this.database.transaction(actor, async () => {
      const [changed] = await this.database.query(SET_ROLES, [id, version, roles]);
      const account = await this.get(actor, id, 'staff');
      if (!changed) throw new DomainError(STALE_VERSION);
      await this.record(actor, 'staff.roles_changed', id, { roles: [...roles] });
      return account;
    });
  }

  /** Takes a lost second factor away and ends the sessions; the next sign-in sets up a new one. */
  async removeSecondFactor(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(actor, async () => {
      await this.get(actor, id, 'staff');
      await this.secondFactor.remove(actor, id);
      await this.database.query(REVOKE_SESSIONS, [id, this.clock.now(), null]);
    });
  }

  /** One account of the group. @throws DomainError NOT_FOUND */
  async get(actor: Actor, id: string, group: AccountGroup): Promise<AccountAdministrationView> {
    const [row] = await this.database.queryOnce<Row>(actor, FIND, [id, group === 'staff']);
    if (!row) throw new DomainError(NOT_FOUND);
    return row;
  }

  /** A look at a firm's person, which the audit keeps. @throws DomainError NOT_FOUND */
  async view(actor: Actor, id: string): Promise<AccountAdministrationView> {
    return this.database.transaction(actor, async () => {
      const account = await this.get(actor, id, 'company');
      await this.record(actor, 'account.viewed', id, {});
      return account;
    });
  }

  /** A look at the firms' account with exactly this address. @throws DomainError NOT_FOUND */
  async findByEmail(actor: Actor, email: string): Promise<AccountAdministrationView> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<Row>(BY_EMAIL, [email]);
      if (!row) throw new DomainError(NOT_FOUND);
      await this.record(actor, 'account.viewed', row.id, {});
      return row;
    });
  }

  /** Ends all access at once; repeating it changes nothing. @throws DomainError LAST_ADMINISTRATOR, NOT_FOUND */
  async disable(actor: Actor, id: string, group: AccountGroup): Promise<AccountAdministrationView> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const [disabled] = await this.database.query(DISABLE, [id, group === 'staff', now]);
      const account = await this.get(actor, id, group);
      if (!disabled) return account;
      await this.database.query(REVOKE_SESSIONS, [id, now, null]);
      await this.tokens.void(id, [
        'password_reset',
        'staff_invitation',
        'second_factor_enrolment',
        'email_verification',
      ]);
      await this.record(actor, 'account.disabled', id, {});
      return account;
    });
  }

  /** @throws DomainError NOT_FOUND */
  async enable(actor: Actor, id: string, group: AccountGroup): Promise<AccountAdministrationView> {
    return this.database.transaction(actor, async () => {
      const [enabled] = await this.database.query(ENABLE, [id, group === 'staff']);
      const account = await this.get(actor, id, group);
      if (enabled) await this.record(actor, 'account.enabled', id, {});
      return account;
    });
  }

  /**
   * Erases the account of a member of staff for good: name, address, sessions, second factor. What it decided stands.
   * @throws DomainError OWN_ACCOUNT, LAST_ADMINISTRATOR, NOT_FOUND
   */
  async erase(actor: Actor, id: string): Promise<void> {
    if (id === actor.accountId) throw new DomainError(OWN_ACCOUNT);
    await this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ erased: boolean | null }>(ERASE, [id, this.clock.now()]);
      if (row?.erased === null) throw new DomainError(FORBIDDEN, { permission: 'staff.manage' });
      if (!row?.erased) throw new DomainError(NOT_FOUND);
      await this.record(actor, 'account.erased', id, {});
      await this.outbox.publish(actor, accountErased(id));
    });
  }

  private async takeOver({ email, displayName, language, roles }: NewStaff): Promise<string | undefined> {
    const [taken] = await this.database.query<{ id: string }>(TAKE_OVER, [email, displayName, language, roles]);
    if (taken) await this.tokens.void(taken.id, ['email_verification', 'password_reset']);
    return taken?.id;
  }

  private async create({ email, displayName, language, roles }: NewStaff): Promise<string> {
    const [id, now] = [newId(), this.clock.now()];
    await this.database.query(CREATE, [
      id,
      email,
      NO_PASSWORD,
      displayName,
      language,
      'Asia/Shanghai',
      now,
      null,
      roles,
    ]);
    return id;
  }

  private record(actor: Actor, action: string, id: string, details: JsonObject): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'account', subjectId: id, details });
  }
}
