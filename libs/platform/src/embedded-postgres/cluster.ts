import { spawn } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataHome } from './data-home';
import type { ServerAccount } from './server-account';
import type { ServerBinaries } from './server-binaries';

/** The environment of the server's programs: no PG* variable of the caller may redirect them. */
export const serverEnvironment: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !/^(LC_|LANG|NODE_)/.test(name)),
);

/** The C library's character classes decide which letters trigrams see; only this part differs between systems. */
const characterClasses = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

function chownTree(path: string, { uid, gid }: ServerAccount): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) chownTree(join(path, name), { uid, gid });
  if (!lstatSync(path).isSymbolicLink()) chownSync(path, uid, gid);
}

async function run(program: string, args: string[], account?: ServerAccount): Promise<void> {
  const child = spawn(program, args, {
    ...account,
    cwd: '/',
    env: serverEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${program} failed (${String(code)}): ${output.trim()}`);
}

/**
 * Creates the cluster when there is none. It is made beside its place and moved there complete, so that an
 * interrupted first start leaves nothing that looks like a cluster.
 */
export async function ensureCluster(
  { cluster, account }: DataHome,
  binaries: ServerBinaries,
  password: string,
  durable: boolean,
): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    // Data restored by root from a backup belongs to root, and the server could not open it.
    if (account && lstatSync(cluster).uid !== account.uid) chownTree(cluster, account);
    return;
  }
  const fresh = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(fresh, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [fresh, passwordFile]) chownSync(path, account.uid, account.gid);
  try {
    await run(binaries.initdb, initdbArguments(fresh, passwordFile, durable), account);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, cluster);
}

function initdbArguments(cluster: string, passwordFile: string, durable: boolean): string[] {
  return [
    `--pgdata=${cluster}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--lc-ctype=${characterClasses}`,
    ...(durable ? [] : ['--no-sync']),
  ];
}
