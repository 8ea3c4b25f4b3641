import { CONFIG, type Config, createOperationsServer, Health } from '@shuqiao/platform';
import supertest from 'supertest';
import { createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('what the operators ask for', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  it('is whether the process lives and whether it can serve', async () => {
    for (const api of [portal.api(), portal.admin()]) {
      expect(await api.get('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
      const ready = await api.get('/health/ready');
      expect(ready).toMatchObject({ status: 200, body: { status: 'ready' } });
      expect(ready.headers['cache-control']).toBe('no-store');
    }
  });

  it('names each request by its route pattern and never by its path', async () => {
    const { authorization } = await createStaff(portal, 'administrator');
    await portal.admin().post('/admin/v1/countries/no-such-country/statuses').set({ authorization }).send({});
    await portal.api().get('/api/v1/secret-path?secret-query');
    await portal.api().get('/api/v1/countries');
    const { text, status, headers } = await portal.api().get('/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toMatch(
      /^http_request_duration_seconds_count\{program="admin-api",method="POST",route="\/admin\/v1\/countries\/:code\/statuses",status="422"\} 1$/m,
    );
    expect(text).toMatch(
      /http_request_duration_seconds_count\{program="company-api",method="GET",route="none",status="404"\} 1/,
    );
    expect(text).toMatch(/route="\/api\/v1\/countries",status="200"\} 1/);
    expect(text).not.toMatch(/secret|no-such-country/);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
    expect(text).toMatch(/^database_pool_connections\{role="shuqiao_company",state="awaited"\} 0$/m);
  });

  it('counts what waits in the outbox, in the queue and for the audit chain', async () => {
    const figure = async (name: string) => {
      const { text } = await portal.api().get('/metrics');
      return Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (.*)$`, 'm').exec(text)?.[1]);
    };
    const unsealed = await figure('audit_unsealed_entries');
    await portal.database.query(
      `INSERT INTO outbox_messages (id, name, payload, request_id, created_at)
       VALUES (gen_random_uuid(), 'something.happened.v1', '{}', 'test', now() - interval '1 hour')`,
    );
    await portal.database.query(
      `INSERT INTO audit_entries (id, actor_kind, action, subject_type, subject_id, details, request_id)
       VALUES (gen_random_uuid(), 'system', 'something.done', 'test', '1', '{}', 'test')`,
    );
    await portal.database.query(`SELECT graphile_worker.add_job('event.handle', run_at => now() + interval '1 day')`);
    expect(await figure('outbox_unrelayed_messages')).toBe(1);
    expect(await figure('outbox_oldest_unrelayed_seconds')).toBeGreaterThanOrEqual(3600);
    expect(await figure('queue_jobs{state="waiting"}')).toBe(1);
    expect(await figure('queue_jobs{state="failed"}')).toBe(0);
    expect(await figure('audit_unsealed_entries')).toBe(unsealed + 1);
  });

  it('is answered by the worker too', async () => {
    const health = portal.worker.context.get(Health);
    const ask = supertest(createOperationsServer(health, portal.worker.context.get<Config>(CONFIG)));
    expect(await ask.get('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await ask.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect((await ask.get('/metrics')).text).toContain('queue_jobs');
    expect(await ask.post('/metrics')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await ask.get('/constructor')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('is not ready while a migration is missing, or once it was told to end', async () => {
    const health = portal.adminApi.get(Health);
    health.requireMigrations(['Future1999999999999']);
    const refused = await portal.admin().get('/health/ready').set('accept-language', 'ru');
    expect(refused).toMatchObject({ status: 503, body: { code: 'BUSY', status: 503 } });
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(await portal.admin().get('/health/live')).toMatchObject({ status: 200 });
    await portal.database.query(`INSERT INTO schema_migrations (timestamp, name) VALUES (1, 'Future1999999999999')`);
    expect(await portal.admin().get('/health/ready')).toMatchObject({ status: 200 });
    health.announceEnd();
    expect(await portal.admin().get('/health/ready')).toMatchObject({ status: 503 });
    expect(await portal.api().get('/health/ready')).toMatchObject({ status: 200 });
  });
});

describe('the metrics outside demonstration mode', () => {
  let portal: TestPortal;
  const METRICS_TOKEN = 'a-token-for-the-collector';
  beforeAll(async () => (portal = await startTestPortal({ METRICS_TOKEN })));
  afterAll(() => portal.stop());

  it.each([undefined, 'Bearer ', 'Bearer wrong', METRICS_TOKEN, `Basic ${METRICS_TOKEN}`])(
    'seem not to exist for %s',
    async (authorization) => {
      const response = await portal
        .api()
        .get('/metrics')
        .set(authorization ? { authorization } : {});
      expect(response).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    },
  );

  it('open for the token', async () => {
    const response = await portal.api().get('/metrics').set('authorization', `Bearer ${METRICS_TOKEN}`);
    expect(response.status).toBe(200);
  });
});

describe('a database that is gone', () => {
  it('makes the program not ready', async () => {
    const portal = await startTestPortal();
    await portal.database.query(`SELECT 1`);
    await portal.database.drop();
    expect(await portal.api().get('/health/ready')).toMatchObject({ status: 503, body: { code: 'BUSY' } });
    expect(await portal.api().get('/health/live')).toMatchObject({ status: 200 });
    await Promise.all([portal.companyApi.close(), portal.adminApi.close(), portal.worker.context.close()]);
  });
});
