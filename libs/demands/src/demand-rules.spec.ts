import fc from 'fast-check';
import { MONEY_AMOUNT } from '@shuqiao/kernel';
import type { Budget, DemandContent } from './demand-content';
import { faultsAtSubmission, faultsOfTerms, isLargeBudget } from './demand-rules';

const NOW = new Date('2026-11-22T10:00:00Z');
const DAY = 86_400_000;

describe('the rules of a demand', () => {
  it.each([
    [-1, ['must_be_future']],
    [0, ['must_be_future']],
    [1, ['deadline_too_soon']],
    [DAY - 1, ['deadline_too_soon']],
    [DAY, []],
  ])('want the deadline a day ahead: %i ms', (ahead, codes) => {
    const content = { deadline: new Date(NOW.getTime() + ahead).toISOString(), description: { lang: 'en', text: 'x' } };
    const faults = faultsAtSubmission(
      { ...content, requirements: [{ concepts: ['ai'] }] } as unknown as DemandContent,
      NOW,
    );
    expect(faults.map(({ kind }) => kind.code)).toEqual(codes);
  });

  it('say which budget needs a second pair of eyes', () => {
    const large = (amount: string, currency: string) => isLargeBudget({ min: null, max: { amount, currency } });
    expect(isLargeBudget(null)).toBe(false);
    expect([large('4999999.999', 'USD'), large('5000000', 'USD')]).toEqual([false, true]);
    expect([large('34999999', 'CNY'), large('35000000.00', 'CNY')]).toEqual([false, true]);
    expect([large('4999999', 'MVR'), large('5000000', 'MVR')]).toEqual([false, true]);
  });

  it('find a budget reversed exactly when its lower end is the greater, without rounding', () => {
    const amount = fc.stringMatching(MONEY_AMOUNT);
    fc.assert(
      fc.property(amount, amount, (low, high) => {
        const budget: Budget = { min: { amount: low, currency: 'USD' }, max: { amount: high, currency: 'USD' } };
        const faults = faultsOfTerms({ ...EMPTY, budget });
        expect(faults.map(({ pointer }) => pointer)).toEqual(
          inThousandths(low) > inThousandths(high) ? ['/budget/min/amount'] : [],
        );
      }),
    );
  });
});

const EMPTY = {
  country: 'KZ',
  place: null,
  title: { lang: 'en', text: 'x' },
  titleTranslations: [],
  description: null,
  descriptionTranslations: [],
  deadline: null,
};

function inThousandths(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(`${whole}${fraction.padEnd(3, '0')}`);
}
