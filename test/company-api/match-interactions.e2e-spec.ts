import { systemActor } from '@shuqiao/kernel';
import { MatchInteractions } from '@shuqiao/matching';
import { as, sendEoi } from '../support/eois';
import { addMember, createFirm, createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, type PublishedDemand } from '../support/published-demand';
import { Recommendations } from '../support/recommendations';

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
  let made: Recommendations;
  beforeAll(async () => {
    portal = await startTestPortal();
    made = await Recommendations.at(portal);
    ({ buyer } = made);
  });
  afterAll(() => portal.stop());

  const noted = (demand: PublishedDemand) =>
    portal.database.query<Noted>(
      `SELECT kind, side, reason, company_id AS "companyId", demand_company_id AS "demandCompanyId", place, score, edition, factors,
         demand_language || '>' || company_language AS languages, demand_country || '>' || company_country AS countries
       FROM match_interactions WHERE demand_id = $1 ORDER BY id`,
      [demand.id],
    );
  const kinds = async (demand: PublishedDemand) =>
    (await noted(demand)).map(({ kind, side, reason }) => [kind, side, reason]);

  it('is noted once a day and side when somebody opens one, with what the score said', async () => {
    const firm = await made.company();
    const demand = await made.publish();
    const answers = await Promise.all([
      made.openedBy(firm, demand),
      made.openedBy(firm, demand),
      made.openedFor(buyer, demand, firm),
    ]);
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
    await made.openedBy(firm, demand);
    expect(await noted(demand)).toHaveLength(3);
  });

  it('is for members alone, and for what was recommended', async () => {
    const firm = await made.company();
    const demand = await made.publish();
    const stranger = await createFirm(portal);
    const viewer = await createPerson(portal);
    await addMember(portal, firm.companyId, viewer, 'viewer');
    const refused = [
      await made.openedBy(stranger, demand, firm),
      await made.openedBy(stranger, demand),
      await made.openedBy(buyer, demand, firm),
      await made.openedFor(stranger, demand, firm),
      await made.openedFor(firm, demand, firm),
      await made.openedFor(buyer, demand, stranger),
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
    const [accepted, declined] = [await made.company(), await made.company()];
    const demand = await made.publish();
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
    const demand = await made.publish();
    await sendEoi(portal, firm, demand);
    await portal.settle();
    expect(await noted(demand)).toEqual([]);
  });

  it('is noted of a dismissal with the score that takes it out of the list, and its newest reason', async () => {
    const firm = await made.company();
    const demand = await made.publish();
    const url = `/companies/${firm.companyId}/matches/${demand.id}/dismissal`;
    expect((await as(portal, firm).post(url, { reason: 'budget' })).status).toBe(200);
    expect((await as(portal, firm).post(url, { reason: 'timing' })).status).toBe(200);
    expect(await kinds(demand)).toEqual([['dismissed', 'company', 'timing']]);
    expect((await noted(demand))[0]?.score).toBeGreaterThan(0);
  });

  it('cannot be written or read by a firm’s program, for others least of all', async () => {
    const firm = await made.company();
    const demand = await made.publish();
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

  it('stays without its names when a company leaves', async () => {
    const firm = await made.company();
    const demand = await made.publish();
    await made.openedBy(firm, demand);
    await sendEoi(portal, firm, demand);
    await portal.settle();
    const count = async () => (await portal.database.query('SELECT FROM match_interactions')).length;
    const before = await count();
    await portal.database.query(`UPDATE companies SET status = 'withdrawn' WHERE id = $1`, [firm.companyId]);
    expect((await made.openedFor(buyer, demand, firm)).status).toBe(404);
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
});
