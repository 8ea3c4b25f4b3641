import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, createPublicCompany } from '../support/search';

describe('searching companies', () => {
  let portal: TestPortal;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    portal = await startTestPortal();
    ids.port = await createPublicCompany(portal, {
      legalName: { lang: 'zh', text: '天津智慧港口科技有限公司' },
      names: [{ lang: 'en', text: 'Tianjin Harbourline Technology' }],
      description: [
        { lang: 'zh', text: '我们为港口建设无人驾驶集装箱卡车和智能调度系统。' },
        { lang: 'ru', text: 'Мы строим системы управления контейнерными терминалами и складами.' },
      ],
      concepts: ['port.tos'],
      targetCountries: ['KZ', 'RU'],
      languages: ['zh', 'ru'],
    });
    await portal.settle();
    ids.cloud = await createPublicCompany(portal, {
      legalName: { lang: 'zh', text: '杭州云桥数据有限公司' },
      names: [{ lang: 'en', text: 'Cloudbridge Data' }],
      description: [{ lang: 'en', text: 'Computing clusters, translated documents and payment gateways.' }],
      concepts: ['cloud.public'],
      targetCountries: ['KZ'],
      languages: ['zh', 'en'],
    });
    await portal.settle();
    ids.agency = await createPublicCompany(portal, {
      country: 'KZ',
      kind: 'agency',
      legalName: { lang: 'ru', text: 'Агентство цифрового развития Актау' },
      description: [{ lang: 'ru', text: 'Развитие портов и цифровых услуг Мангистауской области.' }],
      languages: ['ru', 'kk'],
    });
    await portal.settle();
  }, 60_000);
  afterAll(() => portal.stop());

  const list = (query: Record<string, string>) => portal.api().get('/api/v1/companies').query(query);
  const found = async (query: Record<string, string>): Promise<string[]> => {
    const { status, body } = await list(query);
    expect(status).toBe(200);
    return body.items.map((item: { companyId: string }) => item.companyId);
  };

  it.each([
    ['港口', 'port'],
    ['无人驾驶卡车', 'port'],
    ['системой управления контейнерным терминалом', 'port'],
    ['складские', null],
    ['translate document', 'cloud'],
    ['payments', 'cloud'],
    ['порт', 'agency'],
    ['ЦИФРОВАЯ УСЛУГА', 'agency'],
    ['c++', null],
  ])('finds by %s what says so in another form', async (q, expected) => {
    expect(await found({ q })).toEqual(expected ? [ids[expected]] : []);
  });

  it.each([
    ['harbourl', 'port'],
    ['Harborline', 'port'],
    ['cloudbrige', 'cloud'],
    ['天津智慧', 'port'],
    ['агенство цифрового развитя', 'agency'],
  ])('finds the name behind %s', async (q, expected) => {
    expect((await found({ q }))[0]).toBe(ids[expected]);
    const suggestions = await portal.api().get('/api/v1/companies/suggestions').query({ q });
    expect(suggestions.status).toBe(200);
    expect(suggestions.body[0].companyId).toBe(ids[expected]);
  });

  it('filters by each member, alone and together, and counts exactly', async () => {
    const newest = [ids.agency, ids.cloud, ids.port];
    expect(await found({})).toEqual(newest);
    expect(await found({ country: 'CN' })).toEqual([ids.cloud, ids.port]);
    expect(await found({ side: 'foreign' })).toEqual([ids.agency]);
    expect(await found({ kind: 'agency' })).toEqual([ids.agency]);
    expect(await found({ targetCountry: 'RU' })).toEqual([ids.port]);
    expect(await found({ language: 'ru' })).toEqual([ids.agency, ids.port]);
    expect(await found({ concept: 'port' })).toEqual([ids.port]);
    expect(await found({ concept: 'port.tos', country: 'CN', targetCountry: 'KZ' })).toEqual([ids.port]);
    expect(await found({ q: 'порт', side: 'domestic' })).toEqual([]);
    expect(await found({ q: 'harbourline', country: 'KZ' })).toEqual([]);
    expect((await list({ targetCountry: 'KZ' })).body.total).toEqual({ value: 2, exact: true });
    expect((await list({ concept: 'payment' })).body).toEqual({
      items: [],
      nextCursor: null,
      total: { value: 0, exact: true },
    });
  });

  it('marks the words in the item and shows the passage they stand in', async () => {
    const { body } = await list({ q: '无人驾驶', highlight: 'true' });
    expect(body.items[0].highlights).toEqual([]);
    expect(body.items[0].snippet).toMatchObject({ lang: 'zh', cutBefore: false });
    const { text, ranges } = body.items[0].snippet;
    expect(ranges.map(([start, end]: [number, number]) => text.slice(start, end)).join('')).toBe('无人驾驶');
    const named = await list({ q: 'Harbourline', highlight: 'true' });
    expect(named.body.items[0].highlights).toEqual([{ pointer: '/names/0', ranges: [[8, 19]] }]);
  });

  it('takes a suspended company out at once, and back when it is reinstated', async () => {
    const set = (status: string) =>
      portal.database.query('UPDATE companies SET status = $2 WHERE id = $1', [ids.cloud, status]);
    await set('suspended');
    expect(await found({ q: 'clusters' })).toEqual([]);
    expect(await found({ q: 'cloudbridge' })).toEqual([]);
    await announce(portal, 'company.suspended.v1', { companyId: ids.cloud });
    await portal.settle();
    expect((await list({})).body.total).toEqual({ value: 2, exact: true });
    expect(await portal.database.query(`SELECT FROM search_names WHERE subject_id = $1`, [ids.cloud])).toEqual([]);
    await set('verified');
    await announce(portal, 'company.reinstated.v1', { companyId: ids.cloud });
    await portal.settle();
    expect(await found({})).toEqual([ids.agency, ids.cloud, ids.port]);
  });

  it('never lists what is not verified', async () => {
    const draft = await createFirm(portal, { status: 'draft', legalName: 'Harbourline Draft' });
    await announce(portal, 'company.changed.v1', { companyId: draft.companyId });
    await portal.settle();
    expect(await found({ q: 'harbourline draft' })).not.toContain(draft.companyId);
    expect(
      await portal.database.query('SELECT FROM search_documents WHERE subject_id = $1', [draft.companyId]),
    ).toEqual([]);
  });

  it('keeps its pages while companies come', async () => {
    const first = await list({ limit: '2', q: 'развитие' });
    expect(first.body.items).toHaveLength(1);
    const page = await list({ limit: '1', language: 'zh' });
    const late = await createPublicCompany(portal, { legalName: { lang: 'zh', text: '新来的公司' } });
    await portal.settle();
    const next = await list({ limit: '5', language: 'zh', cursor: page.body.nextCursor });
    expect(next.body.items.map((item: { companyId: string }) => item.companyId)).toEqual([ids.port]);
    expect(next.body.total).toEqual(page.body.total);
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [late]);
  });

  it.each([
    ["'; DROP TABLE companies; --", 200],
    ['a & b | !c <-> (d)', 200],
    ['%_\\', 200],
    ['😀🚀', 200],
    ['и в на', 200],
    ['the of and', 200],
    ['的', 200],
    ['=state:open', 200],
    ['=', 200],
    ['\u0000', 422],
    ['порт\u0000', 422],
    ['   ', 422],
    ['х'.repeat(501), 422],
  ])('answers the hostile query %j with %i', async (q, status) => {
    const response = await portal.api().get(`/api/v1/companies?q=${encodeURIComponent(q)}`);
    expect(response.status).toBe(status);
    if (status === 422) expect(response.body.errors[0].pointer).toBe('?q');
    const suggestions = await portal.api().get(`/api/v1/companies/suggestions?q=${encodeURIComponent(q)}`);
    expect(suggestions.status).toBe(status);
  });

  it.each([
    'x',
    'WzFd',
    Buffer.from('[1,2,3,"x"]').toString('base64url'),
    Buffer.from('[1,2,-3,""]').toString('base64url'),
  ])('refuses the foreign cursor %s', async (cursor) => {
    const response = await list({ cursor });
    expect(response.status).toBe(422);
    expect(response.body.errors[0].pointer).toBe('?cursor');
  });

  it('writes nothing when nothing has changed', async () => {
    const state = () =>
      portal.database.query(
        `SELECT xmin::text, term FROM search_postings WHERE kind = 'company' ORDER BY term, segment`,
      );
    const before = await state();
    await announce(portal, 'company.changed.v1', { companyId: ids.port });
    await portal.settle();
    expect(await state()).toEqual(before);
  });
});
