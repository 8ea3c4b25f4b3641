import { pairOff, type Placement, type Problem, speaks } from '../../scheduler';

/** What each meeting that needs an interpreter needs: a pair of languages. */
export type Needs = ReadonlyMap<string, readonly [string, string]>;

export function needsOf({ meetings }: Problem): Needs {
  return new Map(meetings.flatMap(({ id, interpretation }) => (interpretation ? [[id, interpretation] as const] : [])));
}

/** Interpreters by meeting, as many as can be; `preferred` are tried first. */
export function matchInterpreters(
  { interpreters }: Problem,
  needs: Needs,
  needy: readonly string[],
  slot: number,
  preferred: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const there = interpreters.filter((one) => !one.forbidden.includes(slot));
  const able = (id: string): string[] => {
    const those = there.filter((one) => speaks(one, needs.get(id)!)).map((one) => one.id);
    return those.sort((a, b) => Number(b === preferred.get(id)) - Number(a === preferred.get(id)));
  };
  return pairOff(new Map(needy.map((id) => [id, able(id)])));
}

/** Tables and interpreters for slots that are settled: whoever stays keeps both where that can be. */
export function seat(problem: Problem, slotOf: ReadonlyMap<string, number>, before: readonly Placement[]): Placement[] {
  const was = new Map(before.map((placement) => [placement.id, placement]));
  const needs = needsOf(problem);
  const slots = [...new Set(slotOf.values())].sort((a, b) => a - b);
  return slots.flatMap((slot) => {
    const here = [...slotOf].filter(([, at]) => at === slot).map(([id]) => id);
    const needy = here.filter((id) => needs.has(id));
    const wished = new Map(needy.flatMap((id) => (was.get(id)?.interpreter ? [[id, was.get(id)!.interpreter!]] : [])));
    const interpreterOf = matchInterpreters(problem, needs, needy, slot, wished);
    const tableOf = seatSlot(problem, here, slot, was);
    return here.map((id) => ({ id, slot, table: tableOf.get(id)!, interpreter: interpreterOf.get(id) ?? null }));
  });
}

function seatSlot(
  { tables }: Problem,
  here: readonly string[],
  slot: number,
  was: ReadonlyMap<string, Placement>,
): Map<string, number> {
  const most = typeof tables === 'number' ? tables : tables[slot - 1]!;
  const tableOf = new Map<string, number>();
  const taken = new Set<number>();
  const sit = (id: string, table: number) => {
    tableOf.set(id, table);
    taken.add(table);
  };
  for (const id of here) {
    const old = was.get(id);
    if (old?.slot === slot && old.table <= most && !taken.has(old.table)) sit(id, old.table);
  }
  let next = 1;
  for (const id of here.filter((each) => !tableOf.has(each))) {
    while (taken.has(next)) next += 1;
    sit(id, next);
  }
  return tableOf;
}
