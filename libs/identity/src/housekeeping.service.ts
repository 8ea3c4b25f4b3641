import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, RateLimiter } from '@shuqiao/platform';
import { AccountTokens } from './links/account-tokens';
import { Guesses } from './sessions/guesses';
import { PURGE } from './sessions/session.queries';

const KEPT = 30 * 24 * 3_600_000;

/** Keeps the tables of sessions, links and counters from growing without end. */
@Injectable()
export class IdentityHousekeeping {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tokens: AccountTokens,
    private readonly limiter: RateLimiter,
    private readonly guesses: Guesses,
  ) {}

  /** Deletes counters that are over, and sessions and links that ended 30 days ago. */
  async purge(actor: Actor): Promise<{ counters: number; sessions: number; tokens: number }> {
    const before = new Date(this.clock.now().getTime() - KEPT);
    const sessions = await this.database.queryOnce(actor, PURGE, [before]);
    return {
      counters: (await this.limiter.purge()) + (await this.guesses.purge(actor)),
      sessions: sessions.length,
      tokens: await this.tokens.purge(actor, before),
    };
  }
}
