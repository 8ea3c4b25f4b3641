import { bits, compareStandings, contains, type CoverValues, type Standing } from './cover-values';

const MOST_ROUNDS = 40;

/**
 * Good sets without a proof: the company that adds most comes next, until nothing of the goal is added; then members
 * that are not needed leave, and single exchanges are made while they improve the set. The alternatives are what the
 * same gives without one of the members of the first set.
 */
export function greedyCovers(values: CoverValues): Standing[] {
  const first = improved(values, new Set());
  if (!first.reached) return [];
  const others = first.members
    .filter((member) => member !== values.required)
    .slice(0, values.problem.mostCovers)
    .map((member) => improved(values, new Set([member])));
  const covers: Standing[] = [];
  for (const next of [first, ...others].sort(compareStandings)) {
    const best = covers[0] ?? next;
    if (next.reached < best.reached || covers.some((cover) => contains(next.members, cover.members))) continue;
    covers.push(next);
  }
  return covers.slice(0, values.problem.mostCovers);
}

function improved(values: CoverValues, outside: ReadonlySet<number>): Standing {
  let current = withoutNeedless(values, grown(values, outside));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = withoutNeedless(values, bestExchange(values, current, outside));
    if (compareStandings(next, current) >= 0) break;
    current = next;
  }
  return current;
}

function grown(values: CoverValues, outside: ReadonlySet<number>): Standing {
  let current = values.standing(values.required === null ? [] : [values.required]);
  while (current.members.length < values.problem.mostMembers) {
    const next = bestOf(values, current.members, outside);
    if (!next || next.reached <= current.reached) break;
    current = next;
  }
  return current;
}

/** The best set that one company more makes. Each candidate is weighed without making its set. */
function bestOf(values: CoverValues, members: readonly number[], outside: ReadonlySet<number>): Standing | null {
  const [gains, mask] = [values.best(members), values.maskOf(members)];
  const barred = new Set([
    ...outside,
    ...members,
    ...members.flatMap((member) => [...(values.excluded.get(member) ?? [])]),
  ]);
  let best: { place: number; reached: number; value: number } | null = null;
  for (const [place, column] of values.columns.entries()) {
    if (barred.has(place)) continue;
    const reached = bits((mask | column.mask) & values.goal);
    if (best && reached < best.reached) continue;
    let value = column.score;
    for (let bit = 0; bit < gains.length; bit += 1) value += Math.max(gains[bit] ?? 0, column.gains[bit] ?? 0);
    if (!best || reached > best.reached || value > best.value) best = { place, reached, value };
  }
  return best && values.standing([...members, best.place]);
}

function bestExchange(values: CoverValues, current: Standing, outside: ReadonlySet<number>): Standing {
  return current.members
    .filter((member) => member !== values.required)
    .map((member) =>
      bestOf(
        values,
        current.members.filter((other) => other !== member),
        outside,
      ),
    )
    .reduce<Standing>((best, next) => (next && compareStandings(next, best) < 0 ? next : best), current);
}

function withoutNeedless(values: CoverValues, standing: Standing): Standing {
  const smaller = standing.members
    .filter((member) => member !== values.required)
    .map((member) => values.standing(standing.members.filter((other) => other !== member)))
    .filter(({ reached }) => reached === standing.reached)
    .sort(compareStandings)[0];
  return smaller ? withoutNeedless(values, smaller) : standing;
}
