import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { preloads } from '@shuqiao/kernel';
import type { Course, Problem, Schedule } from '../../scheduler';

export type SolvingReport = { readonly course: Course } | { readonly schedule: Schedule } | { readonly fault: string };

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
export function solveInThread(
  problem: Problem,
  options: SolvingOptions,
  onCourse: (course: Course) => void,
  signal?: AbortSignal,
): Promise<Schedule> {
  const worker = new Worker(join(__dirname, `solving-thread${extname(__filename)}`), {
    name: 'solving',
    workerData: { problem, ...options },
    execArgv: preloads(process.execArgv),
  });
  return new Promise<Schedule>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('The scheduler came to no end')),
      options.seconds * 1000 + PATIENCE,
    );
    const stop = () => reject(new Error('The scheduler was stopped'));
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (report: SolvingReport) => {
      if ('course' in report) onCourse(report.course);
      else if ('schedule' in report) resolve(report.schedule);
      else reject(new Error(report.fault));
    });
    worker.on('error', (fault) => reject(fault instanceof Error ? fault : new Error(String(fault))));
    worker.on('exit', (code) => reject(new Error(`The scheduler ended with code ${code}`)));
    worker.once('exit', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    });
  }).finally(() => worker.terminate());
}
