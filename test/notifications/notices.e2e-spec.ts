import { type Language, newId } from '@shuqiao/kernel';
import { openCase } from '../moderation/review-support';
import { sendEoi } from '../support/eois';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, publishDemand, type PublishedDemand } from '../support/published-demand';
import { book, deskOf } from '../support/roadshows';

type Firm = Person & { readonly companyId: string };

interface Mail {
  readonly kind: string;
  readonly email: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
}

describe('people are told', () => {
  let portal: TestPortal;
  let asking: Firm;
  let offering: Firm;
  let editor: Person;
  let demand: PublishedDemand;
  let eoiId: string;
  beforeAll(async () => {
    portal = await startTestPortal();
    asking = await createFirm(portal, { legalName: '数桥需求方', country: 'KZ' });
    offering = await createFirm(portal, { legalName: 'ООО «Мост»', country: 'RU' });
    editor = await createPerson(portal, { language: 'ru' });
    await addMember(portal, offering.companyId, editor, 'editor');
    await addMember(portal, offering.companyId, await createPerson(portal), 'viewer');
    demand = await publishDemand(portal, { companyId: asking.companyId });
    eoiId = await sendEoi(portal, offering, demand);
    await portal.settle();
    await portal.database.query('DELETE FROM mails');
  });
  afterAll(() => portal.stop());

  /** The mails that an event brings about. */
  async function mailsFor(event: string, payload: object): Promise<Mail[]> {
    await announce(portal, event, payload);
    await portal.settle();
    return portal.database.query<Mail>('DELETE FROM mails RETURNING kind, email, language, subject, text');
  }

  it.each([
    ['company.verified.v1', 'company.verified'],
    ['company.returned.v1', 'company.returned'],
    ['company.rejected.v1', 'company.rejected'],
    ['company.suspended.v1', 'company.suspended'],
    ['company.reinstated.v1', 'company.reinstated'],
  ])('of %s: owners and editors, each in his language, and no viewer', async (event, kind) => {
    const mails = await mailsFor(event, { companyId: offering.companyId });
    expect(mails.map((mail) => [mail.email, mail.language, mail.kind]).sort()).toEqual(
      [
        [offering.email, 'en', kind],
        [editor.email, 'ru', kind],
      ].sort(),
    );
    for (const mail of mails) expect(mail.subject).toContain(mail.language === 'ru' ? 'ООО „Мост“' : 'ООО «Мост»');
  });

  it('of a company that has left the portal: its owners and editors', async () => {
    const leaving = await createFirm(portal, { legalName: 'ООО «Уход»', country: 'RU' });
    const mails = await mailsFor('company.withdrawn.v1', { companyId: leaving.companyId });
    expect(mails.map(({ email, kind }) => [email, kind])).toEqual([[leaving.email, 'company.withdrawn']]);
    expect(mails[0]).toMatchObject({ subject: 'ООО «Уход» has left the portal' });
  });

  it.each([
    ['demand.published.v1', {}, 'demand.published'],
    ['demand.returned.v1', {}, 'demand.returned'],
    ['demand.rejected.v1', {}, 'demand.rejected'],
    ['demand.amendment_refused.v1', { decision: 'returned' }, 'demand.amendment_refused'],
    ['demand.closed.v1', { reason: 'expired' }, 'demand.expired'],
  ])('of %s %j: the company whose demand it is', async (event, more, kind) => {
    const mails = await mailsFor(event, { demandId: demand.id, ...more });
    const own = mails.filter((mail) => mail.kind === kind);
    expect(own.map((mail) => mail.email)).toEqual([asking.email]);
    expect(own[0].text).toContain(`/demands/${demand.id}`);
  });

  it.each([
    ['eoi.sent.v1', 'eoi.received', 'asking'],
    ['eoi.withdrawn.v1', 'eoi.withdrawn', 'asking'],
    ['eoi.reconfirmed.v1', 'eoi.reconfirmed', 'asking'],
    ['eoi.accepted.v1', 'eoi.accepted', 'offering'],
    ['eoi.declined.v1', 'eoi.declined', 'offering'],
    ['eoi.lapsed.v1', 'eoi.lapsed', 'offering'],
    ['eoi.to_reconfirm.v1', 'eoi.to_reconfirm', 'offering'],
  ])('of %s: the other side', async (event, kind, side) => {
    const payload = { eoiId, demandId: demand.id, companyId: offering.companyId, demandCompanyId: asking.companyId };
    const mails = await mailsFor(event, payload);
    const expected = side === 'asking' ? [asking.email] : [offering.email, editor.email];
    expect(mails.map((mail) => mail.email).sort()).toEqual(expected.sort());
    expect(new Set(mails.map((mail) => mail.kind))).toEqual(new Set([kind]));
    for (const mail of mails) expect(mail.text).toContain(`/eois/${eoiId}`);
  });

  it('of a booking and of its session’s move: the delegate alone, in his zone and the place’s', async () => {
    const desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    const { sessions } = await desk.openRoadshow({});
    await portal.database.query(`UPDATE accounts SET time_zone = 'Asia/Kathmandu' WHERE id = $1`, [editor.accountId]);
    expect((await book(portal, sessions[0], { ...editor, companyId: offering.companyId })).status).toBe(201);
    await portal.settle();
    const [confirmed] = await portal.database.query<Mail>(
      'DELETE FROM mails RETURNING kind, email, language, subject, text',
    );
    expect(confirmed).toMatchObject({ kind: 'booking.confirmed', email: editor.email, language: 'ru' });
    expect(confirmed.text).toMatch(/Время: .+ 09:45 \(.+, UTC\+5:45\)/);
    expect(confirmed.text).toMatch(/Время на месте проведения: .+ 09:00 \(.+, UTC\+5\)/);
    const [{ id: bookingId }] = await portal.database.query<{ id: string }>(
      'SELECT id FROM bookings WHERE session_id = $1',
      [sessions[0]],
    );
    for (const act of ['waitlisted', 'offered', 'declined', 'lapsed', 'cancelled']) {
      const mails = await mailsFor(`booking.${act}.v1`, {
        bookingId,
        sessionId: sessions[0],
        companyId: offering.companyId,
      });
      expect(mails).toMatchObject([{ kind: `booking.${act}`, email: editor.email }]);
    }
    const moved = await mailsFor('session.moved.v1', { sessionId: sessions[0] });
    expect(moved).toMatchObject([{ kind: 'booking.moved', email: editor.email }]);
  });

  it('of an overdue review: who has it, or every reviewer while nobody has', async () => {
    const reviewer = await createStaff(portal, 'reviewer');
    const administrator = await createStaff(portal, 'administrator');
    await createStaff(portal, 'case_officer');
    const reviewCaseId = await openCase(portal, asking);
    await portal.settle();
    const all = await mailsFor('review.overdue.v1', { reviewCaseId });
    expect(all.map((mail) => mail.email).sort()).toEqual([reviewer.email, administrator.email].sort());
    await portal
      .admin()
      .post(`/admin/v1/review-cases/${reviewCaseId}/claim`)
      .set('authorization', reviewer.authorization);
    const one = await mailsFor('review.overdue.v1', { reviewCaseId });
    expect(one.map((mail) => mail.email)).toEqual([reviewer.email]);
    const list = await portal.admin().get('/admin/v1/notifications').set('authorization', administrator.authorization);
    expect(list.body.items).toMatchObject([{ kind: 'review.overdue', ids: { reviewCaseId } }]);
  });

  it('nothing at an address that was never proved, in an account that is disabled, or about what is gone', async () => {
    const firm = await createFirm(portal);
    const other = await createPerson(portal);
    await addMember(portal, firm.companyId, other, 'owner');
    await portal.database.query('UPDATE accounts SET email_verified_at = NULL WHERE id = $1', [firm.accountId]);
    await portal.database.query('UPDATE accounts SET disabled_at = now() WHERE id = $1', [other.accountId]);
    expect(await mailsFor('company.verified.v1', { companyId: firm.companyId })).toEqual([]);
    expect(await mailsFor('company.verified.v1', { companyId: newId() })).toEqual([]);
  });

  it('once, however often the message comes', async () => {
    await announce(portal, 'company.verified.v1', { companyId: asking.companyId });
    const [{ id }] = await portal.database.query<{ id: string }>(
      'SELECT id FROM outbox_messages ORDER BY created_at DESC LIMIT 1',
    );
    await portal.settle();
    for (let again = 0; again < 2; again++) {
      await portal.database.query(`SELECT graphile_worker.add_job('event.handle', $1::json)`, [
        JSON.stringify({ id, handler: 'notices.tell' }),
      ]);
    }
    await portal.settle();
    const told = await portal.database.query('SELECT 1 FROM notifications WHERE message_id = $1', [id]);
    const mailed = await portal.database.query('DELETE FROM mails WHERE message_id = $1 RETURNING id', [id]);
    expect([told.length, mailed.length]).toEqual([1, 1]);
  });
});
