import { systemActor } from '@shuqiao/kernel';
import { Embeddings, Matching, MatchRebuild } from '@shuqiao/matching';
import { CONFIG, type Config } from '@shuqiao/platform';
import { EventHandlers } from '../../apps/worker/src/event-handlers';
import { createWorker, type Worker } from '../../apps/worker/src/program';
import { Schedules } from '../../apps/worker/src/schedules';
import type { Firm } from '../support/demands';
import { as } from '../support/eois';
import {
  failing,
  FAKE_KEY,
  FAKE_MODEL,
  type FakeEmbeddings,
  startFakeEmbeddings,
  willing,
} from '../support/fake-embeddings';
import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, closeDemand, publishDemand } from '../support/published-demand';

const ACTOR = systemActor('test');
const SESAME = '我们生产量子芝麻糊';
const PEANUT = '我们生产经典花生酱';

interface Factor {
  readonly code: string;
  readonly value: number;
  readonly text: string;
  readonly met: readonly { readonly by: string }[];
}
interface MatchBody {
  readonly demandId: string;
  readonly companyId: string;
  readonly score: number;
  readonly factors: readonly Factor[];
}

describe('vectors of an embedding endpoint', () => {
  let portal: TestPortal;
  let fake: FakeEmbeddings;
  let buyer: Firm;
  let sesame: Firm;
  let peanut: Firm;
  let demandId: string;

  beforeAll(async () => {
    fake = await startFakeEmbeddings();
    fake.senses = [
      [/Кунжут|芝麻/, 3],
      [/花生/, 4],
    ];
    portal = await startTestPortal({ EMBEDDING_URL: fake.url, EMBEDDING_MODEL: FAKE_MODEL, EMBEDDING_KEY: FAKE_KEY });
    buyer = await createFirm(portal, { country: 'KZ', legalName: 'Порт Актау' });
    [peanut, sesame] = [await company(PEANUT), await company(SESAME)];
    demandId = await publish('Кунжутомёт промышленный');
    await settle();
  });
  afterAll(async () => {
    await portal.stop();
    await fake.stop();
  });

  /** Does all jobs, and the rebuild that begins when what companies have in common is another. */
  async function settle(): Promise<void> {
    await portal.settle();
    await portal.worker.context.get(MatchRebuild, { strict: false }).follow(ACTOR);
    await portal.settle();
  }
  async function company(text: string): Promise<Firm> {
    const firm = await createFirm(portal);
    await say(firm, text, 'company.verified.v1');
    return firm;
  }
  /** What a company shows: one capability, the same for all, and a text. */
  async function say(firm: Firm, text: string, event = 'company.changed.v1'): Promise<void> {
    const { companyId } = firm;
    const document = {
      ...{ companyId, country: 'CN', legalName: { lang: 'zh', text: '某公司' }, description: [{ lang: 'zh', text }] },
      capabilities: [{ concept: 'robotics.industrial', maturity: 'production', evidence: [] }],
    };
    await portal.database.query('UPDATE companies SET public_document = $2, version = version + 1 WHERE id = $1', [
      companyId,
      document,
    ]);
    await announce(portal, event, { companyId });
  }
  async function publish(title: string): Promise<string> {
    const { companyId } = buyer;
    const { id } = await publishDemand(portal, { companyId, title, requirements: [['robotics.industrial']] });
    await announce(portal, 'demand.published.v1', { demandId: id });
    return id;
  }
  const listOf = async (id: string): Promise<MatchBody[]> =>
    (await as(portal, buyer).get(`/demands/${id}/matches?limit=100`)).body.items;
  const pairOf = async (id: string, firm: Firm) =>
    (await listOf(id)).find(({ companyId }) => companyId === firm.companyId);
  const meaningOf = async (id: string, firm: Firm) =>
    (await pairOf(id, firm))?.factors.find(({ code }) => code === 'semantic');
  const stored = async (id: string) =>
    (
      await portal.database.query<{ space: string; bytes: number | null }>(
        'SELECT space, octet_length(vector) AS bytes FROM text_embeddings WHERE subject_id = $1',
        [id],
      )
    )[0];
  const waiting = () =>
    portal.database.query('SELECT task_identifier, last_error FROM graphile_worker.jobs WHERE last_error IS NOT NULL');
  const embeddings = (worker: Worker = portal.worker) => worker.context.get(Embeddings, { strict: false });
  /** Does something and tells which texts it had sent. */
  async function sentBy(act: () => Promise<unknown>): Promise<string[]> {
    const before = fake.requests.length;
    await act();
    await settle();
    return fake.requests.slice(before).flatMap(({ input }) => input);
  }
  const amid = async (act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } finally {
      [fake.behaviour, fake.dimensions] = [willing, 16];
    }
  };

  it('rank by meaning companies that share no word with a demand, the same from both sides', async () => {
    expect(fake.faults).toEqual([]);
    const [first, second] = await listOf(demandId);
    expect([first?.companyId, second?.companyId]).toEqual([sesame.companyId, peanut.companyId]);
    const [alike, other] = [await meaningOf(demandId, sesame), await meaningOf(demandId, peanut)];
    expect(alike).toMatchObject({ value: 1, met: [{ by: 'model' }] });
    expect(alike?.text).toBe('A language model compared the two texts: very close in meaning.');
    expect(other?.met).toMatchObject([{ by: 'model' }]);
    expect(other?.value).toBeLessThan(0.2);
    const { items } = (await as(portal, sesame).get(`/companies/${sesame.companyId}/matches`)).body;
    expect(items[0]).toMatchObject({ demandId, score: first?.score, factors: first?.factors });
  });

  it('are asked for once, of the public text alone, and again only when that has changed', async () => {
    const firm = await createFirm(portal);
    expect(await sentBy(() => say(firm, '芝麻油', 'company.verified.v1'))).toEqual(['芝麻油\n某公司']);
    expect(await sentBy(() => say(firm, '芝麻油'))).toEqual([]);
    expect(await sentBy(() => embeddings().catchUp(ACTOR))).toEqual([]);
    expect((await meaningOf(demandId, firm))?.value).toBe(1);
    expect(await sentBy(() => say(firm, '花生油'))).toEqual(['花生油\n某公司']);
    expect((await meaningOf(demandId, firm))?.value).toBeLessThan(0.2);
    expect(fake.faults).toEqual([]);
  });

  it('go when the company is suspended or the demand closed, also while they are being made', async () => {
    const firm = await company('芝麻酱');
    const id = await publish('Кунжутное масло');
    await settle();
    expect([(await stored(firm.companyId))?.bytes, (await stored(id))?.bytes]).toEqual([16, 16]);
    const suspend = async () => {
      await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [firm.companyId]);
      await announce(portal, 'company.suspended.v1', { companyId: firm.companyId });
    };
    await suspend();
    await closeDemand(portal, id);
    await settle();
    expect([await stored(firm.companyId), await stored(id)]).toEqual([undefined, undefined]);
    await portal.database.query(`UPDATE companies SET status = 'verified' WHERE id = $1`, [firm.companyId]);
    await amid(async () => {
      fake.behaviour = (...answer) => void suspend().then(() => willing(...answer));
      expect(await sentBy(() => embeddings().follow(ACTOR, 'company', [firm.companyId]))).toHaveLength(1);
      expect(await stored(firm.companyId)).toBeUndefined();
    });
  });

  it('are done without when the endpoint fails: nothing waits or fails, and they are asked for later', async () => {
    const firm = await company('芝麻饼');
    await settle();
    let id = '';
    await amid(async () => {
      fake.behaviour = failing(500);
      id = await publish('Кунжутный пирог');
      await say(firm, '花生饼');
      await settle();
      for (let round = 0; round < 5; round++) await embeddings().catchUp(ACTOR);
      expect(await waiting()).toEqual([]);
      // The demand was never read, the company says something else now.
      expect(await meaningOf(id, firm)).toBeUndefined();
      expect((await listOf(id)).length).toBeGreaterThan(2);
      expect(await stored(firm.companyId)).toBeUndefined();
      expect((await meaningOf(demandId, firm))?.met).toMatchObject([{ by: 'built_in' }]);
      expect(await sentBy(() => say(firm, '花生饼'))).toEqual([]);
    });
    portal.clock.advance(600_000);
    expect((await sentBy(() => embeddings().catchUp(ACTOR))).sort()).toEqual(
      ['Кунжутный пирог', '花生饼\n某公司'].sort(),
    );
    expect((await meaningOf(id, firm))?.met).toMatchObject([{ by: 'model' }]);
    expect((await meaningOf(id, firm))?.value).toBeLessThan(0.2);
    expect(await meaningOf(id, sesame)).toMatchObject({ value: 1, met: [{ by: 'model' }] });
  });

  it('are not taken when they are of another length than those that there are', async () => {
    const firm = await createFirm(portal);
    await amid(async () => {
      fake.dimensions = 20;
      expect(await sentBy(() => say(firm, '芝麻糖', 'company.verified.v1'))).toHaveLength(1);
      expect(await stored(firm.companyId)).toBeUndefined();
      expect((await meaningOf(demandId, firm))?.met).toMatchObject([{ by: 'built_in' }]);
    });
    portal.clock.advance(600_000);
    expect(await sentBy(() => embeddings().catchUp(ACTOR))).toHaveLength(1);
    expect((await meaningOf(demandId, firm))?.value).toBe(1);
  });

  it('are remembered as refused where the endpoint takes others, and not asked for without end', async () => {
    const firm = await createFirm(portal);
    await amid(async () => {
      fake.behaviour = (response, vectors, request) =>
        (request.input.includes('芝麻？\n某公司') ? failing(400) : willing)(response, vectors, request);
      expect(await sentBy(() => say(firm, '芝麻？', 'company.verified.v1'))).toEqual([
        '芝麻？\n某公司',
        'digital bridge',
      ]);
      expect(await sentBy(() => embeddings().catchUp(ACTOR))).toEqual([]);
    });
    expect(await stored(firm.companyId)).toMatchObject({ bytes: null });
    expect((await meaningOf(demandId, firm))?.met).toMatchObject([{ by: 'built_in' }]);
  });

  it('of two models never meet: those of the new one are made little by little, what has none yet stands aside', async () => {
    const config: Config = {
      ...portal.worker.context.get<Config>(CONFIG, { strict: false }),
      EMBEDDING_MODEL: 'other',
    };
    const worker = await createWorker({ config, clock: portal.clock });
    const remake = () => worker.context.get(Matching, { strict: false }).refreshDemand(ACTOR, demandId);
    const spaces = async () =>
      (
        await portal.database.query<{ side: string; space: string }>(
          'SELECT DISTINCT side, space FROM text_embeddings ORDER BY side, space',
        )
      ).map(({ side, space }) => `${side} ${space.split(' ', 1)[0]}`);
    try {
      await amid(async () => {
        fake.dimensions = 24;
        await embeddings(worker).follow(ACTOR, 'company', [sesame.companyId]);
        expect((await stored(sesame.companyId))?.bytes).toBe(24);
        await remake();
        expect(await meaningOf(demandId, sesame)).toBeUndefined();
        await embeddings(worker).follow(ACTOR, 'demand', [demandId]);
        expect((await meaningOf(demandId, sesame))?.met).toMatchObject([{ by: 'model' }]);
        expect((await meaningOf(demandId, peanut))?.met).toMatchObject([{ by: 'built_in' }]);
        expect(await spaces()).toEqual([
          ...['company fake-embed', 'company other', 'demand fake-embed', 'demand other'],
        ]);
        await embeddings(worker).catchUp(ACTOR);
        expect(await spaces()).toEqual(['company other', 'demand other']);
        expect((await meaningOf(demandId, peanut))?.met).toMatchObject([{ by: 'model' }]);
      });
    } finally {
      await worker.context.close();
    }
  });

  it('are neither read nor changed by the firms’ API', async () => {
    const roles = await portal.database.query(
      `SELECT table_name, privilege_type FROM information_schema.role_table_grants
       WHERE table_name IN ('text_embeddings', 'embedding_spaces') AND grantee IN ('shuqiao_company', 'PUBLIC')`,
    );
    expect(roles).toEqual([]);
  });
});

it('without an endpoint no job asks for vectors, no schedule looks for them, and none are read', async () => {
  const portal = await startTestPortal();
  try {
    const handlers = Object.values(portal.worker.context.get(EventHandlers).byEvent).flat();
    const names = [...handlers, ...portal.worker.context.get(Schedules).all].map(({ name }) => name);
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => name.includes('embedding'))).toEqual([]);
    await portal.database.query('DROP TABLE embedding_spaces');
    const buyer = await createFirm(portal, { country: 'KZ' });
    const { id } = await publishDemand(portal, { companyId: buyer.companyId });
    await announce(portal, 'demand.published.v1', { demandId: id });
    await portal.settle();
    const jobs = await portal.database.query('SELECT FROM graphile_worker.jobs WHERE last_error IS NOT NULL');
    expect(jobs).toEqual([]);
  } finally {
    await portal.stop();
  }
});
