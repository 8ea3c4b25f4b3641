import {
  companyActs,
  companyEvents,
  CONTACT,
  createCompleteDraft,
  createVerified,
  decide,
  own,
  PROFILE,
  USCC,
} from '../support/companies';
import { addMember, createFirm, createPerson, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('the verification of a company', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  const page = (companyId: string) => portal.api().get(`/api/v1/companies/${companyId}`);

  it('shows its owner and the secretariat what was found and when it no longer holds', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const api = own(portal, owner, companyId);
    await api.post('/submission');
    const soon = new Date(portal.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
    const findings = [
      { check: 'register', result: 'passed', validUntil: soon, note: 'seen in the register' },
      { check: 'website', result: 'passed' },
    ];
    await decide(portal, companyId, { decision: 'approved', findings });
    const reviewer = await createStaff(portal, 'reviewer');
    const expired = async () => {
      const { body } = await portal
        .admin()
        .get('/admin/v1/companies')
        .query({ expiredCheck: 'true', limit: 100 })
        .set({ authorization: reviewer.authorization })
        .expect(200);
      return (body.items as { companyId: string }[]).some((item) => item.companyId === companyId);
    };
    const shown = async () => (await api.get('/profile').expect(200)).body.checks as object[];
    const found = {
      ...{ result: 'passed', at: expect.any(String), checkedBy: 'secretariat_reviewer' },
      ...{ expired: false, renewing: false },
    };
    expect(await shown()).toEqual([
      { ...found, check: 'authority', validUntil: expect.any(String) },
      { ...found, check: 'contact', validUntil: expect.any(String) },
      { ...found, check: 'register', validUntil: soon },
      { ...found, check: 'website', validUntil: null },
    ]);
    expect(await expired()).toBe(false);
    portal.clock.advance(2 * 86_400_000);
    expect((await shown()).filter((check) => (check as { expired: boolean }).expired)).toMatchObject([
      { check: 'register' },
    ]);
    expect(await expired()).toBe(true);
    portal.clock.advance(-2 * 86_400_000);
  });

  it('goes from the draft by an approval to a public page without contacts', async () => {
    const { owner, companyId } = await createCompleteDraft(portal, { numbers: [{ scheme: 'CN-USCC', number: USCC }] });
    const api = own(portal, owner, companyId);
    const submitted = await api.post('/submission').expect(200);
    expect(submitted.body).toMatchObject({ status: 'submitted', submittedAt: expect.any(String), lastDecision: null });
    expect((await page(companyId)).status).toBe(404);
    const validUntil = new Date(portal.clock.now().getTime() + 400 * 86_400_000).toISOString().slice(0, 10);
    const findings = [{ check: 'register', result: 'passed', validUntil, note: 'seen in the register' }];
    await decide(portal, companyId, { decision: 'approved', findings });
    const shown = await page(companyId).expect(200);
    expect(shown.body).toMatchObject({
      companyId,
      legalName: { lang: 'zh', text: '北京数桥智能科技有限公司' },
      side: 'domestic',
      registrationNumber: { scheme: 'CN-USCC', number: USCC },
      capabilities: PROFILE.capabilities,
      targetCountries: ['KZ', 'RU'],
      verification: {
        verifiedBy: 'secretariat_reviewer',
        checks: [
          { check: 'authority' },
          { check: 'contact' },
          { check: 'register', result: 'passed', validUntil, at: expect.any(String) },
        ],
      },
    });
    for (const secret of [CONTACT.name, CONTACT.email, '+8610', 'seen in the register', 'Person ']) {
      expect(shown.text).not.toContain(secret);
    }
    expect(await companyEvents(portal, companyId)).toEqual([
      'company.submitted.v1',
      'company.changed.v1',
      'company.verified.v1',
    ]);
    expect(await companyActs(portal, companyId)).toEqual([
      'company.created',
      'company.edited',
      'company.contact_added',
      'company.submitted',
      'company.verified',
    ]);
  });

  it('comes back with remarks, can be mended and submitted again', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const api = own(portal, owner, companyId);
    await api.post('/submission').expect(200);
    await decide(portal, companyId, { decision: 'returned' });
    const returned = await api.get('/profile');
    expect(returned.body).toMatchObject({
      status: 'returned',
      lastDecision: { decision: 'returned', remarks: [{ pointer: '/legalName', lang: 'zh', text: '请核对名称。' }] },
    });
    expect(returned.text).not.toContain('decidedBy');
    await api.patch('/profile', returned.body.version, { legalName: { lang: 'zh', text: '改名公司' } }).expect(200);
    await api.post('/submission').expect(200);
    await decide(portal, companyId, { decision: 'approved' });
    expect((await page(companyId)).body.legalName.text).toBe('改名公司');
  });

  it('ends with a rejection', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const api = own(portal, owner, companyId);
    await api.post('/submission').expect(200);
    await decide(portal, companyId, { decision: 'rejected' });
    const { body } = await api.get('/profile');
    expect(body.status).toBe('rejected');
    expect((await api.post('/submission')).body).toMatchObject({ code: 'COMPANY_NOT_SUBMITTABLE', status: 409 });
    expect((await api.patch('/profile', body.version, { website: null })).body.code).toBe('COMPANY_NOT_EDITABLE');
    expect((await companyEvents(portal, companyId)).at(-1)).toBe('company.rejected.v1');
  });

  it('says what is missing before it can be submitted', async () => {
    const firm = await createFirm(portal, { status: 'draft' });
    const api = own(portal, firm, firm.companyId);
    const response = await api.post('/submission');
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({
      code: 'COMPANY_INCOMPLETE',
      missing: ['registration_number', 'description', 'capability', 'contact'],
    });
    const { body } = await api.get('/profile');
    expect(body.completeness).toMatchObject({ percent: 0, required: response.body.missing });
    expect(body.status).toBe('draft');
  });

  it.each(['submitted', 'verified', 'rejected', 'suspended'])('cannot be submitted when it is %s', async (status) => {
    const firm = await createFirm(portal, { status });
    const response = await own(portal, firm, firm.companyId).post('/submission');
    expect(response.status).toBe(409);
    expect(response.body.code).toBe('COMPANY_NOT_SUBMITTABLE');
  });

  it('is asked for by the owner alone', async () => {
    const { companyId } = await createCompleteDraft(portal);
    const [editor, viewer, stranger] = [
      await createPerson(portal),
      await createPerson(portal),
      await createFirm(portal),
    ];
    await addMember(portal, companyId, editor, 'editor');
    await addMember(portal, companyId, viewer, 'viewer');
    expect((await own(portal, editor, companyId).post('/submission')).status).toBe(403);
    expect((await own(portal, viewer, companyId).post('/submission')).status).toBe(403);
    expect((await own(portal, stranger, companyId).post('/submission')).status).toBe(404);
  });

  it('submits once when asked five times at once', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const api = own(portal, owner, companyId);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => api.post('/submission')));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409]);
  });

  it('ignores a decision that arrives again after a new submission', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const api = own(portal, owner, companyId);
    await api.post('/submission').expect(200);
    await decide(portal, companyId, { decision: 'returned' });
    await api.post('/submission').expect(200);
    await portal.database.query(
      `SELECT publish_outbox_message(gen_random_uuid(), name, payload, 'again') FROM outbox_messages
       WHERE name = 'review.decided.v1' AND payload ->> 'subjectId' = $1`,
      [companyId],
    );
    await portal.settle();
    expect((await api.get('/profile')).body.status).toBe('submitted');
  });

  describe('of a registration number that is taken', () => {
    const numbers = [{ scheme: 'KZ-BIN', number: '150340012340' }];

    it('is refused at submission against a verified company, telling nothing of it', async () => {
      const first = await createVerified(portal, { country: 'KZ', numbers });
      const { owner, companyId } = await createCompleteDraft(portal, { country: 'KZ', numbers });
      const response = await own(portal, owner, companyId).post('/submission');
      expect(response.status).toBe(409);
      expect(response.body.code).toBe('COMPANY_ALREADY_REGISTERED');
      expect(response.text).not.toContain(first.companyId);
      expect((await own(portal, owner, companyId).get('/profile')).body.status).toBe('draft');
    });

    it('is flagged among submissions, and of two approvals one loses', async () => {
      const own2 = [{ scheme: 'RU-INN', number: '7701234560' }];
      const drafts = [
        await createCompleteDraft(portal, { country: 'RU', numbers: own2 }),
        await createCompleteDraft(portal, { country: 'RU', numbers: own2 }),
      ];
      const answers = await Promise.all(
        drafts.map(({ owner, companyId }) => own(portal, owner, companyId).post('/submission')),
      );
      expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
      const cases = await portal.database.query<{ flags: string[]; needs_second_review: boolean }>(
        'SELECT flags, needs_second_review FROM review_cases WHERE subject_id = ANY ($1) ORDER BY needs_second_review',
        [drafts.map((draft) => draft.companyId)],
      );
      expect(cases).toEqual([
        { flags: [], needs_second_review: false },
        { flags: ['duplicate_registration_number'], needs_second_review: true },
      ]);
      for (const { companyId } of drafts) await decide(portal, companyId, { decision: 'approved', unsettled: true });
      await portal.settle();
      const states = await Promise.all(
        drafts.map(({ owner, companyId }) => own(portal, owner, companyId).get('/profile')),
      );
      expect(states.map((state) => state.body.status).sort()).toEqual(['returned', 'verified']);
      const loser = states.find((state) => state.body.status === 'returned');
      expect(loser?.body.systemRemark).toMatchObject({
        code: 'duplicate_registration_number',
        text: expect.stringContaining('another company'),
      });
      const left = await portal.database.query('SELECT 1 FROM graphile_worker.jobs WHERE last_error IS NOT NULL');
      expect(left).toEqual([]);
    });

    it('may be the same text in different schemes and, for other numbers, in different countries', async () => {
      const other = [{ scheme: 'OTHER', number: 'HRB 77001' }];
      await createVerified(portal, { country: 'AE', numbers: other });
      await createVerified(portal, { country: 'TR', numbers: other });
    });
  });
});
