import { readCalendar } from '../support/calendars';
import { createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, deskOf, idOf, onTheDay } from '../support/roadshows';

describe('a calendar to subscribe to', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());

  const PATH = '/api/v1/accounts/me/calendar-subscription';
  const as = (person: Person) => ({ authorization: person.authorization });
  const subscribe = async (person: Person): Promise<string> => {
    const { status, body } = await portal.api().post(PATH).set(as(person)).send({});
    expect(status).toBe(201);
    return new URL(body.url).pathname;
  };
  const read = (path: string, headers: Record<string, string> = {}) => portal.api().get(path).set(headers);
  const entries = async (path: string) => {
    const answer = await read(path);
    expect(answer.status).toBe(200);
    return readCalendar(answer.text).events;
  };

  it('shows what its owner has a seat in, to who has the address and nothing else', async () => {
    const { sessions } = await desk.openRoadshow(
      { capacity: 1 },
      { startsAt: onTheDay(portal, '06:00'), endsAt: onTheDay(portal, '07:00'), capacity: 1 },
    );
    const [firm, other] = [await createFirm(portal), await createFirm(portal)];
    const seat = idOf(await book(portal, sessions[0], firm), 201);
    idOf(await book(portal, sessions[1], other), 201);
    const waiting = idOf(await book(portal, sessions[1], firm), 201);
    expect((await portal.api().get(PATH).set(as(firm))).body).toEqual({ active: false, createdAt: null });
    const path = await subscribe(firm);
    expect((await portal.api().get(PATH).set(as(firm))).body).toMatchObject({
      active: true,
      createdAt: portal.clock.now().toISOString(),
    });
    const answer = await read(path);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(readCalendar(answer.text)).toMatchObject({
      method: 'PUBLISH',
      events: [{ uid: `booking-${seat}`, zone: 'Asia/Almaty', start: onTheDay(portal, '04:00') }],
    });
    expect(answer.text).not.toContain(waiting);

    // The mail and the feed speak of one entry.
    await portal.settle();
    const [mail] = await portal.database.query<{ calendar: string }>(
      `SELECT calendar FROM mails WHERE account_id = $1 AND kind = 'booking.confirmed'`,
      [firm.accountId],
    );
    const [mailed] = readCalendar(mail?.calendar ?? '').events;
    const [shown] = await entries(path);
    expect([shown?.uid, shown?.sequence]).toEqual([mailed?.uid, mailed?.sequence]);

    await actOn(portal, seat, 'cancellation', firm);
    expect(await entries(path)).toEqual([]);
  });

  it('answers 304 until something changes', async () => {
    const { sessions } = await desk.openRoadshow({});
    const firm = await createFirm(portal);
    const path = await subscribe(firm);
    const { etag } = (await read(path)).headers;
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
      const answer = await read(path, { 'if-none-match': String(known) });
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 304, text: '' });
    }
    portal.clock.advance(60_000);
    expect((await read(path, { 'if-none-match': String(etag) })).status).toBe(304);
    idOf(await book(portal, sessions[0], firm), 201);
    const changed = await read(path, { 'if-none-match': String(etag) });
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
  });

  it('keeps of the address only a hash, and records what was done', async () => {
    const firm = await createFirm(portal);
    const path = await subscribe(firm);
    const token = path.split('/').at(-1)?.replace('.ics', '') ?? '';
    const [row] = await portal.database.query<{ row: string }>(
      'SELECT to_jsonb(s)::text AS row FROM calendar_subscriptions s WHERE account_id = $1',
      [firm.accountId],
    );
    expect(row?.row).not.toContain(token);
    const [traces] = await portal.database.query<{ count: number }>(
      `SELECT (SELECT count(*) FROM audit_entries e WHERE to_jsonb(e)::text LIKE '%' || $1 || '%')::integer
         + (SELECT count(*) FROM outbox_messages m WHERE to_jsonb(m)::text LIKE '%' || $1 || '%')::integer AS count`,
      [token],
    );
    expect(traces?.count).toBe(0);
    const entriesOf = await portal.database.query('SELECT action FROM audit_entries WHERE account_id = $1', [
      firm.accountId,
    ]);
    expect(entriesOf).toEqual([{ action: 'calendar_subscription.renewed' }]);
  });

  it('leads nowhere once it is renewed, revoked, or its owner gone', async () => {
    const firm = await createFirm(portal);
    const first = await subscribe(firm);
    const second = await subscribe(firm);
    expect(second).not.toBe(first);
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    for (let turn = 0; turn < 2; turn++) expect((await portal.api().delete(PATH).set(as(firm))).status).toBe(204);
    expect((await read(second)).status).toBe(404);

    const third = await subscribe(firm);
    await portal.database.query('UPDATE accounts SET disabled_at = now(), erased_at = now() WHERE id = $1', [
      firm.accountId,
    ]);
    expect((await read(third)).status).toBe(404);
    const left = await portal.database.query('SELECT FROM calendar_subscriptions WHERE account_id = $1', [
      firm.accountId,
    ]);
    expect(left).toEqual([]);
  });

  it('is one per account, however often it is asked for at once', async () => {
    const person = await createPerson(portal);
    const paths = await Promise.all(Array.from({ length: 8 }, () => subscribe(person)));
    const statuses = await Promise.all(paths.map(async (path) => (await read(path)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  it('refuses what is no address of ours, and who asks too often', async () => {
    for (const token of ['x', 'a'.repeat(43), `${'a'.repeat(42)}%00`, '..%2f..%2f'])
      expect((await read(`/api/v1/calendars/${token}.ics`)).status).toBe(404);
    const path = await subscribe(await createPerson(portal));
    const answers = [];
    for (let turn = 0; turn < 122; turn++) answers.push((await read(path)).status);
    expect(answers.slice(0, 120)).toEqual(Array(120).fill(200));
    expect(answers.slice(120)).toEqual([429, 429]);
    expect((await portal.api().post(PATH).send({})).status).toBe(401);
  });
});
