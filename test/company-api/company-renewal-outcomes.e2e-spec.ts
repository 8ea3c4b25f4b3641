import { companyActs, companyEvents, decide, own } from '../support/companies';
import { runSchedule } from '../support/demands';
import { createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { count, renewalsOf } from '../support/renewals';

const DAY = 86_400_000;
const OPEN = 'company.open-renewals';
const LAPSE = 'company.lapse-renewals';

describe('a renewal of a verification that is under review', () => {
  let portal: TestPortal;
  let renewals: ReturnType<typeof renewalsOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    renewals = renewalsOf(portal);
  });
  afterAll(() => portal.stop());

  it('is approved with new findings, which count from then on', async () => {
    const draft = await renewals.renewing();
    const { companyId, owner } = draft;
    const reviewed = await renewals.casesOf(companyId);
    await decide(portal, companyId, { decision: 'approved', findings: [{ check: 'contact', result: 'passed' }] });
    expect((await renewals.page(companyId).expect(200)).body.verification.checks[1]).toMatchObject({
      check: 'contact',
      renewing: false,
      validUntil: expect.not.stringContaining(renewals.dateIn(-1)),
    });
    expect(await renewals.profileOf(draft)).toMatchObject({
      status: 'verified',
      renewal: null,
      lastDecision: { decision: 'approved' },
    });
    expect(await renewals.mailsTo(owner.email, 'company.renewed')).toHaveLength(1);
    expect((await companyActs(portal, companyId)).at(-1)).toBe('company.renewal_approved');
    await portal.database.query(
      `SELECT publish_outbox_message(gen_random_uuid(), name, payload, 'again') FROM outbox_messages
       WHERE name = 'review.decided.v1' AND payload ->> 'reviewCaseId' = $1`,
      [reviewed[0].id],
    );
    await portal.settle();
    await runSchedule(portal, OPEN);
    expect(await renewals.casesOf(companyId)).toHaveLength(1);
    expect(count(await companyEvents(portal, companyId), 'company.renewal_decided.v1')).toBe(1);
  });

  it('cannot be approved over what failed or without what it asks for', async () => {
    const { companyId } = await renewals.renewing();
    const [{ id }] = await renewals.casesOf(companyId);
    const reviewer = await createStaff(portal, 'reviewer');
    const post = (path: string, body: object = {}) =>
      portal
        .admin()
        .post(`/admin/v1/review-cases/${id}${path}`)
        .set('authorization', reviewer.authorization)
        .send(body);
    await post('/claim').expect(200);
    expect((await post('/decision', { decision: 'approved' })).body).toMatchObject({
      code: 'REVIEW_CHECKS_MISSING',
      missing: ['contact'],
    });
    expect(await companyEvents(portal, companyId)).not.toContain('company.renewal_decided.v1');
  });

  it('is returned: the company stays public, answers in time, and is renewed', async () => {
    const draft = await renewals.renewing();
    const { companyId, owner } = draft;
    await decide(portal, companyId, { decision: 'returned' });
    expect(await renewals.profileOf(draft)).toMatchObject({
      status: 'verified',
      renewal: { status: 'returned', respondBy: new Date(portal.clock.now().getTime() + 30 * DAY).toISOString() },
      lastDecision: { decision: 'returned', remarks: [{ pointer: '/legalName' }] },
    });
    expect((await renewals.page(companyId).expect(200)).body.verification.checks[1].renewing).toBe(true);
    expect(await renewals.mailsTo(owner.email, 'company.renewal_returned')).toHaveLength(1);
    await runSchedule(portal, OPEN);
    await runSchedule(portal, LAPSE);
    expect(await renewals.casesOf(companyId)).toHaveLength(1);
    const answers = await Promise.all([1, 2].map(() => own(portal, owner, companyId).post('/renewal')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await renewals.casesOf(companyId)).map(({ status }) => status)).toEqual(['decided', 'open']);
    expect(await renewals.profileOf(draft)).toMatchObject({ renewal: { status: 'under_review', respondBy: null } });
    await decide(portal, companyId, { decision: 'approved' });
    expect(await renewals.profileOf(draft)).toMatchObject({ status: 'verified', renewal: null });
    expect((await companyActs(portal, companyId)).slice(-4)).toEqual([
      'company.renewal_opened',
      'company.renewal_returned',
      'company.renewal_submitted',
      'company.renewal_approved',
    ]);
  });

  it('lapses unanswered: the company is suspended, once, and checked again when it is let back', async () => {
    const draft = await renewals.renewing();
    const { companyId } = draft;
    await decide(portal, companyId, { decision: 'returned' });
    portal.clock.advance(30 * DAY + 1000);
    await Promise.all([runSchedule(portal, LAPSE), runSchedule(portal, LAPSE)]);
    await portal.settle();
    portal.clock.advance(-30 * DAY - 1000);
    expect(await renewals.profileOf(draft)).toMatchObject({
      status: 'suspended',
      renewal: null,
      suspensionReason: null,
      systemRemark: { code: 'renewal_lapsed', text: expect.stringContaining('not answered in time') },
    });
    expect((await renewals.page(companyId)).status).toBe(404);
    expect((await companyActs(portal, companyId)).slice(-2)).toEqual(['company.renewal_lapsed', 'company.suspended']);
    expect(count(await companyEvents(portal, companyId), 'company.suspended.v1')).toBe(1);
    const reviewer = await createStaff(portal, 'reviewer');
    await portal
      .admin()
      .delete(`/admin/v1/companies/${companyId}/suspension`)
      .set('authorization', reviewer.authorization)
      .send({ reason: '已联系' })
      .expect(200);
    expect(await renewals.profileOf(draft)).toMatchObject({ status: 'verified', systemRemark: null });
    await runSchedule(portal, OPEN);
    expect((await renewals.casesOf(companyId)).map(({ status }) => status)).toEqual(['decided', 'open']);
  });

  it('is rejected: the company is suspended and reads why', async () => {
    const draft = await renewals.renewing();
    const { companyId, owner } = draft;
    const findings = [{ check: 'contact', result: 'failed', note: 'number not in use' }];
    await decide(portal, companyId, { decision: 'rejected', findings });
    const { body, text } = await own(portal, owner, companyId).get('/profile');
    expect(body).toMatchObject({
      status: 'suspended',
      renewal: null,
      systemRemark: { code: 'renewal_rejected' },
      lastDecision: { decision: 'rejected' },
    });
    expect(text).not.toContain('number not in use');
    expect((await renewals.page(companyId)).status).toBe(404);
    expect(await renewals.mailsTo(owner.email, 'company.suspended')).toHaveLength(1);
    expect((await companyActs(portal, companyId)).slice(-2)).toEqual(['company.renewal_rejected', 'company.suspended']);
    await runSchedule(portal, OPEN);
    expect(await renewals.casesOf(companyId)).toHaveLength(1);
  });

  describe('is taken back', () => {
    it('when the secretariat suspends the company', async () => {
      const draft = await renewals.renewing();
      const reviewer = await createStaff(portal, 'reviewer');
      await portal
        .admin()
        .post(`/admin/v1/companies/${draft.companyId}/suspension`)
        .set('authorization', reviewer.authorization)
        .send({ reason: '收到投诉' })
        .expect(200);
      expect((await renewals.casesOf(draft.companyId)).map(({ status }) => status)).toEqual(['withdrawn']);
      expect(await renewals.profileOf(draft)).toMatchObject({
        renewal: null,
        suspensionReason: '收到投诉',
        systemRemark: null,
      });
      expect(await companyActs(portal, draft.companyId)).toContain('company.renewal_withdrawn');
    });

    it('when the company leaves the portal', async () => {
      const draft = await renewals.renewing();
      const { version } = await renewals.profileOf(draft);
      await own(portal, draft.owner, draft.companyId).post('/withdrawal').set('if-match', `"v${version}"`).expect(200);
      expect((await renewals.casesOf(draft.companyId)).map(({ status }) => status)).toEqual(['withdrawn']);
      await portal.settle();
      await runSchedule(portal, OPEN);
      expect(await renewals.profileOf(draft)).toMatchObject({ status: 'withdrawn', renewal: null });
      expect(await renewals.casesOf(draft.companyId)).toHaveLength(1);
    });

    it('when new legal details are approved, and begins anew with them', async () => {
      const draft = await renewals.renewing();
      const api = own(portal, draft.owner, draft.companyId);
      const { version } = await renewals.profileOf(draft);
      const renamed = { legalName: { lang: 'zh', text: '续期改名公司' } };
      const { body } = await api.patch('/profile', version, renamed).expect(200);
      await decide(portal, body.legalChange.id, { decision: 'approved' });
      expect(await renewals.profileOf(draft)).toMatchObject({ status: 'verified', renewal: null });
      expect((await renewals.casesOf(draft.companyId)).map(({ status }) => status)).toEqual(['withdrawn']);
      await runSchedule(portal, OPEN);
      const [opened] = await portal.database.query(
        `SELECT title, required_checks -> 0 ->> 'check' AS "check" FROM review_cases
         WHERE subject_id = $1 AND status = 'open'`,
        [draft.companyId],
      );
      expect(opened).toEqual({ title: '续期改名公司', check: 'contact' });
    });
  });

  it('is not for the firms’ API to decide, whatever the code asks', async () => {
    const { companyId, owner } = await renewals.renewing();
    const update = portal.database.query(
      `SET LOCAL ROLE shuqiao_company; SELECT set_config('shuqiao.companies', '${companyId}', true),
         set_config('shuqiao.account', '${owner.accountId}', true);
       UPDATE company_renewals SET status = 'approved', concluded_at = now() WHERE company_id = '${companyId}'`,
    );
    await expect(update).rejects.toMatchObject({ code: '42501' });
    expect(await renewals.profileOf({ owner, companyId })).toMatchObject({ renewal: { status: 'under_review' } });
  });
});
