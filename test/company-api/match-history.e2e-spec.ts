import type { Firm } from '../support/demands';
import { as } from '../support/eois';
import { addMember, createFirm, createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, publishDemand } from '../support/published-demand';

interface MatchBody {
  demandId: string;
  companyId: string;
  factors: { code: string; value: number; text: string; met: { code: string }[] }[];
}

describe('what two companies answered each other', () => {
  let portal: TestPortal;
  let buyer: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ' });
  });
  afterAll(() => portal.stop());

  const ids = (matches: MatchBody[]) => matches.map((match) => match.companyId);
  const companiesFor = async (demandId: string): Promise<MatchBody[]> =>
    (await as(portal, buyer).get(`/demands/${demandId}/matches`)).body.items;
  const demandsFor = async (firm: Firm): Promise<MatchBody[]> =>
    (await as(portal, firm).get(`/companies/${firm.companyId}/matches`)).body.items;
  async function company(): Promise<Firm> {
    const firm = await createFirm(portal);
    const { companyId } = firm;
    const capabilities = [{ concept: 'logistics.cold-chain', maturity: 'production', evidence: [] }];
    const document = { companyId, country: 'CN', capabilities };
    await portal.database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [companyId, document]);
    await announce(portal, 'company.verified.v1', { companyId });
    return firm;
  }
  async function publish() {
    const demand = await publishDemand(portal, {
      companyId: buyer.companyId,
      requirements: [['logistics.cold-chain']],
    });
    await announce(portal, 'demand.published.v1', { demandId: demand.id });
    return demand;
  }

  it('is remembered, for their other demands as well', async () => {
    const firm = await company();
    const other = await company();
    const [first, second] = [await publish(), await publish()];
    await portal.settle();
    const history = async (of: Firm, demandId = second.id) =>
      (await demandsFor(of))
        .find((match) => match.demandId === demandId)
        ?.factors.find(({ code }) => code === 'history');
    const answer = (name: string, sender: Firm, reason?: string) =>
      announce(portal, name, {
        ...{ eoiId: first.id, demandId: first.id, companyId: sender.companyId, demandCompanyId: buyer.companyId },
        ...(reason ? { reason } : {}),
      });
    expect((await history(firm))?.value).toBe(0.5);
    await answer('eoi.declined.v1', firm, 'budget');
    await answer('eoi.accepted.v1', other);
    await portal.settle();
    expect((await history(firm))?.value).toBe(0.5);
    expect(await history(other)).toMatchObject({
      value: 1,
      text: 'The two have agreed to work together before.',
    });
    await answer('eoi.declined.v1', firm, 'not_suitable');
    await portal.settle();
    expect((await history(firm))?.value).toBe(0);
    expect(ids(await companiesFor(second.id)).slice(0, 2)).toEqual([other.companyId, firm.companyId]);
    await answer('eoi.accepted.v1', firm);
    await portal.settle();
    expect((await history(firm))?.value).toBe(0.5);
    const dismissal = `/companies/${other.companyId}/matches/${first.id}/dismissal`;
    expect((await as(portal, other).post(dismissal, { reason: 'not_our_field' })).status).toBe(200);
    await portal.settle();
    expect((await history(other))?.met.map(({ code }) => code)).toEqual(['accepted', 'declined']);
    expect(await history(other, first.id)).toBeUndefined();
    const viewer = await createPerson(portal);
    await addMember(portal, other.companyId, viewer, 'viewer');
    expect((await as(portal, viewer).delete(dismissal)).status).toBe(403);
    expect((await as(portal, other).delete(dismissal)).status).toBe(204);
    await portal.settle();
    expect((await history(other, first.id))?.met.map(({ code }) => code)).toEqual(['accepted']);
    expect(ids(await companiesFor(first.id))).toContain(other.companyId);
  });
});
