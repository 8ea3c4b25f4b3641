import { compareStandings, contains, type CoverValues, type Standing } from './cover-values';
import { type Cell, MaskTable } from './mask-table';

/** So many steps at most, about a second: only contrived exclusions come near. */
const MOST_WORK = 400_000_000;

/**
 * The first best sets in order, proven. Each cell of the search space knows its best set; the best of all cells is the
 * next answer. Its cell is then divided into cells without the supersets of that answer (Lawler, 1972). A best set that
 * holds an excluded pair, or an earlier answer, is no answer and divides its cell in the same way.
 */
export function exactCovers(values: CoverValues): { covers: Standing[]; exact: boolean } {
  const table = new MaskTable(values);
  const covers: Standing[] = [];
  const open: Open[] = [];
  const add = (cell: Cell | null) => {
    if (cell) open.push({ cell, best: table.best(cell) });
  };
  add(narrowed(values, [], values.required === null ? [] : [values.required], new Set()));
  while (open.length && covers.length < values.problem.mostCovers) {
    if (table.work > MOST_WORK) return { covers, exact: false };
    const { cell, best } = takeBest(open);
    if (!best.reached || best.reached < (covers[0]?.reached ?? 0)) break;
    const barred =
      values.conflict(best.members) ?? covers.find((cover) => contains(best.members, cover.members))?.members;
    if (!barred) covers.push(best);
    divide(values, cell, barred ?? best.members).forEach(add);
  }
  return { covers, exact: true };
}

interface Open {
  readonly cell: Cell;
  readonly best: Standing;
}

function takeBest(open: Open[]): Open {
  const first = open.reduce((best, item, place) => {
    const known = open[best];
    return known && compareStandings(item.best, known.best) < 0 ? place : best;
  }, 0);
  const [taken] = open.splice(first, 1);
  if (!taken) throw new RangeError('No cell is open');
  return taken;
}

/** The cells that together hold every set of the cell except those that contain all of `barred`. */
function divide(values: CoverValues, cell: Cell, barred: readonly number[]): (Cell | null)[] {
  const free = barred.filter((member) => !cell.inside.includes(member));
  return free.map((member, place) =>
    narrowed(values, cell.inside, free.slice(0, place), new Set([...cell.outside, member])),
  );
}

/** A cell with more inside; whom these exclude is outside. Null when nothing can be in it. */
function narrowed(
  values: CoverValues,
  inside: readonly number[],
  added: readonly number[],
  outside: ReadonlySet<number>,
): Cell | null {
  const whole = [...inside, ...added];
  if (values.conflict(whole) || whole.length > values.problem.mostMembers) return null;
  const partners = added.flatMap((member) => [...(values.excluded.get(member) ?? [])]);
  return { inside: whole, outside: new Set([...outside, ...partners]) };
}
