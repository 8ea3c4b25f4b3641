import type { Firm } from '../support/demands';
import { as } from '../support/eois';
import { createFirm, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, publishDemand } from '../support/published-demand';

describe('near-copies of a company', () => {
  let portal: TestPortal;
  let buyer: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ' });
  });
  afterAll(() => portal.stop());

  async function company(shown: object, evidence: object[] = []): Promise<Firm> {
    const firm = await createFirm(portal);
    const { companyId } = firm;
    const capabilities = [{ concept: 'port.tos', maturity: 'production', evidence }];
    const document = { companyId, country: 'CN', capabilities, ...shown };
    await portal.database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [companyId, document]);
    await announce(portal, 'company.verified.v1', { companyId });
    await portal.settle();
    return firm;
  }
  const listed = async (demandId: string): Promise<{ companyId: string; similar: string[] }[]> =>
    (await as(portal, buyer).get(`/demands/${demandId}/matches`)).body.items.map(
      ({ companyId, similar }: { companyId: string; similar: string[] }) => ({ companyId, similar }),
    );

  it('stand in one place of a demand’s list, the best of them named, whenever they came', async () => {
    const site = { website: 'https://copies.example.org' };
    const first = await company(site);
    const best = await company(site, [{ type: 'product' }]);
    const other = await company({ website: 'https://other.example.org' });
    const { id } = await publishDemand(portal, { companyId: buyer.companyId, requirements: [['port.tos']] });
    await announce(portal, 'demand.published.v1', { demandId: id });
    await portal.settle();
    const expected = [
      { companyId: best.companyId, similar: [first.companyId] },
      { companyId: other.companyId, similar: [] },
    ];
    expect(await listed(id)).toEqual(expected);
    const later = await company({ website: 'http://www.copies.example.org/about' });
    const [head, ...rest] = await listed(id);
    expect(head).toMatchObject({ companyId: best.companyId });
    expect([...(head?.similar ?? [])].sort()).toEqual([first.companyId, later.companyId].sort());
    expect(rest).toEqual(expected.slice(1));
    const mine = await as(portal, later).get(`/companies/${later.companyId}/matches`);
    expect(mine.body.items.map((match: { demandId: string }) => match.demandId)).toEqual([id]);
    const staff = await createStaff(portal, 'reviewer');
    const inspected = await portal
      .admin()
      .get(`/admin/v1/demands/${id}/matches?limit=1`)
      .set('authorization', staff.authorization);
    expect(inspected.body.items[0]).toMatchObject({ companyId: best.companyId });

    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [best.companyId]);
    await announce(portal, 'company.suspended.v1', { companyId: best.companyId });
    await announce(portal, 'demand.amended.v1', { demandId: id, version: 1, material: false });
    await portal.settle();
    const left = await listed(id);
    expect(left.map(({ companyId }) => companyId)).toHaveLength(2);
    expect(left.map(({ companyId }) => companyId)).toContain(other.companyId);
  });
});
