import { createPublished, decide, eventsOf, type Firm, own } from '../support/demands';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const DAY = 86_400_000;

describe('an amendment of a demand', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ' });
    reviewer = await createStaff(portal, 'reviewer');
  });
  afterAll(() => portal.stop());

  const mine = () => own(portal, firm, firm.companyId);
  const read = (id: string) => portal.api().get(`/api/v1/demands/${id}`);
  const inDays = (days: number) => new Date(portal.clock.now().getTime() + days * DAY).toISOString();
  const reason = { lang: 'en', text: 'The port grew.' };
  const amend = (id: string, changes: object) => mine().post(`/${id}/amendments`, { changes, reason });

  it('keeps the old version public until the new one is approved, and readable after that', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    const [kept] = demand.requirements;
    const requirements = [
      { ...kept, quantity: '3' },
      { kind: 'lot', title: { lang: 'en', text: 'Gates' }, concepts: ['data-infra'], mandatory: true },
    ];
    const submitted = await amend(demand.id, {
      requirements,
      budget: { max: { amount: '300000', currency: 'USD' } },
    });
    expect(submitted.status).toBe(201);
    expect(submitted.body).toMatchObject({
      status: 'published',
      publishedVersion: 1,
      amendment: { status: 'pending', demandVersion: 2, material: true },
    });
    expect((await read(demand.id)).body).toMatchObject({ version: 1, budget: demand.budget });
    expect((await portal.api().get(`/api/v1/demands/${demand.id}/versions/2`)).status).toBe(404);
    await decide(portal, reviewer, demand.id, 'approved');
    const now = (await read(demand.id)).body;
    expect(now).toMatchObject({
      version: 2,
      publishedAt: demand.publishedAt,
      budget: { min: null, max: { amount: '300000.00', currency: 'USD' } },
    });
    expect(now.requirements[0].id).toBe(kept.id);
    expect(now.requirements).toHaveLength(2);
    const second = (await portal.api().get(`/api/v1/demands/${demand.id}/versions/2`)).body;
    expect(second).toMatchObject({ reason, material: true });
    expect(second.changes.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(
      [
        '/budget',
        `/requirements/${demand.requirements[1].id}`,
        `/requirements/${kept.id}/quantity`,
        `/requirements/${now.requirements[1].id}`,
      ].sort(),
    );
    expect((await portal.api().get(`/api/v1/demands/${demand.id}/versions/1`)).body.budget).toEqual(demand.budget);
    expect((await mine().get(`/${demand.id}`)).body).toMatchObject({
      publishedVersion: 2,
      requirements: now.requirements,
    });
    expect((await eventsOf(portal, demand.id)).at(-1)).toEqual({
      name: 'demand.amended.v1',
      payload: { demandId: demand.id, version: 2, material: true },
    });
  });

  it.each<[string, object, boolean]>([
    ['the title', { title: { lang: 'ru', text: 'Порт' } }, false],
    ['the place', { place: null }, false],
    ['the description', { description: { lang: 'ru', text: 'Иначе.' } }, false],
    ['the country', { country: 'UZ' }, true],
    ['the budget', { budget: null }, true],
    ['the deadline', { deadline: '2100-01-01T00:00:00Z' }, true],
  ])('is material or not by what changes: %s', async (_name, changes, material) => {
    const demand = await createPublished(portal, firm, reviewer);
    expect((await amend(demand.id, changes)).body.amendment.material).toBe(material);
    await decide(portal, reviewer, demand.id, 'approved');
    expect((await eventsOf(portal, demand.id)).at(-1)).toMatchObject({
      name: 'demand.amended.v1',
      payload: { material },
    });
  });

  it.each(['returned', 'rejected'] as const)(
    'stays as it was when the amendment is %s, and may be amended again',
    async (decision) => {
      const demand = await createPublished(portal, firm, reviewer);
      await amend(demand.id, { place: 'Elsewhere' }).expect(201);
      await decide(portal, reviewer, demand.id, decision);
      expect((await mine().get(`/${demand.id}`)).body).toMatchObject({
        status: 'published',
        publishedVersion: 1,
        place: demand.place,
        amendment: { status: decision },
      });
      expect((await read(demand.id)).body.version).toBe(1);
      expect((await eventsOf(portal, demand.id)).at(-1)?.name).toBe('demand.amendment_refused.v1');
      expect((await amend(demand.id, { place: 'There' })).status).toBe(201);
    },
  );

  it('has one amendment at a time, also when two are sent at once', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    const answers = await Promise.all(['A', 'B', 'C'].map((place) => amend(demand.id, { place })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('DEMAND_AMENDMENT_PENDING');
    const again = portal.database.query(
      `INSERT INTO demand_amendments SELECT gen_random_uuid(), demand_id, company_id, demand_version, 'pending', content, changes, material, reason,
         gen_random_uuid(), created_at FROM demand_amendments WHERE demand_id = $1`,
      [demand.id],
    );
    await expect(again).rejects.toThrow('demand_amendments_one_pending_key');
  });

  it('refuses what changes nothing or is wrong', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    expect((await amend(demand.id, {})).body.code).toBe('DEMAND_AMENDMENT_EMPTY');
    expect((await amend(demand.id, { place: demand.place, budget: demand.budget })).body.code).toBe(
      'DEMAND_AMENDMENT_EMPTY',
    );
    const wrong = await amend(demand.id, { deadline: inDays(0.5), country: 'KZ' });
    expect(wrong.body.errors).toEqual([
      expect.objectContaining({ pointer: '/changes/deadline', code: 'deadline_too_soon' }),
    ]);
    expect((await amend(demand.id, { country: 'FR' })).body.errors[0].pointer).toBe('/changes/country');
    expect((await mine().post(`/${demand.id}/amendments`, { changes: { place: 'X' } })).status).toBe(422);
    expect((await amend(demand.id, { contact: null })).body.errors[0].pointer).toBe('/changes/contact');
  });

  it('loses the pending amendment when it closes', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    await amend(demand.id, { place: 'Elsewhere' }).expect(201);
    const closed = await mine().post(`/${demand.id}/closure`, { reason: 'withdrawn' });
    expect(closed.body).toMatchObject({ status: 'closed', amendment: { status: 'voided' } });
    const cases = await portal.database.query(`SELECT status FROM review_cases WHERE subject_id = $1 ORDER BY id`, [
      demand.id,
    ]);
    expect(cases).toEqual([{ status: 'decided' }, { status: 'withdrawn' }]);
  });
});
