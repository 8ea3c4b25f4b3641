import { newId } from '@shuqiao/kernel';
import {
  companyActs,
  companyEvents,
  CONTACT,
  createCompleteDraft,
  createVerified,
  decide,
  own,
} from '../support/companies';
import { addMember, createFirm, createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('the profile of a company', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  const page = async (companyId: string) => (await portal.api().get(`/api/v1/companies/${companyId}`)).body;

  it('changes only what is named, clears by null and replaces lists', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const api = own(portal, owner, companyId);
    const before = (await api.get('/profile')).body;
    const changed = await api
      .patch('/profile', before.version, { headcount: null, targetCountries: ['UZ'] })
      .expect(200);
    expect(changed.headers.etag).toBe(`"v${before.version + 1}"`);
    expect(changed.body).toMatchObject({
      headcount: null,
      targetCountries: ['UZ'],
      website: before.website,
      names: before.names,
    });
    expect(changed.body.capabilities).toEqual(before.capabilities);
    const emptied = await api.patch('/profile', before.version + 1, { capabilities: [] }).expect(200);
    expect(emptied.body.capabilities).toEqual([]);
  });

  it('refuses a stale edit, also when two come at once', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const api = own(portal, owner, companyId);
    const { version } = (await api.get('/profile')).body;
    const answers = await Promise.all(
      [2001, 2002, 2003].map((foundingYear) => api.patch('/profile', version, { foundingYear })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412]);
    expect(answers.find((answer) => answer.status === 412)?.body.code).toBe('STALE_VERSION');
    const bare = await portal
      .api()
      .patch(`/api/v1/companies/${companyId}/profile`)
      .set('authorization', owner.authorization)
      .send({});
    expect(bare.status).toBe(428);
  });

  it.each([
    [{ capabilities: [{ concept: 'no.such-thing', maturity: 'pilot', evidence: [] }] }, '/capabilities/0/concept'],
    [{ capabilities: [{ concept: 'ai.llm', maturity: 'dream', evidence: [] }] }, '/capabilities/0/maturity'],
    [
      { capabilities: [1, 2].map(() => ({ concept: 'ai.llm', maturity: 'pilot', evidence: [] })) },
      '/capabilities/1/concept',
    ],
    [
      { capabilities: [{ concept: 'ai.llm', maturity: 'pilot', evidence: [{ type: 'product', id: newId() }] }] },
      '/capabilities/0/evidence/0',
    ],
    [{ names: [1, 2].map(() => ({ lang: 'en', text: 'Twice' })) }, '/names/1/lang'],
    [{ names: [{ lang: 'xx', text: 'Nowhere' }] }, '/names/0/lang'],
    [{ targetCountries: ['KZ', 'FR'] }, '/targetCountries/1'],
    [{ languages: ['tlh'] }, '/languages/0'],
    [{ foundingYear: new Date().getUTCFullYear() + 2 }, '/foundingYear'],
    [
      { country: 'KZ', registrationNumbers: [{ scheme: 'CN-USCC', number: '91110108MA01ABCD2H' }] },
      '/registrationNumbers/0/scheme',
    ],
    [
      { registrationNumbers: [1, 2].map(() => ({ scheme: 'OTHER', number: 'HRB 1' })) },
      '/registrationNumbers/1/scheme',
    ],
    [{ legalName: null }, '/legalName'],
    [{ website: 'javascript:alert(1)' }, '/website'],
    [{ status: 'verified' }, '/status'],
  ])('refuses %j and names the field', async (changes, pointer) => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const response = await own(portal, owner, companyId).patch('/profile', 2, changes);
    expect(response.status).toBe(422);
    expect(response.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect((await own(portal, owner, companyId).get('/profile')).body.version).toBe(2);
  });

  it('is for its members, by their roles', async () => {
    const { companyId } = await createCompleteDraft(portal);
    const [viewer, editor, stranger] = [
      await createPerson(portal),
      await createPerson(portal),
      await createFirm(portal),
    ];
    await addMember(portal, companyId, viewer, 'viewer');
    await addMember(portal, companyId, editor, 'editor');
    expect((await own(portal, viewer, companyId).get('/profile')).status).toBe(200);
    expect((await own(portal, viewer, companyId).patch('/profile', 2, { headcount: null })).status).toBe(403);
    expect((await own(portal, viewer, companyId).get('/contacts')).status).toBe(403);
    expect((await own(portal, editor, companyId).patch('/profile', 2, { headcount: null })).status).toBe(200);
    for (const path of ['/profile', '/products', '/reference-cases', '/certificates', '/contacts', '/documents']) {
      expect((await own(portal, stranger, companyId).get(path)).status).toBe(404);
    }
    expect((await own(portal, stranger, companyId).patch('/profile', 3, { headcount: null })).status).toBe(404);
    expect((await own(portal, stranger, companyId).delete('/legal-change')).status).toBe(404);
  });

  it('keeps products, reference cases and certificates, and shows those of a verified company at once', async () => {
    const { owner, companyId } = await createVerified(portal);
    const api = own(portal, owner, companyId);
    const product = (
      await api
        .post('/products', { names: [{ lang: 'ru', text: 'Пульт' }], description: [], specification: [], concepts: [] })
        .expect(201)
    ).body;
    const reference = (
      await api
        .post('/reference-cases', {
          title: { lang: 'en', text: 'Port of Aktau' },
          country: 'KZ',
          year: 2024,
          concepts: ['ai.llm'],
        })
        .expect(201)
    ).body;
    const certificate = {
      name: 'ISMS',
      scheme: 'ISO 27001',
      issuer: 'CQC',
      validFrom: '2025-01-01',
      validUntil: '2028-01-01',
    };
    await api.post('/certificates', certificate).expect(201);
    const wrong = await api.post('/certificates', { ...certificate, validUntil: '2024-01-01' });
    expect(wrong.body.errors).toMatchObject([{ pointer: '/validUntil', code: 'must_be_later' }]);
    const late = await api.post('/reference-cases', {
      title: { lang: 'en', text: 'Soon' },
      country: 'KZ',
      year: 2190,
      concepts: [],
    });
    expect(late.body.errors).toMatchObject([{ pointer: '/year' }]);
    const foreign = await createVerified(portal);
    const theirs = await own(portal, foreign.owner, foreign.companyId).delete(`/products/${product.id}`);
    expect(theirs.status).toBe(404);
    const { version } = (await api.get('/profile')).body;
    const evidence = [
      { type: 'product', id: product.id },
      { type: 'reference_case', id: reference.id },
    ];
    await api
      .patch('/profile', version, { capabilities: [{ concept: 'ai.llm', maturity: 'scaled', evidence }] })
      .expect(200);
    const shown = await page(companyId);
    expect(shown.products).toMatchObject([{ id: product.id, names: [{ lang: 'ru', text: 'Пульт' }], picture: null }]);
    expect(shown.referenceCases).toMatchObject([{ country: 'KZ', year: 2024 }]);
    expect(shown.certificates).toMatchObject([{ scheme: 'ISO 27001', validUntil: '2028-01-01' }]);
    expect(shown.capabilities).toEqual([{ concept: 'ai.llm', maturity: 'scaled', evidence }]);
    const renamed = await api
      .patch(`/products/${product.id}`, 1, { names: [{ lang: 'ru', text: 'Пульт 2' }] })
      .expect(200);
    expect(renamed.body).toMatchObject({ version: 2, specification: [], concepts: [] });
    expect((await api.patch(`/products/${product.id}`, 1, { names: [{ lang: 'ru', text: 'Пульт 3' }] })).status).toBe(
      412,
    );
    await api.delete(`/products/${product.id}`).expect(204);
    const after = await page(companyId);
    expect(after.products).toEqual([]);
    expect(after.capabilities[0].evidence).toEqual([{ type: 'reference_case', id: reference.id }]);
    expect(await companyActs(portal, companyId)).toEqual(
      expect.arrayContaining(['company.product_added', 'company.product_changed', 'company.product_removed']),
    );
    expect((await companyEvents(portal, companyId)).filter((name) => name === 'company.changed.v1').length).toBe(7);
  });

  it('keeps contact persons with their consent only, and erases them', async () => {
    const { owner, companyId } = await createVerified(portal);
    const api = own(portal, owner, companyId);
    const refused = await api.post('/contacts', { ...CONTACT, consent: false });
    expect(refused.body.errors).toMatchObject([{ pointer: '/consent', code: 'consent_required' }]);
    const wrong = await api.post('/contacts', { ...CONTACT, phone: '12345' });
    expect(wrong.body.errors).toMatchObject([{ pointer: '/phone', code: 'not_a_phone_number' }]);
    const [contact] = (await api.get('/contacts')).body as { id: string; phone: string }[];
    expect(contact).toMatchObject({ phone: '+861065529988', email: CONTACT.email, consentedAt: expect.any(String) });
    await api.delete(`/contacts/${contact?.id}`).expect(204);
    expect((await api.get('/contacts')).body).toEqual([]);
    expect(await portal.database.query('SELECT 1 FROM company_contacts WHERE company_id = $1', [companyId])).toEqual(
      [],
    );
    const details = await portal.database.query('SELECT details::text FROM audit_entries WHERE company_id = $1', [
      companyId,
    ]);
    expect(JSON.stringify(details)).not.toContain(CONTACT.email);
  });

  it('stops at its limits, also at once', async () => {
    const firm = await createFirm(portal, { status: 'draft' });
    const api = own(portal, firm, firm.companyId);
    const answers = await Promise.all(Array.from({ length: 23 }, () => api.post('/contacts', CONTACT)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(20);
    expect(answers.filter((answer) => answer.body.code === 'TOO_MANY_ITEMS')).toHaveLength(3);
  });

  describe('when legal details of a verified company change', () => {
    const wanted = { legalName: { lang: 'zh', text: '北京数桥新名有限公司' } };
    const start = async () => {
      const { owner, companyId } = await createVerified(portal);
      const api = own(portal, owner, companyId);
      const { version } = (await api.get('/profile')).body as { version: number };
      const changed = await api.patch('/profile', version, wanted).expect(200);
      return { owner, companyId, api, profile: changed.body, changeId: changed.body.legalChange.id as string };
    };

    it('keeps the verified version public until two reviewers approve', async () => {
      const { companyId, api, profile, changeId } = await start();
      expect(profile).toMatchObject({
        status: 'verified',
        legalName: { text: '北京数桥智能科技有限公司' },
        legalChange: { status: 'submitted', ...wanted },
      });
      expect((await page(companyId)).legalName.text).toBe('北京数桥智能科技有限公司');
      const again = await api.patch('/profile', profile.version, { country: 'KZ' });
      expect(again.body.code).toBe('LEGAL_CHANGE_UNDER_REVIEW');
      await api.patch('/profile', profile.version, { headcount: '5000+' }).expect(200);
      expect((await page(companyId)).headcount).toBe('5000+');
      await decide(portal, changeId, { decision: 'approved' });
      expect((await page(companyId)).legalName).toEqual(wanted.legalName);
      expect((await api.get('/profile')).body).toMatchObject({ ...wanted, legalChange: { status: 'approved' } });
      expect((await companyEvents(portal, companyId)).slice(-2)).toEqual([
        'company.changed.v1',
        'company.legal_change_decided.v1',
      ]);
    });

    it('shows the remarks of a return and leaves the verified version', async () => {
      const { companyId, api, changeId } = await start();
      await decide(portal, changeId, { decision: 'returned' });
      const { legalChange, status } = (await api.get('/profile')).body;
      expect(status).toBe('verified');
      expect(legalChange).toMatchObject({ status: 'returned', decision: { remarks: [{ text: '请核对名称。' }] } });
      expect((await page(companyId)).legalName.text).toBe('北京数桥智能科技有限公司');
    });

    it('can be withdrawn', async () => {
      const { api, changeId, companyId } = await start();
      await api.delete('/legal-change').expect(204);
      expect((await api.get('/profile')).body.legalChange).toBeNull();
      expect((await api.delete('/legal-change')).status).toBe(404);
      const cases = await portal.database.query('SELECT status FROM review_cases WHERE subject_id = $1', [changeId]);
      expect(cases).toEqual([{ status: 'withdrawn' }]);
      expect((await companyEvents(portal, companyId)).at(-1)).toBe('company.legal_change_withdrawn.v1');
    });

    it('is for the owner, and moves the company to the other side with its country', async () => {
      const { owner, companyId } = await createVerified(portal);
      const editor = await createPerson(portal);
      await addMember(portal, companyId, editor, 'editor');
      const { version } = (await own(portal, owner, companyId).get('/profile')).body;
      expect((await own(portal, editor, companyId).patch('/profile', version, wanted)).status).toBe(403);
      const moved = await own(portal, owner, companyId).patch('/profile', version, {
        country: 'KZ',
        registrationNumbers: [{ scheme: 'KZ-BIN', number: '150340012340' }],
      });
      await decide(portal, moved.body.legalChange.id, { decision: 'approved' });
      expect(await page(companyId)).toMatchObject({
        country: 'KZ',
        side: 'foreign',
        registrationNumber: { scheme: 'KZ-BIN' },
      });
    });
  });
});
