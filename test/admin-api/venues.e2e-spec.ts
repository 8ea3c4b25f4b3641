import { createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { deskOf, onTheDay, roadshowBody, sessionBody, venueBody } from '../support/roadshows';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const three = (text: string) => ({ zh: `${text}厅`, ru: `Зал ${text}`, en: `Hall ${text}` });
const REASON = { reason: { zh: '场地停用', ru: 'Площадка закрыта', en: 'The venue is closed' } };

describe('venues', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());

  const actsOn = async (id: string): Promise<string[]> =>
    (
      await portal.database.query<{ action: string }>(
        'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY at',
        [id],
      )
    ).map(({ action }) => action);
  const roadshowIn = (venueId: string, changes: object = {}) =>
    desk.created('roadshows', roadshowBody(portal, { venueId, ...changes }));
  const add = (roadshow: string, changes: object) =>
    desk.post(`roadshows/${roadshow}/sessions`, sessionBody(portal, changes));

  it('have rooms, each audited, and are listed newest first', async () => {
    const created = await desk.post('venues', venueBody());
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ ...venueBody(), rooms: [], version: 1 });
    const id = created.body.id as string;
    const room = await desk.post(`venues/${id}/rooms`, { name: three('A'), seats: 80, tables: 12 });
    expect(room.body).toMatchObject({ venueId: id, name: three('A'), seats: 80, tables: 12, version: 1 });
    const again = await desk.post(`venues/${id}/rooms`, { name: { ...three('A'), en: 'hall a' }, seats: 1, tables: 0 });
    expect(again.body.errors).toEqual([expect.objectContaining({ pointer: '/name/en', code: 'room_name_taken' })]);
    const larger = await desk.put(`venue-rooms/${room.body.id}`, 1, { name: three('A'), seats: 90, tables: 0 });
    expect(larger.body).toMatchObject({ seats: 90, tables: 0, version: 2 });
    const stale = await desk.put(`venue-rooms/${room.body.id}`, 1, { name: three('A'), seats: 1, tables: 0 });
    expect(stale.body.code).toBe('STALE_VERSION');
    const renamed = await desk.put(`venues/${id}`, 1, venueBody({ address: three('B') }));
    expect(renamed.body).toMatchObject({ address: three('B'), version: 2, rooms: [larger.body] });
    expect(await actsOn(id)).toEqual(['venue.created', 'venue.changed']);
    expect(await actsOn(room.body.id)).toEqual(['venue.room_added', 'venue.room_changed']);
    const other = await desk.created('venues', venueBody());
    const page = await desk.get('venues?limit=1');
    expect(page.body.items.map((venue: { id: string }) => venue.id)).toEqual([other]);
    const next = await desk.get(`venues?limit=1&cursor=${page.body.nextCursor}`);
    expect(next.body.items.map((venue: { id: string }) => venue.id)).toEqual([id]);
  });

  it.each([
    [{ country: 'FR' }, '/country'],
    [{ timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ city: { zh: '天津' } }, '/city/ru'],
    [{ address: null }, '/address'],
    [{ rooms: [] }, '/rooms'],
  ])('name the field of a venue with %j', async (changes, pointer) => {
    const { status, body } = await desk.post('venues', venueBody(changes));
    expect(status).toBe(422);
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('say where their roadshows are, which may not say otherwise', async () => {
    const { id: venueId } = await desk.venue();
    const place = { city: undefined, country: undefined, timeZone: undefined };
    const { body } = await desk.post('roadshows', roadshowBody(portal, { venueId, ...place, onlineLink: null }));
    expect(body).toMatchObject({ venueId, country: 'KZ', timeZone: 'Asia/Almaty', city: venueBody().city });
    const other = await desk.post('roadshows', roadshowBody(portal, { venueId, timeZone: 'Asia/Tashkent' }));
    expect(other.body.errors).toEqual([expect.objectContaining({ pointer: '/timeZone', code: 'differs_from_venue' })]);
    const nowhere = await desk.post('roadshows', roadshowBody(portal, place));
    expect(nowhere.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/city',
      '/country',
      '/timeZone',
    ]);
    const unknown = await desk.post('roadshows', roadshowBody(portal, { venueId: UNKNOWN }));
    expect(unknown.body.errors).toEqual([expect.objectContaining({ pointer: '/venueId', code: 'unknown_reference' })]);
    const moved = await desk.put(`venues/${venueId}`, 1, venueBody({ timeZone: 'Asia/Tashkent' }));
    expect({ status: moved.status, code: moved.body.code }).toEqual({ status: 409, code: 'VENUE_IN_USE' });
    const renamed = await desk.put(`venues/${venueId}`, 1, venueBody({ city: three('Astana') }));
    expect(renamed.status).toBe(200);
    expect((await desk.get(`roadshows/${body.id}`)).body.city).toEqual(three('Astana'));
  });

  it('give their rooms to sessions of their own roadshows only, and hold on to them', async () => {
    const [here, there] = [await desk.venue(50), await desk.venue(50)];
    const roadshow = await roadshowIn(here.id);
    const strange = await add(roadshow, { roomId: there.rooms[0] });
    expect(strange.body.errors).toEqual([expect.objectContaining({ pointer: '/roomId', code: 'not_in_venue' })]);
    const online = await desk.created('roadshows', roadshowBody(portal));
    expect((await add(online, { roomId: here.rooms[0] })).body.errors[0].code).toBe('not_in_venue');
    const session = await add(roadshow, { roomId: here.rooms[0] });
    expect(session.body).toMatchObject({ roomId: here.rooms[0], roomName: expect.objectContaining({ en: 'Room 1' }) });
    const leaving = await desk.put(`roadshows/${roadshow}`, 1, roadshowBody(portal, { venueId: there.id }));
    expect({ status: leaving.status, code: leaving.body.code }).toEqual({ status: 409, code: 'ROADSHOW_ROOMS_IN_USE' });
    const { startsAt, endsAt } = session.body;
    const time = { roomId: null, startsAt, endsAt };
    expect((await desk.put(`roadshow-sessions/${session.body.id}/time`, 1, time)).body.roomName).toBeNull();
    expect((await desk.put(`roadshows/${roadshow}`, 1, roadshowBody(portal, { venueId: there.id }))).status).toBe(200);
  });

  it('give a room to one of the sessions that ask for it at once, whichever roadshow they are of', async () => {
    const { id, rooms } = await desk.venue(50);
    const roadshows = await Promise.all([roadshowIn(id), roadshowIn(id), roadshowIn(id)]);
    const same = { roomId: rooms[0] };
    const later = { ...same, startsAt: onTheDay(portal, '05:00'), endsAt: onTheDay(portal, '06:00') };
    const answers = await Promise.all([
      ...roadshows.map((roadshow) => add(roadshow, same)),
      ...roadshows.map((roadshow) => add(roadshow, later)),
    ]);
    for (const group of [answers.slice(0, 3), answers.slice(3)]) {
      expect(group.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      for (const { body } of group.filter(({ status }) => status === 409)) expect(body.code).toBe('SESSION_ROOM_TAKEN');
    }
    const [kept] = answers.slice(0, 3).filter(({ status }) => status === 201);
    const away = await add(roadshows[0], { startsAt: onTheDay(portal, '07:00'), endsAt: onTheDay(portal, '08:00') });
    const intruding = { roomId: rooms[0], startsAt: onTheDay(portal, '04:30'), endsAt: onTheDay(portal, '04:45') };
    const moved = await desk.put(`roadshow-sessions/${away.body.id}/time`, 1, intruding);
    expect(moved.body.code).toBe('SESSION_ROOM_TAKEN');
    const cancelled = await desk.post(`roadshows/${kept.body.roadshowId}/cancellation`, REASON);
    expect(cancelled.status).toBe(200);
    const free = roadshows.find((roadshow) => roadshow !== kept.body.roadshowId) as string;
    expect((await add(free, same)).status).toBe(201);
  });

  it('hold no more people than their rooms have seats, online seats aside, whatever changes at once', async () => {
    const { id, rooms } = await desk.venue(20);
    const roadshow = await roadshowIn(id);
    expect((await add(roadshow, { roomId: rooms[0], capacity: 21 })).body.code).toBe('ROOM_TOO_SMALL');
    const hybrid = await add(roadshow, { roomId: rooms[0], capacity: 120, onlineSeats: 100 });
    expect(hybrid.body).toMatchObject({ capacity: 120, onlineSeats: 100 });
    const cut = await desk.put(`roadshows/${roadshow}`, 1, roadshowBody(portal, { venueId: id, onlineLink: null }));
    expect(cut.body.errors).toEqual([
      expect.objectContaining({ pointer: '/onlineLink', code: 'online_link_required' }),
    ]);
    const path = `roadshow-sessions/${hybrid.body.id}/capacity`;
    const many = await desk.put(path, 1, { capacity: 10, onlineSeats: 11 });
    expect(many.body.errors).toEqual([expect.objectContaining({ pointer: '/onlineSeats', code: 'too_large' })]);
    expect((await desk.put(path, 1, { capacity: 120, onlineSeats: 99 })).body.code).toBe('ROOM_TOO_SMALL');
    expect((await desk.put(path, 1, { capacity: 10, onlineSeats: 0 })).status).toBe(200);
    const offline = await roadshowIn(id, { onlineLink: null });
    const linkless = await add(offline, { onlineSeats: 1 });
    expect(linkless.body.errors).toEqual([
      expect.objectContaining({ pointer: '/onlineSeats', code: 'online_link_required' }),
    ]);

    const room = (seats: number) => ({ name: three('1'), seats, tables: 0 });
    for (let round = 0; round < 5; round++) {
      const { version } = (await desk.get(`roadshow-sessions/${hybrid.body.id}`)).body;
      const before = (await desk.get(`venues/${id}`)).body.rooms[0];
      const answers = await Promise.all([
        desk.put(`venue-rooms/${rooms[0]}`, before.version, room(15)),
        desk.put(path, version, { capacity: 20, onlineSeats: 0 }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(['ROOM_IN_USE', 'ROOM_TOO_SMALL']).toContain(answers.find(({ status }) => status === 409)?.body.code);
      const after = (await desk.get(`venues/${id}`)).body.rooms[0];
      const session = (await desk.get(`roadshow-sessions/${hybrid.body.id}`)).body;
      expect(session.capacity).toBeLessThanOrEqual(after.seats);
      await desk.put(path, session.version, { capacity: 10, onlineSeats: 0 });
      await desk.put(`venue-rooms/${rooms[0]}`, after.version, room(20));
    }
  });

  it('are printed in the public agenda in three languages', async () => {
    const { id, rooms } = await desk.venue(50);
    const { id: roadshow } = await desk.openRoadshowOn({ venueId: id }, { roomId: rooms[0] }, { onlineSeats: 2 });
    const { body } = await portal.api().get(`/api/v1/roadshows/${roadshow}`);
    expect(body.venue).toEqual({ name: venueBody().name, address: venueBody().address });
    const [inRoom, online] = body.sessions as { room: object | null; onlineSeats: number }[];
    expect(inRoom.room).toEqual({ zh: expect.any(String), ru: expect.any(String), en: 'Room 1' });
    expect(online).toMatchObject({ room: null, onlineSeats: 2 });
  });
});
