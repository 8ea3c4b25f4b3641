import type { Instance } from '../model/instance';
import type { SharedBest } from '../search/best';
import { Question } from './question';

export type Proven = 'optimal' | 'impossible' | 'nothing';

export interface Told {
  schedule(slotOf: Int32Array): void;
  /** No schedule has fewer breaks. */
  bound(breaks: number): void;
}

/**
 * Raises the bound by one refused question after the other, until one is answered with a schedule or the best of
 * elsewhere has no more breaks than the bound. While there is no schedule at all, it is asked whether there is one.
 */
export async function prove(
  instance: Instance,
  least: readonly number[],
  bound: number,
  best: SharedBest,
  told: Told,
  isOver: () => boolean,
  program?: string,
): Promise<Proven> {
  const question = await Question.about(instance, least);
  const ask = async (breaks: number, isSettled: () => boolean) => {
    const answer = program ? await question.askOf(program, breaks, isSettled) : 'unknown';
    // A program that cannot answer is no reason to give up.
    return answer === 'unknown' && !isSettled() ? question.ask(breaks, isSettled) : answer;
  };
  if (best.breaks === Infinity) {
    // A schedule from elsewhere says as much.
    const answer = await ask(Infinity, () => isOver() || best.breaks !== Infinity);
    if (answer === 'unsatisfiable') return 'impossible';
    if (answer === 'satisfiable') told.schedule(question.slotOf);
  }
  while (!isOver() && best.breaks > bound) {
    const near = best.read();
    if (near) question.lookNear(near.slotOf);
    const answer = await ask(bound, () => isOver() || best.breaks <= bound);
    if (answer === 'unknown') continue;
    if (answer === 'satisfiable') {
      told.schedule(question.slotOf);
      return 'optimal';
    }
    if (question.isImpossible) return 'impossible';
    told.bound((bound += 1));
  }
  return best.breaks === Infinity ? 'nothing' : 'optimal';
}
