import { type Assess, best, primary, sorted, UNSAID } from './factor';

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
  return { value: served.size ? best(met) : UNSAID, met, missing: own.filter((language) => !served.has(language)) };
};
