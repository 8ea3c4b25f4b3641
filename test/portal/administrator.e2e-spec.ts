import { readConfig } from '@shuqiao/platform';
import { inviteAdministrator, readAdministrator } from '../../apps/portal/src/administrator';
import { mailedToken } from '../support/mail-links';
import { startTestPortal, TEST_TOKEN_SECRET, type TestPortal } from '../support/portal';
import { PASSWORD } from '../support/sign-in';

describe('the first administrator', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  it('is invited by command, sets a password, signs in and manages staff', async () => {
    const config = readConfig({
      DATABASE_URL: portal.database.url,
      TOKEN_SECRET: TEST_TOKEN_SECRET,
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      DEMONSTRATION: 'true',
      LOG_LEVEL: 'error',
    });
    const wanted = readAdministrator(['Head@Example.org', '李敏', 'zh']);
    const id = await inviteAdministrator(config, wanted);
    await expect(inviteAdministrator(config, wanted)).rejects.toThrow();
    const token = await mailedToken(portal, 'head@example.org', 'staff_invitation');
    await portal.admin().post('/admin/v1/password-resets').send({ token, password: PASSWORD }).expect(204);
    const session = await portal
      .admin()
      .post('/admin/v1/sessions')
      .send({ email: 'head@example.org', password: PASSWORD });
    expect(session.body.account).toMatchObject({ id, displayName: '李敏', roles: ['administrator'] });
    const staff = await portal
      .admin()
      .get('/admin/v1/staff')
      .set('authorization', `Bearer ${session.body.accessToken}`);
    expect(staff.body.items.map((member: { id: string }) => member.id)).toEqual([id]);
  });

  it.each([[[]], [['head']], [['head@example.org', ' ']], [['head@example.org', 'Head', 'de']]])(
    'is not invited by the arguments %j',
    (given) => expect(() => readAdministrator(given)).toThrow('Usage'),
  );
});
