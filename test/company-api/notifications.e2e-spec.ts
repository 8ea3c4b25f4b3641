import { newId } from '@shuqiao/kernel';
import { createFirm, createPerson, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce } from '../support/published-demand';

describe('my notifications', () => {
  let portal: TestPortal;
  let firm: Person & { companyId: string };
  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { legalName: '数桥 & <b>伙伴</b>' });
    for (const event of ['company.returned.v1', 'company.verified.v1', 'company.suspended.v1']) {
      await announce(portal, event, { companyId: firm.companyId });
      await portal.settle();
    }
  });
  afterAll(() => portal.stop());

  const list = (query = '', person = firm as Person, language = 'en') =>
    portal
      .api()
      .get(`/api/v1/notifications${query}`)
      .set({ authorization: person.authorization, 'accept-language': language });
  const read = (id: string, person = firm as Person) =>
    portal.api().post(`/api/v1/notifications/${id}/read`).set('authorization', person.authorization);

  it('come newest first, in pages, in the reader’s language', async () => {
    const first = await list('?limit=2', firm, 'ru');
    expect(first.body.items.map((item: { kind: string }) => item.kind)).toEqual([
      'company.suspended',
      'company.verified',
    ]);
    expect(first.body.items[0]).toEqual({
      id: expect.any(String),
      kind: 'company.suspended',
      title: 'Верификация организации «数桥 & <b>伙伴</b>» приостановлена',
      link: `http://localhost:3000/companies/${firm.companyId}`,
      ids: { companyId: firm.companyId },
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      readAt: null,
    });
    const second = await list(`?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ kind: 'company.returned' }], nextCursor: null });
  });

  it('are marked as read by their reader only, and once', async () => {
    const stranger = await createPerson(portal);
    const { id } = (await list()).body.items[0];
    expect((await read(id, stranger)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await read(newId())).status).toBe(404);
    const marked = await read(id);
    expect(marked.body.readAt).not.toBeNull();
    portal.clock.advance(1000);
    expect((await read(id)).body.readAt).toBe(marked.body.readAt);
    const unread = await list('?unread=true');
    expect(unread.body.items.map((item: { kind: string }) => item.kind)).toEqual([
      'company.verified',
      'company.returned',
    ]);
    expect((await list('', stranger)).body.items).toEqual([]);
  });

  it('need a session and well-formed queries', async () => {
    expect((await portal.api().get('/api/v1/notifications')).status).toBe(401);
    for (const query of ['?unread=perhaps', '?cursor=AAAA', '?limit=1000', '?from=x'])
      expect((await list(query)).status).toBe(422);
  });

  describe('and the local mailbox of the demonstration', () => {
    const get = (path: string) => portal.api().get(`/api/v1/demonstration/${path}`);

    it('shows the mails to one address as JSON', async () => {
      const { body } = await get(`mails?to=${encodeURIComponent(firm.email)}`);
      expect(body.items.map((mail: { kind: string }) => mail.kind)).toEqual([
        'company.suspended',
        'company.verified',
        'company.returned',
      ]);
      expect(body.items[0]).toMatchObject({
        to: firm.email,
        language: 'en',
        text: expect.stringContaining(firm.companyId),
      });
      expect((await get('mails?to=nobody@example.org')).body.items).toEqual([]);
      expect((await get('mails?to=nonsense')).status).toBe(422);
    });

    it('shows a sign-up’s link that works', async () => {
      const email = 'newcomer@example.org';
      const signUp = { email, displayName: '新人', language: 'zh' };
      expect((await portal.api().post('/api/v1/accounts').send(signUp)).status).toBe(202);
      await portal.settle();
      const [mail] = (await get(`mails?to=${email}`)).body.items;
      expect(mail).toMatchObject({ kind: 'account.verification', language: 'zh', subject: '请验证您的邮箱' });
      const token = /verify-email#token=([\w-]{64})/.exec(mail.text)?.[1];
      const page = await get(`mailbox/${mail.id}`);
      expect(page.text).toContain(`href="http://localhost:3000/verify-email#token=${token}"`);
      const verified = await portal
        .api()
        .post('/api/v1/accounts/email-verification')
        .send({ token, password: 'лодка плывёт через 数桥 42' });
      expect(verified.status).toBeLessThan(300);
      const [account] = await portal.database.query(
        'SELECT email_verified_at IS NOT NULL AS verified FROM accounts WHERE email = $1',
        [email],
      );
      expect(account).toEqual({ verified: true });
    });

    it('has the invitation to somebody without an account, and the word to who has one already', async () => {
      const invited = { email: 'colleague@example.org', role: 'editor', language: 'ru' };
      const invitation = await portal
        .api()
        .post(`/api/v1/companies/${firm.companyId}/invitations`)
        .set('authorization', firm.authorization)
        .send(invited);
      expect(invitation.status).toBe(201);
      const again = { email: firm.email, displayName: 'Again', language: 'zh' };
      expect((await portal.api().post('/api/v1/accounts').send(again)).status).toBe(202);
      await portal.settle();
      const [letter] = (await get(`mails?to=${invited.email}`)).body.items;
      expect(letter).toMatchObject({
        kind: 'member.invited',
        language: 'ru',
        subject: 'Приглашение в организацию «数桥 & <b>伙伴</b>»',
      });
      expect(letter.text).toMatch(/^Здравствуйте!\n[\s\S]+Ваша роль: редактор\.[\s\S]+\/invitation#token=[\w-]{64}/);
      const [word] = (await get(`mails?to=${encodeURIComponent(firm.email)}`)).body.items;
      expect(word).toMatchObject({ kind: 'account.already_registered', language: 'en' });
      expect(word.text).not.toContain('token=');
    });

    it('is a page without scripts that escapes what people wrote', async () => {
      const page = await get('mailbox');
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(page.text).toContain('数桥 &amp; &lt;b&gt;伙伴&lt;/b&gt;');
      expect(page.text).not.toMatch(/<b>|<script/);
      expect((await get(`mailbox/${newId()}`)).status).toBe(404);
      expect((await get('mailbox/x')).status).toBe(404);
    });
  });

  it('and mails that are no demonstration’s are out of a company’s reach in the database', async () => {
    await portal.database.query('UPDATE mails SET demonstration = false WHERE email = $1', [firm.email]);
    const { body } = await portal.api().get(`/api/v1/demonstration/mails?to=${firm.email}`);
    expect(body.items).toEqual([]);
    await portal.database.query('BEGIN; SET LOCAL ROLE shuqiao_company');
    const rows = await portal.database.query('SELECT 1 FROM mails WHERE NOT demonstration');
    await portal.database.query('ROLLBACK');
    expect(rows).toEqual([]);
  });
});
