import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { DUE_SESSIONS } from './booking.query';
import { SETTLE_WAITLIST } from './session.query';

const MOST_SESSIONS = 200;

/** What happens to waitlists by the clock. */
@Injectable()
export class Waitlists {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Lapses offers that ran out and offers their seats to the next, one session per transaction. A session that another
   * worker or a request has in hand is left to it. Returns how many sessions were settled, 200 at most.
   */
  async settleDue(actor: Actor): Promise<number> {
    for (let settled = 0; ; settled++) {
      if (settled === MOST_SESSIONS || !(await this.settleOne(actor))) return settled;
    }
  }

  private settleOne(actor: Actor): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const [session] = await this.database.query<{ id: string }>(DUE_SESSIONS, [now, 1]);
      if (!session) return false;
      await this.database.query(SETTLE_WAITLIST, [session.id, now, actor.requestId]);
      return true;
    });
  }
}
