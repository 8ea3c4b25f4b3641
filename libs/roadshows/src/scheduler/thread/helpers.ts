import { extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { preloads } from '@shuqiao/kernel';
import type { Problem } from '../model/problem';
import type { Day, Support } from '../search/day';
import type { Order, Report } from './protocol';

/** Milliseconds that a thread has to end by itself, and between two looks whether it did. */
const PATIENCE = 300;
const POLL = 10;

/** The threads beside the annealing. What they find goes to the day; what one breaks down of is only missed. */
export class Helpers implements Support {
  private running = 0;
  private readonly workers = new Map<Order['role'], Worker>();

  constructor(
    private readonly problem: Problem,
    private readonly least: readonly number[],
    private readonly day: Day,
    private readonly deadline: number,
    private readonly seed: number,
    private readonly satProgram?: string,
  ) {}

  /** Starts the thread of this role unless it was started before. */
  begin(role: Order['role']): void {
    if (this.workers.has(role)) return;
    const { problem, least, seed, satProgram, deadline } = this;
    const order: Order = {
      problem,
      role,
      memory: this.day.best.memory,
      least,
      bound: this.day.bound,
      seed,
      satProgram,
      deadline,
    };
    const program = join(__dirname, `scheduler-thread${extname(__filename)}`);
    const worker = new Worker(program, {
      name: `scheduler-${role}`,
      workerData: order,
      execArgv: preloads(process.execArgv),
    });
    worker.on('message', (report: Report) => this.hear(report));
    // A thread that breaks down proves and improves nothing; the schedule itself does not depend on it.
    worker.on('error', (fault) => process.emitWarning(`A thread of the scheduler broke down: ${String(fault)}`));
    worker.on('exit', () => (this.running -= 1));
    this.running += 1;
    this.workers.set(role, worker);
  }

  /** Ends the threads, whatever they are at. */
  async stop(): Promise<void> {
    this.day.best.end();
    // A thread that has started a program ends it when it is told to stop.
    const isLeft = () => this.running > 0;
    for (let waited = 0; this.satProgram && isLeft() && waited < PATIENCE; waited += POLL) await sleep(POLL);
    await Promise.all([...this.workers.values()].map((worker) => worker.terminate()));
  }

  private hear(report: Report): void {
    if (report.kind === 'schedule') this.day.take(report.slotOf);
    else if (report.kind === 'bound') this.day.bound = Math.max(this.day.bound, report.breaks);
    else this.day.conflict = { rules: report.rules, minimal: report.minimal, participants: [], meetings: [] };
  }
}
