import type { CompanyFeatures } from '../features';
import { conceptSimilarity } from './concept-similarity';
import type { Assess } from './factor';

/** Three fitting reference cases are a full record: whoever has a hundred gains nothing over him. */
const ENOUGH = 3;
/**
 * The bounded chance of new and small firms: until they had time to show something they count as having half a record,
 * which is more than an old firm gets that shows nothing.
 */
export const NEWCOMER_VALUE = 0.5;
const FITTING = 0.3;

/** Finished work that resembles what is demanded. */
export const byTrackRecord: Assess = ({ demand, company, asOf }) => {
  const fitting = company.references.filter(
    ({ concepts }) =>
      demand.concepts.length === 0 ||
      concepts.some((own) => demand.concepts.some((code) => conceptSimilarity(own, code) >= FITTING)),
  );
  const shown = Math.min(1, fitting.length / ENOUGH);
  const value = isNewcomer(company, asOf) ? Math.max(NEWCOMER_VALUE, shown) : shown;
  return {
    value,
    met: fitting.slice(0, ENOUGH).map(({ id, country }) => ({ code: country, by: id, degree: 1 / ENOUGH })),
    missing: fitting.length ? [] : ['reference_case'],
  };
};

const DAY_MS = 86_400_000;
const NEW_DAYS = 365;
const SMALL: ReadonlySet<string | null> = new Set(['1-9', '10-49']);

/** Verified within a year, or of fewer than fifty people. */
export function isNewcomer({ verifiedAt, headcount }: CompanyFeatures, asOf: string): boolean {
  const days = verifiedAt === null ? Infinity : (Date.parse(asOf) - Date.parse(verifiedAt)) / DAY_MS;
  return days < NEW_DAYS || SMALL.has(headcount);
}
