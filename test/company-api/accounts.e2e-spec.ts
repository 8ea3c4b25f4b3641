import { accountIdOf, eventsAbout, mailedToken } from '../support/mail-links';
import { startTestPortal, type TestPortal } from '../support/portal';
import { PASSWORD } from '../support/sign-in';
import { signUpsAt } from '../support/sign-up';

const NEW_PASSWORD = 'nine otters sleep late';

describe('accounts', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal({ TRUST_PROXY: '1' })));
  afterAll(() => portal.stop());
  const { post, signIn, email, body, verify, verified } = signUpsAt(() => portal);

  it('sign up, verify the address, and sign in', async () => {
    const address = email();
    const signedUp = await post('accounts', body(address, { timeZone: 'Asia/Almaty' }));
    expect([signedUp.status, signedUp.body]).toEqual([202, { status: 'accepted' }]);

    for (const password of [PASSWORD, 'unusable'])
      expect((await signIn(address, password)).body.code).toBe('INVALID_CREDENTIALS');

    const token = await mailedToken(portal, address, 'email_verification');
    await verify(token).expect(204);
    const again = await verify(token, NEW_PASSWORD);
    expect([again.status, again.body.code]).toEqual([410, 'INVALID_LINK']);

    const session = await signIn(address);
    expect(session.status).toBe(201);
    expect(session.headers['cache-control']).toBe('no-store');
    expect(session.body).toEqual({
      accessToken: expect.any(String),
      expiresIn: 600,
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
      account: expect.objectContaining({
        email: address,
        displayName: 'Aigerim',
        language: 'ru',
        timeZone: 'Asia/Almaty',
        memberships: [],
        secondFactor: false,
      }),
    });
  });

  it('answer a sign-up alike for a known address, and mail its holder instead', async () => {
    const known = await verified();
    const [first, second] = [
      await post('accounts', body(known, { displayName: 'Somebody else' })),
      await post('accounts', body(email())),
    ];
    expect([first.status, first.body]).toEqual([second.status, second.body]);
    expect(Object.keys(first.headers).sort()).toEqual(Object.keys(second.headers).sort());
    const accountId = await accountIdOf(portal, known);
    expect((await eventsAbout(portal, accountId!)).map(({ name }) => name)).toEqual([
      'account.verification_requested.v1',
      'account.already_registered.v1',
    ]);
    const { body: session } = await signIn(known).expect(201);
    expect(session.account.displayName).toBe('Aigerim');
  });

  it('let the next sign-up take an address over that nobody verified, and void the earlier link', async () => {
    const address = email();
    await post('accounts', body(address, { displayName: 'A stranger' })).expect(202);
    const earlier = await mailedToken(portal, address, 'email_verification');
    await post('accounts', body(address)).expect(202);
    await verify(earlier, NEW_PASSWORD).expect(410);
    await verify(await mailedToken(portal, address, 'email_verification')).expect(204);
    await signIn(address, NEW_PASSWORD).expect(401);
    const { body: session } = await signIn(address).expect(201);
    expect(session.account.displayName).toBe('Aigerim');
  });

  it('have no password before the address is proven, and then the one that its holder chose', async () => {
    const address = email();
    // A client that still sends one is told so: nothing that a stranger knows may be kept.
    const refused = await post('accounts', body(address, { password: NEW_PASSWORD }));
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer: '/password', code: 'unknown_field' })]);
    expect(await accountIdOf(portal, address)).toBeUndefined();
    await post('accounts', body(address)).expect(202);
    const id = await accountIdOf(portal, address);
    const hash = async () =>
      (
        await portal.database.query<{ password_hash: string }>('SELECT password_hash FROM accounts WHERE id = $1', [id])
      )[0]!.password_hash;
    expect(await hash()).toBe('unusable');
    await expect(
      portal.database.query(`UPDATE accounts SET password_hash = '$argon2id$stranger' WHERE id = $1`, [id]),
    ).rejects.toMatchObject({ constraint: 'accounts_proven_password_check' });

    const token = await mailedToken(portal, address, 'email_verification');
    for (const [password, code] of [
      ['short one', 'too_short'],
      ['passwordpassword', 'password_common'],
      [`${address.split('@')[0]}@example`, 'password_context'],
    ] as const) {
      const weak = await verify(token, password);
      expect([weak.status, weak.body.errors?.[0]]).toEqual([
        422,
        expect.objectContaining({ pointer: '/password', code }),
      ]);
    }
    expect((await post('accounts/email-verification', { token })).body.errors?.[0].pointer).toBe('/password');
    expect(await hash()).toBe('unusable');
    const chosen = [PASSWORD, NEW_PASSWORD, 'four lanterns drift apart'];
    const answers = await Promise.all(chosen.map((password) => verify(token, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410]);
    const winner = answers.findIndex(({ status }) => status === 204);
    for (const [index, password] of chosen.entries())
      await signIn(address, password).expect(index === winner ? 201 : 401);
  });

  it('are opened by a reset link too, which voids the first one', async () => {
    const address = email();
    await post('accounts', body(address)).expect(202);
    const first = await mailedToken(portal, address, 'email_verification');
    await post('password-reset-requests', { email: address }).expect(202);
    const reset = { token: await mailedToken(portal, address, 'password_reset'), password: NEW_PASSWORD };
    await post('password-resets', reset).expect(204);
    await verify(first).expect(410);
    await signIn(address).expect(401);
    await signIn(address, NEW_PASSWORD).expect(201);
  });

  it('stay whole when sign-ups and the link of an earlier one meet', async () => {
    for (let round = 0; round < 5; round++) {
      const address = email();
      await post('accounts', body(address)).expect(202);
      const token = await mailedToken(portal, address, 'email_verification');
      const [verification, ...signUps] = await Promise.all([
        verify(token),
        ...[0, 1, 2].map(() => post('accounts', body(address, { displayName: 'A stranger' }))),
      ]);
      expect(signUps.map(({ status }) => status)).toEqual([202, 202, 202]);
      expect([204, 410]).toContain(verification.status);
      await signIn(address).expect(verification.status === 204 ? 201 : 401);
    }
  });

  it('become one account when two sign up at once with one address', async () => {
    const address = email();
    const answers = await Promise.all(Array.from({ length: 4 }, () => post('accounts', body(address))));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    const rows = await portal.database.query('SELECT 1 FROM accounts WHERE email = $1', [address]);
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['/email', 'malformed', { email: 'nobody' }],
    ['/displayName', 'required', { displayName: ' ' }],
    ['/language', 'not_allowed', { language: 'de' }],
    ['/timeZone', 'malformed', { timeZone: 'Mars/Olympus' }],
    ['/displayName', 'wrong_type', { displayName: { $gt: '' } }],
    ['/staffRoles', 'unknown_field', { staffRoles: ['administrator'] }],
  ])('refuse a sign-up whose %s is %s', async (pointer, code, more) => {
    const refused = await post('accounts', body(email(), more));
    expect([refused.status, refused.body.code]).toEqual([422, 'VALIDATION_FAILED']);
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('mail the verification link again only where there is something to verify', async () => {
    const [waiting, done, unknown] = [email(), await verified(), email()];
    await post('accounts', body(waiting));
    const answers = await Promise.all(
      [waiting, done, unknown].map((address) => post('accounts/email-verification-requests', { email: address })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body])))).toEqual(
      new Set(['[202,{"status":"accepted"}]']),
    );
    const names = async (address: string) =>
      (await eventsAbout(portal, (await accountIdOf(portal, address))!)).map(({ name }) => name);
    expect(await names(waiting)).toEqual(['account.verification_requested.v1', 'account.verification_requested.v1']);
    expect(await names(done)).toEqual(['account.verification_requested.v1']);
  });

  it('leave a trail without personal data and without secrets', async () => {
    const address = await verified();
    const accountId = await accountIdOf(portal, address);
    const entries = await portal.database.query<{ action: string }>(
      'SELECT action, details, request_id FROM audit_entries WHERE subject_id = $1 ORDER BY id',
      [accountId],
    );
    expect(entries.map(({ action }) => action)).toEqual(['account.signed_up', 'account.email_verified']);
    const trail = JSON.stringify([
      await portal.database.query('SELECT * FROM audit_entries'),
      await portal.database.query('SELECT * FROM outbox_messages'),
    ]);
    for (const secret of [
      '@example.org',
      'Aigerim',
      PASSWORD,
      await mailedToken(portal, address, 'email_verification'),
    ]) {
      expect(trail).not.toContain(secret);
    }
  });
});
