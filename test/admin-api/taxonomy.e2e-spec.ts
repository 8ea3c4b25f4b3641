import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const label = { zh: '量子计算', ru: 'Квантовые вычисления', en: 'Quantum computing' };
const synonyms = { zh: ['量子算力'], ru: ['квантовый компьютер'], en: ['quantum computer'] };

describe('taxonomy', () => {
  let portal: TestPortal;
  let administrator: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    administrator = await createStaff(portal, 'administrator');
  });
  afterAll(() => portal.stop());

  const add = (code: string, person = administrator) =>
    portal
      .admin()
      .post('/admin/v1/concepts')
      .set('authorization', person.authorization)
      .send({ code, labels: label, synonyms });
  const asAdministrator = (version: string) => ({ authorization: administrator.authorization, 'if-match': version });

  it('shows the 27 countries with today’s status to everybody', async () => {
    const { status, body } = await portal.api().get('/api/v1/countries');
    expect(status).toBe(200);
    expect(body).toHaveLength(27);
    expect(body.filter((country: { status: string }) => country.status === 'member')).toHaveLength(10);
    expect(body.find((country: { code: string }) => country.code === 'KZ')).toMatchObject({
      names: { zh: '哈萨克斯坦', ru: 'Казахстан', en: 'Kazakhstan' },
      languages: expect.arrayContaining(['kk', 'ru']),
      currencies: ['KZT'],
    });
  });

  it('lets an administrator add a concept that everybody sees at once, with audit entry and event', async () => {
    const { status, body, headers } = await add('compute.photonic');
    expect(status).toBe(201);
    expect(body).toMatchObject({ code: 'compute.photonic', parent: 'compute', labels: label, version: 1 });
    expect(headers.etag).toBe('"v1"');
    const list = await portal.api().get('/api/v1/concepts');
    expect(list.body).toContainEqual(expect.objectContaining({ code: 'compute.photonic', labels: label }));
    expect(
      await portal.database.query(`SELECT action, account_id FROM audit_entries WHERE subject_id = 'compute.photonic'`),
    ).toEqual([{ action: 'concept.added', account_id: administrator.accountId }]);
    expect(
      await portal.database.query(`SELECT payload FROM outbox_messages WHERE name = 'taxonomy.changed.v1'`),
    ).toEqual([{ payload: { code: 'compute.photonic' } }]);
  });

  it('refuses a code twice, an orphan, a malformed code and a missing language', async () => {
    expect((await add('compute.photonic')).body).toMatchObject({ status: 409, code: 'CONCEPT_EXISTS' });
    expect((await add('nowhere.quantum')).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const malformed = await portal
      .admin()
      .post('/admin/v1/concepts')
      .set('authorization', administrator.authorization)
      .send({ code: 'Bad Code', labels: { zh: '量子', en: 'Quantum' }, synonyms, extra: 1 });
    expect(malformed.status).toBe(422);
    expect(
      malformed.body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]),
    ).toEqual(
      expect.arrayContaining([
        ['/code', 'malformed'],
        ['/labels/ru', 'required'],
        ['/extra', 'unknown_field'],
      ]),
    );
  });

  it('changes and retires by version only', async () => {
    await add('compute.edge-ai');
    const change = (version: string) =>
      portal
        .admin()
        .patch('/admin/v1/concepts/compute.edge-ai')
        .set(asAdministrator(version))
        .send({ labels: { ...label, en: 'Edge AI' } });
    expect((await change('"v1"')).body).toMatchObject({ version: 2, labels: { en: 'Edge AI' }, synonyms });
    expect((await change('"v1"')).body).toMatchObject({ status: 412, code: 'STALE_VERSION' });
    const retire = (code: string, version: string) =>
      portal.admin().post(`/admin/v1/concepts/${code}/retirement`).set(asAdministrator(version));
    expect((await retire('compute.edge-ai', '"v2"')).status).toBe(200);
    const list = await portal.api().get('/api/v1/concepts');
    expect(list.body.map((concept: { code: string }) => concept.code)).not.toContain('compute.edge-ai');
    expect((await retire('compute', '"v1"')).body).toMatchObject({ status: 409, code: 'CONCEPT_IN_USE' });
  });

  it('dates the status of a country', async () => {
    const change = (status: string, validFrom: string) =>
      portal
        .admin()
        .post('/admin/v1/countries/QA/statuses')
        .set('authorization', administrator.authorization)
        .send({ status, validFrom });
    expect((await change('member', '2030-01-01')).status).toBe(204);
    const spans = await portal.database.query(
      `SELECT status, valid_from::text, valid_to::text FROM country_statuses WHERE country = 'QA' ORDER BY valid_from DESC LIMIT 2`,
    );
    expect(spans).toEqual([
      { status: 'member', valid_from: '2030-01-01', valid_to: null },
      { status: 'partner', valid_from: '2025-09-01', valid_to: '2030-01-01' },
    ]);
    expect((await change('partner', '2029-01-01')).body).toMatchObject({
      status: 409,
      code: 'COUNTRY_STATUS_OVERLAPS',
    });
  });

  it('lets an administrator change what is known of a country, and add one', async () => {
    const { body: countries } = await portal
      .admin()
      .get('/admin/v1/countries')
      .set('authorization', administrator.authorization);
    const { code, version, ...known } = countries.find((country: { code: string }) => country.code === 'TJ');
    const put = (match: string, body: object) =>
      portal.admin().put(`/admin/v1/countries/${code}`).set(asAdministrator(match)).send(body);
    const changed = await put(`"v${version}"`, { ...known, languages: ['tg', 'ru', 'uz'] });
    expect(changed.body).toMatchObject({ code: 'TJ', languages: ['tg', 'ru', 'uz'], version: version + 1 });
    expect((await put(`"v${version}"`, known)).body).toMatchObject({ status: 412, code: 'STALE_VERSION' });
    const wrong = await put(`"v${version + 1}"`, { ...known, currencies: ['XXX'], timeZones: ['Asia/Nowhere'] });
    expect(wrong.body.errors).toEqual([expect.objectContaining({ pointer: '/timeZones', code: 'malformed' })]);
    const unknown = await put(`"v${version + 1}"`, { ...known, currencies: ['XXX'] });
    expect(unknown.body.errors).toEqual([
      expect.objectContaining({ pointer: '/currencies/0', code: 'unknown_currency' }),
    ]);

    const add = (country: object) =>
      portal.admin().post('/admin/v1/countries').set('authorization', administrator.authorization).send(country);
    const georgia = { ...known, code: 'GE', names: { zh: '格鲁吉亚', ru: 'Грузия', en: 'Georgia' } };
    expect((await add(georgia)).status).toBe(201);
    expect((await add(georgia)).body).toMatchObject({ status: 409, code: 'COUNTRY_EXISTS' });
    const shown = await portal.api().get('/api/v1/countries');
    expect(shown.body.map((country: { code: string }) => country.code)).not.toContain('GE');
    expect(
      await portal.database.query(`SELECT action FROM audit_entries WHERE subject_id IN ('GE', 'TJ') ORDER BY id`),
    ).toEqual([{ action: 'country.changed' }, { action: 'country.added' }]);
  });

  it('is closed to other staff, to firms and to nobody in particular', async () => {
    expect((await add('compute.x', await createStaff(portal, 'reviewer'))).body).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    });
    expect((await add('compute.x', await createFirm(portal))).body).toMatchObject({
      status: 401,
      code: 'SIGN_IN_REQUIRED',
    });
    expect((await portal.admin().post('/admin/v1/concepts').send({})).body).toMatchObject({ status: 401 });
  });

  it('creates once when a request is repeated with its key', async () => {
    const send = () => add('compute.repeated').set('idempotency-key', 'a-key-of-my-own');
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body).toEqual(second.body);
    expect([first, second].filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(1);
    const other = await add('compute.another').set('idempotency-key', 'a-key-of-my-own');
    expect(other.body).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });
});
