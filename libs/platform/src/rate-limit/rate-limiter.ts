import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, DomainError } from '@shuqiao/kernel';
import { CONFIG, type Config } from '../config/config';
import { Database } from '../database/database';
import type { Statement } from '../database/statement';
import { TOO_MANY_REQUESTS } from '../http/problem-kinds';

/** At most `limit` hits in `windowSeconds`, counted from the first. */
export interface Limit {
  /** What is limited, for example `sign-in.account`: at most 40 characters. */
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

/**
 * Counts in PostgreSQL, so that all processes count together, and whether or not the subject exists, so that a limit
 * tells nobody who has an account. Each hit is one atomic statement of its own, outside the request's transaction: a
 * refused request counts too.
 */
@Injectable()
export class RateLimiter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Counts one hit of the subject (an address, an account, an IP), before the work is done, so that parallel requests
   * cannot pass a limit together. Returns how many there are in the window.
   * @throws DomainError TOO_MANY_REQUESTS with `retryAfterSeconds` once the limit is passed.
   */
  async hit(limit: Limit, subject: string): Promise<number> {
    const now = this.clock.now();
    const end = new Date(now.getTime() + limit.windowSeconds * 1000);
    const [row] = await this.database.read<{ count: number; window_end: Date }>(HIT, [
      this.key(limit, subject),
      now,
      end,
    ]);
    if (!row || row.count <= limit.limit) return row?.count ?? 0;
    const seconds = Math.max(1, Math.ceil((row.window_end.getTime() - now.getTime()) / 1000));
    throw new DomainError(TOO_MANY_REQUESTS, { retryAfterSeconds: seconds });
  }

  /** Takes one hit back: what turned out not to be a failure. */
  async release(limit: Limit, subject: string): Promise<void> {
    await this.database.read(RELEASE, [this.key(limit, subject)]);
  }

  /** Forgets the subject's hits, as after a successful sign-in. */
  async reset(limit: Limit, subject: string): Promise<void> {
    await this.database.read(RESET, [this.key(limit, subject)]);
  }

  /** Deletes counters whose window is over. Returns how many. Called by schedule. */
  async purge(): Promise<number> {
    const [row] = await this.database.read<{ purged: number }>(PURGE, [this.clock.now()]);
    return row?.purged ?? 0;
  }

  private key({ name }: Limit, subject: string): string {
    return limitKey(this.config.TOKEN_SECRET, name, subject);
  }
}

/** What is counted instead of an address or an IP: keyed, so that a table of counters does not say whose it is. */
export function limitKey(secret: string, name: string, subject: string): string {
  return `${name}:${createHmac('sha256', secret).update(`rate-limit\n${name}\n${subject}`).digest('base64url')}`;
}

const HIT: Statement = {
  name: 'rate-limit.hit',
  text: `INSERT INTO rate_limits AS counter (key, count, window_end) VALUES ($1, 1, $3)
         ON CONFLICT (key) DO UPDATE SET
           count = CASE WHEN counter.window_end <= $2 THEN 1 ELSE least(counter.count + 1, 1000000) END,
           window_end = CASE WHEN counter.window_end <= $2 THEN excluded.window_end ELSE counter.window_end END
         RETURNING count, window_end`,
};
const RELEASE: Statement = {
  name: 'rate-limit.release',
  text: 'UPDATE rate_limits SET count = count - 1 WHERE key = $1 AND count > 0',
};
const RESET: Statement = { name: 'rate-limit.reset', text: 'DELETE FROM rate_limits WHERE key = $1' };
const PURGE: Statement = {
  name: 'rate-limit.purge',
  text: `WITH gone AS (DELETE FROM rate_limits WHERE window_end <= $1 RETURNING 1) SELECT count(*)::integer AS purged FROM gone`,
};
