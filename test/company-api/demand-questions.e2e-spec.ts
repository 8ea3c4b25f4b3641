import { newId } from '@shuqiao/kernel';
import { auditActions, createDraft, createPublished, eventsOf, type Firm, own } from '../support/demands';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const QUESTION = { lang: 'zh', text: '是否接受分批交付？' };
const ANSWER = { lang: 'ru', text: 'Да, двумя партиями.' };

describe('questions about a demand', () => {
  let portal: TestPortal;
  let firm: Firm;
  let asker: Firm;
  let reviewer: Person;
  let demandId: string;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ' });
    asker = await createFirm(portal, { legalName: '提问者有限公司' });
    reviewer = await createStaff(portal, 'reviewer');
    demandId = (await createPublished(portal, firm, reviewer)).id;
  });
  afterAll(() => portal.stop());

  const ask = (person: Person, companyId: string, id = demandId, question: object = QUESTION) =>
    portal
      .api()
      .post(`/api/v1/demands/${id}/questions`)
      .set('authorization', person.authorization)
      .send({ companyId, question });
  const read = (query = '', id = demandId) => portal.api().get(`/api/v1/demands/${id}/questions${query}`);
  const answer = (person: Person, questionId: string, companyId = firm.companyId) =>
    own(portal, person, companyId).post(`/${demandId}/questions/${questionId}/answer`, { answer: ANSWER });

  it('are asked and answered before everybody while the asker stays hidden', async () => {
    const asked = await ask(asker, asker.companyId);
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({ question: QUESTION, answer: null, answeredAt: null });
    const answered = await answer(firm, asked.body.id);
    expect(answered.status).toBe(200);
    const page = await read();
    expect(page.body.items[0]).toEqual({
      id: asked.body.id,
      question: QUESTION,
      askedAt: portal.clock.now().toISOString(),
      answer: ANSWER,
      answeredAt: portal.clock.now().toISOString(),
    });
    const seen = [
      asked.body,
      answered.body,
      page.body,
      (await own(portal, firm, firm.companyId).get(`/${demandId}`)).body,
    ];
    seen.push((await portal.api().get(`/api/v1/demands/${demandId}`)).body);
    for (const secret of [asker.companyId, asker.accountId, asker.email, '提问者有限公司'])
      expect(leaves(seen)).not.toContain(secret);
    expect(await auditActions(portal, asked.body.id)).toEqual(['question.asked', 'question.answered']);
    const events = (await eventsOf(portal, demandId)).filter(({ name }) => name.startsWith('question.'));
    const payload = { demandId, questionId: asked.body.id };
    expect(events).toEqual([
      { name: 'question.asked.v1', payload },
      { name: 'question.answered.v1', payload },
    ]);
  });

  it('keep the asker from the demand’s company in the database too', async () => {
    const { body } = await ask(asker, asker.companyId);
    const seen = await asCompany(
      portal,
      firm.companyId,
      `SELECT company_id FROM demand_question_askers WHERE question_id = '${body.id}'`,
    );
    expect(seen).toEqual([]);
    const own = await asCompany(
      portal,
      asker.companyId,
      `SELECT company_id FROM demand_question_askers WHERE question_id = '${body.id}'`,
    );
    expect(own).toEqual([{ company_id: asker.companyId }]);
  });

  it('are refused to the demand’s own company, to the unverified, to viewers and to strangers of the company', async () => {
    const unverified = await createFirm(portal, { status: 'submitted' });
    const viewer = await createPerson(portal);
    await addMember(portal, asker.companyId, viewer, 'viewer');
    const stranger = await createFirm(portal);
    const answers = [
      await ask(firm, firm.companyId),
      await ask(unverified, unverified.companyId),
      await ask(viewer, asker.companyId),
      await ask(stranger, asker.companyId),
    ];
    expect(answers.map(({ body }) => body.code)).toEqual([
      'QUESTION_FROM_OWN_COMPANY',
      'DEMAND_COMPANY_NOT_VERIFIED',
      'FORBIDDEN',
      'NOT_FOUND',
    ]);
    expect(
      (
        await portal
          .api()
          .post(`/api/v1/demands/${demandId}/questions`)
          .send({ companyId: asker.companyId, question: QUESTION })
      ).status,
    ).toBe(401);
  });

  it('are refused about what is not open', async () => {
    const draft = await createDraft(portal, firm);
    expect((await ask(asker, asker.companyId, draft.id)).status).toBe(404);
    expect((await ask(asker, asker.companyId, newId())).status).toBe(404);
    expect((await read('', draft.id)).status).toBe(404);
    const closed = await createPublished(portal, firm, reviewer);
    await own(portal, firm, firm.companyId).post(`/${closed.id}/closure`, { reason: 'awarded' }).expect(200);
    expect((await ask(asker, asker.companyId, closed.id)).body.code).toBe('DEMAND_NOT_OPEN');
    expect((await read('', closed.id)).body).toEqual({ items: [], nextCursor: null });
    const overdue = await createPublished(portal, firm, reviewer, {
      deadline: new Date(portal.clock.now().getTime() + 2 * 86_400_000).toISOString(),
    });
    portal.clock.advance(2 * 86_400_000);
    expect((await ask(asker, asker.companyId, overdue.id)).body.code).toBe('DEMAND_NOT_OPEN');
  });

  it('name the field that is wrong', async () => {
    const empty = await ask(asker, asker.companyId, demandId, { lang: 'zh', text: '' });
    expect(empty.body.errors).toEqual([expect.objectContaining({ pointer: '/question/text', code: 'required' })]);
    const nobody = await ask(asker, 'nobody');
    expect(nobody.body.errors).toEqual([expect.objectContaining({ pointer: '/companyId' })]);
  });

  it('are answered once, and by the demand’s company alone', async () => {
    const { body } = await ask(asker, asker.companyId);
    const viewer = await createPerson(portal);
    await addMember(portal, firm.companyId, viewer, 'viewer');
    const refused = [
      await answer(viewer, body.id),
      await answer(asker, body.id),
      await answer(asker, body.id, asker.companyId),
      await answer(firm, newId()),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 404, 404, 404]);
    const answers = await Promise.all([1, 2, 3].map(() => answer(firm, body.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('QUESTION_ALREADY_ANSWERED');
  });

  it('are hidden by the secretariat, once, with a reason', async () => {
    const { body } = await ask(asker, asker.companyId);
    const hide = (person: Person) =>
      portal
        .admin()
        .post(`/admin/v1/demands/${demandId}/questions/${body.id}/hiding`)
        .set('authorization', person.authorization)
        .send({ reason: { lang: 'en', text: 'Advertising.' } });
    expect((await hide(await createStaff(portal, 'event_manager'))).status).toBe(403);
    const hidden = await hide(reviewer);
    expect(hidden.status).toBe(200);
    expect(hidden.body.questions.find(({ id }: { id: string }) => id === body.id)).toMatchObject({
      askerCompanyId: asker.companyId,
      hiddenReason: { text: 'Advertising.' },
    });
    expect((await read('?limit=100')).body.items.map(({ id }: { id: string }) => id)).not.toContain(body.id);
    expect((await answer(firm, body.id)).status).toBe(404);
    expect((await hide(reviewer)).body.code).toBe('QUESTION_ALREADY_HIDDEN');
    expect(await auditActions(portal, body.id)).toEqual(['question.asked', 'question.hidden']);
  });

  it('are bounded for one company, also when it asks at once', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    await portal.database.query(
      `WITH asked AS (INSERT INTO demand_questions (id, demand_id, company_id, question, asked_at)
         SELECT gen_random_uuid(), $1, $2, '{"lang":"en","text":"?"}', now() FROM generate_series(1, 29) RETURNING id)
       INSERT INTO demand_question_askers (question_id, demand_id, company_id, number) SELECT id, $1, $3, row_number() OVER () FROM asked`,
      [demand.id, firm.companyId, asker.companyId],
    );
    const answers = await Promise.all([1, 2, 3].map(() => ask(asker, asker.companyId, demand.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await ask(asker, asker.companyId, demand.id)).body.code).toBe('TOO_MANY_QUESTIONS');
    expect(
      await portal.database.query('SELECT count(*)::int FROM demand_questions WHERE demand_id = $1', [demand.id]),
    ).toEqual([{ count: 30 }]);
    const first = await read('?limit=20', demand.id);
    const second = await read(`?limit=20&cursor=${first.body.nextCursor}`, demand.id);
    expect([first.body.items.length, second.body.items.length, second.body.nextCursor]).toEqual([20, 10, null]);
  });
});

/** Every value in a JSON document, however deep. */
function leaves(value: unknown): unknown[] {
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(leaves) : [value];
}

/** Runs a query under the row-level security of a company's members. */
async function asCompany(portal: TestPortal, companyId: string, sql: string): Promise<unknown[]> {
  await portal.database.query('BEGIN');
  try {
    await portal.database.query('SET LOCAL ROLE shuqiao_company');
    await portal.database.query(`SELECT set_config('shuqiao.companies', $1, true)`, [companyId]);
    return await portal.database.query(sql);
  } finally {
    await portal.database.query('ROLLBACK');
  }
}
