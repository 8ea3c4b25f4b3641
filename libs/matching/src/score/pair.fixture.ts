import fc from 'fast-check';
import { HEADCOUNTS, MATURITIES } from '@shuqiao/companies';
import type { CompanyCapability, CompanyFeatures, DemandFeatures } from '../features';
import { JUDGES, type Pair, PAST } from './factor';

/** Pairs for specs. */
export const AS_OF = '2026-03-01T00:00:00.000Z';

export const DEMAND: DemandFeatures = {
  companyId: 'buyer',
  country: 'KZ',
  textLanguages: ['ru'],
  countryLanguages: ['kk', 'ru'],
  concepts: ['ai.llm', 'cloud.iaas'],
  certificates: [],
  budgetUsd: null,
  deadline: null,
};

export const COMPANY: CompanyFeatures = {
  companyId: 'seller',
  country: 'CN',
  targetCountries: ['KZ'],
  referenceCountries: [],
  languages: ['zh', 'ru'],
  concepts: ['ai.llm'],
  capabilities: [capability('ai.llm', ['product', 'reference_case'])],
  references: [],
  certificates: [],
  headcount: '250-999',
  verifiedAt: '2020-01-01T00:00:00.000Z',
};

export function capability(
  concept: string,
  evidence: string[] = [],
  maturity: CompanyCapability['maturity'] = 'production',
): CompanyCapability {
  return { concept, maturity, evidence };
}

export function pair(demand: Partial<DemandFeatures>, company: Partial<CompanyFeatures>, rest?: Partial<Pair>): Pair {
  return {
    ...{ demand: { ...DEMAND, ...demand }, company: { ...COMPANY, ...company } },
    ...{ rarity: () => 1, text: null, past: [], asOf: AS_OF },
    ...rest,
  };
}

const CONCEPTS = ['ai', 'ai.llm', 'ai.llm.tuning', 'ai.speech', 'cloud', 'cloud.iaas', 'port.yard'];
const COUNTRIES = ['CN', 'KZ', 'RU', 'IN'];
const LANGUAGES = ['zh', 'ru', 'en', 'kk', 'zh-Hant'];
const SCHEMES = ['ISO 9001', 'CMMI', 'EAC'];
const dates = fc.option(
  fc.integer({ min: -400, max: 800 }).map((days) => new Date(Date.parse(AS_OF) + days * 86_400_000).toISOString()),
);

const demands: fc.Arbitrary<DemandFeatures> = fc.record({
  companyId: fc.constant('buyer'),
  country: fc.constantFrom(...COUNTRIES),
  textLanguages: fc.subarray(LANGUAGES),
  countryLanguages: fc.subarray(LANGUAGES),
  concepts: fc.subarray(CONCEPTS),
  certificates: fc.subarray(SCHEMES),
  budgetUsd: fc.option(fc.integer({ min: 1, max: 900_000_000 })),
  deadline: dates,
});
const companies: fc.Arbitrary<CompanyFeatures> = fc.record({
  companyId: fc.constant('seller'),
  country: fc.constantFrom(...COUNTRIES),
  targetCountries: fc.subarray(COUNTRIES),
  referenceCountries: fc.subarray(COUNTRIES),
  languages: fc.subarray(LANGUAGES),
  concepts: fc.subarray(CONCEPTS),
  capabilities: fc.array(
    fc.record({
      concept: fc.constantFrom(...CONCEPTS),
      maturity: fc.constantFrom(...MATURITIES),
      evidence: fc.subarray(['product', 'reference_case', 'certificate']),
    }),
    { maxLength: 20 },
  ),
  references: fc.array(
    fc.record({ id: fc.uuid(), country: fc.constantFrom(...COUNTRIES), concepts: fc.subarray(CONCEPTS) }),
    { maxLength: 6 },
  ),
  certificates: fc.array(fc.record({ scheme: fc.constantFrom(...SCHEMES), validUntil: dates }), { maxLength: 5 }),
  headcount: fc.option(fc.constantFrom(...HEADCOUNTS)),
  verifiedAt: dates,
});
const rarities = fc.dictionary(fc.constantFrom(...CONCEPTS), fc.double({ min: 1, max: 12, noNaN: true }));

/** Any pair that public documents may give. */
export const pairs: fc.Arbitrary<Pair> = fc
  .record({
    demand: demands,
    company: companies,
    rarity: rarities,
    text: fc.option(fc.record({ similarity: fc.double({ min: 0, max: 1, noNaN: true }), met: fc.constant([]) })),
    meaning: fc.option(
      fc.record({ by: fc.constantFrom(...JUDGES), likeness: fc.double({ min: -1, max: 1, noNaN: true }) }),
    ),
    past: fc.subarray([...PAST]),
  })
  .map(({ rarity, ...rest }) => ({ ...rest, rarity: (concept: string) => rarity[concept] ?? 1, asOf: AS_OF }));
