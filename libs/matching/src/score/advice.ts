import type { CompanyFeatures } from '../features';
import type { FactorCode, Pair } from './factor';
import { assess, type Findings, weigh } from './score';
import type { Weights } from './weights';

export const ADVICE_KINDS = [
  'capability',
  'evidence',
  'reference_case',
  'target_country',
  'language',
  'certificate',
] as const;
export type AdviceKind = (typeof ADVICE_KINDS)[number];

/** Something that a company could add to its profile, if it is true, and what the score would gain by it. */
export interface Advice {
  readonly kind: AdviceKind;
  /** A concept, a country, a language or a scheme. */
  readonly code: string;
  /** Above 0, to four decimals. */
  readonly gain: number;
}

const MOST_ADVICE = 3;
/** So many additions of a kind are tried: whoever lacks more is no match. */
const MOST_TRIED = 8;
const LEAST_GAIN = 0.005;
const STEPS = 10_000;

/** The additions that gain most, found by scoring the pair again with each. */
export function advise(pair: Pair, findings: Findings, weights: Weights): Advice[] {
  const { score } = weigh(findings, weights);
  return additions(pair, findings)
    .map(({ kind, code, company }) => {
      const better = weigh(withUntouched(assess({ ...pair, company }), findings), weights).score;
      return { kind, code, gain: Math.round((better - score) * STEPS) / STEPS };
    })
    .filter(({ gain }) => gain >= LEAST_GAIN)
    .sort((left, right) => right.gain - left.gain)
    .slice(0, MOST_ADVICE);
}

/** What no addition to the profile changes stays as it was found. */
const UNTOUCHED = ['text', 'semantic', 'timing', 'history'] as const satisfies FactorCode[];

function withUntouched(changed: Findings, findings: Findings): Findings {
  const kept = new Map(changed);
  for (const code of UNTOUCHED) {
    const finding = findings.get(code);
    if (finding) kept.set(code, finding);
    else kept.delete(code);
  }
  return kept;
}

interface Addition {
  readonly kind: AdviceKind;
  readonly code: string;
  /** The company as it would be. */
  readonly company: CompanyFeatures;
}

function additions({ demand, company }: Pair, findings: Findings): Addition[] {
  const add = (kind: AdviceKind, codes: readonly string[], change: (code: string) => Partial<CompanyFeatures>) =>
    codes.slice(0, MOST_TRIED).map((code) => ({ kind, code, company: { ...company, ...change(code) } }));
  const missing = (factor: FactorCode) => findings.get(factor)?.missing ?? [];
  const offered = new Set(company.capabilities.map(({ concept }) => concept));
  return [
    ...add(
      'capability',
      [...new Set(demand.concepts)].filter((code) => !offered.has(code)),
      (concept) => ({ capabilities: [...company.capabilities, { concept, maturity: 'production', evidence: [] }] }),
    ),
    ...add(
      'evidence',
      [...new Set(demand.concepts)].filter((code) => offered.has(code)),
      (concept) => ({
        capabilities: company.capabilities.map((one) =>
          one.concept === concept ? { ...one, evidence: [...one.evidence, 'product', 'reference_case'] } : one,
        ),
      }),
    ),
    ...add('reference_case', [demand.country], (country) => ({
      references: [...company.references, { id: '', country, concepts: demand.concepts }],
      referenceCountries: [...company.referenceCountries, country],
    })),
    ...add('target_country', missing('country'), (country) => ({
      targetCountries: [...company.targetCountries, country],
    })),
    ...add('language', missing('language'), (language) => ({ languages: [...company.languages, language] })),
    ...add('certificate', missing('certificates'), (scheme) => ({
      certificates: [...company.certificates, { scheme, validUntil: null }],
    })),
  ];
}
