import { systemActor } from '@shuqiao/kernel';
import { SearchIndex } from '@shuqiao/matching';
import type { Analyzer } from '@shuqiao/text';
import fc from 'fast-check';
import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, closeDemand } from '../support/published-demand';
import { analyzerOf, type PlantedDemand, plantDemands } from '../support/search-corpus';

const DAY = 86_400_000;
const ACTOR = systemActor('test');
const DEMANDS = 260;

const VOCABULARY: Record<string, string[]> = {
  zh: '智慧港口 数据中心 人工智能 大模型 算力 跨境支付 物流 机器人 卫星 远程医疗 无人机 信息安全'.split(' '),
  ru: 'порт терминал система данные логистика архив цифровой платёж мост оборудование связь спутник'.split(' '),
  en: 'port data center robots payment cloud satellite logistics training model security drones'.split(' '),
};
/** What is asked in other forms than it is written. */
const QUERIES = [
  ...Object.values(VOCABULARY).flat(),
  ...['порты', 'системой', 'архива', 'платеж', 'цифровое', 'спутников', 'ports', 'modeling', 'SECURITY', 'дроны'],
  ...['數據中心', '智慧', '港口', '數據', '支付', 'ｐｏｒｔ', 'robot', 'нефть', '石油'],
];
const COUNTRIES = ['KZ', 'UZ', 'CN'];
const CONCEPTS = ['ai.llm', 'ai', 'port.tos', 'port', 'data-infra.datacenter', 'security'];

/** A demand together with what a scan needs to know of it. */
interface Known extends PlantedDemand {
  readonly id: string;
  readonly state: 'open' | 'closed';
  readonly side: string;
  readonly kind: string;
  readonly words: ReadonlySet<string>;
  /** The words of its title. */
  readonly headed: ReadonlySet<string>;
}
type Query = Partial<
  Record<'q' | 'country' | 'concept' | 'side' | 'kind' | 'language' | 'state' | 'deadlineFrom' | 'deadlineTo', string>
>;

describe('search beside a scan over everything', () => {
  let portal: TestPortal;
  let analyzer: Analyzer;
  const companies: { id: string; side: string; kind: string }[] = [];
  /** In the order in which they were published. */
  const known: Known[] = [];

  beforeAll(async () => {
    portal = await startTestPortal();
    analyzer = await analyzerOf(portal);
    for (const [country, kind] of [
      ['CN', 'firm'],
      ['KZ', 'agency'],
      ['UZ', 'firm'],
    ] as const) {
      const { companyId: id } = await createFirm(portal, { country, kind });
      companies.push({ id, side: country === 'CN' ? 'domestic' : 'foreign', kind });
    }
    await plant(fc.sample(demand(), { numRuns: DEMANDS, seed: 41 }));
    const closed = known.filter((_demand, number) => number % 7 === 0);
    await portal.database.query(`UPDATE demand_listings SET status = 'closed' WHERE demand_id = ANY ($1)`, [
      closed.map(({ id }) => id),
    ]);
    for (const one of closed) Object.assign(one, { state: 'closed' });
    await index().rebuild(ACTOR, 'demand');
  }, 60_000);
  afterAll(() => portal.stop());

  const index = () => portal.worker.context.get(SearchIndex);
  const start = () => Math.floor(portal.clock.now().getTime() / DAY) * DAY;
  const inDays = (days: number) => new Date(start() + days * DAY).toISOString();

  const text = (length: number) =>
    fc
      .constantFrom('zh', 'ru', 'en')
      .chain((lang) =>
        fc
          .array(fc.constantFrom(...(VOCABULARY[lang] ?? [])), { minLength: 1, maxLength: length })
          .map((words) => ({ lang, text: words.join(lang === 'zh' ? '，' : ' ') })),
      );
  const demand = () =>
    fc.record({
      company: fc.nat(2),
      country: fc.constantFrom(...COUNTRIES),
      title: text(3),
      description: text(8),
      concepts: fc.uniqueArray(fc.constantFrom(...CONCEPTS), { minLength: 1, maxLength: 3 }),
      days: fc.integer({ min: 1, max: 60 }),
    });
  type Drawn = ReturnType<typeof demand> extends fc.Arbitrary<infer T> ? T : never;

  /** Publishes one after the other; what was published first has the lower place. */
  async function plant(drawn: readonly Drawn[], announced = false): Promise<string[]> {
    const planted = drawn.map(({ company, days, ...rest }) => {
      return { ...rest, companyId: companies[company]?.id ?? '', deadline: inDays(days), company };
    });
    const ids = await plantDemands(portal, planted, { announced });
    planted.forEach(({ company, ...rest }, number) => {
      const headed = new Set(analyzer.analyze(rest.title.text));
      const words = new Set([...headed, ...analyzer.analyze(rest.description.text)]);
      const { side = '', kind = '' } = companies[company] ?? {};
      known.push({ ...rest, id: ids[number] ?? '', state: 'open', side, kind, words, headed });
    });
    return ids;
  }

  function matches(one: Known, query: Query): boolean {
    const { q, country, concept, side, kind, language, state = 'open', deadlineFrom, deadlineTo } = query;
    const words = q === undefined ? [] : analyzer.analyzeQuery(q).tokens;
    return (
      words.every((word) => one.words.has(word)) &&
      (q === undefined || words.length > 0) &&
      one.state === state &&
      (!country || one.country === country) &&
      (!concept || one.concepts.some((own) => own === concept || own.startsWith(`${concept}.`))) &&
      (!side || one.side === side) &&
      (!kind || one.kind === kind) &&
      (!language || one.title.lang === language || one.description.lang === language) &&
      (!deadlineFrom || one.deadline >= deadlineFrom) &&
      (!deadlineTo || one.deadline < deadlineTo)
    );
  }

  /** What of some demands is found, in the order in which it is shown: as many words in titles as count, then the newest. */
  function ranked(demands: readonly Known[], query: Query): string[] {
    const words = query.q === undefined ? [] : analyzer.analyzeQuery(query.q).tokens;
    const count = (word: string) => known.filter((one) => one.words.has(word)).length;
    const [anchor = ''] = [...words].sort((a, b) => count(a) - count(b) || (a < b ? -1 : 1));
    const layer = ({ headed }: Known) => (!headed.has(anchor) ? 2 : words.every((word) => headed.has(word)) ? 0 : 1);
    return demands
      .filter((one) => matches(one, query))
      .reverse()
      .sort((a, b) => layer(a) - layer(b))
      .map(({ id }) => id);
  }

  interface Walk {
    readonly ids: string[];
    readonly total: { value: number; exact: boolean };
  }

  /** Through all pages, doing something else between them. */
  async function walk(query: Query, limit: number, between: () => Promise<unknown> = async () => {}): Promise<Walk> {
    const ids: string[] = [];
    let total: Walk['total'] | undefined;
    let cursor: string | null = null;
    do {
      const page: Record<string, string> = { ...query, limit: String(limit), ...(cursor ? { cursor } : {}) };
      const { status, body } = await portal.api().get('/api/v1/demands').query(page);
      if (status !== 200) throw new Error(JSON.stringify(body));
      expect(body.items.length).toBeLessThanOrEqual(limit);
      ids.push(...body.items.map((item: { id: string }) => item.id));
      total ??= body.total;
      expect(body.total).toEqual(total);
      cursor = body.nextCursor;
      if (cursor) await between();
    } while (cursor);
    return { ids, total: total ?? { value: -1, exact: false } };
  }

  const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight = 1) =>
    fc.oneof({ arbitrary, weight }, { arbitrary: fc.constant(undefined), weight: 3 });
  const query = (): fc.Arbitrary<Query> =>
    fc
      .record({
        q: maybe(
          fc.array(fc.constantFrom(...QUERIES), { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
          6,
        ),
        country: maybe(fc.constantFrom(...COUNTRIES)),
        concept: maybe(fc.constantFrom(...CONCEPTS, 'data-infra')),
        side: maybe(fc.constantFrom('domestic', 'foreign')),
        kind: maybe(fc.constantFrom('firm', 'agency', 'university')),
        language: maybe(fc.constantFrom('zh', 'ru', 'en', 'kk')),
        state: maybe(fc.constantFrom('open', 'closed')),
        days: maybe(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 30 }))),
      })
      .map(({ days, ...rest }) => ({
        ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
        ...(days ? { deadlineFrom: inDays(days[0]), deadlineTo: inDays(days[0] + days[1]) } : {}),
      }));
  /** Without words and these filters another list answers, which has an order of its own. */
  const searched = () => query().filter(({ q, side, kind, language }) => [q, side, kind, language].some(Boolean));

  it('finds the same, what titles say first, then the newest, over all pages, with the exact total', async () => {
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(searched(), fc.constantFrom(1, 3, 7, 20, 100), async (asked, limit) => {
        const expected = ranked(known, asked);
        const { ids, total } = await walk(asked, Math.max(limit, Math.ceil(expected.length / 12)));
        expect(ids).toEqual(expected);
        if (total.exact) expect(total.value).toBe(expected.length);
        // A total over deadlines may be an estimate when the list goes on; all others are exact at this size.
        if (!asked.deadlineFrom || expected.length <= limit) expect(total.exact).toBe(true);
        hits += expected.length ? 1 : 0;
      }),
      { numRuns: 150, seed: 7 },
    );
    // Most questions must have an answer, or the comparison would say little.
    expect(hits).toBeGreaterThan(75);
  }, 120_000);

  it('agrees with the plain list where both can answer', async () => {
    await fc.assert(
      fc.asyncProperty(query(), async ({ country, concept, state }) => {
        const plain = JSON.parse(JSON.stringify({ country, concept, state })) as Query;
        const sides = await Promise.all(['domestic', 'foreign'].map((side) => walk({ ...plain, side }, 100)));
        const { ids, total } = await walk(plain, 100);
        expect(new Set(sides.flatMap((side) => side.ids))).toEqual(new Set(ids));
        expect(sides.reduce((sum, side) => sum + side.total.value, 0)).toBe(total.value);
      }),
      { numRuns: 15, seed: 7 },
    );
  }, 60_000);

  it('neither loses nor doubles what was there while others publish, amend and close', async () => {
    const drawn = fc.sample(demand(), { numRuns: 120, seed: 43 });
    const asked: Query[] = [{ q: 'порт' }, { q: '数据中心' }, { side: 'foreign' }, { q: 'port data', language: 'en' }];
    const there = new Map(asked.map((one) => [one, ranked(known, one)]));
    let walking = true;
    const publishing = (async () => {
      while (walking && drawn.length) {
        const [first = ''] = await plant(drawn.splice(0, 4), true);
        await portal.settle();
        await closeDemand(portal, first);
        Object.assign(known.find(({ id }) => id === first) ?? {}, { state: 'closed' });
        // What an amendment that changes no word does: the writer looks at the demand again.
        await announce(portal, 'demand.amended.v1', { demandId: known[drawn.length]?.id, version: 1, material: false });
      }
    })();
    const walks = await Promise.all(
      asked.map(async (one) => ({ one, found: await walk(one, 4, () => new Promise((r) => setTimeout(r, 30))) })),
    );
    walking = false;
    await publishing;
    expect(drawn.length).toBeLessThan(120);
    for (const { one, found } of walks) {
      const before = there.get(one) ?? [];
      expect(new Set(found.ids).size).toBe(found.ids.length);
      const kept = found.ids.filter((id) => before.includes(id));
      expect([...kept].sort()).toEqual([...before].sort());
      // Which of two words is the rarer may have changed before the first page was read.
      if (!one.q?.includes(' ')) expect(kept).toEqual(before);
      const shown = known.filter(({ id }) => found.ids.includes(id));
      expect(shown.every((demand) => matches({ ...demand, state: 'open' }, one))).toBe(true);
    }
    await portal.settle();
    for (const one of asked) {
      expect((await walk(one, 100)).ids).toEqual(ranked(known, one));
    }
  }, 120_000);
});
