import type { Instance } from '../model/instance';

/** Rounds of adjusting the prices, and the work (participants × slots × busy slots, in steps) that all may cost. */
const MOST_ROUNDS = 300;
const MOST_WORK = 4e8;
/** Breaks beyond the bound of a participant that its cheapest slots are looked for with; more are taken to be dearer. */
const BEYOND = 3;

/**
 * A bound for all participants together: whoever has no break is busy in unbroken runs, these meet in the middle of the
 * day, and the tables there do not suffice for all.
 *
 * Each slot gets a price; each participant takes the slots that are cheapest for it, breaks counted; what it pays in all,
 * less what the tables of the slots are worth, is a bound whatever the prices are (Lagrangian relaxation). Prices rise
 * where more are busy than there are places. A participant with more breaks pays for them at least, since prices are
 * bounded from below by the cheapest slots, which are taken then.
 *
 * @param least [participant]: breaks that it has in any schedule
 * @returns a bound of the sum of breaks, at least the sum of `least`
 */
export function tableBound(instance: Instance, least: readonly number[]): number {
  const simple = least.reduce((sum, each) => sum + each, 0);
  const { slots, meetings, tables } = instance;
  const byTwos =
    instance.partiesOf.every(({ length }) => length === 2) && instance.capacity.every((most) => most === 1);
  if (!byTwos || meetings === 0) return simple;
  const room = tables.reduce((sum, count) => sum + count, 0);
  const places = Float64Array.from(tables, (count) => 2 * count);
  const atLeast = Float64Array.from(tables, (count) => Math.max(0, 2 * (meetings - room + count)));
  const groups = alike(instance, least);
  const prices = new Float64Array(slots);
  let best = simple;
  const rounds = Math.min(MOST_ROUNDS, MOST_WORK / (groups.length * slots * slots * 4));
  for (let round = 0; round < rounds; round++) {
    const busy = new Float64Array(slots);
    let value = 0;
    for (const group of groups) value += group.count * cheapest(group, prices, busy, slots);
    let norm = 0;
    const gap = Float64Array.from({ length: slots }, (_, slot) => {
      const limit = prices[slot] > 0 ? places[slot] : prices[slot] < 0 ? atLeast[slot] : undefined;
      value -= prices[slot] * (limit ?? 0);
      const over =
        busy[slot] - (limit ?? (busy[slot] > places[slot] ? places[slot] : Math.min(busy[slot], atLeast[slot])));
      norm += over * over;
      return over;
    });
    best = Math.max(best, value);
    if (norm === 0) break;
    const step = ((1.5 * 0.985 ** round * Math.max(1, 0.05 * meetings)) / norm) * 1;
    gap.forEach((over, slot) => (prices[slot] += step * over));
  }
  // Infinite where a participant has too few slots, which is said elsewhere.
  if (best === Infinity) return simple;
  // What rounding may have added is taken off again before the bound is rounded up to a whole break.
  return Math.max(simple, Math.ceil(best - 1e-6));
}

interface Group {
  readonly meetings: number;
  readonly possible: number;
  readonly least: number;
  count: number;
}

/** Participants with as many meetings, the same slots and the same bound choose alike. */
function alike({ meetingsOf, domain, participants }: Instance, least: readonly number[]): Group[] {
  const groups = new Map<string, Group>();
  for (let participant = 0; participant < participants; participant++) {
    const meetings = meetingsOf[participant].length;
    const possible = meetingsOf[participant].reduce((slots, meeting) => slots | domain[meeting], 0);
    const key = `${meetings} ${possible} ${least[participant]}`;
    const group = groups.get(key) ?? { meetings, possible, least: least[participant], count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].filter(({ meetings }) => meetings > 0);
}

/**
 * The cheapest way to be busy in as many slots as there are meetings, and adds the slots to `busy`. The table of the
 * dynamic programme is [runs][busy slots so far], once for "busy in the last slot" and once for "idle".
 */
function cheapest(group: Group, prices: Float64Array, busy: Float64Array, slots: number): number {
  const { meetings, possible, least } = group;
  const runs = Math.min(least + 1 + BEYOND, meetings, (slots + 1) >> 1);
  const width = meetings + 1;
  const size = (runs + 1) * width;
  const tables: Float64Array[] = [new Float64Array(2 * size).fill(Infinity)];
  tables[0][size] = 0;
  for (let slot = 0; slot < slots; slot++) {
    const before = tables[slot];
    const now = new Float64Array(2 * size).fill(Infinity);
    for (let run = 0; run <= runs; run++)
      for (let used = 0; used <= meetings; used++) {
        const at = run * width + used;
        now[size + at] = Math.min(before[at], before[size + at]);
        if (run === 0 || used === 0 || !((possible >>> slot) & 1)) continue;
        now[at] = prices[slot] + Math.min(before[at - 1], before[size + at - width - 1]);
      }
    tables.push(now);
  }
  return choose(group, tables, runs, prices, busy);
}

function choose(group: Group, tables: Float64Array[], runs: number, prices: Float64Array, busy: Float64Array): number {
  const { meetings, possible, least, count } = group;
  const slots = tables.length - 1;
  const width = meetings + 1;
  const size = (runs + 1) * width;
  let value = Infinity;
  let state = -1;
  for (let run = 1; run <= runs; run++)
    for (const at of [run * width + meetings, size + run * width + meetings]) {
      const cost = tables[slots][at] + Math.max(run - 1, least);
      if (cost < value) [value, state] = [cost, at];
    }
  // With still more runs nobody pays less than for the cheapest slots without regard to runs.
  const freely = [...prices.keys()].filter((slot) => (possible >>> slot) & 1).map((slot) => prices[slot]);
  const floor = freely
    .sort((a, b) => a - b)
    .slice(0, meetings)
    .reduce((sum, price) => sum + price, 0);
  if (runs < Math.min(meetings, (slots + 1) >> 1)) value = Math.min(value, floor + runs);
  for (let slot = slots - 1; slot >= 0 && state >= 0; slot--) {
    const before = tables[slot];
    if (state >= size) {
      state = before[state - size] <= before[state] ? state - size : state;
      continue;
    }
    busy[slot] += count;
    state = before[state - 1] <= before[size + state - width - 1] ? state - 1 : size + state - width - 1;
  }
  return value;
}
