import fc from 'fast-check';
import { FACTOR_CODES, type Pair } from './factor';
import { capability, pair, pairs } from './pair.fixture';
import { assess, isRelated, scoreMatch, weigh } from './score';
import { complete, DEFAULT_WEIGHTS, MOST_WEIGHT, type Weights } from './weights';

const weights: fc.Arbitrary<Weights> = fc
  .tuple(...FACTOR_CODES.map(() => fc.integer({ min: 0, max: MOST_WEIGHT })))
  .map((values) => Object.fromEntries(FACTOR_CODES.map((code, index) => [code, values[index]])) as Weights);
const score = (one: Pair) => scoreMatch(one, DEFAULT_WEIGHTS);
const steps = (value: number) => Math.round(value * 10_000);

describe('the score of a match', () => {
  it('takes itself apart into what met and what is missing', () => {
    const { score: sum, factors } = score(pair({}, {}));
    expect(factors.map(({ code, weight, value, share }) => [code, weight, value, share])).toEqual([
      ['capability', 0.597, 0.5, 0.2985],
      ['country', 0.1791, 0.8, 0.1433],
      ['language', 0.0896, 1, 0.0896],
      ['track_record', 0.0896, 0, 0],
      ['history', 0.0448, 0.5, 0.0224],
    ]);
    expect(factors[0]).toMatchObject({
      met: [{ code: 'ai.llm', by: 'ai.llm', degree: 1 }],
      missing: ['cloud.iaas'],
    });
    expect(sum).toBe(0.5538);
  });

  it('lies between 0 and 1 and is exactly the sum of its shares, whatever the factors weigh', () => {
    fc.assert(
      fc.property(pairs, weights, (one, settings) => {
        const { score: sum, factors } = scoreMatch(one, settings);
        expect(steps(sum)).toBeGreaterThanOrEqual(0);
        expect(steps(sum)).toBeLessThanOrEqual(10_000);
        expect(factors.reduce((total, { share }) => total + steps(share), 0)).toBe(steps(sum));
        for (const { share, weight, value } of factors) {
          expect(Math.abs(share - weight * value)).toBeLessThanOrEqual(0.000151);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('counts what the demand asks for, the same for every company', () => {
    fc.assert(
      fc.property(pairs, pairs, weights, (one, other, settings) => {
        const asked = ({ factors }: { factors: readonly { code: string; weight: number }[] }) =>
          factors.map(({ code, weight }) => [code, weight]);
        // Whether there is a text, and one that a model has read, is told by both.
        const same = { ...other, demand: one.demand, text: one.text, meaning: one.meaning };
        expect(asked(scoreMatch(same, settings))).toEqual(asked(scoreMatch(one, settings)));
      }),
    );
  });

  it('accounts for every concept wanted exactly once', () => {
    fc.assert(
      fc.property(pairs, (one) => {
        const finding = assess(one).get('capability');
        const named = [...(finding?.met.map(({ code }) => code) ?? []), ...(finding?.missing ?? [])];
        expect(named.sort()).toEqual([...one.demand.concepts].sort());
      }),
    );
  });

  it('reads the same whichever way the lists are ordered or repeated', () => {
    const turned = <T>(values: readonly T[]): T[] => [...values].reverse().concat(values);
    fc.assert(
      fc.property(pairs, (one) => {
        const { demand, company } = one;
        const other: Pair = {
          ...one,
          demand: {
            ...demand,
            concepts: turned(demand.concepts),
            certificates: turned(demand.certificates),
            textLanguages: turned(demand.textLanguages),
          },
          company: {
            ...company,
            capabilities: turned(company.capabilities),
            languages: turned(company.languages),
            targetCountries: turned(company.targetCountries),
            certificates: turned(company.certificates),
          },
          past: turned(one.past),
        };
        expect(score(other)).toEqual(score(one));
      }),
    );
  });

  it('does not fall when a company can do more of what is asked', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), (one, which) => {
        const { concepts } = one.demand;
        const concept = concepts[which % Math.max(1, concepts.length)];
        if (!concept) return;
        const proven = capability(concept, ['product', 'reference_case', 'certificate'], 'scaled');
        const more = { ...one.company, capabilities: [...one.company.capabilities, proven] };
        expect(score({ ...one, company: more }).score).toBeGreaterThanOrEqual(score(one).score);
      }),
    );
  });

  it('is 0 where nothing weighs anything', () => {
    const none = Object.fromEntries(FACTOR_CODES.map((code) => [code, 0])) as Weights;
    expect(scoreMatch(pair({}, {}), none)).toEqual({ score: 0, factors: [] });
  });

  it('is made of capabilities and texts that have something in common, whatever they weigh', () => {
    const related = (company: Pair['company']['capabilities'], similarity?: number) =>
      isRelated(
        assess(
          pair({}, { capabilities: company }, { text: similarity === undefined ? null : { similarity, met: [] } }),
        ),
      );
    expect(related([capability('port.yard')])).toBe(false);
    expect(related([capability('ai.speech')])).toBe(true);
    expect(related([], 0.07)).toBe(false);
    expect(related([], 0.08)).toBe(true);
  });

  it('is not made by meaning alone', () => {
    const meaning = { by: 'model', likeness: 1 } as const;
    expect(isRelated(assess(pair({}, { capabilities: [] }, { meaning })))).toBe(false);
  });

  it('counts a factor as 0 that the weights do not speak of', () => {
    const { semantic: _none, ...before } = DEFAULT_WEIGHTS;
    const one = pair({}, {}, { meaning: { by: 'model', likeness: 0.5 } });
    expect(complete(before)).toEqual({ ...DEFAULT_WEIGHTS, semantic: 0 });
    expect(scoreMatch(one, complete(before))).toEqual(score(pair({}, {})));
    expect(score(one).score).not.toBe(score(pair({}, {})).score);
  });

  it('can be weighed again from what was found', () => {
    fc.assert(
      fc.property(pairs, weights, (one, settings) => {
        const found = assess(one);
        weigh(found, DEFAULT_WEIGHTS);
        expect(weigh(found, settings)).toEqual(scoreMatch(one, settings));
      }),
    );
  });
});
