import type { CompanyCapability } from '../features';
import { conceptSimilarity, knownSimilarity } from './concept-similarity';
import { type Assess, type Met, type Rarity, sorted } from './factor';

const MATURITY_DEGREES: Readonly<Record<CompanyCapability['maturity'], number>> = {
  research: 0.7,
  pilot: 0.85,
  production: 1,
  scaled: 1,
};
/** What a capability counts for that nothing shows to be real, and what each kind of evidence adds to that. */
const CLAIMED = 0.8;
const EVIDENCE = 0.1;
/**
 * So many capabilities without evidence are believed. Whoever claims more is believed for each the less, so that listing
 * the whole taxonomy gains nothing over naming what one does.
 */
export const BELIEVED_CLAIMS = 12;

/**
 * How much of what is demanded the company can deliver. A concept weighs by its rarity; it is met by the nearest
 * capability, the better the further that has come and the more kinds of evidence there are for it.
 */
export const byCapability: Assess = ({ demand, company, rarity }) => {
  if (!demand.concepts.length) return null;
  const offered = creditsOf(company.capabilities);
  const wanted = sorted(demand.concepts).map((code) => ({ weight: rarity(code), ...nearest(code, offered) }));
  const total = wanted.reduce((sum, concept) => sum + concept.weight, 0);
  const reached = wanted.reduce((sum, concept) => sum + concept.weight * concept.degree, 0);
  return {
    value: total > 0 ? reached / total : 0,
    met: wanted.filter(({ degree }) => degree > 0).map(({ code, by, degree }) => ({ code, by, degree })),
    missing: wanted.filter(({ degree }) => degree === 0).map(({ code }) => code),
  };
};

/** What each concept of a company's counts for, 0 to 1: the best of what it says of it, in the order of the codes. */
export function creditsOf(capabilities: readonly CompanyCapability[]): ReadonlyMap<string, number> {
  const claims = new Set(capabilities.filter(({ evidence }) => !evidence.length).map(({ concept }) => concept)).size;
  const belief = Math.min(1, BELIEVED_CLAIMS / Math.max(1, claims));
  const credits = new Map<string, number>();
  for (const { concept, maturity, evidence } of capabilities) {
    const shown = Math.min(1, CLAIMED + EVIDENCE * new Set(evidence).size);
    const credit = MATURITY_DEGREES[maturity] * shown * (evidence.length ? 1 : belief);
    credits.set(concept, Math.max(credit, credits.get(concept) ?? 0));
  }
  return new Map(sorted([...credits.keys()]).map((concept) => [concept, credits.get(concept) ?? 0]));
}

/** How well one concept is met by what a company can do, 0 to 1, and by which of it. */
function nearest(code: string, offered: ReadonlyMap<string, number>): Met {
  return [...offered].reduce<Met>(
    (known, [concept, credit]) => {
      const degree = conceptSimilarity(code, concept) * credit;
      return degree > known.degree ? { code, by: concept, degree } : known;
    },
    { code, by: '', degree: 0 },
  );
}

/**
 * The value alone, by {@link creditsOf} the company's capabilities; NaN when no concept is asked for.
 *
 * @param concepts of the demand, each once and in their order
 */
export function capabilityValue(
  concepts: readonly string[],
  credits: ReadonlyMap<string, number>,
  rarity: Rarity,
): number {
  if (!concepts.length) return NaN;
  let [total, reached] = [0, 0];
  for (const code of concepts) {
    const weight = rarity(code);
    let nearest = 0;
    for (const [concept, credit] of credits) nearest = Math.max(nearest, knownSimilarity(code, concept) * credit);
    total += weight;
    reached += weight * nearest;
  }
  return total > 0 ? reached / total : 0;
}
