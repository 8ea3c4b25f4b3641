import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../../libs/platform/src/embedded-postgres/embedded-postgres';
import { endOrphan, isOwned } from '../../../libs/platform/src/embedded-postgres/ownership';

const PREFIX = 'shuqiao-postgres-of-tests-';

declare global {
  var stopTestPostgres: (() => Promise<void>) | undefined;
}

/** Clears up after runs that were killed outright; a folder this young may be another run that is just starting. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name);
    try {
      if (isOwned(dataDir) || Date.now() - statSync(dataDir).mtimeMs < 60_000) continue;
      await endOrphan({ dataDir, home: dataDir, cluster: join(dataDir, 'cluster') });
      rmSync(dataDir, { recursive: true, force: true });
    } catch {
      // It belongs to another user, or another run is sweeping it too.
    }
  }
}

/**
 * One server for the whole run of the end-to-end tests, told to them by TEST_POSTGRES_URL (its superuser). Jest calls
 * this only when a test of that project is selected. An interrupted run stops it too: it is in a process group of its
 * own, which Ctrl-C does not reach.
 */
export default async function globalSetup(): Promise<void> {
  await sweepLeftovers();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  const server = await startEmbeddedPostgres({
    dataDir,
    durable: false,
    settings: { max_connections: '200', shared_buffers: '64MB', autovacuum_naptime: '10s' },
  });
  process.env.TEST_POSTGRES_URL = server.url;
  globalThis.stopTestPostgres = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => void globalThis.stopTestPostgres?.().finally(() => process.exit(code)));
  }
}
