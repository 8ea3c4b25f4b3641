import { createFirm, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, dayFromNow, deskOf, idOf, onTheDay, roadshowBody, sessionBody } from '../support/roadshows';

const WEEK = 7 * 86_400_000;
const CAIRO = { timeZone: 'Africa/Cairo', country: 'EG', city: { zh: '开罗', ru: 'Каир', en: 'Cairo' } };

interface Session {
  readonly startsAt: string;
  readonly roomId: string | null;
}

describe('copies and series of roadshows', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());

  const sessionsOf = async (roadshow: string): Promise<Session[]> =>
    (await desk.get(`roadshows/${roadshow}/sessions`)).body;
  const localTime = (time: string, timeZone: string) =>
    new Date(time).toLocaleTimeString('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' });
  const shift = (date: string, weeks: number) => new Date(Date.parse(date) + weeks * WEEK).toISOString().slice(0, 10);
  /** A roadshow in Cairo with a session at ten o'clock there, whatever daylight saving says on that day. */
  const inCairo = async (changes: object = {}): Promise<string> => {
    const id = await desk.created('roadshows', roadshowBody(portal, { ...CAIRO, ...changes }));
    const [{ at }] = await portal.database.query<{ at: Date }>(
      `SELECT ($1::date + time '10:00') AT TIME ZONE 'Africa/Cairo' AS at`,
      [dayFromNow(portal, 30)],
    );
    const endsAt = new Date(at.getTime() + 3_600_000).toISOString();
    await desk.created(`roadshows/${id}/sessions`, sessionBody(portal, { startsAt: at.toISOString(), endsAt }));
    return id;
  };

  it('copy words, dates, sessions, rooms and rules, and no bookings', async () => {
    const { id: venueId, rooms } = await desk.venue(50);
    const rules = { roomId: rooms[0], capacity: 3, requiresApproval: true, delegatesPerCompany: 2, languages: ['ru'] };
    const { id, sessions } = await desk.openRoadshowOn({ venueId }, rules, { startsAt: onTheDay(portal, '04:30') });
    idOf(await book(portal, sessions[0], await createFirm(portal)), 201);
    await desk.post(`roadshow-sessions/${sessions[1]}/cancellation`);
    const startsOn = dayFromNow(portal, 44);
    const copy = await desk.post(`roadshows/${id}/copies`, { startsOn });
    expect(copy.status).toBe(201);
    expect(copy.body).toEqual({ roadshowId: expect.any(String), startsOn, withoutRoom: [] });
    const { body } = await desk.get(`roadshows/${copy.body.roadshowId}`);
    const source = (await desk.get(`roadshows/${id}`)).body;
    expect(body).toMatchObject({ status: 'draft', startsOn, endsOn: dayFromNow(portal, 45), venueId, version: 1 });
    expect([body.title, body.kind, body.onlineLink]).toEqual([source.title, source.kind, source.onlineLink]);
    expect(Date.parse(body.registrationClosesAt) - Date.parse(source.registrationClosesAt)).toBe(2 * WEEK);
    const copied = await sessionsOf(copy.body.roadshowId);
    expect(copied).toHaveLength(1);
    expect(copied[0]).toMatchObject({ ...rules, seatsTaken: 0, waiting: 0, cancelledAt: null });
    expect(Date.parse(copied[0].startsAt) - Date.parse(onTheDay(portal, '04:00'))).toBe(2 * WEEK);
    const acts = await portal.database.query(
      `SELECT action, details ->> 'copiedFrom' AS source FROM audit_entries WHERE subject_id = $1`,
      [copy.body.roadshowId],
    );
    expect(acts).toEqual([{ action: 'roadshow.created', source: id }]);

    // The room is taken by the first copy now, and too small later.
    const again = await desk.post(`roadshows/${id}/copies`, { startsOn });
    expect(again.body.withoutRoom).toHaveLength(1);
    expect((await sessionsOf(again.body.roadshowId))[0].roomId).toBeNull();
    for (const [date, code] of [
      [dayFromNow(portal, 0), 'must_be_future'],
      [dayFromNow(portal, 800), 'too_far_ahead'],
    ])
      expect((await desk.post(`roadshows/${id}/copies`, { startsOn: date })).body.errors).toEqual([
        expect.objectContaining({ pointer: '/startsOn', code }),
      ]);
  });

  it('keep the time of the day over changes to daylight saving', async () => {
    const id = await inCairo();
    const offsets = new Set<string>();
    for (let weeks = 4; weeks <= 52; weeks += 8) {
      const startsOn = shift(dayFromNow(portal, 30), weeks);
      const copy = await desk.post(`roadshows/${id}/copies`, { startsOn });
      const [session] = await sessionsOf(copy.body.roadshowId);
      expect(localTime(session.startsAt, 'Africa/Cairo')).toBe('10:00');
      offsets.add(session.startsAt.slice(11));
    }
    // A year in Egypt has both.
    expect([...offsets].sort()).toEqual(['07:00:00.000Z', '08:00:00.000Z']);
  });

  it('come again by a rule, with skipped and added dates, each once however often they are asked for', async () => {
    const roadshowId = await inCairo();
    const first = dayFromNow(portal, 30);
    const [skipped, added] = [shift(first, 4), dayFromNow(portal, 40)];
    const rule = { rule: 'FREQ=WEEKLY;INTERVAL=2', skipped: [skipped], added: [added] };
    const series = await desk.post('roadshow-series', { roadshowId, ...rule });
    expect(series.status).toBe(201);
    expect(series.body).toMatchObject({
      ...rule,
      roadshowId,
      startsOn: first,
      dates: [{ date: first, roadshowId, status: 'draft' }],
    });
    const until = shift(first, 6);
    const path = `roadshow-series/${series.body.id}`;
    const answers = await Promise.all([1, 2, 3].map(() => desk.post(`${path}/extension`, { until })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const made = answers.flatMap(({ body }) => body.made as { startsOn: string; roadshowId: string }[]);
    const expected = [added, shift(first, 2), shift(first, 6)];
    expect(made.map(({ startsOn }) => startsOn).sort()).toEqual([...expected].sort());
    expect((await desk.post(`${path}/extension`, { until })).body.made).toEqual([]);
    const { body } = await desk.get(path);
    expect(body.dates.map(({ date }: { date: string }) => date)).toEqual([first, ...expected].sort().reverse());

    // A date of the series is a roadshow of its own.
    const [one] = made;
    const changed = roadshowBody(portal, {
      ...CAIRO,
      startsOn: one.startsOn,
      endsOn: one.startsOn,
      kind: 'matchmaking_day',
    });
    expect((await desk.put(`roadshows/${one.roadshowId}`, 1, changed)).body.kind).toBe('matchmaking_day');
    expect((await desk.get(`roadshows/${roadshowId}`)).body.kind).toBe('project_roadshow');
    expect((await desk.post(`${path}/extension`, { until })).body.made).toEqual([]);

    const weekly = await desk.put(path, 1, { rule: 'FREQ=WEEKLY;COUNT=4', skipped: [], added: [] });
    expect(weekly.body).toMatchObject({ rule: 'FREQ=WEEKLY;COUNT=4', version: 2 });
    expect((await desk.put(path, 1, { rule: 'FREQ=WEEKLY' })).body.code).toBe('STALE_VERSION');
    const more = await desk.post(`${path}/extension`, { until });
    expect(more.body.made.map(({ startsOn }: { startsOn: string }) => startsOn)).toEqual([
      shift(first, 1),
      shift(first, 3),
    ]);
    const acts = await portal.database.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY at`,
      [series.body.id],
    );
    expect(acts.map(({ action }) => action)).toEqual([
      'series.created',
      'series.extended',
      'series.changed',
      'series.extended',
    ]);
    expect((await desk.get('roadshow-series')).body.items.map(({ id }: { id: string }) => id)).toContain(
      series.body.id,
    );
  });

  it('refuse what is no rule, a second series, and more than a reasonable number at once', async () => {
    const roadshowId = await inCairo();
    const create = (rule: string) => desk.post('roadshow-series', { roadshowId, rule });
    for (const rule of ['every second Thursday', 'FREQ=SECONDLY', 'FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2'])
      expect((await create(rule)).body.errors).toEqual([
        expect.objectContaining({ pointer: '/rule', code: 'not_a_rule' }),
      ]);
    const answers = await Promise.all([1, 2, 3].map(() => create('FREQ=DAILY')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.code).toBe('ALREADY_IN_SERIES');
    const { id } = answers.find(({ status }) => status === 201)?.body as { id: string };
    const extend = (until: string) => desk.post(`roadshow-series/${id}/extension`, { until });
    expect((await extend(dayFromNow(portal, 300))).body.code).toBe('TOO_MANY_DATES');
    expect((await extend(dayFromNow(portal, -1))).body.errors[0]).toMatchObject({ pointer: '/until' });
    expect((await extend(dayFromNow(portal, 900))).body.errors[0]).toMatchObject({ code: 'too_far_ahead' });
  });
});
