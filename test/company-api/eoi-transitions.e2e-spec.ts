import { EoiFollowUp } from '@shuqiao/engagement';
import { systemActor } from '@shuqiao/kernel';
import { addCapability, as, auditOf, draftEoi, eventsAbout, sendEoi } from '../support/eois';
import { addMember, createFirm, createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { amendDemand, announce, closeDemand, publishDemand } from '../support/published-demand';

type Firm = Awaited<ReturnType<typeof createFirm>>;
type Status = 'draft' | 'sent' | 'to_reconfirm' | 'accepted' | 'declined' | 'withdrawn' | 'lapsed';

const STATUSES: Status[] = ['draft', 'sent', 'to_reconfirm', 'accepted', 'declined', 'withdrawn', 'lapsed'];

/** Each act: whose it is, from which states it may be done, to which it leads, and what it says otherwise. */
const ACTS = [
  { path: 'sending', side: 'sender', from: ['draft'], to: 'sent', code: 'EOI_NOT_SENDABLE', event: 'eoi.sent.v1' },
  {
    path: 'withdrawal',
    side: 'sender',
    from: ['sent', 'to_reconfirm'],
    to: 'withdrawn',
    code: 'EOI_NOT_WITHDRAWABLE',
    event: 'eoi.withdrawn.v1',
  },
  {
    path: 'reconfirmation',
    side: 'sender',
    from: ['to_reconfirm'],
    to: 'sent',
    code: 'EOI_NOT_TO_RECONFIRM',
    event: 'eoi.reconfirmed.v1',
  },
  {
    path: 'acceptance',
    side: 'receiver',
    from: ['sent'],
    to: 'accepted',
    code: 'EOI_NOT_DECIDABLE',
    event: 'eoi.accepted.v1',
  },
  {
    path: 'declination',
    side: 'receiver',
    from: ['sent'],
    to: 'declined',
    code: 'EOI_NOT_DECIDABLE',
    event: 'eoi.declined.v1',
  },
] as const;

describe('the course of an expression of interest', () => {
  let portal: TestPortal;
  let buyer: Firm;
  let stranger: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ' });
    stranger = await createFirm(portal, { country: 'RU' });
  });
  afterAll(() => portal.stop());

  const body = (path: string) => (path === 'declination' ? { reason: 'timing' } : {});

  /** An EOI in the wanted state, brought there by the acts that lead to it. */
  async function eoiIn(status: Status): Promise<{ id: string; sender: Firm }> {
    const sender = await createFirm(portal);
    const demand = await publishDemand(portal, { companyId: buyer.companyId });
    if (status === 'draft') return { id: await draftEoi(portal, sender, demand), sender };
    const id = await sendEoi(portal, sender, demand);
    if (status === 'to_reconfirm') await amendDemand(portal, demand, { material: true });
    if (status === 'accepted') await as(portal, buyer).post(`/eois/${id}/acceptance`);
    if (status === 'declined') await as(portal, buyer).post(`/eois/${id}/declination`, body('declination'));
    if (status === 'withdrawn') await as(portal, sender).post(`/eois/${id}/withdrawal`);
    if (status === 'lapsed') await closeDemand(portal, demand.id);
    await portal.settle();
    return { id, sender };
  }

  describe.each(STATUSES)('from %s', (status) => {
    let id: string;
    let sender: Firm;
    beforeEach(async () => ({ id, sender } = await eoiIn(status)));

    it.each(ACTS)('$path', async ({ path, side, from, to, code, event }) => {
      const [mine, other] = side === 'sender' ? [sender, buyer] : [buyer, sender];
      const before = await eventsAbout(portal, id);
      const url = `/eois/${id}/${path}`;
      const seenByReceiver = status !== 'draft';
      expect((await as(portal, stranger).post(url, body(path))).status).toBe(404);
      const wrongSide = await as(portal, other).post(url, body(path));
      expect(wrongSide.status).toBe(other === buyer && !seenByReceiver ? 404 : 403);
      const viewer = await createPerson(portal);
      await addMember(portal, mine.companyId, viewer, 'viewer');
      expect((await as(portal, viewer).post(url, body(path))).status).toBe(403);
      const response = await as(portal, mine).post(url, body(path));
      if ((from as readonly string[]).includes(status)) {
        expect([response.status, response.body.status]).toEqual([200, to]);
        expect(await eventsAbout(portal, id)).toEqual([...before, event]);
        expect((await auditOf(portal, id)).at(-1)).toBe(event.replace('.v1', ''));
        return;
      }
      const hidden = side === 'receiver' && !seenByReceiver;
      expect([response.status, response.body.code]).toEqual(hidden ? [404, 'NOT_FOUND'] : [409, code]);
      expect((await as(portal, sender).get(`/eois/${id}`)).body.status).toBe(status);
      expect(await eventsAbout(portal, id)).toEqual(before);
    });

    it('is edited and thrown away only as a draft', async () => {
      const { version } = (await as(portal, sender).get(`/eois/${id}`)).body;
      const edited = await as(portal, sender).patch(`/eois/${id}`, version, { cover: null });
      const discarded = await as(portal, sender).delete(`/eois/${id}`);
      expect([edited.status, discarded.status]).toEqual(status === 'draft' ? [200, 204] : [409, 409]);
      if (status !== 'draft')
        expect([edited.body.code, discarded.body.code]).toEqual(['EOI_NOT_EDITABLE', 'EOI_NOT_EDITABLE']);
    });
  });

  it('takes ten open ones of a company and no more, however many are sent at once', async () => {
    const sender = await createFirm(portal);
    const ids: string[] = [];
    for (let count = 0; count < 15; count += 1) {
      ids.push(await draftEoi(portal, sender, await publishDemand(portal, { companyId: buyer.companyId })));
    }
    const answers = await Promise.all(ids.map((id) => as(portal, sender).post(`/eois/${id}/sending`)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(10);
    const refused = answers.filter((answer) => answer.status !== 200);
    expect(refused.map(({ body: { code, limit } }) => [code, limit])).toEqual(Array(5).fill(['EOI_QUOTA_REACHED', 10]));
    const [counted] = await portal.database.query<{ open: number; sent: number }>(
      `SELECT open, (SELECT count(*)::int FROM eois WHERE company_id = $1 AND status = 'sent') AS sent FROM eoi_open_counts WHERE company_id = $1`,
      [sender.companyId],
    );
    expect(counted).toEqual({ open: 10, sent: 10 });
    const sent = ids[answers.findIndex((answer) => answer.status === 200)];
    const waiting = ids[answers.findIndex((answer) => answer.status !== 200)];
    expect((await as(portal, buyer).post(`/eois/${sent}/acceptance`)).status).toBe(200);
    expect((await as(portal, sender).post(`/eois/${waiting}/sending`)).status).toBe(200);
  });

  it('is either accepted or withdrawn when both happen at once', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 6; round += 1) {
      const { id, sender } = await eoiIn('sent');
      const [accepted, withdrawn] = await Promise.all([
        as(portal, buyer).post(`/eois/${id}/acceptance`),
        as(portal, sender).post(`/eois/${id}/withdrawal`),
      ]);
      expect([accepted.status, withdrawn.status].sort()).toEqual([200, 409]);
      const { status } = (await as(portal, sender).get(`/eois/${id}`)).body;
      expect(status).toBe(accepted.status === 200 ? 'accepted' : 'withdrawn');
      expect(await eventsAbout(portal, id)).toEqual(['eoi.sent.v1', `eoi.${status}.v1`]);
      outcomes.add(status);
    }
    expect(outcomes.size).toBeGreaterThan(0);
  });

  it('is not sent past the closing of the demand', async () => {
    const sender = await createFirm(portal);
    const demand = await publishDemand(portal, { companyId: buyer.companyId });
    const id = await draftEoi(portal, sender, demand);
    const [answer] = await Promise.all([
      as(portal, sender).post(`/eois/${id}/sending`),
      closeDemand(portal, demand.id),
    ]);
    await portal.settle();
    const { status } = (await as(portal, sender).get(`/eois/${id}`)).body;
    expect(status).toBe(answer.status === 200 ? 'lapsed' : 'draft');
    const late = await as(portal, sender).post(`/eois/${id}/sending`);
    expect([late.status, late.body.code]).toEqual([
      409,
      answer.status === 200 ? 'EOI_NOT_SENDABLE' : 'DEMAND_NOT_OPEN',
    ]);
  });

  it('asks to reconfirm after a material amendment only, and once', async () => {
    const sender = await createFirm(portal);
    const demand = await publishDemand(portal, { companyId: buyer.companyId });
    const id = await sendEoi(portal, sender, demand);
    await amendDemand(portal, demand, { material: false });
    await portal.settle();
    expect((await as(portal, sender).get(`/eois/${id}`)).body).toMatchObject({ status: 'sent', demandVersion: 1 });
    const version = await amendDemand(portal, demand, { material: true });
    await announce(portal, 'demand.amended.v1', { demandId: demand.id, version, material: true });
    await portal.settle();
    expect((await as(portal, buyer).get(`/eois/${id}`)).body).toMatchObject({
      status: 'to_reconfirm',
      demandVersion: 1,
      reconfirmVersion: version,
    });
    expect(await eventsAbout(portal, id)).toEqual(['eoi.sent.v1', 'eoi.to_reconfirm.v1']);
    const reconfirmed = await as(portal, sender).post(`/eois/${id}/reconfirmation`);
    expect(reconfirmed.body).toMatchObject({ status: 'sent', demandVersion: version, reconfirmVersion: null });
  });

  it('refuses to send an offer for a requirement that the demand no longer has', async () => {
    const sender = await createFirm(portal);
    const demand = await publishDemand(portal, { companyId: buyer.companyId });
    const id = await draftEoi(portal, sender, demand);
    const [kept = ''] = demand.requirementIds;
    await amendDemand(portal, demand, { material: true, requirements: [{ id: kept, concepts: ['ai.llm'] }] });
    const answer = await as(portal, sender).post(`/eois/${id}/sending`);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ pointer: '/offers/1/requirementId', code: 'unknown_reference' }]);
    await addCapability(portal, sender.companyId, 'ai.llm');
    await as(portal, sender).patch(`/eois/${id}`, 1, { offers: [{ requirementId: kept, capability: 'ai.llm' }] });
    expect((await as(portal, sender).post(`/eois/${id}/sending`)).body).toMatchObject({
      status: 'sent',
      demandVersion: 2,
    });
  });

  it('stands by what is left of an offer, and by nothing when nothing is left', async () => {
    const sender = await createFirm(portal);
    const demand = await publishDemand(portal, { companyId: buyer.companyId });
    const [first = '', second = ''] = demand.requirementIds;
    const id = await sendEoi(portal, sender, demand);
    await amendDemand(portal, demand, { material: true, requirements: [{ id: second, concepts: ['ai.llm'] }] });
    await portal.settle();
    const reconfirmed = await as(portal, sender).post(`/eois/${id}/reconfirmation`);
    expect(reconfirmed.body).toMatchObject({ status: 'sent', demandVersion: 2, offers: [{ requirementId: second }] });
    await amendDemand(portal, demand, { material: true, requirements: [{ id: first, concepts: ['ai.llm'] }] });
    await portal.settle();
    const outdated = await as(portal, sender).post(`/eois/${id}/reconfirmation`);
    expect([outdated.status, outdated.body.code]).toEqual([409, 'EOI_OFFER_OUTDATED']);
    const kept = (await as(portal, sender).get(`/eois/${id}`)).body;
    expect(kept).toMatchObject({ status: 'to_reconfirm', offers: [{ requirementId: second }] });
    expect((await as(portal, sender).post(`/eois/${id}/withdrawal`)).status).toBe(200);
  });

  it('does not let a suspended company send, stand by or accept', async () => {
    const { id, sender } = await eoiIn('sent');
    const suspend = (companyId: string, status: string) =>
      portal.database.query('UPDATE companies SET status = $2 WHERE id = $1', [companyId, status]);
    await suspend(buyer.companyId, 'suspended');
    const accepted = await as(portal, buyer).post(`/eois/${id}/acceptance`);
    await suspend(buyer.companyId, 'verified');
    expect([accepted.status, accepted.body.code]).toEqual([409, 'COMPANY_NOT_VERIFIED']);
    const draft = await draftEoi(portal, sender, await publishDemand(portal, { companyId: buyer.companyId }));
    await suspend(sender.companyId, 'suspended');
    const sent = await as(portal, sender).post(`/eois/${draft}/sending`);
    expect([sent.status, sent.body.code]).toEqual([409, 'COMPANY_NOT_VERIFIED']);
    expect((await as(portal, sender).post(`/eois/${id}/withdrawal`)).status).toBe(200);
  });

  it('is neither begun nor sent while the company of the demand is suspended, and the demand says so', async () => {
    const sender = await createFirm(portal);
    const demand = await publishDemand(portal, { companyId: buyer.companyId });
    const draft = await draftEoi(portal, sender, demand);
    const put = (status: string) =>
      portal.database.query('UPDATE companies SET status = $2 WHERE id = $1', [buyer.companyId, status]);
    const shown = async () => (await portal.api().get(`/api/v1/demands/${demand.id}`).expect(200)).body.company.status;
    const listed = async () => {
      const { body } = await portal.api().get('/api/v1/demands').query({ limit: 1 }).expect(200);
      return [body.items[0].id, body.items[0].company.status];
    };
    await put('suspended');
    const sent = await as(portal, sender).post(`/eois/${draft}/sending`);
    const asked = await portal
      .api()
      .post(`/api/v1/demands/${demand.id}/questions`)
      .set({ authorization: sender.authorization })
      .send({ companyId: sender.companyId, question: { lang: 'en', text: 'Is it a turnkey project?' } });
    expect([await shown(), await listed()]).toEqual(['suspended', [demand.id, 'suspended']]);
    await put('verified');
    for (const { status, body } of [sent, asked])
      expect([status, body.code]).toEqual([409, 'DEMAND_COMPANY_SUSPENDED']);
    expect([await shown(), await listed()]).toEqual(['verified', [demand.id, 'verified']]);
    expect((await as(portal, sender).post(`/eois/${draft}/sending`)).status).toBe(200);
  });

  it('lapses when nobody answers in time, and frees its place', async () => {
    const { id, sender } = await eoiIn('sent');
    const answered = await eoiIn('accepted');
    const follow = portal.worker.context.get(EoiFollowUp, { strict: false });
    portal.clock.advance(20 * 86_400_000);
    await follow.lapseOverdue(systemActor('test'));
    expect((await as(portal, sender).get(`/eois/${id}`)).body.status).toBe('sent');
    portal.clock.advance(2 * 86_400_000);
    expect(await follow.lapseOverdue(systemActor('test'))).toBeGreaterThan(0);
    expect(await follow.lapseOverdue(systemActor('test'))).toBe(0);
    expect((await as(portal, sender).get(`/eois/${id}`)).body).toMatchObject({
      status: 'lapsed',
      lapseReason: 'unanswered',
    });
    expect((await as(portal, buyer).get(`/eois/${answered.id}`)).body.status).toBe('accepted');
    expect(await eventsAbout(portal, id)).toEqual(['eoi.sent.v1', 'eoi.lapsed.v1']);
    const [row] = await portal.database.query<{ actor_kind: string; details: object }>(
      `SELECT actor_kind, details FROM audit_entries WHERE subject_id = $1 AND action = 'eoi.lapsed'`,
      [id],
    );
    expect(row).toMatchObject({ actor_kind: 'system', details: { reason: 'unanswered' } });
    const [count] = await portal.database.query<{ open: number }>(
      'SELECT open FROM eoi_open_counts WHERE company_id = $1',
      [sender.companyId],
    );
    expect(count?.open).toBe(0);
  });
});
