import { createPublicKey, verify } from 'node:crypto';
import { newId, systemActor } from '@shuqiao/kernel';
import { PublicTokens } from '@shuqiao/platform';
import { NoShows } from '@shuqiao/roadshows';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, TEST_TOKEN_SECRET, type TestPortal } from '../support/portal';
import { readQrCode } from '../support/qr-code';
import { actOn, book, breaches, deskOf, handOver, idOf } from '../support/roadshows';

type Firm = Person & { companyId: string };
const MINUTE = 60_000;
const tokens = new PublicTokens({ TOKEN_SECRET: TEST_TOKEN_SECRET });

interface Result {
  readonly id: string;
  readonly outcome: string;
  readonly bookingId: string | null;
  readonly delegateName: string | null;
  readonly checkedInAt: string | null;
}

describe('the door', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    await portal.adminApi.listen(0, '127.0.0.1');
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());
  afterEach(async () => expect(await breaches(portal.database.query)).toEqual([]));

  const at = (minutes: number): string => new Date(portal.clock.now().getTime() + minutes * MINUTE).toISOString();
  /** Sessions of an hour, each beginning some minutes from now. */
  const open = async (...starts: number[]): Promise<string[]> => {
    const dates = {
      timeZone: 'UTC',
      startsOn: at(-24 * 60).slice(0, 10),
      endsOn: at(24 * 60 * 9).slice(0, 10),
      registrationOpensAt: at(-60),
      registrationClosesAt: at(24 * 60 * 9),
    };
    const sessions = starts.map((start) => ({ startsAt: at(start), endsAt: at(start + 60), capacity: 30 }));
    return (await desk.openRoadshowOn(dates, ...sessions)).sessions;
  };
  const picture = (booking: string, person: Person, format = 'png') =>
    portal
      .api()
      .get(`/api/v1/bookings/${booking}/check-in-code?format=${format}`)
      .set('authorization', person.authorization)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
  /** What the picture says, which the test of the pictures reads: signing is faster than scanning. */
  const codeOf = (booking: string, session: string, person: Person): string =>
    tokens.sign('check-in', [booking, session, person.accountId]);
  const seat = async (session: string, firm?: Firm) => {
    const person = firm ?? (await createFirm(portal));
    const booking = idOf(await book(portal, session, person), 201);
    return { person, booking, code: codeOf(booking, session, person) };
  };
  const scan = async (session: string, code: string, scannedAt = at(0), id = newId()): Promise<Result> => {
    const { status, body } = await desk.post(`roadshow-sessions/${session}/check-ins`, { id, code, scannedAt });
    expect(status).toBe(200);
    return body as Result;
  };
  const batch = (session: string, scans: object[]) =>
    desk.post(`roadshow-sessions/${session}/check-in-batches`, { scans });
  const statusOf = async (booking: string) => {
    const { status, checkedInAt } = (await desk.get(`bookings/${booking}`)).body;
    return { status, checkedInAt };
  };
  const pass = async (minutes: number): Promise<void> => {
    portal.clock.advance(minutes * MINUTE);
    await portal.database.query(`UPDATE sessions SET expires_at = expires_at + interval '2 days'`);
  };

  it('lets in who shows the code of his seat, and records when', async () => {
    const [session] = await open(30);
    const { booking, code } = await seat(session);
    const now = at(0);
    expect(await scan(session, code)).toMatchObject({
      outcome: 'checked_in',
      bookingId: booking,
      delegateName: expect.stringMatching(/^Person/),
      checkedInAt: now,
    });
    expect(await statusOf(booking)).toEqual({ status: 'attended', checkedInAt: now });
    await pass(5);
    expect(await scan(session, code)).toMatchObject({ outcome: 'already_checked_in', checkedInAt: now });
    const entries = await portal.database.query<{ action: string; account_id: string }>(
      'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY at',
      [booking],
    );
    expect(entries.map(({ action }) => action)).toEqual(['booking.confirmed', 'booking.attended']);
  });

  it('draws the code as PNG and SVG, for the delegate and who may act for him', async () => {
    const [session] = await open(60);
    const owner = await createFirm(portal);
    const viewers = await Promise.all([createPerson(portal), createPerson(portal)]);
    for (const viewer of viewers) await addMember(portal, owner.companyId, viewer, 'viewer');
    const booking = idOf(await book(portal, session, owner, viewers[0]?.accountId), 201);
    const svg = await picture(booking, viewers[0] as Person, 'svg');
    expect(svg.headers['content-type']).toBe('image/svg+xml');
    expect(svg.headers['cache-control']).toContain('no-store');
    expect(String(svg.body)).toMatch(/^<svg /);
    const png = await picture(booking, owner);
    expect(png.headers['content-type']).toBe('image/png');
    expect(readQrCode(png.body as Buffer)).toBe(codeOf(booking, session, viewers[0] as Person));
    expect((await picture(booking, viewers[1] as Person)).status).toBe(403);
    expect((await picture(booking, await createFirm(portal))).status).toBe(404);
    expect((await picture(booking, owner, 'gif')).status).toBe(422);
    await actOn(portal, booking, 'cancellation', owner);
    expect((await picture(booking, owner)).status).toBe(409);
  });

  it('refuses every code that is not good here, and says why', async () => {
    const [session, other] = await open(30, 120);
    const { booking, code, person } = await seat(session);
    const elsewhere = await seat(other);
    const cancelled = await seat(session);
    await actOn(portal, cancelled.booking, 'cancellation', cancelled.person);
    const colleague = await createPerson(portal);
    await addMember(portal, person.companyId, colleague, 'editor');
    const altered = `${code.slice(0, 20)}${code[20] === 'A' ? 'B' : 'A'}${code.slice(21)}`;
    for (const [wrong, outcome] of [
      ['nonsense', 'unknown_code'],
      [altered, 'unknown_code'],
      [elsewhere.code, 'other_session'],
      [cancelled.code, 'not_confirmed'],
    ] as const) {
      const result = await scan(session, wrong);
      expect(result.outcome).toBe(outcome);
      if (outcome !== 'not_confirmed') expect(result).toMatchObject({ bookingId: null, delegateName: null });
    }
    expect((await handOver(portal, booking, person, colleague)).status).toBe(200);
    expect((await scan(session, code)).outcome).toBe('handed_over');
    const anew = codeOf(booking, session, colleague);
    for (const time of [at(-40), at(6), at(61)]) expect((await scan(session, anew, time)).outcome).toBe('outside_time');
    expect((await statusOf(booking)).status).toBe('confirmed');
    expect((await scan(session, anew)).outcome).toBe('checked_in');
    expect(
      (await desk.post(`roadshow-sessions/${newId()}/check-ins`, { id: newId(), code, scannedAt: at(0) })).status,
    ).toBe(404);
  });

  it('gives what is needed to check codes while the connection is down', async () => {
    const [session] = await open(50);
    const [first, second] = [await seat(session), await seat(session)];
    await actOn(portal, second.booking, 'cancellation', second.person);
    const { body } = await desk.get(`roadshow-sessions/${session}/check-in-list`);
    expect(body).toMatchObject({ sessionId: session, purpose: 'check-in', opensAt: at(-10) });
    expect(body.seats).toEqual([
      {
        bookingId: first.booking,
        status: 'confirmed',
        delegateAccountId: first.person.accountId,
        delegateName: expect.any(String),
        companyName: expect.any(String),
        checkedInAt: null,
      },
    ]);
    // As a door does it, with nothing but the list.
    const bytes = Buffer.from(first.code, 'base64url');
    const content = Buffer.concat([Buffer.from(`${body.purpose}\n`), bytes.subarray(0, -64)]);
    const key = createPublicKey({ key: body.publicKey, format: 'jwk' });
    expect(verify(null, content, key, bytes.subarray(-64))).toBe(true);
    const ids = [0, 16, 32].map((start) => bytes.toString('hex', start, start + 16));
    expect(ids).toEqual([first.booking, session, first.person.accountId].map((id) => id.replaceAll('-', '')));
    expect((await portal.admin().get(`/admin/v1/roadshow-sessions/${session}/check-in-list`)).status).toBe(401);
  });

  it('merges what several doors scanned without a connection: nobody twice, and the earliest time', async () => {
    const [session] = await open(30);
    const seats = await Promise.all(Array.from({ length: 12 }, () => seat(session)));
    await pass(45);
    const door = (minute: number) =>
      seats.map(({ code }, index) => ({ id: newId(), code, scannedAt: at(minute - 40 + index) }));
    const doors = [door(10), door(2), door(5)];
    const answers = await Promise.all([...doors, ...doors].map((scans) => batch(session, scans)));
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      for (const { outcome } of body.results as Result[])
        expect(['checked_in', 'already_checked_in', 'repeated']).toContain(outcome);
    }
    for (const [index, { booking }] of seats.entries())
      expect(await statusOf(booking)).toEqual({ status: 'attended', checkedInAt: doors[1]?.[index]?.scannedAt });
    const [counts] = await portal.database.query(
      `SELECT (SELECT count(*)::integer FROM check_in_scans WHERE session_id = $1) AS scans,
         (SELECT count(*)::integer FROM audit_entries WHERE action = 'booking.attended' AND details ->> 'sessionId' = $1::text) AS attended`,
      [session],
    );
    expect(counts).toEqual({ scans: 36, attended: 12 });
    // Sent once more, it is known, scan by scan.
    const again = await batch(session, doors[1] ?? []);
    expect(new Set((again.body.results as Result[]).map(({ outcome }) => outcome))).toEqual(new Set(['repeated']));
    expect((await desk.get(`roadshow-sessions/${session}`)).body.seatsTaken).toBe(12);
  });

  it('takes the same id for two codes as two scans, whatever the device meant', async () => {
    const [session] = await open(30);
    const [first, second] = [await seat(session), await seat(session)];
    const id = newId();
    for (const { code } of [first, second]) expect((await scan(session, code, at(0), id)).outcome).toBe('checked_in');
    for (const { booking } of [first, second]) expect((await statusOf(booking)).status).toBe('attended');
  });

  it('answers each scan of a mixed batch by itself, in order', async () => {
    const [session, other] = await open(30, 120);
    const [good, foreign] = [await seat(session), await seat(other)];
    const twice = newId();
    const scans = [
      { id: newId(), code: 'nonsense', scannedAt: at(0) },
      { id: twice, code: good.code, scannedAt: at(-2) },
      { id: newId(), code: foreign.code, scannedAt: at(0) },
      { id: newId(), code: good.code, scannedAt: at(-1) },
    ];
    const { body } = await batch(session, scans);
    expect((body.results as Result[]).map(({ id, outcome }) => [id, outcome])).toEqual([
      [scans[0]?.id, 'unknown_code'],
      [twice, 'checked_in'],
      [scans[2]?.id, 'other_session'],
      [scans[3]?.id, 'already_checked_in'],
    ]);
    expect((await batch(session, [])).status).toBe(422);
    const many = Array.from({ length: 501 }, () => ({ id: newId(), code: 'x', scannedAt: at(0) }));
    expect((await batch(session, many)).status).toBe(422);
    expect((await batch(session, [{ id: 'x', code: good.code, scannedAt: 'now' }])).status).toBe(422);
  });

  it('records who did not come two hours after the end, unless nobody was checked in, and takes a late scan', async () => {
    const [session, silent] = await open(30, 130);
    const [came, missed, late] = [await seat(session), await seat(session), await seat(session)];
    const unknown = await seat(silent);
    expect((await scan(session, came.code)).outcome).toBe('checked_in');
    const scannedAt = at(1);
    const record = () => portal.worker.context.get(NoShows).recordDue(systemActor('test-schedule'));
    await pass(90 + 119);
    expect(await record()).toBe(0);
    await pass(1);
    expect((await Promise.all([record(), record()])).reduce((sum, count) => sum + count)).toBe(1);
    expect((await statusOf(missed.booking)).status).toBe('no_show');
    expect((await statusOf(came.booking)).status).toBe('attended');
    const [entry] = await portal.database.query(
      `SELECT actor_kind, account_id FROM audit_entries WHERE subject_id = $1 AND action = 'booking.no_show'`,
      [missed.booking],
    );
    expect(entry).toEqual({ actor_kind: 'system', account_id: null });
    const [result] = (await batch(session, [{ id: newId(), code: late.code, scannedAt }])).body.results as Result[];
    expect(result).toMatchObject({ outcome: 'checked_in', checkedInAt: scannedAt });
    expect(await statusOf(late.booking)).toEqual({ status: 'attended', checkedInAt: scannedAt });
    await pass(24 * 60);
    expect(await record()).toBe(0);
    expect((await statusOf(unknown.booking)).status).toBe('confirmed');
  });

  it('lets one who has to be elsewhere by now not stop the others of his batch', async () => {
    const [session, other] = await open(30, 40);
    const [gone, came] = [await seat(session), await seat(session)];
    expect((await desk.post(`bookings/${gone.booking}/attendance`, { status: 'no_show' })).status).toBe(200);
    await seat(other, gone.person);
    const scans = [gone, came].map(({ code }) => ({ id: newId(), code, scannedAt: at(0) }));
    const results = (await batch(session, scans)).body.results as Result[];
    expect(results.map(({ outcome }) => outcome)).toEqual(['elsewhere', 'checked_in']);
    expect((await statusOf(gone.booking)).status).toBe('no_show');
  });

  it('keeps a correction by hand against a scan that is sent again', async () => {
    const [session] = await open(30);
    const { booking, code } = await seat(session);
    const id = newId();
    const scannedAt = at(0);
    await scan(session, code, scannedAt, id);
    const corrected = await desk.post(`bookings/${booking}/attendance`, { status: 'no_show' });
    expect(corrected.body).toMatchObject({ status: 'no_show', checkedInAt: null });
    expect((await scan(session, code, scannedAt, id)).outcome).toBe('repeated');
    expect((await statusOf(booking)).status).toBe('no_show');
    expect((await scan(session, code, at(0))).outcome).toBe('checked_in');
  });
});
