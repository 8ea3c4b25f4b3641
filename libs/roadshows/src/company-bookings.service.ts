import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { LOCK_SESSION } from './booking.query';
import { SETTLE_WAITLIST } from './session.query';

/** The seats of a company that may no longer appear under the portal's name. */
@Injectable()
export class CompanyBookings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives up what a company that is not verified holds in sessions to come, one session per transaction: an offered seat
   * lapses, everything else is cancelled, and each freed seat goes to the next in the queue. A company that has been
   * reinstated meanwhile keeps what is left. Safe to repeat.
   */
  async release(actor: Actor, companyId: string): Promise<void> {
    const held = await this.database.transaction(actor, () =>
      this.database.query<{ session_id: string }>(HELD, [companyId, this.clock.now()]),
    );
    for (const { session_id: sessionId } of held) {
      await this.database.transaction(actor, async () => {
        const now = this.clock.now();
        await this.database.query(LOCK_SESSION, [sessionId]);
        await this.database.query(GIVE_UP, [sessionId, companyId, now, actor.kind, actor.requestId]);
        await this.database.query(SETTLE_WAITLIST, [sessionId, now, actor.requestId]);
      });
    }
  }
}

const LIVE = `status IN ('held', 'requested', 'confirmed', 'waitlisted', 'offered') AND lower(during)`;

const HELD: Statement = {
  name: 'bookings.held-by-company',
  text: `SELECT DISTINCT session_id FROM bookings WHERE company_id = $1 AND ${LIVE} > $2 ORDER BY session_id LIMIT 5000`,
};
const GIVE_UP: Statement = {
  name: 'bookings.give-up',
  text: `WITH given_up AS (
           UPDATE bookings SET status = CASE status WHEN 'offered' THEN 'lapsed' ELSE 'cancelled' END,
             status_reason = 'company_not_verified', version = version + 1, updated_at = $3
           WHERE session_id = $1 AND company_id = $2 AND ${LIVE} > $3
             AND NOT EXISTS (SELECT FROM companies WHERE id = $2 AND status = 'verified')
           RETURNING *)
         SELECT record_booking_act(id, session_id, company_id, status, $4, NULL, $5, '{"reason": "company_not_verified"}') FROM given_up`,
};
