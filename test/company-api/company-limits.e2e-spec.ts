import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, breaches, deskOf, hold, idOf, onTheDay, roadshowBody, sessionBody } from '../support/roadshows';

type Firm = Person & { companyId: string };

describe('the limit of a company over a whole roadshow', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    await portal.companyApi.listen(0, '127.0.0.1');
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());
  afterEach(async () => expect(await breaches(portal.database.query)).toEqual([]));

  const people = async (count: number): Promise<Firm[]> => {
    const owner = await createFirm(portal);
    const others = Array.from({ length: count - 1 }, async () => {
      const person = await createPerson(portal);
      await addMember(portal, owner.companyId, person, 'editor');
      return { ...person, companyId: owner.companyId };
    });
    return [owner, ...(await Promise.all(others))];
  };
  const open = async (bookingsPerCompany: number | null, sessions: number) => {
    const hours = Array.from({ length: sessions }, (_none, index) => String(4 + index).padStart(2, '0'));
    return desk.openRoadshowOn(
      { bookingsPerCompany },
      ...hours.map((hour) => ({ startsAt: onTheDay(portal, `${hour}:00`), endsAt: onTheDay(portal, `${hour}:50`) })),
    );
  };

  it('counts what stands in all sessions together, and what is given up no longer', async () => {
    const { id, sessions } = await open(2, 3);
    const [owner] = await people(1);
    const first = idOf(await book(portal, sessions[0], owner), 201);
    idOf(await hold(portal, sessions[1], owner), 201);
    const refused = await book(portal, sessions[2], owner);
    expect({ status: refused.status, code: refused.body.code }).toEqual({
      status: 409,
      code: 'COMPANY_ROADSHOW_LIMIT_REACHED',
    });
    expect((await hold(portal, sessions[2], owner)).body.code).toBe('COMPANY_ROADSHOW_LIMIT_REACHED');
    await actOn(portal, first, 'cancellation', owner);
    expect((await book(portal, sessions[2], owner)).status).toBe(201);
    const [stranger] = await people(1);
    expect((await book(portal, sessions[2], stranger)).status).toBe(201);
    expect((await portal.api().get(`/api/v1/roadshows/${id}`)).body.bookingsPerCompany).toBe(2);
  });

  it('is kept when all sessions are booked at once', async () => {
    const { sessions } = await open(4, 4);
    const crowd = await people(6);
    const answers = await Promise.all(
      crowd.flatMap((delegate) => sessions.map((session) => book(portal, session, delegate))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201))
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'COMPANY_ROADSHOW_LIMIT_REACHED' });
  });

  it('is set by staff, within bounds, and lifted again', async () => {
    const id = await desk.created('roadshows', roadshowBody(portal, { bookingsPerCompany: 1 }));
    await desk.created(`roadshows/${id}/sessions`, sessionBody(portal));
    const change = (version: number, bookingsPerCompany: unknown) =>
      desk.put(`roadshows/${id}`, version, roadshowBody(portal, { bookingsPerCompany }));
    for (const wrong of [0, 1001, 1.5, 'many'])
      expect((await change(1, wrong)).body.errors).toEqual([
        expect.objectContaining({ pointer: '/bookingsPerCompany' }),
      ]);
    expect((await change(1, null)).body).toMatchObject({ bookingsPerCompany: null, version: 2 });
  });
});
