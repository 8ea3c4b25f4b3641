import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor } from '@shuqiao/kernel';
import { MatchFit, MatchQuality, MatchQualityDays } from '@shuqiao/matching';
import { startCommand } from '../support/api-process';
import { as, sendEoi } from '../support/eois';
import { type createFirm, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { Recommendations } from '../support/recommendations';

type Firm = Awaited<ReturnType<typeof createFirm>>;
const DAY = 86_400_000;
const actor = systemActor('test');

describe('what was done with matches', () => {
  let portal: TestPortal;
  let buyer: Firm;
  let made: Recommendations;
  beforeAll(async () => {
    portal = await startTestPortal();
    made = await Recommendations.at(portal);
    ({ buyer } = made);
  });
  afterAll(() => portal.stop());

  const fold = () => portal.worker.context.get(MatchQualityDays, { strict: false }).fold(actor);
  const report = () => portal.worker.context.get(MatchQuality, { strict: false }).report(actor);

  it('is counted by pairs, once, under the day on which the pair was opened', async () => {
    await fold();
    const before = (await report()).total;
    const firms = [await made.company(), await made.company(), await made.company()];
    const demand = await made.publish();
    for (const firm of firms) await made.openedBy(firm, demand);
    await made.openedFor(buyer, demand, firms[0] as Firm);
    const counts = await Promise.all([fold(), fold()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    portal.clock.advance(DAY);
    await made.openedBy(firms[0] as Firm, demand);
    const eoi = await sendEoi(portal, firms[0] as Firm, demand);
    await portal.settle();
    await fold();
    await as(portal, buyer).post(`/eois/${eoi}/acceptance`);
    await as(portal, firms[1] as Firm).post(`/companies/${firms[1]?.companyId}/matches/${demand.id}/dismissal`, {
      reason: 'timing',
    });
    await portal.settle();
    await fold();
    expect(await fold()).toBe(0);
    const { total, rank } = await report();
    expect([total.opened - before.opened, total.wanted - before.wanted]).toEqual([3, 1]);
    expect([total.accepted - before.accepted, total.dismissed - before.dismissed]).toEqual([1, 1]);
    expect(rank.reduce((sum, row) => sum + row.opened, 0)).toBe(total.opened);
    const today = portal.clock.now().toISOString().slice(0, 10);
    const ofToday = await portal.worker.context.get(MatchQuality, { strict: false }).report(actor, today, today);
    expect(ofToday.total.opened).toBe(0);
  });

  it('is shown to staff by factor, languages and countries, small counts without a share', async () => {
    const demand = await made.publish();
    for (let count = 0; count < 8; count += 1) {
      const firm = await made.company();
      await portal.settle();
      await made.openedBy(firm, demand);
    }
    await fold();
    const staff = await createStaff(portal, 'event_manager');
    const read = (query = '') =>
      portal.admin().get(`/admin/v1/match-quality${query}`).set('authorization', staff.authorization);
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body.countries).toMatchObject([{ key: ['KZ', 'CN'], opened: body.total.opened }]);
    expect(body.languages[0].key).toEqual(['ru', 'en']);
    expect(body.total.opened).toBeGreaterThanOrEqual(10);
    expect(body.total.precision).toBeCloseTo(body.total.wanted / body.total.opened, 4);
    expect(body.total.interval.low).toBeLessThan(body.total.precision);
    expect(body.total.interval.high).toBeGreaterThan(body.total.precision);
    const capability = body.factor.filter(({ key }: { key: string[] }) => key[0] === body.factor[0].key[0]);
    expect(capability.reduce((sum: number, row: { opened: number }) => sum + row.opened, 0)).toBe(body.total.opened);
    const tomorrow = new Date(portal.clock.now().getTime() + DAY).toISOString().slice(0, 10);
    const nothing = (await read(`?from=${tomorrow}&to=${tomorrow}`)).body;
    expect(nothing.total).toMatchObject({ opened: 0, precision: null, interval: { low: 0, high: 1 }, uncertain: true });
    for (const query of ['?from=2026-01-02&to=2026-01-01', '?from=2020-01-01&to=2026-01-01', '?from=soon']) {
      const refused = await read(query);
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '?from']);
    }
    const owner = await portal.admin().get('/admin/v1/match-quality').set('authorization', buyer.authorization);
    expect(owner.status).toBe(401);
  });

  it('is learned from: weights are proposed, and nothing is changed', async () => {
    portal.clock.advance(20 * DAY);
    const settings = () => portal.database.query('SELECT * FROM match_settings ORDER BY edition');
    const before = await settings();
    const proposal = await portal.worker.context.get(MatchFit, { strict: false }).propose(actor);
    expect(proposal.counts.examples).toBeGreaterThan(10);
    expect(proposal.counts.wanted).toBeGreaterThan(0);
    expect(proposal.advisable).toBe(false);
    expect(proposal.warnings.map(({ code }) => code)).toContain('too_few_examples');
    expect(proposal.factors.map(({ code }) => code)).toContain('capability');
    expect(await settings()).toEqual(before);
  });

  it('is learned from by a command, which prints what the settings take', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'match-fit-'));
    const out = join(folder, 'report.json');
    const command = startCommand(portal, 'match-fit', ['match-fit', '--out', out]);
    const said: string[] = [];
    command.stdout?.on('data', (data: Buffer) => said.push(data.toString()));
    const [code] = await once(command, 'exit');
    expect(code).toBe(0);
    expect(said.join('')).toContain('The data do not speak for the proposal. Nothing was changed.');
    const report = JSON.parse(await readFile(out, 'utf8'));
    await rm(folder, { recursive: true });
    const { weights } = JSON.parse(said.join('').trim().split('\n').pop() ?? '');
    expect(weights).toEqual(report.proposed.weights);
    const staff = await createStaff(portal, 'administrator');
    const preview = await portal
      .admin()
      .post('/admin/v1/match-settings/preview')
      .set('authorization', staff.authorization)
      .send({ weights });
    expect(preview.status).toBe(200);
  }, 60_000);
});
