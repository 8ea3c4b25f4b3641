import ICAL from 'ical.js';
import { type CalendarEntry, calendarFeed, calendarMessage, type CalendarMethod } from './calendar';

const ENTRY: CalendarEntry = {
  uid: 'booking-1',
  sequence: 3,
  start: '2026-07-01T09:00:00.000Z',
  end: '2026-07-01T10:30:00.000Z',
  zone: 'Africa/Cairo',
  title: '智慧港口专场：从岸桥到堆场的无人化，以及一个足够长、必须折行的标题, with; marks',
  description: 'Tianjin roadshow\nhttps://portal.example/bookings/1',
  place: 'Room A, Hall 1, Cairo',
  url: 'https://portal.example/bookings/1',
  changedAt: '2026-06-01T08:00:00.000Z',
};
const ORGANISER = { name: '数桥', email: 'no-reply@portal.example' };
const ATTENDEE = { name: 'Айгүл "A" Омарова', email: 'aigul@example.org' };

const message = (method: CalendarMethod, changes: Partial<CalendarEntry> = {}) =>
  calendarMessage(method, { ...ENTRY, ...changes }, { organiser: ORGANISER, attendee: ATTENDEE, language: 'ru' });

/** As a calendar program would read it: with the zones that the text itself brings. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  ICAL.TimezoneService.reset();
  return { calendar, events };
}

describe('a calendar message', () => {
  it('is read back as it was meant', () => {
    const { calendar, events } = read(message('REQUEST'));
    const [event] = events;
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(event).toMatchObject({ uid: 'booking-1', sequence: 3, summary: ENTRY.title, location: ENTRY.place });
    expect(event?.description).toBe(ENTRY.description);
    expect(event?.startDate.toJSDate().toISOString()).toBe(ENTRY.start);
    expect(event?.endDate.toJSDate().toISOString()).toBe(ENTRY.end);
    expect(event?.startDate.zone.tzid).toBe('Africa/Cairo');
    const property = (name: string) => event?.component.getFirstProperty(name);
    expect(property('organizer')?.getFirstValue()).toBe('mailto:no-reply@portal.example');
    expect(property('attendee')?.getFirstValue()).toMatch(/^mailto:aigul@example\.org$/i);
    expect(property('attendee')?.getFirstParameter('rsvp')).toBe('FALSE');
    expect(property('status')?.getFirstValue()).toBe('CONFIRMED');
    expect(String(property('dtstamp')?.getFirstValue())).toBe('2026-06-01T08:00:00Z');
  });

  it('takes the entry out again under the same uid', () => {
    const { calendar, events } = read(message('CANCEL', { sequence: 4 }));
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(events[0]).toMatchObject({ uid: 'booking-1', sequence: 4 });
    expect(events[0]?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  it.each([
    ['Asia/Kolkata', '2026-07-01T14:30:00'],
    ['Asia/Kathmandu', '2026-07-01T14:45:00'],
    ['Asia/Tehran', '2026-07-01T12:30:00'],
    ['Asia/Kabul', '2026-07-01T13:30:00'],
    ['Asia/Yangon', '2026-07-01T15:30:00'],
    ['Asia/Colombo', '2026-07-01T14:30:00'],
    ['Asia/Almaty', '2026-07-01T14:00:00'],
    ['Asia/Shanghai', '2026-07-01T17:00:00'],
    ['Europe/Moscow', '2026-07-01T12:00:00'],
    ['Europe/Minsk', '2026-07-01T12:00:00'],
    ['Africa/Cairo', '2026-07-01T12:00:00'],
    ['UTC', '2026-07-01T09:00:00'],
  ])('says the time of %s and brings the zone along', (zone, local) => {
    const { events } = read(message('REQUEST', { zone }));
    expect(String(events[0]?.startDate).replace('Z', '')).toBe(local);
    expect(events[0]?.startDate.toJSDate().toISOString()).toBe(ENTRY.start);
  });

  it('keeps to lines of 75 bytes, and what people wrote stays text', () => {
    const text = message('REQUEST', { title: 'x\r\nATTENDEE:mailto:evil@example.org', place: 'a;b,c\\d' });
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const { events } = read(text);
    expect(events[0]?.attendees).toHaveLength(1);
    expect(events[0]?.location).toBe('a;b,c\\d');
  });
});

describe('a calendar feed', () => {
  it('holds all entries with the zones they need, and is the same as long as they are', () => {
    const entries = [ENTRY, { ...ENTRY, uid: 'booking-2', zone: 'Asia/Kolkata' }];
    const text = calendarFeed('数桥', entries, 'zh');
    const { calendar, events } = read(text);
    expect(events.map(({ uid }) => uid)).toEqual(['booking-1', 'booking-2']);
    expect(calendar.getAllSubcomponents('vtimezone')).toHaveLength(2);
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('数桥');
    expect(calendarFeed('数桥', entries, 'zh')).toBe(text);
    expect(read(calendarFeed('数桥', [], 'zh')).events).toEqual([]);
  });
});
