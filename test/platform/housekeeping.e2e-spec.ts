import { IdentityHousekeeping } from '@shuqiao/identity';
import { systemActor } from '@shuqiao/kernel';
import { IdempotencyKeys, RateLimiter } from '@shuqiao/platform';
import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { createAccount, PASSWORD } from '../support/sign-in';

const LIMIT = { name: 'test.limit', limit: 3, windowSeconds: 60 };

describe('counters, sessions and links', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  const hits = (limiter: RateLimiter, subject: string, count: number) =>
    Promise.allSettled(Array.from({ length: count }, () => limiter.hit(LIMIT, subject)));
  const refused = (results: PromiseSettledResult<number>[]) =>
    results.filter(({ status }) => status === 'rejected').length;

  it('count exactly, together in all programs, from the first hit to the end of the window', async () => {
    const [one, other] = [portal.companyApi.get(RateLimiter), portal.adminApi.get(RateLimiter)];
    const results = await Promise.all([hits(one, 'x', 20), hits(other, 'x', 20)]);
    expect(refused(results.flat())).toBe(37);
    expect(refused(await hits(one, 'y', 3))).toBe(0);
    portal.clock.advance(59_000);
    expect(refused(await hits(one, 'x', 1))).toBe(1);
    portal.clock.advance(1_000);
    expect(refused(await hits(one, 'x', 4))).toBe(1);
  });

  it('take one hit back, or all', async () => {
    const limiter = portal.companyApi.get(RateLimiter);
    await hits(limiter, 'z', 3);
    await limiter.release(LIMIT, 'z');
    expect(refused(await hits(limiter, 'z', 2))).toBe(1);
    await limiter.reset(LIMIT, 'z');
    expect(refused(await hits(limiter, 'z', 3))).toBe(0);
  });

  it('say nothing of whom they counted', async () => {
    await portal.companyApi.get(RateLimiter).hit(LIMIT, 'somebody@example.org');
    expect(JSON.stringify(await portal.database.query('SELECT * FROM rate_limits'))).not.toContain('somebody');
  });

  it('are deleted when they are over, and not before', async () => {
    const { email } = await createAccount(portal);
    await portal.api().post('/api/v1/sessions').send({ email, password: PASSWORD }).expect(201);
    await portal.api().post('/api/v1/password-reset-requests').send({ email }).expect(202);
    const purge = () => portal.worker.context.get(IdentityHousekeeping).purge(systemActor('test'));
    expect(await purge()).toMatchObject({ sessions: 0, tokens: 0 });
    await portal.api().post('/api/v1/sessions').send({ email, password: 'a wrong one' }).expect(401);
    portal.clock.advance(61 * 24 * 3_600_000);
    expect(await purge()).toMatchObject({ sessions: 1, tokens: 1 });
    for (const table of ['rate_limits', 'sessions', 'refresh_tokens', 'account_tokens']) {
      expect(await portal.database.query(`SELECT 1 FROM ${table}`)).toEqual([]);
    }
  });

  it('go with the answers that were kept for repetitions, after a day', async () => {
    const firm = await createFirm(portal);
    const invite = () =>
      portal
        .api()
        .post(`/api/v1/companies/${firm.companyId}/invitations`)
        .set('authorization', firm.authorization)
        .set('idempotency-key', 'invite-once-only')
        .send({ email: 'invited@example.org', role: 'viewer', language: 'en' });
    const invited = await invite().expect(201);
    const purge = () => portal.worker.context.get(IdempotencyKeys).purge(systemActor('test'));
    const age = (hours: number) =>
      portal.database.query('UPDATE idempotency_keys SET created_at = $1', [
        new Date(portal.clock.now().getTime() - hours * 3_600_000),
      ]);
    await age(23);
    expect(await purge()).toBe(0);
    expect((await invite().expect(201)).body).toEqual(invited.body);
    await age(25);
    expect(await purge()).toBe(1);
    expect(JSON.stringify(await portal.database.query('SELECT * FROM idempotency_keys'))).not.toContain('invited@');
  });
});
