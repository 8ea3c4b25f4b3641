import { systemActor } from '@shuqiao/kernel';
import { Waitlists } from '@shuqiao/roadshows';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, bookingOf, breaches, deskOf, hold, idOf, onTheDay, storedBookings } from '../support/roadshows';

type Firm = Person & { companyId: string };
const MINUTE = 60_000;

// Hundreds of requests on a machine that may be busy with other tests.
jest.setTimeout(120_000);

describe('a seat that is held', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let firms: Firm[];
  beforeAll(async () => {
    portal = await startTestPortal();
    await portal.companyApi.listen(0, '127.0.0.1');
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    firms = await Promise.all(Array.from({ length: 40 }, () => createFirm(portal)));
  });
  afterAll(() => portal.stop());
  afterEach(async () => expect(await breaches(portal.database.query)).toEqual([]));

  const oneSession = async (changes: object = {}): Promise<string> => (await desk.openRoadshow(changes)).sessions[0];
  const statuses = async (session: string) => (await storedBookings(portal, session)).map(({ status }) => status);
  const settle = () => portal.worker.context.get(Waitlists).settleDue(systemActor('test-schedule'));
  const codeOf = async (answer: ReturnType<typeof hold>) => {
    const { status, body } = await answer;
    return { status, code: body.code as string };
  };
  const freshFirms = (count: number) => Promise.all(Array.from({ length: count }, () => createFirm(portal)));
  const colleagueOf = async (firm: Firm): Promise<Firm> => {
    const person = await createPerson(portal);
    await addMember(portal, firm.companyId, person, 'editor');
    return { ...person, companyId: firm.companyId };
  };

  it('is taken for ten minutes, shows no link, and is booked by a confirmation', async () => {
    const session = await oneSession({ capacity: 1 });
    const [holder, other] = await freshFirms(2);
    const { status, body } = await hold(portal, session, holder);
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 'held', position: null, onlineLink: null } });
    expect(Date.parse(body.holdExpiresAt) - portal.clock.now().getTime()).toBe(10 * MINUTE);
    expect((await desk.get(`roadshow-sessions/${session}`)).body).toMatchObject({ seatsTaken: 1, waiting: 0 });
    expect((await book(portal, session, other)).body).toMatchObject({ status: 'waitlisted', position: 1 });

    const confirmed = await actOn(portal, body.id, 'confirmation', holder);
    expect(confirmed.body).toMatchObject({
      status: 'confirmed',
      holdExpiresAt: null,
      onlineLink: expect.stringContaining('https'),
    });
    const entries = await portal.database.query<{ action: string }>(
      'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY at',
      [body.id],
    );
    expect(entries.map(({ action }) => action)).toEqual(['booking.held', 'booking.confirmed']);
    const events = await portal.database.query<{ name: string }>(
      `SELECT name FROM outbox_messages WHERE payload ->> 'bookingId' = $1 ORDER BY created_at`,
      [body.id],
    );
    expect(events.map(({ name }) => name)).toEqual(['booking.held.v1', 'booking.confirmed.v1']);
  });

  it('is one per delegate and session, and the delegate is nowhere else meanwhile', async () => {
    const { sessions } = await desk.openRoadshow({}, {});
    const [holder] = await freshFirms(1);
    const answers = await Promise.all(
      [...Array(6).fill(sessions[0]), ...Array(6).fill(sessions[1])].map((session) => hold(portal, session, holder)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
      expect(status).toBe(409);
      expect(['ALREADY_BOOKED', 'DELEGATE_BUSY']).toContain(body.code);
    }
    const other = sessions.find((session) => session !== answers.find(({ status }) => status === 201)?.body.sessionId);
    expect(await codeOf(book(portal, String(other), holder))).toEqual({ status: 409, code: 'DELEGATE_BUSY' });
  });

  it('overtakes nobody: while somebody waits there is nothing to hold', async () => {
    const session = await oneSession({ capacity: 1 });
    const [seated, waiting, late] = await freshFirms(3);
    const seat = idOf(await book(portal, session, seated), 201);
    expect(await codeOf(hold(portal, session, late))).toEqual({ status: 409, code: 'NO_SEAT_TO_HOLD' });
    idOf(await book(portal, session, waiting), 201);
    const [, ...answers] = await Promise.all([
      actOn(portal, seat, 'cancellation', seated),
      ...Array.from({ length: 5 }, () => hold(portal, session, late)),
    ]);
    for (const { body } of answers) expect(body.code).toBe('NO_SEAT_TO_HOLD');
    expect(await statuses(session)).toEqual(['cancelled', 'offered']);
    const asked = await oneSession({ requiresApproval: true });
    expect(await codeOf(hold(portal, asked, late))).toEqual({ status: 409, code: 'NO_SEAT_TO_HOLD' });
  });

  it('lapses by the clock: it cannot be confirmed, and the seat goes to who waits', async () => {
    const session = await oneSession({ capacity: 1 });
    const [holder, waiting] = await freshFirms(2);
    const held = idOf(await hold(portal, session, holder), 201);
    const queued = idOf(await book(portal, session, waiting), 201);
    portal.clock.advance(10 * MINUTE);
    expect((await actOn(portal, held, 'confirmation', holder)).body.code).toBe('HOLD_EXPIRED');
    expect(await statuses(session)).toEqual(['held', 'waitlisted']);
    await settle();
    expect(await statuses(session)).toEqual(['lapsed', 'offered']);
    expect((await bookingOf(portal, held, holder)).body.reason).toBe('hold_expired');
    expect((await actOn(portal, held, 'confirmation', holder)).body.code).toBe('HOLD_EXPIRED');
    expect((await actOn(portal, queued, 'offer-acceptance', waiting)).status).toBe(200);
    await portal.settle();
    const told = await portal.database.query('SELECT kind FROM mails WHERE account_id = $1', [holder.accountId]);
    expect(told).toEqual([]);
  });

  it('is booked or lapses at its end, never both, whoever comes first', async () => {
    for (const early of [1, 0]) {
      const session = await oneSession({ capacity: 1 });
      const [holder, waiting] = await freshFirms(2);
      const held = idOf(await hold(portal, session, holder), 201);
      idOf(await book(portal, session, waiting), 201);
      portal.clock.advance(10 * MINUTE - early);
      const [confirmed] = await Promise.all([actOn(portal, held, 'confirmation', holder), settle(), settle()]);
      expect(confirmed.status).toBe(early ? 200 : 409);
      expect(await statuses(session)).toEqual(early ? ['confirmed', 'waitlisted'] : ['lapsed', 'offered']);
    }
  });

  it('that has run out stands in nobody’s way, also before the schedule has noticed', async () => {
    const session = await oneSession({ capacity: 1 });
    const [holder, next] = await freshFirms(2);
    idOf(await hold(portal, session, holder), 201);
    portal.clock.advance(10 * MINUTE);
    expect((await book(portal, session, next)).body.status).toBe('confirmed');
    expect(await statuses(session)).toEqual(['lapsed', 'confirmed']);
  });

  it('that is given back is free at once', async () => {
    const session = await oneSession({ capacity: 1 });
    const [holder, next] = await freshFirms(2);
    const held = idOf(await hold(portal, session, holder), 201);
    expect((await actOn(portal, held, 'cancellation', holder)).body).toMatchObject({
      status: 'cancelled',
      reason: 'hold_released',
    });
    expect((await hold(portal, session, next)).status).toBe(201);
  });

  it('is confirmed also when registration has closed meanwhile, and not held any more after that', async () => {
    const { id, sessions } = await desk.openRoadshow({});
    const [holder, late] = await freshFirms(2);
    const held = idOf(await hold(portal, sessions[0], holder), 201);
    expect((await desk.post(`roadshows/${id}/closing`)).status).toBe(200);
    expect(await codeOf(hold(portal, sessions[0], late))).toEqual({ status: 409, code: 'BOOKING_NOT_OPEN' });
    expect((await actOn(portal, held, 'confirmation', holder)).body.status).toBe('confirmed');
  });

  it('is asked for like a booking: by a member, for a member of a verified company, once per key', async () => {
    const [session] = [await oneSession()];
    const [firm, stranger] = await freshFirms(2);
    expect((await hold(portal, session, { ...stranger, companyId: firm.companyId })).status).toBe(404);
    expect((await hold(portal, session, firm, stranger.accountId)).status).toBe(422);
    const suspended = await createFirm(portal, { status: 'suspended' });
    expect((await hold(portal, session, suspended)).body.code).toBe('COMPANY_NOT_VERIFIED');
    const key = { 'idempotency-key': 'one-hold-is-enough' };
    const [first, second] = [await hold(portal, session, firm).set(key), await hold(portal, session, firm).set(key)];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect((await actOn(portal, first.body.id, 'confirmation', stranger)).status).toBe(404);
  });

  it('cannot be held again and again, by the delegate or by his colleagues in turn', async () => {
    const session = await oneSession({ capacity: 10, delegatesPerCompany: 2 });
    const [owner] = await freshFirms(1);
    const people = [owner, await colleagueOf(owner), await colleagueOf(owner)];
    const holdAndRelease = async (person: Firm) => {
      const { status, body } = await hold(portal, session, person);
      if (status === 201) await actOn(portal, body.id, 'cancellation', person);
      return status === 201 ? 'held' : (body.code as string);
    };
    const tried: string[] = [];
    for (const person of [owner, owner, owner, people[1], people[1], people[2]])
      tried.push(await holdAndRelease(person as Firm));
    expect(tried).toEqual(['held', 'held', 'HOLD_LIMIT_REACHED', 'held', 'held', 'HOLD_LIMIT_REACHED']);
    // Nobody is kept from booking, and a day later the form may be tried again.
    expect((await book(portal, session, owner)).body.status).toBe('confirmed');
    portal.clock.advance(24 * 60 * MINUTE);
    await portal.database.query(`UPDATE sessions SET expires_at = expires_at + interval '2 days'`);
    expect(await holdAndRelease(people[2] as Firm)).toBe('held');
  });

  it('is bounded in parallel too', async () => {
    const session = await oneSession({ capacity: 10, delegatesPerCompany: 2 });
    const [owner] = await freshFirms(1);
    const people = [owner, ...(await Promise.all(Array.from({ length: 5 }, () => colleagueOf(owner as Firm))))];
    const answers = await Promise.all(people.map((person) => hold(portal, session, person as Firm)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect((await desk.get(`roadshow-sessions/${session}`)).body.seatsTaken).toBe(2);
  });

  it('oversells nothing in a storm of holds, bookings, confirmations and cancellations', async () => {
    const session = await oneSession({
      capacity: 7,
      startsAt: onTheDay(portal, '10:00'),
      endsAt: onTheDay(portal, '11:00'),
    });
    const answers = await Promise.all(
      firms.map(async (firm, index) => {
        const taken = await (index % 2 ? hold(portal, session, firm) : book(portal, session, firm));
        if (taken.body.status !== 'held') return taken;
        const acts = index % 4 === 1 ? ['confirmation', 'confirmation'] : ['cancellation', 'confirmation'];
        const done = await Promise.all(acts.map((act) => actOn(portal, taken.body.id, act, firm)));
        expect(done.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
        return taken;
      }),
    );
    for (const { status, body } of answers)
      expect(status === 201 || body.code === 'NO_SEAT_TO_HOLD' ? 'fine' : body).toBe('fine');
    await settle();
    const { body } = await desk.get(`roadshow-sessions/${session}`);
    expect(body.seatsTaken).toBe(7);
    const kinds = await statuses(session);
    expect(kinds.filter((status) => ['confirmed', 'offered', 'held'].includes(status))).toHaveLength(7);
    // While somebody waits, no later number has a seat that an earlier one could have had.
    const queue = await storedBookings(portal, session);
    const firstWaiting = queue.findIndex(({ status }) => status === 'waitlisted');
    expect(queue.slice(firstWaiting).some(({ status }) => status === 'offered' || status === 'held')).toBe(false);
  });

  it('goes when the company is suspended and when the roadshow is cancelled', async () => {
    const [first, second] = await freshFirms(2);
    const { id, sessions } = await desk.openRoadshow({ capacity: 5 });
    const one = idOf(await hold(portal, sessions[0], first), 201);
    const two = idOf(await hold(portal, sessions[0], second), 201);
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [first.companyId]);
    await portal.database.query(
      `SELECT publish_outbox_message(new_id(), 'company.suspended.v1', jsonb_build_object('companyId', $1::text), 'test')`,
      [first.companyId],
    );
    await portal.settle();
    expect((await desk.get(`bookings/${one}`)).body).toMatchObject({
      status: 'cancelled',
      reason: 'company_not_verified',
    });
    const reason = { zh: '改期', ru: 'Перенос', en: 'Postponed' };
    expect((await desk.post(`roadshows/${id}/cancellation`, { reason })).status).toBe(200);
    expect((await desk.get(`bookings/${two}`)).body).toMatchObject({
      status: 'cancelled',
      reason: 'roadshow_cancelled',
    });
  });
});
