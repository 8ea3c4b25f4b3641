import { parentPort, workerData } from 'node:worker_threads';
import { type Problem, solve, type SolveOptions } from '../../scheduler';
import type { SolvingReport } from './solving';

/** Schedules one day in a thread of its own, since it computes without a pause. */
const { problem, ...options } = workerData as Omit<SolveOptions, 'onProgress'> & { problem: Problem };
const tell = (report: SolvingReport) => parentPort?.postMessage(report);

void solve(problem, { ...options, onProgress: (course) => tell({ course }) }).then(
  (schedule) => tell({ schedule }),
  (fault: unknown) => tell({ fault: fault instanceof Error ? fault.message : String(fault) }),
);
