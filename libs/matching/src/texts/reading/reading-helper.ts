import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { preloads } from '@shuqiao/kernel';
import type { LexiconTerm, WeightedText } from '@shuqiao/text';
import type { ReadReply, ReadRequest, ReadText } from './protocol';

interface Waiting {
  readonly resolve: (read: ReadText[]) => void;
  readonly reject: (fault: Error) => void;
}

const ended = (): Error => new Error('The thread that reads texts has ended');

/** A thread with a bridge of its own, so that two processors read a hundred thousand texts. It takes 150 MB while it lives. */
export class ReadingHelper {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private fault: Error | undefined;

  /** @param terms of its bridge */
  constructor(readonly terms: readonly LexiconTerm[]) {
    const program = join(__dirname, `reading-thread${extname(__filename)}`);
    const execArgv = preloads(process.execArgv);
    this.worker = new Worker(program, { name: 'match-reading', execArgv, workerData: terms });
    this.worker.on('message', ({ id, read }: ReadReply) => {
      this.waiting.get(id)?.resolve(read);
      this.waiting.delete(id);
    });
    this.worker.on('error', (error: unknown) => this.lose(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.lose(ended()));
  }

  /** @throws Error when the thread was lost: what the batch was for is done again later. */
  read(texts: ReadRequest['texts']): Promise<ReadText[]> {
    if (this.fault) return Promise.reject(this.fault);
    return new Promise((resolve, reject) => {
      const id = (this.last += 1);
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, texts: texts as readonly WeightedText[][] } satisfies ReadRequest);
    });
  }

  /** Whoever waits hears of it at once, whether or not the thread was about to answer. */
  async stop(): Promise<void> {
    this.lose(ended());
    await this.worker.terminate();
  }

  private lose(fault: Error): void {
    this.fault ??= fault;
    for (const { reject } of this.waiting.values()) reject(this.fault);
    this.waiting.clear();
  }
}
