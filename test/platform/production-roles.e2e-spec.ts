import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '@shuqiao/platform';
import { Client } from 'pg';
import supertest from 'supertest';
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
  const programs = `programs_${suffix}`;
  const server = process.env.TEST_POSTGRES_URL ?? '';

  beforeAll(async () => {
    const script = readFileSync(ROLES, 'utf8')
      .replace(/^(--|\\).*$/gm, '')
      .replaceAll(`:'owner_password'`, `'secret'`)
      .replaceAll(`:'programs_password'`, `'secret'`)
      .replaceAll('shuqiao_owner', owner)
      .replaceAll('shuqiao_programs', programs)
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
      await client.query(`DROP ROLE IF EXISTS ${owner}, ${programs}`);
    }),
  );

  it('let the owner migrate without being a superuser, and the programs serve without owning anything', async () => {
    const config = readConfig({
      DATABASE_URL: urlOf(programs, database),
      TOKEN_SECRET: TEST_TOKEN_SECRET,
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      DEMONSTRATION: 'true',
      LOG_LEVEL: 'error',
    });
    const api = await createCompanyApi({ config });
    const worker = await createWorker({ config });
    try {
      expect(await supertest(api.getHttpServer()).get('/health/ready')).toMatchObject({ status: 200 });
      const countries = await supertest(api.getHttpServer()).get('/api/v1/countries');
      expect(countries.status).toBe(200);
      expect(countries.body.length).toBeGreaterThan(20);
      await worker.jobs.drain();
    } finally {
      await Promise.all([api.close(), worker.context.close()]);
    }
  });

  it('show the programs’ login nothing until it takes one of its roles, and never let it change the schema', async () => {
    const client = new Client({ connectionString: urlOf(programs, database) });
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
