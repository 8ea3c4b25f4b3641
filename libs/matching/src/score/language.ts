import type { CompanyFeatures, DemandFeatures } from '../features';
import { type Assess, primary, sorted, UNSAID } from './factor';

const OWN_LANGUAGE = 1;
const COUNTRY_LANGUAGE = 0.8;
/** English alone, when it is nobody's own language here. */
export const BRIDGE_DEGREE = 0.4;
const BRIDGE = 'en';

/** Whether the two can talk; English counts as a bridge, for little, when no language of the demand or its country is served. */
export const byLanguage: Assess = ({ demand, company }) => {
  const served = new Set(company.languages.map(primary));
  const own = sorted(demand.textLanguages.map(primary));
  const others = sorted(demand.countryLanguages.map(primary)).filter((language) => !own.includes(language));
  const met = [
    ...own.filter((language) => served.has(language)).map((code) => ({ code, by: code, degree: OWN_LANGUAGE })),
    ...others.filter((language) => served.has(language)).map((code) => ({ code, by: code, degree: COUNTRY_LANGUAGE })),
  ];
  if (!met.length && served.has(BRIDGE)) met.push({ code: BRIDGE, by: BRIDGE, degree: BRIDGE_DEGREE });
  return { value: languageValue(demand, company), met, missing: own.filter((language) => !served.has(language)) };
};

export function languageValue(demand: DemandFeatures, { languages }: CompanyFeatures): number {
  if (!languages.length) return UNSAID;
  let best = 0;
  for (const tag of languages) {
    const language = primary(tag);
    if (isAmong(demand.textLanguages, language)) return OWN_LANGUAGE;
    if (isAmong(demand.countryLanguages, language)) best = COUNTRY_LANGUAGE;
    else if (language === BRIDGE) best = Math.max(best, BRIDGE_DEGREE);
  }
  return best;
}

const isAmong = (tags: readonly string[], language: string): boolean => tags.some((tag) => primary(tag) === language);
