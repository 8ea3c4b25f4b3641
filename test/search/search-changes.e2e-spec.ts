import { systemActor } from '@shuqiao/kernel';
import { SearchIndex } from '@shuqiao/matching';
import { createVerified, decide as decideCompany, type Draft, own as ownCompany, PROFILE } from '../support/companies';
import { createPublished, decide, type Firm, own, runSchedule } from '../support/demands';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

type Query = Record<string, string>;

const DAY = 86_400_000;
const NONE = { items: [], nextCursor: null, total: { value: 0, exact: true } };

describe('what search says after a change', () => {
  let portal: TestPortal;
  let reviewer: Person;

  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
  });
  afterAll(() => portal.stop());

  const find = async (path: string, query: Query): Promise<string[]> => {
    const { status, body } = await portal.api().get(`/api/v1/${path}`).query(query);
    expect(status).toBe(200);
    const ids = body.items.map((item: { id?: string; companyId: string }) => item.id ?? item.companyId);
    expect(body.total).toEqual({ value: ids.length, exact: true });
    return ids;
  };

  describe('of a demand', () => {
    let firm: Firm;
    beforeAll(async () => {
      firm = await createFirm(portal, { country: 'KZ' });
    });

    const found = (query: Query) => find('demands', query);
    const mine = () => own(portal, firm, firm.companyId);
    const publish = async (word: string): Promise<string> => {
      const title = { lang: 'en', text: `${word} works` };
      return (await createPublished(portal, firm, reviewer, { title, titleTranslations: [] })).id;
    };
    const amend = async (id: string, changes: object) => {
      const reason = { lang: 'en', text: 'It grew.' };
      await mine().post(`/${id}/amendments`, { changes, reason }).expect(201);
      await portal.settle();
    };
    const lot = (text: string, concept: string) => ({
      ...{ kind: 'lot', title: { lang: 'zh', text }, concepts: [concept], mandatory: true },
    });

    it('finds an amended demand by its old words until the amendment is approved, then by the new ones only', async () => {
      const id = await publish('Brickyard');
      await amend(id, {
        title: { lang: 'en', text: 'Sawmill works' },
        country: 'UZ',
        deadline: new Date(portal.clock.now().getTime() + 400 * DAY).toISOString(),
        requirements: [lot('量子通信', 'security')],
      });
      const late = { deadlineFrom: new Date(portal.clock.now().getTime() + 300 * DAY).toISOString() };
      const before: Query[] = [{ q: 'brickyard' }, { q: 'brickyard дата-центр' }, { q: 'brickyard', country: 'KZ' }];
      const after: Query[] = [
        ...[{ q: 'sawmill' }, { q: 'sawmill 量子通信' }, { q: 'sawmill', country: 'UZ' }],
        ...[
          { q: 'sawmill', concept: 'security' },
          { q: 'sawmill', ...late },
          { q: 'works', language: 'zh', ...late },
        ],
      ];
      for (const query of before) expect([query, await found(query)]).toEqual([query, [id]]);
      for (const query of after) expect([query, await found(query)]).toEqual([query, []]);
      await decide(portal, reviewer, id, 'approved');
      for (const query of before) expect([query, await found(query)]).toEqual([query, []]);
      for (const query of after) expect([query, await found(query)]).toEqual([query, [id]]);
      expect(await found({ q: 'sawmill', concept: 'data-infra' })).toEqual([]);
    });

    it.each(['returned', 'rejected'] as const)('keeps the old words when an amendment is %s', async (decision) => {
      const id = await publish(`Tannery${decision}`);
      await amend(id, { title: { lang: 'en', text: `Weavery${decision} works` } });
      await decide(portal, reviewer, id, decision);
      expect(await found({ q: `tannery${decision}` })).toEqual([id]);
      expect(await found({ q: `weavery${decision}` })).toEqual([]);
    });

    it('shows the new title at once where the index still has the old words', async () => {
      const id = await publish('Quarry');
      await amend(id, { title: { lang: 'en', text: 'Gravelpit works' } });
      await portal.database.query(
        `CREATE RULE wait AS ON INSERT TO search_pending WHERE new.kind = 'demand' DO INSTEAD NOTHING`,
      );
      await decide(portal, reviewer, id, 'approved').finally(() =>
        portal.database.query('DROP RULE wait ON search_pending'),
      );
      const { body } = await portal.api().get('/api/v1/demands').query({ q: 'quarry', highlight: 'true' });
      expect(body.items).toMatchObject([{ id, title: { text: 'Gravelpit works' }, highlights: [] }]);
      await portal.worker.context.get(SearchIndex).refresh(systemActor('test'), 'demand', id);
      expect(await found({ q: 'quarry' })).toEqual([]);
      expect(await found({ q: 'gravelpit' })).toEqual([id]);
    });

    it.each<[string, (id: string) => Promise<unknown>]>([
      ['closed by its company', (id) => mine().post(`/${id}/closure`, { reason: 'awarded' }).expect(200)],
      ['withdrawn by its company', (id) => mine().post(`/${id}/closure`, { reason: 'withdrawn' }).expect(200)],
      [
        'expired',
        async () => {
          portal.clock.advance(31 * DAY);
          await runSchedule(portal, 'demand.expire');
        },
      ],
    ])('leaves the open ones when it is %s, and is found among the closed', async (name, close) => {
      const word = `Foundry${name.replaceAll(' ', '')}`;
      const id = await publish(word);
      const open: Query[] = [{ q: word }, { q: word, country: 'KZ' }, { q: word, concept: 'data-infra' }];
      for (const query of open) expect(await found(query)).toEqual([id]);
      expect(await found({ q: word, state: 'closed' })).toEqual([]);
      await close(id);
      const { body } = await portal.api().get('/api/v1/demands').query({ q: word });
      expect(body.items).toEqual([]);
      await portal.settle();
      for (const query of open) expect(await found(query)).toEqual([]);
      expect((await portal.api().get('/api/v1/demands').query({ q: word })).body).toEqual(NONE);
      expect(await found({ q: word, state: 'closed' })).toEqual([id]);
      expect(await found({ q: word, state: 'closed', country: 'KZ', concept: 'data-infra' })).toEqual([id]);
    });

    it('finds in no state what the secretariat has withdrawn', async () => {
      const id = await publish('Foundrywithdrawn');
      expect(await found({ q: 'foundrywithdrawn' })).toEqual([id]);
      await portal
        .admin()
        .post(`/admin/v1/demands/${id}/withdrawal`)
        .set('authorization', reviewer.authorization)
        .send({ reason: { lang: 'en', text: 'It was published twice.' } })
        .expect(200);
      await portal.settle();
      const states: Query[] = [{}, { state: 'open' }, { state: 'closed' }];
      for (const state of states)
        expect([state, await found({ q: 'foundrywithdrawn', ...state })]).toEqual([state, []]);
    });
  });

  describe('of a company', () => {
    const found = (query: Query) => find('companies', query);
    const edit = async ({ owner, companyId }: Draft, changes: object): Promise<{ legalChange: { id: string } }> => {
      const api = ownCompany(portal, owner, companyId);
      const { version } = (await api.get('/profile')).body;
      const { body } = await api.patch('/profile', version, changes).expect(200);
      await portal.settle();
      return body;
    };

    it('follows an edited profile', async () => {
      const firm = await createVerified(portal, {
        profile: {
          names: [{ lang: 'en', text: 'Orchardgate Systems' }],
          description: [{ lang: 'ru', text: 'Системы полива для садов.' }],
          targetCountries: ['KZ'],
          languages: ['ru'],
          capabilities: [{ concept: 'iot', maturity: 'production', evidence: [] }],
        },
      });
      const before: Query[] = [
        ...[{ q: 'orchardgate' }, { q: 'поливом садов' }, { q: 'полив', targetCountry: 'KZ' }],
        ...[
          { q: 'полив', language: 'ru' },
          { q: 'полив', concept: 'iot' },
          { q: 'полив', kind: 'firm' },
        ],
      ];
      for (const query of before) expect([query, await found(query)]).toEqual([query, [firm.companyId]]);
      await edit(firm, {
        names: [{ lang: 'en', text: 'Vineyard Telemetry' }],
        description: [{ lang: 'zh', text: '葡萄园气象监测与预警。' }],
        targetCountries: ['UZ'],
        languages: ['zh'],
        kind: 'laboratory',
        capabilities: [{ concept: 'ai.llm', maturity: 'pilot', evidence: [] }],
      });
      for (const query of before) expect([query, await found(query)]).toEqual([query, []]);
      const after: Query[] = [
        ...[{ q: 'vineyard telem' }, { q: '气象监测' }, { q: '气象', targetCountry: 'UZ' }],
        ...[
          { q: '气象', language: 'zh' },
          { q: '气象', concept: 'ai' },
          { q: '气象', kind: 'laboratory' },
        ],
      ];
      for (const query of after) expect([query, await found(query)]).toEqual([query, [firm.companyId]]);
    });

    it('keeps the legal name until the new one is approved', async () => {
      const firm = await createVerified(portal);
      const wanted = { legalName: { lang: 'zh', text: '乌鲁木齐丝路星光信息有限公司' } };
      const { legalChange } = await edit(firm, wanted);
      expect(await found({ q: '丝路星光' })).toEqual([]);
      await decideCompany(portal, legalChange.id, { decision: 'approved' });
      expect(await found({ q: '丝路星光' })).toEqual([firm.companyId]);
      expect(await found({ q: '北京数桥智能科技' })).not.toContain(firm.companyId);
    });

    it('moves the demands of a company with it to the other side and to another kind', async () => {
      const firm = await createVerified(portal);
      const publisher = { ...firm.owner, companyId: firm.companyId };
      const title = { lang: 'en', text: 'Lighthouse retrofit' };
      const { id } = await createPublished(portal, publisher, reviewer, { title });
      const demands = (query: Query) => find('demands', { q: 'lighthouse', ...query });
      expect(await demands({ side: 'domestic', kind: 'firm' })).toEqual([id]);
      await edit(firm, { kind: 'university' });
      expect(await demands({ kind: 'firm' })).toEqual([]);
      expect(await demands({ kind: 'university' })).toEqual([id]);
      const { legalChange } = await edit(firm, {
        country: 'KZ',
        registrationNumbers: [{ scheme: 'KZ-BIN', number: '150340012340' }],
      });
      await decideCompany(portal, legalChange.id, { decision: 'approved' });
      expect(await demands({ side: 'domestic' })).toEqual([]);
      expect(await demands({ side: 'foreign', kind: 'university' })).toEqual([id]);
    });

    it('does not find a suspended company by anything, and finds it again when it is reinstated', async () => {
      const admin = await createStaff(portal, 'administrator');
      const profile = { ...PROFILE, names: [{ lang: 'ru', text: 'Каспийский маяк' }], languages: ['ru'] };
      const { companyId } = await createVerified(portal, {
        profile: { ...profile, description: [{ lang: 'ru', text: 'Навигация судов.' }] },
      });
      const suspension = (method: 'post' | 'delete') =>
        portal
          .admin()
          [method](`/admin/v1/companies/${companyId}/suspension`)
          .set('authorization', admin.authorization)
          .send({ reason: '收到投诉' })
          .expect(200);
      const queries = [
        { q: 'каспийский' },
        { q: 'Каспиский маяк' },
        { q: 'навигацию судов' },
        { q: 'каспийский маяк' },
      ];
      const suggested = async () =>
        (await portal.api().get('/api/v1/companies/suggestions').query({ q: 'касп' })).body.map(
          (one: { companyId: string }) => one.companyId,
        );
      for (const query of queries) expect([query, await found(query)]).toEqual([query, [companyId]]);
      expect(await suggested()).toEqual([companyId]);
      await suspension('post');
      for (const q of queries) expect((await portal.api().get('/api/v1/companies').query(q)).body.items).toEqual([]);
      expect(await suggested()).toEqual([]);
      await portal.settle();
      for (const query of queries) expect([query, await found(query)]).toEqual([query, []]);
      await suspension('delete');
      await portal.settle();
      for (const query of queries) expect([query, await found(query)]).toEqual([query, [companyId]]);
      expect(await suggested()).toEqual([companyId]);
    });
  });
});
