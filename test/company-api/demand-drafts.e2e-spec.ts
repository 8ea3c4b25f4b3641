import { newId } from '@shuqiao/kernel';
import { auditActions, createDraft, demandBody, eventsOf, type Firm, own } from '../support/demands';
import { addMember, createFirm, createPerson, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const STATES = ['draft', 'submitted', 'published', 'returned', 'rejected', 'closed'];

describe('a demand before publication', () => {
  let portal: TestPortal;
  let firm: Firm;
  let viewer: Person;
  let stranger: Firm;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ' });
    viewer = await createPerson(portal);
    await addMember(portal, firm.companyId, viewer, 'viewer');
    stranger = await createFirm(portal);
  });
  afterAll(() => portal.stop());

  const mine = () => own(portal, firm, firm.companyId);

  it('is drafted with its requirements and read back', async () => {
    const response = await mine().post('', demandBody(portal));
    expect(response.status).toBe(201);
    expect(response.headers.etag).toBe('"v1"');
    expect(response.body).toMatchObject({
      status: 'draft',
      country: 'KZ',
      version: 1,
      publishedVersion: 0,
      review: null,
      amendment: null,
    });
    expect(response.body.budget).toEqual({
      min: { amount: '100000.00', currency: 'USD' },
      max: { amount: '250000.00', currency: 'USD' },
    });
    expect(response.body.requirements).toHaveLength(2);
    expect(response.body).not.toHaveProperty('reviewCaseId');
    const read = await mine().get(`/${response.body.id}`);
    expect(read.body).toEqual(response.body);
    expect(await auditActions(portal, response.body.id)).toEqual(['demand.created']);
  });

  it('needs no more than a country and a title to begin with', async () => {
    const response = await mine().post('', { country: 'UZ', title: { lang: 'uz', text: 'Bulut' } });
    expect(response.status).toBe(201);
    const submission = await mine().post(`/${response.body.id}/submission`);
    expect(submission.status).toBe(422);
    expect(pointers(submission.body)).toEqual(['/description', '/deadline', '/requirements']);
    expect(await auditActions(portal, response.body.id)).toEqual(['demand.created']);
  });

  it('is created once for one idempotency key', async () => {
    const create = () =>
      mine()
        .post('', demandBody(portal, { place: 'Once' }))
        .set('idempotency-key', 'only-one-demand');
    const [left, right] = await Promise.all([create(), create()]);
    expect([left.status, right.status]).toEqual([201, 201]);
    expect(left.body.id).toBe(right.body.id);
    const rows = await portal.database.query(`SELECT id FROM demands WHERE place = 'Once'`);
    expect(rows).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a country outside', { country: 'FR' }, ['/country']],
    ['an unknown currency', { budget: { max: { amount: '1', currency: 'XXX' } } }, ['/budget/max/currency']],
    [
      'two currencies',
      { budget: { min: { amount: '1', currency: 'USD' }, max: { amount: '2', currency: 'CNY' } } },
      ['/budget/max/currency'],
    ],
    [
      'a reversed budget',
      { budget: { min: { amount: '3', currency: 'USD' }, max: { amount: '2.999', currency: 'USD' } } },
      ['/budget/min/amount'],
    ],
    ['an amount in words', { budget: { max: { amount: 'much', currency: 'USD' } } }, ['/budget/max/amount']],
    [
      'a translation into its own language',
      { titleTranslations: [{ lang: 'ru', text: 'Порт' }] },
      ['/titleTranslations/0/lang'],
    ],
    ['no title', { title: undefined }, ['/title']],
    ['an empty title', { title: { lang: 'ru', text: '  ' } }, ['/title/text']],
    ['a date that is none', { deadline: '2027-02-30T00:00:00Z' }, ['/deadline']],
    ['an unknown member', { status: 'published' }, ['/status']],
    ['a contact without a mailbox', { contact: { name: 'A', email: 'nobody' } }, ['/contact/email']],
    [
      'an unknown concept',
      { requirements: [requirement({ concepts: ['data-infra.datacenter', 'no-such'] })] },
      ['/requirements/0/concepts/1'],
    ],
    ['no concept', { requirements: [requirement({ concepts: [] })] }, ['/requirements/0/concepts']],
    ['a concept twice', { requirements: [requirement({ concepts: ['ai', 'ai'] })] }, ['/requirements/0/concepts']],
    ['too many requirements', { requirements: Array.from({ length: 31 }, () => requirement()) }, ['/requirements']],
    ['somebody’s requirement', { requirements: [requirement({ id: newId() })] }, ['/requirements/0/id']],
    ['a NUL', { place: 'a\u0000b' }, ['/place']],
  ])('refuses %s and names the field', async (_name, overrides, expected) => {
    const response = await mine().post('', demandBody(portal, overrides));
    expect(response.status).toBe(422);
    expect(pointers(response.body)).toEqual(expected);
  });

  it('is edited member by member: missing stays, null clears', async () => {
    const draft = await createDraft(portal, firm);
    const response = await mine().patch(`/${draft.id}`, 1, { place: null, title: { lang: 'en', text: 'Smart port' } });
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({
      place: null,
      title: { lang: 'en', text: 'Smart port' },
      version: 2,
      budget: draft.budget,
      contact: draft.contact,
    });
    expect(response.headers.etag).toBe('"v2"');
  });

  it('refuses a stale edit, and one without a version', async () => {
    const draft = await createDraft(portal, firm);
    const edits = await Promise.all([1, 2, 3].map((n) => mine().patch(`/${draft.id}`, 1, { place: `Place ${n}` })));
    expect(edits.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect(edits.find(({ status }) => status === 412)?.body.code).toBe('STALE_VERSION');
    const blind = await portal
      .api()
      .patch(`/api/v1/companies/${firm.companyId}/demands/${draft.id}`)
      .set('authorization', firm.authorization)
      .send({ place: 'X' });
    expect(blind.status).toBe(428);
  });

  it('keeps the id of a requirement that is named again', async () => {
    const draft = await createDraft(portal, firm);
    const [first, second] = draft.requirements;
    const response = await mine().put(`/${draft.id}/requirements`, 1, {
      requirements: [requirement({ id: second.id, concepts: ['ai'] }), requirement()],
    });
    expect(response.status).toBe(200);
    expect(response.body.requirements[0]).toMatchObject({ id: second.id, concepts: ['ai'] });
    expect(response.body.requirements.map(({ id }: { id: string }) => id)).not.toContain(first.id);
    expect(response.body.requirements).toHaveLength(2);
    const foreign = await mine().put(`/${draft.id}/requirements`, 2, { requirements: [requirement({ id: first.id })] });
    expect(foreign.status).toBe(422);
    expect(pointers(foreign.body)).toEqual(['/requirements/0/id']);
  });

  it('is submitted once, also when asked twice at a time', async () => {
    const draft = await createDraft(portal, firm);
    const answers = await Promise.all([1, 2, 3].map(() => mine().post(`/${draft.id}/submission`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'DEMAND_NOT_SUBMITTABLE',
      status: 409,
    });
    expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({ status: 'submitted', version: 2 });
    const cases = await portal.database.query<{ snapshot: object }>(
      `SELECT subject_version, snapshot, needs_second_review, flags FROM review_cases WHERE subject_id = $1`,
      [draft.id],
    );
    expect(cases).toEqual([expect.objectContaining({ subject_version: 1, needs_second_review: false, flags: [] })]);
    expect(JSON.stringify(cases[0]?.snapshot)).not.toContain('aigerim');
    expect(await auditActions(portal, draft.id)).toEqual(['demand.created', 'demand.submitted']);
    expect(await eventsOf(portal, draft.id)).toEqual([
      { name: 'demand.submitted.v1', payload: { demandId: draft.id } },
    ]);
  });

  it('asks for a second pair of eyes when the budget is large', async () => {
    const draft = await createDraft(portal, firm, { budget: { max: { amount: '5000000', currency: 'USD' } } });
    expect((await mine().post(`/${draft.id}/submission`)).status).toBe(200);
    const [row] = await portal.database.query(
      'SELECT needs_second_review, flags FROM review_cases WHERE subject_id = $1',
      [draft.id],
    );
    expect(row).toEqual({ needs_second_review: true, flags: ['large-budget'] });
  });

  it.each([
    ['past', -1, 'must_be_future'],
    ['too close', 23 * 3_600_000, 'deadline_too_soon'],
  ])('is not submitted with a deadline that is %s', async (_name, ahead, code) => {
    const draft = await createDraft(portal, firm, {
      deadline: new Date(portal.clock.now().getTime() + ahead).toISOString(),
    });
    const response = await mine().post(`/${draft.id}/submission`);
    expect(response.status).toBe(422);
    expect(response.body.errors).toEqual([expect.objectContaining({ pointer: '/deadline', code })]);
  });

  it.each(['draft', 'submitted', 'returned', 'rejected', 'suspended'])(
    'is not submitted by a company that is %s',
    async (status) => {
      const unverified = await createFirm(portal, { country: 'UZ', status });
      const draft = await createDraft(portal, unverified);
      const response = await own(portal, unverified, unverified.companyId).post(`/${draft.id}/submission`);
      expect(response.status).toBe(409);
      expect(response.body.code).toBe('DEMAND_COMPANY_NOT_VERIFIED');
      expect(await eventsOf(portal, draft.id)).toEqual([]);
    },
  );

  it.each(STATES)('when %s lets through only what its state allows', async (status) => {
    const draft = await createDraft(portal, firm);
    await putIntoState(portal, draft.id, status);
    const editable = ['draft', 'returned'].includes(status);
    const patch = await mine().patch(`/${draft.id}`, 1, { place: 'Elsewhere' });
    const put = await mine().put(`/${draft.id}/requirements`, editable ? 2 : 1, { requirements: [requirement()] });
    expect([patch.status, put.status]).toEqual(editable ? [200, 200] : [409, 409]);
    if (!editable)
      expect(patch.body).toMatchObject({ code: 'DEMAND_NOT_EDITABLE', title: expect.stringContaining(status) });
    if (!editable) expect((await mine().post(`/${draft.id}/submission`)).body.code).toBe('DEMAND_NOT_SUBMITTABLE');
    const contact = await mine().put(`/${draft.id}/contact`, editable ? 3 : 1, {
      name: 'Б. Б.',
      email: 'b@example.org',
    });
    expect(contact.status).toBe(['rejected', 'closed'].includes(status) ? 409 : 200);
    const removal = await mine().delete(`/${draft.id}`);
    expect(removal.status).toBe(status === 'draft' ? 204 : 409);
    expect((await mine().get(`/${draft.id}`)).status).toBe(status === 'draft' ? 404 : 200);
  });

  it('is a viewer’s to read and nothing else', async () => {
    const draft = await createDraft(portal, firm);
    const theirs = own(portal, viewer, firm.companyId);
    expect((await theirs.get(`/${draft.id}`)).status).toBe(200);
    const refused = await Promise.all([
      theirs.post('', demandBody(portal)),
      theirs.patch(`/${draft.id}`, 1, { place: 'X' }),
      theirs.put(`/${draft.id}/requirements`, 1, { requirements: [requirement()] }),
      theirs.post(`/${draft.id}/submission`),
      theirs.delete(`/${draft.id}`),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  it('does not exist for a stranger, under the firm’s address or under his own', async () => {
    const draft = await createDraft(portal, firm);
    for (const companyId of [firm.companyId, stranger.companyId]) {
      const theirs = own(portal, stranger, companyId);
      const answers = await Promise.all([
        theirs.get(`/${draft.id}`),
        theirs.patch(`/${draft.id}`, 1, { place: 'X' }),
        theirs.put(`/${draft.id}/requirements`, 1, { requirements: [requirement()] }),
        theirs.post(`/${draft.id}/submission`),
        theirs.delete(`/${draft.id}`),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    }
    expect((await own(portal, stranger, firm.companyId).get()).status).toBe(404);
    expect((await portal.api().get(`/api/v1/companies/${firm.companyId}/demands`)).status).toBe(401);
  });

  it('stands in the company’s list, newest first, page by page', async () => {
    const other = await createFirm(portal);
    const created: string[] = [];
    for (const place of ['1', '2', '3']) created.unshift((await createDraft(portal, other, { place })).id);
    const theirs = own(portal, other, other.companyId);
    const first = await theirs.get('?limit=2');
    const second = await theirs.get(`?limit=2&cursor=${first.body.nextCursor}`);
    const ids = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id);
    expect(ids).toEqual(created);
    expect(second.body.nextCursor).toBeNull();
    expect((await theirs.get('?status=published')).body.items).toEqual([]);
    expect((await theirs.get('?status=lost')).status).toBe(422);
    expect((await theirs.get('?cursor=nonsense')).status).toBe(422);
  });
});

function requirement(overrides: Record<string, unknown> = {}) {
  return {
    kind: 'lot',
    title: { lang: 'en', text: 'Cameras' },
    concepts: ['data-infra'],
    mandatory: true,
    ...overrides,
  };
}

function pointers(body: { errors?: { pointer: string }[] }): string[] {
  return (body.errors ?? []).map(({ pointer }) => pointer);
}

/** Puts a draft into a state by hand, for tests of what that state refuses. */
async function putIntoState(portal: TestPortal, id: string, status: string): Promise<void> {
  const review = status === 'submitted' ? 'gen_random_uuid()' : 'NULL';
  const published = ['published', 'closed'].includes(status);
  await portal.database.query(
    `UPDATE demands SET status = $2, review_case_id = ${review}, published_version = $3, published_at = CASE WHEN $3 > 0 THEN now() END,
       closed_at = CASE WHEN $2 = 'closed' THEN now() END, close_reason = CASE WHEN $2 = 'closed' THEN 'awarded' END WHERE id = $1`,
    [id, status, published ? 1 : 0],
  );
}
