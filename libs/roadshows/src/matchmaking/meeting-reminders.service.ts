import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';

const AT_ONCE = 200;
const MOST_ROUNDS = 50;

/** Reminders of one-to-one meetings, by the clock: one for each delegate and day, with all of his meetings. */
@Injectable()
export class MeetingReminders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Reminds whoever has a meeting on a day that begins within 24 hours, unless he does not want it. Safe to repeat. */
  async giveDue(actor: Actor): Promise<number> {
    let given = 0;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const rows = await this.database.queryOnce(actor, GIVE, [this.clock.now(), actor.requestId, AT_ONCE]);
      given += rows.length;
      if (rows.length < AT_ONCE) break;
    }
    return given;
  }
}

const GIVE: Statement = {
  name: 'meeting-reminders.give',
  text: `WITH given AS (
           INSERT INTO meeting_reminders (day_id, account_id, given_at)
           SELECT DISTINCT d.id, delegate.account_id, $1::timestamptz
           FROM meeting_slots first JOIN matchmaking_days d ON d.id = first.day_id AND d.status = 'released'
             JOIN meetings m ON m.day_id = d.id AND m.status = 'scheduled'
             CROSS JOIN LATERAL unnest(ARRAY[m.first_delegate_id, m.second_delegate_id]) AS delegate (account_id)
             LEFT JOIN reminder_settings wanted ON wanted.account_id = delegate.account_id
           WHERE first.number = 1 AND first.starts_at > $1 AND first.starts_at <= $1::timestamptz + interval '24 hours'
             AND delegate.account_id IS NOT NULL AND coalesce(wanted.day_before, true)
             AND NOT EXISTS (SELECT FROM meeting_reminders past WHERE past.day_id = d.id AND past.account_id = delegate.account_id)
           LIMIT $3
           ON CONFLICT DO NOTHING RETURNING *)
         SELECT publish_outbox_message(new_id(), 'meeting.reminder_due.v1', jsonb_build_object('dayId', day_id, 'accountId', account_id), $2)
         FROM given`,
};
