import { systemActor } from '@shuqiao/kernel';
import { SearchIndex } from '@shuqiao/matching';
import { Client } from 'pg';
import { type ProgramProcess, startWorkerProcess } from '../support/api-process';
import { type Firm, runSchedule } from '../support/demands';
import { createFirm } from '../support/people';
import { closeDemand } from '../support/published-demand';
import { startTestPortal, type TestPortal } from '../support/portal';
import { indexedTerms, inconsistencies, plantDemands, rewriteDemands, scannedTerms } from '../support/search-corpus';

const DEMANDS = 250;
const BATCH = 100;
const ACTOR = systemActor('test');

describe('an interrupted search index', () => {
  let portal: TestPortal;
  let firm: Firm;
  let ids: string[];
  let killed: ProgramProcess | undefined;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ' });
    ids = (
      await plantDemands(
        portal,
        Array.from({ length: DEMANDS }, () => demand('alpha')),
      )
    ).sort();
    await index().rebuild(ACTOR, 'demand');
  }, 60_000);
  afterEach(() => killed?.kill());
  afterAll(() => portal.stop());

  const index = () => portal.worker.context.get(SearchIndex);
  const text = (word: string) => ({ lang: 'en', text: `Harbour cranes, model ${word}` });
  const demand = (word: string) => ({
    ...{ companyId: firm.companyId, country: 'KZ', title: { lang: 'ru', text: 'Краны' }, description: text(word) },
    ...{ concepts: ['port'], deadline: new Date(portal.clock.now().getTime() + 90 * 86_400_000).toISOString() },
  });

  /** All that a search finds, page by page, in the order of ids; its total must be the truth too. */
  const found = async (query: Record<string, string>): Promise<string[]> => {
    const all: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Record<string, string> = cursor ? { ...query, cursor } : query;
      const { status, body } = await portal
        .api()
        .get('/api/v1/demands')
        .query({ limit: '70', ...page });
      expect(status).toBe(200);
      all.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.nextCursor;
      if (cursor === null) expect(body.total).toEqual({ value: all.length, exact: true });
    }
    return all.sort();
  };

  const expectFound = async (words: Record<string, readonly string[]>): Promise<void> => {
    for (const [q, expected] of Object.entries(words)) expect([q, await found({ q })]).toEqual([q, [...expected]]);
  };

  const expectWhole = async (): Promise<void> => {
    expect(await indexedTerms(portal, 'demand')).toEqual(await scannedTerms(portal, 'demand'));
    expect(await inconsistencies(portal, 'demand')).toEqual([]);
    const [{ documents }] = await portal.database.query<{ documents: number }>(
      `SELECT count(*)::int AS documents FROM search_documents WHERE kind = 'demand'`,
    );
    expect(documents).toBe((await portal.database.query('SELECT FROM demand_listings')).length);
  };

  /** Holds something that the writer needs in the middle of a batch, while `work` runs. */
  const holding = async (lock: string, values: unknown[], work: () => Promise<void>): Promise<void> => {
    const holder = new Client({ connectionString: portal.database.url });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query(lock, values);
      await work();
    } finally {
      await holder.end();
    }
  };

  const backends = (condition: string) =>
    portal.database.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'shuqiao_worker' AND ${condition}`,
    );
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await condition()); tries++) {
      if (tries > 2_000) throw new Error('It never came so far');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const stuck = (count: number) => until(async () => (await backends(`wait_event_type = 'Lock'`)).length >= count);
  // The server notices a dead client after the statement in hand.
  const gone = () => until(async () => !(await backends('xact_start IS NOT NULL')).length);

  /** Each batch has 100 in the order of ids; this row of the second is written after its postings. */
  const IN_SECOND_BATCH = `SELECT FROM search_document_terms WHERE kind = 'demand' AND position = (
    SELECT position FROM search_documents WHERE kind = 'demand' AND subject_id = $1) FOR UPDATE`;

  it('is rebuilt to the end by the clock after the worker was killed in the middle of a batch', async () => {
    await expectFound({ alpha: ids, beta: [], cranes: ids });
    await rewriteDemands(portal, ids, text('beta'));
    const halfway = { alpha: ids.slice(BATCH), beta: ids.slice(0, BATCH), cranes: ids };
    await holding(IN_SECOND_BATCH, [ids[BATCH + 50]], async () => {
      killed = await startWorkerProcess(portal, 'rebuild');
      await stuck(1);
      await expectFound(halfway);
      await killed.kill();
      await expectFound(halfway);
    });
    await gone();
    await expectFound(halfway);
    expect(await found({ q: 'кран', concept: 'port', country: 'KZ', side: 'foreign' })).toEqual(ids);
    await runSchedule(portal, 'search.catch-up');
    await expectFound({ alpha: [], beta: ids, cranes: ids });
    await expectWhole();
  }, 120_000);

  it('is rebuilt to the end by the next rebuild after its connection was cut in the middle of a batch', async () => {
    await rewriteDemands(portal, ids, text('gamma'));
    const halfway = { beta: ids.slice(BATCH), gamma: ids.slice(0, BATCH), cranes: ids };
    await holding(IN_SECOND_BATCH, [ids[BATCH + 50]], async () => {
      const rebuilding = index()
        .rebuild(ACTOR, 'demand')
        .then(
          () => 'done',
          () => 'cut',
        );
      await stuck(1);
      for (const { pid } of await backends(`wait_event_type = 'Lock'`))
        await portal.database.query('SELECT pg_terminate_backend($1)', [pid]);
      expect(await rebuilding).toBe('cut');
      await expectFound(halfway);
    });
    await index().rebuild(ACTOR, 'demand');
    await expectFound({ beta: [], gamma: ids, cranes: ids });
    await expectWhole();
    const before = await portal.database.query('SELECT xmin::text, term, segment FROM search_postings ORDER BY 2, 3');
    await Promise.all([index().rebuild(ACTOR, 'demand'), index().rebuild(ACTOR, 'demand')]);
    expect(await portal.database.query('SELECT xmin::text, term, segment FROM search_postings ORDER BY 2, 3')).toEqual(
      before,
    );
  }, 120_000);

  it('holds a demand whole or not at all when the worker is killed while it indexes new ones', async () => {
    let news: string[] = [];
    await holding('LOCK TABLE search_names IN SHARE MODE', [], async () => {
      news = (
        await plantDemands(
          portal,
          Array.from({ length: 9 }, () => demand('delta')),
          { announced: true },
        )
      ).sort();
      killed = await startWorkerProcess(portal, 'queue');
      await stuck(4);
      await expectFound({ delta: [], gamma: ids });
      await killed.kill();
    });
    await gone();
    await expectFound({ delta: [], gamma: ids, cranes: ids });
    const held = await indexedTerms(portal, 'demand');
    expect(news.filter((id) => held[id])).toEqual([]);
    await portal.settle();
    await expectFound({ delta: news, cranes: [...ids, ...news].sort() });
    await expectWhole();
  }, 120_000);

  it('indexes all others when the database refuses one, and that one once it no longer does', async () => {
    const demands = Array.from({ length: BATCH + 20 }, () => demand('epsilon'));
    const news = (await plantDemands(portal, demands)).sort();
    const [refused = '', ...others] = news;
    await portal.database.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF new.subject_id = '${refused}' THEN RAISE EXCEPTION 'No' USING ERRCODE = 'untranslatable_character'; END IF;
         RETURN new; END $$`,
    );
    await portal.database.query(
      'CREATE TRIGGER refuse BEFORE INSERT ON search_documents FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    await expect(index().rebuild(ACTOR, 'demand')).rejects.toThrow('No');
    await expectFound({ epsilon: others });
    expect(await portal.database.query('SELECT subject_id FROM search_pending')).toEqual([{ subject_id: refused }]);
    // The change of another demand is none of its fault: its job is done.
    await closeDemand(portal, others[0] ?? '');
    await portal.settle();
    await expectFound({ epsilon: others.slice(1) });
    expect(await portal.database.query('SELECT FROM graphile_worker.jobs WHERE last_error IS NOT NULL')).toEqual([]);
    await expect(runSchedule(portal, 'search.catch-up')).rejects.toThrow('No');
    await portal.database.query('DROP TRIGGER refuse ON search_documents');
    await runSchedule(portal, 'search.catch-up');
    await expectFound({ epsilon: [refused, ...others.slice(1)] });
    await expectWhole();
  }, 120_000);
});
