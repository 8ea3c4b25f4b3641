import type { CompanyFeatures, DemandFeatures, ShownReference } from '../features';
import { knownSimilarity } from './concept-similarity';
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
  const fitting = company.references.filter((reference) => isFitting(reference, demand));
  return {
    value: trackRecordValue(demand, company, asOf),
    met: fitting.slice(0, ENOUGH).map(({ id, country }) => ({ code: country, by: id, degree: 1 / ENOUGH })),
    missing: fitting.length ? [] : ['reference_case'],
  };
};

export function trackRecordValue(demand: DemandFeatures, company: CompanyFeatures, asOf: string): number {
  let fitting = 0;
  for (const reference of company.references) if (fitting < ENOUGH && isFitting(reference, demand)) fitting += 1;
  const shown = fitting / ENOUGH;
  return shown < NEWCOMER_VALUE && isNewcomer(company, asOf) ? NEWCOMER_VALUE : shown;
}

function isFitting({ concepts }: ShownReference, demand: DemandFeatures): boolean {
  if (!demand.concepts.length) return true;
  return concepts.some((own) => demand.concepts.some((code) => knownSimilarity(own, code) >= FITTING));
}

const DAY_MS = 86_400_000;
const NEW_DAYS = 365;
const SMALL: ReadonlySet<string | null> = new Set(['1-9', '10-49']);

/** Verified within a year, or of fewer than fifty people. */
export function isNewcomer({ verifiedAt, headcount }: CompanyFeatures, asOf: string): boolean {
  const days = verifiedAt === null ? Infinity : (Date.parse(asOf) - Date.parse(verifiedAt)) / DAY_MS;
  return days < NEW_DAYS || SMALL.has(headcount);
}
