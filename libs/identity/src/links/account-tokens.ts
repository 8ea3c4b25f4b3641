import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, newId } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { INVALID_LINK } from '../identity.errors';
import { AccountLinks, type LinkPurpose } from './account-links';

export type TokenKind = Exclude<LinkPurpose, 'invitation'>;

const MINUTE = 60_000;
const LIFETIMES: Readonly<Record<TokenKind, number>> = {
  email_verification: 24 * 60 * MINUTE,
  password_reset: 60 * MINUTE,
  staff_invitation: 72 * 60 * MINUTE,
  second_factor_enrolment: 15 * MINUTE,
};

/** The rows behind the mailed links: single use, with an end. All methods work in the caller's transaction. */
@Injectable()
export class AccountTokens {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: AccountLinks,
  ) {}

  /** Makes a token row and voids the account's earlier ones of its kind. Returns the row's id. */
  async issue(kind: TokenKind, accountId: string): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    await this.void(accountId, [kind]);
    await this.database.query(ISSUE, [id, kind, accountId, now, new Date(now.getTime() + LIFETIMES[kind])]);
    return id;
  }

  /**
   * Uses a token up and returns its account. Of two requests with the same token exactly one gets it.
   * @throws DomainError INVALID_LINK for a forged, used, voided or expired one alike.
   */
  async consume(kinds: readonly TokenKind[], token: string): Promise<string> {
    const [row] = await this.database.query<{ account_id: string }>(CONSUME, [
      ...this.idAndKind(kinds, token),
      this.clock.now(),
    ]);
    if (!row) throw new DomainError(INVALID_LINK);
    return row.account_id;
  }

  /** The account of a token that may still be used, leaving it usable. */
  async peek(actor: Actor, kind: TokenKind, token: string): Promise<string> {
    const values = [...this.idAndKind([kind], token), this.clock.now()];
    const [row] = await this.database.queryOnce<{ account_id: string }>(actor, PEEK, values);
    if (!row) throw new DomainError(INVALID_LINK);
    return row.account_id;
  }

  async void(accountId: string, kinds: readonly TokenKind[]): Promise<void> {
    await this.database.query(VOID, [accountId, kinds, this.clock.now()]);
  }

  /** Deletes rows that ended before the time. Returns how many. */
  async purge(actor: Actor, before: Date): Promise<number> {
    return this.database.transaction(actor, async () => (await this.database.query(PURGE, [before])).length);
  }

  private idAndKind(kinds: readonly TokenKind[], token: string): [string, TokenKind] {
    for (const kind of kinds) {
      const id = this.links.idIn(kind, token);
      if (id) return [id, kind];
    }
    throw new DomainError(INVALID_LINK);
  }
}

const ISSUE: Statement = {
  name: 'account-tokens.issue',
  text: 'INSERT INTO account_tokens (id, kind, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
};
// The account is locked before its link, in the order of a sign-up that voids the link: so neither waits for the other.
const CONSUME: Statement = {
  name: 'account-tokens.consume',
  text: `WITH holder AS (
      SELECT account.id FROM account_tokens link JOIN accounts account ON account.id = link.account_id
      WHERE link.id = $1 FOR NO KEY UPDATE OF account)
    UPDATE account_tokens token SET used_at = $3 FROM holder
    WHERE token.id = $1 AND token.account_id = holder.id AND token.kind = $2 AND token.used_at IS NULL AND token.expires_at > $3
    RETURNING token.account_id`,
};
const PEEK: Statement = {
  name: 'account-tokens.peek',
  text: 'SELECT account_id FROM account_tokens WHERE id = $1 AND kind = $2 AND used_at IS NULL AND expires_at > $3',
};
const VOID: Statement = {
  name: 'account-tokens.void',
  text: 'UPDATE account_tokens SET used_at = $3 WHERE account_id = $1 AND kind = ANY ($2) AND used_at IS NULL',
};
const PURGE: Statement = {
  name: 'account-tokens.purge',
  text: 'DELETE FROM account_tokens WHERE expires_at < $1 RETURNING id',
};
