import fc from 'fast-check';
import { creditsOf } from './capability';
import { FACTOR_CODES, type FactorCode, sorted } from './factor';
import { figuresOf } from './figures';
import { pairs } from './pair.fixture';
import { assess, isRelated, weigh } from './score';
import { areRelated, figuresFrom, scoreOf, valuesOf } from './values';
import { MOST_WEIGHT, type Weights } from './weights';

const weights: fc.Arbitrary<Weights> = fc
  .tuple(...FACTOR_CODES.map(() => fc.integer({ min: 0, max: MOST_WEIGHT })))
  .map((values) => Object.fromEntries(FACTOR_CODES.map((code, index) => [code, values[index]])) as Weights);

describe('the values of many pairs', () => {
  it('are those of the factors, and make the same score and figures', () => {
    fc.assert(
      fc.property(pairs, fc.double({ min: 0, max: 2, noNaN: true }), weights, (drawn, similarity, settings) => {
        const demand = { ...drawn.demand, concepts: sorted(drawn.demand.concepts) };
        const one = { ...drawn, demand, text: { similarity, met: [] }, meaning: drawn.meaning ?? null };
        const many = { ...one, similarity, credits: creditsOf(one.company.capabilities) };
        const [findings, values] = [assess(one), valuesOf(many)];
        const valueOf = (code: FactorCode) => findings.get(code)?.value ?? NaN;
        expect([...values]).toEqual(FACTOR_CODES.map(valueOf));
        expect(areRelated(values)).toBe(isRelated(findings));
        const { score, factors } = weigh(findings, settings);
        expect(scoreOf(values, settings)).toBe(score);
        expect(figuresFrom(values, settings, many)).toEqual(figuresOf(factors));
      }),
      { numRuns: 1_000 },
    );
  });
});
