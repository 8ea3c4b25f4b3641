import { runSchedule } from '../support/demands';
import { createFirm, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, dayFromNow, deskOf, roadshowBody, sessionBody } from '../support/roadshows';

const DAY = 86_400_000;

describe('the registration of a roadshow', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let start: Date;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    start = portal.clock.now();
  });
  beforeEach(() => setClock(start));
  afterAll(() => portal.stop());

  const follow = () => runSchedule(portal, 'roadshows.follow-windows');
  const setClock = (time: Date) => portal.clock.advance(time.getTime() - portal.clock.now().getTime());
  const inDays = (days: number) => setClock(new Date(start.getTime() + days * DAY));
  const statusOf = async (id: string) => (await desk.get(`roadshows/${id}`)).body.status as string;
  async function published(opens: number, closes: number): Promise<{ id: string; sessionId: string }> {
    const window = {
      registrationOpensAt: `${dayFromNow(portal, opens)}T00:00:00Z`,
      registrationClosesAt: `${dayFromNow(portal, closes)}T00:00:00Z`,
    };
    const id = await desk.created('roadshows', roadshowBody(portal, window));
    const sessionId = await desk.created(`roadshows/${id}/sessions`, sessionBody(portal));
    await desk.post(`roadshows/${id}/publication`).expect(200);
    return { id, sessionId };
  }
  const acts = (id: string) =>
    portal.database.query(
      `SELECT action, actor_kind, account_id FROM audit_entries WHERE subject_id = $1 AND action IN ('roadshow.opened', 'roadshow.closed')
       ORDER BY id`,
      [id],
    );
  const events = async (id: string) =>
    (
      await portal.database.query<{ name: string }>(
        `SELECT name FROM outbox_messages WHERE payload = jsonb_build_object('roadshowId', $1::text) ORDER BY id`,
        [id],
      )
    ).map(({ name }) => name);

  it('opens and closes when its window does', async () => {
    const firm = await createFirm(portal);
    const { id, sessionId } = await published(2, 4);
    await follow();
    expect(await statusOf(id)).toBe('published');
    expect((await book(portal, sessionId, firm)).body.code).toBe('BOOKING_NOT_OPEN');

    inDays(3);
    await follow();
    expect(await statusOf(id)).toBe('open');
    expect((await book(portal, sessionId, firm)).status).toBe(201);
    await follow();
    expect(await statusOf(id)).toBe('open');

    inDays(5);
    // Nobody has closed it yet, and it takes no bookings any more.
    expect((await book(portal, sessionId, await createFirm(portal))).body.code).toBe('BOOKING_NOT_OPEN');
    await follow();
    expect(await statusOf(id)).toBe('closed');
    const system = { actor_kind: 'system', account_id: null };
    expect(await acts(id)).toEqual([
      { action: 'roadshow.opened', ...system },
      { action: 'roadshow.closed', ...system },
    ]);
    expect(await events(id)).toEqual(['roadshow.published.v1', 'roadshow.opened.v1', 'roadshow.closed.v1']);
  });

  it('is opened and closed where the whole window has passed unseen', async () => {
    const { id } = await published(1, 2);
    inDays(3);
    await follow();
    expect(await statusOf(id)).toBe('closed');
    expect(await acts(id)).toHaveLength(2);
  });

  it('stays closed when staff closed it earlier, and open when they opened it earlier', async () => {
    const [closed, opened] = [await published(-1, 5), await published(2, 5)];
    for (const act of ['opening', 'closing']) await desk.post(`roadshows/${closed.id}/${act}`).expect(200);
    await desk.post(`roadshows/${opened.id}/opening`).expect(200);
    await follow();
    expect([await statusOf(closed.id), await statusOf(opened.id)]).toEqual(['closed', 'open']);
  });

  it('leaves drafts and cancelled roadshows alone', async () => {
    const draft = await desk.created('roadshows', roadshowBody(portal));
    const { id } = await published(-1, 5);
    await desk.post(`roadshows/${id}/cancellation`, { reason: { zh: '停', ru: 'Отмена', en: 'Off' } }).expect(200);
    await follow();
    expect([await statusOf(draft), await statusOf(id)]).toEqual(['draft', 'cancelled']);
  });

  it('is opened once by workers that look at the same moment', async () => {
    const { id } = await published(1, 5);
    inDays(2);
    await Promise.all([follow(), follow(), follow()]);
    expect(await statusOf(id)).toBe('open');
    expect(await events(id)).toEqual(['roadshow.published.v1', 'roadshow.opened.v1']);
  });
});
