import { createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { createAccount, PASSWORD } from '../support/sign-in';
import { visitorsOf } from '../support/visitor';

describe('sessions', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal({ TRUST_PROXY: '1', PUBLIC_URL: 'https://portal.example' })));
  afterAll(() => portal.stop());
  const { post, signIn, refresh, me } = visitorsOf(() => portal);
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
