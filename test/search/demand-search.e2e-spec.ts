import { createDraft, createPublished, decide, type Firm, own } from '../support/demands';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const DAY = 86_400_000;

describe('searching demands', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ', kind: 'agency' });
    reviewer = await createStaff(portal, 'reviewer');
    ids.port = await publish(firm, {
      title: { lang: 'ru', text: 'Умный порт Актау' },
      titleTranslations: [{ lang: 'zh', text: '阿克套智慧港口建设' }],
      description: { lang: 'ru', text: 'Видеонаблюдение и управление очередями грузовиков на терминале.' },
      deadline: inDays(10),
      requirements: [requirement('ru', 'Камеры с распознаванием номеров', 'port.customs')],
    });
    ids.clinic = await publish(firm, {
      country: 'UZ',
      title: { lang: 'en', text: 'Telemedicine for rural clinics' },
      titleTranslations: [],
      description: {
        lang: 'en',
        text: 'Doctors consulting patients over satellite links; diagnoses supported by models.',
      },
      deadline: inDays(20),
      requirements: [requirement('en', 'Consultation rooms', 'health.telemedicine')],
    });
    const domestic = await createFirm(portal, { country: 'CN' });
    ids.cloud = await publish(domestic, {
      country: 'KZ',
      title: { lang: 'zh', text: '跨境数据中心与人工智能算力租赁' },
      titleTranslations: [],
      description: { lang: 'zh', text: '需要在哈萨克斯坦部署算力集群，并提供大模型训练服务。' },
      deadline: inDays(30),
      requirements: [requirement('zh', '算力集群', 'compute.ai-center')],
    });
  }, 60_000);
  afterAll(() => portal.stop());

  const inDays = (days: number) => new Date(portal.clock.now().getTime() + days * DAY).toISOString();
  const requirement = (lang: string, text: string, concept: string) => ({
    kind: 'lot',
    title: { lang, text },
    concepts: [concept],
    mandatory: true,
  });
  const list = (query: Record<string, string>) => portal.api().get('/api/v1/demands').query(query);

  async function publish(owner: Firm, overrides: Record<string, unknown>): Promise<string> {
    portal.clock.advance(1000);
    return (await createPublished(portal, owner, reviewer, overrides)).id;
  }

  async function found(query: Record<string, string>): Promise<string[]> {
    const { status, body } = await list(query);
    expect(status).toBe(200);
    return body.items.map((item: { id: string }) => item.id);
  }

  it.each([
    ['港口', 'port'],
    ['智慧港口', 'port'],
    ['порты', 'port'],
    ['очередь грузовика', 'port'],
    ['распознавание номера', 'port'],
    ['doctor consults patient', 'clinic'],
    ['telemedicine clinic', 'clinic'],
    ['算力', 'cloud'],
    ['数据中心 算力', 'cloud'],
    ['哈萨克斯坦大模型', 'cloud'],
  ])('finds by %s what says so in another form', async (q, expected) => {
    expect(await found({ q })).toEqual([ids[expected]]);
  });

  it('wants every word', async () => {
    expect(await found({ q: 'порт clinics' })).toEqual([]);
    expect(await found({ q: 'порт самолёт' })).toEqual([]);
  });

  it('filters besides, and counts exactly', async () => {
    expect(await found({ language: 'ru' })).toEqual([ids.port]);
    expect(await found({ side: 'foreign' })).toEqual([ids.clinic, ids.port]);
    expect(await found({ side: 'domestic' })).toEqual([ids.cloud]);
    expect(await found({ kind: 'agency', country: 'UZ' })).toEqual([ids.clinic]);
    expect(await found({ q: '算力', country: 'UZ' })).toEqual([]);
    expect(await found({ q: '算力', country: 'KZ', concept: 'compute' })).toEqual([ids.cloud]);
    const dates = { deadlineFrom: inDays(9), deadlineTo: inDays(19) };
    expect(await found({ side: 'foreign', ...dates })).toEqual([ids.port]);
    expect((await list({ side: 'foreign' })).body.total).toEqual({ value: 2, exact: true });
    expect((await list({ side: 'foreign', ...dates })).body.total).toEqual({ value: 1, exact: true });
  });

  it('shows what the plain list shows, and where the words are', async () => {
    const plain = (await list({})).body.items.find((item: { id: string }) => item.id === ids.port);
    const [item] = (await list({ q: 'порт', highlight: 'true' })).body.items;
    expect((await list({ q: 'порт' })).body.items).toEqual([plain]);
    expect(item).toEqual({ ...plain, highlights: [{ pointer: '/title', ranges: [[6, 10]] }], snippet: null });
    const [other] = (await list({ q: 'терминалы', highlight: 'true' })).body.items;
    expect(other.snippet).toMatchObject({ lang: 'ru', cutBefore: false, cutAfter: false });
    expect(other.snippet.ranges).toEqual([[53, 62]]);
    expect(JSON.stringify(other)).not.toContain('aigerim');
  });

  it('goes through the pages with one total', async () => {
    const first = (await list({ side: 'foreign', limit: '1' })).body;
    expect(first.items.map((item: { id: string }) => item.id)).toEqual([ids.clinic]);
    const second = (await list({ side: 'foreign', limit: '1', cursor: first.nextCursor })).body;
    expect(second.items.map((item: { id: string }) => item.id)).toEqual([ids.port]);
    expect([second.total, second.nextCursor]).toEqual([first.total, null]);
  });

  it('never shows a draft, what is under review, or what was sent back', async () => {
    const words = { title: { lang: 'en', text: 'Zeppelin hangar' }, titleTranslations: [] };
    const draft = await createDraft(portal, firm, words);
    await portal.settle();
    expect(await found({ q: 'zeppelin' })).toEqual([]);
    await own(portal, firm, firm.companyId).post(`/${draft.id}/submission`).expect(200);
    await portal.settle();
    expect(await found({ q: 'zeppelin' })).toEqual([]);
    await decide(portal, reviewer, draft.id, 'returned');
    expect(await found({ q: 'zeppelin' })).toEqual([]);
  });

  it('leaves out what is closed at once, and finds it among the closed', async () => {
    const id = await publish(firm, { title: { lang: 'en', text: 'Submarine cable landing' }, titleTranslations: [] });
    expect(await found({ q: 'submarine' })).toEqual([id]);
    await own(portal, firm, firm.companyId).post(`/${id}/closure`, { reason: 'awarded' }).expect(200);
    expect(await found({ q: 'submarine' })).toEqual([]);
    await portal.settle();
    expect((await list({ q: 'submarine' })).body.total).toEqual({ value: 0, exact: true });
    expect(await found({ q: 'submarine', state: 'closed' })).toEqual([id]);
  });

  it.each(["a' OR 1=1 --", ':* & !', '🚀', 'и', '=', '%'])('answers %s without a fault', async (q) => {
    expect((await list({ q })).status).toBe(200);
  });

  it('refuses text that is too long, and a cursor of another list', async () => {
    expect((await list({ q: 'п'.repeat(501) })).body).toMatchObject({ status: 422, errors: [{ pointer: '?q' }] });
    expect((await list({ q: 'a\u0000' })).status).toBe(422);
    const plain = await list({ limit: '1' });
    expect((await list({ limit: '1', q: 'порт', cursor: plain.body.nextCursor })).status).toBe(422);
  });
});
