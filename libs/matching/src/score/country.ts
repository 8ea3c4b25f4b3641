import type { CompanyFeatures, CountryEvidence } from '../features';
import { type Assess, UNSAID } from './factor';

const DEGREES: Readonly<Record<CountryEvidence, number>> = { reference: 1, location: 0.8, target: 0.8 };

/** Whether the company has worked, sits or wants to be where the demand is. Only work done proves that it can. */
export const byCountry: Assess = ({ demand: { country }, company }) => {
  const evidence: CountryEvidence[] = [];
  if (company.referenceCountries.includes(country)) evidence.push('reference');
  if (company.country === country) evidence.push('location');
  if (company.targetCountries.includes(country)) evidence.push('target');
  const met = evidence.map((by) => ({ code: country, by, degree: DEGREES[by] }));
  return { value: countryValue(country, company), met, missing: met.length ? [] : [country] };
};

export function countryValue(country: string, company: CompanyFeatures): number {
  const { referenceCountries, targetCountries } = company;
  if (referenceCountries.includes(country)) return DEGREES.reference;
  if (company.country === country) return DEGREES.location;
  if (targetCountries.includes(country)) return DEGREES.target;
  return referenceCountries.length + targetCountries.length ? 0 : UNSAID;
}
