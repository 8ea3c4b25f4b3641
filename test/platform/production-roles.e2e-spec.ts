import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '@shuqiao/platform';
import { Client } from 'pg';
import supertest from 'supertest';
import { createAdminApi } from '../../apps/admin-api/src/program';
import { createCompanyApi } from '../../apps/company-api/src/program';
import { createWorker } from '../../apps/worker/src/program';
import { migrate } from '../../migrations/migrate';
import { TEST_TOKEN_SECRET } from '../support/portal';

const ROLES = join(__dirname, '../../docker/postgres/10-roles.sql');

/** The logins of the compose file, made by its own script, under names that do not meet those of another run. */
describe('the database roles of production', () => {
  const suffix = randomBytes(4).toString('hex');
  const database = `production_${suffix}`;
  const owner = `owner_${suffix}`;
  const companyApi = `company_api_${suffix}`;
  const adminApi = `admin_api_${suffix}`;
  const worker = `worker_program_${suffix}`;
  const server = process.env.TEST_POSTGRES_URL ?? '';

  beforeAll(async () => {
    const script = readFileSync(ROLES, 'utf8')
      .replace(/^(--|\\).*$/gm, '')
      .replaceAll(`:'owner_password'`, `'secret'`)
      .replace(/:'(company_api|admin_api|worker)_password'/g, `'secret'`)
      .replaceAll('shuqiao_owner', owner)
      .replaceAll('shuqiao_company_api', companyApi)
      .replaceAll('shuqiao_admin_api', adminApi)
      .replaceAll('shuqiao_worker_program', worker)
      .replace(/DATABASE shuqiao\b/g, `DATABASE ${database}`);
    await asSuperuser(async (client) => {
      for (const statement of script.split(';').filter((text) => text.trim())) await tolerantly(client, statement);
    });
    await migrate(urlOf(owner, database));
  });

  afterAll(() =>
    asSuperuser(async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      // Rights that migrations granted to the shared roles went with the database.
      await client.query(`DROP ROLE IF EXISTS ${owner}, ${companyApi}, ${adminApi}, ${worker}`);
    }),
  );

  it('let the owner migrate without being a superuser, and the programs serve without owning anything', async () => {
    const configOf = (login: string) =>
      readConfig({
        DATABASE_URL: urlOf(login, database),
        TOKEN_SECRET: TEST_TOKEN_SECRET,
        DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
        DEMONSTRATION: 'true',
        LOG_LEVEL: 'error',
      });
    const api = await createCompanyApi({ config: configOf(companyApi) });
    const admin = await createAdminApi({ config: configOf(adminApi) });
    const program = await createWorker({ config: configOf(worker) });
    try {
      expect(await supertest(api.getHttpServer()).get('/health/ready')).toMatchObject({ status: 200 });
      const countries = await supertest(api.getHttpServer()).get('/api/v1/countries');
      expect(countries.status).toBe(200);
      expect(countries.body.length).toBeGreaterThan(20);
      expect(await supertest(admin.getHttpServer()).get('/health/ready')).toMatchObject({ status: 200 });
      await program.jobs.drain();
    } finally {
      await Promise.all([api.close(), admin.close(), program.context.close()]);
    }
  });

  it('show a program’s login nothing until it takes its role, and never let it change the schema', async () => {
    const client = new Client({ connectionString: urlOf(adminApi, database) });
    await client.connect();
    try {
      await expect(client.query('SELECT * FROM accounts')).rejects.toMatchObject({ code: '42501' });
      await client.query('SET ROLE shuqiao_staff');
      await expect(client.query('SELECT count(*) FROM audit_entries')).resolves.toBeDefined();
      await expect(client.query('ALTER TABLE audit_entries DISABLE TRIGGER ALL')).rejects.toMatchObject({
        code: '42501',
      });
      await expect(client.query('CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });

  it.each([
    ['company-api', companyApi, 'shuqiao_company'],
    ['admin-api', adminApi, 'shuqiao_staff'],
    ['worker', worker, 'shuqiao_worker'],
  ])('let the login of the %s take no other program’s role, by statement or inside one', async (_name, login, own) => {
    const client = new Client({ connectionString: urlOf(login, database) });
    await client.connect();
    try {
      for (const role of ['shuqiao_company', 'shuqiao_staff', 'shuqiao_worker', owner]) {
        const taken = client.query(`SELECT set_config('role', $1, false)`, [role]);
        if (role === own) await expect(taken).resolves.toBeDefined();
        else await expect(taken).rejects.toMatchObject({ code: '42501' });
      }
    } finally {
      await client.end();
    }
  });

  function urlOf(user: string, name: string): string {
    return Object.assign(new URL(server), { username: user, password: 'secret', pathname: `/${name}` }).href;
  }

  async function asSuperuser(work: (client: Client) => Promise<void>): Promise<void> {
    const client = new Client({ connectionString: server });
    await client.connect();
    await work(client).finally(() => client.end());
  }
});

/** The three roles belong to the cluster, where other tests have made them already. */
async function tolerantly(client: Client, statement: string): Promise<void> {
  await client.query(statement).catch((error: { code?: string }) => {
    const exists = error.code === '42710' && /CREATE ROLE shuqiao_(company|staff|worker)\b/.test(statement);
    if (!exists) throw error;
  });
}
