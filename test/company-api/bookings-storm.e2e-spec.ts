import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, breaches, deskOf, idOf, onTheDay, storedBookings } from '../support/roadshows';

type Delegate = Person & { companyId: string };

// Hundreds of requests on a machine that may be busy with other tests.
jest.setTimeout(120_000);

describe('bookings under load', () => {
  let portal: TestPortal;
  let manager: Person;
  let desk: ReturnType<typeof deskOf>;
  let delegates: Delegate[];

  beforeAll(async () => {
    portal = await startTestPortal();
    // Real connections: without a listening server each supertest call would open a port of its own.
    await portal.companyApi.listen(0, '127.0.0.1');
    manager = await createStaff(portal, 'event_manager');
    desk = deskOf(portal, manager);
    delegates = await Promise.all(Array.from({ length: 100 }, () => createFirm(portal)));
  });
  afterAll(() => portal.stop());
  afterEach(async () => expect(await breaches(portal.database.query)).toEqual([]));

  // Each test has an hour of its own: the same hundred delegates are in one place at a time.
  let hour = 8;
  const oneSession = async (changes: object = {}): Promise<string> => {
    const time = {
      startsAt: onTheDay(portal, `${String(++hour).padStart(2, '0')}:00`),
      endsAt: onTheDay(portal, `${String(hour).padStart(2, '0')}:45`),
    };
    return (await desk.openRoadshow({ ...time, ...changes })).sessions[0];
  };
  const statusesOf = async (session: string) => (await storedBookings(portal, session)).map(({ status }) => status);
  const count = (values: unknown[], value: unknown): number => values.filter((each) => each === value).length;
  const sessionVersion = async (id: string): Promise<number> =>
    (await desk.get(`roadshow-sessions/${id}`)).body.version;

  it('sell the last ten seats to a hundred at once exactly ten times, and queue the others in order', async () => {
    const session = await oneSession({ capacity: 10 });
    const answers = await Promise.all(delegates.map((delegate) => book(portal, session, delegate)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const bodies = answers.map(({ body }) => body as { id: string; status: string; position: number | null });
    expect(
      count(
        bodies.map(({ status }) => status),
        'confirmed',
      ),
    ).toBe(10);
    const positions = bodies.filter(({ status }) => status === 'waitlisted').map(({ position }) => position);
    expect(positions.sort((left, right) => Number(left) - Number(right))).toEqual(
      Array.from({ length: 90 }, (_, index) => index + 1),
    );

    const stored = await storedBookings(portal, session);
    expect(stored.map(({ queue_number }) => Number(queue_number))).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    expect(stored.map(({ status }) => status)).toEqual([
      ...Array(10).fill('confirmed'),
      ...Array(90).fill('waitlisted'),
    ]);
    const { body } = await desk.get(`roadshow-sessions/${session}`);
    expect(body).toMatchObject({ capacity: 10, seatsTaken: 10, waiting: 90 });
  });

  it('book one delegate once, however often he asks at once', async () => {
    const session = await oneSession();
    const answers = await Promise.all(Array.from({ length: 12 }, () => book(portal, session, delegates[0])));
    expect(
      count(
        answers.map(({ status }) => status),
        201,
      ),
    ).toBe(1);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'ALREADY_BOOKED' });
    }
    expect(await statusesOf(session)).toEqual(['confirmed']);
  });

  it('seat a delegate in one of two overlapping sessions, asked for at the same time', async () => {
    const { sessions } = await desk.openRoadshow(
      { startsAt: onTheDay(portal, '06:00'), endsAt: onTheDay(portal, '07:00') },
      { startsAt: onTheDay(portal, '06:30'), endsAt: onTheDay(portal, '07:30') },
      { startsAt: onTheDay(portal, '07:30'), endsAt: onTheDay(portal, '08:00') },
    );
    const crowd = delegates.slice(0, 8);
    const answers = await Promise.all(
      crowd.flatMap((delegate) => sessions.map((session) => book(portal, session, delegate))),
    );
    for (let index = 0; index < crowd.length; index++) {
      const [first, second, later] = answers.slice(index * 3, index * 3 + 3);
      expect([first.status, second.status].sort()).toEqual([201, 409]);
      expect([first, second].find(({ status }) => status === 409)?.body.code).toBe('DELEGATE_BUSY');
      expect(later.status).toBe(201);
    }
  });

  it('keep to the limit per company, asked for at the same time', async () => {
    const session = await oneSession({ capacity: 50, delegatesPerCompany: 3 });
    const owner = await createFirm(portal);
    const colleagues = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const person = await createPerson(portal);
        await addMember(portal, owner.companyId, person, 'editor');
        return { ...person, companyId: owner.companyId };
      }),
    );
    const answers = await Promise.all(colleagues.map((delegate) => book(portal, session, delegate)));
    expect(
      count(
        answers.map(({ status }) => status),
        201,
      ),
    ).toBe(3);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['COMPANY_LIMIT_REACHED']),
    );
    expect(await statusesOf(session)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  it('offer freed seats in the order of the queue, and let nobody overtake', async () => {
    const session = await oneSession({ capacity: 5 });
    const seated = delegates.slice(0, 5);
    const seats = await Promise.all(seated.map(async (delegate) => idOf(await book(portal, session, delegate), 201)));
    const queue: string[] = [];
    for (const delegate of delegates.slice(5, 15)) queue.push(idOf(await book(portal, session, delegate), 201));

    const newcomers = delegates.slice(15, 25).map((delegate) => book(portal, session, delegate));
    const answers = await Promise.all([
      ...seats.slice(0, 4).map((id, index) => actOn(portal, id, 'cancellation', seated[index])),
      ...newcomers,
    ]);
    expect(answers.map(({ status }) => status)).toEqual([...Array(4).fill(200), ...Array(10).fill(201)]);
    for (const { body } of answers.slice(4)) expect(body.status).toBe('waitlisted');

    const offered = (await storedBookings(portal, session)).filter(({ status }) => status === 'offered');
    expect(offered.map(({ id }) => id)).toEqual(queue.slice(0, 4));
  });

  it('keep to the capacity while it changes under load', async () => {
    const session = await oneSession({ capacity: 10 });
    const capacities = [30, 60, 5, 40, 1, 20];
    const change = async (capacity: number) =>
      desk.put(`roadshow-sessions/${session}/capacity`, await sessionVersion(session), { capacity });
    const storm = delegates.map((delegate) => book(portal, session, delegate));
    const changes = (async () => {
      const answers = [];
      for (const capacity of capacities) answers.push(await change(capacity));
      return answers;
    })();
    const answers = await Promise.all(storm);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    for (const { status, body } of await changes) {
      if (status !== 200) expect(body.code).toBe('CAPACITY_BELOW_TAKEN');
    }
    const { body } = await desk.get(`roadshow-sessions/${session}`);
    // Every seat there is has been given or offered while somebody waits.
    expect(body.seatsTaken).toBe(Math.min(body.capacity, 100));
    expect(body.waiting).toBe(100 - body.seatsTaken);
  });

  it('decide between an acceptance, a refusal, a cancellation and the deadline once', async () => {
    const session = await oneSession({ capacity: 1 });
    const seat = idOf(await book(portal, session, delegates[0]), 201);
    const waiting = idOf(await book(portal, session, delegates[1]), 201);
    const next = idOf(await book(portal, session, delegates[2]), 201);
    await actOn(portal, seat, 'cancellation', delegates[0]);
    const answers = await Promise.all(
      ['offer-acceptance', 'offer-refusal', 'offer-acceptance', 'offer-refusal'].map((act) =>
        actOn(portal, waiting, act, delegates[1]),
      ),
    );
    expect(
      count(
        answers.map(({ status }) => status),
        200,
      ),
    ).toBe(1);
    const stored = await storedBookings(portal, session);
    const [, first, second] = stored;
    expect([first.id, second.id]).toEqual([waiting, next]);
    expect([
      ['confirmed', 'waitlisted'],
      ['lapsed', 'offered'],
    ]).toContainEqual([first.status, second.status]);
  });

  it('leave nothing behind of what the database ends in the middle', async () => {
    const session = await oneSession({ capacity: 20 });
    const storm = Promise.all(delegates.map((delegate) => book(portal, session, delegate)));
    let ended = 0;
    let over = false;
    void storm.finally(() => (over = true));
    while (ended < 5 && !over) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      const backends = await portal.database
        .query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
          AND application_name = 'shuqiao_company' AND state <> 'idle' AND xact_start IS NOT NULL`);
      ended += backends.length;
    }
    const answers = await storm;
    expect(ended).toBeGreaterThan(0);
    const stored = await storedBookings(portal, session);
    const booked = answers.filter(({ status }) => status === 201);
    // Who was told so has his booking; a commit whose answer was lost may stand too, whole.
    expect(stored.map(({ id }) => id)).toEqual(expect.arrayContaining(booked.map(({ body }) => body.id)));
    for (const { status } of answers) expect([201, 503]).toContain(status);
    for (const delegate of delegates.filter((_, index) => answers[index].status !== 201)) {
      expect([201, 409]).toContain((await book(portal, session, delegate)).status);
    }
    expect(count(await statusesOf(session), 'confirmed')).toBe(20);
  });
});
