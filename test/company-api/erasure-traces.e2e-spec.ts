import { createCompleteDraft, decide as decideCompany, own as ownCompany } from '../support/companies';
import { createPublished, demandBody, own as ownDemands } from '../support/demands';
import { sendEoi } from '../support/eois';
import { accountIdOf, mailedToken } from '../support/mail-links';
import { addMember, createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';
import { book, deskOf } from '../support/roadshows';
import { PASSWORD } from '../support/sign-in';
import { columnsWith } from '../support/traces';

const EMAIL = 'zebulon.quixotov@example.org';
const NAME = 'Zebulon Quixotov';
const PHONE = '+86 10 6552 9911';
const AGENT = 'QuixotBrowser/7.0';
const ADDRESS = '198.51.100.77';
const MARKS = [EMAIL, 'Quixotov', '+861065529911', PHONE, AGENT, ADDRESS];
const OTHER_CONTACT = { name: 'Ван Фан', email: 'wang@example.org' };
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** Where a name may stay, each with the reason. */
const STAYS: Readonly<Record<string, string>> = {
  'files.name': 'the company named its document so; the document is its evidence, and its own to delete',
  'review_cases.snapshot':
    'what was judged stays as it was judged, with the names of the documents that lay before the reviewer',
};

describe('what an erasure leaves of a person', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal({ TRUST_PROXY: '1' })));
  afterAll(() => portal.stop());

  const post = (path: string, body: object, more: Record<string, string> = {}) =>
    portal
      .api()
      .post(`/api/v1/${path}`)
      .set({ 'x-forwarded-for': ADDRESS, 'user-agent': AGENT, ...more })
      .send(body);

  async function signUp(): Promise<Person> {
    await post('accounts', { email: EMAIL, displayName: NAME, language: 'ru' }).expect(202);
    await portal.settle();
    const accountId = (await accountIdOf(portal, EMAIL)) as string;
    const token = await mailedToken(portal, EMAIL, 'email_verification');
    await post('accounts/email-verification', { token, password: PASSWORD }).expect(204);
    await post('sessions', { email: EMAIL, password: 'not the password' }).expect(401);
    const { body } = await post('sessions', { email: EMAIL, password: PASSWORD }).expect(201);
    return { accountId, email: EMAIL, authorization: `Bearer ${body.accessToken as string}` };
  }

  it('is nothing: not in the tables, the kept answers, the mails or the queue, once his data are replaced', async () => {
    const person = await signUp();
    const as = { authorization: person.authorization };
    await post('password-reset-requests', { email: EMAIL }).expect(202);
    await post('accounts', { email: EMAIL, displayName: NAME, language: 'ru' }).expect(202);
    await post('accounts/me/second-factor', { password: PASSWORD }, as).expect(201);

    const { owner, companyId } = await createCompleteDraft(portal);
    await addMember(portal, companyId, person, 'owner');
    const firm = { ...person, companyId };
    const company = ownCompany(portal, person, companyId);
    await company.upload('legal_document', `${NAME} паспорт.pdf`, PDF).expect(201);
    await company.post('/submission').expect(200);
    await decideCompany(portal, companyId, { decision: 'approved' });
    const contact = { name: NAME, email: EMAIL, phone: PHONE, languages: ['ru'], consent: true };
    const added = await company.post('/contacts', contact).set('idempotency-key', 'contact-by-himself').expect(201);
    const another = await ownCompany(portal, owner, companyId)
      .post('/contacts', contact)
      .set('idempotency-key', 'contact-by-a-colleague')
      .expect(201);

    const reviewer = await createStaff(portal, 'reviewer');
    const demandContact = { name: NAME, email: EMAIL, phone: PHONE };
    const demand = await createPublished(portal, firm, reviewer, { contact: demandContact });
    const colleague = { ...owner, companyId };
    const draft = await ownDemands(portal, colleague, companyId)
      .post('', demandBody(portal, { contact: demandContact }))
      .set('idempotency-key', 'demand-by-a-colleague')
      .expect(201);

    await company.post('/invitations', { email: 'guest@example.org', role: 'viewer', language: 'zh' }).expect(201);
    const buyer = await createFirm(portal, { country: 'KZ' });
    await ownCompany(portal, buyer, buyer.companyId)
      .post('/invitations', { email: EMAIL, role: 'editor', language: 'ru' })
      .set('idempotency-key', 'invites-him-himself')
      .expect(201);
    const theirs = await publishDemand(portal, { companyId: buyer.companyId });
    const question = { companyId, question: { lang: 'zh', text: '是否接受分批交付？' } };
    await post(`demands/${theirs.id}/questions`, question, as).expect(201);
    await sendEoi(portal, firm, theirs);
    const desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    const { sessions } = await desk.openRoadshow({});
    await book(portal, sessions[0] as string, firm).expect(201);
    await portal.settle();

    // The walk sees all of these places: that it finds nothing in the end means something.
    const before = await columnsWith(portal, MARKS);
    expect(before).toEqual(expect.arrayContaining(PLACES));

    await company.delete(`/contacts/${added.body.id as string}`).expect(204);
    await company.delete(`/contacts/${another.body.id as string}`).expect(204);
    for (const { id } of [demand, draft.body as { id: string }]) {
      const { body } = await ownDemands(portal, colleague, companyId).get(`/${id}`).expect(200);
      await ownDemands(portal, colleague, companyId)
        .put(`/${id}/contact`, body.version as number, OTHER_CONTACT)
        .expect(200);
    }
    const repeated = await ownDemands(portal, colleague, companyId)
      .post('', demandBody(portal, { contact: demandContact, deadline: draft.body.deadline as string }))
      .set('idempotency-key', 'demand-by-a-colleague');
    expect([repeated.status, repeated.body.id, repeated.body.contact]).toEqual([201, draft.body.id, null]);

    await post('accounts/me/erasure', { password: PASSWORD }, as).expect(204);
    await portal.settle();
    expect(await columnsWith(portal, MARKS)).toEqual(Object.keys(STAYS).sort());
  });

  it('is nothing of a member of staff either, who was invited, noted and named by colleagues', async () => {
    const administrator = await createStaff(portal, 'administrator');
    const staff = (path: string, body: object, more: Record<string, string> = {}) =>
      portal
        .admin()
        .post(`/admin/v1/${path}`)
        .set({ authorization: administrator.authorization, ...more })
        .send(body);
    const invited = { email: 'sigismund.staffov@example.org', displayName: 'Sigismund Staffov', language: 'ru' };
    const { body } = await staff('staff', { ...invited, roles: ['reviewer'] }, { 'idempotency-key': 'invites-staff' });
    await portal.settle();
    const marks = [invited.email, 'Staffov'];
    expect(await columnsWith(portal, marks)).toEqual(
      expect.arrayContaining(['accounts.display_name', 'accounts.email', 'idempotency_keys.body', 'mails.email']),
    );
    await staff(`staff/${body.id as string}/erasure`, {}).expect(204);
    await portal.settle();
    expect(await columnsWith(portal, marks)).toEqual([]);
  });

  it('is nothing of somebody whose address was only ever invited, once the company withdraws nothing but itself', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const guest = 'theodora.guestova@example.org';
    await ownCompany(portal, owner, companyId)
      .post('/invitations', { email: guest, role: 'viewer', language: 'en' })
      .set('idempotency-key', 'invites-a-guest')
      .expect(201);
    await portal.settle();
    expect(await columnsWith(portal, [guest])).toContain('invitations.email');
    const [row] = await portal.database.query<{ version: number }>('SELECT version FROM companies WHERE id = $1', [
      companyId,
    ]);
    await ownCompany(portal, owner, companyId).delete('').set('if-match', `"v${row?.version}"`).expect(204);
    expect(await columnsWith(portal, [guest])).toEqual([]);
  });
});

const PLACES = [
  ...['accounts.display_name', 'accounts.email', 'company_contacts.email', 'company_contacts.name'],
  ...['company_contacts.phone', 'demands.contact', 'files.name', 'idempotency_keys.body', 'invitations.email'],
  ...['mails.email', 'mails.html', 'mails.text', 'review_cases.snapshot', 'sessions.user_agent'],
];
