import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import {
  book,
  bookingOf,
  breaches,
  dayFromNow,
  deskOf,
  idOf,
  onTheDay,
  roadshowBody,
  sessionBody,
} from '../support/roadshows';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const ACTS = { publication: 'draft', opening: 'published', closing: 'open', completion: 'closed' };
const REASON = { reason: { zh: '场地停用', ru: 'Площадка закрыта', en: 'The venue is closed' } };

describe('roadshows at the desk', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let manager: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    manager = await createStaff(portal, 'event_manager');
    desk = deskOf(portal, manager);
  });
  afterAll(() => portal.stop());

  const draft = () => desk.created('roadshows', roadshowBody(portal));
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

  it('go from draft to finished by named acts, each audited and announced', async () => {
    const body = roadshowBody(portal);
    const created = await desk.post('roadshows', body);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      ...body,
      status: 'draft',
      version: 1,
      registrationOpensAt: expect.any(String),
      registrationClosesAt: expect.any(String),
    });
    const id = created.body.id as string;
    expect((await desk.post(`roadshows/${id}/publication`)).body.code).toBe('ROADSHOW_WITHOUT_SESSIONS');
    await desk.created(`roadshows/${id}/sessions`, sessionBody(portal));
    for (const [act, status] of [
      ['publication', 'published'],
      ['opening', 'open'],
      ['closing', 'closed'],
    ]) {
      expect((await desk.post(`roadshows/${id}/${act}`)).body).toMatchObject({ status });
    }
    expect((await desk.post(`roadshows/${id}/completion`)).body.code).toBe('ROADSHOW_NOT_OVER');
    await portal.database.query(
      `UPDATE roadshow_sessions SET starts_at = starts_at - interval '60 days', ends_at = ends_at - interval '60 days' WHERE roadshow_id = $1`,
      [id],
    );
    expect((await desk.post(`roadshows/${id}/completion`)).body).toMatchObject({ status: 'finished', version: 5 });
    const past = ['published', 'opened', 'closed', 'finished'];
    expect(await actsOn(id)).toEqual(['roadshow.created', ...past.map((act) => `roadshow.${act}`)]);
    expect(await eventsOf('roadshowId', id)).toEqual(past.map((act) => `roadshow.${act}.v1`));
  });

  it('refuse every act from every other state', async () => {
    const id = await draft();
    await desk.created(`roadshows/${id}/sessions`, sessionBody(portal));
    for (const status of ['draft', 'published', 'open', 'closed', 'finished', 'cancelled']) {
      for (const [act, from] of Object.entries(ACTS).filter(([, fits]) => fits !== status)) {
        await portal.database.query('UPDATE roadshows SET status = $2 WHERE id = $1', [id, status]);
        const { body } = await desk.post(`roadshows/${id}/${act}`);
        expect({ act, from, status, code: body.code }).toEqual({ act, from, status, code: 'ROADSHOW_STATE' });
      }
    }
    for (const status of ['finished', 'cancelled']) {
      await portal.database.query('UPDATE roadshows SET status = $2 WHERE id = $1', [id, status]);
      expect((await desk.post(`roadshows/${id}/cancellation`, REASON)).body.code).toBe('ROADSHOW_STATE');
      const { version } = (await desk.get(`roadshows/${id}`)).body;
      expect((await desk.put(`roadshows/${id}`, version, roadshowBody(portal))).body.code).toBe('ROADSHOW_STATE');
      expect((await desk.post(`roadshows/${id}/sessions`, sessionBody(portal))).body.code).toBe('ROADSHOW_STATE');
    }
  });

  it('do each act once, however often it is asked for at once', async () => {
    const id = await draft();
    await desk.created(`roadshows/${id}/sessions`, sessionBody(portal));
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.post(`roadshows/${id}/publication`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await eventsOf('roadshowId', id)).toEqual(['roadshow.published.v1']);
  });

  it('let reviewers look and nobody else in', async () => {
    const { id, sessions } = await desk.openRoadshow({});
    const [session] = sessions;
    const firm = await createFirm(portal);
    const booking = idOf(await book(portal, session, firm), 201);
    const reads = [
      `roadshows`,
      `roadshows/${id}`,
      `roadshows/${id}/sessions`,
      `roadshow-sessions/${session}`,
      `roadshow-sessions/${session}/bookings`,
      `bookings/${booking}`,
    ];
    const posts: [string, object][] = [
      ['roadshows', roadshowBody(portal)],
      ...[...Object.keys(ACTS), 'cancellation'].map((act): [string, object] => [`roadshows/${id}/${act}`, REASON]),
      [`roadshows/${id}/sessions`, sessionBody(portal)],
      [`bookings/${booking}/approval`, {}],
      [`bookings/${booking}/refusal`, {}],
      [`bookings/${booking}/attendance`, { status: 'attended' }],
    ];
    const reviewer = deskOf(portal, await createStaff(portal, 'reviewer'));
    for (const path of reads)
      expect({ path, status: (await reviewer.get(path)).status }).toEqual({ path, status: 200 });
    for (const [path, body] of posts)
      expect({ path, status: (await reviewer.post(path, body)).status }).toEqual({ path, status: 403 });
    for (const path of [
      `roadshows/${id}`,
      `roadshow-sessions/${session}`,
      `roadshow-sessions/${session}/time`,
      `roadshow-sessions/${session}/capacity`,
    ]) {
      expect((await reviewer.put(path, 1, {})).status).toBe(403);
    }
    const company = deskOf(portal, firm);
    for (const path of reads) expect((await company.get(path)).status).toBe(401);
    for (const [path, body] of posts) expect((await company.post(path, body)).status).toBe(401);
    for (const path of ['roadshows', 'roadshow-sessions', 'bookings'])
      expect((await desk.get(`${path}/${UNKNOWN}`)).status).toBe(404);
    expect((await bookingOf(portal, booking, firm)).body).toMatchObject({ status: 'confirmed', version: 1 });
  });

  it.each([
    [{ endsOn: '2020-01-01' }, '/endsOn', 'must_be_later'],
    [{ startsOn: '2026-02-30' }, '/startsOn', 'malformed'],
    [{ registrationClosesAt: '2020-01-01T00:00:00Z' }, '/registrationClosesAt', 'must_be_later'],
    [{ venueId: null, onlineLink: null }, '/venueId', 'place_required'],
    [{ country: 'FR' }, '/country', undefined],
    [{ timeZone: 'Mars/Olympus' }, '/timeZone', 'malformed'],
    [{ title: { zh: '路演', ru: 'Роуд-шоу' } }, '/title/en', 'required'],
    [{ kind: 'party' }, '/kind', 'not_allowed'],
    [{ status: 'open' }, '/status', 'unknown_field'],
    [{ onlineLink: 'javascript:alert(1)' }, '/onlineLink', 'malformed'],
  ])('name the field of a roadshow with %j', async (changes, pointer, code) => {
    const { status, body } = await desk.post('roadshows', roadshowBody(portal, changes));
    expect(status).toBe(422);
    expect(body.errors).toContainEqual(expect.objectContaining(code ? { pointer, code } : { pointer }));
  });

  it('keep sessions within their dates, in the roadshow’s zone', async () => {
    const id = await draft();
    const add = (changes: object) => desk.post(`roadshows/${id}/sessions`, sessionBody(portal, changes));
    const outside = await add({
      startsAt: `${dayFromNow(portal, 29)}T18:30:00Z`,
      endsAt: `${dayFromNow(portal, 29)}T18:59:00Z`,
    });
    expect(outside.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual([
      ['/startsAt', 'outside_dates'],
      ['/endsAt', 'outside_dates'],
    ]);
    // 19:00 UTC is midnight in Almaty: the day has begun there.
    expect(
      (await add({ startsAt: `${dayFromNow(portal, 29)}T19:00:00Z`, endsAt: `${dayFromNow(portal, 29)}T20:00:00Z` }))
        .status,
    ).toBe(201);
    const backwards = await add({ startsAt: onTheDay(portal, '05:00'), endsAt: onTheDay(portal, '04:00') });
    expect(backwards.body.errors).toContainEqual(
      expect.objectContaining({ pointer: '/endsAt', code: 'must_be_later' }),
    );
    for (const capacity of [0, 5001, 1.5, '10'])
      expect((await add({ capacity })).body.errors[0].pointer).toBe('/capacity');
    expect((await add({ languages: ['xx'] })).body.errors[0].pointer).toBe('/languages/0');

    const later = roadshowBody(portal, { startsOn: dayFromNow(portal, 31) });
    const { status, body } = await desk.put(`roadshows/${id}`, 1, later);
    expect({ status, error: body.errors[0] }).toMatchObject({
      status: 422,
      error: { pointer: '/startsOn', code: 'outside_session' },
    });
  });

  it('refuse stale and unconditional changes', async () => {
    const id = await draft();
    const changed = await desk.put(`roadshows/${id}`, 1, roadshowBody(portal, { kind: 'matchmaking_day' }));
    expect(changed.body).toMatchObject({ kind: 'matchmaking_day', version: 2 });
    expect(changed.headers.etag).toBe('"v2"');
    expect((await desk.put(`roadshows/${id}`, 1, roadshowBody(portal))).body.code).toBe('STALE_VERSION');
    const bare = portal.admin().put(`/admin/v1/roadshows/${id}`).set('authorization', manager.authorization);
    expect((await bare.send(roadshowBody(portal))).status).toBe(428);
  });

  it('cancel with every booking that is to come, telling each company', async () => {
    const { id, sessions } = await desk.openRoadshow({ capacity: 1 });
    const [first, second] = [await createFirm(portal), await createFirm(portal)];
    const bookings = [
      idOf(await book(portal, sessions[0], first), 201),
      idOf(await book(portal, sessions[0], second), 201),
    ];
    expect((await desk.post(`roadshows/${id}/cancellation`, {})).status).toBe(422);
    expect((await desk.post(`roadshows/${id}/cancellation`, REASON)).body).toMatchObject({
      status: 'cancelled',
      cancellationReason: REASON.reason,
    });
    expect((await bookingOf(portal, bookings[0], first)).body).toMatchObject({
      status: 'cancelled',
      reason: 'roadshow_cancelled',
    });
    for (const booking of bookings) {
      expect((await actsOn(booking)).at(-1)).toBe('booking.cancelled');
      expect((await eventsOf('bookingId', booking)).at(-1)).toBe('booking.cancelled.v1');
    }
    expect((await desk.get(`roadshow-sessions/${sessions[0]}`)).body).toMatchObject({ seatsTaken: 0, waiting: 0 });
    expect((await book(portal, sessions[0], await createFirm(portal))).body.code).toBe('BOOKING_NOT_OPEN');
    expect(await breaches(portal.database.query)).toEqual([]);
  });

  it('leave no booking behind in a roadshow that is cancelled while firms book', async () => {
    const { id, sessions } = await desk.openRoadshow({ capacity: 20 });
    const firms = await Promise.all(Array.from({ length: 30 }, () => createFirm(portal)));
    const storm = firms.map((firm) => book(portal, sessions[0], firm));
    const [cancelled, ...answers] = await Promise.all([desk.post(`roadshows/${id}/cancellation`, REASON), ...storm]);
    expect(cancelled.status).toBe(200);
    for (const { status, body } of answers) expect(status === 201 || body.code === 'BOOKING_NOT_OPEN').toBe(true);
    const left = await portal.database.query(
      `SELECT id FROM bookings WHERE roadshow_id = $1 AND status <> 'cancelled'`,
      [id],
    );
    expect(left).toEqual([]);
    expect(await breaches(portal.database.query)).toEqual([]);
  });
});
