import { parentPort, workerData } from 'node:worker_threads';
import { type Placement, type Problem, solve, type SolveOptions } from '../../scheduler';
import { repair } from './repair';
import type { SolvingReport } from './solving';

/** Schedules or repairs one day in a thread of its own, since it computes without a pause. */
const { problem, current, ...options } = workerData as Omit<SolveOptions, 'onProgress'> & {
  problem: Problem;
  current?: readonly Placement[];
};
const tell = (report: SolvingReport) => parentPort?.postMessage(report);

async function work(): Promise<SolvingReport> {
  if (current) return { placements: repair(problem, current, performance.now() + options.seconds * 1000) };
  return { schedule: await solve(problem, { ...options, onProgress: (course) => tell({ course }) }) };
}

void work().then(tell, (fault: unknown) => tell({ fault: fault instanceof Error ? fault.message : String(fault) }));
