import ICAL from 'ical.js';

export interface ReadEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  readonly title: string;
  readonly place: string;
  readonly start: string;
  readonly zone: string;
  readonly attendees: string[];
}

/** A calendar as a program would read it: with the zones that the text itself brings. */
export function readCalendar(text: string): { method: string; events: ReadEvent[] } {
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      status: String(component.getFirstPropertyValue('status')),
      title: event.summary,
      place: event.location,
      start: event.startDate.toJSDate().toISOString(),
      zone: event.startDate.zone.tzid,
      attendees: event.attendees.map((attendee) => String(attendee.getFirstValue()).replace(/^mailto:/i, '')),
    };
  });
  ICAL.TimezoneService.reset();
  return { method: String(calendar.getFirstPropertyValue('method')), events };
}
