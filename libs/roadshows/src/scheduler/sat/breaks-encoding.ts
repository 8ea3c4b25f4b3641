import { reach, unbroken } from '../bounds/participant-bound';
import type { Instance } from '../model/instance';
import type { Cnf } from './cnf';

/**
 * Answers [participant][k], the literal "at least k + 1 breaks", for as many breaks as the participant could have.
 *
 * A run of busy slots starts where a busy slot follows an idle one; breaks are the starts less one. They are counted
 * along the day: `started[k]` is "k + 1 runs have started by now".
 */
export function countBreaks(cnf: Cnf, instance: Instance, busy: Int32Array, fairness: boolean): number[][] {
  const broken = Array.from({ length: instance.participants }, (_, participant) => {
    const starts = startsOf(cnf, instance, participant, busy);
    const levels = countStarts(cnf, starts, mostRuns(instance, participant)).slice(1);
    keepTogether(cnf, instance, participant, busy, levels[0]);
    return levels;
  });
  if (fairness) beFair(cnf, instance, broken);
  return broken;
}

const mostRuns = ({ meetingsOf, slots }: Instance, participant: number) =>
  Math.min(meetingsOf[participant].length, (slots + 1) >> 1);

function startsOf(cnf: Cnf, { slots }: Instance, participant: number, busy: Int32Array): number[] {
  const starts: number[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const now = busy[participant * slots + slot];
    const before = slot > 0 ? busy[participant * slots + slot - 1] : 0;
    if (!now) starts.push(0);
    else if (!before) starts.push(now);
    else {
      const start = cnf.variable();
      cnf.add(-now, before, start);
      cnf.add(-start, now);
      cnf.add(-start, -before);
      starts.push(start);
    }
  }
  return starts;
}

/** Answers [k]: "at least k + 1 of the starts", true exactly then. A start of 0 is none. */
function countStarts(cnf: Cnf, starts: readonly number[], most: number): number[] {
  let before: number[] = [];
  for (const start of starts) {
    if (start === 0) continue;
    const now = cnf.variablesFor(Math.min(before.length + 1, most));
    now.forEach((level, k) => {
      const [same, less] = [before[k], before[k - 1]];
      if (same) cnf.add(-same, level);
      cnf.addAll(less ? [-start, -less, level] : [-start, level]);
      cnf.addAll(same ? [-level, same, start] : [-level, start]);
      if (less) cnf.add(-level, less);
    });
    before = now;
  }
  return before;
}

/**
 * Without a break the meetings fill one of the windows that hold them. It follows from the rest only by trying the
 * windows one after the other; so it is said.
 */
function keepTogether(cnf: Cnf, instance: Instance, participant: number, busy: Int32Array, broken?: number): void {
  const { slots } = instance;
  if (!broken || instance.capacity[participant] > 1) return;
  const windows = unbroken(instance, participant, reach(instance, participant));
  const choices = cnf.variablesFor(windows.length);
  cnf.addAll([broken, ...choices]);
  for (let slot = 0; slot < slots; slot++) {
    const isBusy = busy[participant * slots + slot];
    if (!isBusy) continue;
    const covering = choices.filter((_, position) => (windows[position] >>> slot) & 1);
    choices.forEach((choice) => cnf.add(-choice, covering.includes(choice) ? isBusy : -isBusy));
    cnf.addAll([broken, -isBusy, ...covering]);
  }
}

/** No participant has more than d breaks more than another: so many more of one are so many at least of each. */
function beFair(cnf: Cnf, { fairness }: Instance, broken: readonly number[][]): void {
  const most = Math.max(0, ...broken.map((levels) => levels.length));
  const leastOfAll = Math.min(Infinity, ...broken.map((levels) => levels.length));
  for (let k = 0; k + fairness < most; k++) {
    const all = k < leastOfAll ? cnf.variable() : 0;
    for (const levels of broken) {
      if (levels[k + fairness]) cnf.addAll(all ? [-levels[k + fairness], all] : [-levels[k + fairness]]);
      if (all) cnf.add(-all, levels[k]);
    }
  }
}
