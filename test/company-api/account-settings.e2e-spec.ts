import { newId } from '@shuqiao/kernel';
import { mailedToken, tokenFor } from '../support/mail-links';
import { startTestPortal, type TestPortal } from '../support/portal';
import { PASSWORD } from '../support/sign-in';
import { signUpsAt } from '../support/sign-up';

const NEW_PASSWORD = 'nine otters sleep late';

describe('accounts that were verified', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal({ TRUST_PROXY: '1' })));
  afterAll(() => portal.stop());
  const { post, signIn, email, verify, verified } = signUpsAt(() => portal);

  it('reset the password by a link that is good once, and end every session', async () => {
    const address = await verified();
    const session = await signIn(address);
    const asked = await post('password-reset-requests', { email: address });
    const unknown = await post('password-reset-requests', { email: email() });
    expect([asked.status, asked.body]).toEqual([unknown.status, unknown.body]);
    const token = await mailedToken(portal, address, 'password_reset');

    const weak = await post('password-resets', { token, password: 'short' });
    expect(weak.body.errors).toEqual([expect.objectContaining({ pointer: '/password', code: 'too_short' })]);
    const twice = await Promise.all([0, 1, 2].map(() => post('password-resets', { token, password: NEW_PASSWORD })));
    expect(twice.map(({ status }) => status).sort()).toEqual([204, 410, 410]);

    await portal
      .api()
      .get('/api/v1/accounts/me')
      .set('authorization', `Bearer ${session.body.accessToken}`)
      .expect(401);
    await post('sessions/refresh', { refreshToken: session.body.refreshToken }).expect(401);
    await signIn(address).expect(401);
    await signIn(address, NEW_PASSWORD).expect(201);
  });

  it('know no forged, foreign or late link', async () => {
    const address = await verified();
    await post('password-reset-requests', { email: address });
    const token = await mailedToken(portal, address, 'password_reset');
    const forged = [tokenFor('password_reset', newId()), `${token.slice(0, -2)}AA`];
    for (const attempt of forged) await post('password-resets', { token: attempt, password: NEW_PASSWORD }).expect(410);
    await verify(token).expect(410);
    expect((await post('password-resets', { token: 'x', password: NEW_PASSWORD })).body.errors[0].pointer).toBe(
      '/token',
    );
    await portal.database.query(
      `UPDATE account_tokens SET expires_at = $1 WHERE kind = 'password_reset' AND used_at IS NULL`,
      [portal.clock.now()],
    );
    await post('password-resets', { token, password: NEW_PASSWORD }).expect(410);
    await signIn(address).expect(201);
  });

  it('show and change what is theirs, refusing a stale change', async () => {
    const address = await verified();
    const { body: session } = await signIn(address);
    const bearer = `Bearer ${session.accessToken}`;
    const patch = (etag: string, changes: object) =>
      portal.api().patch('/api/v1/accounts/me').set('authorization', bearer).set('if-match', etag).send(changes);

    const me = await portal.api().get('/api/v1/accounts/me').set('authorization', bearer).expect(200);
    expect(JSON.stringify(me.body)).not.toContain('argon2');
    const changed = await patch(me.headers.etag!, { displayName: '阿依古丽', language: 'zh' });
    expect([changed.status, changed.body.displayName, changed.body.language, changed.body.timeZone]).toEqual([
      200,
      '阿依古丽',
      'zh',
      'Asia/Shanghai',
    ]);
    expect((await patch(me.headers.etag!, { language: 'en' })).body.code).toBe('STALE_VERSION');
    expect((await portal.api().patch('/api/v1/accounts/me').set('authorization', bearer).send({})).status).toBe(428);
    expect((await patch(changed.headers.etag!, { email: 'x@example.org' })).body.errors[0]).toMatchObject({
      pointer: '/email',
      code: 'unknown_field',
    });
  });

  it('change the password with the current one, and end the other sessions only', async () => {
    const address = await verified();
    const [mine, other] = [await signIn(address), await signIn(address)];
    const change = (content: object) =>
      portal
        .api()
        .post('/api/v1/accounts/me/password')
        .set('authorization', `Bearer ${mine.body.accessToken}`)
        .send(content);
    const wrong = await change({ currentPassword: 'wrong', newPassword: NEW_PASSWORD });
    expect(wrong.body.errors).toEqual([
      expect.objectContaining({ pointer: '/currentPassword', code: 'password_wrong' }),
    ]);
    const weak = await change({ currentPassword: PASSWORD, newPassword: 'x' });
    expect(weak.body.errors).toEqual([expect.objectContaining({ pointer: '/newPassword', code: 'too_short' })]);
    await change({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD }).expect(204);
    await portal.api().get('/api/v1/accounts/me').set('authorization', `Bearer ${mine.body.accessToken}`).expect(200);
    await portal.api().get('/api/v1/accounts/me').set('authorization', `Bearer ${other.body.accessToken}`).expect(401);
  });

  it('answer 429 with Retry-After when one address is mailed too often, known or not', async () => {
    const [known, unknown] = [await verified(), email()];
    for (const address of [known, unknown]) {
      for (let round = 0; round < 5; round++) await post('password-reset-requests', { email: address }).expect(202);
      const refused = await post('password-reset-requests', { email: ` ${address.toUpperCase()}` });
      expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
    }
    portal.clock.advance(3_600_001);
    await post('password-reset-requests', { email: known }).expect(202);
  });
});
