import { as, draftEoi, eventsAbout, sendEoi } from '../support/eois';
import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';

type Firm = Awaited<ReturnType<typeof createFirm>>;

describe('expressions of interest under parallel requests', () => {
  let portal: TestPortal;
  let buyer: Firm;
  let sender: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ' });
  });
  beforeEach(async () => {
    sender = await createFirm(portal);
  });
  afterAll(() => portal.stop());

  const demandOfBuyer = () => publishDemand(portal, { companyId: buyer.companyId });

  it('keep the quota while some are sent and others withdrawn, accepted or declined', async () => {
    const open: string[] = [];
    for (let count = 0; count < 10; count += 1) open.push(await sendEoi(portal, sender, await demandOfBuyer()));
    const drafts: string[] = [];
    for (let count = 0; count < 12; count += 1) drafts.push(await draftEoi(portal, sender, await demandOfBuyer()));
    const [withdrawn = '', accepted = '', declined = ''] = open;
    const frees = [
      as(portal, sender).post(`/eois/${withdrawn}/withdrawal`),
      as(portal, buyer).post(`/eois/${accepted}/acceptance`),
      as(portal, buyer).post(`/eois/${declined}/declination`, { reason: 'timing' }),
    ];
    const answers = await Promise.all([
      ...drafts.map((id) => as(portal, sender).post(`/eois/${id}/sending`)),
      ...frees,
    ]);
    const freed = answers.slice(drafts.length);
    const sent = answers.slice(0, drafts.length);
    expect(freed.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const { status, body } of sent)
      expect([
        [200, undefined],
        [409, 'EOI_QUOTA_REACHED'],
      ]).toContainEqual([status, body.code]);
    const succeeded = sent.filter(({ status }) => status === 200).length;
    expect(succeeded).toBeLessThanOrEqual(3);
    const [counted] = await portal.database.query<{ open: number; live: number }>(
      `SELECT open, (SELECT count(*)::int FROM eois WHERE company_id = $1 AND status IN ('sent', 'to_reconfirm')) AS live
       FROM eoi_open_counts WHERE company_id = $1`,
      [sender.companyId],
    );
    expect(counted).toEqual({ open: 7 + succeeded, live: 7 + succeeded });
    const waiting = drafts.filter((_, index) => sent[index]?.status !== 200);
    const later = await Promise.all(waiting.map((id) => as(portal, sender).post(`/eois/${id}/sending`)));
    expect(later.filter(({ status }) => status === 200)).toHaveLength(3 - succeeded);
  });

  it('are one per company and demand, whatever is begun, sent, withdrawn and thrown away at once', async () => {
    const demand = await demandOfBuyer();
    const begin = () => as(portal, sender).post(`/companies/${sender.companyId}/eois`, { demandId: demand.id });
    for (let round = 0; round < 5; round += 1) {
      const id = await draftEoi(portal, sender, demand);
      const answers = await Promise.all([
        as(portal, sender).post(`/eois/${id}/sending`),
        begin(),
        as(portal, sender).delete(`/eois/${id}`),
        begin(),
        as(portal, sender).post(`/eois/${id}/withdrawal`),
        begin(),
      ]);
      for (const { status } of answers) expect([200, 201, 204, 404, 409]).toContain(status);
      const live = await portal.database.query<{ id: string; status: string }>(
        `SELECT id, status FROM eois WHERE company_id = $1 AND demand_id = $2 AND status IN ('draft', 'sent', 'to_reconfirm', 'accepted')`,
        [sender.companyId, demand.id],
      );
      expect(live.length).toBeLessThanOrEqual(1);
      for (const left of live) {
        const end = left.status === 'draft' ? 'delete' : 'post';
        const path = left.status === 'draft' ? `/eois/${left.id}` : `/eois/${left.id}/withdrawal`;
        expect([200, 204]).toContain((await as(portal, sender)[end](path)).status);
      }
    }
  });

  it('are sent once, however often it is asked at the same time', async () => {
    const id = await draftEoi(portal, sender, await demandOfBuyer());
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => as(portal, sender).post(`/eois/${id}/sending`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await eventsAbout(portal, id)).toEqual(['eoi.sent.v1']);
  });

  it('open the contacts once when both sides consent and the receiver accepts at the same time', async () => {
    const id = await sendEoi(portal, sender, await demandOfBuyer());
    const answers = await Promise.all([
      as(portal, buyer).post(`/eois/${id}/acceptance`),
      ...[sender, buyer, sender, buyer].map((firm) => as(portal, firm).put(`/eois/${id}/consent`)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await eventsAbout(portal, id)).filter((name) => name === 'contacts.opened.v1')).toHaveLength(1);
    expect((await as(portal, buyer).get(`/eois/${id}`)).body.contactsOpen).toBe(true);
  });
});
