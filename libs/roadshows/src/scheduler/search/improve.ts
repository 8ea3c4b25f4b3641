import type { Instance } from '../model/instance';
import { breaksOf } from '../model/instance';
import type { Random } from '../model/random';
import { Question } from '../sat/question';
import type { SharedBest } from './best';

/** Conflicts after which a part of the day is left for another, and bounds of the share of it that is set free. */
const CONFLICTS = 6_000;
const [SMALLEST, LARGEST] = [0.15, 0.85];
/** Meetings that one question can deal with. */
const MOST_FREE = 260;

/**
 * Frees a part of the best schedule at a time and asks the solver for fewer breaks there (large neighbourhood search).
 * The part grows when it is refused at once and shrinks when the solver gets lost in it.
 */
export async function improve(
  instance: Instance,
  least: readonly number[],
  best: SharedBest,
  random: Random,
  told: (slotOf: Int32Array) => void,
  isOver: () => boolean,
): Promise<void> {
  let share = Math.min(0.4, MOST_FREE / instance.meetings);
  let known: Int32Array | undefined;
  while (!isOver()) {
    const start = best.read();
    if (!start) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      continue;
    }
    known = start.slotOf;
    const part = partOf(instance, known, share, random);
    const question = await Question.about(part, least, 'short');
    question.lookNear(known);
    const answer = question.ask(start.breaks - 1, () => isOver() || best.breaks < start.breaks, CONFLICTS);
    if (answer === 'satisfiable') told(question.slotOf);
    question.dispose();
    share *= answer === 'unsatisfiable' ? 1.1 : answer === 'unknown' ? 0.93 : 1;
    share = Math.max(
      Math.min(share, LARGEST, MOST_FREE / instance.meetings),
      Math.min(SMALLEST, 30 / instance.meetings),
    );
  }
}

/** The day with all meetings where they are, but those of the chosen participants or slots. */
function partOf(instance: Instance, slotOf: Int32Array, share: number, random: Random): Instance {
  const free =
    random.fraction() < 0.6
      ? byParticipants(instance, slotOf, share, random)
      : bySlots(instance, slotOf, share, random);
  return {
    ...instance,
    domain: instance.domain.map((slots, meeting) => (free[meeting] ? slots & free[meeting] : 1 << slotOf[meeting])),
  };
}

/** Meetings of a participant with breaks, of its counterparts, and so on, until the share is reached. */
function byParticipants(instance: Instance, slotOf: Int32Array, share: number, random: Random): Int32Array {
  const free = new Int32Array(instance.meetings);
  const queue = random.shuffle(withBreaks(instance, slotOf)).slice(0, 1 + random.below(4));
  const seen = new Set(queue);
  let left = share * instance.meetings;
  for (let next = 0; left > 0; next++) {
    if (next === queue.length) queue.push(random.below(instance.participants));
    for (const meeting of random.shuffle([...instance.meetingsOf[queue[next]]])) {
      if (!free[meeting]) left -= 1;
      free[meeting] = -1;
      for (const other of instance.partiesOf[meeting])
        if (!seen.has(other) && random.fraction() < 0.5) {
          seen.add(other);
          queue.push(other);
        }
    }
  }
  return free;
}

function withBreaks(instance: Instance, slotOf: Int32Array): number[] {
  const all = [...Array(instance.participants).keys()];
  return all.filter((participant) => {
    const busy = instance.meetingsOf[participant].reduce((slots, meeting) => slots | (1 << slotOf[meeting]), 0);
    return breaksOf(busy) > 0;
  });
}

/** All meetings of some slots, which may go to any of them. */
function bySlots(instance: Instance, slotOf: Int32Array, share: number, random: Random): Int32Array {
  const { slots } = instance;
  const order =
    random.fraction() < 0.5 ? random.shuffle([...Array(slots).keys()]) : rotated(slots, random.below(slots));
  const wanted = Math.max(2, Math.round(slots * Math.min(0.9, share * 1.2)));
  const chosen = order.slice(0, wanted).reduce((set, slot) => set | (1 << slot), 0);
  return Int32Array.from(slotOf, (slot) => ((chosen >>> slot) & 1 ? chosen : 0));
}

const rotated = (slots: number, first: number) => Array.from({ length: slots }, (_, step) => (first + step) % slots);
