import { createCompleteDraft, createVerified, type Draft, own } from '../support/companies';
import { createStaff, type Person } from '../support/people';
import { deskOf } from '../moderation/review-support';
import { startTestPortal, type TestPortal } from '../support/portal';

interface Shown {
  readonly version: number;
  readonly requiredChecks: { check: string; state: string }[];
  readonly findings: { check: string; carriedFrom: string | null }[];
}

describe('what is checked about a company', () => {
  let portal: TestPortal;
  let reviewer: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
  });
  afterAll(() => portal.stop());

  /** The company's open case, claimed. */
  async function claimed(companyId: string) {
    const [open] = await portal.database.query<{ id: string }>(
      `SELECT id FROM review_cases WHERE company_id = $1 AND status = 'open'`,
      [companyId],
    );
    const desk = deskOf(portal, reviewer, open.id);
    await desk.claim().expect(200);
    const get = async () => (await desk.get().expect(200)).body as Shown;
    const states = async () =>
      Object.fromEntries((await get()).requiredChecks.map(({ check, state }) => [check, state]));
    const pass = async (check: string) => desk.find(check, (await get()).version, { result: 'passed' }).expect(200);
    return { id: open.id, desk, get, states, pass };
  }
  async function submitted(): Promise<Draft> {
    const draft = await createCompleteDraft(portal);
    await own(portal, draft.owner, draft.companyId).post('/submission').expect(200);
    return draft;
  }
  const RETURN = { decision: 'returned', reason: { lang: 'zh', text: '请补充。' } };

  it('is said to everybody, in three languages', async () => {
    const { body } = await portal.api().get('/api/v1/company-checks').expect(200);
    expect(body.map(({ check }: { check: string }) => check)).toEqual(['register', 'authority', 'contact']);
    for (const { title, meaning, validMonths } of body) {
      expect(Object.keys(title)).toEqual(['zh', 'ru', 'en']);
      expect(meaning.ru).toMatch(/\p{Script=Cyrillic}/u);
      expect(validMonths).toBeGreaterThan(0);
    }
  });

  it('is all of it at the first verification, which nobody can approve without', async () => {
    const { companyId, owner } = await submitted();
    const { desk, states, pass } = await claimed(companyId);
    expect(await states()).toEqual({ register: 'missing', authority: 'missing', contact: 'missing' });
    await pass('register');
    await pass('contact');
    expect((await desk.decide({ decision: 'approved' })).body).toMatchObject({
      status: 409,
      code: 'REVIEW_CHECKS_MISSING',
      missing: ['authority'],
    });
    await portal.settle();
    expect((await own(portal, owner, companyId).get('/profile')).body).toMatchObject({
      status: 'submitted',
      checks: [],
    });
    expect((await portal.api().get(`/api/v1/companies/${companyId}`)).status).toBe(404);
    await pass('authority');
    await desk.decide({ decision: 'approved' }).expect(200);
    await portal.settle();
    const page = await portal.api().get(`/api/v1/companies/${companyId}`).expect(200);
    const found = {
      result: 'passed',
      at: expect.any(String),
      validUntil: expect.any(String),
      checkedBy: 'secretariat_reviewer',
      renewing: false,
    };
    expect(page.body.verification.checks).toEqual([
      { check: 'authority', ...found },
      { check: 'contact', ...found },
      { check: 'register', ...found },
    ]);
    expect(page.text).not.toContain(reviewer.accountId);
    const profile = await own(portal, owner, companyId).get('/profile');
    expect(profile.body.checks).toMatchObject([{ checkedBy: 'secretariat_reviewer', expired: false }, {}, {}]);
    expect(profile.text).not.toContain(reviewer.accountId);
  });

  it('is not done twice when a returned company comes back with the same legal details', async () => {
    const { companyId, owner } = await submitted();
    const api = own(portal, owner, companyId);
    const first = await claimed(companyId);
    for (const check of ['register', 'authority', 'contact']) await first.pass(check);
    await first.desk.decide(RETURN).expect(200);
    await portal.settle();
    const { version } = (await api.get('/profile')).body;
    await api.patch('/profile', version, { website: 'https://mended.example.org' }).expect(200);
    await api
      .post('/contacts', { name: '王芳', email: 'wang@example.org', languages: ['zh'], consent: true })
      .expect(201);
    await api.post('/submission').expect(200);
    const second = await claimed(companyId);
    expect(await second.states()).toEqual({ register: 'passed', authority: 'passed', contact: 'missing' });
    expect((await second.get()).findings.map(({ carriedFrom }) => carriedFrom)).toEqual([first.id, first.id]);
    await second.pass('contact');
    await second.desk.decide({ decision: 'approved' }).expect(200);
    await portal.settle();
    expect((await api.get('/profile')).body.checks).toHaveLength(3);
  });

  it.each([
    ['the name', { legalName: { lang: 'zh', text: '改了名的公司' } }, ['register']],
    ['a number', { registrationNumbers: [{ scheme: 'OTHER', number: 'HRB 4711' }] }, ['register', 'authority']],
  ])('is what a change of %s touches', async (_name, change, expected) => {
    const { companyId, owner } = await createVerified(portal);
    const api = own(portal, owner, companyId);
    const { version } = (await api.get('/profile')).body;
    await api.patch('/profile', version, change).expect(200);
    const { desk, states, get } = await claimed(companyId);
    expect(await states()).toEqual(Object.fromEntries(expected.map((check) => [check, 'missing'])));
    expect((await get()).findings).toEqual([]);
    expect((await desk.decide({ decision: 'approved' })).body.missing).toEqual(expected);
  });

  it('is nothing at a plain edit', async () => {
    const { companyId, owner } = await createVerified(portal);
    const api = own(portal, owner, companyId);
    const { version } = (await api.get('/profile')).body;
    await api.patch('/profile', version, { website: 'https://new.example.org' }).expect(200);
    const open = await portal.database.query(`SELECT FROM review_cases WHERE company_id = $1 AND status <> 'decided'`, [
      companyId,
    ]);
    expect(open).toEqual([]);
  });
});
