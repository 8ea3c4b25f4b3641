import { once } from 'node:events';
import { systemActor } from '@shuqiao/kernel';
import { SearchIndex } from '@shuqiao/matching';
import { Client } from 'pg';
import { type ProgramProcess, startCommand, startWorkerProcess } from '../support/api-process';
import { type Firm, runSchedule } from '../support/demands';
import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { indexedTerms, inconsistencies, plantDemands, rewriteDemands, scannedTerms } from '../support/search-corpus';

const DEMANDS = 250;
const BATCH = 100;
const ACTOR = systemActor('test');

describe('the edition of the search index', () => {
  let portal: TestPortal;
  let firm: Firm;
  let ids: string[];
  let killed: ProgramProcess | undefined;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ' });
    const deadline = new Date(portal.clock.now().getTime() + 90 * 86_400_000).toISOString();
    const demand = {
      ...{ companyId: firm.companyId, country: 'KZ', title: { lang: 'ru', text: 'Краны' }, description: text('first') },
      ...{ concepts: ['port'], deadline },
    };
    ids = (
      await plantDemands(
        portal,
        Array.from({ length: DEMANDS }, () => demand),
      )
    ).sort();
    await index().rebuild(ACTOR, 'demand');
  }, 60_000);
  afterEach(() => killed?.kill());
  afterAll(() => portal.stop());

  const text = (word: string) => ({ lang: 'en', text: `Harbour cranes, model ${word}` });
  const index = () => portal.worker.context.get(SearchIndex);
  const follow = () => runSchedule(portal, 'search.follow-edition');

  const count = async (q: string): Promise<number> => {
    const { status, body } = await portal.api().get('/api/v1/demands').query({ q });
    expect(status).toBe(200);
    expect(body.total.exact).toBe(true);
    return body.total.value;
  };
  const counts = async (...words: string[]) => {
    const all: Record<string, number> = {};
    for (const word of words) all[word] = await count(word);
    return all;
  };
  /** As if the index had been made by the analysis of another release. */
  const otherRelease = () => portal.database.query(`UPDATE search_editions SET analysis = '0-other'`);
  const edition = async () => {
    const [row] = await portal.database.query<{ analysis: string; taxonomy: string; until: string | null }>(
      `SELECT analysis, taxonomy, until FROM search_editions WHERE kind = 'demand'`,
    );
    return row;
  };
  const inLine = async () => (await portal.database.query('SELECT FROM search_pending')).length;
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await condition()); tries++) {
      if (tries > 1_000) throw new Error('It never came so far');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const stuck = async () =>
    (
      await portal.database.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'shuqiao_worker' AND wait_event_type = 'Lock'`,
      )
    ).length > 0;
  /** Holds what the writer needs in the middle of its second batch, while `work` runs. */
  const holding = async (work: () => Promise<void>): Promise<void> => {
    const holder = new Client({ connectionString: portal.database.url });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query(
        `SELECT FROM search_document_terms WHERE kind = 'demand' AND position = (
           SELECT position FROM search_documents WHERE kind = 'demand' AND subject_id = $1) FOR UPDATE`,
        [ids[BATCH + 50]],
      );
      await work();
    } finally {
      await holder.end();
    }
  };
  const expectWhole = async (): Promise<void> => {
    expect(await indexedTerms(portal, 'demand')).toEqual(await scannedTerms(portal, 'demand'));
    expect(await inconsistencies(portal, 'demand')).toEqual([]);
    expect(await inLine()).toBe(0);
  };

  it('causes no work while it is that of the program', async () => {
    await rewriteDemands(portal, ids, text('second'));
    await follow();
    expect(await counts('first', 'second')).toEqual({ first: DEMANDS, second: 0 });
  });

  it('has everything looked at again by a worker of another release that starts, while searches are answered', async () => {
    await otherRelease();
    await portal.worker.jobs.start();
    try {
      await until(async () => (await count('second')) === DEMANDS && !(await inLine()));
    } finally {
      await portal.worker.jobs.stop();
    }
    expect(await counts('first', 'cranes')).toEqual({ first: 0, cranes: DEMANDS });
    expect((await edition())?.analysis).not.toBe('0-other');
    await expectWhole();
  }, 60_000);

  it('is followed to the end by the next minute when the worker that began is killed', async () => {
    await rewriteDemands(portal, ids, text('third'));
    await otherRelease();
    await holding(async () => {
      killed = await startWorkerProcess(portal, 'queue');
      await until(stuck);
      const halfway = { second: DEMANDS - BATCH, third: BATCH, cranes: DEMANDS };
      expect(await counts('second', 'third', 'cranes')).toEqual(halfway);
      await killed.kill();
      expect(await counts('second', 'third', 'cranes')).toEqual(halfway);
    });
    await until(async () => !(await stuck()));
    await runSchedule(portal, 'search.catch-up');
    expect(await counts('second', 'third')).toEqual({ second: 0, third: DEMANDS });
    await expectWhole();
  }, 60_000);

  it('is followed to the end when the worker ended before everything stood in line', async () => {
    await rewriteDemands(portal, ids, text('fourth'));
    await otherRelease();
    await index().follow(ACTOR, { signal: AbortSignal.abort() });
    expect(await edition()).toMatchObject({ until: null });
    expect([await inLine(), await count('third')]).toEqual([0, DEMANDS]);
    await runSchedule(portal, 'search.catch-up');
    expect(await counts('third', 'fourth')).toEqual({ third: 0, fourth: DEMANDS });
    await expectWhole();
  });

  it('keeps a worker of another release from the line, until it takes the index over', async () => {
    const [changed = ''] = ids;
    await rewriteDemands(portal, [changed], text('fifth'));
    await otherRelease();
    await index().refresh(ACTOR, 'demand', changed);
    await runSchedule(portal, 'search.catch-up');
    expect(await counts('fourth', 'fifth')).toEqual({ fourth: DEMANDS, fifth: 0 });
    expect([await inLine(), (await edition())?.analysis]).toEqual([1, '0-other']);
    await follow();
    expect(await counts('fourth', 'fifth')).toEqual({ fourth: DEMANDS - 1, fifth: 1 });
    await expectWhole();
  });

  it('changes with the words of the taxonomy, also when nobody announced that', async () => {
    const before = await edition();
    await rewriteDemands(portal, ids, text('sixth'));
    await portal.database.query(
      `UPDATE concepts SET synonyms = jsonb_set(synonyms, '{zh}', '["岸桥起重机"]') WHERE code = 'port'`,
    );
    await follow();
    expect((await edition())?.taxonomy).not.toBe(before?.taxonomy);
    expect((await edition())?.analysis).toBe(before?.analysis);
    expect(await counts('fourth', 'fifth', 'sixth')).toEqual({ fourth: 0, fifth: 0, sixth: DEMANDS });
  });

  it('does not matter to the command, which is interrupted and taken up and says how far it is', async () => {
    await rewriteDemands(portal, ids, text('seventh'));
    const run = () => {
      const command = startCommand(portal, 'search-rebuild');
      const said: string[] = [];
      command.stdout?.on('data', (data: Buffer) => said.push(data.toString()));
      const fault: string[] = [];
      command.stderr?.on('data', (data: Buffer) => fault.push(data.toString()));
      const ended = once(command, 'exit').then(([code]) => ({
        code: code as number,
        said: said.join(''),
        fault: fault.join(''),
      }));
      return { command, ended };
    };
    const first = run();
    await holding(async () => {
      await until(stuck);
      first.command.kill('SIGINT');
      // The batch in hand is finished once it may.
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    const interrupted = await first.ended;
    expect(interrupted).toMatchObject({ code: 1, said: expect.stringContaining('demand: interrupted') });
    expect(interrupted.said).toContain(`demand: ${DEMANDS} left`);
    expect(interrupted.said).not.toContain('company');
    expect(await counts('sixth', 'seventh')).toEqual({ sixth: DEMANDS - 2 * BATCH, seventh: 2 * BATCH });
    const second = await run().ended;
    expect(second).toEqual({ code: 0, said: expect.any(String), fault: expect.any(String) });
    expect(second.said).toContain(`demand: ${DEMANDS - 2 * BATCH} left\ndemand: done`);
    expect(second.said).toContain('company: done');
    expect(await counts('sixth', 'seventh')).toEqual({ sixth: 0, seventh: DEMANDS });
    await expectWhole();
    const third = await run().ended;
    expect(third.said).toContain(`demand: ${DEMANDS} left`);
  }, 60_000);
});
