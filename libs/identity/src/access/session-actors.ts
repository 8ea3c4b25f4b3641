import { Inject, Injectable } from '@nestjs/common';
import { type AccountActor, type Language, type Membership, type StaffRole } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { ACCESS_TOKENS, type AccessTokenClaims, type AccessTokenSettings } from './access-token';

interface SessionRow {
  readonly language: Language;
  readonly staff_roles: StaffRole[];
  readonly memberships: Membership[];
}

/** Who acts in a session, as the database knows it now: roles and memberships are never kept in a token. */
@Injectable()
export class SessionActors {
  constructor(
    private readonly database: Database,
    @Inject(ACCESS_TOKENS) private readonly settings: AccessTokenSettings,
  ) {}

  /** Null when the session has ended, its account is disabled, or it is not for this program's audience. */
  async load(claims: AccessTokenClaims, requestId: string, language: Language | null): Promise<AccountActor | null> {
    const [row] = await this.database.read<SessionRow & Record<string, unknown>>(ACTING, [
      claims.sid,
      this.settings.audience,
    ]);
    if (!row) return null;
    const staff = this.settings.audience === 'staff';
    if (staff && row.staff_roles.length === 0) return null;
    return {
      kind: staff ? 'staff' : 'account',
      accountId: claims.sub,
      memberships: staff ? [] : row.memberships,
      staffRoles: staff ? row.staff_roles : [],
      language: language ?? row.language,
      requestId,
      sessionId: claims.sid,
    };
  }
}

// The function may see memberships before an actor is known to row-level security; it belongs to the tables' owner.
const ACTING: Statement = {
  name: 'identity.acting',
  text: 'SELECT language, staff_roles, memberships FROM session_actor($1, $2)',
};
