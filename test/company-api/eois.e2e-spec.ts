import { createFirm, createPerson, addMember, createStaff } from '../support/people';
import { addCapability, as, auditOf, COVER, draftEoi, eventsAbout, sendEoi } from '../support/eois';
import { startTestPortal, type TestPortal } from '../support/portal';
import { closeDemand, publishDemand, type PublishedDemand } from '../support/published-demand';

type Firm = Awaited<ReturnType<typeof createFirm>>;

describe('expressions of interest', () => {
  let portal: TestPortal;
  let buyer: Firm;
  let sender: Firm;
  let stranger: Firm;

  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ', legalName: 'Порт Актау' });
    sender = await createFirm(portal, { legalName: '北京数桥智能科技有限公司' });
    stranger = await createFirm(portal, { country: 'RU' });
    for (const concept of ['data-infra.datacenter', 'ai.llm']) await addCapability(portal, sender.companyId, concept);
  });
  afterAll(() => portal.stop());

  const demandOf = (firm: Firm, options = {}): Promise<PublishedDemand> =>
    publishDemand(portal, { companyId: firm.companyId, ...options });

  describe('as a draft', () => {
    it('is begun by a verified company and seen by it alone', async () => {
      const demand = await demandOf(buyer);
      const body = {
        demandId: demand.id,
        cover: COVER,
        offers: [{ requirementId: demand.requirementIds[0], capability: 'data-infra.datacenter', note: null }],
      };
      const response = await as(portal, sender).post(`/companies/${sender.companyId}/eois`, body);
      expect(response.status).toBe(201);
      expect(response.headers.etag).toBe('"v1"');
      expect(response.body).toMatchObject({
        ...body,
        status: 'draft',
        companyId: sender.companyId,
        demandCompanyId: buyer.companyId,
        demandVersion: 1,
        contactsOpen: false,
        company: { legalName: { text: '北京数桥智能科技有限公司' } },
        demandCompany: { legalName: { text: 'Порт Актау' }, country: 'KZ' },
      });
      const { id } = response.body;
      expect((await as(portal, buyer).get(`/eois/${id}`)).status).toBe(404);
      const received = await as(portal, buyer).get(
        `/companies/${buyer.companyId}/eois?direction=received&demandId=${demand.id}`,
      );
      expect(received.body).toEqual({ items: [], nextCursor: null });
      const staff = await createStaff(portal, 'reviewer');
      const inspected = await portal.admin().get(`/admin/v1/eois/${id}`).set('authorization', staff.authorization);
      expect(inspected.status).toBe(404);
      expect(await auditOf(portal, id)).toEqual(['eoi.drafted']);
      expect(await eventsAbout(portal, id)).toEqual([]);
    });

    it('is one per company and demand, also for parallel requests', async () => {
      const demand = await demandOf(buyer);
      const answers = await Promise.all(
        [1, 2, 3, 4].map(() => as(portal, sender).post(`/companies/${sender.companyId}/eois`, { demandId: demand.id })),
      );
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409]);
      expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('EOI_ALREADY_EXISTS');
      const other = await as(portal, stranger).post(`/companies/${stranger.companyId}/eois`, { demandId: demand.id });
      expect(other.status).toBe(201);
    });

    it('is not for one’s own demand, an unknown one, a closed one, or an unverified company', async () => {
      const own = await demandOf(buyer);
      const onOwn = await as(portal, buyer).post(`/companies/${buyer.companyId}/eois`, { demandId: own.id });
      expect([onOwn.status, onOwn.body.code]).toEqual([409, 'EOI_OWN_DEMAND']);
      const unknown = await as(portal, sender).post(`/companies/${sender.companyId}/eois`, {
        demandId: sender.companyId,
      });
      expect([unknown.status, unknown.body.code]).toEqual([404, 'NOT_FOUND']);
      await closeDemand(portal, own.id);
      const closed = await as(portal, sender).post(`/companies/${sender.companyId}/eois`, { demandId: own.id });
      expect([closed.status, closed.body.code]).toEqual([409, 'DEMAND_NOT_OPEN']);
      const newcomer = await createFirm(portal, { status: 'submitted' });
      const open = await demandOf(buyer);
      const unverified = await as(portal, newcomer).post(`/companies/${newcomer.companyId}/eois`, {
        demandId: open.id,
      });
      expect([unverified.status, unverified.body.code]).toEqual([409, 'COMPANY_NOT_VERIFIED']);
    });

    it('is begun by those who may edit, in their own company', async () => {
      const demand = await demandOf(buyer);
      const viewer = await createPerson(portal);
      await addMember(portal, sender.companyId, viewer, 'viewer');
      const url = `/companies/${sender.companyId}/eois`;
      expect((await as(portal, viewer).post(url, { demandId: demand.id })).status).toBe(403);
      expect((await as(portal, stranger).post(url, { demandId: demand.id })).status).toBe(404);
      expect((await portal.api().post(`/api/v1${url}`).send({ demandId: demand.id })).status).toBe(401);
    });

    it('names what is wrong in it', async () => {
      const demand = await demandOf(buyer);
      const other = await demandOf(buyer);
      const [requirementId] = demand.requirementIds;
      const post = (body: object) =>
        as(portal, sender).post(`/companies/${sender.companyId}/eois`, { demandId: demand.id, ...body });
      const pointers = async (body: object) => {
        const response = await post(body);
        expect(response.status).toBe(422);
        return response.body.errors.map((error: { pointer: string }) => error.pointer);
      };
      expect(await pointers({ offers: [{ requirementId, capability: 'no.such' }] })).toEqual(['/offers/0/capability']);
      expect(await pointers({ offers: [{ requirementId: other.requirementIds[0], capability: 'ai.llm' }] })).toEqual([
        '/offers/0/requirementId',
      ]);
      expect(await pointers({ offers: [1, 2].map(() => ({ requirementId, capability: 'ai.llm' })) })).toEqual([
        '/offers/1/requirementId',
      ]);
      expect(await pointers({ offers: [{ requirementId, capability: 'ai.llm', note: 'a\u0000b' }] })).toEqual([
        '/offers/0/note',
      ]);
      expect(await pointers({ cover: { lang: 'zh', text: 'x'.repeat(5001) } })).toEqual(['/cover/text']);
      expect(await pointers({ status: 'accepted' })).toEqual(['/status']);
      expect(await pointers({ demandId: 'x', cover: 5, offers: {} })).toEqual(['/demandId', '/cover', '/offers']);
    });

    it('is changed with the version last read, and thrown away', async () => {
      const demand = await demandOf(buyer);
      const id = await draftEoi(portal, sender, demand);
      const me = as(portal, sender);
      const text = { lang: 'en', text: 'We do all of it.' };
      const changed = await me.patch(`/eois/${id}`, 1, { cover: text });
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({ cover: text, version: 2, offers: [{}, {}] });
      const stale = await me.patch(`/eois/${id}`, 1, { offers: [] });
      expect([stale.status, stale.body.code]).toEqual([412, 'STALE_VERSION']);
      const cleared = await me.patch(`/eois/${id}`, 2, { cover: null, offers: [] });
      expect(cleared.body).toMatchObject({ cover: null, offers: [], version: 3 });
      const empty = await me.post(`/eois/${id}/sending`);
      expect(empty.status).toBe(422);
      expect(empty.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/cover', '/offers']);
      expect((await as(portal, stranger).delete(`/eois/${id}`)).status).toBe(404);
      expect((await me.delete(`/eois/${id}`)).status).toBe(204);
      expect((await me.get(`/eois/${id}`)).status).toBe(404);
      expect(await draftEoi(portal, sender, demand)).not.toBe(id);
    });
  });

  describe('once sent', () => {
    it('is seen by both sides with the offer and the public profile', async () => {
      const demand = await demandOf(buyer);
      const id = await sendEoi(portal, sender, demand);
      const seen = await as(portal, buyer).get(`/eois/${id}`);
      expect(seen.status).toBe(200);
      expect(seen.body).toMatchObject({
        status: 'sent',
        cover: COVER,
        demandTitle: { lang: 'ru' },
        company: { companyId: sender.companyId },
      });
      expect(Date.parse(seen.body.lapsesAt) - Date.parse(seen.body.sentAt)).toBe(21 * 86_400_000);
      expect(await auditOf(portal, id)).toEqual(['eoi.drafted', 'eoi.sent']);
      expect(await eventsAbout(portal, id)).toEqual(['eoi.sent.v1']);
      const [event] = await portal.database.query<{ payload: object }>(
        `SELECT payload FROM outbox_messages WHERE payload ->> 'eoiId' = $1`,
        [id],
      );
      expect(event?.payload).toEqual({
        eoiId: id,
        demandId: demand.id,
        companyId: sender.companyId,
        demandCompanyId: buyer.companyId,
      });
      const staff = await createStaff(portal, 'case_officer');
      const list = await portal
        .admin()
        .get(`/admin/v1/eois?demandId=${demand.id}&status=sent`)
        .set('authorization', staff.authorization);
      expect(list.body.items).toMatchObject([{ id, status: 'sent' }]);
      const one = await portal.admin().get(`/admin/v1/eois/${id}`).set('authorization', staff.authorization);
      expect(one.body).toMatchObject({ id, cover: COVER });
      const ofCompany = await portal
        .admin()
        .get(`/admin/v1/eois?companyId=${stranger.companyId}`)
        .set('authorization', staff.authorization);
      expect(ofCompany.body.items.map((item: { id: string }) => item.id)).not.toContain(id);
    });

    it('is listed for both sides in keyset pages', async () => {
      const firm = await createFirm(portal);
      const demands = [await demandOf(buyer), await demandOf(buyer), await demandOf(buyer)];
      const ids: string[] = [];
      for (const demand of demands) ids.push(await sendEoi(portal, firm, demand));
      const url = `/companies/${firm.companyId}/eois?direction=sent&limit=2`;
      const first = await as(portal, firm).get(url);
      expect(first.body.items.map((item: { id: string }) => item.id)).toEqual([ids[2], ids[1]]);
      const second = await as(portal, firm).get(`${url}&cursor=${first.body.nextCursor}`);
      expect(second.body).toMatchObject({ items: [{ id: ids[0] }], nextCursor: null });
      const received = await as(portal, buyer).get(
        `/companies/${buyer.companyId}/eois?direction=received&demandId=${demands[1]?.id}`,
      );
      expect(received.body.items.map((item: { id: string }) => item.id)).toEqual([ids[1]]);
      const none = await as(portal, firm).get(`${url}&status=accepted`);
      expect(none.body.items).toEqual([]);
      expect((await as(portal, stranger).get(url)).status).toBe(404);
      expect((await as(portal, firm).get(`/companies/${firm.companyId}/eois`)).status).toBe(422);
      expect((await as(portal, firm).get(`${url}&cursor=bm9wZQ`)).status).toBe(422);
    });

    it('is declined with a reason, which the sender reads', async () => {
      const demand = await demandOf(buyer);
      const id = await sendEoi(portal, sender, demand);
      const bare = await as(portal, buyer).post(`/eois/${id}/declination`, { reason: 'dislike' });
      expect(bare.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '/reason' }] });
      const text = { lang: 'ru', text: 'Бюджет на этот год исчерпан.' };
      const declined = await as(portal, buyer).post(`/eois/${id}/declination`, { reason: 'budget', text });
      expect(declined.status).toBe(200);
      const read = await as(portal, sender).get(`/eois/${id}`);
      expect(read.body).toMatchObject({ status: 'declined', declineReason: 'budget', declineText: text });
      expect(JSON.stringify(read.body)).not.toContain(buyer.accountId);
      expect(await eventsAbout(portal, id)).toEqual(['eoi.sent.v1', 'eoi.declined.v1']);
      expect(await draftEoi(portal, sender, demand)).not.toBe(id);
    });
  });
});
