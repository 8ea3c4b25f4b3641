import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, bookingOf, breaches, deskOf, idOf, onTheDay, roadshowBody, sessionBody } from '../support/roadshows';

type Firm = Person & { companyId: string };
interface Change {
  readonly kind: string;
  readonly sessionId: string;
}

describe('the agenda in versions', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let firm: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    firm = await createFirm(portal);
  });
  afterAll(() => portal.stop());
  afterEach(async () => expect(await breaches(portal.database.query)).toEqual([]));

  const get = (path: string) => portal.api().get(`/api/v1/${path}`);
  const changesFor = (roadshow: string, person = firm) =>
    get(`companies/${firm.companyId}/roadshows/${roadshow}/agenda-changes`).set('authorization', person.authorization);
  const publish = (roadshow: string) => desk.post(`roadshows/${roadshow}/agenda-versions`);
  const at = (from: string, to: string) => ({ startsAt: onTheDay(portal, from), endsAt: onTheDay(portal, to) });
  const move = async (session: string, time: object) => {
    const { version } = (await desk.get(`roadshow-sessions/${session}`)).body;
    return desk.put(`roadshow-sessions/${session}/time`, version, { roomId: null, ...time });
  };
  const summary = (changes: Change[]) => changes.map(({ kind, sessionId }) => [kind, sessionId]);
  const eventsOf = async (key: string, id: string): Promise<string[]> =>
    (
      await portal.database.query<{ name: string }>(
        'SELECT name FROM outbox_messages WHERE payload ->> $1 = $2 ORDER BY created_at',
        [key, id],
      )
    ).map(({ name }) => name);

  it('shows the public what was published, and says what has changed since', async () => {
    const { id: venueId, rooms } = await desk.venue(50, 50);
    const first = { roomId: rooms[0] };
    const { id, sessions } = await desk.openRoadshowOn(
      { venueId },
      first,
      { ...first, ...at('05:00', '06:00') },
      { ...at('07:00', '08:00') },
    );
    const published = (await get(`roadshows/${id}`)).body;
    expect(published).toMatchObject({ agendaVersion: 1, agendaPublishedAt: expect.any(String) });
    expect(published.sessions.map((one: { since: string }) => one.since)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    idOf(await book(portal, sessions[0], firm), 201);
    expect((await publish(id)).body.code).toBe('AGENDA_UNCHANGED');

    await move(sessions[0], { roomId: rooms[1], ...at('09:00', '10:00') });
    await move(sessions[1], { roomId: rooms[1], ...at('05:00', '06:00') });
    const added = await desk.created(`roadshows/${id}/sessions`, sessionBody(portal, at('11:00', '12:00')));
    expect((await desk.post(`roadshow-sessions/${sessions[2]}/cancellation`)).status).toBe(204);
    const before = (await get(`roadshows/${id}`)).body;
    expect(before.sessions.map((one: { id: string; since: string }) => [one.id, one.since])).toEqual([
      [sessions[0], 'changed'],
      [sessions[1], 'changed'],
      [sessions[2], 'cancelled'],
    ]);
    expect(before.sessions[0]).toMatchObject({ ...at('04:00', '05:00'), freeSeats: 9, room: { en: 'Room 1' } });

    const expected = [
      ['re_roomed', sessions[1]],
      ['moved', sessions[0]],
      ['re_roomed', sessions[0]],
      ['added', added],
      ['removed', sessions[2]],
    ];
    expect(summary((await desk.get(`roadshows/${id}/pending-agenda`)).body.changes)).toEqual(expected);
    const second = await publish(id);
    expect({ status: second.status, version: second.body.version }).toEqual({ status: 201, version: 2 });
    expect(summary(second.body.changes)).toEqual(expected);
    expect(second.body.changes[1]).toMatchObject({ fromTime: at('04:00', '05:00'), toTime: at('09:00', '10:00') });
    const after = (await get(`roadshows/${id}`)).body;
    expect(after.agendaVersion).toBe(2);
    expect(after.sessions.map((one: { id: string; since: string }) => [one.id, one.since])).toEqual([
      [sessions[1], 'unchanged'],
      [sessions[0], 'unchanged'],
      [added, 'unchanged'],
    ]);

    // Old versions stay as they were, and the newest comes first.
    const old = await get(`roadshows/${id}/agenda-versions/1`);
    expect(old.body.sessions.map((one: { id: string }) => one.id)).toEqual(sessions);
    expect(old.body.sessions[0]).toMatchObject({ ...at('04:00', '05:00'), room: { en: 'Room 1' }, speakers: [] });
    const page = await get(`roadshows/${id}/agenda-versions?limit=1`);
    expect(page.body.items).toEqual([second.body]);
    const rest = await get(`roadshows/${id}/agenda-versions?limit=1&cursor=${page.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ version: 1, changes: [] }], nextCursor: null });
    for (const missing of ['0', '3', 'x'])
      expect((await get(`roadshows/${id}/agenda-versions/${missing}`)).status).toBe(404);
    expect(await eventsOf('roadshowId', id)).toEqual([
      'roadshow.published.v1',
      'roadshow.opened.v1',
      'agenda.published.v1',
    ]);
  });

  it('shows who booked what moved for him, and tells him once', async () => {
    const { id, sessions } = await desk.openRoadshow(at('04:00', '05:00'), at('06:00', '07:00'), at('08:00', '09:00'));
    const bookings = [sessions[0], sessions[1]].map((session) => book(portal, session, firm));
    const [moved, gone] = (await Promise.all(bookings)).map((response) => idOf(response, 201));
    await move(sessions[0], at('04:30', '05:30'));
    await move(sessions[2], at('08:30', '09:30'));
    expect((await desk.post(`roadshow-sessions/${sessions[1]}/cancellation`)).status).toBe(204);
    expect((await changesFor(id)).body.items).toEqual([]);
    await publish(id);
    const { body } = await changesFor(id);
    expect(body.items.map((one: { version: number }) => one.version)).toEqual([2]);
    expect(summary(body.items[0].changes)).toEqual([
      ['moved', sessions[0]],
      ['removed', sessions[1]],
    ]);
    expect((await bookingOf(portal, moved, firm)).body).toMatchObject({ status: 'confirmed', ...at('04:30', '05:30') });
    expect((await bookingOf(portal, gone, firm)).body).toMatchObject({ status: 'cancelled' });
    expect(await eventsOf('bookingId', gone)).toEqual(['booking.confirmed.v1', 'booking.cancelled.v1']);
    expect(await eventsOf('sessionId', sessions[0])).toEqual(['booking.confirmed.v1', 'session.moved.v1']);
    const stranger = await createFirm(portal);
    expect((await changesFor(id, stranger)).status).toBe(404);
    const own = get(`companies/${stranger.companyId}/roadshows/${id}/agenda-changes`);
    expect((await own.set('authorization', stranger.authorization)).body.items).toEqual([]);
  });

  it('cancels a session once, frees its room and people, and takes no bookings for it', async () => {
    const { id: venueId, rooms } = await desk.venue(50);
    const { id, sessions } = await desk.openRoadshowOn(
      { venueId },
      { roomId: rooms[0], capacity: 1 },
      at('06:00', '07:00'),
    );
    const [first, waiting] = [await createFirm(portal), await createFirm(portal)];
    for (const delegate of [first, waiting]) idOf(await book(portal, sessions[0], delegate), 201);
    const path = `roadshow-sessions/${sessions[0]}`;
    const answers = await Promise.all([1, 2, 3].map(() => desk.post(`${path}/cancellation`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('SESSION_CANCELLED');
    expect(await eventsOf('sessionId', sessions[0])).toEqual(expect.arrayContaining(['session.cancelled.v1']));
    const { version, cancelledAt, seatsTaken } = (await desk.get(path)).body;
    expect({ cancelledAt, seatsTaken }).toEqual({ cancelledAt: expect.any(String), seatsTaken: 0 });
    expect((await desk.put(`${path}/capacity`, version, { capacity: 5 })).body.code).toBe('SESSION_CANCELLED');
    expect((await book(portal, sessions[0], await createFirm(portal))).body.code).toBe('BOOKING_NOT_OPEN');
    // Changing the window opens no session that does not take place.
    const { version: roadshowVersion } = (await desk.get(`roadshows/${id}`)).body;
    expect((await desk.put(`roadshows/${id}`, roadshowVersion, roadshowBody(portal, { venueId }))).status).toBe(200);
    expect((await book(portal, sessions[0], await createFirm(portal))).body.code).toBe('BOOKING_NOT_OPEN');
    idOf(await book(portal, sessions[1], first), 201);
    expect((await desk.post(`roadshows/${id}/sessions`, sessionBody(portal, { roomId: rooms[0] }))).status).toBe(201);
  });

  it('publishes each version once, however often it is asked for at once', async () => {
    const { id, sessions } = await desk.openRoadshow({}, at('06:00', '07:00'));
    await move(sessions[1], at('06:30', '07:30'));
    const answers = await Promise.all([1, 2, 3, 4].map(() => publish(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.code).toBe('AGENDA_UNCHANGED');
  });

  it('publishes no draft by itself, and no session that is nowhere', async () => {
    const { id: venueId } = await desk.venue(50);
    const id = await desk.created('roadshows', roadshowBody(portal, { venueId, onlineLink: null }));
    const session = await desk.created(`roadshows/${id}/sessions`, sessionBody(portal));
    expect((await publish(id)).body.code).toBe('ROADSHOW_STATE');
    expect((await get(`roadshows/${id}/agenda-versions`)).status).toBe(404);
    const nowhere = await desk.post(`roadshows/${id}/publication`);
    expect(nowhere.body).toMatchObject({ code: 'SESSION_WITHOUT_ROOM', sessions: [session] });
    expect((await desk.get(`roadshows/${id}`)).body).toMatchObject({ status: 'draft', agendaVersion: null });
  });

  it('names who speaks and between which languages it is interpreted, not who interprets', async () => {
    const { id, sessions } = await desk.openRoadshow({});
    const speaker = await createFirm(portal);
    const path = `roadshow-sessions/${sessions[0]}`;
    const { companyId, accountId } = speaker;
    await desk.created(`${path}/speakers`, { companyId, accountId });
    await desk.created(`${path}/speakers`, {
      name: { lang: 'ru', text: 'Айгуль Сатпаева' },
      organisation: { lang: 'ru', text: 'Порт Актау' },
    });
    const interpreter = await desk.created('interpreters', {
      name: { lang: 'ru', text: 'Ирина Тайная' },
      languages: ['zh', 'ru'],
      email: null,
      phone: null,
      note: null,
    });
    await desk.created(`${path}/interpreters`, { interpreterId: interpreter, languages: ['zh', 'ru'] });
    expect((await get(`roadshows/${id}`)).body.sessions[0]).toMatchObject({ speakers: [], interpretation: [] });
    await publish(id);
    const { body, text } = await get(`roadshows/${id}`);
    expect(body.sessions[0].interpretation).toEqual([['ru', 'zh']]);
    expect(body.sessions[0].speakers).toMatchObject([
      { companyId, name: { lang: 'und', text: expect.any(String) }, organisation: expect.any(Object) },
      {
        companyId: null,
        name: { lang: 'ru', text: 'Айгуль Сатпаева' },
        organisation: { lang: 'ru', text: 'Порт Актау' },
      },
    ]);
    for (const secret of ['Тайная', interpreter, accountId, speaker.email]) expect(text).not.toContain(secret);
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [companyId]);
    expect((await get(`roadshows/${id}`)).body.sessions[0].speakers).toHaveLength(1);
  });
});
