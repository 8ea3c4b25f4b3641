import { systemActor } from '@shuqiao/kernel';
import { Waitlists } from '@shuqiao/roadshows';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, bookingOf, breaches, dayFromNow, deskOf, idOf, onTheDay } from '../support/roadshows';

type Firm = Person & { companyId: string };

describe('bookings at the desk', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());
  afterEach(async () => expect(await breaches(portal.database.query)).toEqual([]));

  const colleagues = async (count: number): Promise<Firm[]> => {
    const owner = await createFirm(portal);
    const others = Array.from({ length: count - 1 }, async () => {
      const person = await createPerson(portal);
      await addMember(portal, owner.companyId, person, 'editor');
      return { ...person, companyId: owner.companyId };
    });
    return [owner, ...(await Promise.all(others))];
  };
  const eventsOf = async (key: string, id: string): Promise<string[]> =>
    (
      await portal.database.query<{ name: string }>(
        'SELECT name FROM outbox_messages WHERE payload ->> $1 = $2 ORDER BY created_at',
        [key, id],
      )
    ).map(({ name }) => name);
  const actsOn = async (id: string): Promise<string[]> =>
    (
      await portal.database.query<{ action: string }>(
        'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY at',
        [id],
      )
    ).map(({ action }) => action);

  it('move a session with its bookings, and name the delegates who would be in two places', async () => {
    const { sessions } = await desk.openRoadshow(
      {},
      { startsAt: onTheDay(portal, '06:00'), endsAt: onTheDay(portal, '07:00') },
    );
    const [busy, free] = await colleagues(2);
    const moved = idOf(await book(portal, sessions[0], busy), 201);
    idOf(await book(portal, sessions[1], busy), 201);
    idOf(await book(portal, sessions[0], free), 201);
    const move = (version: number, from: string, to: string) =>
      desk.put(`roadshow-sessions/${sessions[0]}/time`, version, {
        roomId: null,
        startsAt: onTheDay(portal, from),
        endsAt: onTheDay(portal, to),
      });
    const refused = await move(1, '06:30', '07:30');
    expect(refused.body).toMatchObject({
      code: 'SESSION_MOVE_CONFLICTS',
      conflicts: [
        { bookingId: moved, companyId: busy.companyId, sessionId: sessions[1], startsAt: onTheDay(portal, '06:00') },
      ],
    });
    expect((await bookingOf(portal, moved, busy)).body.startsAt).toBe(onTheDay(portal, '04:00'));
    expect((await move(1, '07:00', '08:00')).body).toMatchObject({
      startsAt: onTheDay(portal, '07:00'),
      version: 2,
    });
    expect((await bookingOf(portal, moved, busy)).body.startsAt).toBe(onTheDay(portal, '07:00'));
    expect((await move(1, '09:00', '10:00')).body.code).toBe('STALE_VERSION');
    expect(await eventsOf('sessionId', sessions[0])).toContain('session.moved.v1');
  });

  it('approve or decline where the session asks for it', async () => {
    const { sessions } = await desk.openRoadshow({ capacity: 1, requiresApproval: true });
    const firms = await colleagues(3);
    const requests: string[] = [];
    for (const firm of firms) {
      const { body } = await book(portal, sessions[0], firm);
      expect(body).toMatchObject({ status: 'requested', position: null, onlineLink: null });
      requests.push(body.id);
    }
    const answers = await Promise.all([
      desk.post(`bookings/${requests[1]}/approval`),
      desk.post(`bookings/${requests[2]}/approval`),
    ]);
    expect(answers.map(({ body }) => body.status).sort()).toEqual(['confirmed', 'waitlisted']);
    const declined = await desk.post(`bookings/${requests[0]}/refusal`, {
      remark: { lang: 'zh', text: '请改报下午场。' },
    });
    expect(declined.body).toMatchObject({
      status: 'declined',
      remark: { lang: 'zh', text: '请改报下午场。' },
      queueNumber: 1,
    });
    for (const act of ['approval', 'refusal']) {
      for (const request of requests)
        expect((await desk.post(`bookings/${request}/${act}`)).body.code).toBe('BOOKING_STATE');
    }
    expect(await eventsOf('bookingId', requests[0])).toEqual(['booking.requested.v1', 'booking.declined.v1']);
    const list = await desk.get(`roadshow-sessions/${sessions[0]}/bookings?limit=2`);
    expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual(requests.slice(0, 2));
    const rest = await desk.get(`roadshow-sessions/${sessions[0]}/bookings?limit=2&cursor=${list.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ id: requests[2] }], nextCursor: null });
  });

  it('approve nobody into two places, and end requests with the start of the session', async () => {
    const asked = { requiresApproval: true };
    const { sessions } = await desk.openRoadshow(asked, {}, asked);
    const [delegate] = await colleagues(1);
    const requests = [
      idOf(await book(portal, sessions[0], delegate), 201),
      idOf(await book(portal, sessions[2], delegate), 201),
    ];
    idOf(await book(portal, sessions[1], delegate), 201);
    const refused = await desk.post(`bookings/${requests[0]}/approval`);
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 409, code: 'DELEGATE_BUSY' });
    expect((await desk.get(`bookings/${requests[0]}`)).body).toMatchObject({ status: 'requested', version: 1 });

    const late = await desk.openRoadshow({
      ...asked,
      startsAt: onTheDay(portal, '00:30'),
      endsAt: onTheDay(portal, '01:00'),
    });
    const request = idOf(await book(portal, late.sessions[0], delegate), 201);
    await portal.database.query(`UPDATE roadshow_sessions SET starts_at = $2, ends_at = $3 WHERE id = $1`, [
      late.sessions[0],
      portal.clock.now(),
      new Date(portal.clock.now().getTime() + 60_000),
    ]);
    expect((await desk.post(`bookings/${request}/approval`)).body.code).toBe('SESSION_STARTED');
    await portal.worker.context.get(Waitlists).settleDue(systemActor('test-schedule'));
    expect((await bookingOf(portal, request, delegate)).body).toMatchObject({
      status: 'lapsed',
      reason: 'session_started',
    });
    expect(await eventsOf('bookingId', request)).toEqual(['booking.requested.v1', 'booking.lapsed.v1']);
  });

  it('record who came, correct it, and count nobody twice', async () => {
    const { sessions } = await desk.openRoadshow({ capacity: 2 });
    const [came, gone] = await colleagues(2);
    const [booking, cancelled] = [
      idOf(await book(portal, sessions[0], came), 201),
      idOf(await book(portal, sessions[0], gone), 201),
    ];
    await actOn(portal, cancelled, 'cancellation', gone);
    const record = (id: string, status: string) => desk.post(`bookings/${id}/attendance`, { status });
    expect((await record(booking, 'attended')).body.code).toBe('SESSION_NOT_STARTED');
    const start = new Date(onTheDay(portal, '04:00')).getTime();
    portal.clock.advance(start - 3_600_000 - portal.clock.now().getTime());
    expect((await record(booking, 'seated')).status).toBe(422);
    expect((await record(booking, 'attended')).body).toMatchObject({ status: 'attended', version: 2 });
    expect((await record(booking, 'attended')).body).toMatchObject({ status: 'attended', version: 2 });
    expect((await record(booking, 'no_show')).body).toMatchObject({ status: 'no_show', version: 3 });
    expect((await record(cancelled, 'attended')).body.code).toBe('BOOKING_STATE');
    expect((await actOn(portal, booking, 'cancellation', came)).body.code).toBe('BOOKING_STATE');
    expect(await actsOn(booking)).toEqual(['booking.confirmed', 'booking.attended', 'booking.no_show']);
    expect((await desk.get(`roadshow-sessions/${sessions[0]}`)).body.seatsTaken).toBe(1);
  });

  it('keep who was checked in where he is, and let who was missed go elsewhere', async () => {
    const open = { registrationClosesAt: `${dayFromNow(portal, 31)}T00:00:00Z` };
    const { sessions } = await desk.openRoadshowOn(open, {}, { startsAt: onTheDay(portal, '04:30') });
    const [delegate] = await colleagues(1);
    const booking = idOf(await book(portal, sessions[0], delegate), 201);
    portal.clock.advance(new Date(onTheDay(portal, '03:30')).getTime() - portal.clock.now().getTime());
    const record = (status: string) => desk.post(`bookings/${booking}/attendance`, { status });
    expect((await record('attended')).body.status).toBe('attended');
    expect((await book(portal, sessions[1], delegate)).body.code).toBe('DELEGATE_BUSY');
    expect((await record('no_show')).body.status).toBe('no_show');
    idOf(await book(portal, sessions[1], delegate), 201);
    expect((await record('attended')).body.code).toBe('DELEGATE_BUSY');
    expect((await bookingOf(portal, booking, delegate)).body).toMatchObject({ status: 'no_show', version: 3 });
  });
});
