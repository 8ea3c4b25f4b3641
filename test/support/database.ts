import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../migrations/migrate';

const TEMPLATE = 'shuqiao_template';

export interface TestDatabase {
  /** The owner's login. */
  readonly url: string;
  /** Runs SQL as the owner, past row-level security: to look behind the scenes. */
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A database of its own for a test file, copied from a migrated template, which the first caller makes. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: run the tests by `npm test`');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(server, async (admin) => {
    // Only one test worker makes the template; the others wait for the lock and find it ready.
    await admin.query(`SELECT pg_advisory_lock(4711)`);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (!rowCount) await makeTemplate(server, admin);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    await admin.query(`SELECT pg_advisory_unlock(4711)`);
  });
  const url = urlOf(server, name);
  const owner = new Client({ connectionString: url });
  await owner.connect();
  return {
    url,
    query: async <Row>(text: string, values: unknown[] = []) => (await owner.query(text, values)).rows as Row[],
    drop: async () => {
      await owner.end();
      await withClient(server, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

async function makeTemplate(server: string, admin: Client): Promise<void> {
  const making = `${TEMPLATE}_making`;
  await admin.query(`DROP DATABASE IF EXISTS ${making} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${making}`);
  await migrate(urlOf(server, making));
  await admin.query(`ALTER DATABASE ${making} RENAME TO ${TEMPLATE}`);
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
