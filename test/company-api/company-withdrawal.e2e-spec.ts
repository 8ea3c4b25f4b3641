import {
  companyActs,
  companyEvents,
  CONTACT,
  createCompleteDraft,
  createVerified,
  decide,
  type Draft,
  own,
} from '../support/companies';
import { createDraft, createPublished, own as ownDemands } from '../support/demands';
import { as, draftEoi, sendEoi } from '../support/eois';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';
import { book, bookingOf, deskOf, idOf } from '../support/roadshows';
import { createAccount, PASSWORD } from '../support/sign-in';

describe('a company that leaves the portal', () => {
  let portal: TestPortal;
  let reviewer: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
  });
  afterAll(() => portal.stop());

  const versionOf = async (companyId: string): Promise<number> => {
    const [row] = await portal.database.query<{ version: number }>('SELECT version FROM companies WHERE id = $1', [
      companyId,
    ]);
    return row?.version ?? 0;
  };
  const withdraw = async ({ owner, companyId }: Draft, version?: number) =>
    own(portal, owner, companyId)
      .post('/withdrawal')
      .set('if-match', `"v${version ?? (await versionOf(companyId))}"`);
  const firmOf = ({ owner, companyId }: Draft) => ({ ...owner, companyId });
  const value = async <T>(text: string, id: string) => (await portal.database.query<T>(text, [id]))[0];

  it('takes its page, demands, answers, seats and contact persons along, and says so once', async () => {
    const company = await createVerified(portal);
    const { owner, companyId } = company;
    const firm = firmOf(company);
    const buyer = await createFirm(portal, { country: 'KZ' });
    const demand = await createPublished(portal, firm, reviewer);
    const received = await sendEoi(portal, buyer, { ...demand, requirementIds: await requirementsOf(demand.id) });
    const pending = await createDraft(portal, firm);
    await ownDemands(portal, owner, companyId).post(`/${pending.id}/submission`).expect(200);
    const theirs = await publishDemand(portal, { companyId: buyer.companyId });
    const sent = await sendEoi(portal, firm, theirs);
    const agreed = await sendEoi(portal, firm, await publishDemand(portal, { companyId: buyer.companyId }));
    for (const who of [firm, buyer]) await as(portal, who).put(`/eois/${agreed}/consent`).expect(200);
    await as(portal, buyer).post(`/eois/${agreed}/acceptance`).expect(200);
    const desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    const { sessions } = await desk.openRoadshow({});
    const seat = idOf(await book(portal, sessions[0] as string, firm), 201);
    const invitation = { email: 'guest@example.org', role: 'viewer', language: 'ru' };
    await own(portal, owner, companyId).post('/invitations', invitation).expect(201);
    await portal.settle();
    expect((await portal.api().get(`/api/v1/companies/${companyId}`)).status).toBe(200);

    const { status, body } = await withdraw(company);
    expect([status, body.status, body.companyId]).toEqual([200, 'withdrawn', companyId]);
    await portal.settle();

    expect((await portal.api().get(`/api/v1/companies/${companyId}`)).status).toBe(404);
    expect(await value(`SELECT status, close_reason, contact FROM demands WHERE id = $1`, demand.id)).toEqual({
      status: 'closed',
      close_reason: 'withdrawn',
      contact: null,
    });
    expect(await value(`SELECT status, contact FROM demands WHERE id = $1`, pending.id)).toEqual({
      status: 'returned',
      contact: null,
    });
    expect(await value(`SELECT status FROM review_cases WHERE subject_id = $1`, pending.id)).toEqual({
      status: 'withdrawn',
    });
    expect(await value('SELECT status, lapse_reason FROM eois WHERE id = $1', received)).toEqual({
      status: 'lapsed',
      lapse_reason: 'demand_closed',
    });
    expect(await value('SELECT status FROM eois WHERE id = $1', sent)).toEqual({ status: 'withdrawn' });
    const contacts = await as(portal, buyer).get(`/eois/${agreed}/contacts`);
    expect([contacts.status, contacts.body.code]).toEqual([409, 'CONTACTS_NOT_OPEN']);
    // What was agreed stays readable, with the name of who agreed.
    expect((await as(portal, buyer).get(`/eois/${agreed}`)).body).toMatchObject({
      status: 'accepted',
      company: { companyId, status: 'withdrawn' },
    });
    expect((await bookingOf(portal, seat, firm)).body).toMatchObject({
      status: 'cancelled',
      reason: 'company_not_verified',
    });
    expect(await value('SELECT FROM company_contacts WHERE company_id = $1', companyId)).toBeUndefined();
    expect(
      await value('SELECT revoked_at IS NOT NULL AS closed FROM invitations WHERE company_id = $1', companyId),
    ).toEqual({ closed: true });

    expect((await companyActs(portal, companyId)).filter((act) => act === 'company.withdrawn')).toHaveLength(1);
    expect(await companyEvents(portal, companyId)).toEqual(
      expect.arrayContaining(['company.changed.v1', 'company.withdrawn.v1']),
    );
    const entry = await value(
      `SELECT actor_kind, account_id, details FROM audit_entries WHERE action = 'company.withdrawn' AND subject_id = $1`,
      companyId,
    );
    expect(entry).toEqual({ actor_kind: 'account', account_id: owner.accountId, details: { from: 'verified' } });
    const told = await value(
      `SELECT kind FROM notifications WHERE kind = 'company.withdrawn' AND account_id = $1`,
      owner.accountId,
    );
    expect(told).toEqual({ kind: 'company.withdrawn' });

    const again = await withdraw(company);
    expect([again.status, again.body.code]).toEqual([409, 'COMPANY_NOT_WITHDRAWABLE']);
  });

  it('lets its sole owner leave it and have his account erased', async () => {
    const company = await createVerified(portal);
    const { id, email } = await createAccount(portal);
    await addMember(portal, company.companyId, { accountId: id, email, authorization: '' }, 'owner');
    await portal.database.query('DELETE FROM memberships WHERE account_id = $1', [company.owner.accountId]);
    const { body } = await portal.api().post('/api/v1/sessions').send({ email, password: PASSWORD }).expect(201);
    const owner = { accountId: id, email, authorization: `Bearer ${body.accessToken as string}` };
    const erase = () =>
      portal
        .api()
        .post('/api/v1/accounts/me/erasure')
        .set('authorization', owner.authorization)
        .send({ password: PASSWORD });
    expect((await erase()).body.code).toBe('LAST_OWNER');
    expect((await withdraw({ owner, companyId: company.companyId })).status).toBe(200);
    await erase().expect(204);
  });

  it('leaves from every state but that of a draft, and its review with it', async () => {
    const draft = await createCompleteDraft(portal);
    const refused = await withdraw(draft);
    expect([refused.status, refused.body.code]).toEqual([409, 'COMPANY_NOT_WITHDRAWABLE']);
    await own(portal, draft.owner, draft.companyId).post('/submission').expect(200);
    expect((await withdraw(draft)).status).toBe(200);
    expect(await value('SELECT status FROM review_cases WHERE subject_id = $1', draft.companyId)).toEqual({
      status: 'withdrawn',
    });
    for (const status of ['returned', 'rejected', 'suspended', 'verified']) {
      const company = await createVerified(portal);
      await portal.database.query('UPDATE companies SET status = $2 WHERE id = $1', [company.companyId, status]);
      expect((await withdraw(company)).body).toMatchObject({ status: 'withdrawn' });
    }
  });

  it('takes a legal change under review along', async () => {
    const company = await createVerified(portal);
    const api = own(portal, company.owner, company.companyId);
    const legalName = { lang: 'zh', text: '北京数桥新名称有限公司' };
    await api.patch('/profile', await versionOf(company.companyId), { legalName }).expect(200);
    expect((await withdraw(company)).status).toBe(200);
    expect(await value('SELECT status FROM company_legal_changes WHERE company_id = $1', company.companyId)).toEqual({
      status: 'withdrawn',
    });
  });

  it('frees its registration number, but not while it was suspended', async () => {
    for (const suspended of [false, true]) {
      const numbers = [{ scheme: 'OTHER', number: `HRB ${Math.random()}` }];
      const company = await createVerified(portal, { numbers });
      if (suspended)
        await portal
          .admin()
          .post(`/admin/v1/companies/${company.companyId}/suspension`)
          .set('authorization', reviewer.authorization)
          .send({ reason: '执照已过期。' })
          .expect(200);
      expect((await withdraw(company)).status).toBe(200);
      const next = await createCompleteDraft(portal, { numbers });
      const submitted = await own(portal, next.owner, next.companyId).post('/submission');
      expect([submitted.status, submitted.body.code ?? null]).toEqual(
        suspended ? [409, 'COMPANY_ALREADY_REGISTERED'] : [200, null],
      );
      if (!suspended) {
        await decide(portal, next.companyId, { decision: 'approved' });
        expect(await value('SELECT status FROM companies WHERE id = $1', next.companyId)).toEqual({
          status: 'verified',
        });
      }
    }
  });

  it('takes nothing new afterwards', async () => {
    const company = await createVerified(portal);
    const { owner, companyId } = company;
    const theirs = await publishDemand(portal, { companyId: (await createFirm(portal)).companyId });
    const eoi = await draftEoi(portal, firmOf(company), theirs);
    const demand = await createDraft(portal, firmOf(company));
    expect((await withdraw(company)).status).toBe(200);
    await portal.settle();
    const api = own(portal, owner, companyId);
    const answers = {
      COMPANY_NOT_EDITABLE: [
        await api.post('/contacts', CONTACT),
        await api.patch('/profile', await versionOf(companyId), { website: null }),
      ],
      COMPANY_NOT_SUBMITTABLE: [await api.post('/submission')],
      COMPANY_NOT_VERIFIED: [await as(portal, owner).post(`/eois/${eoi}/sending`)],
      DEMAND_COMPANY_NOT_VERIFIED: [await ownDemands(portal, owner, companyId).post(`/${demand.id}/submission`)],
      COMPANY_NOT_DELETABLE: [await api.delete('').set('if-match', `"v${await versionOf(companyId)}"`)],
    };
    for (const [code, responses] of Object.entries(answers))
      for (const { status, body } of responses) expect([status, body.code]).toEqual([409, code]);
    const suspension = await portal
      .admin()
      .post(`/admin/v1/companies/${companyId}/suspension`)
      .set('authorization', reviewer.authorization)
      .send({ reason: 'x' });
    expect([suspension.status, suspension.body.code]).toEqual([409, 'COMPANY_NOT_SUSPENDABLE']);
  });

  it('is its owner’s to withdraw, in the version that he has read, once', async () => {
    const company = await createVerified(portal);
    const editor = await createPerson(portal);
    await addMember(portal, company.companyId, editor, 'editor');
    const stranger = await createVerified(portal);
    const version = await versionOf(company.companyId);
    expect((await withdraw({ ...company, owner: editor })).status).toBe(403);
    expect((await withdraw({ ...company, owner: stranger.owner })).status).toBe(404);
    const stale = await withdraw(company, version - 1);
    expect([stale.status, stale.body.code]).toEqual([412, 'STALE_VERSION']);
    const twice = await Promise.all([withdraw(company, version), withdraw(company, version)]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await companyActs(portal, company.companyId)).filter((act) => act === 'company.withdrawn')).toHaveLength(1);
  });

  const requirementsOf = async (demandId: string) =>
    (
      await portal.database.query<{ id: string }>('SELECT id FROM demand_requirements WHERE demand_id = $1', [demandId])
    ).map(({ id }) => id);
});
