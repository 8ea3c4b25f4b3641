import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, deskOf, idOf, onTheDay } from '../support/roadshows';

type Firm = Person & { companyId: string };
const DAY = 86_400_000;

describe('feedback on a session', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let session: string;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());
  beforeEach(async () => {
    [session] = (await desk.openRoadshow({})).sessions as [string];
  });

  const attended = async (firm?: Firm, status = 'attended') => {
    const person = firm ?? (await createFirm(portal));
    const booking = idOf(await book(portal, session, person), 201);
    await portal.database.query('UPDATE bookings SET status = $2 WHERE id = $1', [booking, status]);
    return { person, booking };
  };
  const path = (booking: string) => `/api/v1/bookings/${booking}/feedback`;
  const give = (booking: string, person: Person, answers: object = { rating: 4 }) =>
    portal.api().post(path(booking)).set('authorization', person.authorization).send(answers);
  const change = (booking: string, person: Person, version: number, answers: object) =>
    portal
      .api()
      .put(path(booking))
      .set({ authorization: person.authorization, 'if-match': `"v${version}"` })
      .send(answers);
  const read = (booking: string, person: Person) =>
    portal.api().get(path(booking)).set('authorization', person.authorization);
  const ANSWERS = {
    rating: 5,
    content: 4,
    organisation: 3,
    interpretation: null,
    wouldComeAgain: true,
    foundPartners: false,
    comment: { lang: 'kk', text: 'Өте пайдалы болды.' },
  };

  it('is given by who attended, once, and recorded', async () => {
    const { person, booking } = await attended();
    expect((await read(booking, person)).status).toBe(404);
    const { status, body } = await give(booking, person, ANSWERS);
    const closesAt = new Date(Date.parse(onTheDay(portal, '05:00')) + 14 * DAY).toISOString();
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        ...ANSWERS,
        bookingId: booking,
        version: 1,
        closesAt,
        createdAt: portal.clock.now().toISOString(),
        updatedAt: portal.clock.now().toISOString(),
      },
    });
    expect((await read(booking, person)).body).toEqual(body);
    const again = await give(booking, person);
    expect({ status: again.status, code: again.body.code }).toEqual({ status: 409, code: 'FEEDBACK_GIVEN' });
    const entries = await portal.database.query(
      `SELECT action, account_id, details FROM audit_entries WHERE subject_id = $1 AND subject_type = 'session_feedback'`,
      [booking],
    );
    expect(entries).toEqual([
      { action: 'feedback.given', account_id: person.accountId, details: { sessionId: session } },
    ]);
    const events = await portal.database.query(
      `SELECT payload FROM outbox_messages WHERE name = 'feedback.given.v1' AND payload ->> 'bookingId' = $1`,
      [booking],
    );
    expect(events).toEqual([{ payload: { bookingId: booking, sessionId: session } }]);
  });

  it('is one, however often it is given at once', async () => {
    const { person, booking } = await attended();
    const answers = await Promise.all([1, 2, 3, 4, 5].map((rating) => give(booking, person, { rating })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const key = { 'idempotency-key': 'one-feedback-only' };
    const { person: other, booking: theirs } = await attended();
    const [first, second] = [await give(theirs, other).set(key), await give(theirs, other).set(key)];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
  });

  it('can be changed for two weeks after the session', async () => {
    const { person, booking } = await attended();
    expect((await change(booking, person, 1, { rating: 2 })).status).toBe(404);
    await give(booking, person, ANSWERS);
    const changed = await change(booking, person, 1, { rating: 2 });
    expect(changed.body).toMatchObject({ rating: 2, content: null, comment: null, version: 2 });
    expect((await change(booking, person, 1, { rating: 3 })).status).toBe(412);
    const { person: late, booking: never } = await attended();
    const end = Date.parse(onTheDay(portal, '05:00')) + 14 * DAY;
    await portal.database.query(`UPDATE sessions SET expires_at = expires_at + interval '90 days'`);
    const now = portal.clock.now().getTime();
    portal.clock.advance(end - now - 1);
    expect((await change(booking, person, 2, { rating: 3 })).status).toBe(200);
    portal.clock.advance(1);
    expect((await change(booking, person, 3, { rating: 4 })).body.code).toBe('FEEDBACK_CLOSED');
    expect((await give(never, late)).body.code).toBe('FEEDBACK_CLOSED');
    expect((await read(booking, person)).body.rating).toBe(3);
    portal.clock.advance(now - end);
  });

  it('is asked of nobody who did not come, and of no colleague', async () => {
    for (const status of ['confirmed', 'no_show', 'cancelled', 'waitlisted']) {
      const { person, booking } = await attended(undefined, status);
      expect((await give(booking, person)).body.code).toBe('BOOKING_STATE');
    }
    const { person, booking } = await attended();
    const colleague = await createPerson(portal);
    await addMember(portal, person.companyId, colleague, 'owner');
    expect((await give(booking, colleague)).status).toBe(403);
    await give(booking, person, ANSWERS);
    expect((await read(booking, colleague)).status).toBe(403);
    const stranger = await createFirm(portal);
    for (const answer of [read(booking, stranger), give(booking, stranger), change(booking, stranger, 1, ANSWERS)])
      expect((await answer).status).toBe(404);
  });

  it.each([
    [{}, '/rating'],
    [{ rating: 0 }, '/rating'],
    [{ rating: 6 }, '/rating'],
    [{ rating: 4.5 }, '/rating'],
    [{ rating: 4, content: 9 }, '/content'],
    [{ rating: 4, wouldComeAgain: 'yes' }, '/wouldComeAgain'],
    [{ rating: 4, comment: 'good' }, '/comment'],
    [{ rating: 4, comment: { lang: 'en', text: 'x'.repeat(4001) } }, '/comment/text'],
    [{ rating: 4, company: 'x' }, '/company'],
  ])('names the field of %j', async (answers, pointer) => {
    const { person, booking } = await attended();
    const { status, body } = await give(booking, person, answers);
    expect(status).toBe(422);
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('is read by staff as averages and texts, by nobody else', async () => {
    const empty = await desk.get(`roadshow-sessions/${session}/feedback-summary`);
    expect(empty.body).toMatchObject({ attended: 0, rating: { average: null, answers: 0 }, ratings: [0, 0, 0, 0, 0] });
    const people = [await attended(), await attended(), await attended()];
    const given: object[] = [ANSWERS, { rating: 4, content: 5, wouldComeAgain: false }, { rating: 4 }];
    for (const [index, { person, booking }] of people.entries())
      expect((await give(booking, person, given[index])).status).toBe(201);
    await attended();
    expect((await desk.get(`roadshow-sessions/${session}/feedback-summary`)).body).toEqual({
      sessionId: session,
      attended: 4,
      rating: { average: 4.33, answers: 3 },
      content: { average: 4.5, answers: 2 },
      organisation: { average: 3, answers: 1 },
      interpretation: { average: null, answers: 0 },
      ratings: [0, 0, 0, 2, 1],
      wouldComeAgain: { yes: 1, answers: 2 },
      foundPartners: { yes: 0, answers: 1 },
    });
    const list = await desk.get(`roadshow-sessions/${session}/feedback?limit=2`);
    const rest = await desk.get(`roadshow-sessions/${session}/feedback?limit=2&cursor=${list.body.nextCursor}`);
    const items = [...list.body.items, ...rest.body.items] as { bookingId: string; companyId: string }[];
    expect(items.map(({ bookingId }) => bookingId)).toEqual(people.map(({ booking }) => booking).reverse());
    expect(items.at(-1)).toMatchObject({ ...ANSWERS, companyId: people[0]?.person.companyId });
    expect(rest.body.nextCursor).toBeNull();
    for (const what of ['feedback', 'feedback-summary'])
      expect((await portal.admin().get(`/admin/v1/roadshow-sessions/${session}/${what}`)).status).toBe(401);
  });
});
