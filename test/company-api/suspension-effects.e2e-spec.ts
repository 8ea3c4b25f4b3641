import { systemActor } from '@shuqiao/kernel';
import { Waitlists } from '@shuqiao/roadshows';
import { as, auditOf, eventsAbout, sendEoi } from '../support/eois';
import { tokenFor } from '../support/mail-links';
import { createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';
import { actOn, book, bookingOf, breaches, deskOf, idOf, onTheDay, storedBookings } from '../support/roadshows';

type Firm = Awaited<ReturnType<typeof createFirm>>;
const REASON = { reason: '营业执照已过期。' };

describe('a company that is suspended', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let reviewer: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    reviewer = await createStaff(portal, 'reviewer');
  });
  afterEach(async () => expect(await breaches(portal.database.query)).toEqual([]));
  afterAll(() => portal.stop());

  const suspension = ({ companyId }: Firm, method: 'post' | 'delete') =>
    portal
      .admin()
      [method](`/admin/v1/companies/${companyId}/suspension`)
      .set('authorization', reviewer.authorization)
      .send(REASON)
      .expect(200);
  const suspend = (firm: Firm) => suspension(firm, 'post');
  const reinstate = (firm: Firm) => suspension(firm, 'delete');
  const stateOf = async (session: string) =>
    (await storedBookings(portal, session)).map(({ status, status_reason }) => [status, status_reason]);
  const GIVEN_UP = 'company_not_verified';

  it('loses its confirmed seat to the next who waits, and books again once it is reinstated', async () => {
    const [firm, next] = [await createFirm(portal), await createFirm(portal)];
    const { sessions } = await desk.openRoadshow({ capacity: 1 });
    const [session] = sessions as [string];
    const id = idOf(await book(portal, session, firm), 201);
    const waiting = idOf(await book(portal, session, next), 201);
    await suspend(firm);
    await portal.settle();
    expect(await stateOf(session)).toEqual([
      ['cancelled', GIVEN_UP],
      ['offered', null],
    ]);
    expect((await bookingOf(portal, id, firm)).body).toMatchObject({ status: 'cancelled', reason: GIVEN_UP });
    const [entry] = await portal.database.query(
      `SELECT actor_kind, company_id, details FROM audit_entries WHERE subject_id = $1 AND action = 'booking.cancelled'`,
      [id],
    );
    expect(entry).toEqual({
      actor_kind: 'system',
      company_id: firm.companyId,
      details: { reason: GIVEN_UP, sessionId: session },
    });
    const told = await portal.database.query(
      `SELECT payload FROM outbox_messages WHERE name = 'booking.cancelled.v1' AND payload ->> 'bookingId' = $1`,
      [id],
    );
    expect(told).toEqual([{ payload: { bookingId: id, sessionId: session, companyId: firm.companyId } }]);

    const refused = await book(portal, session, firm);
    expect([refused.status, refused.body.code]).toEqual([409, 'COMPANY_NOT_VERIFIED']);
    await reinstate(firm);
    await portal.settle();
    expect((await book(portal, session, firm)).body).toMatchObject({ status: 'waitlisted' });
    expect((await actOn(portal, waiting, 'offer-acceptance', next)).body.status).toBe('confirmed');
  });

  it('lets its offered seat lapse and waits and asks no longer', async () => {
    const [holder, firm, last] = [await createFirm(portal), await createFirm(portal), await createFirm(portal)];
    const { sessions } = await desk.openRoadshow(
      { capacity: 1 },
      { startsAt: later(6), endsAt: later(7), capacity: 1 },
      { startsAt: later(8), endsAt: later(9), requiresApproval: true },
    );
    const [offered, waitlisted, requested] = sessions as [string, string, string];
    const held = idOf(await book(portal, offered, holder), 201);
    for (const who of [firm, last]) idOf(await book(portal, offered, who), 201);
    await actOn(portal, held, 'cancellation', holder);
    for (const who of [holder, firm]) idOf(await book(portal, waitlisted, who), 201);
    idOf(await book(portal, requested, firm), 201);
    expect(await stateOf(offered)).toEqual([
      ['cancelled', null],
      ['offered', null],
      ['waitlisted', null],
    ]);
    await suspend(firm);
    await portal.settle();
    expect(await stateOf(offered)).toEqual([
      ['cancelled', null],
      ['lapsed', GIVEN_UP],
      ['offered', null],
    ]);
    expect(await stateOf(waitlisted)).toEqual([
      ['confirmed', null],
      ['cancelled', GIVEN_UP],
    ]);
    expect(await stateOf(requested)).toEqual([['cancelled', GIVEN_UP]]);
  });

  it('keeps what has begun, and everything when it is reinstated before the worker gets to it', async () => {
    const firm = await createFirm(portal);
    const { sessions } = await desk.openRoadshow({}, { startsAt: later(6), endsAt: later(7) });
    const [begun, coming] = sessions as [string, string];
    for (const session of [begun, coming]) idOf(await book(portal, session, firm), 201);
    await suspend(firm);
    await reinstate(firm);
    await portal.settle();
    expect([await stateOf(begun), await stateOf(coming)]).toEqual([[['confirmed', null]], [['confirmed', null]]]);
    const hour = 3_600_000;
    const start = await portal.database.query<{ at: Date }>(
      'SELECT starts_at AS at FROM roadshow_sessions WHERE id = $1',
      [begun],
    );
    const ahead = start[0]!.at.getTime() - portal.clock.now().getTime() + hour / 2;
    portal.clock.advance(ahead);
    await suspend(firm);
    await portal.settle();
    await portal.worker.context.get(Waitlists).settleDue(systemActor('test'));
    portal.clock.advance(-ahead);
    expect([await stateOf(begun), await stateOf(coming)]).toEqual([[['confirmed', null]], [['cancelled', GIVEN_UP]]]);
  });

  it('takes no seat while it is being suspended', async () => {
    const { sessions } = await desk.openRoadshow({ capacity: 50 });
    const [session] = sessions as [string];
    for (let round = 0; round < 5; round++) {
      const firm = await createFirm(portal);
      await Promise.all([book(portal, session, firm), suspend(firm)]);
    }
    await portal.settle();
    const live = (await stateOf(session)).filter(([status]) => status !== 'cancelled');
    expect(live).toEqual([]);
  });

  it('has its pending expressions of interest wait: declined, withdrawn or run out, but not accepted', async () => {
    const [buyer, firm] = [await createFirm(portal, { country: 'KZ' }), await createFirm(portal)];
    const demand = await publishDemand(portal, { companyId: buyer.companyId });
    const id = await sendEoi(portal, firm, demand);
    await suspend(firm);
    await portal.settle();
    const accept = () => as(portal, buyer).post(`/eois/${id}/acceptance`);
    const refused = await accept();
    expect([refused.status, refused.body.code]).toEqual([409, 'EOI_SENDER_SUSPENDED']);
    expect(await auditOf(portal, id)).not.toContain('eoi.accepted');
    expect(await eventsAbout(portal, id)).toEqual(['eoi.sent.v1']);
    await reinstate(firm);
    expect((await accept()).body).toMatchObject({ status: 'accepted' });

    const declined = await sendEoi(portal, firm, await publishDemand(portal, { companyId: buyer.companyId }));
    await suspend(firm);
    const answer = await as(portal, buyer).post(`/eois/${declined}/declination`, { reason: 'timing' });
    expect([answer.status, answer.body.status]).toEqual([200, 'declined']);
  });

  it('keeps its people: they invite, and who was invited joins', async () => {
    const firm = await createFirm(portal);
    const guest = await createPerson(portal);
    await suspend(firm);
    const invitation = { email: guest.email, role: 'editor', language: 'zh' };
    const invited = await as(portal, firm).post(`/companies/${firm.companyId}/invitations`, invitation);
    expect(invited.status).toBe(201);
    const joined = await as(portal, guest).post(
      `/invitations/${tokenFor('invitation', invited.body.id as string)}/acceptance`,
    );
    expect([joined.status, joined.body]).toEqual([201, { companyId: firm.companyId, role: 'editor' }]);
  });

  const later = (hour: number) => onTheDay(portal, `0${hour}:00`);
});
