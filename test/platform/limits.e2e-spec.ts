import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('the general limits', () => {
  let portal: TestPortal;
  beforeAll(
    async () =>
      (portal = await startTestPortal({ TRUST_PROXY: '1', REQUESTS_PER_MINUTE: '20', UPLOADS_PER_HOUR: '3' })),
  );
  afterAll(() => portal.stop());

  const read = (ip: string, path = '/api/v1/demands') => portal.api().get(path).set('x-forwarded-for', ip);
  const readOften = (ip: string, times: number) => Promise.all(Array.from({ length: times }, () => read(ip)));

  it('refuse one network that asks too often, and no other', async () => {
    const answers = await readOften('203.0.113.7', 26);
    const served = answers.filter(({ status }) => status === 200).length;
    expect(served).toBeGreaterThanOrEqual(20);
    // On a busy machine a token or two flow in meanwhile.
    expect(served).toBeLessThan(24);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.body).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      retryAfterSeconds: expect.any(Number),
      requestId: expect.any(String),
    });
    expect(refused.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': expect.stringMatching(/^[1-3]$/),
      'ratelimit-policy': '"network";q=20;w=60',
      ratelimit: expect.stringMatching(/^"network";r=0;t=[1-3]$/),
      'x-content-type-options': 'nosniff',
      'x-request-id': refused.body.requestId,
    });
    await read('203.0.113.8').expect(200);
    // Who claims more hops than there are proxies is still the address that the proxy saw.
    const claimed = await Promise.all(Array.from({ length: 5 }, () => read('198.51.100.1, 203.0.113.7')));
    expect(claimed.map(({ status }) => status)).toContain(429);
  });

  it('count IPv6 by the /64, and each program for itself', async () => {
    const hosts = Array.from({ length: 26 }, (_, host) => read(`2001:db8:7:1::${host + 1}`));
    expect((await Promise.all(hosts)).map(({ status }) => status)).toContain(429);
    await read('2001:db8:7:2::1').expect(200);
    await portal.admin().get('/admin/v1/me').set('x-forwarded-for', '2001:db8:7:1::1').expect(401);
  });

  it('never refuse health or metrics', async () => {
    const answers = await readOften('203.0.113.9', 26);
    expect(answers.map(({ status }) => status)).toContain(429);
    for (const path of ['/health/live', '/health/ready', '/metrics'])
      for (const answer of await Promise.all(Array.from({ length: 24 }, () => read('203.0.113.9', path))))
        expect([path, answer.status]).toEqual([path, 200]);
  });

  it('let an account upload so many files an hour', async () => {
    const firm = await createFirm(portal, { status: 'draft' });
    const upload = (n: number) =>
      portal
        .api()
        .post(`/api/v1/companies/${firm.companyId}/documents?purpose=other`)
        .set({ authorization: firm.authorization, 'x-forwarded-for': `10.0.0.${n}` })
        .attach('file', Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n'), `${n}.pdf`);
    const statuses: number[] = [];
    for (let n = 1; n <= 5; n++) statuses.push((await upload(n)).status);
    expect(statuses).toEqual([201, 201, 201, 429, 429]);
    expect(Number((await upload(6)).headers['retry-after'])).toBeGreaterThan(3500);
    portal.clock.advance(3_600_001);
    await upload(7).expect(201);
  });
});
