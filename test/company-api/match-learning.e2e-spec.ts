import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor } from '@shuqiao/kernel';
import { MatchFit, MatchInteractions, MatchQuality, MatchQualityDays } from '@shuqiao/matching';
import { startCommand } from '../support/api-process';
import { as, sendEoi } from '../support/eois';
import { addMember, createFirm, createPerson, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, publishDemand, type PublishedDemand } from '../support/published-demand';

type Firm = Awaited<ReturnType<typeof createFirm>>;
interface Noted {
  readonly kind: string;
  readonly side: string;
  readonly reason: string | null;
  readonly companyId: string;
  readonly demandCompanyId: string;
  readonly score: number;
}
interface Stored {
  readonly score: number;
  readonly version: number;
  /** Of each factor its weight, value and share. */
  readonly figures: Record<string, [number, number, number]>;
}
const DAY = 86_400_000;
const actor = systemActor('test');

describe('what is done with matches', () => {
  let portal: TestPortal;
  let buyer: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ', legalName: 'Порт Актау' });
  });
  afterAll(() => portal.stop());

  async function company(): Promise<Firm> {
    const firm = await createFirm(portal, { country: 'CN' });
    const capabilities = ['data-infra.datacenter', 'ai.llm'].map((concept) => ({ concept, maturity: 'production' }));
    const document = {
      ...{ companyId: firm.companyId, country: 'CN', targetCountries: ['KZ'], languages: ['zh', 'ru'] },
      ...{ names: [], legalName: { lang: 'zh', text: '数桥测试' }, capabilities, referenceCases: [] },
      description: [{ lang: 'en', text: 'Data centres' }],
    };
    await portal.database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [firm.companyId, document]);
    await announce(portal, 'company.verified.v1', { companyId: firm.companyId });
    return firm;
  }

  async function publish(): Promise<PublishedDemand> {
    const demand = await publishDemand(portal, { companyId: buyer.companyId });
    await announce(portal, 'demand.published.v1', { demandId: demand.id });
    await portal.settle();
    return demand;
  }

  const noted = (demand: PublishedDemand) =>
    portal.database.query<Noted>(
      `SELECT kind, side, reason, company_id AS "companyId", demand_company_id AS "demandCompanyId", place, score, edition, factors,
         demand_language || '>' || company_language AS languages, demand_country || '>' || company_country AS countries
       FROM match_interactions WHERE demand_id = $1 ORDER BY id`,
      [demand.id],
    );
  const kinds = async (demand: PublishedDemand) =>
    (await noted(demand)).map(({ kind, side, reason }) => [kind, side, reason]);
  const openedBy = (firm: Firm, demand: PublishedDemand, company = firm) =>
    as(portal, firm).post(`/companies/${company.companyId}/matches/${demand.id}/opening`);
  const openedFor = (person: Firm, demand: PublishedDemand, firm: Firm) =>
    as(portal, person).post(`/demands/${demand.id}/matches/${firm.companyId}/opening`);
  const fold = () => portal.worker.context.get(MatchQualityDays, { strict: false }).fold(actor);
  const report = () => portal.worker.context.get(MatchQuality, { strict: false }).report(actor);

  it('is noted once a day and side when somebody opens one, with what the score said', async () => {
    const firm = await company();
    const demand = await publish();
    const answers = await Promise.all([openedBy(firm, demand), openedBy(firm, demand), openedFor(buyer, demand, firm)]);
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(3).fill([204, '']));
    const rows = await noted(demand);
    expect(rows).toHaveLength(2);
    const [match] = await portal.database.query<Stored>(
      'SELECT score, version, figures FROM matches WHERE demand_id = $1 AND company_id = $2',
      [demand.id, firm.companyId],
    );
    const factors = Object.fromEntries(Object.entries(match?.figures ?? {}).map(([code, [, value]]) => [code, value]));
    expect(Object.keys(factors).length).toBeGreaterThan(2);
    for (const row of rows) {
      expect(row).toMatchObject({
        kind: 'opened',
        reason: null,
        place: 1,
        score: match?.score,
        edition: match?.version,
      });
      expect(row).toMatchObject({ factors, languages: 'ru>en', countries: 'KZ>CN' });
      expect([row.companyId, row.demandCompanyId]).toEqual([firm.companyId, buyer.companyId]);
    }
    portal.clock.advance(DAY);
    await openedBy(firm, demand);
    expect(await noted(demand)).toHaveLength(3);
  });

  it('is for members alone, and for what was recommended', async () => {
    const firm = await company();
    const demand = await publish();
    const stranger = await createFirm(portal);
    const viewer = await createPerson(portal);
    await addMember(portal, firm.companyId, viewer, 'viewer');
    const refused = [
      await openedBy(stranger, demand, firm),
      await openedBy(stranger, demand),
      await openedBy(buyer, demand, firm),
      await openedFor(stranger, demand, firm),
      await openedFor(firm, demand, firm),
      await openedFor(buyer, demand, stranger),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(6).fill([404, 'NOT_FOUND']));
    const anonymous = await portal.api().post(`/api/v1/companies/${firm.companyId}/matches/${demand.id}/opening`);
    expect(anonymous.status).toBe(401);
    expect(await noted(demand)).toEqual([]);
    const byViewer = await as(portal, viewer).post(`/companies/${firm.companyId}/matches/${demand.id}/opening`);
    expect(byViewer.status).toBe(204);
    const columns = await portal.database.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'match_interactions'`,
    );
    expect(columns.filter(({ name }) => /account|person|email|_by$/.test(name))).toEqual([]);
  });

  it('is noted of EOIs, with the reason of a decline, however often it is told', async () => {
    const [accepted, declined] = [await company(), await company()];
    const demand = await publish();
    const [first, second] = [await sendEoi(portal, accepted, demand), await sendEoi(portal, declined, demand)];
    await portal.settle();
    expect((await as(portal, buyer).post(`/eois/${first}/acceptance`)).status).toBe(200);
    const refusal = await as(portal, buyer).post(`/eois/${second}/declination`, { reason: 'budget' });
    expect(refusal.status).toBe(200);
    await portal.settle();
    const interactions = portal.worker.context.get(MatchInteractions, { strict: false });
    const pair = { demandId: demand.id, companyId: declined.companyId };
    await interactions.follow(actor, 'declined', pair, second);
    await interactions.follow(actor, 'sent', pair, second);
    expect((await kinds(demand)).sort()).toEqual([
      ['accepted', 'demand', null],
      ['declined', 'demand', 'budget'],
      ['sent', 'company', null],
      ['sent', 'company', null],
    ]);
    expect((await noted(demand)).every((row) => Number(row.score) > 0)).toBe(true);
  });

  it('is not noted of an EOI to a demand that was never recommended', async () => {
    const firm = await createFirm(portal);
    const demand = await publish();
    await sendEoi(portal, firm, demand);
    await portal.settle();
    expect(await noted(demand)).toEqual([]);
  });

  it('is noted of a dismissal with the score that takes it out of the list, and its newest reason', async () => {
    const firm = await company();
    const demand = await publish();
    const url = `/companies/${firm.companyId}/matches/${demand.id}/dismissal`;
    expect((await as(portal, firm).post(url, { reason: 'budget' })).status).toBe(200);
    expect((await as(portal, firm).post(url, { reason: 'timing' })).status).toBe(200);
    expect(await kinds(demand)).toEqual([['dismissed', 'company', 'timing']]);
    expect((await noted(demand))[0]?.score).toBeGreaterThan(0);
  });

  it('cannot be written or read by a firm’s program, for others least of all', async () => {
    const firm = await company();
    const demand = await publish();
    const asFirm = (statement: string) =>
      portal.database.query(`DO $$ BEGIN SET LOCAL ROLE shuqiao_company; ${statement} END $$`);
    for (const statement of [
      `PERFORM 1 FROM match_interactions;`,
      `PERFORM 1 FROM match_quality_days;`,
      `UPDATE match_interactions SET reason = 'other';`,
    ])
      await expect(asFirm(statement)).rejects.toMatchObject({ code: '42501' });
    await asFirm(
      `PERFORM set_config('shuqiao.companies', '${buyer.companyId}', true);
       PERFORM note_match_interaction('dismissed', 'company', '${demand.id}', '${firm.companyId}', 'other', now());`,
    );
    expect(await noted(demand)).toEqual([]);
  });

  it('is counted by pairs, once, under the day on which the pair was opened', async () => {
    await fold();
    const before = (await report()).total;
    const firms = [await company(), await company(), await company()];
    const demand = await publish();
    for (const firm of firms) await openedBy(firm, demand);
    await openedFor(buyer, demand, firms[0] as Firm);
    const counts = await Promise.all([fold(), fold()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    portal.clock.advance(DAY);
    await openedBy(firms[0] as Firm, demand);
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
    const demand = await publish();
    for (let count = 0; count < 4; count += 1) {
      const firm = await company();
      await portal.settle();
      await openedBy(firm, demand);
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

  it('stays without its names when a company leaves', async () => {
    const firm = await company();
    const demand = await publish();
    await openedBy(firm, demand);
    await sendEoi(portal, firm, demand);
    await portal.settle();
    const count = async () => (await portal.database.query('SELECT FROM match_interactions')).length;
    const before = await count();
    await portal.database.query(`UPDATE companies SET status = 'withdrawn' WHERE id = $1`, [firm.companyId]);
    expect((await openedFor(buyer, demand, firm)).status).toBe(404);
    await announce(portal, 'company.withdrawn.v1', { companyId: firm.companyId });
    await portal.settle();
    expect(await noted(demand)).toEqual([]);
    expect(await count()).toBe(before);
    const [kept] = await portal.database.query(
      `SELECT count(*)::int AS acts, bool_or(pair = md5($1::text || $2::text)::uuid) AS told,
         count(demand_id) + count(company_id) + count(demand_company_id) AS named
       FROM match_interactions WHERE pair IN (SELECT pair FROM match_interactions ORDER BY id DESC LIMIT 1)`,
      [demand.id, firm.companyId],
    );
    expect(kept).toEqual({ acts: 2, told: false, named: '0' });
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
