import { newId } from '@shuqiao/kernel';
import { auditActions, createDraft, createPublished, eventsOf, type Firm, own } from '../support/demands';
import { createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const REASON = { lang: 'ru', text: 'Нарушены правила размещения.' };

describe('the secretariat and demands', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ' });
    reviewer = await createStaff(portal, 'reviewer');
  });
  afterAll(() => portal.stop());

  const get = (path: string, person: Person = reviewer) =>
    portal.admin().get(`/admin/v1/demands${path}`).set('authorization', person.authorization);
  const withdraw = (id: string, person: Person = reviewer, body: object = { reason: REASON }) =>
    portal.admin().post(`/admin/v1/demands/${id}/withdrawal`).set('authorization', person.authorization).send(body);

  it('lists demands in every state, filtered and page by page', async () => {
    const other = await createFirm(portal, { country: 'UZ' });
    const ids: string[] = [];
    for (const country of ['UZ', 'UZ', 'KZ']) ids.unshift((await createDraft(portal, other, { country })).id);
    const first = await get(`?companyId=${other.companyId}&limit=2`);
    const second = await get(`?companyId=${other.companyId}&limit=2&cursor=${first.body.nextCursor}`);
    const seen = [...first.body.items, ...second.body.items];
    expect(seen.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(seen[0].company).toMatchObject({ id: other.companyId, status: 'verified' });
    expect((await get(`?companyId=${other.companyId}&country=KZ&status=draft`)).body.items).toHaveLength(1);
    expect((await get(`?companyId=${other.companyId}&status=published`)).body.items).toEqual([]);
    expect((await get('?status=nonsense')).status).toBe(422);
    expect((await get('?companyId=1')).status).toBe(422);
  });

  it('reads a demand with its versions and history, without its contact', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    const response = await get(`/${demand.id}`);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({
      status: 'published',
      versions: [{ version: 1 }],
      amendments: [],
      questions: [],
    });
    expect(response.body.requirements).toEqual(demand.requirements);
    expect(response.body.budget).toEqual(demand.budget);
    expect(response.body.history.map(({ action }: { action: string }) => action)).toEqual([
      'demand.published',
      'demand.submitted',
      'demand.created',
    ]);
    expect(response.text).not.toMatch(/aigerim|Айгерим/);
    expect((await get(`/${newId()}`)).status).toBe(404);
  });

  it('takes a published demand down with a reason that its company reads', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    const response = await withdraw(demand.id);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ status: 'closed', closeReason: 'withdrawn', closeNote: REASON });
    expect((await own(portal, firm, firm.companyId).get(`/${demand.id}`)).body.closeNote).toEqual(REASON);
    expect((await portal.api().get(`/api/v1/demands/${demand.id}`)).text).not.toContain(REASON.text);
    expect((await auditActions(portal, demand.id)).at(-1)).toBe('demand.closed');
    expect((await eventsOf(portal, demand.id)).at(-1)).toEqual({
      name: 'demand.closed.v1',
      payload: { demandId: demand.id, reason: 'withdrawn' },
    });
    expect((await withdraw(demand.id)).body.code).toBe('DEMAND_NOT_OPEN');
  });

  it('takes nothing down that is not published, without a reason, or without the right', async () => {
    const draft = await createDraft(portal, firm);
    expect((await withdraw(draft.id)).body.code).toBe('DEMAND_NOT_OPEN');
    expect((await withdraw(newId())).status).toBe(404);
    const demand = await createPublished(portal, firm, reviewer);
    expect((await withdraw(demand.id, reviewer, {})).body.errors[0].pointer).toBe('/reason');
    expect((await withdraw(demand.id, await createStaff(portal, 'case_officer'))).status).toBe(403);
    expect((await withdraw(demand.id, await createPerson(portal))).status).toBe(401);
    expect((await get('', firm)).status).toBe(401);
  });

  it('closes once when the company and the secretariat do it at the same time', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    const answers = await Promise.all([
      withdraw(demand.id),
      own(portal, firm, firm.companyId).post(`/${demand.id}/closure`, { reason: 'awarded' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await eventsOf(portal, demand.id)).filter(({ name }) => name === 'demand.closed.v1')).toHaveLength(1);
  });
});
