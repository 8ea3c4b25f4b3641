import type { Interpreter, Meeting, Problem } from './problem';

/** So many of these meetings at most are held in a slot: [slot]. */
export interface Limit {
  readonly meetings: Int32Array;
  readonly most: Int32Array;
}

export interface Interpreting {
  readonly limits: readonly Limit[];
  /** [meeting]: slots in which an interpreter for it is there. */
  readonly served: Int32Array;
}

/** Limits beyond which further ones are left out; events have a few pairs of languages, and as many limits. */
const MOST_LIMITS = 1_000;

/** Meetings that the same interpreters can serve. */
interface Class {
  readonly meetings: number[];
  readonly able: ReadonlySet<number>;
}

export const speaks = (interpreter: Interpreter, languages: NonNullable<Meeting['interpretation']>) =>
  languages.every((language) => interpreter.languages.includes(language));

/**
 * Says by limits alone when the meetings of a slot can all have an interpreter: if, and only if, no set of classes has
 * more meetings there than interpreters who can serve any of them (Hall's theorem). It suffices to say it of sets that
 * hold all that their interpreters can serve, and do not fall apart into sets with interpreters of their own.
 */
export function interpreting({ interpreters, meetings, slots }: Problem): Interpreting {
  const away = interpreters.map(({ forbidden }) => new Set(forbidden));
  const room = (able: ReadonlySet<number>) =>
    Int32Array.from({ length: slots }, (_, slot) => [...able].filter((one) => !away[one].has(slot + 1)).length);
  const classes = classesOf(interpreters, meetings);
  const served = new Int32Array(meetings.length).fill(2 ** slots - 1);
  for (const { able, meetings: some } of classes) {
    const attended = room(able).reduce((set, count, slot) => (count > 0 ? set | (1 << slot) : set), 0);
    for (const meeting of some) served[meeting] = attended;
  }
  const open = classes.filter(({ able }) => able.size > 0);
  const limits = teams(open).map((team) => ({
    meetings: Int32Array.from(open.filter(({ able }) => isWithin(able, team)).flatMap((each) => each.meetings)),
    most: room(team),
  }));
  return { limits: limits.filter(({ meetings: some, most }) => most.some((count) => count < some.length)), served };
}

function classesOf(interpreters: readonly Interpreter[], meetings: readonly Meeting[]): Class[] {
  const classes = new Map<string, Class>();
  meetings.forEach(({ interpretation }, position) => {
    if (!interpretation) return;
    const able = [...interpreters.keys()].filter((one) => speaks(interpreters[one], interpretation));
    const known = classes.get(able.join(' ')) ?? { meetings: [], able: new Set(able) };
    known.meetings.push(position);
    classes.set(able.join(' '), known);
  });
  return [...classes.values()];
}

const isWithin = (some: ReadonlySet<number>, all: ReadonlySet<number>) => [...some].every((one) => all.has(one));

/** The interpreters of each class, and all unions of such teams that overlap. */
function teams(classes: readonly Class[]): ReadonlySet<number>[] {
  const keyOf = (team: ReadonlySet<number>) => [...team].sort((a, b) => a - b).join(' ');
  const found = new Map(classes.map(({ able }) => [keyOf(able), able]));
  // Teams that are found on the way are visited as well.
  for (const team of found.values())
    for (const { able } of classes) {
      if (found.size >= MOST_LIMITS) return [...found.values()];
      if (![...able].some((one) => team.has(one)) || isWithin(able, team)) continue;
      const union = new Set([...team, ...able]);
      found.set(keyOf(union), union);
    }
  return [...found.values()];
}
