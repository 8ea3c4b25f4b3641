import type { Language } from '@shuqiao/kernel';
import { readCalendar } from '../support/calendars';
import { addMember, createCompany, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, deskOf, handOver, hold, idOf, onTheDay, roadshowBody } from '../support/roadshows';

type Firm = Person & { companyId: string };

interface Mail {
  readonly kind: string;
  readonly email: string;
  readonly subject: string;
  readonly text: string;
  readonly calendar: string | null;
  readonly calendar_method: string | null;
}

const three = (zh: string, ru: string, en: string) => ({ zh, ru, en });

describe('what is told of a booking', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());
  beforeEach(() => portal.database.query('DELETE FROM mails'));

  const reader = async (language: Language, zone = 'Asia/Almaty'): Promise<Firm> => {
    const person = await createPerson(portal, { language });
    await portal.database.query('UPDATE accounts SET time_zone = $2 WHERE id = $1', [person.accountId, zone]);
    return { ...person, companyId: await createCompany(portal, person) };
  };
  /** The mails that were written since the last look, with what they do in calendars. */
  const told = async () => {
    await portal.settle();
    const mails = await portal.database.query<Mail>(
      'DELETE FROM mails RETURNING kind, email, subject, text, calendar, calendar_method',
    );
    return mails.map((mail) => ({ ...mail, entry: mail.calendar ? readCalendar(mail.calendar) : null }));
  };
  const versionOf = async (session: string): Promise<number> =>
    (await desk.get(`roadshow-sessions/${session}`)).body.version;

  it('puts a confirmed seat into the calendar, in the receiver’s language and with the zone of the place', async () => {
    const { id: venueId, rooms } = await desk.venue(20);
    const { sessions } = await desk.openRoadshowOn({ venueId }, { roomId: rooms[0] });
    const firm = await reader('ru', 'Asia/Kolkata');
    const id = idOf(await book(portal, sessions[0], firm), 201);
    const [mail, ...others] = await told();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ kind: 'booking.confirmed', email: firm.email, calendar_method: 'REQUEST' });
    expect(mail?.text).toContain('9:30');
    expect(mail?.entry).toEqual({
      method: 'REQUEST',
      events: [
        {
          uid: `booking-${id}`,
          sequence: expect.any(Number),
          status: 'CONFIRMED',
          title: 'Morning pitches (по-русски)',
          place: 'Room 1 (по-русски), Congress Centre (по-русски), Almaty (по-русски)',
          start: onTheDay(portal, '04:00'),
          zone: 'Asia/Almaty',
          attendees: [firm.email],
        },
      ],
    });
  });

  it('puts nothing there for who waits, requests, or holds a seat for a moment', async () => {
    const { sessions } = await desk.openRoadshow(
      { capacity: 1 },
      { requiresApproval: true, startsAt: onTheDay(portal, '06:00'), endsAt: onTheDay(portal, '07:00') },
    );
    const [first, second] = [await reader('en'), await reader('en')];
    const held = idOf(await hold(portal, sessions[0], first), 201);
    const waiting = idOf(await book(portal, sessions[0], second), 201);
    idOf(await book(portal, sessions[1], second), 201);
    await actOn(portal, held, 'cancellation', first);
    await actOn(portal, waiting, 'offer-refusal', second);
    const mails = await told();
    expect(mails.map(({ kind, email, calendar }) => [kind, email, calendar]).sort()).toEqual(
      [
        ['booking.lapsed', second.email, null],
        ['booking.offered', second.email, null],
        ['booking.waitlisted', second.email, null],
      ].sort(),
    );
  });

  it('replaces the entry whenever the session or the roadshow changes, and takes it out at last', async () => {
    const { id: venueId, rooms } = await desk.venue(20, 20);
    const { id: roadshow, sessions } = await desk.openRoadshowOn({ venueId }, { roomId: rooms[0] });
    const [session] = sessions;
    const [seated, waiting] = [await reader('zh', 'Asia/Shanghai'), await reader('en')];
    idOf(await book(portal, session, seated), 201);
    await desk.put(`roadshow-sessions/${session}/capacity`, 1, { capacity: 1 });
    const queued = idOf(await book(portal, session, waiting), 201);
    const first = (await told()).find(({ email }) => email === seated.email)?.entry?.events[0];
    const uid = first?.uid;
    let sequence = Number(first?.sequence);
    /** What the seated delegate gets: always the same entry, each time with a higher number. */
    const replaced = async (kind: string) => {
      const mails = await told();
      expect(mails.map((mail) => [mail.kind, mail.email]).sort()).toEqual(
        [
          [kind, seated.email],
          [kind, waiting.email],
        ].sort(),
      );
      expect(mails.find(({ email }) => email === waiting.email)?.calendar).toBeNull();
      const { entry } = mails.find(({ email }) => email === seated.email) ?? {};
      expect(entry?.events[0]?.uid).toBe(uid);
      expect(entry?.events[0]?.sequence).toBeGreaterThan(sequence);
      sequence = Number(entry?.events[0]?.sequence);
      return entry;
    };

    const time = { startsAt: onTheDay(portal, '08:00'), endsAt: onTheDay(portal, '09:00') };
    await desk.put(`roadshow-sessions/${session}/time`, await versionOf(session), { roomId: rooms[0], ...time });
    expect(await replaced('booking.moved')).toMatchObject({ events: [{ start: onTheDay(portal, '08:00') }] });

    await desk.put(`roadshow-sessions/${session}/time`, await versionOf(session), { roomId: rooms[1], ...time });
    expect((await replaced('booking.moved'))?.events[0]?.place).toContain('Room 2');

    const content = { languages: ['zh', 'ru'], requiresApproval: false, delegatesPerCompany: 5 };
    await desk.put(`roadshow-sessions/${session}`, await versionOf(session), {
      title: three('新标题', 'Новое название', 'New title'),
      ...content,
    });
    expect(await replaced('booking.changed')).toMatchObject({ method: 'REQUEST', events: [{ title: '新标题' }] });
    await desk.put(`roadshow-sessions/${session}`, await versionOf(session), {
      title: three('新标题', 'Новое название', 'New title'),
      ...content,
      delegatesPerCompany: 6,
    });
    expect(await told()).toEqual([]);

    const title = three('新路演', 'Новое роуд-шоу', 'New roadshow');
    expect((await desk.put(`roadshows/${roadshow}`, 3, roadshowBody(portal, { venueId, title }))).status).toBe(200);
    expect(await replaced('booking.changed')).toMatchObject({ method: 'REQUEST' });

    const reason = three('台风来袭', 'Тайфун', 'A typhoon');
    expect((await desk.post(`roadshows/${roadshow}/cancellation`, { reason })).status).toBe(200);
    const mails = await portal.settle().then(told);
    expect(mails).toHaveLength(2);
    const own = mails.find(({ email }) => email === seated.email);
    expect(own).toMatchObject({ kind: 'booking.roadshow_cancelled', calendar_method: 'CANCEL' });
    expect(own?.text).toContain('台风来袭');
    expect(own?.entry).toMatchObject({ method: 'CANCEL', events: [{ uid, status: 'CANCELLED' }] });
    expect(own?.entry?.events[0]?.sequence).toBeGreaterThan(sequence);
    expect(mails.find(({ email }) => email === waiting.email)).toMatchObject({ calendar: null });
    expect((await desk.get(`bookings/${queued}`)).body.status).toBe('cancelled');
  });

  it('takes the entry out when the booking is cancelled', async () => {
    const { sessions } = await desk.openRoadshow({});
    const firm = await reader('en');
    const id = idOf(await book(portal, sessions[0], firm), 201);
    const [first] = await told();
    await actOn(portal, id, 'cancellation', firm);
    const [mail] = await told();
    expect(mail).toMatchObject({ kind: 'booking.cancelled', calendar_method: 'CANCEL' });
    expect(mail?.entry?.events[0]?.sequence).toBeGreaterThan(Number(first?.entry?.events[0]?.sequence));
  });

  it('says nothing that is over: a confirmation that is told late does not put the entry back', async () => {
    const { sessions } = await desk.openRoadshow({});
    const firm = await reader('en');
    const id = idOf(await book(portal, sessions[0], firm), 201);
    await actOn(portal, id, 'cancellation', firm);
    const mails = await told();
    expect(mails.map(({ calendar_method }) => calendar_method)).toEqual(['CANCEL', 'CANCEL']);
  });

  it('tells both of a hand-over, and moves the entry from one calendar to the other', async () => {
    const owner = await createFirm(portal);
    const colleague = await createPerson(portal, { language: 'ru' });
    await addMember(portal, owner.companyId, colleague, 'viewer');
    const { sessions } = await desk.openRoadshow({});
    const id = idOf(await book(portal, sessions[0], owner), 201);
    const [before] = await told();
    expect((await handOver(portal, id, owner, colleague)).status).toBe(200);
    const mails = await told();
    const [given, taken] = [
      mails.find(({ email }) => email === owner.email),
      mails.find(({ email }) => email === colleague.email),
    ];
    expect(given).toMatchObject({ kind: 'booking.given_away', entry: { method: 'CANCEL' } });
    expect(taken).toMatchObject({ kind: 'booking.handed_over', entry: { method: 'REQUEST' } });
    expect(taken?.subject).toMatch(/\p{Script=Cyrillic}/u);
    for (const mail of [given, taken]) {
      expect(mail?.entry?.events[0]?.uid).toBe(before?.entry?.events[0]?.uid);
      expect(mail?.entry?.events[0]?.sequence).toBeGreaterThan(Number(before?.entry?.events[0]?.sequence));
    }
    // There and back before anybody was told: it is in his calendar, and stays there.
    await handOver(portal, id, owner, owner);
    await handOver(portal, id, owner, colleague);
    await handOver(portal, id, owner, owner);
    const methods = (await told())
      .filter(({ email }) => email === owner.email)
      .map(({ calendar_method }) => calendar_method);
    expect(new Set(methods)).toEqual(new Set(['REQUEST']));
  });
});
