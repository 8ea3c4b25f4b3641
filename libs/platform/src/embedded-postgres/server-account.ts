import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The numeric user and group the server runs under. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

function accountNamed(name: string): ServerAccount | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * PostgreSQL refuses to run as root, so a portal started by root gives its server another account: the owner of an
 * existing cluster, else `postgres`, else `nobody` (initdb insists that the account has a name). Answers undefined
 * when this process is not root and the server simply runs as its parent.
 */
export function serverAccount(cluster: string): ServerAccount | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = accountNamed('postgres') ?? accountNamed('nobody');
  if (!account)
    throw new Error('PostgreSQL cannot run as root, and neither "postgres" nor "nobody" is in /etc/passwd.');
  return account;
}

/** Whether the account may pass through the folder and all its parents, by the permission bits alone. */
export function mayTraverse(folder: string, account: ServerAccount): boolean {
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || mayTraverse(parent, account);
}
