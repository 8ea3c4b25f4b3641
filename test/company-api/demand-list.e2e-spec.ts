import { createPublished, decide, type Firm, own, runSchedule } from '../support/demands';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Item {
  readonly id: string;
  readonly deadline: string;
}

describe('the public list of demands', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ' });
    reviewer = await createStaff(portal, 'reviewer');
    ids.kz = await publish({
      country: 'KZ',
      deadline: inDays(10),
      requirements: [requirement('data-infra.datacenter')],
    });
    ids.uz = await publish({
      country: 'UZ',
      deadline: inDays(20),
      requirements: [requirement('data-infra.modular-dc')],
    });
    ids.ai = await publish({
      country: 'KZ',
      deadline: inDays(30),
      requirements: [requirement('ai'), requirement('data-infra')],
    });
    ids.closed = await publish({ country: 'KZ', requirements: [requirement('data-infra.datacenter')] });
    await own(portal, firm, firm.companyId).post(`/${ids.closed}/closure`, { reason: 'awarded' }).expect(200);
  });
  afterAll(() => portal.stop());

  const inDays = (days: number) => new Date(portal.clock.now().getTime() + days * DAY).toISOString();
  const list = (query = '') => portal.api().get(`/api/v1/demands${query}`);

  async function publish(overrides: Record<string, unknown>): Promise<string> {
    portal.clock.advance(1000);
    return (await createPublished(portal, firm, reviewer, overrides)).id;
  }

  it('shows open demands, newest first, with company and exact total and nothing private', async () => {
    const response = await list();
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(namesOf(response.body.items)).toEqual(['ai', 'uz', 'kz']);
    expect(response.body.total).toEqual({ value: 3, exact: true });
    expect(response.body.nextCursor).toBeNull();
    expect(response.body.items[0]).toMatchObject({
      status: 'published',
      country: 'KZ',
      concepts: ['ai', 'data-infra'],
      company: { id: firm.companyId, country: 'KZ' },
      closeReason: null,
    });
    expect(response.text).not.toMatch(/aigerim|Айгерим|contact/);
  });

  it.each([
    ['?state=closed', ['closed'], 1],
    ['?country=KZ', ['ai', 'kz'], 2],
    ['?country=RU', [], 0],
    ['?concept=data-infra', ['ai', 'uz', 'kz'], 3],
    ['?concept=data-infra.datacenter', ['kz'], 1],
    ['?concept=data-infra.datacenter&state=closed', ['closed'], 1],
    ['?concept=data', [], 0],
    ['?concept=ai&country=UZ', [], 0],
    ['?concept=data-infra&country=KZ', ['ai', 'kz'], 2],
  ])('filters: %s', async (query, expected, total) => {
    const { body } = await list(query);
    expect(namesOf(body.items)).toEqual(expected);
    expect(body.total).toEqual({ value: total, exact: true });
  });

  it('orders by deadline where a range of deadlines is asked for', async () => {
    const until = await list(`?deadlineTo=${inDays(25)}`);
    expect(namesOf(until.body.items)).toEqual(['kz', 'uz']);
    expect(until.body.total).toEqual({ value: 2, exact: true });
    const from = await list(`?deadlineFrom=${inDays(15)}&limit=1`);
    expect(namesOf(from.body.items)).toEqual(['uz']);
    const next = await list(`?deadlineFrom=${inDays(15)}&limit=1&cursor=${from.body.nextCursor}`);
    expect(namesOf(next.body.items)).toEqual(['ai']);
    const uz = from.body.items[0].deadline;
    expect(namesOf((await list(`?deadlineFrom=${uz}&deadlineTo=${inDays(25)}`)).body.items)).toEqual(['uz']);
    expect((await list(`?deadlineTo=${uz}`)).body.items.map((item: Item) => item.id)).not.toContain(ids.uz);
  });

  it.each([
    '?country=Kazakhstan',
    '?concept=A%20B',
    '?state=draft',
    '?deadlineFrom=tomorrow',
    '?limit=0',
    '?limit=101',
    '?limit=ten',
    '?cursor=nonsense',
    `?cursor=${Buffer.from('["infinity","x"]').toString('base64url')}`,
    `?cursor=${Buffer.from(`["2026-01-01T00:00:00Z","${'0'.repeat(36)}"]`).toString('base64url')}`,
    '?offset=10',
    '?state=open&state=closed',
  ])('refuses %s and names the field', async (query) => {
    const response = await list(query);
    expect(response.status).toBe(422);
    expect(response.body.errors).toHaveLength(1);
    expect(response.body.errors[0].pointer).toMatch(/^[/?](country|concept|state|deadlineFrom|limit|cursor|offset)$/);
  });

  it('follows an amendment to another country and concept, and a closing', async () => {
    const id = await publish({ country: 'TJ', requirements: [requirement('ai')] });
    const counts = async () =>
      Promise.all(['TJ', 'TM', 'MN'].map(async (country) => (await list(`?country=${country}`)).body.total.value));
    expect(await counts()).toEqual([1, 0, 0]);
    const changes = { country: 'MN', requirements: [requirement('data-infra')] };
    await own(portal, firm, firm.companyId)
      .post(`/${id}/amendments`, { changes, reason: { lang: 'en', text: 'Moved.' } })
      .expect(201);
    expect(await counts()).toEqual([1, 0, 0]);
    await decide(portal, reviewer, id, 'approved');
    expect(await counts()).toEqual([0, 0, 1]);
    expect((await list('?country=MN&concept=ai')).body.total.value).toBe(0);
    expect((await list('?country=MN&concept=data-infra')).body.items[0]).toMatchObject({ id, version: 2 });
    await own(portal, firm, firm.companyId).post(`/${id}/closure`, { reason: 'withdrawn' }).expect(200);
    expect(await counts()).toEqual([0, 0, 0]);
    expect((await list('?country=MN&state=closed')).body.items[0]).toMatchObject({
      id,
      status: 'closed',
      closeReason: 'withdrawn',
    });
  });

  it('gives every demand once on deep pages while others are published and closed', async () => {
    await fill(portal, firm.companyId, 120, 'LA');
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null; page++) {
      const { body } = await list(`?country=LA&limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((item: Item) => item.id));
      cursor = body.nextCursor;
      if (page % 4 === 1) await fill(portal, firm.companyId, 2, 'LA', "now() + interval '1 day'");
      if (page === 5) await closeListing(portal, seen[3]);
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it('counts exactly, also while the counters are folded at the same time', async () => {
    const truth = await portal.database.query<{ concept: string; country: string; status: string; count: number }>(
      'SELECT concept, country, status, count(*)::int FROM demand_listing_keys GROUP BY 1, 2, 3 ORDER BY 1, 2, 3',
    );
    const counted = () =>
      portal.database.query(
        `SELECT concept, country, status, sum(delta)::int AS count FROM demand_facet_deltas
         GROUP BY 1, 2, 3 HAVING sum(delta) <> 0 ORDER BY 1, 2, 3`,
      );
    expect(await counted()).toEqual(truth);
    await Promise.all([1, 2, 3].map(() => runSchedule(portal, 'demand.fold-counters')));
    expect(await counted()).toEqual(truth);
    const [{ rows }] = await portal.database.query<{ rows: number }>(
      'SELECT count(*)::int AS rows FROM demand_facet_deltas',
    );
    expect(rows).toBe(truth.length);
    expect(await runSchedule(portal, 'demand.fold-counters')).toBe(0);
  });

  function namesOf(items: readonly Item[]): (string | undefined)[] {
    return items.map((item) => Object.keys(ids).find((name) => ids[name] === item.id));
  }
});

function requirement(concept: string) {
  return { kind: 'lot', title: { lang: 'en', text: concept }, concepts: [concept], mandatory: true };
}

/** Lists many demands at once, as publication does, without their reviews. */
async function fill(
  portal: TestPortal,
  companyId: string,
  count: number,
  country: string,
  at = 'now()',
): Promise<void> {
  await portal.database.query(
    `WITH made AS (
       INSERT INTO demands (id, company_id, status, country, title, description, deadline, published_version, published_at, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'published', $2, '{"lang":"en","text":"Many"}', '{"lang":"en","text":"Many"}', now() + interval '90 days',
         1, ${at} - (n / 3) * interval '1 second', now(), now() FROM generate_series(1, $3::int) AS n RETURNING *),
     versions AS (
       INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at)
       SELECT id, 1, company_id, '{}', false, published_at FROM made RETURNING demand_id)
     INSERT INTO demand_listings (demand_id, company_id, version, status, country, deadline, published_at, concepts, summary)
     SELECT id, company_id, 1, 'open', country, deadline, published_at, ARRAY['ai'], jsonb_build_object('id', id) FROM made`,
    [companyId, country, count],
  );
}

async function closeListing(portal: TestPortal, id: string | undefined): Promise<void> {
  await portal.database.query(
    `UPDATE demand_listings SET status = 'closed', closed_at = now(), close_reason = 'awarded' WHERE demand_id = $1`,
    [id],
  );
}
