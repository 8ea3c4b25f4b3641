import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Who holds the lock, undefined when its owner is gone or has released it meanwhile. */
function holderOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return pid !== process.pid && isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs `work` while no other process of this checkout does: `npm run tour` in a second terminal must wait for the
 * installation and the build that `npm start` is busy with, not do them over its head.
 */
export async function exclusively(root, work) {
  const folder = join(root, '.cache');
  const file = join(folder, 'setup.lock');
  mkdirSync(folder, { recursive: true });
  for (let told = false; ; await sleep(250)) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder === undefined) rmSync(file, { force: true });
    else if (!told) console.error(`Waiting for process ${holder}, which is installing or building …`);
    told ||= holder !== undefined;
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
