import { newId } from '@shuqiao/kernel';
import { decide } from '../support/demands';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { pitchBody, pitchDeskOf, pitchesOf } from '../support/pitches';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';
import { deskOf, idOf, roadshowBody } from '../support/roadshows';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

describe('pitches', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let reviewer: Person;
  let pitches: ReturnType<typeof pitchDeskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    pitches = pitchDeskOf(portal, desk, reviewer);
  });
  afterAll(() => portal.stop());

  it('go through the review queue: returned with remarks, submitted again, accepted', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const firm = await createFirm(portal);
    const mine = pitchesOf(portal, firm);
    const productId = newId();
    await portal.database.query(
      `INSERT INTO company_products (id, company_id, names, description, specification, concepts, created_at, updated_at)
       VALUES ($1, $2, '[{"lang": "zh", "text": "港口云"}]', '[]', '[]', '{}', now(), now())`,
      [productId, firm.companyId],
    );
    const asking = await createFirm(portal);
    const demand = await publishDemand(portal, { companyId: asking.companyId, title: 'Умный порт' });
    const applied = await mine.apply(roadshow, { productId, demandId: demand.id });
    expect(applied.status).toBe(201);
    expect(applied.body).toMatchObject({
      ...pitchBody(firm, roadshow, { productId, demandId: demand.id }),
      status: 'submitted',
      slot: null,
      slides: { dueAt: null, uploadedAt: null, name: null, overdue: false },
      decision: null,
      version: 1,
    });
    const id = applied.body.id as string;
    const [reviewCase] = await portal.database.query<{ snapshot: object; subject_type: string; title: string }>(
      'SELECT subject_type, title, snapshot FROM review_cases WHERE subject_id = $1',
      [id],
    );
    expect(reviewCase).toMatchObject({
      subject_type: 'roadshow_application',
      title: '智慧港口操作系统',
      snapshot: { product: { names: [{ text: '港口云' }] }, demand: { title: { text: 'Умный порт' } }, speakers: 1 },
    });
    expect((await mine.resubmit(id, 1, withoutRoadshow(pitchBody(firm, roadshow)))).body.code).toBe('PITCH_STATE');
    const remark = { pointer: '/abstract', text: '请说明应用案例。', lang: 'zh' };
    const returnedCase = await decide(portal, reviewer, id, 'returned', [remark]);
    const returned = await mine.get(`pitches/${id}`);
    expect(returned.body).toMatchObject({ status: 'returned', decision: { decision: 'returned', remarks: [remark] } });
    const better = withoutRoadshow(pitchBody(firm, roadshow, { languages: ['ru'] }));
    expect((await mine.resubmit(id, 1, better)).body.code).toBe('STALE_VERSION');
    expect((await mine.resubmit(id, 2, better)).body).toMatchObject({
      status: 'submitted',
      languages: ['ru'],
      version: 3,
    });
    // The decision before is told again: nothing waits for it any more.
    const again = { reviewCaseId: returnedCase, subjectType: 'roadshow_application', subjectId: id };
    await portal.database.query(`SELECT publish_outbox_message($1, 'review.decided.v1', $2, 'test')`, [newId(), again]);
    await portal.settle();
    expect((await mine.get(`pitches/${id}`)).body.status).toBe('submitted');
    await decide(portal, reviewer, id, 'approved');
    expect((await mine.get(`pitches/${id}`)).body).toMatchObject({ status: 'accepted', version: 4 });
    expect(await pitches.actsOn(id)).toEqual(
      ['submitted', 'returned', 'submitted', 'accepted'].map((act) => `pitch.${act}`),
    );
    expect(await pitches.eventsOf(id)).toEqual(
      ['submitted', 'returned', 'submitted', 'accepted'].map((act) => `pitch.${act}.v1`),
    );
    expect(await pitches.noticesOf(firm, id)).toEqual(['pitch.returned', 'pitch.accepted']);
    expect((await mine.get(`companies/${firm.companyId}/pitches`)).body.items).toMatchObject([{ id }]);
    expect((await desk.get(`roadshows/${roadshow}/pitches?status=accepted`)).body.items).toMatchObject([{ id }]);
    expect((await desk.get(`roadshows/${roadshow}/pitches?status=rejected`)).body.items).toEqual([]);
  });

  it('are refused with the reason, and the company may apply again', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const firm = await createFirm(portal);
    const mine = pitchesOf(portal, firm);
    const answers = await Promise.all([1, 2, 3].map(() => mine.apply(roadshow)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.code).toBe('PITCH_EXISTS');
    const { id } = answers.find(({ status }) => status === 201)?.body as { id: string };
    await decide(portal, reviewer, id, 'rejected');
    expect((await mine.get(`pitches/${id}`)).body).toMatchObject({
      status: 'rejected',
      decision: { decision: 'rejected' },
    });
    expect((await mine.withdraw(id)).body.code).toBe('PITCH_STATE');
    expect((await mine.apply(roadshow)).status).toBe(201);
    expect(await pitches.noticesOf(firm, id)).toEqual(['pitch.rejected']);
  });

  it('name each field that leads nowhere', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const [firm, stranger] = [await createFirm(portal), await createFirm(portal)];
    const mine = pitchesOf(portal, firm);
    const closed = await publishDemand(portal, { companyId: stranger.companyId });
    await portal.database.query(
      `UPDATE demand_listings SET status = 'closed', closed_at = now() WHERE demand_id = $1`,
      [closed.id],
    );
    for (const [changes, pointer, code] of [
      [{ productId: UNKNOWN }, '/productId', 'not_own_product'],
      [{ demandId: closed.id }, '/demandId', 'not_open_demand'],
      [{ speakerAccountIds: [firm.accountId, stranger.accountId] }, '/speakerAccountIds/1', 'not_a_member'],
      [{ speakerAccountIds: [] }, '/speakerAccountIds', 'too_short'],
      [{ languages: ['xx'] }, '/languages/0', 'unknown_language'],
      [{ title: { lang: 'zh', text: '' } }, '/title/text', undefined],
    ] as const) {
      const { status, body } = await mine.apply(roadshow, changes);
      expect({ status, error: body.errors[0] }).toMatchObject({
        status: 422,
        error: code ? { pointer, code } : { pointer },
      });
    }
    expect((await mine.apply(UNKNOWN)).status).toBe(404);
    const draft = await desk.created('roadshows', roadshowBody(portal));
    expect((await mine.apply(draft)).status).toBe(404);
    await desk.post(`roadshows/${roadshow}/closing`);
    expect((await mine.apply(roadshow)).body.code).toBe('PITCHES_CLOSED');
    const unverified = await createFirm(portal, { status: 'submitted' });
    const open = await desk.openRoadshow({});
    expect((await pitchesOf(portal, unverified).apply(open.id)).body.code).toBe('COMPANY_NOT_VERIFIED');
    const viewer = { ...(await createPerson(portal)), companyId: firm.companyId };
    await addMember(portal, firm.companyId, viewer, 'viewer');
    expect((await pitchesOf(portal, viewer).apply(open.id)).status).toBe(403);
  });

  it('are taken back while they are judged, with their review case', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const firm = await createFirm(portal);
    const mine = pitchesOf(portal, firm);
    const id = idOf(await mine.apply(roadshow), 201);
    expect((await mine.withdraw(id)).body.status).toBe('withdrawn');
    const cases = await portal.database.query('SELECT status FROM review_cases WHERE subject_id = $1', [id]);
    expect(cases).toEqual([{ status: 'withdrawn' }]);
    expect((await mine.apply(roadshow)).status).toBe(201);
  });

  it('end with their roadshow, decided or not, and their companies are told', async () => {
    const { id: roadshow, sessions } = await desk.openRoadshow({});
    const [judged, waiting] = [await createFirm(portal), await createFirm(portal)];
    const placed = await pitches.accepted(judged, roadshow);
    const { startsAt } = (await desk.get(`roadshow-sessions/${sessions[0]}`)).body;
    const endsAt = new Date(Date.parse(startsAt) + 600_000).toISOString();
    expect((await pitches.place(placed, sessions[0], { startsAt, endsAt })).status).toBe(200);
    const open = idOf(await pitchesOf(portal, waiting).apply(roadshow), 201);
    const reason = { zh: '因故取消', ru: 'Отменено', en: 'Cancelled' };
    expect((await desk.post(`roadshows/${roadshow}/cancellation`, { reason })).status).toBe(200);
    await portal.settle();
    for (const [firm, id] of [
      [judged, placed],
      [waiting, open],
    ] as const) {
      expect((await desk.get(`pitches/${id}`)).body).toMatchObject({ status: 'withdrawn', slot: null });
      expect((await pitches.noticesOf(firm, id)).at(-1)).toBe('pitch.cancelled');
    }
    const cases = await portal.database.query('SELECT status FROM review_cases WHERE subject_id = $1', [open]);
    expect(cases).toEqual([{ status: 'withdrawn' }]);
  });

  it('show strangers nothing, and let the firms’ role decide nothing', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const [firm, stranger] = [await createFirm(portal), await createFirm(portal)];
    const id = await pitches.accepted(firm, roadshow);
    const theirs = pitchesOf(portal, stranger);
    for (const each of [id, UNKNOWN]) {
      expect((await theirs.get(`pitches/${each}`)).status).toBe(404);
      expect((await theirs.get(`pitches/${each}/slides/link`)).status).toBe(404);
      expect((await theirs.withdraw(each)).status).toBe(404);
      expect((await theirs.upload(each, 'x')).status).toBe(404);
      expect((await theirs.resubmit(each, 1, withoutRoadshow(pitchBody(stranger, roadshow)))).status).toBe(404);
    }
    expect((await theirs.get(`companies/${firm.companyId}/pitches`)).status).toBe(404);
    const asFirm = (sql: string) =>
      portal.database.query(
        `DO $$ BEGIN
           PERFORM set_config('shuqiao.companies', '${firm.companyId}', true);
           SET LOCAL ROLE shuqiao_company;
           ${sql};
         END $$`,
      );
    for (const change of [`status = 'returned'`, `slides_due_at = now()`])
      await expect(asFirm(`UPDATE pitches SET ${change} WHERE id = '${id}'`)).rejects.toMatchObject({ code: '42501' });
    await expect(asFirm(`DELETE FROM pitches WHERE id = '${id}'`)).rejects.toMatchObject({ code: '42501' });
  });
});

function withoutRoadshow({ roadshowId: _roadshow, ...rest }: ReturnType<typeof pitchBody>): object {
  return rest;
}
