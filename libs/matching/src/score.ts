import { conceptSimilarity } from './concept-similarity';
import type { CompanyFeatures, CountryEvidence, DemandFeatures, Factor, FactorCode, Met, Scored } from './features';

/** What each factor can add to the score. */
export const WEIGHTS: Readonly<Record<FactorCode, number>> = { concepts: 0.7, country: 0.2, language: 0.1 };

/** How much a concept weighs among those of a demand: the rarer it is among companies, the more. Above 0. */
export type Rarity = (concept: string) => number;

const COUNTRY_DEGREES: Readonly<Record<CountryEvidence, number>> = { reference: 1, location: 1, target: 0.8 };
const OWN_LANGUAGE = 1;
const COUNTRY_LANGUAGE = 0.8;
/** English alone, when it is nobody's own language here. */
export const BRIDGE_DEGREE = 0.4;
const BRIDGE = 'en';
const STEPS = 10_000;

/**
 * Scores a pair of demand and company by public data alone. It is one score, read from both sides: the order of the
 * lists does not matter, and the shares of the factors add up to the score exactly (both are kept to four decimals).
 */
export function scoreMatch(demand: DemandFeatures, company: CompanyFeatures, rarity: Rarity = () => 1): Scored {
  const factors = [byConcepts(demand, company, rarity), byCountry(demand, company), byLanguage(demand, company)];
  return { score: round(factors.reduce((sum, factor) => sum + factor.share, 0)), factors };
}

function byConcepts(demand: DemandFeatures, company: CompanyFeatures, rarity: Rarity): Factor {
  const offered = sorted(company.concepts);
  const wanted = sorted(demand.concepts).map((code) => ({ weight: rarity(code), ...nearest(code, offered) }));
  const total = wanted.reduce((sum, concept) => sum + concept.weight, 0);
  const reached = wanted.reduce((sum, concept) => sum + concept.weight * concept.degree, 0);
  return factor(
    'concepts',
    total > 0 ? reached / total : 0,
    wanted.filter(({ degree }) => degree > 0).map(({ code, by, degree }) => ({ code, by, degree })),
    wanted.filter(({ degree }) => degree === 0).map(({ code }) => code),
  );
}

function nearest(code: string, offered: readonly string[]): Met {
  return offered.reduce<Met>(
    (best, by) => {
      const degree = conceptSimilarity(code, by);
      return degree > best.degree ? { code, by, degree } : best;
    },
    { code, by: '', degree: 0 },
  );
}

function byCountry(demand: DemandFeatures, company: CompanyFeatures): Factor {
  const { country } = demand;
  const evidence: CountryEvidence[] = [];
  if (company.referenceCountries.includes(country)) evidence.push('reference');
  if (company.country === country) evidence.push('location');
  if (company.targetCountries.includes(country)) evidence.push('target');
  const met = evidence.map((by) => ({ code: country, by, degree: COUNTRY_DEGREES[by] }));
  return factor('country', best(met), met, met.length ? [] : [country]);
}

/** English counts as a bridge, for little, when no language of the demand or of its country is served. */
function byLanguage(demand: DemandFeatures, company: CompanyFeatures): Factor {
  const served = new Set(company.languages.map(primary));
  const own = sorted(demand.textLanguages.map(primary));
  const others = sorted(demand.countryLanguages.map(primary)).filter((language) => !own.includes(language));
  const met = [
    ...own.filter((language) => served.has(language)).map((code) => ({ code, by: code, degree: OWN_LANGUAGE })),
    ...others.filter((language) => served.has(language)).map((code) => ({ code, by: code, degree: COUNTRY_LANGUAGE })),
  ];
  if (!met.length && served.has(BRIDGE)) met.push({ code: BRIDGE, by: BRIDGE, degree: BRIDGE_DEGREE });
  return factor(
    'language',
    best(met),
    met,
    own.filter((language) => !served.has(language)),
  );
}

function factor(code: FactorCode, exact: number, met: readonly Met[], missing: readonly string[]): Factor {
  const value = round(exact);
  return { code, weight: WEIGHTS[code], value, share: round(WEIGHTS[code] * value), met, missing };
}

/** `zh-Hans-CN` and `zh` are one language to talk in. */
function primary(tag: string): string {
  return tag.split('-', 1)[0] ?? tag;
}

function best(met: readonly Met[]): number {
  return Math.max(0, ...met.map(({ degree }) => degree));
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function round(value: number): number {
  return Math.round(value * STEPS) / STEPS;
}
