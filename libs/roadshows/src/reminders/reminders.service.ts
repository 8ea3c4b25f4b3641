import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';

const AT_ONCE = 200;
const MOST_ROUNDS = 50;

/** Reminders of sessions to come, and of saying how they were, by the clock. */
@Injectable()
export class Reminders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives the reminders that are due and were not given, each with its message in one commit: two workers give one. What
   * came due while no worker ran is given late, as long as the next reminder is not due. Returns how many.
   */
  giveDue(actor: Actor): Promise<number> {
    return this.inRounds(() =>
      this.database.transaction(actor, () => this.database.query(GIVE, [this.clock.now(), actor.requestId, AT_ONCE])),
    );
  }

  /** Asks who came, once, an hour after the session and within three days of it. Returns how many. */
  askForFeedback(actor: Actor): Promise<number> {
    return this.inRounds(() =>
      this.database.transaction(actor, () => this.database.query(ASK, [this.clock.now(), actor.requestId, AT_ONCE])),
    );
  }

  private async inRounds(give: () => Promise<readonly unknown[]>): Promise<number> {
    let given = 0;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const rows = await give();
      given += rows.length;
      if (rows.length < AT_ONCE) break;
    }
    return given;
  }
}

// Who booked when the time to remind had passed has just been told of the session.
const GIVE: Statement = {
  name: 'reminders.give',
  text: `WITH given AS (
           INSERT INTO booking_reminders (booking_id, kind, starts_at, given_at)
           SELECT booking.id, due.kind, session.starts_at, $1
           FROM roadshow_sessions session JOIN bookings booking ON booking.session_id = session.id AND booking.status = 'confirmed'
             CROSS JOIN (VALUES ('day', interval '24 hours', interval '1 hour'), ('hour', interval '1 hour', interval '0')) AS due (kind, ahead, until)
             LEFT JOIN reminder_settings wanted ON wanted.account_id = booking.account_id
           WHERE session.starts_at > $1 AND session.starts_at <= $1::timestamptz + interval '24 hours'
             AND session.starts_at - due.ahead <= $1 AND session.starts_at - due.until > $1
             AND booking.confirmed_at < session.starts_at - due.ahead
             AND coalesce(CASE due.kind WHEN 'day' THEN wanted.day_before ELSE wanted.hour_before END, true)
             AND NOT EXISTS (SELECT FROM booking_reminders past WHERE past.booking_id = booking.id AND past.kind = due.kind
               AND past.starts_at = session.starts_at)
           ORDER BY session.starts_at, booking.id LIMIT $3
           ON CONFLICT DO NOTHING RETURNING *)
         SELECT publish_outbox_message(new_id(), 'booking.reminder_due.v1',
           jsonb_build_object('bookingId', booking_id, 'kind', kind, 'startsAt', starts_at), $2) FROM given`,
};

const ASK: Statement = {
  name: 'reminders.ask-for-feedback',
  text: `WITH asked AS (
           INSERT INTO booking_reminders (booking_id, kind, starts_at, given_at)
           SELECT booking.id, 'feedback', session.starts_at, $1
           FROM roadshow_sessions session JOIN bookings booking ON booking.session_id = session.id AND booking.status = 'attended'
           WHERE session.ends_at <= $1::timestamptz - interval '1 hour' AND session.ends_at > $1::timestamptz - interval '3 days'
             AND NOT EXISTS (SELECT FROM session_feedback given WHERE given.booking_id = booking.id)
             AND NOT EXISTS (SELECT FROM booking_reminders past WHERE past.booking_id = booking.id AND past.kind = 'feedback')
           ORDER BY session.ends_at, booking.id LIMIT $3
           ON CONFLICT DO NOTHING RETURNING *)
         SELECT publish_outbox_message(new_id(), 'booking.feedback_due.v1', jsonb_build_object('bookingId', booking_id), $2) FROM asked`,
};
