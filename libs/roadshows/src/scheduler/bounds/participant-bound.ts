import type { Instance } from '../model/instance';
import { fits } from './matching';

/** What one participant alone says about its breaks. */
export interface ParticipantBound {
  /** The fewest breaks with which its meetings can be held; undefined where they cannot. */
  readonly least: number | undefined;
  /** For a participant whose meetings fill its slots one by one: the unbroken runs of slots that would hold them. */
  readonly windows: readonly number[];
}

/** How many sets of slots are tried for one participant before its bound is left where it is. */
const MOST_TRIED = 20_000;

export function participantBound(instance: Instance, participant: number): ParticipantBound {
  const meetings = instance.meetingsOf[participant].length;
  if (meetings === 0) return { least: 0, windows: [] };
  const possible = reach(instance, participant);
  if (!fits(instance, participant, possible)) return { least: undefined, windows: [] };
  const windows = unbroken(instance, participant, possible);
  if (windows.length) return { least: 0, windows };
  return { least: withBreaks(instance, participant, possible), windows: [] };
}

/** The slots in which a participant could have a meeting. */
export const reach = ({ meetingsOf, domain }: Instance, participant: number) =>
  meetingsOf[participant].reduce((slots, meeting) => slots | domain[meeting], 0);

/** Runs of slots that hold all meetings, so that no slot of them needs to stay idle. */
export function unbroken(instance: Instance, participant: number, possible: number): number[] {
  const windows: number[] = [];
  for (const width of widths(instance, participant))
    for (let first = 0; first + width <= instance.slots; first++) {
      const window = (2 ** width - 1) << first;
      if ((window & ~possible) === 0 && fits(instance, participant, window)) windows.push(window);
    }
  return windows;
}

/** How many slots the meetings of a participant can fill: one each, or fewer where it meets several at a time. */
function widths(instance: Instance, participant: number): number[] {
  const meetings = instance.meetingsOf[participant].length;
  const narrowest = Math.ceil(meetings / instance.capacity[participant]);
  const widest = Math.min(meetings, instance.slots);
  return Array.from({ length: Math.max(0, widest - narrowest + 1) }, (_, more) => narrowest + more);
}

/** Tries all ways to choose two runs of slots, then three … Not all of them where they are too many: a bound as well. */
function withBreaks(instance: Instance, participant: number, possible: number): number {
  const budget = { left: MOST_TRIED };
  const choice = { instance, participant, possible, budget };
  for (let breaks = 1; ; breaks++)
    if (widths(instance, participant).some((width) => anyFits(choice, 0, 0, breaks + 1, width))) return breaks;
}

interface Choice {
  readonly instance: Instance;
  readonly participant: number;
  readonly possible: number;
  readonly budget: { left: number };
}

/** Whether the chosen slots with so many further runs, of so many slots together, hold the meetings. */
function anyFits(choice: Choice, chosen: number, from: number, runs: number, width: number): boolean {
  const { instance, participant, possible, budget } = choice;
  if (budget.left <= 0) return true;
  if (runs === 0) {
    budget.left -= 1;
    return fits(instance, participant, chosen);
  }
  const shortest = runs === 1 ? width : 1;
  for (let first = from; first + width + runs - 1 <= instance.slots; first++)
    for (let length = shortest; length <= width - runs + 1; length++) {
      const run = (2 ** length - 1) << first;
      if (run & ~possible) break;
      if (anyFits(choice, chosen | run, first + length + 1, runs - 1, width - length)) return true;
    }
  return false;
}
