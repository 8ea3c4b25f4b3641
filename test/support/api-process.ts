import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_TOKEN_SECRET, type TestPortal } from './portal';

/** A program in a process of its own on the portal's database: what a test can kill. */
export interface ProgramProcess {
  /** The first thing it said. */
  readonly message: string;
  /** SIGKILL: the process gets no chance to finish anything. Returns once it is gone. */
  kill(): Promise<void>;
}

export interface ApiProcess extends Pick<ProgramProcess, 'kill'> {
  /** For example `http://127.0.0.1:40123`. */
  readonly url: string;
}

const HERE = join(__dirname, 'process');

export async function startApiProcess(portal: TestPortal): Promise<ApiProcess> {
  const { message, kill } = await start(portal, 'company-api.ts', []);
  return { url: message, kill };
}

/** Does what `work` says: the queue, or a rebuild of the search index over demands. */
export function startWorkerProcess(portal: TestPortal, work: 'queue' | 'rebuild'): Promise<ProgramProcess> {
  return start(portal, 'worker.ts', [work]);
}

async function start(portal: TestPortal, file: string, args: readonly string[]): Promise<ProgramProcess> {
  const child = fork(join(HERE, file), args, {
    execArgv: ['--require', join(HERE, 'typescript.cjs')],
    env: environmentOf(portal),
  });
  const message = await Promise.race([messageOf(child), exitOf(child)]);
  return {
    message,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Starts a command of the image, such as `search-rebuild`, which says on its standard output what it does. */
export function startCommand(portal: TestPortal, name: string, args: readonly string[] = []): ChildProcess {
  const file = join(__dirname, '../../apps/portal/src', `${name}.ts`);
  const program = ['--require', join(HERE, 'typescript.cjs'), file, ...args];
  return spawn(process.execPath, program, { env: environmentOf(portal) });
}

const environmentOf = (portal: TestPortal) => ({
  PATH: process.env.PATH,
  DATABASE_URL: portal.database.url,
  DATA_DIR: tmpdir(),
  TOKEN_SECRET: TEST_TOKEN_SECRET,
  DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
  DEMONSTRATION: 'true',
  LOG_LEVEL: 'error',
  REQUESTS_PER_MINUTE: '0',
});

async function messageOf(child: ChildProcess): Promise<string> {
  const [message] = (await once(child, 'message')) as [string];
  return message;
}

async function exitOf(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`The program ended before it said anything (${code})`);
}
