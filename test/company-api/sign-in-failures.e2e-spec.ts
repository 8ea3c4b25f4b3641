import { accountIdOf, eventsAbout, mailedToken } from '../support/mail-links';
import { startTestPortal, type TestPortal } from '../support/portal';
import { createAccount } from '../support/sign-in';
import { visitorsOf } from '../support/visitor';

describe('a sign-in that fails', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal({ TRUST_PROXY: '1', PUBLIC_URL: 'https://portal.example' })));
  afterAll(() => portal.stop());
  const { address, post, signIn, refresh, me } = visitorsOf(() => portal);

  it('answers a wrong password and an unknown address alike', async () => {
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
  ])('has one neighbourhood of %s wait after ten failures, known or not, and no other', async (_, near, far) => {
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

  it('is refused after a hundred failures in a row from anywhere, until a mailed link sets a password', async () => {
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

  it('takes as long to be refused for a known address as for an unknown one where something is written', async () => {
    const { id, email } = await createAccount(portal);
    for (const target of [email, `nobody-${id}@example.org`]) {
      await signIn(target, { password: 'guess' }).expect(401);
      await portal.database.query('UPDATE sign_in_failures SET failures = 99');
      const start = performance.now();
      await signIn(target, { password: 'guess' }).expect(401);
      expect(performance.now() - start).toBeGreaterThanOrEqual(195);
    }
  });

  it('forgets the failures after a success', async () => {
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

  it('locks a network that fails at many addresses, and no other network', async () => {
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
});
