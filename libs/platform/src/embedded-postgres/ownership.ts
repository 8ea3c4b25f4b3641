import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataHome } from './data-home';

/** A living process keeps the data folder. */
export class DataFolderInUseError extends Error {}

interface Owner {
  pid: number;
  started: string;
}

/** Whether a process of this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Tells one process from a later one of the same id; empty where the system does not say. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22 of proc(5), counted after the parenthesised name, which may itself hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '';
  }
}

function livingOwner(file: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as Owner;
    return isAlive(owner.pid) && startOf(owner.pid) === owner.started ? owner : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a living process holds the data folder. */
export function isOwned(dataDir: string): boolean {
  return livingOwner(join(dataDir, 'owner.json')) !== undefined;
}

const PATIENCE_MS = 10_000;

/**
 * Marks the data folder as this process's, taking it over from an owner that is gone. One that is shutting down is
 * waited for, so that stopping and starting may follow each other at once. The answer releases the folder.
 * @throws DataFolderInUseError when a living process keeps it: two portals on one cluster would stop each other's server
 */
export async function takeOwnership({ dataDir }: DataHome): Promise<() => void> {
  const file = join(dataDir, 'owner.json');
  const started = Date.now();
  for (let owner = livingOwner(file); owner; owner = livingOwner(file)) {
    if (owner.pid === process.pid || Date.now() - started > PATIENCE_MS) {
      throw new DataFolderInUseError(`${dataDir} is in use by process ${owner.pid}.`);
    }
    await sleep(100);
  }
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Owner), {
    mode: 0o600,
    flag: 'wx',
  });
  return () => rmSync(file, { force: true });
}

/**
 * The port of the server that runs on the cluster: the fourth line of its lock file says it.
 * @throws Error when it does not run, or not yet
 */
export function runningPort({ cluster }: DataHome): number {
  const lock = join(cluster, 'postmaster.pid');
  const port = existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[3]) : 0;
  if (!port) throw new Error(`PostgreSQL on ${cluster} is starting or ending: try again in a moment.`);
  return port;
}

/** The server's working directory is its cluster: that distinguishes it from a stranger with a recycled id. */
function isServerOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
}

/**
 * Ends a server that a killed parent left behind, and removes the lock file of one that died itself: its process id
 * may belong to somebody else by now, and PostgreSQL would refuse to start on seeing it alive.
 */
export async function endOrphan({ cluster }: DataHome): Promise<void> {
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  if (Number.isInteger(pid) && pid > 1 && isServerOf(cluster, pid)) {
    process.kill(pid, 'SIGINT');
    for (let waited = 0; isServerOf(cluster, pid); waited += 100) {
      if (waited === 20_000) process.kill(pid, 'SIGQUIT');
      if (waited >= 30_000) throw new Error(`PostgreSQL (process ${pid}) on ${cluster} does not end.`);
      await sleep(100);
    }
  }
  rmSync(lock, { force: true });
}
