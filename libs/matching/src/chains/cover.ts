import { CoverValues, type Standing } from './cover-values';
import {
  type Cover,
  type CoverAnswer,
  type CoverProblem,
  MOST_EXACT_REQUIREMENTS,
  type UncoveredRequirement,
} from './cover.types';
import { exactCovers } from './exact-cover';
import { greedyCovers } from './greedy-cover';

/**
 * Which sets of companies cover the requirements, in this order: the most of the mandatory requirements, the fewest
 * companies, the greatest weight of optional requirements, the greatest weighted sum of best degrees, the greatest sum
 * of overall scores. Where none is mandatory, or no company covers any that is, all count as mandatory.
 * Up to 12 requirements the order is proven; beyond it is good, and `exact` is false.
 * @throws RangeError for more than 30 requirements, a weight or a number of members out of bounds, a threshold of 0.
 */
export function findCovers(problem: CoverProblem): CoverAnswer {
  const values = new CoverValues(problem);
  const uncovered = uncoveredOf(problem, values);
  if (problem.required !== undefined && values.required === null) return { covers: [], uncovered, exact: true };
  const { covers, exact } = search(values);
  return { covers: covers.map((standing) => coverOf(values, standing)), uncovered, exact };
}

function search(values: CoverValues): { covers: Standing[]; exact: boolean } {
  if (values.problem.requirements.length > MOST_EXACT_REQUIREMENTS)
    return { covers: greedyCovers(values), exact: false };
  const found = exactCovers(values);
  return found.exact || found.covers.length ? found : { covers: greedyCovers(values), exact: false };
}

function coverOf(values: CoverValues, { members }: Standing): Cover {
  const { requirements } = values.problem;
  const best = values.best(members);
  const mask = values.maskOf(members);
  const covered = requirements.filter((_, bit) => mask & (1 << bit));
  const degreeOf = (member: number, bit: number) => values.column(member).company.degrees[bit] ?? 0;
  const total = requirements.reduce((sum, { weight }) => sum + weight, 0);
  const reached = requirements.reduce((sum, { weight }, bit) => {
    if (!(mask & (1 << bit))) return sum;
    return sum + weight * Math.max(...members.map((member) => degreeOf(member, bit)));
  }, 0);
  return {
    members: members.map((member) => ({
      companyId: values.column(member).company.id,
      parts: requirements.flatMap(({ id }, bit) => {
        const { mask: own, gains } = values.column(member);
        if (!(own & (1 << bit))) return [];
        return [{ requirementId: id, degree: degreeOf(member, bit), leads: gains[bit] === best[bit] }];
      }),
    })),
    covered: covered.map(({ id }) => id),
    complete: requirements.every(({ mandatory }, bit) => !mandatory || (mask & (1 << bit)) !== 0),
    degree: total > 0 ? Math.round((reached / total) * 10_000) / 10_000 : 0,
  };
}

function uncoveredOf({ requirements, companies, vetoed }: CoverProblem, values: CoverValues): UncoveredRequirement[] {
  const coverable = values.columns.reduce((mask, column) => mask | column.mask, 0);
  return requirements.flatMap(({ id }, bit) => {
    if (coverable & (1 << bit)) return [];
    const nearest = companies
      .filter((company) => !vetoed?.has(company.id) && (company.degrees[bit] ?? 0) > 0)
      .sort((left, right) => byDegree(left, right, bit))[0];
    const degree = nearest?.degrees[bit] ?? 0;
    return [{ requirementId: id, nearest: nearest ? { companyId: nearest.id, degree } : null }];
  });
}

function byDegree(left: CoverProblem['companies'][number], right: CoverProblem['companies'][number], bit: number) {
  return (
    (right.degrees[bit] ?? 0) - (left.degrees[bit] ?? 0) || right.score - left.score || (left.id < right.id ? -1 : 1)
  );
}
