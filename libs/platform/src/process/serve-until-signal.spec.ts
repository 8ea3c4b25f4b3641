import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';

// A program of its own, since only a real process can be sent a real signal.
const PROGRAM = `
const { createServer } = require('node:http');
const { serveUntilSignal } = require('./serve-until-signal');
const say = (...words) => process.stdout.write(words.join(' ') + '\\n');
const logger = { info() {}, error: (...said) => say('error', said.at(-1)), fatal: (_, text) => say('fatal', text) };
const server = createServer((request, response) => {
  if (request.url === '/slow') setTimeout(() => response.end('done'), 600);
  else if (request.url === '/stuck') response.write('…');
  else if (request.url === '/fault') { response.end(); setImmediate(() => Promise.reject(new Error('nobody cares'))); }
  else response.end('ok');
});
const close = (name) => async () => say('closed', name);
serveUntilSignal(async (add) => {
  add({ name: 'database', close: close('database') });
  add({ name: 'api', server, announceEnd: () => say('announced'), close: close('api') });
  if (process.env.FAIL) throw new Error('no');
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  say('port', server.address().port);
}, { logger, drainDelay: Number(process.env.DELAY ?? 0), deadline: 1000 });
`;

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

describe('a program that runs until a signal', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'shuqiao-process-'));
    for (const name of ['http-drain', 'serve-until-signal']) {
      const { code } = transformSync(readFileSync(join(__dirname, `${name}.ts`), 'utf8'), {
        swcrc: false,
        module: { type: 'commonjs' },
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      });
      writeFileSync(join(folder, `${name}.js`), code);
    }
    writeFileSync(join(folder, 'program.js'), PROGRAM);
  });
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function start(environment: Record<string, string> = {}): Promise<Running> {
    const child = spawn(process.execPath, [join(folder, 'program.js')], { env: { ...process.env, ...environment } });
    children.push(child);
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const exit = once(child, 'close').then(([code]) => code as number | null);
    while (!/port \d+/.test(text) && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), exit]);
    return { child, url: `http://127.0.0.1:${/port (\d+)/.exec(text)?.[1]}`, output: () => text, exit };
  }

  it('finishes the request in flight, takes no other, and closes what it stands on last', async () => {
    const { child, url, output, exit } = await start();
    const slow = request(`${url}/slow`, new Agent({ keepAlive: true }));
    await pause(200);
    child.kill('SIGTERM');
    await pause(100);
    await expect(request(`${url}/`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(await slow).toMatchObject({ status: 200, body: 'done', connection: 'close' });
    expect(await exit).toBe(0);
    expect(output()).toMatch(/announced\nclosed api\nclosed database\n$/);
  });

  it('tells clients that keep a connection open to let go of it while the proxy notices', async () => {
    const { child, url, exit } = await start({ DELAY: '500' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await request(`${url}/`, agent)).toMatchObject({ status: 200, connection: 'keep-alive' });
    child.kill('SIGTERM');
    await pause(100);
    expect(await request(`${url}/`, agent)).toMatchObject({ status: 200, connection: 'close' });
    expect(await exit).toBe(0);
  });

  it('does not wait for a client that never ends, and says so by its exit code', async () => {
    const { child, url, output, exit } = await start();
    const stuck = request(`${url}/stuck`);
    stuck.catch(() => undefined);
    await pause(200);
    child.kill('SIGINT');
    await expect(stuck).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await exit).toBe(1);
    expect(output()).toContain('requests were cut off');
  });

  it('drops everything on a second signal', async () => {
    const { child, url, exit } = await start();
    request(`${url}/stuck`).catch(() => undefined);
    await pause(200);
    child.kill('SIGTERM');
    await pause(100);
    child.kill('SIGTERM');
    expect(await exit).toBe(143);
  });

  it('ends in the same order on a fault that nobody caught', async () => {
    const { url, output, exit } = await start();
    await request(`${url}/fault`);
    expect(await exit).toBe(1);
    expect(output()).toMatch(/fatal unhandledRejection\nannounced\nclosed api\nclosed database\n$/);
  });

  it('closes what had been started when the start fails', async () => {
    const { output, exit } = await start({ FAIL: 'yes' });
    expect(await exit).toBe(1);
    expect(output()).toMatch(/fatal the start failed\nannounced\nclosed api\nclosed database\n$/);
  });
});

function request(url: string, agent?: Agent) {
  return new Promise<{ status?: number; connection?: string; body: string }>((resolve, reject) => {
    const onResponse = (response: IncomingMessage) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection, body }));
    };
    get(url, agent ? { agent } : {}, onResponse).on('error', reject);
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
