import { systemActor } from '@shuqiao/kernel';
import { AuditChain, clientConfig } from '@shuqiao/platform';
import { Client } from 'pg';
import { createFirm, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('the programs', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  it('answer what does not exist with a problem document in the reader’s language', async () => {
    const response = await portal.api().get('/api/v1/nothing-here').set('accept-language', 'ru-RU,ru;q=0.9');
    expect(response.status).toBe(404);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.body).toMatchObject({ code: 'NOT_FOUND', status: 404, title: 'Запрошенный объект не найден.' });
    expect(response.body.requestId).toBe(response.headers['x-request-id']);
  });

  it('answer a body that is no JSON, too large or of an unknown type with its problem', async () => {
    const { authorization } = await createStaff(portal, 'administrator');
    const send = (type: string, body: string) =>
      portal
        .admin()
        .post('/admin/v1/concepts')
        .set({ authorization, 'content-type': type, 'accept-language': 'zh-CN' })
        .send(body);
    expect((await send('application/json', '{"code": ')).body).toMatchObject({
      status: 400,
      code: 'MALFORMED_REQUEST',
      title: '无法解析该请求。',
    });
    expect((await send('application/json', '{"__proto__": {"admin": true}}')).body).toMatchObject({ status: 400 });
    expect((await send('application/json', JSON.stringify({ code: 'x'.repeat(1_100_000) }))).body).toMatchObject({
      status: 413,
      code: 'TOO_LARGE_REQUEST',
    });
    expect((await send('application/xml', '<code/>')).body).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
    expect((await portal.api().get('/api/v1/%ff')).body).toMatchObject({ status: 400 });
  });

  it('see as a firm’s API no company that is not public, whatever the query asks for', async () => {
    const firm = await createFirm(portal, { status: 'draft' });
    const { rows } = await asCompanyRole(portal.database.url, 'SELECT id FROM companies');
    expect(rows).toEqual([]);
    const own = await asCompanyRole(
      portal.database.url,
      `SELECT set_config('shuqiao.companies', '${firm.companyId}', false)`,
      'SELECT id FROM companies',
    );
    expect(own.rows).toEqual([{ id: firm.companyId }]);
  });

  it('refuse a body that is nested too deep before anything walks through it', async () => {
    const firm = await createFirm(portal);
    const bodies = ['['.repeat(400_000) + ']'.repeat(400_000), `{"x":${'{"a":'.repeat(90_000)}1${'}'.repeat(90_000)}}`];
    for (const body of bodies) {
      const post = (path: string) => portal.api().post(path).set('content-type', 'application/json');
      const signUp = await post('/api/v1/accounts').send(body);
      expect(signUp).toMatchObject({ status: 400, body: { code: 'MALFORMED_REQUEST' } });
      const repeatable = post('/api/v1/companies').set('authorization', firm.authorization);
      const creation = await repeatable.set('idempotency-key', 'nested-too-deep').send(body);
      expect(creation).toMatchObject({ status: 400, body: { code: 'MALFORMED_REQUEST' } });
    }
  });

  it('let no cache keep what is read in a session', async () => {
    const firm = await createFirm(portal);
    const read = await portal.api().get('/api/v1/companies/mine').set('authorization', firm.authorization);
    expect([read.status, read.headers['cache-control']]).toEqual([200, 'private, no-store']);
  });

  it('cannot rewrite the audit, not even as its owner', async () => {
    const administrator = await createStaff(portal, 'administrator');
    await portal
      .admin()
      .post('/admin/v1/countries/KZ/statuses')
      .set('authorization', administrator.authorization)
      .send({ status: 'partner', validFrom: '2040-01-01' });
    await expect(portal.database.query(`UPDATE audit_entries SET action = 'nothing'`)).rejects.toThrow('append-only');
    await expect(portal.database.query('TRUNCATE audit_entries CASCADE')).rejects.toThrow('append-only');
    const actor = systemActor('test');
    const chain = portal.worker.context.get(AuditChain);
    expect(await chain.seal(actor)).toBeGreaterThan(0);
    const intact = await chain.verify(actor);
    expect(intact).toMatchObject({ brokenAt: null, unsealed: 0 });
    await portal.database.query(`SET session_replication_role = replica`);
    await portal.database.query(`UPDATE audit_entries SET action = 'forged'`);
    await portal.database.query(`SET session_replication_role = origin`);
    expect(await chain.verify(actor)).toMatchObject({ brokenAt: 1 });
  });
});

async function asCompanyRole(url: string, ...statements: string[]) {
  const client = new Client(clientConfig({ url, role: 'shuqiao_company' }));
  await client.connect();
  try {
    let result = await client.query('SELECT 1');
    for (const statement of statements) result = await client.query(statement);
    return result;
  } finally {
    await client.end();
  }
}
