import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Question, SentStatement, Usage } from './protocol';

/** A server under measurement, in a process of its own. */
export class ServerChild {
  private asked = 0;

  private constructor(
    readonly name: string,
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  /** Starts a compiled program and waits until it answers `path`. */
  static async start(name: string, entry: string, environment: NodeJS.ProcessEnv, path: string): Promise<ServerChild> {
    const port = await freePort();
    const child = fork(entry, {
      execArgv: ['--require', join(__dirname, 'watch.js')],
      env: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: String(port) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.setMaxListeners(0);
    const server = new ServerChild(name, port, child);
    for (let attempt = 0; attempt < 300; attempt++) {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode} instead of serving`);
      const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
      await response?.arrayBuffer();
      if (response?.ok) return server;
      await sleep(100);
    }
    child.kill('SIGKILL');
    throw new Error(`${name} did not answer ${path} in 30 seconds`);
  }

  usage(): Promise<Usage> {
    return this.ask('usage') as Promise<Usage>;
  }

  /** The statements that the server sends while `work` runs. */
  async record(work: () => Promise<unknown>): Promise<SentStatement[]> {
    await this.ask('record');
    await work();
    return this.ask('recorded') as Promise<SentStatement[]>;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    if (await Promise.race([ended.then(() => true), sleep(5_000, false, { ref: false })])) return;
    this.child.kill('SIGKILL');
    await ended;
  }

  private ask(ask: Question['ask']): Promise<unknown> {
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error(`${this.name} ended`));
      const listen = (message: Answer) => {
        if (message.id !== id) return;
        this.child.off('message', listen).off('exit', gone);
        resolve(message.answer);
      };
      this.child.on('message', listen).once('exit', gone);
      this.child.send({ id, ask } satisfies Question);
    });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
