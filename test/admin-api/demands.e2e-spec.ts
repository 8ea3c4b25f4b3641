import { newId } from '@shuqiao/kernel';
import { Client } from 'pg';
import { auditActions, createDraft, createPublished, eventsOf, type Firm, own } from '../support/demands';
import { as, draftEoi, sendEoi } from '../support/eois';
import { createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import type { PublishedDemand } from '../support/published-demand';

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

  const read = (path: string) => portal.api().get(`/api/v1/demands/${path}`);
  const listed = async (query: string) =>
    (await portal.api().get(`/api/v1/demands?country=TJ&${query}`).expect(200)).body as {
      items: { id: string }[];
      total: { value: number };
    };

  it('takes a demand down, out of everybody’s sight but its parties’, who read why', async () => {
    const demand = await createPublished(portal, firm, reviewer, { country: 'TJ' });
    const requirements = (demand.requirements as { id: string }[]).map(({ id }) => id);
    const published: PublishedDemand = { id: demand.id, companyId: firm.companyId, requirementIds: requirements };
    const [sender, drafter, stranger] = [await createFirm(portal), await createFirm(portal), await createFirm(portal)];
    const eoi = await sendEoi(portal, sender, published);
    const draft = await draftEoi(portal, drafter, published);
    await portal.settle();
    const word = encodeURIComponent(demand.title.text.split(' ')[0]);
    expect((await listed(`q=${word}`)).items).toHaveLength(1);

    const response = await withdraw(demand.id);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ status: 'closed', closeReason: 'taken_down', closeNote: REASON });
    for (const path of ['', '/versions/1', '/questions']) {
      const gone = await read(`${demand.id}${path}`);
      expect([path, gone.status, gone.body.code]).toEqual([path, 410, 'DEMAND_TAKEN_DOWN']);
      expect(gone.text).not.toContain(REASON.text);
      expect(gone.text).not.toContain(demand.title.text);
    }
    const hidden = async () => {
      for (const query of [
        'state=open',
        'state=closed',
        `q=${word}`,
        `q=${word}&state=closed`,
        `q=${word}&highlight=true`,
      ])
        expect([query, (await listed(query)).items]).toEqual([query, []]);
    };
    // At once, though the index and the matches follow by a moment, and still when they have.
    await hidden();
    await portal.settle();
    await hidden();
    for (const query of ['state=open', 'state=closed', `q=${word}&state=closed`])
      expect([query, (await listed(query)).total.value]).toEqual([query, 0]);
    const indexed = await portal.database.query(
      `SELECT terms FROM search_document_terms JOIN search_documents USING (kind, position) WHERE subject_id = $1 AND terms <> '{}'`,
      [demand.id],
    );
    const matched = await portal.database.query('SELECT 1 FROM matches WHERE demand_id = $1 AND for_company', [
      demand.id,
    ]);
    expect([indexed, matched]).toEqual([[], []]);

    const mine = await own(portal, firm, firm.companyId).get(`/${demand.id}`);
    expect(mine.body).toMatchObject({ closeReason: 'taken_down', closeNote: REASON, title: demand.title });
    const answered = await as(portal, sender).get(`/eois/${eoi}/demand`).expect(200);
    expect(answered.body).toMatchObject({
      id: demand.id,
      title: demand.title,
      status: 'closed',
      takenDownReason: REASON,
    });
    expect(answered.body.contact).toBeUndefined();
    expect((await as(portal, firm).get(`/eois/${eoi}/demand`)).body.takenDownReason).toEqual(REASON);
    expect((await as(portal, drafter).get(`/eois/${draft}/demand`)).body.code).toBe('DEMAND_TAKEN_DOWN');
    await as(portal, stranger).get(`/eois/${eoi}/demand`).expect(404);
    const [told] = await portal.database.query<{ kind: string }>(
      `SELECT kind FROM notifications WHERE account_id = $1 AND kind LIKE 'demand.%' ORDER BY id DESC LIMIT 1`,
      [firm.accountId],
    );
    expect(told).toEqual({ kind: 'demand.taken_down' });
    expect((await auditActions(portal, demand.id)).at(-1)).toBe('demand.taken_down');
    const closing = { name: 'demand.closed.v1', payload: { demandId: demand.id, reason: 'taken_down' } };
    const lapse = { name: 'eoi.lapsed.v1', payload: expect.objectContaining({ eoiId: eoi }) };
    expect((await eventsOf(portal, demand.id)).slice(-2)).toEqual([closing, lapse]);
    expect((await withdraw(demand.id)).body.code).toBe('DEMAND_NOT_OPEN');
  });

  it('leaves what its company closes readable, and can take that down too', async () => {
    const demand = await createPublished(portal, firm, reviewer, { country: 'TJ' });
    const closed = await own(portal, firm, firm.companyId).post(`/${demand.id}/closure`, { reason: 'withdrawn' });
    expect(closed.status).toBe(200);
    expect((await read(demand.id)).body).toMatchObject({ status: 'closed', closeReason: 'withdrawn' });
    expect((await listed('state=closed')).items.map(({ id }) => id)).toEqual([demand.id]);
    const forged = await own(portal, firm, firm.companyId).post(`/${demand.id}/closure`, { reason: 'taken_down' });
    expect(forged.status).toBe(422);

    const answers = await Promise.all([1, 2, 3].map(() => withdraw(demand.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await own(portal, firm, firm.companyId).get(`/${demand.id}`)).body.closedAt).toBe(closed.body.closedAt);
    await read(demand.id).expect(410);
    const [entry] = await portal.database.query(
      `SELECT actor_kind, account_id, company_id, details FROM audit_entries
       WHERE action = 'demand.taken_down' AND subject_id = $1`,
      [demand.id],
    );
    expect(entry).toEqual({
      actor_kind: 'staff',
      account_id: reviewer.accountId,
      company_id: firm.companyId,
      details: { was: 'closed', version: 1 },
    });
    // Whoever speaks as the firms' API gets no further than the API does.
    for (const status of ['closed', 'open']) {
      const { rejected } = await asFirm(
        `UPDATE demand_listings SET status = '${status}' WHERE demand_id = '${demand.id}'`,
      );
      expect([status, rejected]).toEqual([status, '42501']);
    }
  });

  async function asFirm(statement: string): Promise<{ rejected: string | null }> {
    const client = new Client({ connectionString: portal.database.url });
    await client.connect();
    try {
      await client.query('SET ROLE shuqiao_company');
      await client.query(`SELECT set_config('shuqiao.companies', $1, false)`, [firm.companyId]);
      await client.query(statement);
      return { rejected: null };
    } catch (error) {
      return { rejected: (error as { code: string }).code };
    } finally {
      await client.end();
    }
  }

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

  it('ends taken down when the company closes and the secretariat takes down at the same time', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    const answers = await Promise.all([
      withdraw(demand.id),
      own(portal, firm, firm.companyId).post(`/${demand.id}/closure`, { reason: 'awarded' }),
    ]);
    expect(answers[0].status).toBe(200);
    expect([200, 409]).toContain(answers[1].status);
    expect((await own(portal, firm, firm.companyId).get(`/${demand.id}`)).body.closeReason).toBe('taken_down');
    const closings = (await eventsOf(portal, demand.id)).filter(({ name }) => name === 'demand.closed.v1');
    expect(closings).toHaveLength(answers.filter(({ status }) => status === 200).length);
    await read(demand.id).expect(410);
  });
});
