import { type CoverCompany, type CoverProblem, MOST_MEMBERS, MOST_REQUIREMENTS } from './cover.types';

const MOST_WEIGHT = 100;
const DEGREE_UNITS = 1_000;
const SCORE_UNITS = 10_000;
// One sum holds, in this order of importance, the weights of optional requirements, the degrees and the scores. All
// are whole numbers, so that sums are exact in any order; the greatest is about 1.1e15, below 2^53.
const SCORE_ROOM = MOST_MEMBERS * SCORE_UNITS + 1;
const DEGREE_ROOM = MOST_REQUIREMENTS * MOST_WEIGHT * DEGREE_UNITS + 1;

/** How good a set is: the more of the goal the better, then the fewer members, then the greater the value. */
export interface Standing {
  readonly reached: number;
  readonly members: readonly number[];
  readonly value: number;
}

/** A candidate as numbers: what it covers as a mask, and what it adds for each requirement. */
interface Column {
  readonly company: CoverCompany;
  readonly mask: number;
  readonly gains: Float64Array;
  readonly score: number;
}

/** A problem as numbers. Companies are columns from here on, best overall score first, then by id. */
export class CoverValues {
  readonly columns: readonly Column[];
  /** What is to be covered: the mandatory requirements that somebody covers, or all that somebody covers if there are none. */
  readonly goal: number;
  readonly required: number | null;
  /** Columns that must not stand beside a column. */
  readonly excluded: ReadonlyMap<number, ReadonlySet<number>>;

  constructor(readonly problem: CoverProblem) {
    const { companies, vetoed = new Set<string>(), requirements, required } = problem;
    check(problem);
    const admitted = companies.filter(({ id }) => !vetoed.has(id)).sort(byScore);
    const columns = admitted.map((company) => columnOf(company, problem));
    this.columns = columns.filter(({ mask, company }) => mask !== 0 || company.id === required);
    const coverable = this.columns.reduce((mask, column) => mask | column.mask, 0);
    const mandatory = requirements.reduce((mask, { mandatory }, bit) => (mandatory ? mask | (1 << bit) : mask), 0);
    this.goal = coverable & mandatory || coverable;
    const places = new Map(this.columns.map(({ company }, place) => [company.id, place]));
    this.required = required === undefined ? null : (places.get(required) ?? null);
    this.excluded = exclusions(problem.excludes ?? [], places);
  }

  /** The standing of a set of columns. */
  standing(members: readonly number[]): Standing {
    const best = this.best(members);
    const value = best.reduce((sum, gain) => sum + gain, 0) + this.scores(members);
    return { reached: bits(this.maskOf(members) & this.goal), members: [...members].sort(ascending), value };
  }

  /** The greatest gain for each requirement. */
  best(members: readonly number[]): Float64Array {
    const best = new Float64Array(this.problem.requirements.length);
    for (const member of members)
      this.column(member).gains.forEach((gain, bit) => {
        if (gain > (best[bit] ?? 0)) best[bit] = gain;
      });
    return best;
  }

  scores(members: readonly number[]): number {
    return members.reduce((sum, member) => sum + this.column(member).score, 0);
  }

  maskOf(members: readonly number[]): number {
    return members.reduce((mask, member) => mask | this.column(member).mask, 0);
  }

  column(place: number): Column {
    const column = this.columns[place];
    if (!column) throw new RangeError(`There is no column ${place}`);
    return column;
  }

  /** Whether two of the members must not be in one set. */
  conflict(members: readonly number[]): readonly [number, number] | null {
    for (const member of members) {
      const partner = members.find((other) => this.excluded.get(member)?.has(other));
      if (partner !== undefined) return [member, partner];
    }
    return null;
  }
}

/** Negative when the left one is better; 0 only for the same members. */
export function compareStandings(left: Standing, right: Standing): number {
  return (
    right.reached - left.reached ||
    left.members.length - right.members.length ||
    right.value - left.value ||
    firstDifference(left.members, right.members)
  );
}

export function contains(members: readonly number[], subset: readonly number[]): boolean {
  return subset.every((member) => members.includes(member));
}

export function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count += 1;
  return count;
}

export function ascending(left: number, right: number): number {
  return left - right;
}

function firstDifference(left: readonly number[], right: readonly number[]): number {
  return left.map((member, place) => member - (right[place] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function byScore(left: CoverCompany, right: CoverCompany): number {
  return inUnits(right.score) - inUnits(left.score) || (left.id < right.id ? -1 : 1);
}

function inUnits(score: number): number {
  return Math.round(score * SCORE_UNITS);
}

function columnOf(company: CoverCompany, { requirements, threshold }: CoverProblem): Column {
  const gains = new Float64Array(requirements.length);
  let mask = 0;
  for (const [bit, { mandatory, weight }] of requirements.entries()) {
    const degree = company.degrees[bit] ?? 0;
    if (degree < threshold) continue;
    mask |= 1 << bit;
    const optional = mandatory ? 0 : weight * DEGREE_ROOM;
    gains[bit] = (optional + weight * Math.max(1, Math.round(degree * DEGREE_UNITS))) * SCORE_ROOM;
  }
  return { company, mask, gains, score: inUnits(company.score) };
}

function exclusions(
  pairs: readonly (readonly [string, string])[],
  places: ReadonlyMap<string, number>,
): ReadonlyMap<number, ReadonlySet<number>> {
  const excluded = new Map<number, Set<number>>();
  const note = (from: number, to: number) => excluded.set(from, (excluded.get(from) ?? new Set()).add(to));
  for (const [one, other] of pairs) {
    const [left, right] = [places.get(one), places.get(other)];
    if (left === undefined || right === undefined || left === right) continue;
    note(left, right);
    note(right, left);
  }
  return excluded;
}

function check({ requirements, threshold, mostMembers }: CoverProblem): void {
  if (requirements.length > MOST_REQUIREMENTS) throw new RangeError(`At most ${MOST_REQUIREMENTS} requirements`);
  if (!(threshold > 0)) throw new RangeError('The threshold must be above 0');
  if (mostMembers < 1 || mostMembers > MOST_MEMBERS) throw new RangeError(`1 to ${MOST_MEMBERS} members`);
  const sound = requirements.every(({ weight }) => Number.isInteger(weight) && weight >= 1 && weight <= MOST_WEIGHT);
  if (!sound) throw new RangeError(`A weight is a whole number from 1 to ${MOST_WEIGHT}`);
}
