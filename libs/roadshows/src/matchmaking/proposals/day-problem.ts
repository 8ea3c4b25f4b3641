import type { Interpreter, Meeting, Participant, Placement, Problem } from '../../scheduler';
import type { DayRow, InterpreterRow, MeetingOfProblem, ParticipantRow } from './day-problem.query';

/** What the database says of a day, for the scheduler. */
export interface DayFacts {
  readonly day: DayRow;
  readonly participants: readonly ParticipantRow[];
  readonly meetings: readonly MeetingOfProblem[];
  readonly precedences: readonly { readonly before: string; readonly after: string }[];
  readonly interpreters: readonly InterpreterRow[];
}

export interface DayProblem {
  readonly problem: Problem;
  /** Where the scheduled meetings are now. */
  readonly current: readonly Placement[];
}

/** The day as the scheduler takes it: companies are its participants, a slot that has begun is nobody's any more. */
export function dayProblem({ day, participants, meetings, precedences, interpreters: rows }: DayFacts): DayProblem {
  const begun = day.slots.flatMap((slot, index) => (slot.begun ? [index + 1] : []));
  const interpreters = rows.map(({ id, languages, unavailable, busy }) => {
    const away = new Set([...unavailable, ...busy, ...begun]);
    return { id, languages, forbidden: sorted(away, day) };
  });
  const known = new Map(participants.map((participant) => [participant.companyId, participant]));
  const here = meetings.filter(({ companyIds }) => companyIds.every((id) => known.has(id)));
  const ids = new Set(here.map(({ id }) => id));
  const problem: Problem = {
    slots: day.slots.length,
    morningSlots: day.slots.filter(({ half }) => half === 'morning').length,
    tables: day.tables,
    fairness: day.fairness,
    participants: participants.map((participant) => participantOf(participant, day, begun)),
    meetings: here.map((meeting) => meetingOf(meeting, known, interpreters)),
    precedences: precedences.filter(({ before, after }) => ids.has(before) && ids.has(after)).map(pairOf),
    interpreters,
  };
  const current = here.flatMap(({ id, slot, table, interpreterId: interpreter }) =>
    slot !== null && table !== null ? [{ id, slot, table, interpreter }] : [],
  );
  return { problem, current };
}

const sorted = (numbers: ReadonlySet<number>, { slots }: Pick<DayRow, 'slots'>) =>
  [...numbers].filter((slot) => slot <= slots.length).sort((a, b) => a - b);

const pairOf = ({ before, after }: { before: string; after: string }): [string, string] => [before, after];

/** It is away when it says so, when it came for the other half, and when fewer delegates are free than it meets at a time. */
function participantOf(
  { companyId, parallel, half, unavailable, delegates, busy }: ParticipantRow,
  { slots }: DayRow,
  begun: readonly number[],
): Participant {
  const away = new Set([...unavailable, ...begun]);
  slots.forEach((slot, index) => {
    const elsewhere = busy.filter((one) => one.slot === index + 1).length;
    const isOtherHalf = half !== null && half !== slot.half;
    if (isOtherHalf || delegates.length - elsewhere < parallel) away.add(index + 1);
  });
  return { id: companyId, forbidden: sorted(away, { slots }), capacity: parallel };
}

function meetingOf(
  { id, companyIds, half, fixedSlot, weight }: MeetingOfProblem,
  known: ReadonlyMap<string, ParticipantRow>,
  interpreters: readonly Interpreter[],
): Meeting {
  const [one, other] = companyIds.map((company) => known.get(company)!.languages);
  const interpretation = interpretationBetween(one!, other!, interpreters);
  return { id, participants: companyIds, session: half, fixedSlot, weight, interpretation };
}

/**
 * Null where the two share a language. Otherwise the pair that most of the day's interpreters speak, and the first pair of
 * all where none speaks any.
 */
export function interpretationBetween(
  one: readonly string[],
  other: readonly string[],
  interpreters: readonly Interpreter[],
): [string, string] | null {
  if (one.some((language) => other.includes(language))) return null;
  const pairs = one.flatMap((from) => other.map((to): [string, string] => [from, to]));
  const speakers = ([from, to]: [string, string]) =>
    interpreters.filter(({ languages }) => languages.includes(from) && languages.includes(to)).length;
  return pairs.reduce((best, pair) => (speakers(pair) > speakers(best) ? pair : best));
}
