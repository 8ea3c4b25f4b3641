import { Inject, Injectable } from '@nestjs/common';
import { type AccountActor, type Actor, Clock, DomainError, fieldError, invalid, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox } from '@shuqiao/platform';
import { ACCESS_TOKENS, type AccessTokenSettings } from '../access/access-token';
import { INVALID_LINK, PASSWORD_WRONG, passwordRefused } from '../identity.errors';
import { resetRequested } from '../identity.events';
import { AccountTokens, type TokenKind } from '../links/account-tokens';
import { checkPassword, hashPassword, verifyPassword } from '../password';
import { Guesses } from '../sessions/guesses';
import {
  CHANGE_PASSWORD,
  CREDENTIALS_BY_EMAIL,
  CREDENTIALS_BY_ID,
  type CredentialsRow,
  REVOKE_SESSIONS,
  SET_PASSWORD,
} from './account.queries';
import { evenly } from './evenly';

const VERIFYING: readonly TokenKind[] = ['email_verification'];
const RESETTING: readonly TokenKind[] = ['password_reset', 'staff_invitation'];

/** The use of a mailed link: its token, the password chosen, and where the request comes from (`clientNeighbourhood`). */
export interface LinkUse {
  readonly token: string;
  readonly password: string;
  readonly place: string;
}

/** Passwords: choosing the first, resetting by mail, changing, and confirming with one what must not be done from an unattended screen. */
@Injectable()
export class Passwords {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly tokens: AccountTokens,
    private readonly guesses: Guesses,
    @Inject(ACCESS_TOKENS) private readonly settings: AccessTokenSettings,
  ) {}

  /** Mails a reset link if the address has an account of this audience; the caller does not learn whether. */
  async requestReset(actor: Actor, email: string): Promise<void> {
    const work = () =>
      this.database.transaction(actor, async () => {
        const [known] = await this.database.query<CredentialsRow>(CREDENTIALS_BY_EMAIL, [email]);
        if (!known || known.disabled_at || !this.isForAudience(known)) return;
        await this.outbox.publish(actor, resetRequested(await this.tokens.issue('password_reset', known.id)));
        await this.audit.record(actor, {
          action: 'account.reset_requested',
          subjectType: 'account',
          subjectId: known.id,
        });
      });
    await evenly(work);
  }

  /**
   * Proves the address of a sign-up by its mailed link and sets the account's first password. A refused password leaves
   * the link usable.
   * @throws DomainError INVALID_LINK, VALIDATION_FAILED at `/password`.
   */
  async verify(actor: Actor, use: LinkUse): Promise<void> {
    await this.setByLink(actor, VERIFYING, use, 'account.email_verified');
  }

  /**
   * Sets the password by a mailed link, which proves the address too, ends every session and forgets wrong guesses. A
   * refused password leaves the link usable.
   * @throws DomainError INVALID_LINK, VALIDATION_FAILED at `/password`.
   */
  async reset(actor: Actor, use: LinkUse): Promise<void> {
    await this.setByLink(actor, RESETTING, use, 'account.password_reset');
  }

  /**
   * Changes the password and ends the other sessions.
   * @throws DomainError VALIDATION_FAILED at `/currentPassword` or `/newPassword`, and as {@link confirm}.
   */
  async change(actor: AccountActor, current: string, next: string): Promise<void> {
    const account = await this.confirm(actor, current, '/currentPassword');
    const hash = await this.accept('/newPassword', next, account);
    await this.database.transaction(actor, async () => {
      const [changed] = await this.database.query(CHANGE_PASSWORD, [account.id, hash, account.password_hash]);
      if (!changed) throw invalid(fieldError('/currentPassword', PASSWORD_WRONG));
      await this.tokens.void(account.id, ['password_reset']);
      const revoked = await this.database.query(REVOKE_SESSIONS, [
        account.id,
        this.clock.now(),
        actor.sessionId ?? null,
      ]);
      const details = { sessionsRevoked: revoked.length };
      await this.audit.record(actor, {
        action: 'account.password_changed',
        subjectType: 'account',
        subjectId: account.id,
        details,
      });
    });
  }

  /**
   * Checks the acting account's password, within the limits of a sign-in: whoever found an open session may not guess
   * more. @throws DomainError VALIDATION_FAILED at the pointer, TOO_MANY_REQUESTS, SIGN_IN_LOCKED.
   */
  async confirm(actor: AccountActor, password: string, pointer: string): Promise<CredentialsRow> {
    const [account] = await this.database.read<CredentialsRow>(CREDENTIALS_BY_ID, [actor.accountId]);
    if (!account) throw new DomainError(NOT_FOUND);
    const place = `session ${actor.sessionId ?? actor.accountId}`;
    const counted = await this.guesses.count(actor, { email: account.email, place });
    if (!(await verifyPassword(account.password_hash, password))) {
      await this.guesses.failed(actor, counted, account);
      throw invalid(fieldError(pointer, PASSWORD_WRONG));
    }
    await this.guesses.forget(actor, counted);
    return account;
  }

  private async setByLink(
    actor: Actor,
    kinds: readonly TokenKind[],
    { token, password, place }: LinkUse,
    action: string,
  ): Promise<void> {
    const email = await this.database.transaction(actor, async () => {
      const accountId = await this.tokens.consume(kinds, token);
      const [account] = await this.database.query<CredentialsRow>(CREDENTIALS_BY_ID, [accountId]);
      if (!account || !this.isForAudience(account)) throw new DomainError(INVALID_LINK);
      // A link that was asked for while another proved the address opens nothing any more.
      if (kinds === VERIFYING && account.email_verified_at) throw new DomainError(INVALID_LINK);
      const hash = await this.accept('/password', password, account);
      const [changed] = await this.database.query(SET_PASSWORD, [accountId, hash, this.clock.now()]);
      if (!changed) throw new DomainError(INVALID_LINK);
      await this.tokens.void(accountId, [...VERIFYING, ...RESETTING, 'second_factor_enrolment']);
      const revoked = await this.database.query(REVOKE_SESSIONS, [accountId, this.clock.now(), null]);
      const details = { sessionsRevoked: revoked.length };
      await this.audit.record(actor, { action, subjectType: 'account', subjectId: accountId, details });
      return account.email;
    });
    await this.guesses.forget(actor, { email, place });
  }

  private async accept(pointer: string, password: string, account: CredentialsRow): Promise<string> {
    const check = checkPassword(password, { email: account.email, displayName: account.display_name });
    if (!check.ok) throw passwordRefused(pointer, check.reason);
    return hashPassword(password);
  }

  private isForAudience({ staff_roles }: CredentialsRow): boolean {
    return (this.settings.audience === 'staff') === staff_roles.length > 0;
  }
}
