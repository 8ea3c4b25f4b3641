import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_TOKEN_SECRET, type TestPortal } from './portal';

/** The firms' API in a process of its own on the portal's database: what a test can kill. */
export interface ApiProcess {
  /** For example `http://127.0.0.1:40123`. */
  readonly url: string;
  /** SIGKILL: the process gets no chance to finish anything. Returns once it is gone. */
  kill(): Promise<void>;
}

const HERE = join(__dirname, 'process');

export async function startApiProcess(portal: TestPortal): Promise<ApiProcess> {
  const child = fork(join(HERE, 'company-api.ts'), {
    execArgv: ['--require', join(HERE, 'typescript.cjs')],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: portal.database.url,
      DATA_DIR: tmpdir(),
      TOKEN_SECRET: TEST_TOKEN_SECRET,
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      DEMONSTRATION: 'true',
      LOG_LEVEL: 'error',
    },
  });
  const url = await Promise.race([messageOf(child), exitOf(child)]);
  return {
    url,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function messageOf(child: ChildProcess): Promise<string> {
  const [url] = (await once(child, 'message')) as [string];
  return url;
}

async function exitOf(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`The API ended before it listened (${code})`);
}
