import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { CANCEL, LOCK_SESSION } from './booking.query';
import { SETTLE_WAITLIST } from './session.query';

/** The seats of delegates who no longer belong to the company that they were to stand for. */
@Injectable()
export class DelegateBookings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives up what the former member holds for the company in sessions to come, one session per transaction, each freed
   * seat going to the next in the queue. Somebody who has joined again keeps his seats. Safe to repeat.
   */
  async release(actor: Actor, companyId: string, accountId: string): Promise<void> {
    const held = await this.database.transaction(actor, () =>
      this.database.query<{ id: string; session_id: string }>(HELD, [companyId, accountId, this.clock.now()]),
    );
    for (const { id, session_id: sessionId } of held) {
      await this.database.transaction(actor, async () => {
        const now = this.clock.now();
        await this.database.query(LOCK_SESSION, [sessionId]);
        await this.database.query(CANCEL, [id, now, actor.kind, actor.accountId, actor.requestId]);
        await this.database.query(SETTLE_WAITLIST, [sessionId, now, actor.requestId]);
      });
    }
  }
}

// A company has at most a few delegates per session, and nobody is in two places at once: the bound is never reached.
const HELD: Statement = {
  name: 'bookings.held-by-former-member',
  text: `SELECT id, session_id FROM bookings
         WHERE company_id = $1 AND account_id = $2 AND status IN ('held', 'requested', 'confirmed', 'waitlisted', 'offered') AND lower(during) > $3
           AND NOT EXISTS (SELECT FROM memberships WHERE company_id = $1 AND account_id = $2)
         ORDER BY session_id LIMIT 1000`,
};
