import { systemActor } from '@shuqiao/kernel';
import { Reminders } from '@shuqiao/roadshows';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, deskOf, idOf } from '../support/roadshows';

type Firm = Person & { companyId: string };
const HOUR = 3_600_000;

describe('reminders', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());

  const inHours = (hours: number): string => new Date(portal.clock.now().getTime() + hours * HOUR).toISOString();
  const open = async (hours: number): Promise<string> => {
    const dates = {
      timeZone: 'UTC',
      startsOn: inHours(0).slice(0, 10),
      endsOn: inHours(24 * 20).slice(0, 10),
      registrationOpensAt: inHours(-1),
      registrationClosesAt: inHours(24 * 20),
    };
    return (await desk.openRoadshowOn(dates, { startsAt: inHours(hours), endsAt: inHours(hours + 1) })).sessions[0];
  };
  const pass = async (hours: number): Promise<void> => {
    portal.clock.advance(hours * HOUR);
    await portal.database.query(`UPDATE sessions SET expires_at = expires_at + interval '5 days'`);
  };
  const give = () => portal.worker.context.get(Reminders).giveDue(systemActor('test-schedule'));
  const remindersTo = async (...people: Firm[]): Promise<string[]> => {
    await portal.settle();
    const rows = await portal.database.query<{ kind: string }>(
      `DELETE FROM mails WHERE account_id = ANY ($1) AND kind LIKE 'booking.reminder%' RETURNING kind`,
      [people.map(({ accountId }) => accountId)],
    );
    return rows.map(({ kind }) => kind);
  };
  const remind = async (...people: Firm[]): Promise<string[]> => {
    await give();
    return remindersTo(...people);
  };

  it('come a day and an hour before, each once, whoever gives them at the same time', async () => {
    const session = await open(30);
    const firm = await createFirm(portal);
    idOf(await book(portal, session, firm), 201);
    expect(await remind(firm)).toEqual([]);
    await pass(6);
    await Promise.all([give(), give(), give()]);
    expect(await remindersTo(firm)).toEqual(['booking.reminder_day']);
    expect(await remind(firm)).toEqual([]);
    await pass(22);
    expect(await remind(firm)).toEqual([]);
    await pass(1);
    await Promise.all([give(), give()]);
    expect(await remindersTo(firm)).toEqual(['booking.reminder_hour']);
    await pass(1);
    expect(await remind(firm)).toEqual([]);
  });

  it('are given late when no worker ran, and not when the next is due or the session has begun', async () => {
    const [late, tooLate, over] = [await open(50), await open(35), await open(32)];
    const firms = await Promise.all([createFirm(portal), createFirm(portal), createFirm(portal)]);
    for (const [index, session] of [late, tooLate, over].entries())
      idOf(await book(portal, session, firms[index]), 201);
    // Half an hour before the second session, when the third has begun.
    await pass(34.5);
    await give();
    expect(await remindersTo(firms[0])).toEqual(['booking.reminder_day']);
    expect(await remindersTo(firms[1])).toEqual(['booking.reminder_hour']);
    expect(await remindersTo(firms[2])).toEqual([]);
  });

  it('are not given for what was cancelled, also when it was cancelled in between', async () => {
    const session = await open(30);
    const [cancelled, between, waiting] = await Promise.all([
      createFirm(portal),
      createFirm(portal),
      createFirm(portal),
    ]);
    const bookings = [];
    await desk.put(`roadshow-sessions/${session}/capacity`, 1, { capacity: 2 });
    for (const firm of [cancelled, between, waiting]) bookings.push(idOf(await book(portal, session, firm), 201));
    await actOn(portal, bookings[0], 'cancellation', cancelled);
    await pass(6);
    expect(await give()).toBe(1);
    await actOn(portal, bookings[1], 'cancellation', between);
    expect(await remindersTo(cancelled, between, waiting)).toEqual([]);
  });

  it('are not given to who has booked since, and again for a session that moved', async () => {
    const session = await open(20);
    const firm = await createFirm(portal);
    idOf(await book(portal, session, firm), 201);
    expect(await remind(firm)).toEqual([]);
    await desk.put(`roadshow-sessions/${session}/time`, 1, {
      roomId: null,
      startsAt: inHours(50),
      endsAt: inHours(51),
    });
    await pass(26);
    expect(await remind(firm)).toEqual(['booking.reminder_day']);
    await desk.put(`roadshow-sessions/${session}/time`, 2, {
      roomId: null,
      startsAt: inHours(60),
      endsAt: inHours(61),
    });
    await pass(36);
    expect(await remind(firm)).toEqual(['booking.reminder_day']);
  });

  it('are given as each wants them', async () => {
    const session = await open(30);
    const firm = await createFirm(portal);
    const path = '/api/v1/accounts/me/reminders';
    const authorization = { authorization: firm.authorization };
    expect((await portal.api().get(path).set(authorization)).body).toEqual({
      dayBefore: true,
      hourBefore: true,
      version: 1,
    });
    const set = (version: string, body: object) =>
      portal
        .api()
        .put(path)
        .set({ ...authorization, 'if-match': version })
        .send(body);
    const changed = await set('"v1"', { dayBefore: false, hourBefore: true });
    expect({ status: changed.status, body: changed.body }).toEqual({
      status: 200,
      body: { dayBefore: false, hourBefore: true, version: 2 },
    });
    expect((await set('"v1"', { dayBefore: true, hourBefore: true })).status).toBe(412);
    expect((await set('"v2"', { dayBefore: 'yes', hourBefore: true })).status).toBe(422);
    idOf(await book(portal, session, firm), 201);
    await pass(6);
    expect(await remind(firm)).toEqual([]);
    await pass(23);
    expect(await remind(firm)).toEqual(['booking.reminder_hour']);
  });

  it('to say how it was come once, to who came and has not said it yet', async () => {
    const session = await open(3);
    const [came, said, missed] = await Promise.all([createFirm(portal), createFirm(portal), createFirm(portal)]);
    const bookings: string[] = [];
    for (const firm of [came, said, missed]) bookings.push(idOf(await book(portal, session, firm), 201));
    await pass(3);
    for (const id of bookings.slice(0, 2)) await desk.post(`bookings/${id}/attendance`, { status: 'attended' });
    await portal
      .api()
      .post(`/api/v1/bookings/${bookings[1]}/feedback`)
      .set('authorization', said.authorization)
      .send({ rating: 5 });
    const ask = () => portal.worker.context.get(Reminders).askForFeedback(systemActor('test-schedule'));
    await pass(1.9);
    expect(await ask()).toBe(0);
    await pass(0.1);
    const asked = await Promise.all([ask(), ask(), ask()]);
    expect(asked.reduce((sum, count) => sum + count)).toBe(1);
    expect(await ask()).toBe(0);
    await portal.settle();
    const mails = await portal.database.query(`SELECT account_id FROM mails WHERE kind = 'booking.feedback_asked'`);
    expect(mails).toEqual([{ account_id: came.accountId }]);
  });
});
