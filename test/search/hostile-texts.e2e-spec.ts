import { MAX_QUERY_TOKENS, MAX_TEXT_TOKENS, MAX_TOKEN_LENGTH } from '@shuqiao/text';
import { createVerified, type Draft, own as ownCompany } from '../support/companies';
import { createDraft, createPublished, type Firm } from '../support/demands';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { analyzerOf, indexedTerms, inconsistencies, scannedTerms } from '../support/search-corpus';

/** Fills a text to its limit, which counts characters and not their halves. */
const fill = (piece: string, limit: number): string => piece.repeat(Math.floor(limit / [...piece].length));

/** What a demand is full of, and what it is then found by. */
const TEXTS: [name: string, piece: string, query: string][] = [
  ['one word', 'порт ', 'портами'],
  ['one word without spaces', '港口', '港口'],
  ['one letter', 'щ', 'щ'.repeat(64)],
  ['marks on one letter', 'x\u0301\u0302\u0303\u0304', `x\u0301\u0302\u0303\u0304`.repeat(20)],
  ['ligatures that grow', 'ﷺ', 'صلى'],
  ['rare characters of two units', '𠀀𠀁', '𠀀𠀁'],
  ['emoji', '🚀', '🚀'],
  ['emoji of many parts', '👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
  ['emoji with selectors', '❤️', '❤'],
  ['connectors', 'q-w-', 'w q'],
  ['commas', '7,', '7'],
  ['Thai', 'ท่าเรือ', 'ท่าเรือ'],
  ['right to left', 'بندر \u202egpj.exe\u202c ', 'بندر'],
  ['look-alikes', 'пoрт-', 'порт'],
  ['words of an invisible joint', 'мо\u200bсты ', 'мост'],
  ['syntax', "'a' & !b | (c:*) <-> ", 'c'],
  ['markup', '<script>alert(1)</script> ', 'alert'],
  ['digits of other scripts', '٣٤٥ ', '345'],
];

/** Not a term of a facet or a heading. */
const isWord = (term: string) => !/^[=^]/.test(term);

describe('hostile and degenerate texts', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;
  let company: Draft;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ' });
    reviewer = await createStaff(portal, 'reviewer');
    company = await createVerified(portal);
  }, 60_000);
  afterAll(() => portal.stop());

  const list = (path: string, query: Record<string, string>) => portal.api().get(`/api/v1/${path}`).query(query);
  const rename = async (text: string) => {
    const api = ownCompany(portal, company.owner, company.companyId);
    const { version } = (await api.get('/profile')).body;
    const names = [{ lang: 'en', text }];
    const renamed = await api.patch('/profile', version, { names });
    await portal.settle();
    return renamed;
  };

  it.each(TEXTS)('indexes a demand full of %s, within bounds, and finds it', async (_name, piece, q) => {
    const text = (limit: number) => ({ lang: 'ru', text: fill(piece, limit) });
    const demand = await createPublished(portal, firm, reviewer, {
      title: text(200),
      titleTranslations: [],
      description: text(10_000),
      place: fill(piece, 200),
      requirements: [{ kind: 'lot', title: text(200), description: text(2_000), concepts: ['port'], mandatory: true }],
    });
    const terms = (await indexedTerms(portal, 'demand'))[demand.id] ?? [];
    const words = terms.filter(isWord);
    expect(words.length).toBeLessThanOrEqual(50);
    expect(Math.max(...words.map((word) => word.length))).toBeLessThanOrEqual(MAX_TOKEN_LENGTH);
    const { status, body } = await list('demands', { q, highlight: 'true' });
    expect(status).toBe(200);
    const item = body.items.find(({ id }: { id: string }) => id === demand.id);
    expect(item.highlights[0].pointer).toBe('/title');
    expect(item.snippet.text.length).toBeLessThanOrEqual(1_000);
    expect(item.snippet.ranges.length).toBeGreaterThan(0);
  });

  it('reads no more words of a text than its bound', async () => {
    const many = Array.from({ length: 1_600 }, (_, number) => `w${number}`).join(' ');
    const description = { lang: 'en', text: many.slice(0, 10_000) };
    const translations = ['ru', 'kk'].map((lang, part) => ({
      lang,
      text: many.replaceAll('w', `v${part}`).slice(0, 10_000),
    }));
    const { id } = await createPublished(portal, firm, reviewer, {
      description,
      descriptionTranslations: translations,
    });
    const terms = (await indexedTerms(portal, 'demand'))[id] ?? [];
    expect(terms.filter(isWord).length).toBe(MAX_TEXT_TOKENS);
  });

  it('holds after all of that what a scan over the texts gives', async () => {
    expect(await indexedTerms(portal, 'demand')).toEqual(await scannedTerms(portal, 'demand'));
    expect(await inconsistencies(portal, 'demand')).toEqual([]);
  });

  it.each([
    ['names that grow under folding and end in an emoji', `${'ﷺ'.repeat(44)}aaaaaaa😀 Zeta`, 'ﷺ'],
    ['emoji with selectors', '😀\uFE0F'.repeat(100), null],
    ['rare characters with selectors', '𠀀\u{E0100}'.repeat(100), '𠀀𠀀'],
    ['squared words', '㍿'.repeat(200), '株式会社'],
    ['marks', `Z\u0301${'\u0301'.repeat(198)}`, null],
    ['quotation marks', '«»„“"'.repeat(40), null],
    ['syntax of patterns', '%_\\'.repeat(66), null],
  ])('indexes a company whose name consists of %s', async (_name, name, q) => {
    expect((await rename(name)).status).toBe(200);
    expect(await inconsistencies(portal, 'company')).toEqual([]);
    expect(await indexedTerms(portal, 'company')).toEqual(await scannedTerms(portal, 'company'));
    if (q) {
      const { body } = await list('companies', { q });
      expect(body.items).toMatchObject([{ companyId: company.companyId }]);
    }
  });

  it('counts the characters of a text as the database does', async () => {
    expect((await rename('😀'.repeat(200))).status).toBe(200);
    const long = await rename('❤️'.repeat(101));
    expect([long.status, long.body.errors]).toMatchObject([422, [{ pointer: '/names/0/text', code: 'too_long' }]]);
    const draft = await createDraft(portal, firm, { place: '❤️'.repeat(100) });
    expect(draft.place).toBe('❤️'.repeat(100));
    await expect(createDraft(portal, firm, { place: '❤️'.repeat(101) })).rejects.toThrow('/place');
  });

  const QUERIES = [
    ...TEXTS.map(([, piece]) => fill(piece, 500).trim()),
    ...["'", '"', '\\', '%', '_', '*', ':*', '!!', '()', '<->', '&|', "порт:* & 'x'", '=country:KZ', '=', '<b>'],
    ...['\u200b', '\u202e', '\u0301', '\ufe0f', '\u2060порт', '😀'.repeat(500), '٣٤٥', 'Ｐｏｒｔ', '港 '.repeat(250)],
  ];

  it.each(['demands', 'companies', 'companies/suggestions'])('answers every odd query to %s', async (path) => {
    const analyzer = await analyzerOf(portal);
    const most = path.endsWith('suggestions') ? 80 : 500;
    for (const one of QUERIES) {
      const q = [...one].slice(0, most).join('').trim();
      const { status, body } = await list(path, path.endsWith('suggestions') ? { q } : { q, highlight: 'true' });
      expect([q, status]).toEqual([q, 200]);
      if (body.items) expect(JSON.stringify(body).length).toBeLessThan(200_000);
      expect(analyzer.analyzeQuery(q).tokens.length).toBeLessThanOrEqual(MAX_QUERY_TOKENS);
    }
  });

  it.each(['demands', 'companies', 'companies/suggestions'])('refuses impossible queries to %s', async (path) => {
    const refused = async (query: string) => portal.api().get(`/api/v1/${path}?q=${query}`);
    for (const query of [
      '',
      '%20%20',
      '%00',
      'a%00b',
      '%0a',
      encodeURIComponent('я'.repeat(501)),
      'x'.repeat(14_000),
    ]) {
      const { status, body } = await refused(query);
      expect([query.slice(0, 20), status, body.errors?.[0]?.pointer]).toEqual([query.slice(0, 20), 422, '?q']);
    }
    // Half a character and bytes that are no UTF-8 are read as they stand in the address.
    for (const query of ['%ED%A0%80', '%ff']) expect([query, (await refused(query)).status]).toEqual([query, 200]);
    const twice = await refused('a&q=b');
    expect([twice.status, twice.body.errors?.[0]?.pointer]).toEqual([422, '?q']);
    const huge = await refused('x'.repeat(100_000));
    expect([huge.status, huge.body.code]).toEqual([431, 'TOO_LARGE_REQUEST']);
  });
});
