import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  type CompanyRole,
  decodeCursor,
  DomainError,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION } from '@shuqiao/platform';
import { companiesWith, type Permission, requirePermission } from '../access/permissions';
import { memberLeft } from '../identity.events';
import { MEMBER_BY_ID, type MemberView, MEMBERS, REMOVE_MEMBER, SET_ROLE } from './members.queries';

type Row = MemberView & Record<string, unknown>;

/** Checks that the actor is a member of the company, else 404, and that his role there carries the permission, else 403. */
export function requireMember(actor: Actor, permission: Permission, companyId: string): void {
  if (!companiesWith(actor, 'member.view').includes(companyId)) throw new DomainError(NOT_FOUND);
  requirePermission(actor, permission, companyId);
}

/** Who belongs to a company, and in which role. That a company keeps an owner is the database's promise. */
@Injectable()
export class Members {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  async list(actor: Actor, companyId: string, { limit, cursor }: PageRequest): Promise<Page<MemberView>> {
    requireMember(actor, 'member.view', companyId);
    const [after = null] = cursor ? decodeCursor(cursor, ['uuid']) : [];
    const rows = await this.database.queryOnce<Row>(actor, MEMBERS, [companyId, after, limit + 1]);
    return pageOf(rows, limit, (row) => [row.accountId]);
  }

  /** @throws DomainError LAST_OWNER, STALE_VERSION, NOT_FOUND */
  async changeRole(
    actor: Actor,
    companyId: string,
    accountId: string,
    role: CompanyRole,
    version: number,
  ): Promise<MemberView> {
    requireMember(actor, 'member.manage', companyId);
    return this.database.transaction(actor, async () => {
      const [changed] = await this.database.query(SET_ROLE, [companyId, accountId, version, role]);
      const [member] = await this.database.query<Row>(MEMBER_BY_ID, [companyId, accountId]);
      if (!member) throw new DomainError(NOT_FOUND);
      if (!changed) throw new DomainError(STALE_VERSION);
      await this.record(actor, 'member.role_changed', companyId, accountId, { role });
      return member;
    });
  }

  /** Removes somebody from the company. @throws DomainError LAST_OWNER, NOT_FOUND */
  async remove(actor: Actor, companyId: string, accountId: string): Promise<void> {
    requireMember(actor, 'member.manage', companyId);
    await this.delete(actor, 'member.removed', companyId, accountId);
  }

  /** Leaves the company, which every member may. @throws DomainError LAST_OWNER, NOT_FOUND */
  async leave(actor: AccountActor, companyId: string): Promise<void> {
    requireMember(actor, 'member.view', companyId);
    await this.delete(actor, 'member.left', companyId, actor.accountId);
  }

  private async delete(actor: Actor, action: string, companyId: string, accountId: string): Promise<void> {
    await this.database.transaction(actor, async () => {
      const [removed] = await this.database.query<{ role: CompanyRole }>(REMOVE_MEMBER, [companyId, accountId]);
      if (!removed) throw new DomainError(NOT_FOUND);
      await this.record(actor, action, companyId, accountId, { role: removed.role });
      await this.outbox.publish(actor, memberLeft(companyId, accountId));
    });
  }

  private record(
    actor: Actor,
    action: string,
    companyId: string,
    accountId: string,
    details: { role: CompanyRole },
  ): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'account', subjectId: accountId, companyId, details });
  }
}
