import { speaks } from '../model/interpreting';
import { pairOff } from '../model/pair-off';
import type { Problem } from '../model/problem';
import type { Timetable } from './timetable';

/** [meeting]: its interpreter, or -1; as many meetings of a slot have one as can (augmenting paths, slot by slot). */
export function assignInterpreters(problem: Problem, slotOf: Int32Array): Int32Array {
  const { meetings, interpreters } = problem;
  const interpreterOf = new Int32Array(meetings.length).fill(-1);
  for (let slot = 0; slot < problem.slots; slot++) {
    const there = [...interpreters.keys()].filter((one) => !interpreters[one].forbidden.includes(slot + 1));
    const held = [...slotOf.keys()].filter((meeting) => slotOf[meeting] === slot && meetings[meeting].interpretation);
    const able = new Map(
      held.map((meeting) => [
        meeting,
        there.filter((one) => speaks(interpreters[one], meetings[meeting].interpretation!)),
      ]),
    );
    pairOff(able).forEach((one, meeting) => (interpreterOf[meeting] = one));
  }
  return interpreterOf;
}

/** Gives up the meetings that no interpreter is left for; only where the limits were too many to be said is there one. */
export function giveUpUnserved(problem: Problem, timetable: Timetable): void {
  assignInterpreters(problem, timetable.slotOf).forEach((interpreter, meeting) => {
    const isHeld = timetable.slotOf[meeting] >= 0;
    if (interpreter < 0 && isHeld && problem.meetings[meeting].interpretation) timetable.remove(meeting);
  });
}
