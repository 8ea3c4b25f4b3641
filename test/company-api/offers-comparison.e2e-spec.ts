import { addCapability, as, COVER, draftEoi, sendEoi } from '../support/eois';
import { addMember, createFirm, createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { profileItems } from '../support/profile-items';
import { publishDemand, type PublishedDemand } from '../support/published-demand';

type Firm = Awaited<ReturnType<typeof createFirm>>;

describe('the comparison of the offers for a demand', () => {
  let portal: TestPortal;
  let buyer: Firm;
  let demand: PublishedDemand;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ' });
  });
  beforeEach(async () => {
    demand = await publishDemand(portal, { companyId: buyer.companyId });
  });
  afterAll(() => portal.stop());

  const compare = (person: Parameters<typeof as>[1], query = '') =>
    as(portal, person).get(`/demands/${demand.id}/offers-comparison${query}`);

  /** A firm that answers the first requirement alone, in full, with a private file. */
  async function partial(): Promise<{ id: string; firm: Firm }> {
    const firm = await createFirm(portal);
    const items = await profileItems(portal, firm.companyId);
    await addCapability(portal, firm.companyId, 'ai.llm');
    const offers = [
      {
        ...{
          requirementId: demand.requirementIds[0],
          capability: 'ai.llm',
          productId: items.productId,
          deliveryDays: 90,
        },
        price: { min: { amount: '10.00', currency: 'USD' }, max: { amount: '20.00', currency: 'USD' } },
        evidence: [{ type: 'certificate', id: items.certificateId }],
      },
    ];
    const body = { demandId: demand.id, cover: COVER, offers };
    const { id } = (await as(portal, firm).post(`/companies/${firm.companyId}/eois`, body)).body;
    const file = await portal
      .api()
      .post(`/api/v1/eois/${id}/attachments`)
      .set('authorization', firm.authorization)
      .attach('file', Buffer.from('secret'), 'calculation.txt');
    await as(portal, firm)
      .put(`/eois/${id}/attachments`, { attachments: [{ id: file.body.id, private: true }] })
      .set('if-match', '"v1"')
      .expect(200);
    await as(portal, firm).post(`/eois/${id}/sending`).expect(200);
    return { id, firm };
  }

  it('lays each offer beside each requirement and marks the gaps', async () => {
    const whole = await createFirm(portal);
    const wholeId = await sendEoi(portal, whole, demand);
    const { id, firm } = await partial();
    const [first, second] = demand.requirementIds;
    const response = await compare(buyer);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ demandId: demand.id, demandVersion: 1, nextCursor: null });
    expect(response.body.requirements).toEqual([
      {
        id: first,
        title: { lang: 'ru', text: expect.any(String) },
        concepts: ['data-infra.datacenter'],
        mandatory: true,
      },
      { id: second, title: { lang: 'ru', text: expect.any(String) }, concepts: ['ai.llm'], mandatory: true },
    ]);
    expect(response.body.items).toMatchObject([
      {
        ...{ eoiId: id, status: 'sent', demandVersion: 1, uncovered: [second] },
        company: { companyId: firm.companyId, country: 'CN' },
        offers: [
          {
            requirementId: first,
            gaps: [],
            offer: {
              product: { names: [{ text: '调度平台' }] },
              price: { min: { amount: '10.00', currency: 'USD' }, max: { amount: '20.00', currency: 'USD' } },
              deliveryDays: 90,
              evidence: [{ type: 'certificate', name: 'ISMS' }],
            },
          },
          { requirementId: second, offer: null, gaps: ['offer'] },
        ],
      },
      {
        ...{ eoiId: wholeId, uncovered: [] },
        offers: [
          { requirementId: first, gaps: ['price', 'delivery_time', 'evidence'], offer: { price: null } },
          { requirementId: second, gaps: ['price', 'delivery_time', 'evidence'] },
        ],
      },
    ]);
    const text = JSON.stringify(response.body);
    for (const secret of ['calculation.txt', firm.email, whole.email, 'secret-demand@example.org', 'attachments']) {
      expect(text).not.toContain(secret);
    }
  });

  it('has what is not ended, in pages, for the demand’s own company alone', async () => {
    const firms = [
      await createFirm(portal),
      await createFirm(portal),
      await createFirm(portal),
      await createFirm(portal),
    ];
    const ids: string[] = [];
    for (const firm of firms) ids.push(await sendEoi(portal, firm, demand));
    const drafting = await createFirm(portal);
    await draftEoi(portal, drafting, demand);
    await as(portal, buyer).post(`/eois/${ids[0]}/acceptance`).expect(200);
    await as(portal, buyer).post(`/eois/${ids[1]}/declination`, { reason: 'budget' }).expect(200);
    const page = await compare(buyer, '?limit=2');
    const idsOf = (body: { items: { eoiId: string }[] }) => body.items.map((item) => item.eoiId);
    expect(idsOf(page.body)).toEqual([ids[3], ids[2]]);
    const rest = await compare(buyer, `?limit=2&cursor=${page.body.nextCursor}`);
    expect([idsOf(rest.body), rest.body.nextCursor]).toEqual([[ids[0]], null]);
    const viewer = await createPerson(portal);
    await addMember(portal, buyer.companyId, viewer, 'viewer');
    expect((await compare(viewer)).status).toBe(200);
    for (const firm of [firms[0], drafting]) expect((await compare(firm as Firm)).status).toBe(404);
    expect((await portal.api().get(`/api/v1/demands/${demand.id}/offers-comparison`)).status).toBe(401);
    expect((await compare(buyer, '?limit=101')).status).toBe(422);
    expect((await compare(buyer, '?cursor=bm9wZQ')).status).toBe(422);
  });
});
