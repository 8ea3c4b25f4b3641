import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { preloads } from '@shuqiao/kernel';
import type { Course, Placement, Problem, Schedule } from '../../scheduler';

export type SolvingReport =
  | { readonly course: Course }
  | { readonly schedule: Schedule }
  | { readonly placements: Placement[] }
  | { readonly fault: string };

export interface SolvingOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly satProgram?: string | undefined;
}

/** Milliseconds beyond its time after which a thread counts as lost. */
const PATIENCE = 15_000;

/**
 * Schedules a day in a thread beside this program's own work.
 *
 * @throws Error when the thread breaks down, is ended by the signal, or does not come to an end
 */
export async function solveInThread(
  problem: Problem,
  options: SolvingOptions,
  onCourse: (course: Course) => void,
  signal?: AbortSignal,
): Promise<Schedule> {
  const report = await inThread({ problem, ...options }, onCourse, signal);
  if ('schedule' in report) return report.schedule;
  throw new Error('The scheduler answered something else than a schedule');
}

/** Takes into a schedule what has no place yet, in a thread as well. @throws Error as `solveInThread` does. */
export async function repairInThread(
  problem: Problem,
  current: readonly Placement[],
  seconds: number,
  signal?: AbortSignal,
): Promise<Placement[]> {
  const report = await inThread({ problem, current, seconds }, () => undefined, signal);
  if ('placements' in report) return report.placements;
  throw new Error('The repair answered something else than placements');
}

function inThread(
  workerData: { readonly problem: Problem; readonly seconds: number; readonly current?: readonly Placement[] },
  onCourse: (course: Course) => void,
  signal?: AbortSignal,
): Promise<SolvingReport> {
  const worker = new Worker(join(__dirname, `solving-thread${extname(__filename)}`), {
    name: 'solving',
    workerData,
    execArgv: preloads(process.execArgv),
  });
  return new Promise<SolvingReport>((resolve, reject) => {
    const tooLong = () => reject(new Error('The scheduler came to no end'));
    const timer = setTimeout(tooLong, workerData.seconds * 1000 + PATIENCE);
    const stop = () => reject(new Error('The scheduler was stopped'));
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (report: SolvingReport) => {
      if ('course' in report) onCourse(report.course);
      else if ('fault' in report) reject(new Error(report.fault));
      else resolve(report);
    });
    worker.on('error', (fault) => reject(fault instanceof Error ? fault : new Error(String(fault))));
    worker.on('exit', (code) => reject(new Error(`The scheduler ended with code ${code}`)));
    worker.once('exit', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    });
  }).finally(() => worker.terminate());
}
