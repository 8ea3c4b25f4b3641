import { newId } from '@shuqiao/kernel';
import { createDraft, createPublished, decide, type Firm, own } from '../support/demands';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('the attachments of a demand', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;
  let stranger: Firm;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ' });
    reviewer = await createStaff(portal, 'reviewer');
    stranger = await createFirm(portal);
  });
  afterAll(() => portal.stop());

  const mine = () => own(portal, firm, firm.companyId);
  const upload = (demandId: string, text: string, person: Person = firm, companyId = firm.companyId) =>
    own(portal, person, companyId).upload(`/${demandId}/attachments`, Buffer.from(text), 'Чертежи 图纸.txt');
  const publicLink = (demandId: string, fileId: string) =>
    portal.api().get(`/api/v1/demands/${demandId}/attachments/${fileId}/link`);

  it('are uploaded, named, published and opened by a link', async () => {
    const draft = await createDraft(portal, firm);
    const uploaded = await upload(draft.id, 'plan of the port');
    expect(uploaded.status).toBe(201);
    expect(uploaded.body).toEqual({
      id: expect.any(String),
      name: 'Чертежи 图纸.txt',
      mediaType: expect.stringContaining('text/plain'),
      size: 16,
    });
    const named = await mine().put(`/${draft.id}/attachments`, 1, { attachments: [uploaded.body.id] });
    expect(named.status).toBe(200);
    expect(named.body).toMatchObject({ version: 2, attachments: [uploaded.body] });
    expect((await mine().get(`/${draft.id}/attachments/${uploaded.body.id}/link`)).status).toBe(200);
    expect((await publicLink(draft.id, uploaded.body.id)).status).toBe(404);
    await mine().post(`/${draft.id}/submission`).expect(200);
    const inspected = await portal
      .admin()
      .get(`/admin/v1/demands/${draft.id}/attachments/${uploaded.body.id}/link`)
      .set('authorization', reviewer.authorization);
    expect(inspected.status).toBe(200);
    await decide(portal, reviewer, draft.id, 'approved');
    expect((await portal.api().get(`/api/v1/demands/${draft.id}`)).body.attachments).toEqual([uploaded.body]);
    const link = await publicLink(draft.id, uploaded.body.id);
    const opened = await portal.api().get(link.body.url);
    expect([opened.status, opened.text]).toEqual([200, 'plan of the port']);
    expect((await publicLink(draft.id, newId())).status).toBe(404);
    const removal = await mine().delete(`/${draft.id}/attachments/${uploaded.body.id}`);
    expect([removal.status, removal.body.code]).toEqual([409, 'FILE_IN_USE']);
  });

  it('change by an amendment, while the old version keeps its own', async () => {
    const draft = await createDraft(portal, firm);
    const [first, second] = [(await upload(draft.id, 'first')).body, (await upload(draft.id, 'second')).body];
    await mine()
      .put(`/${draft.id}/attachments`, 1, { attachments: [first.id] })
      .expect(200);
    await mine().post(`/${draft.id}/submission`).expect(200);
    await decide(portal, reviewer, draft.id, 'approved');
    const amended = await mine().post(`/${draft.id}/amendments`, {
      changes: { attachments: [second.id] },
      reason: { lang: 'en', text: 'New plan.' },
    });
    expect(amended.body.amendment).toMatchObject({
      material: false,
      changes: [{ pointer: '/attachments', before: [first], after: [second] }],
    });
    expect((await mine().delete(`/${draft.id}/attachments/${second.id}`)).body.code).toBe('FILE_IN_USE');
    expect((await publicLink(draft.id, second.id)).status).toBe(404);
    await decide(portal, reviewer, draft.id, 'approved');
    expect((await portal.api().get(`/api/v1/demands/${draft.id}`)).body.attachments).toEqual([second]);
    expect((await portal.api().get(`/api/v1/demands/${draft.id}/versions/1`)).body.attachments).toEqual([first]);
    expect((await publicLink(draft.id, first.id)).status).toBe(200);
    expect((await publicLink(draft.id, second.id)).status).toBe(200);
  });

  it('are refused when they are nobody’s, another company’s, too many or named twice', async () => {
    const draft = await createDraft(portal, firm);
    const theirDraft = await createDraft(portal, stranger);
    const theirs = (await upload(theirDraft.id, 'theirs', stranger, stranger.companyId)).body.id;
    const file = (await upload(draft.id, 'ours')).body.id;
    const put = (attachments: string[]) => mine().put(`/${draft.id}/attachments`, 1, { attachments });
    expect(pointers(await put([file, theirs, newId()]))).toEqual(['/attachments/1', '/attachments/2']);
    expect(pointers(await put([file, file]))).toEqual(['/attachments']);
    expect(pointers(await put(Array.from({ length: 11 }, () => newId())))).toEqual(['/attachments']);
    expect((await put([file])).status).toBe(200);
    expect((await put([])).body.code).toBe('STALE_VERSION');
  });

  it('go with their draft, and only when no other demand has them', async () => {
    const [draft, other] = [await createDraft(portal, firm), await createDraft(portal, firm)];
    const [shared, alone] = [(await upload(draft.id, 'shared')).body.id, (await upload(draft.id, 'alone')).body.id];
    await mine()
      .put(`/${draft.id}/attachments`, 1, { attachments: [shared, alone] })
      .expect(200);
    await mine()
      .put(`/${other.id}/attachments`, 1, { attachments: [shared] })
      .expect(200);
    await mine().delete(`/${draft.id}`).expect(204);
    expect(await portal.database.query('SELECT id FROM files WHERE id = ANY ($1)', [[shared, alone]])).toEqual([
      { id: shared },
    ]);
    await mine().put(`/${other.id}/attachments`, 2, { attachments: [] }).expect(200);
    await mine().delete(`/${other.id}/attachments/${shared}`).expect(204);
    expect((await mine().delete(`/${other.id}/attachments/${shared}`)).status).toBe(404);
  });

  it('are not a viewer’s to change nor a stranger’s to see', async () => {
    const demand = await createPublished(portal, firm, reviewer);
    const viewer = await createPerson(portal);
    await addMember(portal, firm.companyId, viewer, 'viewer');
    const file = (await upload(demand.id, 'for members')).body.id;
    const link = `/${demand.id}/attachments/${file}/link`;
    const answers = [
      await upload(demand.id, 'x', viewer),
      await own(portal, viewer, firm.companyId).put(`/${demand.id}/attachments`, 3, { attachments: [] }),
      await own(portal, viewer, firm.companyId).delete(`/${demand.id}/attachments/${file}`),
      await own(portal, viewer, firm.companyId).get(link),
      await upload(demand.id, 'x', stranger),
      await upload(demand.id, 'x', stranger, stranger.companyId),
      await own(portal, stranger, firm.companyId).get(link),
      await own(portal, stranger, stranger.companyId).delete(`/${demand.id}/attachments/${file}`),
      await mine().put(`/${demand.id}/attachments`, demand.version, { attachments: [] }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 200, 404, 404, 404, 404, 409]);
  });
});

function pointers({ body }: { body: { errors?: { pointer: string }[] } }): string[] {
  return (body.errors ?? []).map(({ pointer }) => pointer);
}
