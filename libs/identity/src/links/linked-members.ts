import { Injectable } from '@nestjs/common';
import type { AccountActor, Actor, CompanyRole, Language } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';

/** Who acts by a link out of a mail: its receiver, for the one company that the link is about. */
@Injectable()
export class LinkedMembers {
  constructor(private readonly database: Database) {}

  /** Null when he has left the company since or his account is disabled. The caller has checked the link's signature. */
  async load(actor: Actor, accountId: string, companyId: string): Promise<AccountActor | null> {
    const [row] = await this.database.queryOnce<Row>(actor, LINKED_MEMBER, [accountId, companyId]);
    if (!row) return null;
    const { requestId } = actor;
    const memberships = [{ companyId, role: row.role }];
    return { kind: 'account', accountId, memberships, staffRoles: [], language: row.language, requestId };
  }
}

interface Row {
  readonly [column: string]: unknown;
  readonly language: Language;
  readonly role: CompanyRole;
}

const LINKED_MEMBER: Statement = {
  name: 'identity.linked-member',
  text: 'SELECT language, role FROM linked_member($1, $2)',
};
