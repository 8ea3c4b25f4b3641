import { Injectable } from '@nestjs/common';
import type { CalendarFacts } from '@shuqiao/calendar';
import type { Actor } from '@shuqiao/kernel';
import { Clock } from '@shuqiao/kernel';
import { Database, type OutboxMessage } from '@shuqiao/platform';
import type { Facts } from '../facts';
import type { Kind } from '../kinds';
import type { NoticeCalendar, Receiver } from '../notice';
import { Notifier } from '../notifier.service';
import { BOOKING_FACTS, BOOKING_FACTS_FOR, SESSION_BOOKINGS } from './booking-facts.query';

type Tell = (actor: Actor, message: OutboxMessage) => Promise<void>;

interface Found extends Receiver {
  readonly [column: string]: unknown;
  readonly bookingId: string;
  readonly status: string;
  readonly reason: string | null;
  readonly delegateId: string;
  readonly queueNumber: string;
  readonly seated: boolean;
  readonly calendar: CalendarFacts;
  readonly facts: Facts;
}

const AT_ONCE = 100;
const REMINDERS: Readonly<Record<string, Kind>> = { day: 'booking.reminder_day', hour: 'booking.reminder_hour' };

/** What delegates are told of their bookings, with what keeps their calendars true. Not their companies, but they themselves. */
@Injectable()
export class BookingNotices {
  readonly byEvent: Readonly<Record<string, Tell>> = {
    'booking.confirmed.v1': this.about(() => 'booking.confirmed'),
    'booking.waitlisted.v1': this.about(() => 'booking.waitlisted'),
    'booking.offered.v1': this.about(() => 'booking.offered'),
    'booking.declined.v1': this.about(() => 'booking.declined'),
    'booking.lapsed.v1': this.about(() => 'booking.lapsed'),
    'booking.cancelled.v1': this.about(({ reason }) =>
      reason === 'roadshow_cancelled' ? 'booking.roadshow_cancelled' : 'booking.cancelled',
    ),
    'booking.handed_over.v1': (actor, message) => this.tellHandOver(actor, message),
    'booking.reminder_due.v1': (actor, message) => this.remind(actor, message),
    'booking.feedback_due.v1': this.about(() => 'booking.feedback_asked'),
    'session.moved.v1': this.aboutSession('booking.moved'),
    'session.changed.v1': this.aboutSession('booking.changed'),
  };

  constructor(
    private readonly database: Database,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  private about(kindOf: (found: Found) => Kind): Tell {
    return (actor, message) =>
      this.database.transaction(actor, async () => {
        const [found] = await this.database.query<Found>(BOOKING_FACTS, [message.payload.bookingId]);
        if (found) await this.tell(actor, message, kindOf(found), found);
      });
  }

  /** A hall full of people is told some at a time; who was told before a worker died is not told again. */
  private aboutSession(kind: Kind): Tell {
    return async (actor, message) => {
      for (let after = '0', told = AT_ONCE; told === AT_ONCE;) {
        const found = await this.database.transaction(actor, async () => {
          const rows = await this.database.query<Found>(SESSION_BOOKINGS, [message.payload.sessionId, after, AT_ONCE]);
          for (const row of rows) await this.tell(actor, message, kind, row);
          return rows;
        });
        told = found.length;
        after = found.at(-1)?.queueNumber ?? after;
      }
    };
  }

  /**
   * Both hear of it, and neither mail names the other: a name would stay there when its bearer has his data erased. Who had
   * the booking loses the entry in his calendar, unless it has come back to him meanwhile.
   */
  private tellHandOver(actor: Actor, message: OutboxMessage): Promise<void> {
    const { bookingId, fromAccountId, toAccountId } = message.payload;
    return this.database.transaction(actor, async () => {
      for (const [kind, account] of [
        ['booking.handed_over', toAccountId],
        ['booking.given_away', fromAccountId],
      ] as const) {
        const [found] = await this.database.query<Found>(BOOKING_FACTS_FOR, [bookingId, account]);
        if (found) await this.tell(actor, message, kind, found);
      }
    });
  }

  /** Only of what still stands at the time that the reminder was for. */
  private remind(actor: Actor, message: OutboxMessage): Promise<void> {
    const { bookingId, kind: asked, startsAt } = message.payload;
    return this.database.transaction(actor, async () => {
      const [found] = await this.database.query<Found>(BOOKING_FACTS, [bookingId]);
      const kind = REMINDERS[String(asked)];
      if (!found || !kind || found.status !== 'confirmed') return;
      const start = Date.parse(found.calendar.start);
      if (start !== Date.parse(String(startsAt)) || start <= this.clock.now().getTime()) return;
      await this.tell(actor, message, kind, { ...found, seated: false });
    });
  }

  private tell(actor: Actor, { id }: OutboxMessage, kind: Kind, found: Found): Promise<void> {
    const { accountId, email, name, language, timeZone, facts, bookingId } = found;
    return this.notifier.tell(actor, id, {
      kind,
      receivers: [{ accountId, email, name, language, timeZone }],
      facts,
      ids: { bookingId },
      calendar: calendarOf(found),
    });
  }
}

/** Follows how the booking stands now, not what the event was: events may be handled in another order than they happened. */
function calendarOf({ seated, status, delegateId, accountId, calendar }: Found): NoticeCalendar | undefined {
  if (!seated) return undefined;
  const there = status === 'confirmed' && delegateId === accountId;
  return there || status === 'cancelled' || delegateId !== accountId
    ? { facts: calendar, method: there ? 'REQUEST' : 'CANCEL' }
    : undefined;
}
