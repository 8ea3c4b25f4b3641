import { newId } from '@shuqiao/kernel';
import { addCapability, as, COVER } from '../support/eois';
import { createFirm, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { amendDemand, publishDemand, type PublishedDemand } from '../support/published-demand';
import { profileItems, type ProfileItems } from '../support/profile-items';

type Firm = Awaited<ReturnType<typeof createFirm>>;

describe('what an expression of interest offers', () => {
  let portal: TestPortal;
  let buyer: Firm;
  let sender: Firm;
  let items: ProfileItems;
  let demand: PublishedDemand;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ' });
  });
  beforeEach(async () => {
    sender = await createFirm(portal);
    items = await profileItems(portal, sender.companyId);
    await addCapability(portal, sender.companyId, 'ai.llm');
    demand = await publishDemand(portal, { companyId: buyer.companyId });
  });
  afterAll(() => portal.stop());

  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const offer = (more: object = {}) => ({
    requirementId: demand.requirementIds[0],
    capability: 'ai.llm',
    productId: items.productId,
    price: { min: usd('100000.00'), max: usd('1250000.125') },
    deliveryDays: 120,
    evidence: [
      { type: 'certificate', id: items.certificateId },
      { type: 'reference_case', id: items.referenceCaseId },
    ],
    note: '含培训。',
    ...more,
  });
  const draft = (...offers: object[]) =>
    as(portal, sender).post(`/companies/${sender.companyId}/eois`, { demandId: demand.id, cover: COVER, offers });
  const SHOWN = {
    certificate: { title: null, country: null, year: null, name: 'ISMS', scheme: 'ISO 27001', issuer: 'CQC' },
    referenceCase: { title: { lang: 'ru', text: 'Порт' }, country: 'KZ', year: 2024, name: null, scheme: null },
  };

  it('is read by both sides and by staff as it was written', async () => {
    const drafted = await draft(offer(), { requirementId: demand.requirementIds[1], capability: 'ai.llm' });
    expect(drafted.status).toBe(201);
    const { id, offers } = drafted.body;
    expect(offers).toEqual([
      {
        requirementId: demand.requirementIds[0],
        capability: 'ai.llm',
        product: { id: items.productId, names: [{ lang: 'zh', text: '调度平台' }] },
        price: { min: usd('100000.00'), max: usd('1250000.125') },
        deliveryDays: 120,
        evidence: [
          { type: 'certificate', id: items.certificateId, ...SHOWN.certificate, validUntil: '2028-05-31' },
          { type: 'reference_case', id: items.referenceCaseId, ...SHOWN.referenceCase, issuer: null, validUntil: null },
        ],
        note: '含培训。',
      },
      {
        ...{ requirementId: demand.requirementIds[1], capability: 'ai.llm', product: null, price: null },
        ...{ deliveryDays: null, evidence: [], note: null },
      },
    ]);
    expect((await as(portal, sender).post(`/eois/${id}/sending`)).status).toBe(200);
    expect((await as(portal, buyer).get(`/eois/${id}`)).body.offers).toEqual(offers);
    const staff = await createStaff(portal, 'case_officer');
    const inspected = await portal.admin().get(`/admin/v1/eois/${id}`).set('authorization', staff.authorization);
    expect(inspected.body.offers).toEqual(offers);
  });

  it('names what is not the company’s own, and what does not fit together', async () => {
    const stranger = await createFirm(portal);
    const theirs = await profileItems(portal, stranger.companyId);
    const faults = async (more: object): Promise<[string, string][]> => {
      const response = await draft(offer(more));
      expect([response.status, response.body.code]).toEqual([422, 'VALIDATION_FAILED']);
      return response.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]);
    };
    const certificate = { type: 'certificate', id: items.certificateId };
    expect(await faults({ capability: 'data-infra.datacenter' })).toEqual([
      ['/offers/0/capability', 'not_a_capability'],
    ]);
    expect(await faults({ productId: theirs.productId })).toEqual([['/offers/0/productId', 'unknown_product']]);
    expect(
      await faults({
        evidence: [
          certificate,
          { type: 'certificate', id: theirs.certificateId },
          { type: 'reference_case', id: newId() },
        ],
      }),
    ).toEqual([
      ['/offers/0/evidence/1', 'unknown_evidence'],
      ['/offers/0/evidence/2', 'unknown_evidence'],
    ]);
    expect(await faults({ evidence: [{ type: 'reference_case', id: items.certificateId }] })).toEqual([
      ['/offers/0/evidence/0', 'unknown_evidence'],
    ]);
    expect(await faults({ evidence: [certificate, certificate] })).toEqual([['/offers/0/evidence/1', 'duplicate']]);
    expect(await faults({ price: { min: usd('2.01'), max: usd('2.001') } })).toEqual([
      ['/offers/0/price/min/amount', 'price_reversed'],
    ]);
    expect(await faults({ price: { min: { amount: '1', currency: 'CNY' }, max: usd('2') } })).toEqual([
      ['/offers/0/price/max/currency', 'price_currencies_differ'],
    ]);
    expect(await faults({ price: { max: { amount: '1', currency: 'ZZZ' } } })).toEqual([
      ['/offers/0/price/max/currency', 'unknown_currency'],
    ]);
    expect((await faults({ deliveryDays: 0 }))[0]?.[0]).toBe('/offers/0/deliveryDays');
    expect((await faults({ deliveryDays: 3651 }))[0]?.[0]).toBe('/offers/0/deliveryDays');
    expect((await faults({ price: { max: { amount: 1, currency: 'USD' } } }))[0]?.[0]).toBe(
      '/offers/0/price/max/amount',
    );
    const none = await as(portal, sender).get(`/companies/${sender.companyId}/eois?direction=sent`);
    expect(none.body.items).toEqual([]);
  });

  it('shows at sending what the profile says then, and stays so when the profile changes or the evidence goes', async () => {
    const { id } = (await draft(offer())).body;
    const rename = (text: string) =>
      portal.database.query('UPDATE company_products SET names = $2 WHERE id = $1', [
        items.productId,
        JSON.stringify([{ lang: 'zh', text }]),
      ]);
    await rename('新平台');
    const sent = await as(portal, sender).post(`/eois/${id}/sending`);
    expect(sent.body.offers[0].product.names).toEqual([{ lang: 'zh', text: '新平台' }]);
    await rename('改名后');
    for (const table of [
      'company_products',
      'company_certificates',
      'company_reference_cases',
      'company_capabilities',
    ]) {
      await portal.database.query(`DELETE FROM ${table} WHERE company_id = $1`, [sender.companyId]);
    }
    await amendDemand(portal, demand, { material: true });
    await portal.settle();
    const reconfirmed = await as(portal, sender).post(`/eois/${id}/reconfirmation`);
    expect(reconfirmed.body.offers).toEqual(sent.body.offers);
    expect((await as(portal, buyer).get(`/eois/${id}`)).body.offers).toEqual(sent.body.offers);
  });

  it('is not sent once the profile lacks what the draft names', async () => {
    const { id } = (await draft(offer())).body;
    await portal.database.query('DELETE FROM company_certificates WHERE id = $1', [items.certificateId]);
    const refused = await as(portal, sender).post(`/eois/${id}/sending`);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ pointer: '/offers/0/evidence/0', code: 'unknown_evidence' }]);
    const kept = await as(portal, sender).get(`/eois/${id}`);
    expect(kept.body).toMatchObject({ status: 'draft', offers: [{ evidence: [{}, {}] }] });
    const mended = await as(portal, sender).patch(`/eois/${id}`, 1, { offers: [offer({ evidence: [] })] });
    expect(mended.body.offers).toMatchObject([{ evidence: [], deliveryDays: 120 }]);
    expect((await as(portal, sender).post(`/eois/${id}/sending`)).status).toBe(200);
  });

  it('is bounded by the database too', async () => {
    const { id } = (await draft(offer())).body;
    const put = (change: string) =>
      portal.database.query(`UPDATE eoi_requirements SET ${change} WHERE eoi_id = $1`, [id]);
    await expect(put('price_min = price_max + 1')).rejects.toThrow('eoi_requirements_price_check');
    await expect(put('price_currency = NULL')).rejects.toThrow('eoi_requirements_price_whole_check');
    await expect(put('delivery_days = 0')).rejects.toThrow('eoi_requirements_delivery_days_check');
  });
});
