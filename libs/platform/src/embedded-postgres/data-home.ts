import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { mayTraverse, type ServerAccount, serverAccount } from './server-account';

/** Where one embedded server lives. */
export interface DataHome {
  /** The caller's folder: password, log and owner file are here, readable by the caller alone. */
  dataDir: string;
  /** The folder the server's account can reach; usually `dataDir` itself. */
  home: string;
  /** The cluster (PGDATA). */
  cluster: string;
  account?: ServerAccount;
}

const LINK = 'home';

function linkedHome(dataDir: string): string | undefined {
  const link = join(dataDir, LINK);
  if (!lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) return undefined;
  const target = resolve(dataDir, readlinkSync(link));
  if (!existsSync(target)) throw new Error(`The data of ${dataDir} is expected in ${target}, which is gone.`);
  return target;
}

/**
 * Makes a home outside an unreachable folder, such as a checkout under /root with mode 700, and links to it from the
 * data folder. What lies there without a link belonged to a data folder that was deleted: it is set aside, for a
 * deleted data folder means a fresh start, and nothing of anyone's is thrown away unasked.
 */
function makeHomeElsewhere(dataDir: string, account: ServerAccount): string {
  const base = ['/var/lib', realpathSync(tmpdir())].find(
    (folder) => existsSync(folder) && mayTraverse(folder, account),
  );
  if (!base) throw new Error(`${dataDir} and /var/lib are closed to the account PostgreSQL runs under: set DATA_DIR.`);
  const home = join(base, `shuqiao-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`);
  if (existsSync(home)) renameSync(home, `${home}-${Date.now()}`);
  mkdirSync(home);
  chmodSync(home, 0o711);
  writeFileSync(join(home, 'README.txt'), `The embedded PostgreSQL of ${dataDir}, which its account cannot reach.\n`);
  symlinkSync(home, join(dataDir, LINK));
  return home;
}

/**
 * Decides where cluster and binaries are kept. That is `dataDir`, unless this process is root and the account the
 * server gets instead cannot reach it: then `/var/lib/shuqiao-<hash>`, which `dataDir/home` points to from then on.
 */
export function prepareHome(folder: string): DataHome {
  mkdirSync(folder, { recursive: true });
  const dataDir = realpathSync(folder);
  const linked = linkedHome(dataDir);
  const near = linked ?? dataDir;
  const account = serverAccount(join(near, 'cluster'));
  if (!account || linked) return { dataDir, home: near, cluster: join(near, 'cluster'), account };
  let home = dataDir;
  if (mayTraverse(dirname(dataDir), account)) chmodSync(dataDir, statSync(dataDir).mode | 0o011);
  else if (existsSync(join(dataDir, 'cluster'))) {
    throw new Error(`${dataDir} holds a cluster its owner can no longer reach: open its parent folders for passage.`);
  } else home = makeHomeElsewhere(dataDir, account);
  return { dataDir, home, cluster: join(home, 'cluster'), account };
}

/**
 * The superuser's password, made on first use and kept in `dataDir/password` for its owner alone.
 * @throws Error when a cluster exists and its password does not: it can only be set anew by hand
 */
export function superuserPassword({ dataDir, cluster }: DataHome): string {
  const file = join(dataDir, 'password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(cluster))
    throw new Error(`${file} is missing, and the cluster in ${cluster} cannot be opened without.`);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
  return password;
}
