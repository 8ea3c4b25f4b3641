import { once } from 'node:events';
import { systemActor } from '@shuqiao/kernel';
import { Matching, MatchRebuild } from '@shuqiao/matching';
import { startCommand } from '../support/api-process';
import { type Firm, runSchedule } from '../support/demands';
import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';

const ACTOR = systemActor('test');
const COMPANIES = 3;
const DEMANDS = 25;

describe('a rebuild of the matches', () => {
  let portal: TestPortal;
  let firms: Firm[];
  let demands: string[];
  beforeAll(async () => {
    portal = await startTestPortal();
    const buyer = await createFirm(portal, { country: 'KZ' });
    firms = [];
    for (let count = 0; count < COMPANIES; count += 1) {
      const firm = await createFirm(portal);
      firms.push(firm);
      await show(firm, ['ai.llm']);
    }
    demands = [];
    for (let count = 0; count < DEMANDS; count += 1)
      demands.push((await publishDemand(portal, { companyId: buyer.companyId, requirements: [['ai.llm']] })).id);
    await rebuild().run(ACTOR);
  }, 60_000);
  afterAll(() => portal.stop());

  const rebuild = () => portal.worker.context.get(MatchRebuild, { strict: false });
  const show = (firm: Firm, concepts: string[]) =>
    portal.database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [
      firm.companyId,
      {
        companyId: firm.companyId,
        country: 'CN',
        capabilities: concepts.map((concept) => ({ concept, maturity: 'production', evidence: [] })),
      },
    ]);
  const count = async (where: string): Promise<number> => {
    const [row] = await portal.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM matches WHERE ${where}`);
    return row?.n ?? 0;
  };
  const state = async () => {
    const [row] = await portal.database.query<{ phase: string; code: string; edition: number }>(
      'SELECT phase, code, edition FROM match_state',
    );
    return row;
  };
  const otherRelease = () => portal.database.query(`UPDATE match_state SET code = '0-other'`);
  const follow = () => runSchedule(portal, 'matches.follow-edition');

  it('fills the lists of both sides', async () => {
    expect(await count('for_demand AND for_company')).toBe(COMPANIES * DEMANDS);
    expect((await state())?.phase).toBe('done');
  });

  it('is not begun by a worker of the same release', async () => {
    const before = await state();
    await follow();
    expect(await state()).toEqual(before);
  });

  it('is begun by a worker of another release, and takes up what no event told of', async () => {
    const [firm] = firms;
    if (!firm) throw new Error('no firm');
    await show(firm, ['education.lms']);
    const [closed = ''] = demands;
    await portal.database.query('DELETE FROM demand_listings WHERE demand_id = $1', [closed]);
    await follow();
    expect(await count('true')).toBe(COMPANIES * DEMANDS);
    await otherRelease();
    await follow();
    expect(await count('true')).toBe((COMPANIES - 1) * (DEMANDS - 1));
    expect(await count(`company_id = '${firm.companyId}' OR demand_id = '${closed}'`)).toBe(0);
    expect((await state())?.code).not.toBe('0-other');
    await show(firm, ['ai.llm']);
  });

  it('is taken up where it was interrupted, batch by batch', async () => {
    const phases: string[] = [];
    const interrupt = (after: string) => {
      const ending = new AbortController();
      const onProgress = (phase: string, left: number) => {
        phases.push(`${phase} ${left}`);
        if (phase === after) ending.abort();
      };
      return { signal: ending.signal, onProgress };
    };
    expect(await rebuild().run(ACTOR, interrupt('demands'))).toBe('interrupted');
    expect((await state())?.phase).toBe('demand_lists');
    expect(await rebuild().goOn(ACTOR, interrupt('demand_lists'))).toBe('interrupted');
    expect(await rebuild().left(ACTOR)).toBe(DEMANDS - 1 - 20);
    await runSchedule(portal, 'matches.catch-up');
    expect(await count('true')).toBe(COMPANIES * (DEMANDS - 1));
    expect(await count(`version = ${(await state())?.edition}`)).toBe(COMPANIES * (DEMANDS - 1));
    expect(phases).toHaveLength(3);
    expect(await rebuild().left(ACTOR)).toBe(0);
  });

  it('goes on beside refreshes, whose pairs are of the new edition at once', async () => {
    await rebuild().run(ACTOR, { signal: AbortSignal.abort() });
    const { edition } = (await state()) ?? {};
    expect(await count(`version = ${edition}`)).toBe(0);
    await portal.worker.context.get(Matching, { strict: false }).refreshDemand(ACTOR, demands[5] ?? '');
    expect(await count(`version = ${edition}`)).toBe(COMPANIES);
    await Promise.all([rebuild().goOn(ACTOR), rebuild().goOn(ACTOR)]);
    expect(await count(`version = ${edition}`)).toBe(COMPANIES * (DEMANDS - 1));
  });

  it('is a command that says how far it is', async () => {
    const command = startCommand(portal, 'match-rebuild');
    const said: string[] = [];
    command.stdout?.on('data', (data: Buffer) => said.push(data.toString()));
    const [code] = await once(command, 'exit');
    expect(code).toBe(0);
    expect(said.join('')).toMatch(/^\w+: \d+ left\n(\w+: \d+ left\n)*matches: done\n$/);
  }, 60_000);
});
