import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { serverEnvironment } from './cluster';
import type { DataHome } from './data-home';
import type { ServerBinaries } from './server-binaries';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

/** A port of the loopback interface that is free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Starts the server in a process group of its own, so that a Ctrl-C in the terminal reaches the portal alone, which
 * drains its requests before it stops the database.
 */
export function spawnServer(
  { dataDir, cluster, account }: DataHome,
  binaries: ServerBinaries,
  settings: Record<string, string>,
): ChildProcess {
  const file = join(dataDir, 'postgres.log');
  if (existsSync(file)) renameSync(file, `${file}.1`);
  const log = openSync(file, 'a', 0o600);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  try {
    const child = spawn(binaries.postgres, ['-D', cluster, ...flags], {
      ...account,
      cwd: cluster,
      env: serverEnvironment,
      stdio: ['ignore', log, log],
      detached: true,
      windowsHide: true,
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** What the server has written since it started. */
export function serverLog({ dataDir }: DataHome): string {
  return readFileSync(join(dataDir, 'postgres.log'), 'utf8');
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    // A wrong password will not become right by waiting.
    if ((error as { code?: string }).code === '28P01') throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Waits until the server answers queries. False when it ended instead. */
export async function untilReady(child: ChildProcess, url: string): Promise<boolean> {
  for (const started = Date.now(); Date.now() - started < START_TIMEOUT_MS; await sleep(50)) {
    if (hasEnded(child)) return false;
    if (await answers(url)) return true;
  }
  throw new Error('PostgreSQL did not answer within a minute.');
}

/**
 * Stops the server: open transactions are rolled back, the data is written out. When that takes longer than half a
 * minute it is ended at once, which is safe too and costs a recovery at the next start.
 */
export async function stopServer(child: ChildProcess, { cluster }: DataHome, binaries: ServerBinaries): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.ref();
  // Windows has no signals a program could handle; pg_ctl speaks to the server through a pipe there.
  if (process.platform === 'win32') spawn(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast'], { windowsHide: true });
  else child.kill('SIGINT');
  const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(impatience);
}
