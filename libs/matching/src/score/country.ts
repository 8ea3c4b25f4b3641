import type { CountryEvidence } from '../features';
import { type Assess, best } from './factor';

const DEGREES: Readonly<Record<CountryEvidence, number>> = { reference: 1, location: 1, target: 0.8 };

/** Whether the company works, sits or wants to be where the demand is. */
export const byCountry: Assess = ({ demand: { country }, company }) => {
  const evidence: CountryEvidence[] = [];
  if (company.referenceCountries.includes(country)) evidence.push('reference');
  if (company.country === country) evidence.push('location');
  if (company.targetCountries.includes(country)) evidence.push('target');
  const met = evidence.map((by) => ({ code: country, by, degree: DEGREES[by] }));
  return { value: best(met), met, missing: met.length ? [] : [country] };
};
