import { startTestPortal, type TestPortal } from '../support/portal';
import { codeOf, createAccount, PASSWORD } from '../support/sign-in';

let counter = 0;

describe('the second factor', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal({ TRUST_PROXY: '1' })));
  afterAll(() => portal.stop());

  const signIn = (email: string, code?: string) =>
    portal
      .api()
      .post('/api/v1/sessions')
      .set('x-forwarded-for', `10.9.${++counter % 250}.1`)
      .send({ email, password: PASSWORD, ...(code === undefined ? {} : { code }) });

  async function signedIn() {
    const account = await createAccount(portal);
    const { body } = await signIn(account.email).expect(201);
    const bearer = `Bearer ${body.accessToken}`;
    const post = (path: string, content: object = {}) =>
      portal.api().post(`/api/v1/accounts/me/second-factor${path}`).set('authorization', bearer).send(content);
    const begin = (password = PASSWORD) => post('', { password });
    const remove = (content: object) =>
      portal.api().delete('/api/v1/accounts/me/second-factor').set('authorization', bearer).send(content);
    return { ...account, bearer, post, begin, remove };
  }

  async function enrolled() {
    const holder = await signedIn();
    const { body } = await holder.begin().expect(201);
    const confirmed = await holder.post('/confirmation', { code: codeOf(portal, body.secret) }).expect(200);
    portal.clock.advance(60_000);
    return { ...holder, secret: body.secret as string, recoveryCodes: confirmed.body.recoveryCodes as string[] };
  }

  it('is set up with a code of the app, and then asked for', async () => {
    const holder = await signedIn();
    expect((await holder.post('/confirmation', { code: '000000' })).body.code).toBe('SECOND_FACTOR_MISSING');
    const begun = await holder.begin().expect(201);
    expect(begun.body.uri).toBe(
      `otpauth://totp/Shuqiao:${encodeURIComponent(holder.email)}?secret=${begun.body.secret}&issuer=Shuqiao`,
    );
    await signIn(holder.email).expect(201);

    const wrong = await holder.post('/confirmation', { code: codeOf(portal, begun.body.secret, 5) });
    expect(wrong.body.errors).toEqual([expect.objectContaining({ pointer: '/code', code: 'code_wrong' })]);
    const confirmed = await holder.post('/confirmation', { code: codeOf(portal, begun.body.secret) }).expect(200);
    expect(new Set(confirmed.body.recoveryCodes).size).toBe(10);
    expect((await holder.begin()).body.code).toBe('SECOND_FACTOR_EXISTS');
    expect((await holder.post('/confirmation', { code: '000000' })).body.code).toBe('SECOND_FACTOR_EXISTS');

    portal.clock.advance(60_000);
    const missing = await signIn(holder.email);
    expect([missing.status, missing.body.code]).toEqual([401, 'SECOND_FACTOR_REQUIRED']);
    await signIn(holder.email, codeOf(portal, begun.body.secret)).expect(201);
  });

  it('is begun with the password alone, which an open session may guess no more often than a sign-in', async () => {
    const holder = await signedIn();
    expect((await holder.post('')).body.errors).toEqual([expect.objectContaining({ pointer: '/password' })]);
    const guesses = await Promise.all(Array.from({ length: 13 }, () => holder.begin('a guess')));
    const wrong = guesses.filter(({ status }) => status === 422);
    expect(wrong.map(({ body }) => body.errors)).toEqual(
      Array(10).fill([expect.objectContaining({ pointer: '/password', code: 'password_wrong' })]),
    );
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(3);
    await holder.begin().expect(429);
    await holder.remove({ password: PASSWORD, code: '000000' }).expect(429);
    const change = (authorization: string) =>
      portal
        .api()
        .post('/api/v1/accounts/me/password')
        .set({ authorization })
        .send({ currentPassword: PASSWORD, newPassword: 'nine otters sleep late' });
    await change(holder.bearer).expect(429);
    expect(await portal.database.query('SELECT 1 FROM second_factors WHERE account_id = $1', [holder.id])).toEqual([]);
    const entries = await portal.database.query(
      `SELECT action, actor_kind, account_id FROM audit_entries WHERE subject_id = $1 AND action LIKE 'sign_in.%'`,
      [holder.id],
    );
    expect(entries).toEqual([{ action: 'sign_in.failed_repeatedly', actor_kind: 'account', account_id: holder.id }]);
    // The holder elsewhere is not kept waiting, and a success there does not open this session's guesses again.
    const { body } = await signIn(holder.email).expect(201);
    await holder.begin().expect(429);
    await change(`Bearer ${body.accessToken}`).expect(204);
  });

  it('is not begun from a session once guesses locked the account', async () => {
    const holder = await signedIn();
    await holder.begin('a guess').expect(422);
    await portal.database.query('UPDATE sign_in_failures SET failures = 99');
    await holder.begin('a guess').expect(422);
    const locked = await holder.begin();
    expect([locked.status, locked.body.code]).toEqual([403, 'SIGN_IN_LOCKED']);
    await portal.api().get('/api/v1/accounts/me').set('authorization', holder.bearer).expect(200);
  });

  it('tells nothing to somebody without the password', async () => {
    const { email, secret } = await enrolled();
    const refused = await portal
      .api()
      .post('/api/v1/sessions')
      .set('x-forwarded-for', '203.0.113.9')
      .send({ email, password: 'wrong', code: codeOf(portal, secret) });
    expect(refused.body.code).toBe('INVALID_CREDENTIALS');
    await signIn(email, codeOf(portal, secret)).expect(201);
  });

  it('takes a code once, one step early or late, also from parallel requests', async () => {
    const { email, secret } = await enrolled();
    const parallel = await Promise.all(Array.from({ length: 4 }, () => signIn(email, codeOf(portal, secret))));
    expect(parallel.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
    expect(parallel.find(({ status }) => status === 401)!.body.code).toBe('SECOND_FACTOR_INVALID');
    await signIn(email, codeOf(portal, secret, -1)).expect(401);
    await signIn(email, codeOf(portal, secret, 2)).expect(401);
    await signIn(email, codeOf(portal, secret, 1)).expect(201);
  });

  it('lets each recovery code in once', async () => {
    const { id, email, recoveryCodes } = await enrolled();
    const [code, other] = recoveryCodes as [string, string];
    const parallel = await Promise.all([0, 1, 2].map(() => signIn(email, code)));
    expect(parallel.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    await signIn(email, ` ${other.toUpperCase().replaceAll('-', ' ')} `).expect(201);
    const entries = await portal.database.query(
      `SELECT 1 FROM audit_entries WHERE subject_id = $1 AND action = 'second_factor.recovery_code_used'`,
      [id],
    );
    expect(entries).toHaveLength(2);
  });

  it('lets nobody guess: after ten wrong codes the right one waits too', async () => {
    const { email, secret } = await enrolled();
    for (let round = 0; round < 10; round++) {
      await signIn(email, codeOf(portal, secret, 10 + round)).expect(401);
      await signIn(email).expect(401);
    }
    const locked = await signIn(email, codeOf(portal, secret));
    expect([locked.status, locked.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    portal.clock.advance(3_600_001);
    await signIn(email, codeOf(portal, secret)).expect(201);
  });

  it('counts wrong codes with wrong passwords, so that somebody who knows the password gets no more guesses', async () => {
    const { id, email, secret } = await enrolled();
    await signIn(email, '000000').expect(401);
    await portal.database.query('UPDATE sign_in_failures SET failures = 99');
    await signIn(email).expect(401);
    await signIn(email, '000000').expect(401);
    expect((await signIn(email, codeOf(portal, secret))).body.code).toBe('SIGN_IN_LOCKED');
    const entries = await portal.database.query(
      `SELECT details FROM audit_entries WHERE action = 'account.locked' AND subject_id = $1`,
      [id],
    );
    expect(entries).toEqual([{ details: { failures: 100 } }]);
  });

  it('rests encrypted, bound to its account, and codes as hashes', async () => {
    const [first, second] = [await enrolled(), await enrolled()];
    const rows = await portal.database.query<{ secret: string }>('SELECT secret FROM second_factors');
    expect(JSON.stringify(rows)).not.toContain(first.secret);
    const codes = JSON.stringify(
      await portal.database.query(`SELECT encode(hash, 'escape') AS hash FROM recovery_codes`),
    );
    expect(codes).not.toContain(first.recoveryCodes[0]!.replaceAll('-', ''));
    await portal.database.query(
      'UPDATE second_factors SET secret = (SELECT secret FROM second_factors WHERE account_id = $1) WHERE account_id = $2',
      [first.id, second.id],
    );
    expect((await signIn(second.email, codeOf(portal, first.secret))).status).toBe(500);
  });

  it('is removed with the password and a code, not with one of them', async () => {
    const { email, secret, remove } = await enrolled();
    const wrongPassword = await remove({ password: 'wrong', code: codeOf(portal, secret) });
    expect(wrongPassword.body.errors).toEqual([
      expect.objectContaining({ pointer: '/password', code: 'password_wrong' }),
    ]);
    const wrongCode = await remove({ password: PASSWORD, code: '000000' });
    expect(wrongCode.body.errors).toEqual([expect.objectContaining({ pointer: '/code', code: 'code_wrong' })]);
    await remove({ password: PASSWORD, code: codeOf(portal, secret) }).expect(204);
    await signIn(email).expect(201);
  });
});
