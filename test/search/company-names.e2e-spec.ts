import { startTestPortal, type TestPortal } from '../support/portal';
import { createPublicCompany } from '../support/search';

/** Each company under the word by which the tests call it. */
const NAMES: Record<string, { lang: string; text: string }[]> = {
  port: [
    { lang: 'zh', text: '天津智慧港口科技有限公司' },
    { lang: 'en', text: 'Tianjin Harbourline Technology' },
  ],
  spruce: [{ lang: 'ru', text: 'ООО «Ёлочка-Электроника»' }],
  bridge: [{ lang: 'zh', text: '臺灣數據橋樑股份有限公司' }],
  cloud: [{ lang: 'zh', text: '上海国际云计算中心' }],
  carrier: [{ lang: 'ru', text: 'МТС24 Перевозки' }],
  rental: [{ lang: 'ru', text: '1С-Аренда' }],
  wide: [{ lang: 'zh', text: 'ＡＢＣ電子商務' }],
  telecom: [{ lang: 'kk', text: 'Қазақтелеком' }],
  latin: [{ lang: 'en', text: 'COTEC Kazan' }],
  accents: [{ lang: 'tr', text: 'Güneş İletişim' }],
  persian: [{ lang: 'fa', text: 'شرکت داده‌پردازی ایران' }],
  quoted: [{ lang: 'ru', text: 'Завод "Южный  Кристалл"' }],
  apostrophe: [{ lang: 'uz', text: 'Oʻzbekiston Raqamli' }],
};

describe('finding a company by its name', () => {
  let portal: TestPortal;
  const callNames = new Map<string, string>();

  beforeAll(async () => {
    portal = await startTestPortal();
    for (const [called, [legalName = { lang: 'zh', text: '' }, ...names]] of Object.entries(NAMES)) {
      callNames.set(await createPublicCompany(portal, { legalName, names, concepts: ['port'] }), called);
    }
    await portal.settle();
  }, 60_000);
  afterAll(() => portal.stop());

  const called = (companies: { companyId: string }[]) => companies.map(({ companyId }) => callNames.get(companyId));
  const suggested = async (q: string) => {
    const { status, body } = await portal.api().get('/api/v1/companies/suggestions').query({ q });
    expect(status).toBe(200);
    return called(body);
  };
  const listed = async (query: Record<string, string>) => {
    const { status, body } = await portal.api().get('/api/v1/companies').query(query);
    expect(status).toBe(200);
    expect(body.total).toEqual({ value: body.items.length, exact: true });
    return called(body.items);
  };

  it.each([
    // The beginning.
    ['天津智', 'port'],
    ['tianjin har', 'port'],
    ['TIANJIN', 'port'],
    ['上海国际云', 'cloud'],
    ['қаза', 'telecom'],
    ['شرکت داده', 'persian'],
    // Typing errors.
    ['天津智惠港口科技', 'port'],
    ['Tianjin Harborlien', 'port'],
    ['Елочка Электронка', 'spruce'],
    ['казактелеком', 'telecom'],
    ['Южный Кристал', 'quoted'],
    // ё and е, within and without quotation marks and hyphens.
    ['ООО ЁЛОЧКА', 'spruce'],
    ['ооо елочка', 'spruce'],
    ['ООО "Елочка', 'spruce'],
    ['завод южный', 'quoted'],
    ['Завод «Южный Кристалл»', 'quoted'],
    // Traditional and simplified, either way.
    ['台湾数据', 'bridge'],
    ['臺灣數據橋樑', 'bridge'],
    ['上海國際雲計算', 'cloud'],
    // Full and half width.
    ['abc电子', 'wide'],
    ['ＡＢＣ电', 'wide'],
    ['ｔｉａｎｊｉｎ', 'port'],
    // Look-alike letters, also before the letter is typed that settles the alphabet.
    ['МТС', 'carrier'],
    ['MTC', 'carrier'],
    ['мтс24 пере', 'carrier'],
    ['1C', 'rental'],
    ['1С-А', 'rental'],
    ['1c-аренда', 'rental'],
    ['СОТЕС', 'latin'],
    ['cоtеc', 'latin'],
    ['Kaзақ', 'telecom'],
    ['Южный Кpистaлл', 'quoted'],
    // Other spellings of one letter, and marks that nobody types.
    ['güneş ilet', 'accents'],
    ['Güneş İLETİŞİM', 'accents'],
    ['Gunes Iletisim', 'accents'],
    ["O'zbekiston", 'apostrophe'],
    ['O‘zbekiston raq', 'apostrophe'],
    ['داده پردازی ایران', 'persian'],
    ['شركت', 'persian'],
    ['Ти\u0301аньцзинь', null],
    ['тиань', null],
    ['%', null],
    ['я', null],
  ])('offers what %s stands for', async (q, expected) => {
    expect([q, (await suggested(q))[0]]).toEqual([q, expected ?? undefined]);
    expect([q, (await listed({ q }))[0]]).toEqual([q, expected ?? undefined]);
  });

  const walk = async (q: string, limit: number) => {
    const all: string[] = [];
    const totals = new Set<string>();
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { body } = await portal
        .api()
        .get('/api/v1/companies')
        .query({ q, limit: String(limit), ...(cursor ? { cursor } : {}) });
      all.push(...body.items.map((item: { legalName: { text: string } }) => item.legalName.text));
      totals.add(JSON.stringify(body.total));
      cursor = body.nextCursor;
    }
    return { all: all.sort(), totals: [...totals] };
  };

  it('lists and counts the same whatever the size of a page', async () => {
    const words = { lang: 'ru', text: 'Мост через залив' };
    // Two have the word and the name, three the word alone, one the name alone: its word is another.
    const names = ['Мост Север', 'Мост Юг', 'Залив', 'Берег', 'Канал'];
    for (const text of names)
      await createPublicCompany(portal, { legalName: { lang: 'ru', text }, description: [words], concepts: ['iot'] });
    await createPublicCompany(portal, { legalName: { lang: 'ru', text: 'Мостотрест' }, concepts: ['iot'] });
    await portal.settle();
    for (const limit of [1, 2, 3, 4, 5, 100]) {
      expect([limit, await walk('мост', limit)]).toEqual([
        limit,
        { all: [...names, 'Мостотрест'].sort(), totals: ['{"value":6,"exact":true}'] },
      ]);
    }
  });

  it('looks for similar names by what there is, and not by the size of a page', async () => {
    const legalName = { lang: 'ru', text: 'Черезъ Заливной' };
    callNames.set(await createPublicCompany(portal, { legalName }), 'similar');
    await portal.settle();
    expect(await suggested('через залив')).toEqual(['similar']);
    const all = await walk('через залив', 100);
    expect(all).toMatchObject({ all: { length: 5 }, totals: ['{"value":5,"exact":true}'] });
    expect(await walk('через залив', 1)).toEqual(all);
  });
});
