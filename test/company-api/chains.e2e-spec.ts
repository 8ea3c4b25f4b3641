import { addCapability, as } from '../support/eois';
import { addMember, createFirm, createPerson, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, closeDemand, publishDemand, type PublishedDemand } from '../support/published-demand';

type Firm = Awaited<ReturnType<typeof createFirm>>;
interface PartBody {
  requirementId: string;
  degree: number;
  leads: boolean;
  by: { code: string; label: string; by: string; byLabel: string; degree: number }[];
  missing: { code: string; label: string }[];
}
interface ChainsBody {
  items: {
    companies: {
      companyId: string;
      company: { status: string } | null;
      score: number | null;
      requirements: PartBody[];
    }[];
    covers: string[];
    complete: boolean;
    score: number;
    exact: boolean;
  }[];
  uncovered: { requirementId: string; mandatory: boolean; nearest: (PartBody & { companyId: string }) | null }[];
}

describe('chains', () => {
  let portal: TestPortal;
  let buyer: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ', legalName: 'Порт Актау' });
  });
  afterAll(() => portal.stop());

  async function company(...concepts: string[]): Promise<Firm> {
    const firm = await createFirm(portal, { country: 'CN' });
    const document = {
      companyId: firm.companyId,
      legalName: { lang: 'zh', text: '数桥测试科技有限公司' },
      names: [],
      country: 'CN',
      targetCountries: [],
      languages: ['zh'],
      capabilities: concepts.map((concept) => ({ concept, maturity: 'production', evidence: [] })),
      referenceCases: [],
    };
    await portal.database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [firm.companyId, document]);
    await announce(portal, 'company.verified.v1', { companyId: firm.companyId });
    return firm;
  }

  async function publish(...requirements: string[][]): Promise<PublishedDemand> {
    const demand = await publishDemand(portal, { companyId: buyer.companyId, requirements });
    await announce(portal, 'demand.published.v1', { demandId: demand.id });
    await portal.settle();
    return demand;
  }

  async function chains(demand: PublishedDemand, query = '', person: Firm = buyer): Promise<ChainsBody> {
    const response = await as(portal, person).get(`/demands/${demand.id}/chains${query}`);
    expect(response.status).toBe(200);
    return response.body as ChainsBody;
  }
  const completing = (firm: Firm, demand: PublishedDemand, query = '') =>
    as(portal, firm).get(`/companies/${firm.companyId}/matches/${demand.id}/chains${query}`);
  const members = ({ items }: ChainsBody) =>
    items.map(({ companies }) => companies.map(({ companyId }) => companyId).sort());
  const ids = (...firms: Firm[]) => firms.map(({ companyId }) => companyId).sort();

  it('are the fewest companies that cover a demand, then the best, with what each brings', async () => {
    const port = await company('port.tos');
    const grid = await company('energy.smart-grid');
    const near = await company('energy');
    const demand = await publish(['port.tos'], ['energy.smart-grid']);
    const found = await chains(demand);
    expect(members(found)).toEqual([ids(port, grid), ids(port, near)]);
    expect(found.items[0]).toMatchObject({ covers: demand.requirementIds, complete: true, score: 1, exact: true });
    expect(found.items[1]).toMatchObject({ covers: demand.requirementIds, complete: true, score: 0.8, exact: true });
    const brought = found.items[1]?.companies.find(({ companyId }) => companyId === near.companyId);
    expect(brought).toMatchObject({
      company: { companyId: near.companyId, status: 'verified' },
      requirements: [
        {
          requirementId: demand.requirementIds[1],
          degree: 0.6,
          leads: true,
          by: [{ code: 'energy.smart-grid', by: 'energy', degree: 0.6 }],
          missing: [],
        },
      ],
    });
    expect(brought?.requirements[0]?.by[0]?.label).toMatch(/grid/i);
    expect(found.uncovered).toEqual([]);

    const whole = await company('port.tos', 'energy.smart-grid');
    await portal.settle();
    const later = await chains(demand);
    expect(members(later)).toEqual([ids(whole), ids(port, grid), ids(port, near)]);
    expect(members(await chains(demand, '?limit=1'))).toEqual([ids(whole)]);
    expect(members(await chains(demand, '?members=1'))).toEqual([ids(whole)]);
  });

  it('say in the reader’s language what nobody covers, and who comes nearest', async () => {
    const firm = await company('education.lms');
    const demand = await publish(['education.lms'], ['education.online-platform', 'robotics.amr'], ['gov.e-services']);
    const [covered, near, none] = demand.requirementIds;
    const found = await chains(demand);
    expect(members(found)).toEqual([ids(firm)]);
    expect(found.items[0]).toMatchObject({ covers: [covered], complete: false });
    expect(found.uncovered).toMatchObject([
      { requirementId: near, mandatory: true, nearest: { companyId: firm.companyId, degree: 0.15 } },
      { requirementId: none, mandatory: true, nearest: null },
    ]);
    const russian = await as(portal, buyer).get(`/demands/${demand.id}/chains`).set('accept-language', 'ru');
    const nearest = (russian.body as ChainsBody).uncovered[0]?.nearest;
    expect(nearest?.by.map(({ byLabel }) => byLabel).join()).toMatch(/[а-я]/);
    expect(nearest?.missing).toHaveLength(1);
    expect(nearest?.missing[0]?.label).toMatch(/[а-я]/);
  });

  it('hold the company that asks who completes its own', async () => {
    const first = await company('logistics.wms');
    const second = await company('logistics.wms');
    const other = await company('payment.qr');
    const demand = await publish(['logistics.wms'], ['payment.qr']);
    for (const firm of [first, second]) {
      const answer = await completing(firm, demand);
      expect(answer.status).toBe(200);
      expect(members(answer.body as ChainsBody)).toEqual([ids(firm, other)]);
    }
    const outsider = await company('education.lms');
    await portal.settle();
    const three = (await completing(outsider, demand)).body as ChainsBody;
    expect(members(three).sort()).toEqual([ids(outsider, first, other), ids(outsider, second, other)].sort());
    expect(three.items[0]?.companies.find(({ companyId }) => companyId === outsider.companyId)?.requirements).toEqual(
      [],
    );
    expect((await completing(first, demand, '?members=1')).body.items).toMatchObject([{ complete: false }]);
  });

  it('leave out who was suspended, who said no and who was declined', async () => {
    const [gone, refusing, declined, left] = [
      await company('agri.irrigation'),
      await company('agri.irrigation'),
      await company('agri.irrigation'),
      await company('agri.irrigation'),
    ];
    const demand = await publish(['agri.irrigation']);
    expect(members(await chains(demand)).sort()).toEqual(
      [gone, refusing, declined, left].map((firm) => ids(firm)).sort(),
    );
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [gone.companyId]);
    await as(portal, refusing)
      .post(`/companies/${refusing.companyId}/matches/${demand.id}/dismissal`, { reason: 'timing' })
      .expect(200);
    await addCapability(portal, declined.companyId, 'agri.irrigation');
    const eoi = await as(portal, declined).post(`/companies/${declined.companyId}/eois`, {
      demandId: demand.id,
      cover: { lang: 'zh', text: '我们愿承担全部需求项。' },
      offers: demand.requirementIds.map((requirementId) => ({
        requirementId,
        capability: 'agri.irrigation',
        note: '可交付。',
      })),
    });
    await as(portal, declined).post(`/eois/${eoi.body.id}/sending`).expect(200);
    expect(members(await chains(demand)).sort()).toEqual([ids(declined), ids(left)].sort());
    await as(portal, buyer).post(`/eois/${eoi.body.id}/declination`, { reason: 'budget' }).expect(200);
    const [{ status }] = await portal.database.query<{ status: string }>('SELECT status FROM eois WHERE id = $1', [
      eoi.body.id,
    ]);
    expect(status).toBe('declined');
    expect(members(await chains(demand))).toEqual([ids(left)]);

    const suspended = await completing(gone, demand);
    expect([suspended.status, suspended.body.code]).toEqual([409, 'COMPANY_NOT_VERIFIED']);
    expect(members((await completing(refusing, demand)).body as ChainsBody)).toEqual([ids(refusing)]);
    await closeDemand(portal, demand.id);
    expect(await chains(demand)).toEqual({ items: [], uncovered: [] });
    expect((await completing(left, demand)).status).toBe(404);
  });

  it('are shown to the demand’s own people and to staff, and tell nothing private', async () => {
    const firm = await company('health.telemedicine');
    const demand = await publish(['health.telemedicine']);
    const stranger = await createFirm(portal);
    for (const person of [firm, stranger])
      expect((await as(portal, person).get(`/demands/${demand.id}/chains`)).status).toBe(404);
    expect((await portal.api().get(`/api/v1/demands/${demand.id}/chains`)).status).toBe(401);
    const foreign = await as(portal, stranger).get(`/companies/${firm.companyId}/matches/${demand.id}/chains`);
    expect(foreign.status).toBe(404);
    expect((await completing(buyer, demand)).status).toBe(404);
    expect((await completing(firm, { ...demand, id: firm.companyId })).status).toBe(404);
    const viewer = await createPerson(portal);
    await addMember(portal, buyer.companyId, viewer, 'viewer');
    const seen = await as(portal, viewer).get(`/demands/${demand.id}/chains`);
    expect(members(seen.body as ChainsBody)).toEqual([ids(firm)]);
    expect(JSON.stringify(seen.body)).not.toContain('secret-demand@example.org');
    for (const bad of ['?limit=0', '?limit=11', '?members=13', '?members=two'])
      expect((await as(portal, buyer).get(`/demands/${demand.id}/chains${bad}`)).status).toBe(422);
    const staff = await createStaff(portal, 'event_manager');
    const inspect = (id: string) =>
      portal.admin().get(`/admin/v1/demands/${id}/chains`).set('authorization', staff.authorization);
    expect((await inspect(demand.id)).body).toEqual((await as(portal, buyer).get(`/demands/${demand.id}/chains`)).body);
    expect((await inspect(firm.companyId)).status).toBe(404);
  });

  it('are found in bounded time among hundreds of companies for twelve requirements', async () => {
    const [{ codes }] = await portal.database.query<{ codes: string[] }>(
      `SELECT array_agg(code ORDER BY code) AS codes FROM (
         SELECT DISTINCT ON (split_part(code, '.', 1)) code FROM concepts WHERE code LIKE '%.%' AND code NOT LIKE '%.%.%' AND retired_at IS NULL
         AND split_part(code, '.', 1) NOT IN (SELECT split_part(concept, '.', 1) FROM match_postings) ORDER BY split_part(code, '.', 1), code LIMIT 12 ) AS fresh`,
    );
    expect(codes).toHaveLength(12);
    await plant(codes);
    const demand = await publish(...codes.map((code) => [code]));
    const started = performance.now();
    const found = await chains(demand, '?limit=10&members=12');
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(found.items).toHaveLength(10);
    expect(found.items.every(({ complete, exact, companies }) => complete && exact && companies.length === 4)).toBe(
      true,
    );
    expect(found.uncovered).toEqual([]);
  });

  /** Six hundred companies of three neighbouring requirements each, put straight into the index. */
  async function plant(codes: readonly string[]): Promise<void> {
    await portal.database.query(
      `WITH planted AS (
         INSERT INTO companies (id, status, country, kind, legal_name, legal_name_lang, created_by, created_at, updated_at)
         SELECT gen_random_uuid(), status, country, kind, legal_name || number, legal_name_lang, created_by, created_at, updated_at
         FROM companies, generate_series(1, 600) AS number WHERE id = $1 RETURNING id),
       numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS number FROM planted),
       skilled AS (SELECT id, ARRAY(SELECT ($2::text[])[(number + step) % 12 + 1] FROM generate_series(0, 2) AS step) AS concepts FROM numbered),
       known AS (
         INSERT INTO match_features (side, subject_id, company_id, features, updated_at)
         SELECT 'company', id, id, jsonb_build_object('companyId', id, 'country', 'CN', 'targetCountries', '[]'::jsonb,
           'referenceCountries', '[]'::jsonb, 'languages', '["zh"]'::jsonb, 'concepts', to_jsonb(concepts)) , now() FROM skilled)
       INSERT INTO match_postings (side, concept, subject_id) SELECT 'company', unnest(concepts), id FROM skilled`,
      [buyer.companyId, codes],
    );
  }
});
