import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce } from '../support/published-demand';
import { createPublicCompany } from '../support/search';
import { plantDemands } from '../support/search-corpus';

interface Suggestion {
  type: string;
  text: string;
  companyId: string | null;
  concept: string | null;
}

describe('while somebody types, and when he mistyped', () => {
  let portal: TestPortal;
  let owner: string;
  let steppe: string;

  beforeAll(async () => {
    portal = await startTestPortal();
    owner = (await createFirm(portal, { country: 'KZ' })).companyId;
    for (const text of ['Умный терминал', 'Телемедицина в сёлах', 'Smart warehouse robots', '智慧粮仓建设'])
      await plant(text, 2);
    await plant('Zeppelin hangar', 1);
    steppe = await createPublicCompany(portal, {
      ...{ country: 'KZ', legalName: { lang: 'ru', text: 'ТОО «Степной Хостинг»' } },
      description: [{ lang: 'ru', text: 'Облачная платформа' }],
      names: [
        { lang: 'ru', text: 'Степной Хостинг' },
        { lang: 'en', text: 'Steppe Hosting' },
      ],
    });
    await portal.settle();
  }, 60_000);
  afterAll(() => portal.stop());

  async function plant(text: string, times: number): Promise<string[]> {
    const lang = /[а-я]/.test(text) ? 'ru' : /[a-z]/.test(text) ? 'en' : 'zh';
    const description = { lang, text: `${'Подробное описание. '.repeat(12)} Секретик` };
    const deadline = new Date(portal.clock.now().getTime() + 1e9).toISOString();
    const demand = {
      companyId: owner,
      country: 'KZ',
      title: { lang, text },
      description,
      concepts: ['port'],
      deadline,
    };
    return plantDemands(
      portal,
      Array.from({ length: times }, () => demand),
      { announced: true },
    );
  }
  const suggest = async (q: string, more: Record<string, string> = {}, language = 'en'): Promise<Suggestion[]> => {
    const { status, body } = await portal
      .api()
      .get('/api/v1/suggestions')
      .query({ q, ...more })
      .set('accept-language', language);
    expect(status).toBe(200);
    return body.items;
  };
  const texts = (suggestions: Suggestion[]) => suggestions.map(({ text }) => text);

  it.each([
    ['терм', 'терминал'],
    ['умный терм', 'умный терминал'],
    ['ТЕЛЕМЕ', 'телемедицина'],
    ['телимед', 'телемедицина'],
    ['wareh', 'warehouse'],
    ['waerh', 'warehouse'],
    ['smart wrehou', 'smart warehouse'],
    ['粮', '粮仓'],
  ])('%s is completed to %s', async (q, expected) => {
    const found = texts(await suggest(q, { kind: 'demand' }));
    expect(found.map((text) => text.toLowerCase())).toContain(expected);
  });

  it('companies are named, also with an error in the name', async () => {
    for (const q of ['степ', 'Steppe h', 'стипной', 'stepe'])
      expect(await suggest(q)).toContainEqual(expect.objectContaining({ type: 'company', companyId: steppe }));
    expect((await suggest('степ', { kind: 'demand' })).filter(({ type }) => type === 'company')).toEqual([]);
  });

  it('concepts are named in the reader’s language first, and by synonyms and with an error', async () => {
    const [label] = await portal.database.query<{ code: string; en: string; ru: string }>(
      `SELECT code, labels ->> 'en' AS en, labels ->> 'ru' AS ru FROM concepts WHERE code = 'ai'`,
    );
    const of = async (q: string, language: string) =>
      (await suggest(q, {}, language)).filter(({ type, concept }) => type === 'concept' && concept === 'ai');
    expect(await of(label!.en.slice(0, 8), 'en')).toMatchObject([{ text: label!.en }]);
    const oneOff = label!.ru.slice(0, 3) + label!.ru.slice(4, 9);
    expect(texts(await of(oneOff, 'ru'))).toEqual([label!.ru]);
    const port = await suggest('port', { kind: 'demand' }, 'en');
    expect(port.find(({ type }) => type === 'concept')?.text).toMatch(/port/i);
  });

  it('never a word that a single text has, that stands below the title, or that is no longer public', async () => {
    expect(texts(await suggest('zepp'))).toEqual([]);
    expect(texts(await suggest('секрет'))).toEqual([]);
    const ids = await plant('Quixotic windmills', 3);
    await portal.settle();
    expect(texts(await suggest('quix'))).toEqual(['quixotic']);
    await portal.database.query(
      `UPDATE demand_listings SET status = 'taken_down', closed_at = now(), close_reason = 'taken_down' WHERE demand_id = ANY ($1)`,
      [ids],
    );
    for (const demandId of ids) await announce(portal, 'demand.closed.v1', { demandId, reason: 'taken_down' });
    await portal.settle();
    expect(texts(await suggest('quix'))).toEqual([]);
    expect(await portal.database.query(`SELECT word FROM search_words WHERE word LIKE 'quix%'`)).toEqual([]);
  });

  it.each([
    '%',
    '_',
    "'; DROP TABLE search_words; --",
    '\\',
    '\u{10FFFF}',
    '!!!',
    'ا',
    'a'.repeat(80),
    '🙂',
    '𠮷𠮷𠮷𠮷',
  ])('%j does no harm', async (q) => expect(await suggest(q)).toEqual([]));

  it('what is too long, missing or beyond the limit is refused', async () => {
    for (const query of [{}, { q: 'a'.repeat(81) }, { q: 'port', limit: '21' }, { q: 'port', kind: 'roadshow' }])
      expect((await portal.api().get('/api/v1/suggestions').query(query)).status).toBe(422);
    expect(await suggest('te', { limit: '1' })).toHaveLength(1);
  });

  describe('did you mean', () => {
    const ask = async (q: string, more: Record<string, string> = {}, list = 'demands') =>
      (
        await portal
          .api()
          .get(`/api/v1/${list}`)
          .query({ q, didYouMean: 'true', ...more })
      ).body.didYouMean;
    const two = { value: 2, exact: true };

    it.each([
      ['nthvbyfk', 'терминал'],
      ['terminal', 'терминал'],
      ['терминол', 'терминал'],
      ['телемедецина', 'телемедицина'],
      ['wharehouse robots', 'warehouse robots'],
      ['цфкурщгыу', 'warehouse'],
      ['умынй терминол', 'умный терминал'],
    ])('%s: %s', async (q, meant) => {
      expect(await ask(q)).toContainEqual({ q: meant, total: two });
    });

    it('says nothing without an answer under the same filters, or where enough is found', async () => {
      expect(await ask('терминол', { country: 'UZ' })).toEqual([]);
      expect(await ask('бжзщгйк')).toEqual([]);
      expect(await ask('терминал')).toEqual([]);
      await plant('Умный терминал', 1);
      await portal.settle();
      expect(await ask('терминал')).toEqual([]);
      for (const q of ['%', "'", '\\', '🙂', 'x'.repeat(500)]) expect(await ask(q)).toEqual([]);
      const { body } = await portal.api().get('/api/v1/demands').query({ q: 'терминол' });
      expect(body).not.toHaveProperty('didYouMean');
    });

    it('of companies too', async () => {
      expect(await ask('Облочная', {}, 'companies')).toEqual([{ q: 'облачная', total: { value: 1, exact: true } }]);
      // Its name alone is forgiven the error, and the search finds as much as the correction would.
      expect(await ask('Хостинк', {}, 'companies')).toEqual([]);
    });
  });
});
