import { systemActor } from '@shuqiao/kernel';
import { Companies, COMPANY_NOT_VERIFIED } from '@shuqiao/companies';
import { createFirm, createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const draft = {
  legalName: { lang: 'zh', text: '北京数桥智能科技有限公司' },
  country: 'CN',
  kind: 'firm',
};

describe('creating companies', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  const create = async (authorization: string, body: object, key?: string) => {
    const request = portal.api().post('/api/v1/companies').set('authorization', authorization);
    return key ? request.set('idempotency-key', key).send(body) : request.send(body);
  };

  it('makes a draft that belongs to its creator', async () => {
    const person = await createPerson(portal);
    const response = await create(person.authorization, draft);
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({ ...draft, status: 'draft', side: 'domestic', role: 'owner', version: 1 });
    const mine = await portal.api().get('/api/v1/companies/mine').set('authorization', person.authorization);
    expect(mine.body).toEqual([response.body]);
    const audit = await portal.database.query(`SELECT action, account_id FROM audit_entries WHERE subject_id = $1`, [
      response.body.companyId,
    ]);
    expect(audit).toEqual([{ action: 'company.created', account_id: person.accountId }]);
    const stranger = await createPerson(portal);
    const others = await portal.api().get('/api/v1/companies/mine').set('authorization', stranger.authorization);
    expect(others.body).toEqual([]);
  });

  it('is done once for one idempotency key', async () => {
    const person = await createPerson(portal);
    const answers = await Promise.all([1, 2, 3].map(() => create(person.authorization, draft, 'create-once-1')));
    expect(new Set(answers.map((answer) => answer.body.companyId)).size).toBe(1);
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
  });

  it.each([
    [
      { scheme: 'CN-USCC', number: '91110108MA01ABCD2G' },
      '/registrationNumbers/0/number',
      'registration_number_check_digit',
    ],
    [{ scheme: 'CN-USCC', number: '123' }, '/registrationNumbers/0/number', 'registration_number_length'],
    [{ scheme: 'RU-INN', number: '7707083893' }, '/registrationNumbers/0/scheme', 'scheme_of_other_country'],
    [{ scheme: 'XX', number: '1' }, '/registrationNumbers/0/scheme', 'not_allowed'],
    [
      { scheme: 'LEI', number: '300300ABCDEFGH123465' },
      '/registrationNumbers/0/number',
      'registration_number_check_digit',
    ],
    [{ scheme: 'OTHER', number: '!!!' }, '/registrationNumbers/0/number', 'registration_number_characters'],
  ])('refuses the registration number %j', async (number, pointer, code) => {
    const person = await createPerson(portal);
    const response = await create(person.authorization, { ...draft, registrationNumbers: [number] });
    expect(response.status).toBe(422);
    expect(response.body.errors).toEqual([expect.objectContaining({ pointer, code })]);
    expect(
      (await portal.database.query('SELECT 1 FROM companies WHERE created_by = $1', [person.accountId])).length,
    ).toBe(0);
  });

  it('refuses a country that takes no part, an unknown kind and an unknown field', async () => {
    const person = await createPerson(portal);
    const country = await create(person.authorization, { ...draft, country: 'FR' });
    expect(country.body.errors).toEqual([expect.objectContaining({ pointer: '/country', code: 'not_a_participant' })]);
    const rest = await create(person.authorization, { ...draft, kind: 'bank', status: 'verified' });
    expect(rest.body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual(['/kind', '/status']);
  });

  it('stops at twenty companies an account, also at once', async () => {
    const person = await createPerson(portal);
    const answers = await Promise.all(Array.from({ length: 24 }, () => create(person.authorization, draft)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(20);
    expect(answers.filter((answer) => answer.body.code === 'TOO_MANY_COMPANIES')).toHaveLength(4);
  });

  it('asks for a session', async () => {
    expect((await portal.api().post('/api/v1/companies').send(draft)).status).toBe(401);
  });

  it('tells other contexts whether a company is verified', async () => {
    const service = portal.companyApi.get(Companies, { strict: false });
    const verified = await createFirm(portal);
    const waiting = await createFirm(portal, { status: 'submitted' });
    const actor = (firm: { accountId: string; companyId: string }, role: 'owner' | 'viewer') => ({
      ...systemActor('test'),
      kind: 'account' as const,
      accountId: firm.accountId,
      memberships: [{ companyId: firm.companyId, role }],
    });
    expect((await service.requireVerified(actor(verified, 'owner'), verified.companyId, 'demand.edit')).status).toBe(
      'verified',
    );
    await expect(
      service.requireVerified(actor(verified, 'viewer'), verified.companyId, 'demand.edit'),
    ).rejects.toMatchObject({ kind: { code: 'FORBIDDEN' } });
    await expect(
      service.requireVerified(actor(waiting, 'owner'), waiting.companyId, 'demand.edit'),
    ).rejects.toMatchObject({ kind: COMPANY_NOT_VERIFIED });
    await expect(
      service.requireVerified(actor(waiting, 'owner'), verified.companyId, 'demand.edit'),
    ).rejects.toMatchObject({ kind: { code: 'NOT_FOUND' } });
    const cards = await service.cards([verified.companyId, waiting.companyId]);
    expect([...cards.keys()]).toEqual([verified.companyId]);
  });

  it('keeps a company’s row from strangers in the database too', async () => {
    const firm = await createFirm(portal, { status: 'draft' });
    const stranger = await createFirm(portal, { status: 'draft' });
    const rows = await portal.database.query(
      `SELECT set_config('shuqiao.companies', $1, false), set_config('role', 'shuqiao_company', false)`,
      [stranger.companyId],
    );
    expect(rows).toHaveLength(1);
    const seen = await portal.database.query<{ id: string }>('SELECT id FROM companies WHERE id = ANY ($1)', [
      [firm.companyId, stranger.companyId],
    ]);
    await portal.database.query(`SELECT set_config('role', 'none', false)`);
    expect(seen.map((row) => row.id)).toEqual([stranger.companyId]);
  });

  it('keeps a registration number in its canonical form', async () => {
    const person = await createPerson(portal);
    const registrationNumbers = [{ scheme: 'CN-USCC', number: ' 9111 0108 ma01abcd2h ' }];
    const response = await create(person.authorization, { ...draft, registrationNumbers });
    expect(response.status).toBe(201);
    const kept = await portal.database.query(
      'SELECT scheme, number, jurisdiction, in_force FROM company_registration_numbers WHERE company_id = $1',
      [response.body.companyId],
    );
    expect(kept).toEqual([{ scheme: 'CN-USCC', number: '91110108MA01ABCD2H', jurisdiction: '', in_force: false }]);
  });
});
