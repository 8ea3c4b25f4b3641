import { accountIdOf, eventsAbout, mailedToken } from '../support/mail-links';
import { createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { createAccount, PASSWORD } from '../support/sign-in';

let counter = 0;

describe('sessions', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal({ TRUST_PROXY: '1', PUBLIC_URL: 'https://portal.example' })));
  afterAll(() => portal.stop());

  /** Each time in another neighbourhood. */
  const address = () => `10.${Math.floor(++counter / 250)}.${counter % 250}.9`;
  const post = (path: string, body: object, ip = address()) =>
    portal.api().post(`/api/v1/${path}`).set('x-forwarded-for', ip).send(body);
  const signIn = (email: string, more: object = {}, ip = address()) =>
    post('sessions', { email, password: PASSWORD, ...more }, ip);
  const refresh = (refreshToken: string) => post('sessions/refresh', { refreshToken });
  const me = (accessToken: string) =>
    portal.api().get('/api/v1/accounts/me').set('authorization', `Bearer ${accessToken}`);
  const audited = (action: string, subjectId: string) =>
    portal.database.query('SELECT 1 FROM audit_entries WHERE action = $1 AND subject_id = $2', [action, subjectId]);

  it('rotate: each refresh gives new tokens, and the old refresh token is used up', async () => {
    const { email } = await createAccount(portal);
    const first = await signIn(email).expect(201);
    const second = await refresh(first.body.refreshToken).expect(200);
    expect(Object.keys(second.body).sort()).toEqual(['accessToken', 'expiresIn', 'refreshToken']);
    expect(second.body.refreshToken).not.toBe(first.body.refreshToken);
    await me(second.body.accessToken).expect(200);
    await refresh(second.body.refreshToken).expect(200);
    const stored = await portal.database.query<{ hash: Buffer }>('SELECT hash FROM refresh_tokens');
    expect(stored.some(({ hash }) => hash.toString('base64url') === first.body.refreshToken)).toBe(false);
  });

  it('end when a used token comes again, for the thief and for the holder', async () => {
    const { id, email } = await createAccount(portal);
    const first = await signIn(email);
    const second = await refresh(first.body.refreshToken);
    const reused = await refresh(first.body.refreshToken);
    expect([reused.status, reused.body.code]).toEqual([401, 'INVALID_REFRESH_TOKEN']);
    await refresh(second.body.refreshToken).expect(401);
    await me(second.body.accessToken).expect(401);
    const [session] = await portal.database.query<{ id: string }>('SELECT id FROM sessions WHERE account_id = $1', [
      id,
    ]);
    expect(await audited('session.reuse_detected', session!.id)).toHaveLength(1);
  });

  it('give one of several parallel refreshes the next token', async () => {
    const { email } = await createAccount(portal);
    const { body } = await signIn(email);
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(body.refreshToken)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
    const winner = answers.find(({ status }) => status === 200)!;
    await refresh(winner.body.refreshToken).expect(401);
  });

  it('end by themselves after thirty days, however often they are refreshed', async () => {
    const { email } = await createAccount(portal);
    const { body } = await signIn(email);
    portal.clock.advance(29 * 24 * 3_600_000);
    const late = await refresh(body.refreshToken).expect(200);
    portal.clock.advance(2 * 24 * 3_600_000);
    await refresh(late.body.refreshToken).expect(401);
    portal.clock.advance(-31 * 24 * 3_600_000);
  });

  it.each(['x', 'A'.repeat(43), ''])('know nothing of the refresh token %j', async (token) => {
    const refused = await refresh(token);
    expect([401, 422]).toContain(refused.status);
    expect(refused.body.accessToken).toBeUndefined();
  });

  it('keep the refresh token in a cookie that no script reads, and ask for a header with it', async () => {
    const { email } = await createAccount(portal);
    const signedIn = await signIn(email, { transport: 'cookie' }).expect(201);
    expect(signedIn.body.refreshToken).toBeUndefined();
    const [cookie] = signedIn.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(
      /^shuqiao_refresh=[\w-]{43}; Max-Age=2592000; Path=\/api\/v1\/sessions; HttpOnly; Secure; SameSite=Strict$/,
    );
    const byCookie = () => post('sessions/refresh', {}).set('cookie', cookie!.split(';')[0]!);

    const forged = await byCookie();
    expect([forged.status, forged.body.code]).toEqual([403, 'CSRF_HEADER_REQUIRED']);
    const renewed = await byCookie().set('x-shuqiao-csrf', '1').expect(200);
    expect(renewed.body.refreshToken).toBeUndefined();
    expect(renewed.headers['set-cookie']![0]).not.toBe(cookie);
    const out = await portal
      .api()
      .delete('/api/v1/sessions/current')
      .set('authorization', `Bearer ${renewed.body.accessToken}`);
    expect([out.status, out.headers['set-cookie']![0]]).toEqual([204, expect.stringContaining('shuqiao_refresh=; ')]);
    await post('sessions/refresh', {}).expect(401);
  });

  it('are listed for their holder alone, and closed one by one or all at once', async () => {
    const [{ email }, stranger] = [await createAccount(portal), await createPerson(portal)];
    const [first, second] = [await signIn(email).set('user-agent', 'Firefox on a desk'), await signIn(email)];
    const bearer = `Bearer ${second.body.accessToken}`;
    const list = async () =>
      (await portal.api().get('/api/v1/sessions').set('authorization', bearer).expect(200)).body.items;
    const items = await list();
    expect(items.map(({ current }: { current: boolean }) => current)).toEqual([true, false]);
    expect(items[1]).toEqual({
      id: expect.any(String),
      userAgent: 'Firefox on a desk',
      createdAt: expect.any(String),
      lastUsedAt: expect.any(String),
      expiresAt: expect.any(String),
      current: false,
    });

    const close = (id: string, authorization: string) =>
      portal.api().delete(`/api/v1/sessions/${id}`).set('authorization', authorization);
    await close(items[1].id, stranger.authorization).expect(404);
    await close(items[1].id, bearer).expect(204);
    await close(items[1].id, bearer).expect(404);
    await me(first.body.accessToken).expect(401);
    expect(await list()).toHaveLength(1);

    const third = await signIn(email);
    await portal.api().delete('/api/v1/sessions').set('authorization', bearer).expect(204);
    for (const session of [second, third]) {
      await me(session.body.accessToken).expect(401);
      await refresh(session.body.refreshToken).expect(401);
    }
    await me(stranger.authorization.slice(7)).expect(200);
  });

  it('answer a wrong password and an unknown address alike', async () => {
    const { email } = await createAccount(portal);
    const wrong = await signIn(email, { password: 'not the right one' });
    const unknown = await signIn('nobody@example.org', { password: 'not the right one' });
    const told = ({ status, body }: typeof wrong) => ({ ...body, status, requestId: undefined });
    expect(told(wrong)).toEqual(told(unknown));
    expect([wrong.status, wrong.body.code]).toEqual([401, 'INVALID_CREDENTIALS']);
  });

  it.each([
    ['IPv4', (host: number) => `203.0.113.${host}`, '203.0.114.1'],
    ['IPv6', (host: number) => `2001:db8:0:50${host.toString(16).padStart(2, '0')}::${host}`, '2001:db8:0:5100::1'],
  ])('wait in one neighbourhood of %s after ten failures, known or not, and nowhere else', async (_, near, far) => {
    const { id, email } = await createAccount(portal);
    const open = await signIn(email).expect(201);
    const unknown = `nobody-${id}@example.org`;
    const refusals: Awaited<ReturnType<typeof signIn>>[] = [];
    for (const target of [email, unknown]) {
      const guesses = Array.from({ length: 14 }, (__, host) => signIn(target, { password: 'guess' }, near(host + 1)));
      const failures = await Promise.all(guesses);
      expect(failures.filter(({ status }) => status === 401)).toHaveLength(10);
      refusals.push(failures.find(({ status }) => status === 429)!);
    }
    const told = ({ body, headers }: (typeof refusals)[0]) => [body.code, body.title, headers['retry-after']];
    expect(told(refusals[0]!)).toEqual(told(refusals[1]!));
    expect(Number(refusals[0]!.headers['retry-after'])).toBe(900);
    await signIn(email, {}, near(99)).expect(429);
    await signIn(unknown, {}, far).expect(401);
    await refresh(open.body.refreshToken).expect(200);
    const entries = await portal.database.query(
      `SELECT actor_kind, account_id, details FROM audit_entries WHERE action = 'sign_in.failed_repeatedly' AND subject_id = $1`,
      [id],
    );
    expect(entries).toEqual([{ actor_kind: 'anonymous', account_id: null, details: { failures: 10 } }]);

    await signIn(email, {}, far).expect(201);
    await signIn(email, {}, near(99)).expect(429);
    portal.clock.advance(900_001);
    await signIn(email, {}, near(99)).expect(201);
  });

  it('are refused after a hundred failures in a row from anywhere, until a mailed link sets a password', async () => {
    const { id, email } = await createAccount(portal);
    const unknown = `nobody-${id}@example.org`;
    const open = await signIn(email).expect(201);
    for (const target of [email, unknown]) await signIn(target, { password: 'guess' }).expect(401);
    // A hundred hashes would take their time: most failures are put into the counter.
    await portal.database.query('UPDATE sign_in_failures SET failures = 96');
    for (const target of [email, unknown]) {
      const guesses = await Promise.all(Array.from({ length: 9 }, () => signIn(target, { password: 'guess' })));
      const codes = guesses.map(({ body }) => body.code as string).sort();
      expect(codes).toEqual([
        ...Array<string>(4).fill('INVALID_CREDENTIALS'),
        ...Array<string>(5).fill('SIGN_IN_LOCKED'),
      ]);
    }
    const [right, wrong] = [await signIn(email), await signIn(unknown)];
    expect([right.status, right.body.code]).toEqual([403, 'SIGN_IN_LOCKED']);
    expect({ ...right.body, requestId: null }).toEqual({ ...wrong.body, requestId: null });

    const renewed = await refresh(open.body.refreshToken).expect(200);
    await me(renewed.body.accessToken).expect(200);
    expect(await eventsAbout(portal, id)).toEqual([
      { name: 'account.locked.v1', payload: { accountTokenId: expect.any(String) } },
    ]);
    const entries = await portal.database.query(
      `SELECT details, subject_id FROM audit_entries WHERE action = 'account.locked'`,
    );
    expect(entries).toEqual([{ details: { failures: 100 }, subject_id: id }]);
    await portal.settle();
    const { body: mails } = await portal.api().get('/api/v1/demonstration/mails').query({ to: email });
    expect(mails.items.map(({ kind }: { kind: string }) => kind)).toEqual(['account.locked']);
    const token = await mailedToken(portal, email, 'password_reset');
    expect(mails.items[0].text).toContain(`/reset-password#token=${token}`);

    const password = 'nine otters sleep late';
    await post('password-resets', { token, password }).expect(204);
    await signIn(email, { password }).expect(201);
    await signIn(unknown, { password }).expect(403);
    expect(await accountIdOf(portal, unknown)).toBeUndefined();
    expect(JSON.stringify(await portal.database.query('SELECT * FROM sign_in_failures'))).not.toContain('example');
  });

  it('take as long to be refused for a known address as for an unknown one where something is written', async () => {
    const { id, email } = await createAccount(portal);
    for (const target of [email, `nobody-${id}@example.org`]) {
      await signIn(target, { password: 'guess' }).expect(401);
      await portal.database.query('UPDATE sign_in_failures SET failures = 99');
      const start = performance.now();
      await signIn(target, { password: 'guess' }).expect(401);
      expect(performance.now() - start).toBeGreaterThanOrEqual(195);
    }
  });

  it('forget the failures after a success', async () => {
    const { id, email } = await createAccount(portal);
    const ip = address();
    for (let round = 0; round < 2; round++) {
      for (let attempt = 0; attempt < 9; attempt++) await signIn(email, { password: 'guess' }, ip).expect(401);
      await signIn(email, {}, ip).expect(201);
    }
    // What failed before stands in the entry of the success, so that single failures need none.
    const entries = await portal.database.query(
      `SELECT action, details FROM audit_entries WHERE account_id = $1 OR subject_id = $1::text ORDER BY id`,
      [id],
    );
    const opened = { action: 'session.opened', details: { audience: 'company', failuresBefore: 9 } };
    expect(entries.slice(1)).toEqual([opened, opened]);
  });

  it('lock a network that fails at many addresses, and no other network', async () => {
    const { email } = await createAccount(portal);
    const ip = '192.0.2.77';
    await portal.database.query('DELETE FROM rate_limits');
    await signIn('nobody-here@example.org', { password: 'guess' }, ip).expect(401);
    // A hundred hashes would take their time: the other failures are put into the counter.
    await portal.database.query(`UPDATE rate_limits SET count = 99 WHERE key LIKE 'sign-in.network:%'`);
    await signIn('nobody-there@example.org', { password: 'guess' }, ip).expect(401);
    await signIn(email, {}, ip).expect(429);
    await signIn(email).expect(201);
    const entries = await portal.database.query<{ subject_id: string }>(
      `SELECT subject_id, account_id, details FROM audit_entries WHERE action = 'sign_in.network_failed'`,
    );
    expect(entries).toEqual([
      { subject_id: expect.stringMatching(/^network:[\w-]{43}$/), account_id: null, details: { failures: 100 } },
    ]);
    const trail = JSON.stringify(await portal.database.query('SELECT * FROM audit_entries'));
    for (const secret of [ip, 'nobody-here', 'nobody-there']) expect(trail).not.toContain(secret);
  });

  it('belong to one audience: neither API takes the other’s tokens or people', async () => {
    const [holder, staff] = [await createAccount(portal), await createAccount(portal, ['reviewer'])];
    const { body } = await signIn(holder.email).expect(201);
    await portal.admin().get('/admin/v1/me').set('authorization', `Bearer ${body.accessToken}`).expect(401);
    await portal.admin().post('/admin/v1/sessions/refresh').send({ refreshToken: body.refreshToken }).expect(401);
    const refused = await portal.admin().post('/admin/v1/sessions').send({ email: holder.email, password: PASSWORD });
    expect([refused.status, refused.body.code]).toEqual([401, 'INVALID_CREDENTIALS']);
    expect((await signIn(staff.email)).body.code).toBe('INVALID_CREDENTIALS');
    const inside = await portal
      .admin()
      .post('/admin/v1/sessions')
      .send({ email: staff.email, password: PASSWORD })
      .expect(201);
    await me(inside.body.accessToken).expect(401);
    await me(body.accessToken).expect(200);
    await refresh(body.refreshToken).expect(200);
  });

  it.each([
    ['/email', { email: ['a@b.example'] }],
    ['/email', { email: undefined }],
    ['/password', { password: { length: 20 } }],
    ['/password', { password: 'x'.repeat(1025) }],
    ['/code', { code: 123456 }],
    ['/transport', { transport: 'pigeon' }],
    ['/remember', { remember: true }],
  ])('name %s when it is nonsense', async (pointer, more) => {
    const refused = await signIn('somebody@example.org', more);
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });

  it('renew a password hash that has become too weak', async () => {
    const { id, email } = await createAccount(portal);
    const { hash } = await import('@node-rs/argon2');
    const weak = await hash(PASSWORD, { algorithm: 2, memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await portal.database.query('UPDATE accounts SET password_hash = $2 WHERE id = $1', [id, weak]);
    await signIn(email).expect(201);
    const [row] = await portal.database.query<{ password_hash: string }>(
      'SELECT password_hash FROM accounts WHERE id = $1',
      [id],
    );
    expect(row!.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await signIn(email).expect(201);
  });
});
