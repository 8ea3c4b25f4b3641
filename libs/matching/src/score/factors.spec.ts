import fc from 'fast-check';
import type { FactorCode, Finding, Pair } from './factor';
import { AS_OF, capability, pair } from './pair.fixture';
import { assess, scoreMatch } from './score';
import { DAY_MS } from './timing';
import { DEFAULT_WEIGHTS } from './weights';

const find = (code: FactorCode, one: Pair): Finding => {
  const finding = assess(one).get(code);
  if (!finding) throw new Error(`${code} was not asked`);
  return finding;
};
const value = (code: FactorCode, one: Pair): number => find(code, one).value;
const inDays = (days: number): string => new Date(Date.parse(AS_OF) + days * DAY_MS).toISOString();

describe('capability', () => {
  it('weighs a rare concept more than a common one', () => {
    const rarity = (rare: string) => (concept: string) => (concept === rare ? 9 : 1);
    expect(value('capability', pair({}, {}, { rarity: rarity('ai.llm') }))).toBeCloseTo(0.9, 10);
    expect(value('capability', pair({}, {}, { rarity: rarity('cloud.iaas') }))).toBeCloseTo(0.1, 10);
  });

  it.each([
    ['production', [], 0.8],
    ['production', ['product'], 0.9],
    ['production', ['product', 'product'], 0.9],
    ['scaled', ['product', 'reference_case', 'certificate'], 1],
    ['pilot', ['product', 'reference_case'], 0.85],
    ['research', ['product', 'reference_case'], 0.7],
  ] as const)('believes %s with evidence %j to %d', (maturity, evidence, degree) => {
    const one = pair({ concepts: ['ai.llm'] }, { capabilities: [capability('ai.llm', [...evidence], maturity)] });
    expect(value('capability', one)).toBeCloseTo(degree, 10);
  });

  it('is not asked by a demand without concepts, and is 0 for a company without capabilities', () => {
    expect(assess(pair({ concepts: [] }, {})).has('capability')).toBe(false);
    expect(find('capability', pair({}, { capabilities: [] }))).toEqual({
      value: 0,
      met: [],
      missing: ['ai.llm', 'cloud.iaas'],
    });
  });

  it('gains nothing by keyword stuffing', () => {
    const honest = ['ai.llm', 'ai.speech', 'cloud.iaas'].map((concept) => capability(concept));
    const stuffed = [...honest, ...Array.from({ length: 97 }, (_, index) => capability(`stuffed.c${index}`))];
    const asked = ['ai.llm', 'cloud.iaas'];
    expect(value('capability', pair({ concepts: asked }, { capabilities: honest }))).toBeCloseTo(0.8, 10);
    expect(value('capability', pair({ concepts: asked }, { capabilities: stuffed }))).toBeLessThan(0.1);
    const repeated = Array.from({ length: 100 }, () => honest).flat();
    expect(value('capability', pair({ concepts: asked }, { capabilities: repeated }))).toBeCloseTo(0.8, 10);
    // Not even for what only the stuffed profile names: any firm that does it by trade stands before it.
    const foreign = ['stuffed.c1'];
    const trade = [capability('stuffed.c1', [], 'research')];
    expect(value('capability', pair({ concepts: foreign }, { capabilities: stuffed }))).toBeLessThan(
      value('capability', pair({ concepts: foreign }, { capabilities: trade })),
    );
  });

  it('takes nothing from proven capabilities, however many are claimed besides', () => {
    const claims = Array.from({ length: 100 }, (_, index) => capability(`stuffed.c${index}`));
    const proven = capability('ai.llm', ['product', 'reference_case']);
    const one = pair({ concepts: ['ai.llm'] }, { capabilities: [...claims, proven] });
    expect(value('capability', one)).toBe(1);
  });
});

describe('country', () => {
  it.each([
    [{ referenceCountries: ['KZ'] }, 1, ['reference', 'target']],
    [{ country: 'KZ' }, 0.8, ['location', 'target']],
    [{ targetCountries: [] }, 0.5, []],
    [{ targetCountries: ['RU'] }, 0, []],
    [{}, 0.8, ['target']],
    [{ targetCountries: ['RU'] }, 0, []],
  ])('of a company with %j is worth %d', (company, worth, by) => {
    const finding = find('country', pair({}, company));
    expect([finding.value, finding.met.map((one) => one.by)]).toEqual([worth, by]);
    expect(finding.missing).toEqual(by.length ? [] : ['KZ']);
  });
});

describe('language', () => {
  it.each([
    [['ru'], 1, []],
    [['ru-RU'], 1, []],
    [['kk'], 0.8, ['ru']],
    [['en', 'kk'], 0.8, ['ru']],
    [['en'], 0.4, ['ru']],
    [['zh'], 0, ['ru']],
    [[], 0.5, ['ru']],
  ])('served %j is worth %d', (languages, worth, missing) => {
    expect(find('language', pair({}, { languages }))).toMatchObject({ value: worth, missing });
  });
});

describe('certificates', () => {
  const held = (validUntil: string | null) => ({ certificates: [{ scheme: 'CMMI', validUntil }] });
  it('count while they hold at the deadline', () => {
    const asked = { certificates: ['CMMI', 'EAC'], deadline: '2026-06-30T12:00:00.000Z' };
    expect(find('certificates', pair(asked, held(null)))).toMatchObject({ value: 0.5, missing: ['EAC'] });
    expect(value('certificates', pair(asked, held('2026-06-30')))).toBe(0.5);
    expect(value('certificates', pair(asked, held('2026-06-29')))).toBe(0);
    expect(assess(pair({ certificates: [] }, held(null))).has('certificates')).toBe(false);
  });
});

describe('size', () => {
  it.each([
    [100_000, '1-9', 1],
    [100_001, '1-9', 0.7],
    [80_000_000, '1-9', 0],
    [3_000_000, '50-249', 1],
    [3_000_001, '50-249', 0.7],
    [900_000_000, '5000+', 1],
    [400_000, '50-249', 1],
    [400_000, '250-999', 0.7],
    [1, '5000+', 0.7],
  ] as const)('a budget of %d suits a company of %s to %d', (budgetUsd, headcount, worth) => {
    expect(value('size', pair({ budgetUsd }, { headcount }))).toBeCloseTo(worth, 10);
  });

  it('is half when the company does not say, and not asked without a budget', () => {
    expect(find('size', pair({ budgetUsd: 5 }, { headcount: null }))).toMatchObject({
      value: 0.5,
      missing: ['headcount'],
    });
    expect(assess(pair({ budgetUsd: null }, {})).has('size')).toBe(false);
  });
});

describe('timing', () => {
  it.each([
    [-1, 0],
    [0, 0],
    [9, 0.2],
    [45, 1],
    [400, 1],
  ])('%d days before the deadline is %d', (days, worth) => {
    expect(value('timing', pair({ deadline: inDays(days) }, {}))).toBeCloseTo(worth, 10);
  });
});

describe('track record', () => {
  const reference = (id: string, concepts: string[]) => ({ id, country: 'KZ', concepts });
  it('is full with three fitting reference cases, and no fuller with a hundred', () => {
    const cases = (count: number) => ({
      references: Array.from({ length: count }, (_, index) => reference(`r${index}`, ['ai.llm'])),
    });
    expect([0, 1, 3, 100].map((count) => value('track_record', pair({}, cases(count))))).toEqual([0, 1 / 3, 1, 1]);
    const other = { references: [reference('r', ['port.yard'])] };
    expect(find('track_record', pair({}, other))).toEqual({ value: 0, met: [], missing: ['reference_case'] });
  });

  it('gives the new and the small half, and more when they have more', () => {
    expect(value('track_record', pair({}, { verifiedAt: inDays(-364) }))).toBe(0.5);
    expect(value('track_record', pair({}, { verifiedAt: inDays(-365) }))).toBe(0);
    expect(value('track_record', pair({}, { verifiedAt: null }))).toBe(0);
    expect(value('track_record', pair({}, { headcount: '10-49' }))).toBe(0.5);
    expect(value('track_record', pair({}, { headcount: '50-249' }))).toBe(0);
    const proven = { headcount: '1-9' as const, references: [1, 2, 3].map((id) => reference(`r${id}`, ['ai'])) };
    expect(value('track_record', pair({}, proven))).toBe(1);
  });

  it('moves a newcomer by no more than half of its weight', () => {
    fc.assert(
      fc.property(fc.subarray(['ai.llm', 'cloud.iaas', 'ai.speech']), (concepts) => {
        const company = { capabilities: concepts.map((concept) => capability(concept)) };
        const score = (verifiedAt: string) => scoreMatch(pair({}, { ...company, verifiedAt }), DEFAULT_WEIGHTS).score;
        expect(score(inDays(-10)) - score(inDays(-4000))).toBeLessThanOrEqual(0.0449);
      }),
    );
  });
});

describe('history', () => {
  it.each([
    [[], 0.5],
    [['accepted'], 1],
    [['declined'], 0],
    [['accepted', 'declined'], 0.5],
  ] as const)('%j is worth %d', (past, worth) => {
    expect(value('history', pair({}, {}, { past }))).toBe(worth);
  });
});

describe('meaning', () => {
  it('is not asked for unless a model has read the demand', () => {
    expect(assess(pair({}, {})).has('semantic')).toBe(false);
    expect(assess(pair({}, {}, { meaning: null })).has('semantic')).toBe(false);
  });

  it('counts by how alike the two are, from what unrelated texts have on, and says who judged it', () => {
    const likenesses = [-1, 0, 0.15, 0.3, 0.6, 1];
    const found = likenesses.map((likeness) => value('semantic', pair({}, {}, { meaning: { by: 'model', likeness } })));
    expect(found).toEqual([0, 0, 0.25, 0.5, 1, 1]);
    expect(find('semantic', pair({}, {}, { meaning: { by: 'built_in', likeness: 0.3 } }))).toEqual({
      value: 0.5,
      met: [{ code: 'built_in', by: 'built_in', degree: 0.5 }],
      missing: [],
    });
  });
});
