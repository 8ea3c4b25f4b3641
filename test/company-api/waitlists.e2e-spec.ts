import { systemActor } from '@shuqiao/kernel';
import { Waitlists } from '@shuqiao/roadshows';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, bookingOf, breaches, deskOf, idOf, storedBookings } from '../support/roadshows';

type Firm = Person & { companyId: string };
const HOUR = 3_600_000;

describe('waitlists', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let firms: Firm[];
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    firms = await Promise.all(Array.from({ length: 4 }, () => createFirm(portal)));
  });
  afterAll(() => portal.stop());
  afterEach(async () => expect(await breaches(portal.database.query)).toEqual([]));

  // The clock moves on from test to test; every session starts some hours from where it stands, in an hour of its own.
  const inHours = (hours: number): string => new Date(portal.clock.now().getTime() + hours * HOUR).toISOString();
  const openSession = async (hours: number, capacity: number): Promise<string> => {
    const time = { startsAt: inHours(hours), endsAt: inHours(hours + 1) };
    const dates = {
      timeZone: 'UTC',
      startsOn: inHours(0).slice(0, 10),
      endsOn: inHours(24 * 20).slice(0, 10),
      registrationOpensAt: inHours(-1),
      registrationClosesAt: inHours(24 * 20),
    };
    return (await desk.openRoadshowOn(dates, { ...time, capacity })).sessions[0];
  };
  /** A session that all firms have booked, one after the other. */
  const queue = async (hours: number, capacity = 1) => {
    const session = await openSession(hours, capacity);
    const bookings: string[] = [];
    for (const firm of firms) bookings.push(idOf(await book(portal, session, firm), 201));
    return { session, bookings };
  };
  const statuses = async (session: string) => (await storedBookings(portal, session)).map(({ status }) => status);
  const settle = () => portal.worker.context.get(Waitlists).settleDue(systemActor('test-schedule'));
  const actsOn = async (booking: string): Promise<string[]> =>
    (
      await portal.database.query<{ action: string }>(
        'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY at',
        [booking],
      )
    ).map(({ action }) => action);

  it('offer a freed seat to the oldest for a day, in the same commit, as the system’s act', async () => {
    const { session, bookings } = await queue(100);
    expect((await bookingOf(portal, bookings[2], firms[2])).body).toMatchObject({ status: 'waitlisted', position: 2 });
    await actOn(portal, bookings[0], 'cancellation', firms[0]);
    expect(await statuses(session)).toEqual(['cancelled', 'offered', 'waitlisted', 'waitlisted']);
    const { body } = await bookingOf(portal, bookings[1], firms[1]);
    expect(body).toMatchObject({ status: 'offered', position: null, offerExpiresAt: inHours(24), onlineLink: null });
    expect((await bookingOf(portal, bookings[2], firms[2])).body.position).toBe(1);
    const [entry] = await portal.database.query(
      `SELECT actor_kind, account_id, company_id FROM audit_entries WHERE subject_id = $1 AND action = 'booking.offered'`,
      [bookings[1]],
    );
    expect(entry).toEqual({ actor_kind: 'system', account_id: null, company_id: firms[1].companyId });
    const events = await portal.database.query(
      `SELECT payload FROM outbox_messages WHERE name = 'booking.offered.v1' AND payload ->> 'bookingId' = $1`,
      [bookings[1]],
    );
    expect(events).toEqual([
      { payload: { bookingId: bookings[1], sessionId: session, companyId: firms[1].companyId } },
    ]);

    const accepted = await actOn(portal, bookings[1], 'offer-acceptance', firms[1]);
    expect(accepted.body).toMatchObject({
      status: 'confirmed',
      offerExpiresAt: null,
      onlineLink: expect.stringContaining('https'),
    });
    expect(await actsOn(bookings[1])).toEqual(['booking.waitlisted', 'booking.offered', 'booking.confirmed']);
  });

  it('pass a refused offer on to the next', async () => {
    const { session, bookings } = await queue(102);
    await actOn(portal, bookings[0], 'cancellation', firms[0]);
    expect((await actOn(portal, bookings[1], 'offer-refusal', firms[1])).body).toMatchObject({
      status: 'lapsed',
      reason: 'offer_refused',
    });
    expect(await statuses(session)).toEqual(['cancelled', 'lapsed', 'offered', 'waitlisted']);
  });

  it('lapse what ran out, offer to the next, and refuse an acceptance that came too late', async () => {
    const { session, bookings } = await queue(104);
    await actOn(portal, bookings[0], 'cancellation', firms[0]);
    portal.clock.advance(24 * HOUR);
    const late = await actOn(portal, bookings[1], 'offer-acceptance', firms[1]);
    expect({ status: late.status, code: late.body.code }).toEqual({ status: 409, code: 'OFFER_EXPIRED' });
    expect(await statuses(session)).toEqual(['cancelled', 'offered', 'waitlisted', 'waitlisted']);
    expect(await settle()).toBeGreaterThanOrEqual(1);
    expect(await statuses(session)).toEqual(['cancelled', 'lapsed', 'offered', 'waitlisted']);
    expect((await bookingOf(portal, bookings[1], firms[1])).body.reason).toBe('offer_expired');
    expect((await actOn(portal, bookings[1], 'offer-acceptance', firms[1])).body.code).toBe('OFFER_EXPIRED');
    // The lapsed place is gone for good: whoever books again stands at the end of the queue.
    expect((await book(portal, session, firms[1])).body).toMatchObject({ status: 'waitlisted', position: 2 });
  });

  it('decide the race of an acceptance with the schedule at the deadline', async () => {
    const { session, bookings } = await queue(106);
    await actOn(portal, bookings[0], 'cancellation', firms[0]);
    portal.clock.advance(24 * HOUR - 1);
    const [accepted] = await Promise.all([
      actOn(portal, bookings[1], 'offer-acceptance', firms[1]),
      settle(),
      settle(),
    ]);
    expect(accepted.body.status).toBe('confirmed');
    expect(await statuses(session)).toEqual(['cancelled', 'confirmed', 'waitlisted', 'waitlisted']);
  });

  it('end an offer one hour before the session and offer nothing after that', async () => {
    const { session, bookings } = await queue(10, 2);
    await actOn(portal, bookings[0], 'cancellation', firms[0]);
    expect((await bookingOf(portal, bookings[2], firms[2])).body.offerExpiresAt).toBe(inHours(9));
    portal.clock.advance(9 * HOUR);
    await settle();
    expect(await statuses(session)).toEqual(['cancelled', 'confirmed', 'lapsed', 'waitlisted']);
    await actOn(portal, bookings[1], 'cancellation', firms[1]);
    expect(await statuses(session)).toEqual(['cancelled', 'cancelled', 'lapsed', 'waitlisted']);
    portal.clock.advance(HOUR);
    const { body } = await actOn(portal, bookings[3], 'cancellation', firms[3]);
    expect(body.code).toBe('SESSION_STARTED');
    await settle();
    expect(await statuses(session)).toEqual(['cancelled', 'cancelled', 'lapsed', 'lapsed']);
    expect((await bookingOf(portal, bookings[3], firms[3])).body.reason).toBe('session_started');
    expect(await settle()).toBe(0);
  });

  it('pass by a delegate who has a seat elsewhere by now', async () => {
    const { session, bookings } = await queue(120);
    const other = await openSession(120.5, 4);
    expect((await book(portal, other, firms[0])).body.code).toBe('DELEGATE_BUSY');
    idOf(await book(portal, other, firms[1]), 201);
    await actOn(portal, bookings[0], 'cancellation', firms[0]);
    expect(await statuses(session)).toEqual(['cancelled', 'lapsed', 'offered', 'waitlisted']);
    expect((await bookingOf(portal, bookings[1], firms[1])).body).toMatchObject({
      status: 'lapsed',
      reason: 'delegate_busy',
    });
    // An offered seat counts as being there, too.
    expect((await book(portal, other, firms[2])).body.code).toBe('DELEGATE_BUSY');
  });

  it('offer what a larger capacity adds, in order, and refuse to go below what is taken', async () => {
    const { session, bookings } = await queue(130);
    const change = (version: number, capacity: number) =>
      desk.put(`roadshow-sessions/${session}/capacity`, version, { capacity });
    expect((await change(1, 3)).body).toMatchObject({ capacity: 3, seatsTaken: 3, waiting: 1, version: 2 });
    expect(await statuses(session)).toEqual(['confirmed', 'offered', 'offered', 'waitlisted']);
    const refused = await change(2, 2);
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 409, code: 'CAPACITY_BELOW_TAKEN' });
    expect((await change(1, 5)).status).toBe(412);
    await actOn(portal, bookings[1], 'offer-refusal', firms[1]);
    expect(await statuses(session)).toEqual(['confirmed', 'lapsed', 'offered', 'offered']);
  });

  it('tell two workers at once to settle without doubling', async () => {
    const { session, bookings } = await queue(140, 2);
    await actOn(portal, bookings[0], 'cancellation', firms[0]);
    await actOn(portal, bookings[1], 'cancellation', firms[1]);
    portal.clock.advance(25 * HOUR);
    await Promise.all([settle(), settle(), settle()]);
    expect(await statuses(session)).toEqual(['cancelled', 'cancelled', 'lapsed', 'lapsed']);
    expect(await actsOn(bookings[2])).toEqual(['booking.waitlisted', 'booking.offered', 'booking.lapsed']);
  });
});
