import { Client } from 'pg';
import { createFirm, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, dayFromNow, deskOf, idOf, onTheDay } from '../support/roadshows';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

describe('roadshows in public', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  const ids: Record<string, string> = {};
  let sessions: string[];
  const get = (path: string) => portal.api().get(`/api/v1/roadshows${path}`);
  const idsOf = async (query: string): Promise<string[]> =>
    (await get(query)).body.items.map(({ id }: { id: string }) => id);

  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    const dates = (from: number) => ({ startsOn: dayFromNow(portal, from), endsOn: dayFromNow(portal, from + 6) });
    const near = await desk.openRoadshowOn(
      dates(28),
      { capacity: 1 },
      { startsAt: onTheDay(portal, '08:00'), endsAt: onTheDay(portal, '09:00') },
    );
    ids.near = near.id;
    sessions = near.sessions;
    ids.far = (
      await desk.openRoadshowOn({ ...dates(30), country: 'CN', kind: 'matchmaking_day', timeZone: 'Asia/Shanghai' }, {})
    ).id;
    ids.draft = await desk.created('roadshows', { ...(await desk.get(`roadshows/${ids.near}`)).body, ...UNSENT });
    ids.past = (await desk.openRoadshowOn(dates(25), {})).id;
    await portal.database.query(
      `UPDATE roadshows SET starts_on = starts_on - 90, ends_on = ends_on - 90 WHERE id = $1`,
      [ids.past],
    );
    ids.cancelled = (await desk.openRoadshowOn(dates(26), {})).id;
    await desk.post(`roadshows/${ids.cancelled}/cancellation`, {
      reason: { zh: '因故', ru: 'По техническим причинам', en: 'For technical reasons' },
    });
  });
  afterAll(() => portal.stop());

  it('are listed by date, drafts never', async () => {
    expect(await idsOf('')).toEqual([ids.far, ids.near, ids.cancelled, ids.past]);
    expect(await idsOf('?upcoming=true')).toEqual([ids.near, ids.far]);
    expect(await idsOf('?country=CN')).toEqual([ids.far]);
    expect(await idsOf('?kind=project_roadshow&upcoming=true')).toEqual([ids.near]);
    expect(await idsOf('?kind=special_promotion')).toEqual([]);
    expect((await get(`/${ids.draft}`)).status).toBe(404);
    expect((await get(`/${UNKNOWN}`)).status).toBe(404);
  });

  it.each(['', 'upcoming=true&'])('come page by page without gap or repetition (%s)', async (filter) => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(`?${filter}limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(await idsOf(`?${filter}`));
  });

  it('show an agenda with counts, neither the link nor anybody’s name', async () => {
    const [first, second] = [await createFirm(portal), await createFirm(portal)];
    idOf(await book(portal, sessions[0], first), 201);
    idOf(await book(portal, sessions[0], second), 201);
    const { status, body, text } = await get(`/${ids.near}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: ids.near, online: true, status: 'open', timeZone: 'Asia/Almaty' });
    expect(body.sessions.map(({ id }: { id: string }) => id)).toEqual(sessions);
    expect(body.sessions[0]).toMatchObject({ capacity: 1, freeSeats: 0, waiting: 1, languages: ['zh', 'ru'] });
    expect(body.sessions[1]).toMatchObject({ freeSeats: 10, waiting: 0 });
    for (const secret of ['meet.example.org', first.companyId, first.accountId, 'createdBy'])
      expect(text).not.toContain(secret);
  });

  it.each(['limit=0', 'limit=x', 'kind=party', 'country=Kazakhstan', 'upcoming=perhaps', 'cursor=%00', 'order=title'])(
    'refuse %s and name it',
    async (query) => {
      const { status, body } = await get(`?${query}`);
      expect(status).toBe(422);
      expect(body.errors[0].pointer).toContain(query.split('=')[0]);
    },
  );

  it('refuse a cursor that was made up', async () => {
    for (const key of [[1e15, UNKNOWN], [-99999, UNKNOWN], ['2026-01-01', UNKNOWN], [1, 'x'], [1]]) {
      const { status } = await get(`?cursor=${Buffer.from(JSON.stringify(key)).toString('base64url')}`);
      expect(status).toBe(422);
    }
  });

  it('are written by the secretariat’s role only, and seats by nobody directly', async () => {
    const can = async (role: string, table: string, right: string) =>
      (
        await portal.database.query<{ can: boolean }>('SELECT has_table_privilege($1, $2, $3) AS can', [
          role,
          table,
          right,
        ])
      )[0].can;
    for (const table of ['roadshows', 'roadshow_sessions', 'bookings']) {
      for (const right of ['INSERT', 'UPDATE', 'DELETE'])
        expect(await can('shuqiao_company', table, right)).toBe(false);
    }
    for (const role of ['shuqiao_staff', 'shuqiao_worker']) expect(await can(role, 'bookings', 'INSERT')).toBe(false);
    const [stranger, victim] = [await createFirm(portal), await createFirm(portal)];
    const asStranger = new Client({ connectionString: portal.database.url, options: '-c role=shuqiao_company' });
    await asStranger.connect();
    await asStranger.query(`SELECT set_config('shuqiao.companies', $1, false)`, [stranger.companyId]);
    const forVictim = [sessions[1], victim.companyId, victim.accountId, portal.clock.now(), stranger.accountId];
    const placed = asStranger.query(`SELECT place_booking(gen_random_uuid(), $1, $2, $3, $4, $5, 'test')`, forVictim);
    await expect(placed).rejects.toMatchObject({ code: '42501' });
    await asStranger.end();
  });
});

/** What a view has and a body must not. */
const UNSENT = {
  id: undefined,
  status: undefined,
  version: undefined,
  createdAt: undefined,
  updatedAt: undefined,
  cancellationReason: undefined,
  agendaVersion: undefined,
};
