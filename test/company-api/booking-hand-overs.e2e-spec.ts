import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, bookingOf, breaches, deskOf, handOver, idOf, onTheDay } from '../support/roadshows';

type Firm = Person & { companyId: string };

describe('a booking that is handed over', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let owner: Firm;
  let colleagues: Firm[];
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    owner = await createFirm(portal);
    colleagues = await Promise.all(['editor', 'viewer', 'viewer', 'viewer'].map((role) => colleague(role as 'editor')));
  });
  afterAll(() => portal.stop());
  afterEach(async () => expect(await breaches(portal.database.query)).toEqual([]));

  const colleague = async (role: 'editor' | 'viewer'): Promise<Firm> => {
    const person = await createPerson(portal);
    await addMember(portal, owner.companyId, person, role);
    return { ...person, companyId: owner.companyId };
  };
  // Each test has an hour of its own.
  let hour = 3;
  const open = async (...sessions: object[]): Promise<string[]> => {
    const time = () => `${String(++hour).padStart(2, '0')}`;
    return (
      await desk.openRoadshow(
        ...sessions.map((changes) => {
          const now = time();
          return { startsAt: onTheDay(portal, `${now}:00`), endsAt: onTheDay(portal, `${now}:50`), ...changes };
        }),
      )
    ).sessions;
  };

  it('keeps the seat and its number, and is recorded with both delegates', async () => {
    const [session] = await open({ capacity: 1 });
    const id = idOf(await book(portal, session, owner), 201);
    const { status, body } = await handOver(portal, id, owner, colleagues[1]);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { id, status: 'confirmed', delegateAccountId: colleagues[1].accountId, version: 2 },
    });
    expect((await desk.get(`bookings/${id}`)).body).toMatchObject({ queueNumber: 1 });
    const people = { fromAccountId: owner.accountId, toAccountId: colleagues[1].accountId };
    const [entry] = await portal.database.query(
      `SELECT actor_kind, account_id, details FROM audit_entries WHERE subject_id = $1 AND action = 'booking.handed_over'`,
      [id],
    );
    expect(entry).toEqual({
      actor_kind: 'account',
      account_id: owner.accountId,
      details: { ...people, sessionId: session },
    });
    const [event] = await portal.database.query<{ payload: object }>(
      `SELECT payload FROM outbox_messages WHERE name = 'booking.handed_over.v1' AND payload ->> 'bookingId' = $1`,
      [id],
    );
    expect(event?.payload).toEqual({ ...people, bookingId: id, sessionId: session, companyId: owner.companyId });
    // To whom it belongs already it can be given again, and nothing happens.
    expect((await handOver(portal, id, owner, colleagues[1])).body.version).toBe(2);
    // The former delegate is free again.
    expect((await book(portal, session, owner)).body.status).toBe('waitlisted');
  });

  it('keeps the place in the queue, and the offer', async () => {
    const [session] = await open({ capacity: 1 });
    const other = await createFirm(portal);
    const seat = idOf(await book(portal, session, other), 201);
    const waiting = idOf(await book(portal, session, colleagues[0]), 201);
    idOf(await book(portal, session, await createFirm(portal)), 201);
    expect((await handOver(portal, waiting, colleagues[0], colleagues[2])).body).toMatchObject({
      status: 'waitlisted',
      position: 1,
    });
    await actOn(portal, seat, 'cancellation', other);
    const offered = await handOver(portal, waiting, colleagues[0], colleagues[3]);
    expect(offered.body).toMatchObject({ status: 'offered', offerExpiresAt: expect.any(String) });
    expect((await actOn(portal, waiting, 'offer-acceptance', colleagues[3])).body.status).toBe('confirmed');
  });

  it('goes only to a member who is free', async () => {
    const [session, other] = await open({}, {});
    const overlapping = { startsAt: onTheDay(portal, '20:00'), endsAt: onTheDay(portal, '21:00') };
    const [first, second] = await open(overlapping, overlapping);
    const id = idOf(await book(portal, session, owner), 201);
    const stranger = await createFirm(portal);
    const refused = await handOver(portal, id, owner, stranger);
    expect(refused.body.errors).toEqual([
      expect.objectContaining({ pointer: '/delegateAccountId', code: 'not_a_member' }),
    ]);
    idOf(await book(portal, session, colleagues[1]), 201);
    expect((await handOver(portal, id, owner, colleagues[1])).body.code).toBe('ALREADY_BOOKED');
    const busy = idOf(await book(portal, first, owner), 201);
    idOf(await book(portal, second, colleagues[1]), 201);
    expect((await handOver(portal, busy, owner, colleagues[1])).body.code).toBe('DELEGATE_BUSY');
    expect((await bookingOf(portal, busy, owner)).body).toMatchObject({
      delegateAccountId: owner.accountId,
      version: 1,
    });
    idOf(await book(portal, other, owner), 201);
  });

  it('is handed over by who may delegate, and by nobody else', async () => {
    const [session] = await open({});
    const id = idOf(await book(portal, session, colleagues[1]), 201);
    expect((await handOver(portal, id, colleagues[1], colleagues[2])).status).toBe(403);
    const stranger = await createFirm(portal);
    expect((await handOver(portal, id, stranger, stranger)).status).toBe(404);
    expect((await handOver(portal, id, colleagues[0], colleagues[2])).status).toBe(200);
  });

  it('is one that stands, in a session that has not begun', async () => {
    const [session] = await open({});
    const cancelled = idOf(await book(portal, session, owner), 201);
    await actOn(portal, cancelled, 'cancellation', owner);
    expect((await handOver(portal, cancelled, owner, colleagues[2])).body.code).toBe('BOOKING_STATE');
  });

  it('goes to one of two to whom it is given at once, and doubles nobody', async () => {
    const overlapping = { startsAt: onTheDay(portal, '22:00'), endsAt: onTheDay(portal, '23:00') };
    const sessions = await open(overlapping, overlapping);
    const bookings = [
      idOf(await book(portal, sessions[0], owner), 201),
      idOf(await book(portal, sessions[1], colleagues[0]), 201),
    ];
    const answers = await Promise.all(
      bookings.flatMap((id) => [1, 1, 2].map((to) => handOver(portal, id, owner, colleagues[to]))),
    );
    for (const { status, body } of answers) expect([200, 409]).toContain(status >= 500 ? JSON.stringify(body) : status);
    const delegates = await Promise.all(
      bookings.map(async (id) => (await bookingOf(portal, id, owner)).body.delegateAccountId as string),
    );
    expect(new Set(delegates).size).toBe(2);
  });
});
