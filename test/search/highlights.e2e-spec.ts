import { systemActor } from '@shuqiao/kernel';
import { SearchIndex } from '@shuqiao/matching';
import { type Analyzer, fold } from '@shuqiao/text';
import fc from 'fast-check';
import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { createPublicCompany } from '../support/search';
import { analyzerOf, plantDemands } from '../support/search-corpus';

type Range = [number, number];
type Tagged = { lang: string; text: string };
interface Marked {
  readonly title: Tagged;
  readonly highlights: { pointer: string; ranges: Range[] }[];
  readonly snippet: (Tagged & { ranges: Range[]; cutBefore: boolean; cutAfter: boolean }) | null;
}

/** A query, the forms that it must mark, and others that it must not. */
const WORDS: Record<string, [query: string, marked: string[], others: string[]]> = {
  zh: ['港口', ['港口', '港口建设', '智慧港口'], ['数据', '港', '口']],
  'zh-Hant': ['數據', ['数据', '數據', '大數據'], ['數', '港口']],
  ru: ['архив', ['архив', 'АРХИВА', 'архивами', 'Архивов'], ['арка', 'хив']],
  yo: ['ёмкость', ['емкость', 'Ёмкостью', 'ёмкости'], ['мост', 'кость']],
  en: ['payments', ['payment', 'Payments', 'PAYMENT', 'payment’s'], ['pay', 'men']],
  disguised: ['порт', ['пoрт', 'порта', 'пoрты', 'по\u200bрт', 'по\u0301рт'], ['спорт', 'рт']],
  wide: ['robot', ['ｒｏｂｏｔｓ', 'Robot'], ['rob', 'bot']],
  name: ['5g-a', ['5G-A', '5g–a'], ['5g', 'a']],
};
const NOISE = [
  '<b>',
  '</mark>',
  '&amp;',
  '"',
  "'",
  '<img src=x onerror=alert(1)>',
  '😀',
  'e\u0301',
  '\u202e',
  '，',
  '𠀀',
];

const escape = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
const unescape = (html: string): string =>
  html.replace(/&#(\d+);/g, (_whole, code) => String.fromCharCode(Number(code)));

/** What a page does with the offsets: it escapes the pieces and puts tags of its own between them. */
function html(text: string, ranges: readonly Range[]): string {
  let at = 0;
  let result = '';
  for (const [start, end] of ranges) {
    result += `${escape(text.slice(at, start))}<mark>${escape(text.slice(start, end))}</mark>`;
    at = end;
  }
  return result + escape(text.slice(at));
}

describe('the marks of a search', () => {
  let portal: TestPortal;
  let analyzer: Analyzer;
  let companyId: string;
  const planted = new Map<string, { title: Tagged; description: Tagged }>();

  beforeAll(async () => {
    portal = await startTestPortal();
    analyzer = await analyzerOf(portal);
    companyId = (await createFirm(portal, { country: 'KZ' })).companyId;
    const piece = fc.constantFrom(
      ...Object.values(WORDS).flatMap(([, marked, others]) => [...marked, ...others]),
      ...NOISE,
    );
    const text = (length: number) =>
      fc.array(piece, { minLength: 1, maxLength: length }).map((pieces) => ({ lang: 'en', text: pieces.join(' ') }));
    const drawn = fc.sample(fc.record({ title: text(6), description: text(120) }), { numRuns: 150, seed: 5 });
    const deadline = new Date(portal.clock.now().getTime() + 86_400_000).toISOString();
    const demands = drawn.map((texts) => ({ ...texts, companyId, country: 'KZ', concepts: ['port'], deadline }));
    const ids = await plantDemands(portal, demands);
    ids.forEach((id, number) => planted.set(id, demands[number]!));
    await portal.worker.context.get(SearchIndex).rebuild(systemActor('test'), 'demand');
  }, 60_000);
  afterAll(() => portal.stop());

  const search = async (path: string, q: string): Promise<(Marked & { id: string })[]> => {
    const { status, body } = await portal.api().get(`/api/v1/${path}`).query({ q, highlight: 'true', limit: '100' });
    expect(status).toBe(200);
    return body.items;
  };

  /** Ordered, apart, inside the text, and never between the halves of a character. */
  function expectSound(text: string, ranges: readonly Range[]): void {
    let last = 0;
    for (const [start, end] of ranges) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      expect(() => encodeURIComponent(text.slice(start, end))).not.toThrow();
      last = end;
    }
    expect(last).toBeLessThanOrEqual(text.length);
    const page = html(text, ranges);
    expect(unescape(page.replace(/<\/?mark>/g, ''))).toBe(text);
    expect(page.replace(/<\/?mark>/g, '')).not.toMatch(/[<>"']/);
  }

  it.each(Object.entries(WORDS))(
    'stand on every form of a word, and on nothing else: %s',
    async (_name, [q, forms]) => {
      const { tokens } = analyzer.analyzeQuery(q);
      const items = await search('demands', q);
      expect(items.length).toBeGreaterThan(20);
      let snippets = 0;
      for (const { id, title, highlights, snippet } of items) {
        const own = planted.get(id)!;
        expect(title).toEqual(own.title);
        const inTitle = highlights.find(({ pointer }) => pointer === '/title')?.ranges ?? [];
        expect(highlights.every(({ pointer }) => pointer === '/title')).toBe(true);
        expectSound(title.text, inTitle);
        const found = analyzer.analyze(title.text).some((token) => tokens.includes(token));
        expect([title.text, inTitle.length > 0]).toEqual([title.text, found]);
        const passages: [string, Range[]][] = [[title.text, inTitle]];
        if (snippet) {
          snippets += 1;
          expectSound(snippet.text, snippet.ranges);
          expect(own.description.text).toContain(snippet.text);
          expect(snippet.ranges.length).toBeGreaterThan(0);
          expect(snippet.cutBefore).toBe(!own.description.text.startsWith(snippet.text));
          passages.push([snippet.text, snippet.ranges]);
        }
        // Whoever was found by these words is shown where they stand.
        expect(inTitle.length > 0 || snippet !== null).toBe(true);
        for (const [text, ranges] of passages) {
          for (const [start, end] of ranges) {
            const marked = fold(text.slice(start, end));
            expect(forms.map(fold).some((form) => form.includes(marked) || marked.includes(form))).toBe(true);
          }
        }
      }
      expect(snippets).toBeGreaterThan(10);
    },
  );

  it('point into a company as a reader gets it', async () => {
    const legalName = { lang: 'ru', text: 'Архив <b>"Юг"</b> & архивы' };
    const names = [
      { lang: 'en', text: "Archive's <script>" },
      { lang: 'zh', text: '數據檔案館' },
    ];
    const description = [{ lang: 'zh', text: `${'档'.repeat(300)}<i>大数据</i>档案` }];
    const id = await createPublicCompany(portal, { legalName, names, description });
    await portal.settle();
    const marks = async (q: string) => {
      const [item] = (await search('companies', q)) as unknown as (Marked & { companyId: string })[];
      expect(item).toMatchObject({ companyId: id, legalName, names });
      return item!;
    };
    expect((await marks('архив')).highlights).toEqual([
      {
        pointer: '/legalName',
        ranges: [
          [0, 5],
          [20, 26],
        ],
      },
    ]);
    expect((await marks('archives')).highlights).toEqual([{ pointer: '/names/0', ranges: [[0, 9]] }]);
    const { highlights, snippet } = await marks('数据');
    expect(highlights).toEqual([{ pointer: '/names/1', ranges: [[0, 2]] }]);
    expectSound(snippet!.text, snippet!.ranges);
    expect(snippet!.ranges.map(([start, end]) => snippet!.text.slice(start, end))).toEqual(['数据']);
    expect(snippet).toMatchObject({ lang: 'zh', cutBefore: true, cutAfter: false });
    expect(description[0]!.text).toContain(snippet!.text);
  });
});
