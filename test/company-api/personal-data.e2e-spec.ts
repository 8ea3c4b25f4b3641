import { accountIdOf, eventsAbout, mailedToken } from '../support/mail-links';
import { addMember, createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, bookingOf, deskOf } from '../support/roadshows';

const PASSWORD = 'seven herons wade past';
let counter = 0;

describe('the personal data of an account', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal({ TRUST_PROXY: '1' })));
  afterAll(() => portal.stop());

  const post = (path: string, content: object, authorization?: string) => {
    const request = portal
      .api()
      .post(`/api/v1/${path}`)
      .set('x-forwarded-for', `203.0.113.${++counter % 250}`);
    return (authorization ? request.set({ authorization }) : request).send(content);
  };
  async function signUp(email: string): Promise<Person> {
    await post('accounts', { email, displayName: 'Aigerim Secret', language: 'ru' }).expect(202);
    // The mail is written before its link is used: afterwards there would be nothing to tell.
    await portal.settle();
    const token = await mailedToken(portal, email, 'email_verification');
    await post('accounts/email-verification', { token, password: PASSWORD }).expect(204);
    const { body } = await post('sessions', { email, password: PASSWORD }).expect(201);
    const accountId = await accountIdOf(portal, email);
    return { accountId: accountId!, email, authorization: `Bearer ${body.accessToken as string}` };
  }
  const exported = (person: Person) =>
    portal.api().get('/api/v1/accounts/me/export').set({ authorization: person.authorization });
  const erase = (person: Person, password = PASSWORD) =>
    post('accounts/me/erasure', { password }, person.authorization);
  // Everything in the database but the audit, which is append-only and holds ids.
  async function tablesWith(word: string): Promise<string[]> {
    const tables = await portal.database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await portal.database.query(
        `SELECT FROM ${name} AS kept WHERE kept::text ILIKE '%' || $1 || '%' LIMIT 1`,
        [word],
      );
      if (rows.length) found.push(name);
    }
    return found;
  }

  it('is given to its holder whole, without secrets, and to nobody else', async () => {
    const person = await signUp('export@example.org');
    const other = await signUp('other@example.org');
    const firm = await createFirm(portal);
    await addMember(portal, firm.companyId, person, 'viewer');
    const { status, headers, body, text } = await exported(person);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body.account).toMatchObject({ id: person.accountId, email: person.email, displayName: 'Aigerim Secret' });
    expect(body.memberships).toEqual([expect.objectContaining({ companyId: firm.companyId, role: 'viewer' })]);
    expect(body.sessions).toHaveLength(1);
    expect(body.mails[0]).toMatchObject({ email: person.email });
    expect(body.acts.map(({ action }: { action: string }) => action)).toContain('session.opened');
    expect(text).not.toMatch(/argon2|password_hash|\bhash\b/);
    expect(text).not.toContain(other.email);
    await portal.api().get('/api/v1/accounts/me/export').expect(401);
    const again = await exported(person);
    expect(again.body.acts.map(({ action }: { action: string }) => action)).toContain('account.exported');
  });

  it('is erased for good when the holder confirms it with his password', async () => {
    const person = await signUp('erased@example.org');
    const wrong = await erase(person, 'not this password');
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/password']);
    await exported(person).expect(200);

    expect(await tablesWith('erased@example.org')).toEqual(expect.arrayContaining(['accounts', 'mails']));
    await erase(person).expect(204);
    expect(await tablesWith('erased@example.org')).toEqual([]);
    expect(await tablesWith('Aigerim Secret')).not.toContain('notifications');
    const [row] = await portal.database.query('SELECT display_name, password_hash FROM accounts WHERE id = $1', [
      person.accountId,
    ]);
    expect(row).toEqual({ display_name: '—', password_hash: 'erased' });
    await exported(person).expect(401);
    const signIn = await post('sessions', { email: person.email, password: PASSWORD });
    expect([signIn.status, signIn.body.code]).toEqual([401, 'INVALID_CREDENTIALS']);
    expect((await eventsAbout(portal, person.accountId)).map(({ name }) => name)).toContain('account.erased.v1');
    const [entry] = await portal.database.query(
      `SELECT actor_kind FROM audit_entries WHERE action = 'account.erased' AND subject_id = $1`,
      [person.accountId],
    );
    expect(entry).toEqual({ actor_kind: 'account' });

    const next = await signUp('erased@example.org');
    expect(next.accountId).not.toBe(person.accountId);
  });

  it('has what he said of a session, his reminders and his calendar in it, and what he wrote is erased', async () => {
    const desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    const person = await signUp('delegate@example.org');
    const firm = await createFirm(portal);
    await addMember(portal, firm.companyId, person, 'viewer');
    expect((await exported(person)).body).toMatchObject({ feedback: [], reminders: null, calendarSubscription: null });
    const { sessions } = await desk.openRoadshow({});
    const { body: booking } = await book(portal, sessions[0], { ...person, companyId: firm.companyId });
    await portal.database.query(`UPDATE bookings SET status = 'attended' WHERE id = $1`, [booking.id]);
    const comment = { lang: 'en', text: 'A quixotic session' };
    await post(`bookings/${booking.id}/feedback`, { rating: 3, comment }, person.authorization).expect(201);
    await post('accounts/me/calendar-subscription', {}, person.authorization).expect(201);
    await portal
      .api()
      .put('/api/v1/accounts/me/reminders')
      .set({ authorization: person.authorization, 'if-match': '"v1"' })
      .send({ dayBefore: true, hourBefore: false })
      .expect(200);
    const { body, text } = await exported(person);
    expect(body).toMatchObject({
      feedback: [{ bookingId: booking.id, rating: 3, comment }],
      reminders: { dayBefore: true, hourBefore: false },
      calendarSubscription: { createdAt: expect.any(String) },
    });
    expect(text).not.toContain('token');
    await erase(person).expect(204);
    expect(await tablesWith('quixotic')).toEqual([]);
    expect(await tablesWith(person.accountId)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/calendar_subscriptions|reminder_settings/)]),
    );
    const { body: summary } = await desk.get(`roadshow-sessions/${sessions[0]}/feedback-summary`);
    expect(summary.rating).toEqual({ average: 3, answers: 1 });
  });

  it('stays while a company would be left without an owner', async () => {
    const person = await signUp('owner@example.org');
    const firm = await createFirm(portal);
    await addMember(portal, firm.companyId, person, 'owner');
    await portal.database.query('DELETE FROM memberships WHERE account_id = $1', [firm.accountId]);
    const refused = await erase(person);
    expect([refused.status, refused.body.code]).toEqual([409, 'LAST_OWNER']);
    await exported(person).expect(200);
  });

  it('takes along the seats that a former member held for the company, however he left', async () => {
    const desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    const { sessions } = await desk.openRoadshow({});
    const firm = await createFirm(portal);
    const leave: Record<string, (person: Person) => PromiseLike<unknown>> = {
      erased: (person) => erase(person).expect(204),
      removed: (person) =>
        portal
          .api()
          .delete(`/api/v1/companies/${firm.companyId}/members/${person.accountId}`)
          .set({ authorization: firm.authorization })
          .expect(204),
    };
    for (const [how, act] of Object.entries(leave)) {
      const person = await signUp(`delegate-${how}@example.org`);
      await addMember(portal, firm.companyId, person, 'viewer');
      const { body } = await book(portal, sessions[0]!, { ...person, companyId: firm.companyId }).expect(201);
      await portal.settle();
      expect((await bookingOf(portal, body.id, firm)).body.status).toBe('confirmed');
      await act(person);
      await portal.settle();
      expect([how, (await bookingOf(portal, body.id, firm)).body.status]).toEqual([how, 'cancelled']);
      const [entry] = await portal.database.query(
        `SELECT actor_kind FROM audit_entries WHERE action = 'booking.cancelled' AND subject_id = $1`,
        [body.id],
      );
      expect(entry).toEqual({ actor_kind: 'system' });
    }
  });
});
