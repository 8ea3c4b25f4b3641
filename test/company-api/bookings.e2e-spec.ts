import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import {
  actOn,
  book,
  bookingOf,
  dayFromNow,
  deskOf,
  idOf,
  onTheDay,
  roadshowBody,
  sessionBody,
} from '../support/roadshows';

type Firm = Person & { companyId: string };
const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const ACTS = ['confirmation', 'cancellation', 'offer-acceptance', 'offer-refusal'];

describe('bookings', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let firm: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    firm = await createFirm(portal);
  });
  afterAll(() => portal.stop());

  const member = async (role: 'editor' | 'viewer'): Promise<Firm> => {
    const person = await createPerson(portal);
    await addMember(portal, firm.companyId, person, role);
    return { ...person, companyId: firm.companyId };
  };
  const refused = async (request: ReturnType<typeof book>, status: number, code: string) => {
    const { status: found, body } = await request;
    expect({ status: found, code: body.code }).toEqual({ status, code });
    return body;
  };
  const put = (booking: string, status: string) =>
    portal.database.query(
      `UPDATE bookings SET status = $2, offer_expires_at = now() + interval '1 day', hold_expires_at = now() + interval '1 day' WHERE id = $1`,
      [booking, status],
    );

  it('confirms a seat, with the link, an audit entry and an event', async () => {
    const { id: roadshowId, sessions } = await desk.openRoadshow({});
    const delegate = await member('viewer');
    const { status, body, headers } = await book(portal, sessions[0], delegate);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      roadshowId,
      sessionId: sessions[0],
      companyId: firm.companyId,
      delegateAccountId: delegate.accountId,
      status: 'confirmed',
      reason: null,
      position: null,
      offerExpiresAt: null,
      startsAt: onTheDay(portal, '04:00'),
      onlineLink: 'https://meet.example.org/room',
      version: 1,
    });
    expect(body).not.toHaveProperty('queueNumber');
    expect(headers.etag).toBe('"v1"');
    const audit = await portal.database.query(
      'SELECT action, actor_kind, account_id, company_id, details FROM audit_entries WHERE subject_id = $1',
      [body.id],
    );
    const details = { sessionId: sessions[0] };
    expect(audit).toEqual([
      {
        action: 'booking.confirmed',
        actor_kind: 'account',
        account_id: delegate.accountId,
        company_id: firm.companyId,
        details,
      },
    ]);
    const events = await portal.database.query(
      `SELECT name, payload FROM outbox_messages WHERE payload ->> 'bookingId' = $1`,
      [body.id],
    );
    const payload = { bookingId: body.id, sessionId: sessions[0], companyId: firm.companyId };
    expect(events).toEqual([{ name: 'booking.confirmed.v1', payload }]);
  });

  it('books once for one Idempotency-Key', async () => {
    const { sessions } = await desk.openRoadshow({});
    const key = { 'idempotency-key': 'the-same-key-again' };
    const delegate = await member('editor');
    const first = idOf(await book(portal, sessions[0], delegate).set(key), 201);
    const again = await book(portal, sessions[0], delegate).set(key);
    expect(idOf(again, 201)).toBe(first);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('lets editors book for colleagues, viewers for themselves, and nobody for who is no member', async () => {
    const { sessions } = await desk.openRoadshow({});
    const [session] = sessions;
    const [viewer, editor, stranger] = [await member('viewer'), await member('editor'), await createFirm(portal)];
    await refused(book(portal, session, viewer, editor.accountId), 403, 'FORBIDDEN');
    const body = await refused(book(portal, session, editor, stranger.accountId), 422, 'VALIDATION_FAILED');
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/delegateAccountId', code: 'not_a_member' })]);
    const booked = idOf(await book(portal, session, editor, viewer.accountId), 201);
    const other = idOf(await book(portal, session, editor), 201);
    expect((await actOn(portal, other, 'cancellation', viewer)).status).toBe(403);
    expect((await actOn(portal, booked, 'cancellation', viewer)).body.status).toBe('cancelled');
    expect((await actOn(portal, other, 'cancellation', firm)).body.status).toBe('cancelled');
  });

  it('refuses a company that is not verified', async () => {
    const { sessions } = await desk.openRoadshow({});
    for (const status of ['draft', 'submitted', 'suspended']) {
      await refused(book(portal, sessions[0], await createFirm(portal, { status })), 409, 'COMPANY_NOT_VERIFIED');
    }
  });

  it('shows strangers nothing', async () => {
    const { sessions } = await desk.openRoadshow({});
    const stranger = await createFirm(portal);
    const booking = idOf(await book(portal, sessions[0], await member('viewer')), 201);
    await refused(book(portal, sessions[0], { ...stranger, companyId: firm.companyId }), 404, 'NOT_FOUND');
    for (const id of [booking, UNKNOWN, 'nonsense']) {
      expect((await bookingOf(portal, id, stranger)).status).toBe(404);
      for (const act of ACTS) expect((await actOn(portal, id, act, stranger)).status).toBe(404);
    }
    const list = portal
      .api()
      .get(`/api/v1/companies/${firm.companyId}/bookings`)
      .set('authorization', stranger.authorization);
    expect((await list).status).toBe(404);
    expect((await portal.api().get(`/api/v1/bookings/${booking}`)).status).toBe(401);
    const { authorization } = await createStaff(portal, 'administrator');
    expect((await bookingOf(portal, booking, { ...stranger, authorization })).status).toBe(401);
  });

  it('takes bookings only while the roadshow is open and its registration too', async () => {
    const later = {
      registrationOpensAt: `${dayFromNow(portal, 1)}T00:00:00Z`,
      registrationClosesAt: `${dayFromNow(portal, 9)}T00:00:00Z`,
    };
    const id = await desk.created('roadshows', roadshowBody(portal, later));
    const session = await desk.created(`roadshows/${id}/sessions`, sessionBody(portal));
    await refused(book(portal, UNKNOWN, firm), 404, 'NOT_FOUND');
    await refused(book(portal, session, firm), 404, 'NOT_FOUND');
    await desk.post(`roadshows/${id}/publication`);
    await refused(book(portal, session, firm), 409, 'BOOKING_NOT_OPEN');
    await desk.post(`roadshows/${id}/opening`);
    await refused(book(portal, session, firm), 409, 'BOOKING_NOT_OPEN');
    const earlier = roadshowBody(portal);
    expect((await desk.put(`roadshows/${id}`, 3, earlier)).status).toBe(200);
    const booking = idOf(await book(portal, session, firm), 201);
    await desk.post(`roadshows/${id}/closing`);
    await refused(book(portal, session, await createFirm(portal)), 409, 'BOOKING_NOT_OPEN');
    expect((await actOn(portal, booking, 'cancellation', firm)).status).toBe(200);
  });

  it.each([
    [{}, '/companyId'],
    [{ companyId: 7 }, '/companyId'],
    [{ companyId: "' OR 1=1" }, '/companyId'],
    [{ companyId: UNKNOWN, delegateAccountId: null }, '/delegateAccountId'],
    [{ companyId: UNKNOWN, status: 'confirmed' }, '/status'],
  ])('names the field of %j', async (body, pointer) => {
    const { sessions } = await desk.openRoadshow({});
    const request = portal
      .api()
      .post(`/api/v1/roadshow-sessions/${sessions[0]}/bookings`)
      .set('authorization', firm.authorization);
    const answer = await request.send(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('moves a booking only from the states an act fits', async () => {
    const { sessions } = await desk.openRoadshow({});
    const delegate = await createFirm(portal);
    const booking = idOf(await book(portal, sessions[0], delegate), 201);
    const fits: Record<string, string[]> = {
      confirmation: ['held'],
      cancellation: ['held', 'requested', 'confirmed', 'waitlisted', 'offered'],
      'offer-acceptance': ['offered'],
      'offer-refusal': ['offered'],
    };
    for (const status of [
      'held',
      'requested',
      'confirmed',
      'waitlisted',
      'offered',
      'declined',
      'lapsed',
      'cancelled',
      'attended',
      'no_show',
    ]) {
      for (const act of ACTS) {
        await put(booking, status);
        const answer = await actOn(portal, booking, act, delegate);
        if (fits[act].includes(status))
          expect({ act, status, answer: answer.status }).toEqual({ act, status, answer: 200 });
        else expect({ act, status, code: answer.body.code }).toEqual({ act, status, code: 'BOOKING_STATE' });
      }
    }
  });

  it('pages through a company’s bookings, newest first, by status', async () => {
    const owner = await createFirm(portal);
    const booked: string[] = [];
    for (const time of ['06', '08', '10']) {
      const hours = { startsAt: onTheDay(portal, `${time}:00`), endsAt: onTheDay(portal, `${time}:30`) };
      booked.unshift(idOf(await book(portal, (await desk.openRoadshow(hours)).sessions[0], owner), 201));
    }
    await actOn(portal, booked[1], 'cancellation', owner);
    const list = (query: string) =>
      portal
        .api()
        .get(`/api/v1/companies/${owner.companyId}/bookings?${query}`)
        .set('authorization', owner.authorization);
    const first = await list('limit=2');
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual(booked.slice(0, 2));
    const second = await list(`limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ id: booked[2] }], nextCursor: null });
    expect((await list('status=cancelled')).body.items).toEqual([
      expect.objectContaining({ id: booked[1], onlineLink: null }),
    ]);
    for (const query of ['limit=0', 'limit=101', 'cursor=nonsense', 'status=seated', 'sort=id'])
      expect((await list(query)).status).toBe(422);
  });
});
