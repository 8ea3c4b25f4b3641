import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const followParent = join(root, 'scripts', 'follow-parent.cjs');

/**
 * Runs Node with the arguments and answers its exit code (128 + the signal's number when a signal ended it).
 *
 * The child has a process group of its own: a Ctrl-C reaches every process of the terminal's group, npm passes it on to
 * this one besides, and a program told three times to stop may take the second as an order to drop everything. So this
 * process alone hears the signals and passes on the first. `follow-parent.cjs` makes the child stop when this one is
 * killed without a chance to say so.
 */
export function runNode(args, environment = {}) {
  const child = spawn(process.execPath, ['--require', followParent, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environment, SHUQIAO_STARTED_BY: String(process.pid) },
    detached: process.platform !== 'win32',
  });
  let passedOn = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (passedOn) return;
      passedOn = true;
      child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
