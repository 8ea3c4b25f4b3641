import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCluster } from './cluster';
import { type DataHome, prepareHome, superuserPassword } from './data-home';
import { endOrphan, isOwned, runningPort, takeOwnership } from './ownership';
import { type ServerBinaries, serverBinaries } from './server-binaries';
import { freePort, serverLog, spawnServer, stopServer, untilReady } from './server-process';

export interface EmbeddedPostgresOptions {
  /** The folder that belongs to this server alone; made when missing. Deleting it means starting afresh. */
  dataDir: string;
  /** A fixed port of 127.0.0.1; a free one is chosen when left out. */
  port?: number;
  /** Server settings over the defaults, such as `{max_connections: '200'}`. */
  settings?: Record<string, string>;
  /** False for data that need not survive a crash of the machine, such as that of tests. Default true. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  /** The superuser's connection URL of the database `postgres`, password included. */
  url: string;
  /** Stops the server and waits for its end; safe to call twice. */
  stop(): Promise<void>;
}

const defaults: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  jit: 'off',
  // What a statement contains may be personal data, and failed statements are the application's to log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

const undurable: Record<string, string> = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const ATTEMPTS = 20;

/**
 * Starts a real PostgreSQL server, listening on 127.0.0.1 only and asking for a random password that is kept in
 * `dataDir/password`. A server a killed process left on the same data is ended first. The caller calls `stop()`
 * before it exits: nothing else ends the server.
 *
 * As root the server runs under an unprivileged account, and `dataDir/home` may point to where that can reach its data.
 * @throws Error when another living process uses the folder, or with the server's own words when it does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const durable = options.durable ?? true;
  const place = prepareHome(options.dataDir);
  const release = await takeOwnership(place);
  try {
    const binaries = serverBinaries(place.home, place.account);
    const password = superuserPassword(place);
    await ensureCluster(place, binaries, password, durable);
    await endOrphan(place);
    const { child, port } = await launch(place, binaries, password, {
      port: options.port,
      settings: { ...defaults, ...(durable ? {} : undurable), ...options.settings },
    });
    let stopped: Promise<void> | undefined;
    return {
      url: urlOf(password, port),
      stop: () => (stopped ??= stopServer(child, place, binaries).finally(release)),
    };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * The server of a data folder for a command that comes and goes: the one another process runs there, which `stop()`
 * leaves alone, or else one of its own.
 */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = prepareHome(options.dataDir);
  if (!isOwned(place.dataDir)) return startEmbeddedPostgres(options);
  const url = urlOf(superuserPassword(place), runningPort(place));
  return { url, stop: () => Promise.resolve() };
}

function urlOf(password: string, port: number): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/**
 * Two failures pass by themselves: a chosen port that somebody else took first, and the workers of a killed server that
 * have not noticed its death yet and still hold its memory.
 */
async function launch(
  place: DataHome,
  binaries: ServerBinaries,
  password: string,
  wanted: { port?: number; settings: Record<string, string> },
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = wanted.port ?? (await freePort());
    const child = spawnServer(place, binaries, { ...wanted.settings, port: String(port) });
    const failed = new Promise<never>((_, reject) => child.once('error', reject));
    try {
      if (await Promise.race([untilReady(child, urlOf(password, port)), failed])) return { child, port };
    } catch (error) {
      await stopServer(child, place, binaries);
      throw error;
    }
    const log = serverLog(place);
    const passing =
      log.includes('shared memory block') || (wanted.port === undefined && log.includes('Address already in use'));
    if (!passing || attempt === ATTEMPTS) throw new Error(`PostgreSQL did not start:\n${log.trim()}`);
    await sleep(250);
  }
}
