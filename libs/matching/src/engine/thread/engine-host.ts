import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { preloads } from '@shuqiao/kernel';
import type { Operation, Operations, Reply, Request } from './protocol';

/** So much waits already that a further request would be answered too late to be of use. */
export class EngineBusyError extends Error {}

/** The thread ended before it answered; the index is being made anew. */
export class EngineLostError extends Error {}

export interface HostOptions {
  /** Requests that may wait at once. */
  readonly mostWaiting: number;
  /** Told once when the thread ends that nobody asked to end. */
  readonly onLost: (fault: Error) => void;
}

interface Waiting {
  readonly resolve: (answers: never) => void;
  readonly reject: (fault: Error) => void;
}

/** Runs the index in a thread of its own and passes requests on to it. */
export class EngineHost {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private idle: (() => void) | undefined;
  private isEnding = false;

  constructor(private readonly options: HostOptions) {}

  get isRunning(): boolean {
    return this.worker !== undefined;
  }

  /** Starts the thread with an empty index. */
  start(): void {
    if (this.worker) throw new Error('The thread of the match runs already');
    const program = join(__dirname, `engine-thread${extname(__filename)}`);
    const worker = new Worker(program, { name: 'match-engine', execArgv: preloads(process.execArgv) });
    this.worker = worker;
    let fault: Error | undefined;
    worker.on('message', (reply: Reply) => this.settle(reply));
    worker.on('error', (error: unknown) => (fault = error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) =>
      this.lose(worker, fault ?? new Error(`The thread of the match ended with code ${code}`)),
    );
    // Whoever asks keeps the program alive; an idle thread does not.
    worker.unref();
  }

  /**
   * @throws EngineBusyError at once when too much waits
   * @throws EngineLostError when the thread does not run, or ends before it answers
   * @throws RangeError when the thread refuses what was asked
   */
  ask<O extends Operation>(
    operation: O,
    asks: Operations[O]['asks'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Operations[O]['answers']> {
    const { worker } = this;
    if (!worker || this.isEnding) return Promise.reject(new EngineLostError('The thread of the match does not run'));
    if (this.waiting.size >= this.options.mostWaiting)
      return Promise.reject(new EngineBusyError(`${this.waiting.size} requests wait for the match already`));
    return new Promise((resolve, reject) => {
      const id = (this.last += 1);
      worker.postMessage({ id, operation, asks } satisfies Request<O>, [...transfer]);
      this.waiting.set(id, { resolve, reject });
      worker.ref();
    });
  }

  /** Ends the thread once what waits is answered, or after so many milliseconds in any case. */
  async stop(patience = 10_000): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    this.isEnding = true;
    if (this.waiting.size) {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        new Promise<void>((resolve) => (this.idle = resolve)),
        new Promise<void>((resolve) => (timer = setTimeout(resolve, patience))),
      ]);
      clearTimeout(timer);
    }
    this.worker = undefined;
    this.isEnding = false;
    this.rejectAll(new EngineLostError('The thread of the match was ended'));
    await worker.terminate();
  }

  private settle(reply: Reply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (!this.waiting.size) {
      this.worker?.unref();
      this.idle?.();
    }
    if ('fault' in reply) waiting?.reject(faultOf(reply.fault));
    else waiting?.resolve(reply.answers as never);
  }

  private lose(worker: Worker, fault: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.rejectAll(new EngineLostError(`The thread of the match was lost: ${fault.message}`, { cause: fault }));
    this.options.onLost(fault);
  }

  private rejectAll(fault: EngineLostError): void {
    const all = [...this.waiting.values()];
    this.waiting.clear();
    this.idle?.();
    for (const { reject } of all) reject(fault);
  }
}

function faultOf({ name, message }: { name: string; message: string }): Error {
  return name === 'RangeError' ? new RangeError(message) : Object.assign(new Error(message), { name });
}
