import fc from 'fast-check';
import { LANGUAGES } from '@shuqiao/kernel';
import { explainAdvice } from '../explanation/explain-advice';
import { advise } from './advice';
import { capability, pair, pairs } from './pair.fixture';
import { assess, scoreMatch } from './score';
import { DEFAULT_WEIGHTS } from './weights';
import type { Pair } from './factor';

const adviceFor = (one: Pair) => advise(one, assess(one), DEFAULT_WEIGHTS);

describe('the advice to a company', () => {
  it('names what gains most first, by what it gains', () => {
    const one = pair({}, { targetCountries: ['RU'], languages: ['zh'] });
    const advice = adviceFor(one);
    expect(advice.map(({ kind, code }) => [kind, code])).toEqual([
      ['capability', 'cloud.iaas'],
      ['reference_case', 'KZ'],
      ['target_country', 'KZ'],
    ]);
    const [first] = advice;
    const added = [...one.company.capabilities, capability('cloud.iaas')];
    const after = scoreMatch({ ...one, company: { ...one.company, capabilities: added } }, DEFAULT_WEIGHTS).score;
    expect(first?.gain).toBeCloseTo(after - scoreMatch(one, DEFAULT_WEIGHTS).score, 10);
  });

  it('advises no more claims to whom they would cost more than they bring', () => {
    const claims = Array.from({ length: 60 }, (_, index) => capability(`claims.c${index}`));
    const many = pair({ concepts: ['claims.c1', 'claims.c2', 'claims.c3', 'port.yard'] }, { capabilities: claims });
    const kinds = adviceFor(many).map(({ kind }) => kind);
    expect(kinds[0]).toBe('evidence');
  });

  it('has nothing to add to what is whole', () => {
    const proven = capability('ai.llm', ['product', 'reference_case'], 'scaled');
    const references = ['1', '2', '3'].map((id) => ({ id, country: 'KZ', concepts: ['ai.llm'] }));
    const whole = { capabilities: [proven], references, referenceCountries: ['KZ'] };
    expect(adviceFor(pair({ concepts: ['ai.llm'] }, whole))).toEqual([]);
  });

  it('is little, gains something, and reads well in every language', () => {
    fc.assert(
      fc.property(pairs, (one) => {
        const advice = adviceFor(one);
        expect(advice.length).toBeLessThanOrEqual(3);
        for (const each of advice) {
          expect(each.gain).toBeGreaterThanOrEqual(0.005);
          for (const language of LANGUAGES) {
            const { text } = explainAdvice(each, language, (_factor, code) => code);
            expect(text).toContain(each.code);
            expect(text).not.toMatch(/[{}]/);
          }
        }
      }),
    );
  });
});
