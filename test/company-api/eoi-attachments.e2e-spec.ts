import { newId } from '@shuqiao/kernel';
import { as, auditOf, draftEoi } from '../support/eois';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';

type Firm = Awaited<ReturnType<typeof createFirm>>;

describe('the attachments of an expression of interest', () => {
  let portal: TestPortal;
  let buyer: Firm;
  let sender: Firm;
  let stranger: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ' });
    stranger = await createFirm(portal, { country: 'RU' });
  });
  beforeEach(async () => {
    sender = await createFirm(portal);
  });
  afterAll(() => portal.stop());

  const upload = (id: string, text: string, person: Person = sender) =>
    portal
      .api()
      .post(`/api/v1/eois/${id}/attachments`)
      .set('authorization', person.authorization)
      .attach('file', Buffer.from(text), 'Смета 报价.txt');
  const attach = (id: string, version: number, attachments: object[], person: Person = sender) =>
    as(portal, person).put(`/eois/${id}/attachments`, { attachments }).set('if-match', `"v${version}"`);
  const link = (person: Person, id: string, fileId: string) =>
    as(portal, person).get(`/eois/${id}/attachments/${fileId}/link`);
  const follow = (url: string) => portal.api().get(url);
  const draft = async () => draftEoi(portal, sender, await publishDemand(portal, { companyId: buyer.companyId }));

  /** A sent EOI with an open and a private file. */
  async function sent(): Promise<{ id: string; open: string; secret: string }> {
    const id = await draft();
    const open = (await upload(id, 'for the receiver')).body.id;
    const secret = (await upload(id, 'the price calculation')).body.id;
    await attach(id, 1, [
      { id: secret, private: true },
      { id: open, private: false },
    ]).expect(200);
    await as(portal, sender).post(`/eois/${id}/sending`).expect(200);
    return { id, open, secret };
  }

  it('are uploaded, attached in order and frozen when it is sent', async () => {
    const { id, open, secret } = await sent();
    const own = await as(portal, sender).get(`/eois/${id}`);
    expect(own.body.attachments).toEqual([
      { id: secret, name: 'Смета 报价.txt', mediaType: expect.stringContaining('text/plain'), size: 21, private: true },
      expect.objectContaining({ id: open, private: false }),
    ]);
    expect(await auditOf(portal, id)).toEqual(['eoi.drafted', 'eoi.edited', 'eoi.sent']);
    const { version } = own.body;
    for (const refused of [await attach(id, version, []), await upload(id, 'late')]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'EOI_NOT_EDITABLE']);
    }
    const used = await as(portal, sender).delete(`/eois/${id}/attachments/${open}`);
    expect([used.status, used.body.code]).toEqual([409, 'FILE_IN_USE']);
    const staff = await createStaff(portal, 'case_officer');
    const inspected = await portal.admin().get(`/admin/v1/eois/${id}`).set('authorization', staff.authorization);
    expect(inspected.body.attachments).toMatchObject([{ id: secret }, { id: open }]);
  });

  it('are the company’s own uploads, named once, at the version last read', async () => {
    const [id, other] = [await draft(), await draft()];
    const file = (await upload(id, 'mine')).body.id;
    const theirs = await draftEoi(portal, stranger, await publishDemand(portal, { companyId: buyer.companyId }));
    const foreign = (await upload(theirs, 'theirs', stranger)).body.id;
    const errorsOf = async (attachments: object[]) => (await attach(id, 1, attachments)).body.errors;
    expect(await errorsOf([{ id: foreign, private: false }])).toMatchObject([
      { pointer: '/attachments/0/id', code: 'unknown_reference' },
    ]);
    const twice = [true, false].map((secret) => ({ id: file, private: secret }));
    expect(await errorsOf(twice)).toMatchObject([{ pointer: '/attachments/1/id', code: 'duplicate' }]);
    expect((await attach(id, 7, [])).body.code).toBe('STALE_VERSION');
    expect((await attach(id, 1, [{ id: file, private: true }], stranger)).status).toBe(404);
    expect((await upload(id, 'x', stranger)).status).toBe(404);
    expect((await as(portal, stranger).delete(`/eois/${id}/attachments/${file}`)).status).toBe(404);
    // The same upload may go with two drafts; it goes with the last of them.
    for (const draftId of [id, other]) await attach(draftId, 1, [{ id: file, private: false }]).expect(200);
    await as(portal, sender).delete(`/eois/${id}`).expect(204);
    expect((await link(sender, other, file)).status).toBe(200);
    await as(portal, sender).delete(`/eois/${other}`).expect(204);
    expect(await portal.database.query('SELECT id FROM files WHERE id = $1', [file])).toEqual([]);
    const unused = (await upload(theirs, 'unused', stranger)).body.id;
    expect((await as(portal, stranger).delete(`/eois/${theirs}/attachments/${unused}`)).status).toBe(204);
  });

  it('reach the receiver without the private ones until the contacts open', async () => {
    const { id, open, secret } = await sent();
    const steps: (() => Promise<unknown>)[] = [
      async () => undefined,
      () => as(portal, buyer).post(`/eois/${id}/acceptance`),
      () => as(portal, buyer).put(`/eois/${id}/consent`),
    ];
    for (const step of steps) {
      await step();
      const received = `/companies/${buyer.companyId}/eois?direction=received`;
      const seen = [await as(portal, buyer).get(`/eois/${id}`), await as(portal, buyer).get(received)];
      for (const { body } of seen) expect(JSON.stringify(body)).not.toContain(secret);
      expect(seen[0]?.body.attachments).toMatchObject([{ id: open }]);
      expect((await link(buyer, id, secret)).status).toBe(404);
    }
    const opened = await follow((await link(buyer, id, open)).body.url);
    expect([opened.status, opened.text, opened.headers['cache-control']]).toEqual([
      200,
      'for the receiver',
      'private, no-store',
    ]);
    const own = await follow((await link(sender, id, secret)).body.url);
    expect([own.status, own.text]).toEqual([200, 'the price calculation']);
    for (const file of [open, secret, newId()]) expect((await link(stranger, id, file)).status).toBe(404);
    await as(portal, sender).put(`/eois/${id}/consent`);
    expect((await as(portal, buyer).get(`/eois/${id}`)).body.attachments).toMatchObject([{ id: secret }, { id: open }]);
    expect((await follow((await link(buyer, id, secret)).body.url)).text).toBe('the price calculation');
  });

  it.each(['sender', 'receiver'] as const)(
    'close at once, in links given before, when the %s withdraws',
    async (side) => {
      const { id, open, secret } = await sent();
      await as(portal, buyer).post(`/eois/${id}/acceptance`);
      for (const firm of [sender, buyer]) await as(portal, firm).put(`/eois/${id}/consent`);
      const { url } = (await link(buyer, id, secret)).body;
      const openUrl = (await link(buyer, id, open)).body.url;
      expect((await follow(url)).status).toBe(200);
      await as(portal, side === 'sender' ? sender : buyer)
        .delete(`/eois/${id}/consent`)
        .expect(200);
      const closed = await follow(url);
      expect([closed.status, closed.body.code]).toEqual([404, 'NOT_FOUND']);
      expect((await link(buyer, id, secret)).status).toBe(404);
      expect((await as(portal, buyer).get(`/eois/${id}`)).body.attachments).toMatchObject([{ id: open }]);
      expect((await follow(openUrl)).status).toBe(200);
      // The signature is for that page alone: it opens neither another file nor the way without the question.
      const query = url.slice(url.indexOf('?'));
      for (const path of [`/api/v1/files/${secret}`, `/api/v1/eois/${id}/attachments/${open}`]) {
        expect((await follow(path + query)).body.code).toBe('FILE_LINK_INVALID');
      }
      expect((await follow(`/api/v1/eois/${id}/attachments/${secret}`)).body.code).toBe('FILE_LINK_INVALID');
    },
  );

  it('are kept from everybody else by the database itself', async () => {
    const { id, open, secret } = await sent();
    const seenBy = async (firm: Firm): Promise<string[]> => {
      const { query } = portal.database;
      await query('BEGIN');
      await query('SET LOCAL ROLE shuqiao_company');
      await query(`SELECT set_config('shuqiao.companies', $1, true)`, [firm.companyId]);
      const rows = await query<{ id: string }>(
        'SELECT file_id AS id FROM eoi_attachments WHERE eoi_id = $1 ORDER BY position',
        [id],
      );
      await query('ROLLBACK');
      return rows.map((row) => row.id);
    };
    expect([await seenBy(sender), await seenBy(buyer), await seenBy(stranger)]).toEqual([[secret, open], [open], []]);
  });
});
