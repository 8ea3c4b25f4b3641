import { parentPort, workerData } from 'node:worker_threads';
import { instanceOf } from '../model/instance';
import { Random } from '../model/random';
import { explain } from '../sat/explain';
import { prove } from '../sat/prove';
import { seek } from '../sat/seek';
import { SharedBest } from '../search/best';
import { improve } from '../search/improve';
import type { Order, Report } from './protocol';

/** One of the threads beside the annealing: see `Order`. It ends when it has proven what it can, or is told to. */
async function main({ problem, role, memory, least, bound, seed, satProgram, deadline }: Order): Promise<void> {
  const best = new SharedBest(memory);
  const isOver = () => best.isOver || Date.now() > deadline;
  const instance = instanceOf(problem);
  const report = (message: Report) => parentPort?.postMessage(message);
  const schedule = (slotOf: Int32Array) => report({ kind: 'schedule', slotOf });
  if (role === 'improve') return improve(instance, least, best, new Random(seed), schedule, isOver);
  if (role === 'seek') return seek({ instance, least, best, program: satProgram }, new Random(seed), schedule, isOver);
  const raise = (breaks: number) => report({ kind: 'bound', breaks });
  const proven = await prove(instance, least, bound, best, { schedule, bound: raise }, isOver, satProgram);
  if (proven === 'impossible') report({ kind: 'impossible', ...(await explain(problem, isOver)) });
}

void main(workerData as Order);
