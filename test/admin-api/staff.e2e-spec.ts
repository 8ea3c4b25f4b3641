import { newId } from '@shuqiao/kernel';
import { mailedToken } from '../support/mail-links';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { codeOf, createAccount, PASSWORD } from '../support/sign-in';

type Method = 'get' | 'post' | 'patch' | 'delete';
let counter = 0;

describe('staff', () => {
  let portal: TestPortal;
  beforeAll(
    async () =>
      (portal = await startTestPortal({ TRUST_PROXY: '1', DEMONSTRATION: 'false', SMTP_URL: 'smtp://127.0.0.1:9' })),
  );
  afterAll(() => portal.stop());

  const post = (path: string, body: object) =>
    portal
      .admin()
      .post(`/admin/v1/${path}`)
      .set('x-forwarded-for', `203.0.113.${++counter % 250}`)
      .send(body);
  const signIn = (email: string, code?: string) =>
    post('sessions', { email, password: PASSWORD, ...(code === undefined ? {} : { code }) });
  const call = (method: Method, path: string, who: Person, body?: object) => {
    const request = portal.admin()[method](`/admin/v1/${path}`).set('authorization', who.authorization);
    return body ? request.send(body) : request;
  };
  const invitation = (more: object = {}) => ({
    email: `staff-${++counter}-${newId().slice(-6)}@example.org`,
    displayName: '王芳',
    language: 'zh',
    roles: ['reviewer'],
    ...more,
  });

  /** Sets up the second factor by the enrolment token of a refused sign-in, and lets the code's time pass. */
  async function enrol(email: string): Promise<string> {
    const { body } = await signIn(email).expect(403);
    const begun = await post('second-factor-enrolments', { enrolmentToken: body.enrolmentToken }).expect(201);
    const code = codeOf(portal, begun.body.secret);
    await post('second-factor-enrolments/confirmation', { enrolmentToken: body.enrolmentToken, code }).expect(200);
    portal.clock.advance(60_000);
    return begun.body.secret;
  }

  it('cannot sign in without a second factor, only set one up', async () => {
    const { email } = await createAccount(portal, ['reviewer']);
    const refused = await signIn(email);
    expect([refused.status, refused.body.code]).toEqual([403, 'SECOND_FACTOR_ENROLMENT_REQUIRED']);
    expect(refused.body.accessToken).toBeUndefined();
    const { enrolmentToken } = refused.body;
    await portal.admin().get('/admin/v1/me').set('authorization', `Bearer ${enrolmentToken}`).expect(401);

    const begun = await post('second-factor-enrolments', { enrolmentToken }).expect(201);
    const confirm = (code: string) => post('second-factor-enrolments/confirmation', { enrolmentToken, code });
    expect((await confirm('000000')).body.errors[0]).toMatchObject({ pointer: '/code', code: 'code_wrong' });
    const confirmed = await confirm(codeOf(portal, begun.body.secret)).expect(200);
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    expect((await confirm(codeOf(portal, begun.body.secret))).body.code).toBe('INVALID_LINK');
    await post('second-factor-enrolments', { enrolmentToken }).expect(410);

    expect((await signIn(email)).body.code).toBe('SECOND_FACTOR_REQUIRED');
    portal.clock.advance(60_000);
    const session = await signIn(email, codeOf(portal, begun.body.secret)).expect(201);
    expect(session.body.account).toMatchObject({ email, roles: ['reviewer'], secondFactor: true });
    const removal = await portal
      .admin()
      .delete('/admin/v1/me/second-factor')
      .set('authorization', `Bearer ${session.body.accessToken}`)
      .send({ password: PASSWORD, code: confirmed.body.recoveryCodes[0] });
    expect([removal.status, removal.body.code]).toEqual([409, 'SECOND_FACTOR_OBLIGATORY']);
  });

  it('cannot use an enrolment token that is old or was superseded', async () => {
    const { email } = await createAccount(portal, ['reviewer']);
    const { body: first } = await signIn(email);
    const { body: second } = await signIn(email);
    await post('second-factor-enrolments', { enrolmentToken: first.enrolmentToken }).expect(410);
    portal.clock.advance(15 * 60_000 + 1);
    await post('second-factor-enrolments', { enrolmentToken: second.enrolmentToken }).expect(410);
  });

  it('are invited by an administrator, set a password by the mailed link, and sign in', async () => {
    const administrator = await createStaff(portal, 'administrator');
    const invited = invitation();
    const created = await call('post', 'staff', administrator, invited);
    expect([created.status, created.body]).toEqual([
      201,
      {
        ...invited,
        id: expect.any(String),
        emailVerified: false,
        secondFactor: false,
        disabledAt: null,
        createdAt: expect.any(String),
        version: 1,
      },
    ]);
    await signIn(invited.email).expect(401);
    const token = await mailedToken(portal, invited.email, 'staff_invitation');
    const [event] = await portal.database.query<{ payload: object }>(
      `SELECT payload FROM outbox_messages WHERE name = 'staff.invited.v1'`,
    );
    expect(event!.payload).toEqual({ accountTokenId: expect.any(String) });
    await portal.api().post('/api/v1/password-resets').send({ token, password: PASSWORD }).expect(410);
    await post('password-resets', { token, password: PASSWORD }).expect(204);
    const secret = await enrol(invited.email);
    await signIn(invited.email, codeOf(portal, secret)).expect(201);

    const taken = await call('post', 'staff', administrator, invited);
    expect(taken.body.errors).toEqual([expect.objectContaining({ pointer: '/email', code: 'email_taken' })]);
  });

  it('are invited though somebody signed up with the address, who is left with nothing', async () => {
    const administrator = await createStaff(portal, 'administrator');
    const invited = invitation();
    const signUp = { email: invited.email, displayName: 'A stranger', language: 'en' };
    const api = (path: string, body: object) => portal.api().post(`/api/v1/${path}`).send(body);
    await api('accounts', signUp).expect(202);
    await api('password-reset-requests', { email: invited.email }).expect(202);
    const first = await mailedToken(portal, invited.email, 'email_verification');
    const reset = await mailedToken(portal, invited.email, 'password_reset');

    const created = await call('post', 'staff', administrator, invited).expect(201);
    expect(created.body).toMatchObject({
      displayName: '王芳',
      language: 'zh',
      roles: ['reviewer'],
      emailVerified: false,
    });
    await api('accounts', signUp).expect(202);
    await api('accounts/email-verification', { token: first, password: PASSWORD }).expect(410);
    await api('password-resets', { token: reset, password: PASSWORD }).expect(410);
    await post('password-resets', { token: reset, password: PASSWORD }).expect(410);
    expect((await call('get', `staff/${created.body.id}`, administrator)).body.displayName).toBe('王芳');
    const token = await mailedToken(portal, invited.email, 'staff_invitation');
    await post('password-resets', { token, password: PASSWORD }).expect(204);
    expect((await signIn(invited.email)).body.code).toBe('SECOND_FACTOR_ENROLMENT_REQUIRED');
    const entries = await portal.database.query(
      `SELECT details FROM audit_entries WHERE action = 'staff.invited' AND subject_id = $1`,
      [created.body.id],
    );
    expect(entries).toEqual([{ details: { roles: ['reviewer'] } }]);
  });

  it.each([
    ['/roles', { roles: [] }],
    ['/roles', { roles: ['reviewer', 'reviewer'] }],
    ['/roles', { roles: ['king'] }],
    ['/email', { email: 'x' }],
    ['/password', { password: PASSWORD }],
  ])('are not invited with nonsense at %s', async (pointer, more) => {
    const refused = await call('post', 'staff', await createStaff(portal, 'administrator'), invitation(more));
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });

  it('are managed by administrators alone', async () => {
    const [reviewer, firm] = [
      await createStaff(portal, 'reviewer', 'event_manager', 'case_officer'),
      await createFirm(portal),
    ];
    const routes: [Method, string, object?][] = [
      ['get', 'staff'],
      ['post', 'staff', invitation()],
      ['get', `staff/${reviewer.accountId}`],
      ['patch', `staff/${reviewer.accountId}`, { roles: ['administrator'] }],
      ['post', `staff/${reviewer.accountId}/disablement`],
      ['delete', `staff/${reviewer.accountId}/disablement`],
      ['delete', `staff/${reviewer.accountId}/second-factor`],
      ['get', `accounts?email=${firm.email}`],
      ['post', `accounts/${firm.accountId}/disablement`],
    ];
    for (const [method, path, body] of routes) {
      const refused = await call(method, path, reviewer, body);
      expect([path, refused.status, refused.body.code]).toEqual([path, 403, 'FORBIDDEN']);
      await call(method, path, firm, body).expect(401);
    }
  });

  it('change roles with effect at once, refusing a stale change', async () => {
    const [administrator, reviewer] = [
      await createStaff(portal, 'administrator'),
      await createStaff(portal, 'reviewer'),
    ];
    const patch = (roles: string[], etag: string, id = reviewer.accountId) =>
      call('patch', `staff/${id}`, administrator, { roles }).set('if-match', etag);
    await call('get', 'staff', reviewer).expect(403);
    expect((await patch(['administrator'], '"v1"')).body).toMatchObject({ roles: ['administrator'], version: 2 });
    await call('get', 'staff', reviewer).expect(200);
    expect((await patch(['reviewer'], '"v1"')).body.code).toBe('STALE_VERSION');
    await patch(['reviewer'], '"v1"', newId()).expect(404);
    await patch(['reviewer'], '"v1"', (await createFirm(portal)).accountId).expect(404);
  });

  it('keep an administrator, also when the last two remove each other at once', async () => {
    for (let round = 0; round < 3; round++) {
      await portal.database
        .query(`UPDATE accounts SET staff_roles = '{reviewer}' WHERE staff_roles @> '{administrator}' AND id <>
        (SELECT id FROM accounts WHERE staff_roles @> '{administrator}' AND disabled_at IS NULL LIMIT 1)`);
      const [left, right] = [await createStaff(portal, 'administrator'), await createStaff(portal, 'administrator')];
      await portal.database.query(
        `UPDATE accounts SET disabled_at = now() WHERE staff_roles @> '{administrator}' AND id NOT IN ($1, $2)`,
        [left.accountId, right.accountId],
      );
      const answers = await Promise.all([
        call('post', `staff/${right.accountId}/disablement`, left),
        call('patch', `staff/${left.accountId}`, right, { roles: ['reviewer'] }).set('if-match', '"v1"'),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const loser = answers.find(({ status }) => status !== 200)!;
      // Whoever came late enough was refused at the door instead.
      expect(['LAST_ADMINISTRATOR', 'SIGN_IN_REQUIRED', 'FORBIDDEN']).toContain(loser.body.code);
      const rows = await portal.database.query<{ id: string }>(
        `SELECT id FROM accounts WHERE staff_roles @> '{administrator}' AND disabled_at IS NULL`,
      );
      expect(rows).toHaveLength(1);
      const last = rows[0]!.id === left.accountId ? left : right;
      const refused = await call('post', `staff/${last.accountId}/disablement`, last);
      expect([refused.status, refused.body.code]).toEqual([409, 'LAST_ADMINISTRATOR']);
    }
  });

  it('lose access at once when they are disabled, and get it back', async () => {
    const administrator = await createStaff(portal, 'administrator');
    const { id, email } = await createAccount(portal, ['reviewer']);
    const secret = await enrol(email);
    const { body: session } = await signIn(email, codeOf(portal, secret)).expect(201);
    const me = () => portal.admin().get('/admin/v1/me').set('authorization', `Bearer ${session.accessToken}`);
    await me().expect(200);
    const disabled = await call('post', `staff/${id}/disablement`, administrator).expect(200);
    expect(disabled.body.disabledAt).not.toBeNull();
    await call('post', `staff/${id}/disablement`, administrator).expect(200);
    await me().expect(401);
    await post('sessions/refresh', { refreshToken: session.refreshToken }).expect(401);
    expect((await signIn(email)).body.code).toBe('ACCOUNT_DISABLED');
    await post('password-reset-requests', { email }).expect(202);
    await expect(mailedToken(portal, email, 'password_reset')).rejects.toThrow();
    const enabled = await call('delete', `staff/${id}/disablement`, administrator).expect(200);
    expect(enabled.body.disabledAt).toBeNull();
    await me().expect(401);
    portal.clock.advance(60_000);
    await signIn(email, codeOf(portal, secret)).expect(201);
    const entries = await portal.database.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE subject_id = $1 AND action LIKE 'account.%abled' ORDER BY id`,
      [id],
    );
    expect(entries.map(({ action }) => action)).toEqual(['account.disabled', 'account.enabled']);
  });

  it('who lost their second factor get it taken away and set up another', async () => {
    const administrator = await createStaff(portal, 'administrator');
    const { id, email } = await createAccount(portal, ['reviewer']);
    const secret = await enrol(email);
    const { body: session } = await signIn(email, codeOf(portal, secret)).expect(201);
    await call('delete', `staff/${id}/second-factor`, administrator).expect(204);
    await portal.admin().get('/admin/v1/me').set('authorization', `Bearer ${session.accessToken}`).expect(401);
    expect((await call('delete', `staff/${id}/second-factor`, administrator)).body.code).toBe('SECOND_FACTOR_MISSING');
    expect(await enrol(email)).not.toBe(secret);
  });

  it('disable a firm’s account, which loses access at once', async () => {
    const [administrator, firm] = [await createStaff(portal, 'administrator'), await createFirm(portal)];
    const found = await call('get', `accounts?email=${encodeURIComponent(firm.email)}`, administrator).expect(200);
    expect(found.body).toMatchObject({ id: firm.accountId, roles: [], disabledAt: null });
    const me = () => portal.api().get('/api/v1/accounts/me').set('authorization', firm.authorization);
    await me().expect(200);
    await call('post', `accounts/${firm.accountId}/disablement`, administrator).expect(200);
    await me().expect(401);
    await call('delete', `accounts/${firm.accountId}/disablement`, administrator).expect(200);
    await me().expect(401);
    await call('post', `accounts/${administrator.accountId}/disablement`, administrator).expect(404);
    await call('get', 'accounts?email=nobody@example.org', administrator).expect(404);
    await call('get', `accounts/${firm.accountId}`, administrator).expect(200);
    const looks = await portal.database.query(
      `SELECT account_id, subject_id, details FROM audit_entries WHERE action = 'account.viewed'`,
    );
    const look = { account_id: administrator.accountId, subject_id: firm.accountId, details: {} };
    expect(looks).toEqual([look, look]);
  });

  it('are listed page by page, without firms’ people and without secrets', async () => {
    const administrator = await createStaff(portal, 'administrator');
    const first = await call('get', 'staff?limit=2', administrator).expect(200);
    const second = await call('get', `staff?limit=2&cursor=${first.body.nextCursor}`, administrator).expect(200);
    const ids = [...first.body.items, ...second.body.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect([...first.body.items].every(({ roles }) => roles.length > 0)).toBe(true);
    expect(first.text).not.toMatch(/argon2|unusable/);
  });
});
