import { TZDate } from '@date-fns/tz';
import type { Language } from '@shuqiao/kernel';
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { tzlib_get_ical_block as vtimezoneOf } from 'timezones-ical-library';

/** What stands in a calendar, in the words of one reader. Times are RFC 3339. */
export interface CalendarEntry {
  /** The same for as long as the thing lives, whatever becomes of it. */
  readonly uid: string;
  /** Higher with every change: an entry replaces one with the same uid and a lower number. */
  readonly sequence: number;
  readonly start: string;
  readonly end: string;
  /** IANA: where it takes place. Calendars show it in their owner's zone. */
  readonly zone: string;
  readonly title: string;
  readonly description: string;
  readonly place: string | null;
  /** Where it is in the portal. */
  readonly url: string;
  readonly changedAt: string;
}

export interface CalendarPerson {
  readonly name: string | null;
  readonly email: string;
}

export type CalendarMethod = 'REQUEST' | 'CANCEL';

// Calendars ask again about as often as this; a change comes by mail besides.
const REFRESH_SECONDS = 3600;

/**
 * What a mail carries to put an entry into its receiver's calendar, to change it there or to take it out (RFC 5546). Nobody
 * is asked to answer: the entry is there because he booked.
 */
export function calendarMessage(
  method: CalendarMethod,
  entry: CalendarEntry,
  { organiser, attendee, language }: { organiser: CalendarPerson; attendee: CalendarPerson; language: Language },
): string {
  const calendar = newCalendar(language);
  calendar.method(ICalCalendarMethod[method]);
  const event = addEntry(calendar, entry);
  event.status(method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED);
  event.organizer({ name: organiser.name ?? organiser.email, email: organiser.email });
  event.createAttendee({
    name: attendee.name ?? attendee.email,
    email: attendee.email,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  });
  return calendar.toString();
}

/** A calendar to subscribe to. The same entries give the same bytes, so that a reader can be told that nothing is new. */
export function calendarFeed(name: string, entries: readonly CalendarEntry[], language: Language): string {
  const calendar = newCalendar(language);
  calendar.method(ICalCalendarMethod.PUBLISH).name(name).ttl(REFRESH_SECONDS);
  for (const entry of entries) addEntry(calendar, entry).status(ICalEventStatus.CONFIRMED);
  return calendar.toString();
}

function newCalendar(language: Language): ICalCalendar {
  return ical({
    prodId: { company: 'Shuqiao', product: 'Calendar', language: language.toUpperCase() },
    // Without a name of its own the calendar writes each moment that is no appointment in UTC, as DTSTAMP must be.
    timezone: { name: null, generator: (zone) => vtimezoneOf(zone)[0] ?? null },
  });
}

function addEntry(calendar: ICalCalendar, entry: CalendarEntry) {
  const { uid, sequence, start, end, zone, title, description, place, url, changedAt } = entry;
  return calendar.createEvent({
    id: uid,
    sequence,
    start: new TZDate(start, zone),
    end: new TZDate(end, zone),
    timezone: zone,
    summary: title,
    description,
    location: place,
    url,
    stamp: new Date(changedAt),
    lastModified: new Date(changedAt),
  });
}
