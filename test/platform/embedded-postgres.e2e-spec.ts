import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  type EmbeddedPostgres,
  openEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../libs/platform/src/embedded-postgres/embedded-postgres';

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

function postmasterOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8'), 10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the embedded PostgreSQL', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shuqiao-embedded-'));
  let server: EmbeddedPostgres;
  const start = async () => (server = await startEmbeddedPostgres({ dataDir }));

  beforeAll(start);
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('has trigrams that see Chinese and Cyrillic', async () => {
    await query(server.url, 'CREATE EXTENSION pg_trgm');
    const [row] = await query<{ zh: number; ru: number }>(
      server.url,
      `SELECT similarity('智慧港口', '智慧港口建设') AS zh, similarity('умный порт', 'УМНЫЙ ПОРТ') AS ru`,
    );
    expect(row.zh).toBeGreaterThan(0.3);
    expect(row.ru).toBe(1);
  });

  it('listens on the loopback interface only and wants the password', async () => {
    const [{ addresses }] = await query<{ addresses: string }>(
      server.url,
      `SELECT current_setting('listen_addresses') AS addresses`,
    );
    expect(addresses).toBe('127.0.0.1');
    await expect(query(server.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
  });

  it('refuses a second server on data that a living process uses', async () => {
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(`in use by process ${process.pid}`);
    await expect(query(server.url, 'SELECT 1')).resolves.toHaveLength(1);
  });

  it('lets a command use the server that runs and leaves it running', async () => {
    const opened = await openEmbeddedPostgres({ dataDir });
    await expect(query(opened.url, 'SELECT 1')).resolves.toHaveLength(1);
    await opened.stop();
    await expect(query(server.url, 'SELECT 1')).resolves.toHaveLength(1);
  });

  it('starts a server for a command where none runs, and ends that one', async () => {
    await server.stop();
    const opened = await openEmbeddedPostgres({ dataDir });
    try {
      await expect(query(opened.url, 'SELECT 1')).resolves.toHaveLength(1);
    } finally {
      await opened.stop();
      await start();
    }
    await expect(query(opened.url, 'SELECT 1')).rejects.toThrow();
  });

  it('finds its data again after a stop', async () => {
    await query(server.url, `CREATE TABLE kept AS SELECT '数桥' AS name`);
    await server.stop();
    await expect(query(server.url, 'SELECT 1')).rejects.toThrow();
    await start();
    await expect(query(server.url, 'TABLE kept')).resolves.toEqual([{ name: '数桥' }]);
  });

  it('ends the server that a killed owner left running', async () => {
    await query(server.url, `CREATE TABLE left_behind AS SELECT 1 AS id`);
    const orphan = postmasterOf(dataDir);
    await disown();
    await start();
    expect(isAlive(orphan)).toBe(false);
    expect(postmasterOf(dataDir)).not.toBe(orphan);
    await expect(query(server.url, 'TABLE left_behind')).resolves.toEqual([{ id: 1 }]);
  });

  it('starts after the server itself was killed, also when its process id belongs to somebody else now', async () => {
    await query(server.url, `CREATE TABLE survived AS SELECT 1 AS id`);
    const killed = postmasterOf(dataDir);
    const lock = readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8');
    process.kill(killed, 'SIGKILL');
    const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    try {
      writeFileSync(join(dataDir, 'cluster', 'postmaster.pid'), lock.replace(String(killed), String(stranger.pid)));
      await disown();
      await start();
      await expect(query(server.url, 'TABLE survived')).resolves.toEqual([{ id: 1 }]);
      expect(stranger.exitCode).toBeNull();
    } finally {
      await ended(stranger);
    }
  });

  /** What a kill -9 of the owner leaves: its mark, with the id of a process that is no more. */
  async function disown(): Promise<void> {
    const gone = spawn(process.execPath, ['-e', '']);
    const pid = gone.pid;
    await new Promise((resolve) => gone.once('exit', resolve));
    writeFileSync(join(dataDir, 'owner.json'), JSON.stringify({ pid, started: '1' }));
  }
});

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}
