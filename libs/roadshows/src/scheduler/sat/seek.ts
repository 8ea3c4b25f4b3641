import { setTimeout as sleep } from 'node:timers/promises';
import { breaksOf, type Instance } from '../model/instance';
import type { Random } from '../model/random';
import type { SharedBest } from '../search/best';
import { Question } from './question';

/** Milliseconds of the first question that is not answered, by how much the next may take longer, and at most. */
const PATIENCE = 10_000;
const GROWTH = 1.5;
const LONGEST = 30_000;
/** Participants that may have breaks besides once it is refused that those suffice who have some. */
const WIDER = 3;

export interface Sought {
  readonly instance: Instance;
  /** [participant]: breaks that it has in any schedule. */
  readonly least: readonly number[];
  readonly best: SharedBest;
  readonly program: string | undefined;
}

/**
 * Asks for fewer breaks of those who have them in the best schedule, while nobody else gets any; everything may move. At
 * first for half as many as remain, then for one less, then with some others besides.
 */
export async function seek(
  { instance, least, best, program }: Sought,
  random: Random,
  told: (slotOf: Int32Array) => void,
  isOver: () => boolean,
): Promise<void> {
  const question = await Question.about(instance, least);
  const fewest = least.reduce((sum, each) => sum + each, 0);
  let [patience, others, isBold] = [PATIENCE, 0, true];
  while (!isOver()) {
    const start = best.read();
    if (!start || start.breaks <= fewest) {
      await sleep(20);
      continue;
    }
    if (!program) question.lookNear(start.slotOf);
    const target = isBold ? (start.breaks + fewest) >> 1 : start.breaks - 1;
    const unbroken = random.shuffle(withoutBreaks(instance, start.slotOf, least)).slice(others);
    const until = Date.now() + patience;
    const isLate = () => Date.now() > until || best.breaks <= target;
    const answer = await question.askNarrowly(program, target, unbroken, () => isOver() || isLate());
    if (answer === 'satisfiable') {
      told(question.slotOf);
      [others, isBold] = [0, true];
      // The other thread takes a moment to hear of it.
      for (let waited = 0; best.breaks > target && waited < 25 && !isOver(); waited++) await sleep(10);
    } else if (isBold) isBold = false;
    else if (answer === 'unsatisfiable') others = Math.min(others + WIDER, unbroken.length);
    else [patience, isBold] = [Math.min(LONGEST, patience * GROWTH), true];
  }
}

/** Participants with no more breaks than they must have. */
function withoutBreaks({ meetingsOf, participants }: Instance, slotOf: Int32Array, least: readonly number[]): number[] {
  const breaks = (participant: number) =>
    breaksOf(meetingsOf[participant].reduce((slots, meeting) => slots | (1 << slotOf[meeting]), 0));
  return [...Array(participants).keys()].filter((participant) => breaks(participant) <= least[participant]);
}
