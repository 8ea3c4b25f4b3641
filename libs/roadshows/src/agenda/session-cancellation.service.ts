import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { ROADSHOW_STATE, SESSION_STARTED } from '../roadshow.errors';
import { sessionCancelled } from '../roadshow.events';
import { ROADSHOW_OF_SESSION } from '../session.query';
import { SESSION_CANCELLED } from './agenda.errors';

/** A session that will not take place. */
@Injectable()
export class SessionCancellation {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Cancels a session that has not started, with every booking of it, and frees its room and its people. The agenda says so
   * in its next version; who booked is told by the cancellation of the booking.
   */
  cancel(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const [owner] = await this.database.query<{ roadshow_id: string }>(ROADSHOW_OF_SESSION, [id]);
      if (!owner) throw new DomainError(NOT_FOUND);
      const [roadshow] = await this.database.query<{ status: string }>(LOCK, [owner.roadshow_id]);
      if (roadshow?.status === 'finished' || roadshow?.status === 'cancelled')
        throw new DomainError(ROADSHOW_STATE, { status: roadshow.status });
      const [session] = await this.database.query<{ cancelled: boolean; starts_at: Date }>(LOCK_SESSION, [id]);
      if (!session) throw new DomainError(NOT_FOUND);
      if (session.cancelled) throw new DomainError(SESSION_CANCELLED);
      if (session.starts_at <= now) throw new DomainError(SESSION_STARTED);
      await this.database.query(CANCEL, [id, now]);
      await this.database.query(CANCEL_BOOKINGS, [id, now, actor.kind, actor.accountId, actor.requestId]);
      const subject = { subjectType: 'roadshow_session', subjectId: id };
      await this.audit.record(actor, { action: 'session.cancelled', ...subject });
      await this.outbox.publish(actor, sessionCancelled(id));
    });
  }
}

const LOCK: Statement = {
  name: 'session-cancellation.lock-roadshow',
  text: 'SELECT status FROM roadshows WHERE id = $1 FOR NO KEY UPDATE',
};
const LOCK_SESSION: Statement = {
  name: 'session-cancellation.lock',
  text: 'SELECT cancelled_at IS NOT NULL AS cancelled, starts_at FROM roadshow_sessions WHERE id = $1 FOR NO KEY UPDATE',
};
const CANCEL: Statement = {
  name: 'session-cancellation.cancel',
  text: `UPDATE roadshow_sessions SET cancelled_at = $2, booking_window = NULL, updated_at = $2, version = version + 1 WHERE id = $1`,
};
const CANCEL_BOOKINGS: Statement = {
  name: 'session-cancellation.cancel-bookings',
  text: `WITH cancelled AS (
           UPDATE bookings SET status = 'cancelled', version = version + 1, updated_at = $2
           WHERE session_id = $1 AND status NOT IN ('declined', 'lapsed', 'cancelled', 'attended', 'no_show') RETURNING *)
         SELECT record_booking_act(id, session_id, company_id, 'cancelled', $3, $4, $5, '{"reason": "session_cancelled"}') FROM cancelled`,
};
