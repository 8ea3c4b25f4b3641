import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { type AccountActor, type Actor, Clock, DomainError, newId, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database } from '@shuqiao/platform';
import { ACCESS_TOKEN_SECONDS, ACCESS_TOKENS, type AccessTokenSettings, signAccessToken } from '../access/access-token';
import { SessionActors } from '../access/session-actors';
import { CHANGE_PASSWORD, REVOKE_SESSIONS } from '../accounts/account.queries';
import { INVALID_CREDENTIALS, INVALID_REFRESH_TOKEN } from '../identity.errors';
import { hashPassword, needsRehash } from '../password';
import { actingFor } from './acting-for';
import { FIND_USED, ISSUE, LIST, OPEN, REVOKE, type SessionView, STILL_PROVEN, TOUCH, USE } from './session.queries';
import type { Proof } from './sign-in.service';

/** What a client needs to go on: a short-lived access token, and the refresh token that gets the next one, once. */
export interface SessionTokens {
  readonly sessionId: string;
  readonly accountId: string;
  readonly accessToken: string;
  /** Seconds until the access token ends. */
  readonly expiresIn: number;
  readonly refreshToken: string;
  /** When the session ends, however often it is refreshed. */
  readonly sessionExpiresAt: Date;
}

const HOUR = 3_600_000;
// NIST SP 800-63B-4, 2.2.3: at AAL2, which staff must reach, 12 hours should bring a new authentication.
const LIFETIMES = { company: 30 * 24 * HOUR, staff: 12 * HOUR } as const;

interface UsedRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly account_id: string;
  readonly expires_at: Date;
}

/** Sessions. Each refresh token is good once; the second use of one ends the whole session, whoever used it first. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly jwt: JwtService,
    private readonly actors: SessionActors,
    @Inject(ACCESS_TOKENS) private readonly settings: AccessTokenSettings,
  ) {}

  /** @throws DomainError INVALID_CREDENTIALS when the password was changed while it was being checked. */
  async open(anonymous: Actor, proof: Proof, userAgent: string | null): Promise<SessionTokens> {
    const actor = actingFor(anonymous, proof.accountId, this.settings.audience);
    const renewed = needsRehash(proof.passwordHash) ? await hashPassword(proof.password) : null;
    return this.database.transaction(actor, async () => {
      const [proven] = await this.database.query(STILL_PROVEN, [proof.accountId, proof.passwordHash]);
      if (!proven) throw new DomainError(INVALID_CREDENTIALS);
      if (renewed) await this.database.query(CHANGE_PASSWORD, [proof.accountId, renewed, proof.passwordHash]);
      const id = newId();
      const now = this.clock.now();
      const ends = new Date(now.getTime() + LIFETIMES[this.settings.audience]);
      const { audience } = this.settings;
      await this.database.query(OPEN, [id, proof.accountId, audience, now, ends, userAgent?.slice(0, 300) ?? null]);
      await this.audit.record(actor, {
        action: 'session.opened',
        subjectType: 'session',
        subjectId: id,
        details: proof.failuresBefore > 0 ? { audience, failuresBefore: proof.failuresBefore } : { audience },
      });
      return this.issue(id, proof.accountId, ends, now);
    });
  }

  /**
   * Rotates: uses the token up and issues the next. A used token means that two hold it, so its session is revoked,
   * without a grace period: clients must not refresh in parallel.
   * @throws DomainError INVALID_REFRESH_TOKEN
   */
  async refresh(actor: Actor, token: string): Promise<SessionTokens> {
    const hash = hashOf(token);
    const tokens = await this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const [used] = await this.database.query<UsedRow>(USE, [hash, now, this.settings.audience]);
      if (!used) return this.revokeIfReused(actor, hash);
      await this.database.query(TOUCH, [used.id, now]);
      return this.issue(used.id, used.account_id, used.expires_at, now);
    });
    // Thrown only here, since the revocation must be committed.
    if (!tokens) throw new DomainError(INVALID_REFRESH_TOKEN);
    return tokens;
  }

  /** The actor of a session that was just opened: for answers that show what the account may see. */
  async actorOf({ sessionId, accountId }: SessionTokens, actor: Actor): Promise<AccountActor> {
    const loaded = await this.actors.load({ sub: accountId, sid: sessionId }, actor.requestId, actor.language);
    if (!loaded) throw new DomainError(INVALID_CREDENTIALS);
    return loaded;
  }

  async list(actor: AccountActor): Promise<SessionView[]> {
    const values = [actor.accountId, this.clock.now(), actor.sessionId ?? null, this.settings.audience];
    return this.database.queryOnce<SessionView & Record<string, unknown>>(actor, LIST, values);
  }

  /** Signs out of one session of the acting account. @throws DomainError NOT_FOUND */
  async close(actor: AccountActor, sessionId: string): Promise<void> {
    await this.database.transaction(actor, async () => {
      const [revoked] = await this.database.query(REVOKE, [sessionId, actor.accountId, this.clock.now()]);
      if (!revoked) throw new DomainError(NOT_FOUND);
      await this.audit.record(actor, { action: 'session.closed', subjectType: 'session', subjectId: sessionId });
    });
  }

  /** Signs out everywhere. */
  async closeAll(actor: AccountActor): Promise<void> {
    await this.database.transaction(actor, async () => {
      const revoked = await this.database.query(REVOKE_SESSIONS, [actor.accountId, this.clock.now(), null]);
      const details = { sessionsRevoked: revoked.length };
      await this.audit.record(actor, {
        action: 'session.closed_everywhere',
        subjectType: 'account',
        subjectId: actor.accountId,
        details,
      });
    });
  }

  private async issue(sessionId: string, accountId: string, ends: Date, now: Date): Promise<SessionTokens> {
    const refreshToken = randomBytes(32).toString('base64url');
    await this.database.query(ISSUE, [hashOf(refreshToken), sessionId, now]);
    const accessToken = signAccessToken(this.jwt, this.settings, { sub: accountId, sid: sessionId });
    return { sessionId, accountId, accessToken, expiresIn: ACCESS_TOKEN_SECONDS, refreshToken, sessionExpiresAt: ends };
  }

  private async revokeIfReused(actor: Actor, hash: Buffer): Promise<null> {
    const [reused] = await this.database.query<UsedRow>(FIND_USED, [hash, this.settings.audience]);
    if (!reused) return null;
    const [revoked] = await this.database.query(REVOKE, [reused.id, reused.account_id, this.clock.now()]);
    if (revoked)
      await this.audit.record(actor, {
        action: 'session.reuse_detected',
        subjectType: 'session',
        subjectId: reused.id,
      });
    return null;
  }
}

// A random token of 256 bits needs no slow hash.
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
