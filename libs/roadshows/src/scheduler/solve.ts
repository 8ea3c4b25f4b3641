import { participantBound } from './bounds/participant-bound';
import { tableBound } from './bounds/table-bound';
import { check } from './model/check';
import { ALL_RULES, type Instance, instanceOf } from './model/instance';
import type { Conflict, Problem, Schedule, Status } from './model/problem';
import { Day } from './search/day';
import { giveUpUnserved } from './search/interpreters';
import { makeFair } from './search/make-fair';
import { placements } from './search/tables';
import { Helpers } from './thread/helpers';

export interface SolveOptions {
  /** Time to spend, proof included. */
  readonly seconds: number;
  readonly seed: number;
  /** A SAT solver to be asked instead of the built-in one: see `findSatProgram`. */
  readonly satProgram?: string;
  /** Told once a second how far it is. */
  readonly onProgress?: (course: Course) => void;
}

/** How far a day is scheduled: the breaks of the best schedule that places all, null as long as there is none. */
export interface Course {
  readonly breaks: number | null;
  readonly lowerBound: number;
}

/** A day of more choices than this is too large to be asked of the solver as a whole. */
const MOST_CHOICES = 14_000;

/** A result that breaks a rule or belies its own numbers: a fault of the scheduler, never of the problem. */
export class ScheduleFault extends Error {}

/**
 * Schedules a day: bounds, then a first schedule, then annealing here while one thread proves and one improves.
 *
 * @throws ScheduleFault when the result does not pass the independent check
 */
export async function solve(
  problem: Problem,
  { seconds, seed, satProgram, onProgress }: SolveOptions,
): Promise<Schedule> {
  const started = performance.now();
  // The threads have to end and the result to be judged within the time.
  const spare = Math.min(400, seconds * 50);
  const deadline = started + seconds * 1000 - spare;
  const instance = instanceOf(problem);
  const bounds = Array.from({ length: instance.participants }, (_, participant) =>
    participantBound(instance, participant),
  );
  const least = bounds.map((bound) => bound.least ?? 0);
  const cramped = [...bounds.keys()].filter((participant) => bounds[participant].least === undefined);
  const day = new Day(instance, seed, tableBound(instance, least), deadline);
  if (cramped.length) day.conflict = crampedConflict(problem, instance, cramped);
  else day.conflict = crowdedConflict(problem, instance);
  const isSmall = instance.domain.reduce((sum, slots) => sum + choices(slots), 0) <= MOST_CHOICES;
  const helpers = isSmall
    ? new Helpers(problem, least, day, Date.now() + seconds * 1000 - spare, seed, satProgram)
    : undefined;
  const tell = () =>
    onProgress?.({ breaks: Number.isFinite(day.best.breaks) ? day.best.breaks : null, lowerBound: day.bound });
  const timer = setInterval(tell, 1000);
  try {
    await day.run(helpers);
  } finally {
    clearInterval(timer);
    await helpers?.stop();
  }
  return judged(problem, day, (performance.now() - started) / 1000);
}

const choices = (slots: number) => slots.toString(2).replaceAll('0', '').length;

/** More meetings than all slots together have tables, or interpreters. */
function crowdedConflict(problem: Problem, { tables, meetings, limits }: Instance): Conflict | undefined {
  const room = (most: Int32Array) => most.reduce((sum, count) => sum + count, 0);
  const conflict = { minimal: true, participants: [] };
  if (room(tables) < meetings) return { ...conflict, rules: ['tables'], meetings: [] };
  const lacking = limits.find(({ most, meetings: some }) => room(most) < some.length);
  const named = [...(lacking?.meetings ?? [])].map((meeting) => problem.meetings[meeting].id);
  return lacking && { ...conflict, rules: ['interpreters'], meetings: named };
}

/** Participants whose meetings do not fit into their own slots, whatever the others do. */
function crampedConflict(problem: Problem, instance: Instance, cramped: readonly number[]): Conflict {
  const meetings = new Set(cramped.flatMap((participant) => [...instance.meetingsOf[participant]]));
  const without = (rule: keyof typeof RULE_OF) => {
    const relaxed = instanceOf(problem, { ...ALL_RULES, [rule]: false });
    return cramped.every((participant) => participantBound(relaxed, participant).least !== undefined);
  };
  const rules = (Object.keys(RULE_OF) as (keyof typeof RULE_OF)[]).filter(without).map((rule) => RULE_OF[rule]);
  return {
    rules: ['one-meeting-at-a-time', ...rules],
    minimal: false,
    participants: cramped.map((participant) => problem.participants[participant].id),
    meetings: [...meetings].map((meeting) => problem.meetings[meeting].id),
  };
}

const RULE_OF = {
  availability: 'availability',
  sessions: 'sessions',
  fixedSlots: 'fixed-slots',
  precedences: 'precedences',
  interpreters: 'interpreters',
} as const;

function judged(problem: Problem, day: Day, seconds: number): Schedule {
  const timetable = day.result();
  giveUpUnserved(problem, timetable);
  makeFair(timetable);
  const meetings = placements(problem, timetable);
  const { breaches, breaks, unplaced } = check(problem, meetings);
  if (breaches.length) throw new ScheduleFault(breaches.map(({ rule, what }) => `${rule}: ${what}`).join('; '));
  if (!unplaced.length && day.conflict) throw new ScheduleFault('A schedule was found of what was proven to have none');
  if (!unplaced.length && breaks < day.bound)
    throw new ScheduleFault(`${breaks} breaks, but the bound is ${day.bound}`);
  const status: Status = unplaced.length
    ? day.conflict
      ? 'infeasible'
      : 'unknown'
    : breaks === day.bound
      ? 'optimal'
      : 'feasible';
  const rounded = Math.round(seconds * 1000) / 1000;
  const schedule = { status, breaks, lowerBound: day.bound, seconds: rounded, unplaced, meetings };
  return day.conflict ? { ...schedule, conflict: day.conflict } : schedule;
}
