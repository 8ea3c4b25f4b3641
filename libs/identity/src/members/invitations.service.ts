import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  Clock,
  type CompanyRole,
  decodeCursor,
  DomainError,
  type Language,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox } from '@shuqiao/platform';
import { ALREADY_MEMBER, INVITATION_FOR_ANOTHER_ADDRESS, INVITATION_NOT_OPEN } from '../identity.errors';
import { memberInvited, memberJoined } from '../identity.events';
import { AccountLinks } from '../links/account-links';
import * as queries from './members.queries';
import { requireMember } from './members.service';

export interface NewInvitation {
  readonly email: string;
  readonly role: CompanyRole;
  /** The language of the mail, since the invited may have no account yet. */
  readonly language: Language;
}

const LIFETIME = 14 * 24 * 3_600_000;
type Row = queries.InvitationView & Record<string, unknown>;

/** Invitations by mail: only the account whose verified address was invited can accept one, once. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly links: AccountLinks,
  ) {}

  /** @throws DomainError ALREADY_MEMBER, INVITATION_EXISTS */
  async invite(
    actor: AccountActor,
    companyId: string,
    { email, role, language }: NewInvitation,
  ): Promise<queries.InvitationView> {
    requireMember(actor, 'member.manage', companyId);
    return this.database.transaction(actor, async () => {
      const [member] = await this.database.query(queries.MEMBER_BY_EMAIL, [companyId, email]);
      if (member) throw new DomainError(ALREADY_MEMBER);
      const now = this.clock.now();
      await this.database.query(queries.CLOSE_EXPIRED, [companyId, email, now]);
      const id = newId();
      const ends = new Date(now.getTime() + LIFETIME);
      await this.database.query(queries.INVITE, [id, companyId, email, role, language, actor.accountId, now, ends]);
      await this.record(actor, 'invitation.sent', companyId, id, role);
      await this.outbox.publish(actor, memberInvited(id));
      return this.find(companyId, id);
    });
  }

  async list(actor: Actor, companyId: string, { limit, cursor }: PageRequest): Promise<Page<queries.InvitationView>> {
    requireMember(actor, 'member.manage', companyId);
    const [before = null] = cursor ? decodeCursor(cursor, ['uuid']) : [];
    const values = [this.clock.now(), companyId, before, limit + 1];
    const rows = await this.database.queryOnce<Row>(actor, queries.INVITATIONS, values);
    return pageOf(rows, limit, (row) => [row.id]);
  }

  /** @throws DomainError NOT_FOUND, INVITATION_NOT_OPEN */
  async withdraw(actor: Actor, companyId: string, id: string): Promise<void> {
    requireMember(actor, 'member.manage', companyId);
    await this.database.transaction(actor, async () => {
      const [withdrawn] = await this.database.query(queries.WITHDRAW, [id, companyId, this.clock.now()]);
      const { role } = await this.find(companyId, id);
      if (!withdrawn) throw new DomainError(INVITATION_NOT_OPEN);
      await this.record(actor, 'invitation.withdrawn', companyId, id, role);
    });
  }

  /**
   * Joins the company by the token of an invitation. Row-level security hides what was sent to another address; that
   * the token is genuine is enough to say so.
   * @throws DomainError NOT_FOUND, INVITATION_FOR_ANOTHER_ADDRESS, INVITATION_NOT_OPEN, ALREADY_MEMBER
   */
  async accept(actor: AccountActor, token: string): Promise<{ companyId: string; role: CompanyRole }> {
    const id = this.links.idIn('invitation', token);
    if (!id) throw new DomainError(NOT_FOUND);
    return this.database.transaction(actor, async () => {
      const [addressed] = await this.database.query(queries.ADDRESSED_TO, [id, actor.accountId]);
      if (!addressed) throw new DomainError(INVITATION_FOR_ANOTHER_ADDRESS);
      const now = this.clock.now();
      const [accepted] = await this.database.query<{ company_id: string; role: CompanyRole }>(queries.ACCEPT, [
        id,
        actor.accountId,
        now,
      ]);
      if (!accepted) throw new DomainError(INVITATION_NOT_OPEN);
      const { company_id: companyId, role } = accepted;
      await this.database.query(queries.ADD_MEMBER, [companyId, actor.accountId, role, now]);
      await this.record(actor, 'invitation.accepted', companyId, id, role);
      await this.outbox.publish(actor, memberJoined(companyId, actor.accountId));
      return { companyId, role };
    });
  }

  private async find(companyId: string, id: string): Promise<queries.InvitationView> {
    const [row] = await this.database.query<Row>(queries.INVITATION_BY_ID, [this.clock.now(), id, companyId]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row;
  }

  private record(actor: Actor, action: string, companyId: string, id: string, role: CompanyRole): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'invitation', subjectId: id, companyId, details: { role } });
  }
}
