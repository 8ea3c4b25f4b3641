import { interpreting, type Limit } from './interpreting';
import type { Problem } from './problem';

/** A problem in numbers: meetings, participants and slots from 0, sets of slots as bits. */
export interface Instance {
  readonly slots: number;
  /** [slot]: meetings that fit. */
  readonly tables: Int32Array;
  /** Infinity where the problem says null. */
  readonly fairness: number;
  readonly participants: number;
  /** [participant]: meetings at a time. */
  readonly capacity: Int32Array;
  /** [participant]: slots in which it is there. */
  readonly present: Int32Array;
  /** [participant]: its meetings. */
  readonly meetingsOf: readonly Int32Array[];
  readonly meetings: number;
  /** [meeting]: its participants. */
  readonly partiesOf: readonly Int32Array[];
  /** [meeting]: slots that availability, session, fixed slot and precedences leave it. */
  readonly domain: Int32Array;
  readonly weight: Float64Array;
  readonly precedences: readonly (readonly [number, number])[];
  /** [meeting]: those that must come before it, and after it. */
  readonly before: readonly Int32Array[];
  readonly after: readonly Int32Array[];
  /** What the interpreters allow beside the tables, and [meeting]: the limits that count it. */
  readonly limits: readonly Limit[];
  readonly limitsOf: readonly Int32Array[];
}

/** Which rules `instanceOf` regards; a proof of infeasibility tries what happens without one. */
export interface Regarded {
  readonly availability: boolean;
  readonly sessions: boolean;
  readonly fixedSlots: boolean;
  readonly precedences: boolean;
  readonly interpreters: boolean;
}

export const ALL_RULES: Regarded = {
  availability: true,
  sessions: true,
  fixedSlots: true,
  precedences: true,
  interpreters: true,
};

export function instanceOf(problem: Problem, regarded: Regarded = ALL_RULES): Instance {
  const { slots } = problem;
  const every = 2 ** slots - 1;
  const present = Int32Array.from(problem.participants, ({ forbidden }) =>
    regarded.availability ? without(every, forbidden) : every,
  );
  const positionOf = positions(problem.participants);
  const meetingAt = positions(problem.meetings);
  const partiesOf = problem.meetings.map((meeting) =>
    Int32Array.from(meeting.participants, (id) => positionOf.get(id)!),
  );
  const precedences = problem.precedences.map(([a, b]) => [meetingAt.get(a)!, meetingAt.get(b)!] as const);
  const domain = domains(problem, partiesOf, present, regarded);
  const { limits, served } = interpreting(regarded.interpreters ? problem : { ...problem, meetings: [] });
  served.forEach((slots, meeting) => (domain[meeting] &= slots));
  if (regarded.precedences) narrow(domain, precedences);
  return {
    slots,
    tables:
      typeof problem.tables === 'number' ? new Int32Array(slots).fill(problem.tables) : Int32Array.from(problem.tables),
    fairness: problem.fairness ?? Infinity,
    participants: problem.participants.length,
    capacity: Int32Array.from(problem.participants, ({ capacity }) => capacity),
    present,
    meetingsOf: inverse(partiesOf, problem.participants.length),
    meetings: problem.meetings.length,
    partiesOf,
    domain,
    weight: Float64Array.from(problem.meetings, ({ weight }) => weight),
    precedences,
    before: inverse(
      precedences.map(([, b]) => [b]),
      problem.meetings.length,
      precedences.map(([a]) => a),
    ),
    after: inverse(
      precedences.map(([a]) => [a]),
      problem.meetings.length,
      precedences.map(([, b]) => b),
    ),
    limits,
    limitsOf: inverse(
      limits.flatMap(({ meetings }) => [...meetings].map((meeting) => [meeting])),
      problem.meetings.length,
      limits.flatMap(({ meetings }, limit) => [...meetings].map(() => limit)),
    ),
  };
}

const positions = (things: readonly { id: string }[]) => new Map(things.map(({ id }, position) => [id, position]));

const without = (slots: number, forbidden: readonly number[]) =>
  forbidden.reduce((left, slot) => left & ~(1 << (slot - 1)), slots);

function domains(
  problem: Problem,
  partiesOf: readonly Int32Array[],
  present: Int32Array,
  regarded: Regarded,
): Int32Array {
  const every = 2 ** problem.slots - 1;
  const morning = 2 ** problem.morningSlots - 1;
  return Int32Array.from(problem.meetings, ({ session, fixedSlot }, meeting) => {
    let slots = every;
    for (const participant of partiesOf[meeting]) slots &= present[participant];
    if (session && regarded.sessions) slots &= session === 'morning' ? morning : ~morning;
    if (fixedSlot && regarded.fixedSlots) slots &= 1 << (fixedSlot - 1);
    return slots;
  });
}

/**
 * Takes from each meeting the slots that leave none to a predecessor or successor, until nothing changes. Precedences in
 * a circle leave none at all.
 */
function narrow(domain: Int32Array, precedences: Instance['precedences']): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const [first, second] of precedences) {
      const later = domain[second] & ~upTo(lowest(domain[first]));
      const earlier = domain[first] & (upTo(highest(domain[second])) >>> 1);
      changed ||= later !== domain[second] || earlier !== domain[first];
      domain[second] = later;
      domain[first] = earlier;
    }
  }
}

/** The slots up to this one; of 31, the place of a slot in an empty set, all. */
const upTo = (slot: number) => (slot >= 31 ? 0x7fffffff : 2 ** (slot + 1) - 1);
const lowest = (slots: number) => (slots === 0 ? 31 : 31 - Math.clz32(slots & -slots));
/** -1 in an empty set. */
const highest = (slots: number) => 31 - Math.clz32(slots);

/** [group]: the values (the positions unless others are given) of the members that name the group. */
function inverse(
  groupsOf: readonly Iterable<number>[],
  groups: number,
  values: readonly number[] = [...groupsOf.keys()],
): Int32Array[] {
  const members: number[][] = Array.from({ length: groups }, () => []);
  groupsOf.forEach((names, position) => {
    for (const group of names) members[group].push(values[position]);
  });
  return members.map((list) => Int32Array.from(list));
}

/** Runs of consecutive slots in a set; the breaks of a participant are its runs less one. */
export function runs(slots: number): number {
  return bits(slots & ~(slots << 1));
}

export function bits(word: number): number {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Breaks of a participant that is busy in these slots. */
export const breaksOf = (slots: number) => (slots === 0 ? 0 : runs(slots) - 1);
