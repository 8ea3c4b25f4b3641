import { HEADCOUNTS, type Headcount } from '@shuqiao/companies';
import { type Assess, UNSAID } from './factor';

/** Budgets in US dollars up to which a company of a size is at home, by bands of headcount. */
const COMFORT: Readonly<Record<Headcount, number>> = {
  '1-9': 100_000,
  '10-49': 500_000,
  '50-249': 3_000_000,
  '250-999': 15_000_000,
  '1000-4999': 80_000_000,
  '5000+': Infinity,
};
/** A small job for a large company is no fault, merely less likely to be taken up. */
const OVERSIZED = 0.7;
const STEP = 0.3;

/** Whether a company of this size can carry a job of this budget; one that does not say its size is asked to. */
export const bySize: Assess = ({ demand: { budgetUsd }, company: { headcount } }) => {
  if (budgetUsd === null) return null;
  const value = sizeValue(budgetUsd, headcount);
  if (headcount === null) return { value, met: [], missing: ['headcount'] };
  const isOversized = bandsBetween(budgetUsd, headcount) > 1;
  return { value, met: [{ code: isOversized ? 'oversized' : 'budget', by: headcount, degree: value }], missing: [] };
};

/** NaN when no budget is said. */
export function sizeValue(budgetUsd: number | null, headcount: Headcount | null): number {
  if (budgetUsd === null) return NaN;
  if (headcount === null) return UNSAID;
  const bands = bandsBetween(budgetUsd, headcount);
  return bands < 0 ? Math.max(0, 1 + STEP * bands) : bands > 1 ? OVERSIZED : 1;
}

/** How many bands a company is larger than the one that is at home with the budget. */
function bandsBetween(budgetUsd: number, headcount: Headcount): number {
  return HEADCOUNTS.indexOf(headcount) - HEADCOUNTS.findIndex((band) => budgetUsd <= COMFORT[band]);
}
