import { resolve } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@shuqiao/platform';
import { Client } from 'pg';
import { migrate } from '../../../../migrations/migrate';
import { MIGRATIONS } from '../../../../migrations';
import { interrupted } from '../interruption';
import { loadInBulk } from './bulk-load';
import { generate, SEED } from './generate';

/** Counts changes of the generator: a database that an older one made is made anew. */
const EDITION = 3;

export interface BenchDatabase {
  readonly url: string;
  /** Owner's connection, for preparing scenarios. */
  readonly client: Client;
  stop(): Promise<void>;
}

/**
 * A database of the wanted size on a server of its own in `.data/bench`, kept for the next run. The server writes as
 * durably as in production.
 */
export async function openBenchDatabase(scale: number, say: (text: string) => void): Promise<BenchDatabase> {
  const server = await startEmbeddedPostgres({
    dataDir: resolve('.data/bench'),
    settings: { shared_buffers: '512MB', max_wal_size: '4GB', max_connections: '120' },
  });
  try {
    const url = await Promise.race([prepare(server, scale, say), interrupted]);
    const client = await connect(url);
    return { url, client, stop: async () => void (await client.end(), await server.stop()) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function prepare(server: EmbeddedPostgres, scale: number, say: (text: string) => void): Promise<string> {
  const name = `bench_${scale}`;
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const admin = await connect(server.url);
  try {
    const label = `${EDITION}.${SEED}.${MIGRATIONS.map((migration) => migration.name).join()}`;
    const { rows } = await admin.query<{ label: string | null }>(LABEL, [name]);
    if (rows[0]?.label === label) return url.href;
    say(`Generating ${scale} demands and ${Math.ceil(scale / 4)} companies (kept in .data/bench for the next run) …`);
    const started = Date.now();
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name}`);
    await fill(url.href, scale, say);
    // Only a complete database bears the label.
    await admin.query(`COMMENT ON DATABASE ${name} IS '${label}'`);
    say(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
    return url.href;
  } finally {
    await admin.end();
  }
}

async function fill(url: string, scale: number, say: (text: string) => void): Promise<void> {
  await migrate(url);
  const client = await connect(url);
  try {
    await client.query('SET synchronous_commit = off');
    await loadInBulk(client, () => generate(client, scale, say));
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  // When the run is interrupted the server goes first; the statement in hand fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const LABEL = `SELECT shobj_description(oid, 'pg_database') AS label FROM pg_database WHERE datname = $1`;
