import { type Firm, matchmakingOf } from '../support/matchmaking';
import { createFirm, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, publishDemand } from '../support/published-demand';
import { showCompany } from '../support/shown-company';

interface Suggested {
  readonly companyId: string;
  readonly score: number;
  readonly seeks: { demandId: string; score: number; factors: { share: number; title: string }[] } | null;
  readonly offers: { demandId: string; score: number } | null;
}

describe('suggestions whom to meet', () => {
  let portal: TestPortal;
  let days: ReturnType<typeof matchmakingOf>;
  let buyer: Firm;
  let maker: Firm;
  let both: Firm;
  let teacher: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    days = matchmakingOf(portal, await createStaff(portal, 'event_manager'));
    buyer = await createFirm(portal, { country: 'KZ' });
    [maker, both, teacher] = await Promise.all([createFirm(portal), createFirm(portal), createFirm(portal)]);
    const robots = { concepts: ['robotics.industrial'], targetCountries: ['KZ'], languages: ['zh', 'ru'] };
    await showCompany(portal, buyer.companyId, { country: 'KZ', concepts: ['port.tos'], targetCountries: ['CN'] });
    await showCompany(portal, maker.companyId, robots);
    await showCompany(portal, both.companyId, robots);
    await showCompany(portal, teacher.companyId, { concepts: ['education.lms'] });
    await portal.settle();
    for (const [owner, concept] of [
      [buyer, 'robotics.industrial'],
      [both, 'port.tos'],
    ] as const) {
      const { id } = await publishDemand(portal, {
        companyId: owner.companyId,
        requirements: [[concept]],
        country: 'KZ',
      });
      await announce(portal, 'demand.published.v1', { demandId: id });
    }
    await portal.settle();
  });
  afterAll(() => portal.stop());

  it('are read from both sides, with reasons, best first, and only of who takes part', async () => {
    const day = await days.openDay();
    const mine = await days.joined(buyer, day);
    await Promise.all([both, teacher].map((firm) => days.joined(firm, day)));
    const suggestions = async () =>
      (await days.as(buyer).get(`matchmaking-participations/${mine}/suggestions`)).body as Suggested[];
    const [first, ...others] = await suggestions();
    expect(first).toMatchObject({ companyId: both.companyId });
    expect(first?.seeks?.score).toBeGreaterThan(0.3);
    expect(first?.offers?.score).toBeGreaterThan(0.3);
    const shares = first!.seeks!.factors.reduce((sum, { share }) => sum + share, 0);
    expect(shares).toBeCloseTo(first!.seeks!.score, 3);
    expect(others.map(({ companyId }) => companyId)).not.toContain(maker.companyId);
    // Another who joins is suggested; who can only be sought comes after who seeks as well.
    await days.joined(maker, day);
    expect((await suggestions()).map(({ companyId }) => companyId).slice(0, 2)).toEqual([
      both.companyId,
      maker.companyId,
    ]);
    expect((await suggestions())[1]?.offers).toBeNull();
    await days.wish(buyer, mine, both, 'no');
    expect((await suggestions()).map(({ companyId }) => companyId)).not.toContain(both.companyId);
  });
});
