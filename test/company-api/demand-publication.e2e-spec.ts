import { newId } from '@shuqiao/kernel';
import {
  auditActions,
  createDraft,
  createPublished,
  decide,
  eventsOf,
  type Firm,
  own,
  runSchedule,
} from '../support/demands';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const DAY = 86_400_000;

describe('a demand after its review', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ', legalName: 'Порт Актау' });
    reviewer = await createStaff(portal, 'reviewer');
  });
  afterAll(() => portal.stop());

  const mine = () => own(portal, firm, firm.companyId);
  const read = (id: string) => portal.api().get(`/api/v1/demands/${id}`);
  const inDays = (days: number) => new Date(portal.clock.now().getTime() + days * DAY).toISOString();

  it('is public once approved, without its contact', async () => {
    const draft = await createDraft(portal, firm);
    expect((await read(draft.id)).status).toBe(404);
    await mine().post(`/${draft.id}/submission`).expect(200);
    expect((await read(draft.id)).status).toBe(404);
    await decide(portal, reviewer, draft.id, 'approved');
    const response = await read(draft.id);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.body).toMatchObject({
      id: draft.id,
      companyId: firm.companyId,
      company: { id: firm.companyId, name: { lang: 'zh', text: 'Порт Актау' }, country: 'KZ', kind: 'firm' },
      status: 'published',
      version: 1,
      closedAt: null,
      closeReason: null,
      title: draft.title,
      budget: draft.budget,
      deadline: draft.deadline,
      requirements: draft.requirements,
    });
    expect(response.text).not.toMatch(/aigerim|Айгерим|contact/);
    const firstVersion = await portal.api().get(`/api/v1/demands/${draft.id}/versions/1`);
    expect(firstVersion.body).toMatchObject({ version: 1, reason: null, changes: [], material: false });
    expect(firstVersion.text).not.toMatch(/aigerim|Айгерим|contact/);
    expect(await auditActions(portal, draft.id)).toEqual(['demand.created', 'demand.submitted', 'demand.published']);
    expect((await eventsOf(portal, draft.id)).map(({ name }) => name)).toEqual([
      'demand.submitted.v1',
      'demand.published.v1',
    ]);
  });

  it('is not found where there is nothing', async () => {
    const draft = await createDraft(portal, firm);
    const paths = [
      newId(),
      'nonsense',
      draft.id,
      `${draft.id}/versions/1`,
      `${draft.id}/versions/zero`,
      `${draft.id}/versions/99999999999`,
    ];
    const answers = await Promise.all(paths.map((path) => portal.api().get(`/api/v1/demands/${path}`)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404));
  });

  it('applies a decision once, also when told again, and never to a later submission', async () => {
    const draft = await createDraft(portal, firm);
    await mine().post(`/${draft.id}/submission`).expect(200);
    const returnedCase = await decide(portal, reviewer, draft.id, 'returned', [
      { pointer: '/title', text: 'Too short', lang: 'en' },
    ]);
    const returned = await mine().get(`/${draft.id}`);
    expect(returned.body).toMatchObject({
      status: 'returned',
      review: { decision: 'returned', remarks: [{ pointer: '/title', text: 'Too short', lang: 'en' }] },
    });
    expect(JSON.stringify(returned.body.review)).not.toContain(reviewer.accountId);
    await mine().post(`/${draft.id}/submission`).expect(200);
    await repeatDecision(portal, returnedCase);
    expect((await mine().get(`/${draft.id}`)).body.status).toBe('submitted');
    const approvedCase = await decide(portal, reviewer, draft.id, 'approved');
    await repeatDecision(portal, approvedCase);
    expect((await mine().get(`/${draft.id}`)).body).toMatchObject({ status: 'published', publishedVersion: 1 });
    const names = (await eventsOf(portal, draft.id)).map(({ name }) => name);
    expect(names).toEqual(['demand.submitted.v1', 'demand.returned.v1', 'demand.submitted.v1', 'demand.published.v1']);
  });

  it('ends when rejected', async () => {
    const draft = await createDraft(portal, firm);
    await mine().post(`/${draft.id}/submission`).expect(200);
    await decide(portal, reviewer, draft.id, 'rejected');
    expect((await mine().get(`/${draft.id}`)).body.status).toBe('rejected');
    expect((await read(draft.id)).status).toBe(404);
    expect((await eventsOf(portal, draft.id)).at(-1)?.name).toBe('demand.rejected.v1');
  });

  it('never lets a published version be rewritten', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    const rewriting = portal.database.query(`UPDATE demand_versions SET document = '{}' WHERE demand_id = $1`, [
      demand.id,
    ]);
    await expect(rewriting).rejects.toThrow('does not change');
  });

  describe('when closed', () => {
    it.each(['awarded', 'withdrawn'])('as %s stays readable with its state and takes no more', async (reason) => {
      const demand = await createPublished(portal, firm, reviewer);
      const closed = await mine().post(`/${demand.id}/closure`, {
        reason,
        note: { lang: 'ru', text: 'Договор подписан' },
      });
      expect(closed.status).toBe(200);
      expect(closed.body).toMatchObject({
        status: 'closed',
        closeReason: reason,
        closeNote: { lang: 'ru', text: 'Договор подписан' },
      });
      const response = await read(demand.id);
      expect(response.body).toMatchObject({
        status: 'closed',
        closeReason: reason,
        closedAt: portal.clock.now().toISOString(),
        version: 1,
      });
      expect(response.text).not.toContain('Договор подписан');
      const again = await mine().post(`/${demand.id}/closure`, { reason });
      expect(again.body).toMatchObject({ code: 'DEMAND_NOT_OPEN', status: 409 });
      expect(
        (await mine().post(`/${demand.id}/amendments`, { changes: { place: 'X' }, reason: { lang: 'en', text: 'x' } }))
          .status,
      ).toBe(409);
      expect((await auditActions(portal, demand.id)).at(-1)).toBe('demand.closed');
      expect((await eventsOf(portal, demand.id)).at(-1)).toEqual({
        name: 'demand.closed.v1',
        payload: { demandId: demand.id, reason },
      });
    });

    it.each(['draft', 'submitted', 'returned', 'rejected'])('was not %s', async (status) => {
      const draft = await createDraft(portal, firm);
      if (status !== 'draft') await mine().post(`/${draft.id}/submission`).expect(200);
      if (status === 'returned' || status === 'rejected') await decide(portal, reviewer, draft.id, status);
      for (const path of ['closure', 'amendments']) {
        const body =
          path === 'closure' ? { reason: 'awarded' } : { changes: { place: 'X' }, reason: { lang: 'en', text: 'x' } };
        const response = await mine().post(`/${draft.id}/${path}`, body);
        expect([response.status, response.body.code]).toEqual([409, 'DEMAND_NOT_OPEN']);
      }
    });

    it('is not a viewer’s nor a stranger’s to close or amend, nor by expiry anybody’s', async () => {
      const demand = await createPublished(portal, firm, reviewer);
      const viewer = await createPerson(portal);
      await addMember(portal, firm.companyId, viewer, 'viewer');
      const stranger = await createFirm(portal);
      const amendment = { changes: { place: 'X' }, reason: { lang: 'en', text: 'x' } };
      const theirs = own(portal, viewer, firm.companyId);
      const foreign = own(portal, stranger, firm.companyId);
      const answers = [
        await theirs.post(`/${demand.id}/closure`, { reason: 'awarded' }),
        await theirs.post(`/${demand.id}/amendments`, amendment),
        await foreign.post(`/${demand.id}/closure`, { reason: 'awarded' }),
        await foreign.post(`/${demand.id}/amendments`, amendment),
        await own(portal, stranger, stranger.companyId).post(`/${demand.id}/closure`, { reason: 'awarded' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 404, 404, 404]);
      const expired = await mine().post(`/${demand.id}/closure`, { reason: 'expired' });
      expect(expired.body.errors[0].pointer).toBe('/reason');
      expect((await read(demand.id)).body.status).toBe('published');
    });
  });

  it('expires by the clock, once, with an entry and an event each', async () => {
    const soon = await createPublished(portal, firm, reviewer, { deadline: inDays(2) });
    const later = await createPublished(portal, firm, reviewer, { deadline: inDays(40) });
    await runSchedule(portal, 'demand.expire');
    expect((await read(soon.id)).body.status).toBe('published');
    portal.clock.advance(2 * DAY);
    expect(await Promise.all([runSchedule(portal, 'demand.expire'), runSchedule(portal, 'demand.expire')])).toEqual(
      expect.arrayContaining([0]),
    );
    expect((await read(soon.id)).body).toMatchObject({ status: 'closed', closeReason: 'expired' });
    expect((await read(later.id)).body.status).toBe('published');
    expect((await auditActions(portal, soon.id)).filter((action) => action === 'demand.closed')).toHaveLength(1);
    expect((await eventsOf(portal, soon.id)).at(-1)).toEqual({
      name: 'demand.closed.v1',
      payload: { demandId: soon.id, reason: 'expired' },
    });
  });

  it('closes once when its company, the clock and an amendment race', async () => {
    for (let round = 0; round < 5; round++) {
      const demand = await createPublished(portal, firm, reviewer, { deadline: inDays(2) });
      portal.clock.advance(2 * DAY + 1);
      const [closing] = await Promise.all([
        mine().post(`/${demand.id}/closure`, { reason: 'awarded' }),
        runSchedule(portal, 'demand.expire'),
        mine().post(`/${demand.id}/amendments`, {
          changes: { deadline: inDays(60) },
          reason: { lang: 'en', text: 'Later.' },
        }),
      ]);
      expect([200, 409]).toContain(closing.status);
      await runSchedule(portal, 'demand.expire');
      const { body } = await read(demand.id);
      expect(body).toMatchObject({ status: 'closed', closeReason: closing.status === 200 ? 'awarded' : 'expired' });
      expect((await eventsOf(portal, demand.id)).filter(({ name }) => name === 'demand.closed.v1')).toHaveLength(1);
      expect(
        await portal.database.query(`SELECT id FROM demand_amendments WHERE demand_id = $1 AND status = 'pending'`, [
          demand.id,
        ]),
      ).toEqual([]);
    }
  });
});

/** Tells the worker of a decision again, as a repeated delivery does. */
async function repeatDecision(portal: TestPortal, reviewCaseId: string): Promise<void> {
  await portal.database.query(
    `SELECT publish_outbox_message(gen_random_uuid(), 'review.decided.v1', jsonb_build_object('reviewCaseId', $1::text), 'test')`,
    [reviewCaseId],
  );
  await portal.settle();
}
