import { check } from './model/check';
import type { Placement, Problem } from './model/problem';

/** The fewest breaks of all schedules that place all, by trying them all; undefined where there is none. */
export function fewestBreaks(problem: Problem): number | undefined {
  let fewest: number | undefined;
  const placements: Placement[] = [];
  const used = new Map<number, number>();
  const next = (): void => {
    const { breaches, breaks } = check(problem, placements);
    // Fairness may mend itself with what is still to come; nothing else does.
    if (breaches.some(({ rule }) => rule !== 'fairness')) return;
    if (placements.length === problem.meetings.length) {
      if (!breaches.length && breaks < (fewest ?? Infinity)) fewest = breaks;
      return;
    }
    const { id, interpretation } = problem.meetings[placements.length];
    const interpreters = interpretation ? problem.interpreters.map((one) => one.id) : [null];
    for (let slot = 1; slot <= problem.slots; slot++) {
      const table = (used.get(slot) ?? 0) + 1;
      used.set(slot, table);
      for (const interpreter of interpreters) {
        placements.push({ id, slot, table, interpreter });
        next();
        placements.pop();
      }
      used.set(slot, table - 1);
    }
  };
  next();
  return fewest;
}
