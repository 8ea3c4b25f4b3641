import { Inject, Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, type JsonObject } from '@shuqiao/kernel';
import { Audit, CONFIG, type Config, Database, limitKey, Outbox, RateLimiter } from '@shuqiao/platform';
import type { CredentialsRow } from '../accounts/account.queries';
import { evenly } from '../accounts/evenly';
import { SIGN_IN_LOCKED } from '../identity.errors';
import { accountLocked } from '../identity.events';
import { AccountTokens } from '../links/account-tokens';
import { COUNT, FORGET, PURGE, TAKE_BACK } from './guesses.queries';
import { GUESSES_BY_PLACE, GUESSES_IN_A_ROW } from './limits';

/** Whose password is tried, and from where: a network, or the session in which it is asked for again. */
export interface Try {
  readonly email: string;
  readonly place: string;
}

/** A try that was counted, with what it was counted as. */
export interface CountedTry extends Try {
  readonly inPlace: number;
  readonly inARow: number;
}

const KEPT = 365 * 24 * 3_600_000;

/**
 * Counts wrong passwords and codes, for addresses with and without an account alike. Each try is counted before it is
 * checked, in one atomic statement per counter, so that parallel guesses cannot pass a limit together; what was no
 * wrong guess is taken back.
 */
@Injectable()
export class Guesses {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly limiter: RateLimiter,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly tokens: AccountTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @throws DomainError TOO_MANY_REQUESTS after ten wrong guesses from one place, SIGN_IN_LOCKED after a hundred in a
   *   row from anywhere.
   */
  async count(actor: Actor, { email, place }: Try): Promise<CountedTry> {
    const inPlace = await this.limiter.hit(GUESSES_BY_PLACE, subjectOf({ email, place }));
    const values = [this.key(email), this.clock.now(), GUESSES_IN_A_ROW];
    const [row] = await this.database.queryOnce<{ failures: number }>(actor, COUNT, values);
    if (!row) throw new DomainError(SIGN_IN_LOCKED);
    return { email, place, inPlace, inARow: row.failures };
  }

  async takeBack(actor: Actor, { email, place }: Try): Promise<void> {
    await this.limiter.release(GUESSES_BY_PLACE, subjectOf({ email, place }));
    await this.database.queryOnce(actor, TAKE_BACK, [this.key(email)]);
  }

  /** After a success. Returns how many wrong guesses there had been since the last one, with the try itself. */
  async forget(actor: Actor, { email, place }: Try): Promise<number> {
    await this.limiter.reset(GUESSES_BY_PLACE, subjectOf({ email, place }));
    const [row] = await this.database.queryOnce<{ failures: number }>(actor, FORGET, [this.key(email)]);
    return row?.failures ?? 0;
  }

  /**
   * What a wrong guess brings about. Most bring about nothing, so that a flood of them fills neither the audit nor a
   * mailbox; and where something is written for a known address, the answer for an unknown one takes as long.
   */
  async failed(actor: Actor, { inPlace, inARow }: CountedTry, account: CredentialsRow | undefined): Promise<void> {
    const repeated = inPlace === GUESSES_BY_PLACE.limit;
    const locked = inARow === GUESSES_IN_A_ROW;
    if (!repeated && !locked) return;
    await evenly(async () => {
      if (!account) return;
      await this.database.transaction(actor, async () => {
        // Each counter is told by itself: of tries at the same time, the tenth in a place may be the eighth in a row.
        if (repeated) await this.record(actor, 'sign_in.failed_repeatedly', account.id, { failures: inPlace });
        if (locked) await this.lock(actor, account, { failures: inARow });
      });
    });
  }

  /** Notes that a network failed at many addresses; which network, its hash says to who meets it again. */
  async failedInNetwork(actor: Actor, network: string, failures: number): Promise<void> {
    const subjectId = limitKey(this.config.TOKEN_SECRET, 'network', network);
    await this.database.transaction(actor, () =>
      this.audit.record(actor, {
        action: 'sign_in.network_failed',
        subjectType: 'network',
        subjectId,
        details: { failures },
      }),
    );
  }

  /** Forgets whom nobody tried to be for a year. Returns how many. */
  async purge(actor: Actor): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT);
    return (await this.database.queryOnce(actor, PURGE, [before])).length;
  }

  private async lock(actor: Actor, account: CredentialsRow, details: JsonObject): Promise<void> {
    await this.record(actor, 'account.locked', account.id, details);
    if (account.disabled_at || !account.email_verified_at) return;
    await this.outbox.publish(actor, accountLocked(await this.tokens.issue('password_reset', account.id)));
  }

  private record(actor: Actor, action: string, subjectId: string, details: JsonObject): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'account', subjectId, details });
  }

  private key(email: string): string {
    return limitKey(this.config.TOKEN_SECRET, 'guesses', email);
  }
}

const subjectOf = ({ email, place }: Try): string => `${email}\n${place}`;
