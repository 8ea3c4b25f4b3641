import { companyActs, companyEvents, createVerified, decide, own } from '../support/companies';
import { runSchedule } from '../support/demands';
import { addMember, createFirm, createPerson, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { count, renewalsOf } from '../support/renewals';

const ANNOUNCE = 'company.announce-expiring';
const OPEN = 'company.open-renewals';

describe('the renewal of a verification', () => {
  let portal: TestPortal;
  let renewals: ReturnType<typeof renewalsOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    renewals = renewalsOf(portal);
  });
  afterAll(() => portal.stop());

  describe('is announced', () => {
    it('to owners and editors, once, some days before a finding runs out', async () => {
      const { owner, companyId } = await renewals.holding(30);
      const editor = await createPerson(portal, { language: 'ru' });
      await addMember(portal, companyId, editor, 'editor');
      await Promise.all([runSchedule(portal, ANNOUNCE), runSchedule(portal, ANNOUNCE)]);
      await runSchedule(portal, ANNOUNCE);
      await portal.settle();
      expect(count(await companyEvents(portal, companyId), 'company.checks_expiring.v1')).toBe(1);
      expect(count(await companyActs(portal, companyId), 'company.expiry_announced')).toBe(1);
      const [told, ...more] = await renewals.mailsTo(owner.email, 'company.checks_expiring');
      expect(more).toEqual([]);
      expect(told.text).toContain('Contact details');
      expect(told.text).not.toContain('Authority');
      const year = renewals.dateIn(30).slice(0, 4);
      expect(told.text).toContain(year);
      expect(await renewals.mailsTo(editor.email, 'company.checks_expiring')).toMatchObject([
        { language: 'ru', text: expect.stringContaining('Контактные данные') },
      ]);
      const list = await portal.api().get('/api/v1/notifications').set('authorization', owner.authorization);
      expect(list.body.items[0]).toMatchObject({ kind: 'company.checks_expiring', ids: { companyId } });
      expect(await renewals.profileOf({ owner, companyId })).toMatchObject({ status: 'verified', renewal: null });
    });

    it('not earlier, not for a check that nobody requires, and not while the company is suspended', async () => {
      const early = await renewals.holding(31);
      const suspended = await renewals.holding(5);
      await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [suspended.companyId]);
      const other = await createVerified(portal);
      await portal.database.query(
        `INSERT INTO company_findings (company_id, review_case_id, "check", result, valid_until, "by", at)
         SELECT company_id, review_case_id, 'website', 'passed', $2, "by", at FROM company_findings
         WHERE company_id = $1 AND "check" = 'contact'`,
        [other.companyId, renewals.dateIn(-5)],
      );
      await runSchedule(portal, ANNOUNCE);
      await runSchedule(portal, OPEN);
      for (const { companyId } of [early, suspended, other]) {
        expect(await companyEvents(portal, companyId)).not.toContain('company.checks_expiring.v1');
        expect(await renewals.casesOf(companyId)).toEqual([]);
      }
    });
  });

  describe('begins', () => {
    it('by itself and once, however many look, when a finding has run out; the company stays public', async () => {
      const draft = await renewals.holding(-1);
      const { companyId, owner } = draft;
      await Promise.all([1, 2, 3].map(() => runSchedule(portal, OPEN)));
      await runSchedule(portal, OPEN);
      await portal.settle();
      const [open, ...more] = await renewals.casesOf(companyId);
      expect(more).toEqual([]);
      const reviewer = await createStaff(portal, 'reviewer');
      const as = { authorization: reviewer.authorization };
      const shown = await portal.admin().get(`/admin/v1/review-cases/${open.id}`).set(as).expect(200);
      expect(shown.body).toMatchObject({
        subjectType: 'company',
        subjectId: companyId,
        status: 'open',
        flags: ['renewal'],
        submittedBy: null,
        requiredChecks: [{ check: 'contact', state: 'missing' }],
        findings: [],
        diff: [],
        snapshot: { legalName: { text: '北京数桥智能科技有限公司' } },
      });
      const queue = await portal.admin().get('/admin/v1/review-cases?flag=renewal&limit=100').set(as);
      expect(queue.body.items.map(({ id }: { id: string }) => id)).toContain(open.id);
      expect((await renewals.page(companyId).expect(200)).body.verification.checks).toMatchObject([
        { check: 'authority', renewing: false },
        { check: 'contact', renewing: true, validUntil: renewals.dateIn(-1) },
        { check: 'register', renewing: false },
      ]);
      expect(await renewals.profileOf(draft)).toMatchObject({
        status: 'verified',
        checks: [{ expired: false }, { check: 'contact', expired: true, renewing: true }, { expired: false }],
        renewal: { status: 'under_review', checks: ['contact'], respondBy: null },
      });
      expect(count(await companyEvents(portal, companyId), 'company.renewal_opened.v1')).toBe(1);
      expect(count(await companyActs(portal, companyId), 'company.renewal_opened')).toBe(1);
      expect(await renewals.mailsTo(owner.email, 'company.renewal_opened')).toHaveLength(1);
      const staff = await portal.admin().get(`/admin/v1/companies/${companyId}`).set(as);
      expect(staff.body.renewals).toMatchObject([{ reviewCaseId: open.id, status: 'under_review' }]);
    });

    it('together with what runs out soon', async () => {
      const { companyId } = await renewals.holding(-1);
      await renewals.age(companyId, 'register', 29);
      await runSchedule(portal, OPEN);
      const [renewal] = await portal.database.query('SELECT checks FROM company_renewals WHERE company_id = $1', [
        companyId,
      ]);
      expect(renewal).toEqual({ checks: ['register', 'contact'] });
      const [{ found }] = await portal.database.query<{ found: number }>(
        `SELECT count(*)::integer AS found FROM review_findings JOIN review_cases ON id = case_id
         WHERE company_id = $1 AND status = 'open'`,
        [companyId],
      );
      expect(found).toBe(0);
    });

    it('when the owner asks early, who then is not told any more', async () => {
      const draft = await renewals.holding(20);
      const api = own(portal, draft.owner, draft.companyId);
      const answers = await Promise.all([1, 2, 3].map(() => api.post('/renewal')));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('RENEWAL_UNDER_REVIEW');
      await runSchedule(portal, ANNOUNCE);
      await portal.settle();
      expect(await companyEvents(portal, draft.companyId)).not.toContain('company.checks_expiring.v1');
      await decide(portal, draft.companyId, { decision: 'approved' });
      expect(await renewals.profileOf(draft)).toMatchObject({ renewal: null, checks: [{}, { renewing: false }, {}] });
      expect((await api.post('/renewal')).body).toMatchObject({ status: 409, code: 'NOTHING_TO_RENEW' });
    });

    it('for nobody but the owner of a verified company', async () => {
      const { companyId } = await renewals.holding(5);
      for (const role of ['editor', 'viewer'] as const) {
        const person = await createPerson(portal);
        await addMember(portal, companyId, person, role);
        expect((await own(portal, person, companyId).post('/renewal')).status).toBe(403);
      }
      expect((await own(portal, await createFirm(portal), companyId).post('/renewal')).status).toBe(404);
      for (const status of ['draft', 'submitted', 'returned', 'rejected', 'suspended']) {
        const firm = await createFirm(portal, { status });
        expect((await own(portal, firm, firm.companyId).post('/renewal')).body.code).toBe('COMPANY_NOT_VERIFIED');
      }
      expect(await renewals.casesOf(companyId)).toEqual([]);
    });
  });
});
