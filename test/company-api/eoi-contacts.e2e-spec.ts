import { newId } from '@shuqiao/kernel';
import { as, auditOf, eventsAbout, sendEoi } from '../support/eois';
import { addMember, createFirm, createPerson, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';

type Firm = Awaited<ReturnType<typeof createFirm>>;

describe('contacts between two companies', () => {
  let portal: TestPortal;
  let buyer: Firm;
  let sender: Firm;
  let stranger: Firm;

  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ' });
    sender = await createFirm(portal);
    stranger = await createFirm(portal, { country: 'RU' });
    for (const firm of [buyer, sender, stranger]) await addContact(firm);
  });
  afterAll(() => portal.stop());

  const emailOf = (firm: Firm) => `contact-${firm.companyId}@example.org`;
  const PHONE = '+861065529988';

  async function addContact(firm: Firm): Promise<void> {
    await portal.database.query(
      `INSERT INTO company_contacts (id, company_id, name, position, email, phone, languages, consented_at, created_at, updated_at)
       VALUES ($1, $2, $3, 'CTO', $4, $5, '{zh,en}', now(), now(), now())`,
      [newId(), firm.companyId, `Contact of ${firm.companyId}`, emailOf(firm), PHONE],
    );
  }

  async function sent(): Promise<string> {
    const from = await publishDemand(portal, { companyId: buyer.companyId });
    return sendEoi(portal, sender, from);
  }

  async function opened(): Promise<string> {
    const id = await sent();
    await as(portal, buyer).post(`/eois/${id}/acceptance`);
    await as(portal, buyer).put(`/eois/${id}/consent`);
    const last = await as(portal, sender).put(`/eois/${id}/consent`);
    expect(last.body).toMatchObject({ contactsOpen: true, senderConsents: true, receiverConsents: true });
    return id;
  }

  const look = (firm: Firm, id: string) => as(portal, firm).get(`/eois/${id}/contacts`);
  const viewsOf = async (firm: Firm) =>
    (await as(portal, firm).get(`/companies/${firm.companyId}/contact-views?limit=100`)).body.items;

  it('are nowhere to be found before both consent to an accepted EOI', async () => {
    const id = await sent();
    const steps: [string, () => Promise<unknown>][] = [
      ['sent', async () => undefined],
      ['sender consents', () => as(portal, sender).put(`/eois/${id}/consent`)],
      ['accepted', () => as(portal, buyer).post(`/eois/${id}/acceptance`)],
    ];
    for (const [, act] of steps) {
      await act();
      for (const firm of [sender, buyer]) {
        const refused = await look(firm, id);
        expect([refused.status, refused.body.code]).toEqual([409, 'CONTACTS_NOT_OPEN']);
        const seen = [
          await as(portal, firm).get(`/eois/${id}`),
          await as(portal, firm).get(`/companies/${firm.companyId}/eois?direction=sent`),
          await as(portal, firm).get(`/companies/${firm.companyId}/eois?direction=received`),
          refused,
        ];
        const text = JSON.stringify(seen.map((response) => response.body));
        for (const secret of [
          emailOf(sender),
          emailOf(buyer),
          PHONE,
          'Contact of',
          'secret-demand@example.org',
          sender.email,
          buyer.email,
        ]) {
          expect(text).not.toContain(secret);
        }
      }
    }
    expect((await auditOf(portal, id)).filter((action) => action === 'contact.viewed')).toEqual([]);
  });

  it('open to both sides, and each look is audited for its owner', async () => {
    const id = await opened();
    const before = (await viewsOf(sender)).length;
    const seen = await look(buyer, id);
    expect(seen.status).toBe(200);
    expect(seen.body).toEqual({
      companyId: sender.companyId,
      items: [
        {
          name: `Contact of ${sender.companyId}`,
          position: 'CTO',
          email: emailOf(sender),
          phone: PHONE,
          languages: ['zh', 'en'],
        },
      ],
    });
    expect((await look(sender, id)).body.items).toMatchObject([
      { name: 'Secret', email: 'secret-demand@example.org', phone: null },
      { email: emailOf(buyer) },
    ]);
    const views = await viewsOf(sender);
    expect(views).toHaveLength(before + 1);
    expect(views[0]).toMatchObject({ eoiId: id, viewerCompanyId: buyer.companyId, viewerCompany: { country: 'KZ' } });
    expect((await viewsOf(buyer))[0]).toMatchObject({ eoiId: id, viewerCompanyId: sender.companyId });
    expect(JSON.stringify(views)).not.toContain(buyer.accountId);
    expect(await viewsOf(stranger)).toEqual([]);
    expect((await as(portal, stranger).get(`/companies/${sender.companyId}/contact-views`)).status).toBe(404);
    expect(await eventsAbout(portal, id)).toEqual(['eoi.sent.v1', 'eoi.accepted.v1', 'contacts.opened.v1']);
    const staff = await createStaff(portal, 'administrator');
    const inspected = await portal.admin().get(`/admin/v1/eois/${id}`).set('authorization', staff.authorization);
    expect(JSON.stringify(inspected.body)).not.toContain('contact-');
  });

  it('page the looks, newest first', async () => {
    const firm = await createFirm(portal);
    const id = await sendEoi(portal, firm, await publishDemand(portal, { companyId: buyer.companyId }));
    await as(portal, buyer).put(`/eois/${id}/consent`);
    await as(portal, firm).put(`/eois/${id}/consent`);
    expect((await as(portal, buyer).post(`/eois/${id}/acceptance`)).body.contactsOpen).toBe(true);
    for (let count = 0; count < 3; count += 1) await look(buyer, id);
    const url = `/companies/${firm.companyId}/contact-views?limit=2`;
    const first = await as(portal, firm).get(url);
    const second = await as(portal, firm).get(`${url}&cursor=${first.body.nextCursor}`);
    expect([first.body.items.length, second.body.items.length, second.body.nextCursor]).toEqual([2, 1, null]);
    const times = [...first.body.items, ...second.body.items].map((item: { at: string }) => Date.parse(item.at));
    expect(times).toEqual([...times].sort((left, right) => right - left));
  });

  it.each(['sender', 'receiver'] as const)('close at once when the %s takes the consent back', async (side) => {
    const id = await opened();
    const [leaving, staying] = side === 'sender' ? [sender, buyer] : [buyer, sender];
    expect((await look(staying, id)).status).toBe(200);
    // Nothing that shows what the consent opened may be kept and shown again.
    for (const path of [`/eois/${id}`, `/eois/${id}/contacts`, `/companies/${staying.companyId}/eois?direction=sent`]) {
      expect((await as(portal, staying).get(path)).headers['cache-control']).toBe('no-store');
    }
    const closed = await as(portal, leaving).delete(`/eois/${id}/consent`);
    expect(closed.body).toMatchObject({ status: 'accepted', contactsOpen: false });
    for (const firm of [leaving, staying]) expect((await look(firm, id)).body.code).toBe('CONTACTS_NOT_OPEN');
    await as(portal, leaving).delete(`/eois/${id}/consent`);
    expect((await eventsAbout(portal, id)).filter((name) => name === 'contacts.closed.v1')).toHaveLength(1);
    expect((await auditOf(portal, id)).filter((action) => action === 'eoi.consent_withdrawn')).toHaveLength(1);
    await as(portal, leaving).put(`/eois/${id}/consent`);
    expect((await look(staying, id)).status).toBe(200);
  });

  it('are not shown by a look that comes after the withdrawal, however close', async () => {
    const id = await opened();
    const [withdrawn, ...looks] = await Promise.all([
      as(portal, sender).delete(`/eois/${id}/consent`),
      ...Array.from({ length: 6 }, () => look(buyer, id)),
    ]);
    expect(withdrawn.status).toBe(200);
    expect((await look(buyer, id)).status).toBe(409);
    const audited = (await auditOf(portal, id)).filter((action) => action === 'contact.viewed');
    expect(audited).toHaveLength(looks.filter((response) => response.status === 200).length);
  });

  it('are given to those who may, of the two companies alone', async () => {
    const id = await opened();
    const viewer = await createPerson(portal);
    await addMember(portal, buyer.companyId, viewer, 'viewer');
    const url = `/eois/${id}/contacts`;
    expect((await as(portal, viewer).get(url)).status).toBe(403);
    expect((await as(portal, viewer).put(`/eois/${id}/consent`)).status).toBe(403);
    expect((await as(portal, stranger).get(url)).status).toBe(404);
    expect((await as(portal, stranger).put(`/eois/${id}/consent`)).status).toBe(404);
    expect((await as(portal, stranger).delete(`/eois/${id}/consent`)).status).toBe(404);
    expect((await portal.api().get(`/api/v1${url}`)).status).toBe(401);
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [buyer.companyId]);
    const suspended = await look(buyer, id);
    await portal.database.query(`UPDATE companies SET status = 'verified' WHERE id = $1`, [buyer.companyId]);
    expect([suspended.status, suspended.body.code]).toEqual([409, 'COMPANY_NOT_VERIFIED']);
  });

  it('are kept from everybody else by the database itself', async () => {
    const id = await opened();
    const seenBy = async (firm: Firm): Promise<{ eois: number; contacts: number }> => {
      const { query } = portal.database;
      await query('BEGIN');
      await query('SET LOCAL ROLE shuqiao_company');
      await query(`SELECT set_config('shuqiao.companies', $1, true)`, [firm.companyId]);
      const [row] = await query<{ eois: number; contacts: number }>(
        `SELECT (SELECT count(*)::int FROM eois WHERE id = $1) AS eois,
           (SELECT count(*)::int FROM open_contacts($1, $2)) + (SELECT count(*)::int FROM company_contacts WHERE company_id = $2) AS contacts`,
        [id, sender.companyId],
      );
      await query('ROLLBACK');
      return row ?? { eois: -1, contacts: -1 };
    };
    expect(await seenBy(stranger)).toEqual({ eois: 0, contacts: 0 });
    expect(await seenBy(buyer)).toEqual({ eois: 1, contacts: 1 });
    await as(portal, buyer).delete(`/eois/${id}/consent`);
    expect(await seenBy(buyer)).toEqual({ eois: 1, contacts: 0 });
  });

  it('cannot be consented to before it is sent, nor after it ended', async () => {
    const id = await sent();
    await as(portal, sender).put(`/eois/${id}/consent`);
    await as(portal, sender).post(`/eois/${id}/withdrawal`);
    const late = await as(portal, buyer).put(`/eois/${id}/consent`);
    expect([late.status, late.body.code]).toEqual([409, 'EOI_CONSENT_NOT_POSSIBLE']);
    expect((await as(portal, sender).get(`/eois/${id}`)).body.senderConsents).toBe(false);
  });
});
