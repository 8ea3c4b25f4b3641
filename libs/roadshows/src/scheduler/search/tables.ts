import type { Placement, Problem } from '../model/problem';
import { assignInterpreters } from './interpreters';
import type { Timetable } from './timetable';

/**
 * Gives each meeting a table, where its participants sat last if it can be, and an interpreter where it needs one, and
 * the schedule the names of the problem.
 */
export function placements(problem: Problem, timetable: Timetable): Placement[] {
  const { instance, slotOf } = timetable;
  const interpreterOf = assignInterpreters(problem, slotOf);
  const lastTable = new Int32Array(instance.participants);
  const tableOf = new Int32Array(instance.meetings);
  for (let slot = 0; slot < instance.slots; slot++) {
    const meetings = [...slotOf.keys()].filter((meeting) => slotOf[meeting] === slot);
    seatSlot(meetings, instance.tables[slot], instance.partiesOf, lastTable, tableOf);
  }
  const placed = [...slotOf.keys()].filter((meeting) => slotOf[meeting] >= 0);
  return placed.map((meeting) => ({
    id: problem.meetings[meeting].id,
    slot: slotOf[meeting] + 1,
    table: tableOf[meeting],
    interpreter: problem.interpreters[interpreterOf[meeting]]?.id ?? null,
  }));
}

/** First where both sat, then where one sat, then what is left; who comes first by that is left to the order. */
function seatSlot(
  meetings: readonly number[],
  tables: number,
  partiesOf: readonly Int32Array[],
  lastTable: Int32Array,
  tableOf: Int32Array,
): void {
  const taken = new Uint8Array(tables + 1);
  const waiting = new Set(meetings);
  const sit = (meeting: number, table: number) => {
    taken[table] = 1;
    waiting.delete(meeting);
    tableOf[meeting] = table;
  };
  for (const wanted of [2, 1])
    for (const meeting of [...waiting])
      for (const participant of partiesOf[meeting]) {
        const table = lastTable[participant];
        const agree = partiesOf[meeting].reduce((count, other) => count + (lastTable[other] === table ? 1 : 0), 0);
        if (!waiting.has(meeting) || table === 0 || table > tables || taken[table] || agree < wanted) continue;
        sit(meeting, table);
      }
  let next = 1;
  for (const meeting of [...waiting]) {
    while (taken[next]) next += 1;
    sit(meeting, next);
  }
  for (const meeting of meetings)
    for (const participant of partiesOf[meeting]) lastTable[participant] = tableOf[meeting];
}
