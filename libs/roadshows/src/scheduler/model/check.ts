import { type Placement, type Problem, type Rule } from './problem';

export interface Breach {
  readonly rule: Rule | 'form';
  readonly what: string;
  /** Ids of the meetings and participants concerned, where single ones are. */
  readonly meetings: readonly string[];
  readonly participants: readonly string[];
}

export interface Verdict {
  readonly breaches: readonly Breach[];
  readonly breaks: number;
  readonly unplaced: readonly string[];
}

/**
 * Judges a schedule by the rules of the problem alone. It shares nothing with the search: no bits, no positions, no
 * bounds, so that a mistake there does not excuse itself here.
 *
 * A break is a maximal run of idle slots between two meetings of one participant. A slot in which it is not there counts
 * as idle, and the change from morning to afternoon is a step like any other: so a public implementation counts of the
 * business-to-business meeting scheduling problem (Bofill et al., JAIR 74, 2022), and only so are results comparable. Fairness counts every participant; one without
 * a meeting has no break.
 */
export function check(problem: Problem, placements: readonly Placement[]): Verdict {
  const meetings = new Map(problem.meetings.map((meeting) => [meeting.id, meeting]));
  const slotOf = new Map<string, number>();
  const breaches: Breach[] = [];
  const found: Found = (rule, what, meetings = [], participants = []) =>
    breaches.push({ rule, what, meetings, participants });
  for (const { id, slot } of placements) {
    if (!meetings.has(id)) found('form', `unknown meeting ${id}`, [id]);
    else if (slotOf.has(id)) found('form', `meeting ${id} twice`, [id]);
    else if (!Number.isInteger(slot) || slot < 1 || slot > problem.slots)
      found('form', `meeting ${id} in slot ${slot}`, [id]);
    else slotOf.set(id, slot);
  }
  checkMeetings(problem, slotOf, found);
  checkPrecedences(problem, slotOf, found);
  checkTables(problem, placements, found);
  checkInterpreters(problem, placements, found);
  const slotsOf = new Map<string, number[]>(problem.participants.map(({ id }) => [id, []]));
  for (const [id, slot] of slotOf)
    for (const participant of meetings.get(id)!.participants) slotsOf.get(participant)!.push(slot);
  const breaks = problem.participants.map((participant) => {
    const slots = slotsOf.get(participant.id)!.sort((a, b) => a - b);
    const crowded = slots.find((slot) => slots.filter((other) => other === slot).length > participant.capacity);
    if (crowded !== undefined) {
      const together = [...slotOf].filter(
        ([id, slot]) => slot === crowded && meetings.get(id)!.participants.includes(participant.id),
      );
      const ids = together.map(([id]) => id);
      found('one-meeting-at-a-time', `participant ${participant.id} meets too many at a time`, ids, [participant.id]);
    }
    return slots.filter((slot, position) => position > 0 && slot > slots[position - 1] + 1).length;
  });
  const difference = breaks.length ? Math.max(...breaks) - Math.min(...breaks) : 0;
  if (problem.fairness !== null && difference > problem.fairness)
    found('fairness', `the breaks of two participants differ by ${difference}`);
  return {
    breaches,
    breaks: breaks.reduce((sum, each) => sum + each, 0),
    unplaced: problem.meetings.filter(({ id }) => !slotOf.has(id)).map(({ id }) => id),
  };
}

type Found = (
  rule: Breach['rule'],
  what: string,
  meetings?: readonly string[],
  participants?: readonly string[],
) => void;

function checkMeetings(problem: Problem, slotOf: ReadonlyMap<string, number>, found: Found): void {
  const away = new Map(problem.participants.map(({ id, forbidden }) => [id, new Set(forbidden)]));
  for (const { id, participants, session, fixedSlot } of problem.meetings) {
    const slot = slotOf.get(id);
    if (slot === undefined) continue;
    for (const participant of participants)
      if (away.get(participant)!.has(slot))
        found('availability', `meeting ${id} when ${participant} is not there`, [id], [participant]);
    const held = slot <= problem.morningSlots ? 'morning' : 'afternoon';
    if (session !== null && session !== held) found('sessions', `meeting ${id} in the ${held}`, [id]);
    if (fixedSlot !== null && fixedSlot !== slot) found('fixed-slots', `meeting ${id} was moved`, [id]);
  }
}

function checkPrecedences(problem: Problem, slotOf: ReadonlyMap<string, number>, found: Found): void {
  for (const [first, second] of problem.precedences) {
    const [a, b] = [slotOf.get(first), slotOf.get(second)];
    if (a !== undefined && b !== undefined && a >= b)
      found('precedences', `meeting ${first} not before ${second}`, [first, second]);
  }
}

function checkTables(problem: Problem, placements: readonly Placement[], found: Found): void {
  const taken = new Map<string, string>();
  for (const { id, slot, table } of placements) {
    const tables = typeof problem.tables === 'number' ? problem.tables : problem.tables[slot - 1];
    if (!Number.isInteger(table) || table < 1 || table > tables)
      found('tables', `meeting ${id} at table ${table}`, [id]);
    const other = taken.get(`${slot} ${table}`);
    if (other !== undefined) found('tables', `two meetings at table ${table} in slot ${slot}`, [other, id]);
    taken.set(`${slot} ${table}`, id);
  }
}

function checkInterpreters(problem: Problem, placements: readonly Placement[], found: Found): void {
  const interpreters = new Map(problem.interpreters.map((interpreter) => [interpreter.id, interpreter]));
  const wanted = new Map(problem.meetings.map(({ id, interpretation }) => [id, interpretation]));
  const taken = new Map<string, string>();
  for (const { id, slot, interpreter } of placements) {
    const languages = wanted.get(id) ?? null;
    const one = interpreter === null ? undefined : interpreters.get(interpreter);
    if ((languages === null) !== (interpreter === null))
      found('interpreters', `meeting ${id} with interpreter ${interpreter}`, [id]);
    if (interpreter === null) continue;
    if (!languages?.every((language) => one?.languages.includes(language)))
      found('interpreters', `meeting ${id} with ${interpreter}, who does not speak its languages`, [id]);
    if (one?.forbidden.includes(slot)) found('interpreters', `meeting ${id} when ${interpreter} is not there`, [id]);
    const other = taken.get(`${slot} ${interpreter}`);
    if (other !== undefined) found('interpreters', `two meetings with ${interpreter} in slot ${slot}`, [other, id]);
    taken.set(`${slot} ${interpreter}`, id);
  }
}
