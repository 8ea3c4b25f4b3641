import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database } from '../database/database';
import type { Statement } from '../database/statement';

const KEPT = 24 * 3_600_000;

/** The kept answers of what was done under an `Idempotency-Key`. They may name persons, hence they are not kept long. */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Deletes keys older than a day; a repetition after that is done anew. Returns how many. Called by schedule. */
  purge(actor: Actor): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT);
    return this.database.transaction(actor, async () => (await this.database.query(PURGE, [before])).length);
  }
}

const PURGE: Statement = {
  name: 'idempotency.purge',
  text: 'DELETE FROM idempotency_keys WHERE created_at < $1 RETURNING 1',
};
