import { byCapability } from './capability';
import { byCertificates } from './certificates';
import { byCountry } from './country';
import {
  type Assess,
  FACTOR_CODES,
  type Factor,
  type FactorCode,
  type Finding,
  type Pair,
  type Scored,
} from './factor';
import { byHistory } from './history';
import { byLanguage } from './language';
import { bySemantics } from './semantic';
import { bySize } from './size';
import { byText } from './text';
import { byTiming } from './timing';
import { byTrackRecord } from './track-record';
import { sharesOf, type Weights } from './weights';

const ASSESSMENTS: Readonly<Record<FactorCode, Assess>> = {
  capability: byCapability,
  text: byText,
  semantic: bySemantics,
  country: byCountry,
  language: byLanguage,
  certificates: byCertificates,
  size: bySize,
  timing: byTiming,
  track_record: byTrackRecord,
  history: byHistory,
};
const STEPS = 10_000;

/** What each factor finds in a pair, whatever the factors weigh. */
export type Findings = ReadonlyMap<FactorCode, Finding>;

/** Asks every factor. What the demand does not ask for is not in the answer. */
export function assess(pair: Pair): Findings {
  const findings = new Map<FactorCode, Finding>();
  for (const code of FACTOR_CODES) {
    const finding = ASSESSMENTS[code](pair);
    if (finding) findings.set(code, finding);
  }
  return findings;
}

/**
 * Makes a score of what the factors found. What the demand does not ask for does not count, so that the weights of what
 * it asks for add up to 1; the shares add up to the score exactly (both are kept to four decimals).
 */
export function weigh(findings: Findings, weights: Weights): Scored {
  const shares = sharesOf(weights, findings);
  const factors = [...findings].flatMap(([code, finding]) => {
    const share = shares.get(code);
    return share === undefined ? [] : [factor(code, share, finding)];
  });
  return { score: round(factors.reduce((sum, { share }) => sum + share, 0)), factors };
}

/** Scores a pair of demand and company: one score, read from both sides. */
export function scoreMatch(pair: Pair, weights: Weights): Scored {
  return weigh(assess(pair), weights);
}

function factor(code: FactorCode, weight: number, { value, met, missing }: Finding): Factor {
  const kept = met.map((one) => ({ ...one, degree: round(one.degree) }));
  return { code, weight: round(weight), value: round(value), share: round(weight * value), met: kept, missing };
}

/** Below this much in common two texts share hardly more than the words that all texts share. */
export const RELATED = 0.2;

/**
 * Whether the two have anything to do with each other, whatever the factors weigh. Country, language and size decide
 * between candidates and make none.
 */
export function isRelated(findings: Findings): boolean {
  return (findings.get('capability')?.value ?? 0) > 0 || (findings.get('text')?.value ?? 0) >= RELATED;
}

/** To four decimals, as scores and their parts are kept. */
export function round(value: number): number {
  return Math.round(value * STEPS) / STEPS;
}
