import { systemActor } from '@shuqiao/kernel';
import { SearchFacets, SearchIndex } from '@shuqiao/matching';
import type { JsonBytes } from '@shuqiao/platform';
import { createPublicCompany } from '../support/search';
import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { type PlantedDemand, plantDemands } from '../support/search-corpus';

const DAY = 86_400_000;
const WORDS = ['порт', 'терминал', 'архив'];
const COUNTRIES = ['KZ', 'UZ', 'CN'];
const CONCEPTS = ['ai.llm', 'port.tos', 'security'];

interface Known extends PlantedDemand {
  readonly state: string;
}
type Query = Record<string, string>;
type Facet = { value: string; count: { value: number; exact: boolean } };

describe('counting the hits of a search by facets', () => {
  let portal: TestPortal;
  const known: Known[] = [];

  beforeAll(async () => {
    portal = await startTestPortal();
    const { companyId } = await createFirm(portal, { country: 'KZ' });
    for (let number = 0; number < 90; number++) {
      const text = WORDS.filter((_word, at) => number % (at + 2) === 0).join(' ') || 'мост';
      known.push({
        companyId,
        country: COUNTRIES[number % 3] ?? '',
        title: { lang: 'ru', text },
        description: { lang: 'ru', text: 'Описание' },
        concepts: CONCEPTS.filter((_concept, at) => number % (at + 4) === 0),
        deadline: new Date(portal.clock.now().getTime() + ((number % 30) + 1) * DAY).toISOString(),
        state: number % 5 === 0 ? 'closed' : 'open',
      });
    }
    const ids = await plantDemands(portal, known);
    await portal.database.query(`UPDATE demand_listings SET status = 'closed' WHERE demand_id = ANY ($1)`, [
      ids.filter((_id, at) => known[at]?.state === 'closed'),
    ]);
    await portal.worker.context.get(SearchIndex).rebuild(systemActor('test'), 'demand');
  }, 60_000);
  afterAll(() => portal.stop());

  const matches = (one: Known, { q, country, concept, state = 'open', deadlineFrom, deadlineTo }: Query) =>
    (!q || one.title.text.split(' ').includes(q)) &&
    (!country || one.country === country) &&
    (!concept || one.concepts.some((own) => own === concept || own.startsWith(`${concept}.`))) &&
    (state === 'any' || one.state === state) &&
    (!deadlineFrom || one.deadline >= deadlineFrom) &&
    (!deadlineTo || one.deadline < deadlineTo);

  /** The same counted one by one: each facet without its own filter. */
  function counted(query: Query) {
    const count = (without: Query, valuesOf: (one: Known) => string[]) => {
      const counts = new Map<string, number>();
      for (const one of known.filter((one) => matches(one, without)))
        for (const value of new Set(valuesOf(one))) counts.set(value, (counts.get(value) ?? 0) + 1);
      return Object.fromEntries(counts);
    };
    const { country: _country, ...noCountry } = query;
    const { concept: _concept, ...noConcept } = query;
    return {
      country: count(noCountry, (one) => [one.country]),
      sector: count(noConcept, (one) => one.concepts.map((code) => code.split('.')[0] ?? '')),
      state: count({ ...query, state: 'any' }, (one) => [one.state]),
    };
  }

  const from = () => new Date(portal.clock.now().getTime() + 5 * DAY).toISOString();
  const to = () => new Date(portal.clock.now().getTime() + 20 * DAY).toISOString();

  it.each<[string, () => Query]>([
    ['nothing', () => ({})],
    ['a word', () => ({ q: 'порт' })],
    ['a country', () => ({ country: 'KZ' })],
    ['a concept and a state', () => ({ concept: 'ai', state: 'closed' })],
    ['a word, a country and a concept', () => ({ q: 'терминал', country: 'UZ', concept: 'ai.llm' })],
    ['a word within deadlines', () => ({ q: 'порт', deadlineFrom: from(), deadlineTo: to() })],
    ['a side', () => ({ side: 'foreign', country: 'CN' })],
    ['deadlines alone', () => ({ deadlineFrom: from() })],
  ])('agrees with a count one by one when asked for %s', async (_what, make) => {
    const query = make();
    const { status, body } = await portal
      .api()
      .get('/api/v1/demands')
      .query({ ...query, facets: 'true', limit: '1' });
    expect(status).toBe(200);
    const plain = (counts: Facet[]) => Object.fromEntries(counts.map(({ value, count }) => [value, count.value]));
    const { country, sector, state } = body.facets as Record<string, Facet[]>;
    expect({ country: plain(country!), sector: plain(sector!), state: plain(state!) }).toEqual(counted(query));
    expect([...country!, ...sector!, ...state!].every(({ count }) => count.exact)).toBe(true);
    const values = country!.map(({ count }) => count.value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });

  it('answers the list alone unless asked, and nothing where no word can be found', async () => {
    const { body } = await portal.api().get('/api/v1/demands').query({ q: 'порт' });
    expect(Object.keys(body)).toEqual(['items', 'nextCursor', 'total']);
    for (const q of ['самолёт', '!!!', `"' OR 1=1 --`, '%', '=state:open', '\\']) {
      const answer = await portal.api().get('/api/v1/demands').query({ q, facets: 'true' });
      expect([answer.status, answer.body.facets]).toEqual([200, { country: [], sector: [], state: [] }]);
    }
    const wrong = await portal.api().get('/api/v1/demands').query({ facets: 'maybe' });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '?facets']);
  });

  it('counts companies by side and kind too', async () => {
    await createPublicCompany(portal, { legalName: { lang: 'zh', text: '阿尔法港口' }, concepts: ['port.tos'] });
    await createPublicCompany(portal, {
      ...{
        country: 'KZ',
        kind: 'agency',
        legalName: { lang: 'ru', text: 'Бета' },
        concepts: ['port.customs', 'ai.llm'],
      },
    });
    await portal.settle();
    const ask = async (query: Query) =>
      (
        await portal
          .api()
          .get('/api/v1/companies')
          .query({ ...query, facets: 'true' })
      ).body.facets;
    const one = (value: string, count = 1) => ({ value, count: { value: count, exact: true } });
    expect(await ask({ concept: 'port' })).toEqual({
      country: [one('CN'), one('KZ')],
      sector: [one('port', 2), one('ai')],
      side: [one('domestic'), one('foreign')],
      kind: [one('agency'), one('firm')],
    });
    expect(await ask({ q: 'Бета', side: 'domestic' })).toEqual({
      country: [],
      sector: [],
      side: [one('foreign')],
      kind: [],
    });
  });

  it('is exact up to a thousand hits, and estimates from some of more than that, whatever their age', async () => {
    // Forty full segments: what is old is closed, a quarter is in Kyrgyzstan; nine hundred have a word, all of one month.
    await portal.database.query(
      `INSERT INTO search_documents (kind, position, subject_id, facets)
       SELECT 'company', at, gen_random_uuid(), array_remove(ARRAY[
         CASE WHEN at % 4 = 0 THEN '=country:KG' END, CASE WHEN at < ${SEGMENTS_FROM + 20} * 8192 THEN '=side:foreign' END], NULL)
       FROM generate_series(${SEGMENTS_FROM} * 8192, ${SEGMENTS_FROM + 40} * 8192 - 1) AS at`,
    );
    await write('gross', 'true');
    await write('klein', `at % 8192 < 6000 AND at % 4 <> 0`);
    await write('month', `at BETWEEN ${SEGMENTS_FROM + 30} * 8192 AND ${SEGMENTS_FROM + 30} * 8192 + 899`);
    await write('=country:KG', `at % 4 = 0`);
    await write('=', 'true');
    const counts = await count({ q: 'gross' });
    expect(counts.country?.[0]?.count.exact).toBe(false);
    // A quarter, and the same in every segment: what is looked at of each are its newest fifty.
    expect(counts.country?.[0]?.count.value).toBeGreaterThan(73_000);
    expect(counts.country?.[0]?.count.value).toBeLessThan(91_000);
    const foreign = counts.side?.[0]?.count ?? { value: 0, exact: true };
    expect(foreign.exact).toBe(false);
    // Half of 327,680, told from eight of forty segments.
    expect(foreign.value).toBeGreaterThan(82_000);
    expect(foreign.value).toBeLessThan(246_000);
    expect((await count({ q: 'month gross' })).country).toEqual([{ value: 'KG', count: { value: 225, exact: true } }]);
    expect((await count({ q: 'klein', country: 'KG' })).side).toEqual([]);
  }, 60_000);

  type Counts = Partial<Record<string, { value: string; count: { value: number; exact: boolean } }[]>>;
  const SEGMENTS_FROM = 1_000;

  async function count(query: Query): Promise<Counts> {
    const json: JsonBytes = await portal.worker.context.get(SearchFacets).count('company', query);
    return JSON.parse(json.toString()) as Counts;
  }

  /** Through the writer, a segment at a time. */
  async function write(term: string, where: string): Promise<void> {
    await portal.database.query(
      `SELECT search_write('company', array_agg($1::text), array_agg(at), array_agg(true))
       FROM generate_series(${SEGMENTS_FROM} * 8192, ${SEGMENTS_FROM + 40} * 8192 - 1) AS at WHERE ${where} GROUP BY at / 8192`,
      [term],
    );
  }
});
