import { systemActor } from '@shuqiao/kernel';
import { Waitlists } from '@shuqiao/roadshows';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { pitchDeskOf } from '../support/pitches';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, bookingOf, breaches, deskOf, idOf, storedBookings } from '../support/roadshows';

type Firm = Person & { companyId: string };
const HOUR = 3_600_000;

describe('a waitlist with rules', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    await portal.companyApi.listen(0, '127.0.0.1');
    await portal.adminApi.listen(0, '127.0.0.1');
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());
  afterEach(async () => expect(await breaches(portal.database.query)).toEqual([]));

  const inHours = (hours: number): string => new Date(portal.clock.now().getTime() + hours * HOUR).toISOString();
  const open = async (...sessions: { hours: number; capacity: number; rules: string[] }[]): Promise<string[]> => {
    const dates = {
      timeZone: 'UTC',
      startsOn: inHours(0).slice(0, 10),
      endsOn: inHours(24 * 20).slice(0, 10),
      registrationOpensAt: inHours(-1),
      registrationClosesAt: inHours(24 * 20),
    };
    const times = sessions.map(({ hours, capacity }) => ({
      startsAt: inHours(hours),
      endsAt: inHours(hours + 1),
      capacity,
    }));
    const opened = (await desk.openRoadshowOn(dates, ...times)).sessions;
    for (const [index, { rules }] of sessions.entries())
      expect((await setRules(opened[index], 1, rules)).status).toBe(200);
    return opened;
  };
  const setRules = (session: string, version: number, rules: unknown) =>
    desk.put(`roadshow-sessions/${session}/waitlist-rules`, version, { rules });
  const firms = (...countries: string[]): Promise<Firm[]> =>
    Promise.all(countries.map((country) => createFirm(portal, { country })));
  const bookAll = async (session: string, people: Firm[]): Promise<string[]> => {
    const bookings: string[] = [];
    for (const person of people) bookings.push(idOf(await book(portal, session, person), 201));
    return bookings;
  };
  const positions = (bookings: string[], people: Firm[]) =>
    Promise.all(
      bookings.map(async (id, index) => (await bookingOf(portal, id, people[index])).body.position as number),
    );
  const settle = () => portal.worker.context.get(Waitlists).settleDue(systemActor('test-schedule'));
  const offeredIn = async (session: string) =>
    (await storedBookings(portal, session)).filter(({ status }) => status === 'offered').map(({ id }) => id);

  it('is ordered by them, then by the queue: what firms and staff see is what is offered', async () => {
    const [other, session] = await open(
      { hours: 40, capacity: 9, rules: [] },
      { hours: 50, capacity: 1, rules: ['no_seat_yet', 'foreign_side'] },
    );
    const people = await firms('CN', 'CN', 'KZ', 'CN', 'KZ');
    // The first of those who wait has a seat elsewhere at this roadshow, and so has the last.
    for (const index of [1, 4]) idOf(await book(portal, other, people[index]), 201);
    const bookings = await bookAll(session, people);
    const waiting = bookings.slice(1);
    expect(await positions(waiting, people.slice(1))).toEqual([4, 1, 2, 3]);

    const list = await desk.get(`roadshow-sessions/${session}/waitlist?limit=3`);
    const shown = list.body.items.map(({ id, position, metRules }: Record<string, unknown>) => ({
      id,
      position,
      metRules,
    }));
    expect(shown).toEqual([
      { id: bookings[2], position: 1, metRules: ['no_seat_yet', 'foreign_side'] },
      { id: bookings[3], position: 2, metRules: ['no_seat_yet'] },
      { id: bookings[4], position: 3, metRules: ['foreign_side'] },
    ]);
    const rest = await desk.get(`roadshow-sessions/${session}/waitlist?limit=3&cursor=${list.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ id: bookings[1], position: 4, metRules: [] }], nextCursor: null });
    const all = await desk.get(`roadshow-sessions/${session}/bookings`);
    expect(all.body.items.map(({ position }: { position: number | null }) => position)).toEqual([null, 4, 1, 2, 3]);

    for (const next of [2, 3, 4, 1]) {
      const held = next === 2 ? bookings[0] : (await offeredIn(session))[0];
      const holder = people[bookings.indexOf(held)];
      await actOn(portal, held, next === 2 ? 'cancellation' : 'offer-refusal', holder);
      expect(await offeredIn(session)).toEqual([bookings[next]]);
    }
  });

  it('follows what changes meanwhile: a seat elsewhere costs the priority', async () => {
    const [other, session] = await open(
      { hours: 60, capacity: 9, rules: [] },
      { hours: 70, capacity: 1, rules: ['no_seat_yet'] },
    );
    const people = await firms('CN', 'CN', 'CN');
    const bookings = await bookAll(session, people);
    expect(await positions(bookings.slice(1), people.slice(1))).toEqual([1, 2]);
    const seat = idOf(await book(portal, other, people[1]), 201);
    expect(await positions(bookings.slice(1), people.slice(1))).toEqual([2, 1]);
    await actOn(portal, seat, 'cancellation', people[1]);
    expect(await positions(bookings.slice(1), people.slice(1))).toEqual([1, 2]);
  });

  it('gives two seats that are freed at once to two companies, not both to the one that waits longest', async () => {
    const [session] = await open({ hours: 75, capacity: 1, rules: ['no_seat_yet'] });
    const people = await firms('CN', 'CN', 'CN');
    const colleague = await createPerson(portal);
    await addMember(portal, people[1].companyId, colleague, 'editor');
    const bookings = await bookAll(session, [
      people[0],
      people[1],
      { ...colleague, companyId: people[1].companyId },
      people[2],
    ]);
    expect((await desk.put(`roadshow-sessions/${session}/capacity`, 2, { capacity: 3 })).status).toBe(200);
    expect(await offeredIn(session)).toEqual([bookings[1], bookings[3]]);
    expect((await desk.put(`roadshow-sessions/${session}/capacity`, 3, { capacity: 4 })).status).toBe(200);
    expect(await offeredIn(session)).toEqual(bookings.slice(1));
  });

  it('prefers who is at a roadshow for the first time', async () => {
    const [earlier] = await open({ hours: 2, capacity: 5, rules: [] });
    const people = await firms('CN', 'CN', 'CN');
    const past = idOf(await book(portal, earlier, people[1]), 201);
    portal.clock.advance(2 * HOUR);
    expect((await desk.post(`bookings/${past}/attendance`, { status: 'attended' })).status).toBe(200);
    const [session] = await open({ hours: 80, capacity: 1, rules: ['first_time'] });
    const bookings = await bookAll(session, people);
    expect(await positions(bookings.slice(1), people.slice(1))).toEqual([2, 1]);
  });

  it('prefers who pitches at this roadshow', async () => {
    const [session] = await open({ hours: 85, capacity: 1, rules: ['pitches'] });
    const { roadshowId } = (await desk.get(`roadshow-sessions/${session}`)).body as { roadshowId: string };
    const people = await firms('CN', 'CN', 'CN');
    const bookings = await bookAll(session, people);
    const pitches = pitchDeskOf(portal, desk, await createStaff(portal, 'reviewer'));
    await pitches.accepted(people[2], roadshowId);
    expect(await positions(bookings.slice(1), people.slice(1))).toEqual([2, 1]);
  });

  it('is reordered when staff set other rules, and tells a newcomer his true place', async () => {
    const [session] = await open({ hours: 90, capacity: 1, rules: [] });
    const people = await firms('CN', 'CN', 'KZ');
    const bookings = await bookAll(session, people);
    expect(await positions(bookings.slice(1), people.slice(1))).toEqual([1, 2]);
    const { body } = await setRules(session, 2, ['foreign_side']);
    expect(body).toMatchObject({ waitlistRules: ['foreign_side'], version: 3 });
    expect(await positions(bookings.slice(1), people.slice(1))).toEqual([2, 1]);
    const [newcomer] = await firms('UZ');
    expect((await book(portal, session, newcomer)).body).toMatchObject({ status: 'waitlisted', position: 2 });
    const entries = await portal.database.query(
      `SELECT details FROM audit_entries WHERE subject_id = $1 AND action = 'session.waitlist_rules_changed' ORDER BY at DESC LIMIT 1`,
      [session],
    );
    expect(entries).toEqual([{ details: { from: [], to: ['foreign_side'] } }]);
    expect((await setRules(session, 2, [])).status).toBe(412);
    for (const wrong of [['loudest'], ['first_time', 'first_time'], 'first_time', null])
      expect((await setRules(session, 3, wrong)).status).toBe(422);
  });

  it('gives each freed seat once and in order while everybody acts at once, and never to a newcomer', async () => {
    const [session] = await open({ hours: 100, capacity: 6, rules: ['foreign_side'] });
    const seated = await firms(...Array<string>(6).fill('CN'));
    const seats = await bookAll(session, seated);
    const waiters = await firms('CN', 'KZ', 'CN', 'UZ', 'CN', 'KG', 'CN', 'CN');
    const queue = await bookAll(session, waiters);
    const newcomers = await firms(...Array<string>(6).fill('CN'));
    const answers = await Promise.all([
      ...seats.slice(0, 4).map((id, index) => actOn(portal, id, 'cancellation', seated[index])),
      ...newcomers.map((firm) => book(portal, session, firm)),
      settle(),
      settle(),
    ]);
    for (const answer of answers.slice(4, 10))
      expect((answer as { body: object }).body).toMatchObject({ status: 'waitlisted' });
    // The three foreign firms first, then the oldest of the others.
    expect((await offeredIn(session)).sort()).toEqual([queue[1], queue[3], queue[5], queue[0]].sort());
  });

  it('passes what lapses to the next, again and again until the start, and nothing after it', async () => {
    const [session] = await open({ hours: 60, capacity: 1, rules: ['foreign_side'] });
    const people = await firms('CN', 'CN', 'KZ', 'CN', 'CN');
    const bookings = await bookAll(session, people);
    await actOn(portal, bookings[0], 'cancellation', people[0]);
    expect(await offeredIn(session)).toEqual([bookings[2]]);
    for (const next of [1, 3]) {
      portal.clock.advance(24 * HOUR);
      await portal.database.query(`UPDATE sessions SET expires_at = expires_at + interval '2 days'`);
      // Cancelling one's place in the queue opens nothing, whoever settles at the same time.
      const late = actOn(portal, (await offeredIn(session))[0], 'offer-acceptance', people[next === 1 ? 2 : 1]);
      const [answer] = await Promise.all([late, settle(), settle()]);
      expect(answer.body.code).toBe('OFFER_EXPIRED');
      expect(await offeredIn(session)).toEqual([bookings[next]]);
    }
    portal.clock.advance(12 * HOUR);
    await Promise.all([
      settle(),
      settle(),
      ...[4].map((index) => actOn(portal, bookings[index], 'cancellation', people[index])),
    ]);
    expect(await offeredIn(session)).toEqual([]);
    expect((await storedBookings(portal, session)).map(({ status }) => status)).toEqual([
      'cancelled',
      'lapsed',
      'lapsed',
      'lapsed',
      'lapsed',
    ]);
  });
});
