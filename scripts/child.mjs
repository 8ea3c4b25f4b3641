import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const followParent = join(root, 'scripts', 'follow-parent.cjs');
const parent = process.ppid;

/**
 * npm starts a script through a shell, and a SIGTERM to npm alone ends that shell without a word to this process.
 * Only its parent's disappearance tells; without npm in between a lost parent means nothing (nohup).
 */
const isAbandoned = () =>
  process.platform !== 'win32' && process.env.npm_lifecycle_event !== undefined && process.ppid !== parent;

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
  const passOn = (signal) => {
    if (passedOn) return;
    passedOn = true;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => passOn(signal));
  process.on('SIGHUP', () => passOn('SIGTERM'));
  setInterval(() => isAbandoned() && passOn('SIGTERM'), 200).unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
