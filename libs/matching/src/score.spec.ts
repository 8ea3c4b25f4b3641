import fc from 'fast-check';
import { conceptSimilarity, lineage } from './concept-similarity';
import type { CompanyFeatures, DemandFeatures } from './features';
import { scoreMatch, WEIGHTS } from './score';

const demand: DemandFeatures = {
  companyId: 'buyer',
  country: 'KZ',
  textLanguages: ['ru'],
  countryLanguages: ['kk', 'ru'],
  concepts: ['ai.llm', 'cloud.iaas'],
};
const company: CompanyFeatures = {
  companyId: 'seller',
  country: 'CN',
  targetCountries: ['KZ'],
  referenceCountries: [],
  languages: ['zh', 'ru'],
  concepts: ['ai.llm'],
};

const CONCEPTS = ['ai', 'ai.llm', 'ai.llm.tuning', 'ai.speech', 'cloud', 'cloud.iaas', 'port.yard'];
const some = (values: string[]) => fc.subarray(values);
const countries = ['CN', 'KZ', 'RU', 'IN'];
const languages = ['zh', 'ru', 'en', 'kk', 'zh-Hant'];
const demands = fc.record({
  companyId: fc.constant('buyer'),
  country: fc.constantFrom(...countries),
  textLanguages: some(languages),
  countryLanguages: some(languages),
  concepts: some(CONCEPTS),
});
const companies = fc.record({
  companyId: fc.constant('seller'),
  country: fc.constantFrom(...countries),
  targetCountries: some(countries),
  referenceCountries: some(countries),
  languages: some(languages),
  concepts: some(CONCEPTS),
});
const rarities = fc.dictionary(fc.constantFrom(...CONCEPTS), fc.double({ min: 0.1, max: 12, noNaN: true }));

describe('concept similarity', () => {
  it('falls with the distance in the taxonomy', () => {
    expect(conceptSimilarity('ai.llm', 'ai.llm')).toBe(1);
    expect(conceptSimilarity('ai.llm', 'ai')).toBe(0.6);
    expect(conceptSimilarity('ai', 'ai.llm')).toBe(0.6);
    expect(conceptSimilarity('ai.llm', 'ai.speech')).toBe(0.3);
    expect(conceptSimilarity('ai.llm', 'cloud.iaas')).toBe(0);
  });

  it('does not take a common beginning of two codes for kinship', () => {
    expect(conceptSimilarity('ai.llm', 'ai.llm-safety')).toBe(0.3);
    expect(conceptSimilarity('data', 'data-infra')).toBe(0);
  });

  it('names the concept and all above it', () => {
    expect(lineage('ai.llm.tuning')).toEqual(['ai.llm.tuning', 'ai.llm', 'ai']);
    expect(lineage('ai')).toEqual(['ai']);
  });
});

describe('the score of a match', () => {
  it('takes itself apart into what met and what is missing', () => {
    const { score, factors } = scoreMatch(demand, company);
    expect(factors).toEqual([
      {
        code: 'concepts',
        weight: 0.7,
        value: 0.5,
        share: 0.35,
        met: [{ code: 'ai.llm', by: 'ai.llm', degree: 1 }],
        missing: ['cloud.iaas'],
      },
      {
        code: 'country',
        weight: 0.2,
        value: 0.8,
        share: 0.16,
        met: [{ code: 'KZ', by: 'target', degree: 0.8 }],
        missing: [],
      },
      { code: 'language', weight: 0.1, value: 1, share: 0.1, met: [{ code: 'ru', by: 'ru', degree: 1 }], missing: [] },
    ]);
    expect(score).toBe(0.61);
  });

  it('weighs a rare concept more than a common one', () => {
    const rare = scoreMatch(demand, company, (concept) => (concept === 'ai.llm' ? 9 : 1));
    const common = scoreMatch(demand, company, (concept) => (concept === 'ai.llm' ? 1 : 9));
    expect(rare.factors[0].value).toBe(0.9);
    expect(common.factors[0].value).toBe(0.1);
  });

  it('prefers a reference case in the country to the wish to go there', () => {
    const proven = scoreMatch(demand, { ...company, referenceCountries: ['KZ'] });
    expect(proven.factors[1]).toMatchObject({ value: 1, missing: [] });
    expect(proven.factors[1].met.map(({ by }) => by)).toEqual(['reference', 'target']);
  });

  it('counts English as a bridge only when no language of the demand or of the country is served', () => {
    expect(scoreMatch(demand, { ...company, languages: ['en'] }).factors[2]).toMatchObject({
      value: 0.4,
      missing: ['ru'],
    });
    expect(scoreMatch(demand, { ...company, languages: ['en', 'kk'] }).factors[2]).toMatchObject({
      value: 0.8,
      missing: ['ru'],
    });
    expect(scoreMatch(demand, { ...company, languages: ['zh'] }).factors[2]).toMatchObject({
      value: 0,
      missing: ['ru'],
    });
  });

  it('has weights that add up to one', () => {
    expect(Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10);
  });

  it('lies between 0 and 1 and is the sum of its shares', () => {
    fc.assert(
      fc.property(demands, companies, rarities, (wanted, offered, rarity) => {
        const { score, factors } = scoreMatch(wanted, offered, (concept) => rarity[concept] ?? 1);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(Math.round(factors.reduce((sum, { share }) => sum + share, 0) * 10_000)).toBe(
          Math.round(score * 10_000),
        );
        for (const { share, weight, value } of factors)
          expect(Math.abs(share - weight * value)).toBeLessThanOrEqual(0.00005001);
      }),
    );
  });

  it('accounts for every concept wanted exactly once', () => {
    fc.assert(
      fc.property(demands, companies, (wanted, offered) => {
        const [concepts] = scoreMatch(wanted, offered).factors;
        const named = [...(concepts?.met.map(({ code }) => code) ?? []), ...(concepts?.missing ?? [])];
        expect(named.sort()).toEqual([...wanted.concepts].sort());
      }),
    );
  });

  it('reads the same whichever way the lists are ordered or repeated', () => {
    const shuffled = (values: readonly string[]) => [...values].reverse().concat(values);
    fc.assert(
      fc.property(demands, companies, (wanted, offered) => {
        const turned = scoreMatch(
          { ...wanted, concepts: shuffled(wanted.concepts), textLanguages: shuffled(wanted.textLanguages) },
          { ...offered, concepts: shuffled(offered.concepts), languages: shuffled(offered.languages) },
        );
        expect(turned).toEqual(scoreMatch(wanted, offered));
      }),
    );
  });

  it('compares concepts alike from both sides', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CONCEPTS), fc.constantFrom(...CONCEPTS), (left, right) => {
        expect(conceptSimilarity(left, right)).toBe(conceptSimilarity(right, left));
      }),
    );
  });

  it('never falls when a company adds a capability', () => {
    fc.assert(
      fc.property(demands, companies, fc.constantFrom(...CONCEPTS), (wanted, offered, added) => {
        const before = scoreMatch(wanted, offered).score;
        expect(scoreMatch(wanted, { ...offered, concepts: [...offered.concepts, added] }).score).toBeGreaterThanOrEqual(
          before,
        );
      }),
    );
  });
});
