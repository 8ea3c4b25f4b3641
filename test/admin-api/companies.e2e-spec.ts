import { companyActs, companyEvents, CONTACT, createVerified, own } from '../support/companies';
import { createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('companies for the secretariat', () => {
  let portal: TestPortal;
  let reviewer: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
  });
  afterAll(() => portal.stop());

  const as = ({ authorization }: Person) => ({
    get: (path: string) => portal.admin().get(`/admin/v1/companies${path}`).set({ authorization }),
    suspend: (id: string, body: object = { reason: '收到投诉' }) =>
      portal.admin().post(`/admin/v1/companies/${id}/suspension`).set({ authorization }).send(body),
    reinstate: (id: string) =>
      portal.admin().delete(`/admin/v1/companies/${id}/suspension`).set({ authorization }).send({ reason: '核实无误' }),
  });

  it('are suspended out of sight and reinstated, with a reason', async () => {
    const { owner, companyId } = await createVerified(portal);
    expect((await as(reviewer).suspend(companyId, {})).body.errors).toMatchObject([{ pointer: '/reason' }]);
    const suspended = await as(reviewer).suspend(companyId).expect(200);
    expect(suspended.body).toMatchObject({ status: 'suspended', suspensionReason: '收到投诉' });
    expect((await portal.api().get(`/api/v1/companies/${companyId}`)).status).toBe(404);
    const api = own(portal, owner, companyId);
    const profile = await api.get('/profile');
    expect(profile.body).toMatchObject({ status: 'suspended', suspensionReason: '收到投诉' });
    expect((await api.patch('/profile', profile.body.version, { headcount: null })).body.code).toBe(
      'COMPANY_NOT_EDITABLE',
    );
    expect((await as(reviewer).suspend(companyId)).body.code).toBe('COMPANY_NOT_SUSPENDABLE');
    expect((await as(reviewer).reinstate(companyId)).body).toMatchObject({
      status: 'verified',
      suspensionReason: null,
    });
    expect((await as(reviewer).reinstate(companyId)).body.code).toBe('COMPANY_NOT_SUSPENDED');
    expect((await portal.api().get(`/api/v1/companies/${companyId}`)).status).toBe(200);
    expect((await companyActs(portal, companyId)).slice(-2)).toEqual(['company.suspended', 'company.reinstated']);
    expect((await companyEvents(portal, companyId)).slice(-4)).toEqual([
      'company.changed.v1',
      'company.suspended.v1',
      'company.changed.v1',
      'company.reinstated.v1',
    ]);
  });

  it.each(['draft', 'submitted', 'returned', 'rejected'])(
    'cannot be suspended or reinstated when %s',
    async (status) => {
      const { companyId } = await createFirm(portal, { status });
      expect((await as(reviewer).suspend(companyId)).status).toBe(409);
      expect((await as(reviewer).reinstate(companyId)).status).toBe(409);
    },
  );

  it('are suspended once when asked at once', async () => {
    const { companyId } = await createFirm(portal);
    const answers = await Promise.all([1, 2, 3].map(() => as(reviewer).suspend(companyId)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
  });

  it('are shown whole to staff, and to nobody else', async () => {
    const { owner, companyId } = await createVerified(portal);
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');
    await own(portal, owner, companyId).upload('other', 'a.pdf', pdf).expect(201);
    const shown = await as(reviewer).get(`/${companyId}`).expect(200);
    expect(shown.body).toMatchObject({
      companyId,
      contacts: [{ email: CONTACT.email }],
      documents: [{ name: 'a.pdf' }],
      findings: [{ check: 'authority', byName: expect.any(String) }, { check: 'contact' }, { check: 'register' }],
      legalChanges: [],
    });
    const looks = () =>
      portal.database.query(
        `SELECT actor_kind, account_id, action, details FROM audit_entries
         WHERE subject_type = 'company_contacts' AND subject_id = $1 AND company_id = $1::uuid`,
        [companyId],
      );
    const look = { actor_kind: 'staff', account_id: reviewer.accountId, action: 'company.contacts_viewed' };
    expect(await looks()).toEqual([{ ...look, details: { contacts: 1 } }]);
    await own(portal, owner, companyId).get('/profile').expect(200);
    await as(reviewer).get('').expect(200);
    expect(await looks()).toHaveLength(1);
    const bare = await createFirm(portal);
    await as(reviewer).get(`/${bare.companyId}`).expect(200);
    expect(await portal.database.query(`SELECT 1 FROM audit_entries WHERE company_id = $1`, [bare.companyId])).toEqual(
      [],
    );
    expect((await portal.api().get(shown.body.documents[0].link.url)).status).toBe(200);
    const manager = await createStaff(portal, 'event_manager');
    expect((await as(manager).get(`/${companyId}`)).status).toBe(200);
    expect((await as(manager).suspend(companyId)).status).toBe(403);
    const person = await createPerson(portal);
    expect((await as(person).get(`/${companyId}`)).status).toBe(401);
    expect((await as(reviewer).get('/00000000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await as(reviewer).suspend('00000000-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('are listed by filters in keyset pages', async () => {
    const made: string[] = [];
    for (let index = 0; index < 5; index++)
      made.push((await createFirm(portal, { country: 'BH', status: 'rejected' })).companyId);
    await createFirm(portal, { country: 'BH', status: 'draft' });
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const { body }: { body: { items: { companyId: string }[]; nextCursor: string | null } } = await as(reviewer)
        .get(`?country=BH&status=rejected&side=foreign&limit=2${cursor ? `&cursor=${cursor}` : ''}`)
        .expect(200);
      seen.push(...body.items.map((item) => item.companyId));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual([...made].reverse());
    expect((await as(reviewer).get('?status=gone')).status).toBe(422);
    expect((await as(reviewer).get('?cursor=x')).body.errors).toMatchObject([{ pointer: '?cursor' }]);
  });
});
