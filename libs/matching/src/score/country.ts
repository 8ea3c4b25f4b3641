import type { CountryEvidence } from '../features';
import { type Assess, best, UNSAID } from './factor';

const DEGREES: Readonly<Record<CountryEvidence, number>> = { reference: 1, location: 0.8, target: 0.8 };

/** Whether the company has worked, sits or wants to be where the demand is. Only work done proves that it can. */
export const byCountry: Assess = ({ demand: { country }, company }) => {
  const evidence: CountryEvidence[] = [];
  if (company.referenceCountries.includes(country)) evidence.push('reference');
  if (company.country === country) evidence.push('location');
  if (company.targetCountries.includes(country)) evidence.push('target');
  const met = evidence.map((by) => ({ code: country, by, degree: DEGREES[by] }));
  const isSaid = company.referenceCountries.length + company.targetCountries.length > 0;
  return { value: met.length || isSaid ? best(met) : UNSAID, met, missing: met.length ? [] : [country] };
};
