import { deskOf, type Firm, openCase } from '../moderation/review-support';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const TEXTS = { zh: '请补充授权书。', ru: 'Приложите доверенность.', en: 'Please attach a letter of authority.' };

describe('the review queue', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;
  const ids: string[] = [];
  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal);
    reviewer = await createStaff(portal, 'reviewer');
    // Each an hour after the one before; the last two at the same moment.
    for (const [index, subjectType] of ['company', 'demand', 'demand', 'demand'].entries()) {
      ids.push(await openCase(portal, firm, { subjectType, flags: index === 1 ? ['duplicate-number'] : [] }));
      if (index < 2) portal.clock.advance(3_600_000);
    }
    await deskOf(portal, reviewer, ids[0]).claim();
  });
  afterAll(() => portal.stop());

  const list = (query = '', person = reviewer) =>
    portal.admin().get(`/admin/v1/review-cases${query}`).set('authorization', person.authorization);
  const idsOf = async (query: string) => (await list(query)).body.items.map((item: { id: string }) => item.id);

  it('shows the undecided, the most urgent first, in pages that neither skip nor repeat', async () => {
    expect(await idsOf('')).toEqual(ids);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await list(`?limit=1${cursor}`);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor);
    expect(seen).toEqual(ids);
  });

  it('filters', async () => {
    expect(await idsOf('?subjectType=company')).toEqual([ids[0]]);
    expect(await idsOf('?assignee=me')).toEqual([ids[0]]);
    expect(await idsOf('?assignee=none')).toEqual(ids.slice(1));
    expect(await idsOf('?flag=duplicate-number')).toEqual([ids[1]]);
    expect(await idsOf('?status=claimed')).toEqual([ids[0]]);
    expect(await idsOf('?status=decided,withdrawn')).toEqual([]);
    expect(await idsOf('?overdue=true')).toEqual([]);
    expect(await idsOf('?overdue=false&subjectType=demand&assignee=none&limit=2')).toEqual([ids[1], ids[2]]);
    portal.clock.advance(8 * 86_400_000);
    expect(await idsOf('?overdue=true')).toEqual(ids);
    portal.clock.advance(-8 * 86_400_000);
  });

  it.each([
    '?status=nonsense',
    '?assignee=him',
    '?limit=0',
    '?cursor=AAAA',
    '?overdue=perhaps',
    '?unknown=1',
    '?subjectType=A%00',
  ])('refuses %s and names the field', async (query) => {
    const answer = await list(query);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].pointer).toContain(query.slice(1).split('=')[0]);
  });

  it('does not carry snapshots and is for staff only', async () => {
    const { body } = await list('');
    expect(JSON.stringify(body)).not.toContain('snapshot');
    expect((await list('', firm)).status).toBe(401);
  });
});

describe('decision templates', () => {
  let portal: TestPortal;
  let reviewer: Person;
  let administrator: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
    administrator = await createStaff(portal, 'administrator');
  });
  afterAll(() => portal.stop());

  const template = { code: 'company-no-authority', decision: 'returned', subjectTypes: ['company'], texts: TEXTS };
  const add = (person: Person, body: object) =>
    portal.admin().post('/admin/v1/decision-templates').set('authorization', person.authorization).send(body);
  const change = (version: number, body: object, code = template.code) =>
    portal
      .admin()
      .patch(`/admin/v1/decision-templates/${code}`)
      .set('authorization', administrator.authorization)
      .set('if-match', `"v${version}"`)
      .send(body);

  it('exist from the start in three languages', async () => {
    const { body } = await portal
      .admin()
      .get('/admin/v1/decision-templates')
      .set('authorization', reviewer.authorization);
    expect(body.items.length).toBeGreaterThanOrEqual(12);
    for (const { texts } of body.items)
      expect([
        /\p{Script=Han}/u.test(texts.zh),
        /\p{Script=Cyrillic}/u.test(texts.ru),
        /^[\x20-\x7e]+$/.test(texts.en),
      ]).toEqual([true, true, true]);
  });

  it('are added, edited and retired by an administrator', async () => {
    expect((await add(reviewer, template)).status).toBe(403);
    expect((await add(administrator, template)).body).toEqual({ ...template, retiredAt: null, version: 1 });
    const again = await add(administrator, template);
    expect(again.status).toBe(422);
    expect(again.body.errors).toMatchObject([{ pointer: '/code', code: 'duplicate_template' }]);
    expect((await change(1, { subjectTypes: [] })).body).toMatchObject({ subjectTypes: [], texts: TEXTS, version: 2 });
    expect((await change(1, { retired: true })).status).toBe(412);
    expect((await change(2, { retired: true })).body).toMatchObject({ retiredAt: expect.any(String), version: 3 });
    expect((await change(3, { retired: false })).body).toMatchObject({ retiredAt: null, version: 4 });
    expect((await change(1, {}, 'no-such')).status).toBe(404);
    expect((await change(1, {}, '%00')).status).toBe(404);
    const audit = await portal.database.query(
      `SELECT action FROM audit_entries WHERE subject_type = 'decision_template' ORDER BY id`,
    );
    expect(audit).toHaveLength(4);
  });

  it('are not used once retired', async () => {
    await change(4, { retired: true });
    const firm = await createFirm(portal);
    const desk = deskOf(portal, reviewer, await openCase(portal, firm, { subjectType: 'company' }));
    await desk.claim();
    expect((await desk.decide({ decision: 'returned', reasonTemplate: template.code })).status).toBe(422);
  });
});
