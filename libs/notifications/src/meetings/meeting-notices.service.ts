import { Inject, Injectable } from '@nestjs/common';
import type { CalendarFacts } from '@shuqiao/calendar';
import type { Actor, LocalizedText } from '@shuqiao/kernel';
import { CONFIG, type Config, Database, type OutboxMessage } from '@shuqiao/platform';
import type { Facts } from '../facts';
import type { Kind } from '../kinds';
import type { NoticeCalendar, Receiver } from '../notice';
import { Notifier } from '../notifier.service';
import {
  INVITE,
  LOCK_MEETING,
  MEETING_FOR_COMPANIES,
  MEETING_FOR_DELEGATES,
  MEETINGS_OF_DELEGATE,
  UNINVITE,
} from './meeting-facts.query';

type Tell = (actor: Actor, message: OutboxMessage) => Promise<void>;
type Side = 'requester' | 'asked' | 'other';

interface Found extends Receiver {
  readonly [column: string]: unknown;
  readonly companyId: string;
  readonly status: string;
  readonly facts: Facts;
}

interface Delegate extends Found {
  readonly isThere: boolean;
  readonly isInvited: boolean;
  readonly calendar: CalendarFacts;
  readonly saidStart: Date | null;
  readonly saidEnd: Date | null;
}

interface Upcoming extends Receiver {
  readonly [column: string]: unknown;
  readonly meetingId: string;
  readonly counterpart: string;
  readonly roadshowTitle: LocalizedText;
  readonly place: LocalizedText;
  readonly table: number;
  readonly zone: string;
  readonly startsAt: Date;
}

/** What companies are told of their one-to-one meetings, and what keeps the calendars of their delegates true. */
@Injectable()
export class MeetingNotices {
  readonly byEvent: Readonly<Record<string, Tell>> = {
    'meeting.requested.v1': this.toCompanies('meeting.requested', 'asked', 'requested'),
    'meeting.accepted.v1': this.toCompanies('meeting.accepted', 'other'),
    'meeting.declined.v1': this.toCompanies('meeting.declined', 'requester'),
    'meeting.lapsed.v1': this.toCompanies('meeting.lapsed', 'requester'),
    'meeting.cancelled.v1': async (actor, message) => {
      await this.toDelegates('meeting.cancelled')(actor, message);
      await this.toCompanies('meeting.cancelled', 'other')(actor, message);
    },
    'meeting.scheduled.v1': this.toDelegates('meeting.scheduled'),
    'meeting.moved.v1': this.toDelegates('meeting.moved'),
    'meeting.unscheduled.v1': this.toDelegates('meeting.unscheduled'),
    'meeting.reminder_due.v1': (actor, message) => this.remind(actor, message),
  };

  constructor(
    private readonly database: Database,
    private readonly notifier: Notifier,
    @Inject(CONFIG) private readonly config: Pick<Config, 'PUBLIC_URL'>,
  ) {}

  /** With `only`, not when the meeting has gone on since: a request that is answered is none any more. */
  private toCompanies(kind: Kind, side: Side, only?: string): Tell {
    return (actor, message) =>
      this.database.transaction(actor, async () => {
        const { meetingId, byCompanyId } = message.payload;
        const found = await this.database.query<Found>(MEETING_FOR_COMPANIES, [meetingId, byCompanyId ?? null, side]);
        const told = found.filter((one) => !only || one.status === only);
        for (const companyId of new Set(told.map((one) => one.companyId)))
          await this.tell(
            actor,
            message,
            kind,
            told.filter((one) => one.companyId === companyId),
          );
      });
  }

  /**
   * Follows how the meeting stands now, not what the event was: events may be handled in another order than they happened.
   * Who sits at the table is invited, or told of the change; who does not any more loses the entry.
   */
  private toDelegates(kind: Kind): Tell {
    return (actor, message) =>
      this.database.transaction(actor, async () => {
        const { meetingId } = message.payload;
        // Handlers of two events about one meeting go one after the other, each with what the other has told.
        await this.database.query(LOCK_MEETING, [meetingId]);
        for (const delegate of await this.database.query<Delegate>(MEETING_FOR_DELEGATES, [meetingId])) {
          const { accountId, companyId, isThere, isInvited } = delegate;
          if (!isThere && !isInvited) continue;
          await this.tell(actor, message, kindFor(kind, delegate), [delegate], calendarOf(delegate));
          if (isThere) await this.database.query(INVITE, [meetingId, accountId, companyId]);
          else await this.database.query(UNINVITE, [meetingId, accountId]);
        }
      });
  }

  /** All that is left of a delegate's day, the times in the zone of the place. */
  private remind(actor: Actor, message: OutboxMessage): Promise<void> {
    const { dayId, accountId } = message.payload;
    return this.database.transaction(actor, async () => {
      const meetings = await this.database.query<Upcoming>(MEETINGS_OF_DELEGATE, [dayId, accountId]);
      const [first] = meetings;
      if (!first) return;
      const lines = { links: meetings.map((meeting) => ({ text: lineOf(meeting), url: this.urlOf(meeting) })) };
      const when = { time: first.startsAt.toISOString() };
      const { roadshowTitle, place, zone } = first;
      const facts = { roadshowTitle, place, lines, when, whenThere: { ...when, zone } };
      const about = { ...message, payload: { meetingId: first.meetingId } };
      await this.tell(actor, about, 'meeting.reminder', [{ ...first, facts }]);
    });
  }

  private urlOf({ meetingId }: Upcoming): string {
    return `${this.config.PUBLIC_URL.replace(/\/$/, '')}/meetings/${meetingId}`;
  }

  /** People who are told the same. */
  private tell(
    actor: Actor,
    { id, payload }: OutboxMessage,
    kind: Kind,
    people: readonly Pick<Found, keyof Receiver | 'facts'>[],
    calendar?: NoticeCalendar,
  ): Promise<void> {
    const receivers = people.map(({ accountId, email, name, language, timeZone }) => {
      return { accountId, email, name, language, timeZone };
    });
    const facts = people[0]?.facts ?? {};
    const ids = { meetingId: String(payload.meetingId) };
    return this.notifier.tell(actor, id, { kind, receivers, facts, ids, calendar });
  }
}

/** Who is new at the table hears that there is a meeting; who is not at it any more, that it is not his. */
function kindFor(kind: Kind, { isThere, isInvited }: Delegate): Kind {
  if (isThere) return isInvited ? 'meeting.moved' : 'meeting.scheduled';
  return kind === 'meeting.cancelled' ? kind : 'meeting.unscheduled';
}

function calendarOf({ isThere, calendar, saidStart, saidEnd }: Delegate): NoticeCalendar {
  if (isThere) return { facts: calendar, method: 'REQUEST' };
  // The entry is found by its name; the time is the one that it says.
  const said = { start: saidStart?.toISOString() ?? calendar.start, end: saidEnd?.toISOString() ?? calendar.end };
  return { facts: { ...calendar, ...said }, method: 'CANCEL' };
}

/** One line of a delegate's day: the time at the place, the table, and whom he meets. */
function lineOf({ startsAt, zone, table, counterpart }: Upcoming): LocalizedText {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
    startsAt,
  );
  return {
    zh: `${time} ${table}号桌：${counterpart}`,
    ru: `${time}, стол ${table}: ${counterpart}`,
    en: `${time}, table ${table}: ${counterpart}`,
  };
}
