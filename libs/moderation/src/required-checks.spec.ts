import { DomainError } from '@shuqiao/kernel';
import { monthsAfter, requireChecks, statesOf } from './required-checks';
import type { Finding } from './review.types';

const TITLE = { zh: '登记', ru: 'Реестр', en: 'Register' };
const required = (check: string, validMonths: number | null = 12) => ({
  check,
  title: TITLE,
  restsOn: [],
  validMonths,
});
const found = (check: string, result: Finding['result'], validUntil: string | null = null) => {
  return { check, result, validUntil };
};
const TODAY = '2026-11-22';

function refusal(...args: Parameters<typeof requireChecks>): unknown {
  try {
    requireChecks(...args);
  } catch (error) {
    return error instanceof DomainError ? { code: error.kind.code, ...error.members } : error;
  }
  return null;
}

describe('the checks that an approval needs', () => {
  it('stand as their findings say on that day', () => {
    const findings = [
      found('passed', 'passed', '2026-11-22'),
      found('expired', 'passed', '2026-11-21'),
      found('failed', 'failed'),
      found('left_open', 'not_applicable'),
    ];
    const checks = ['passed', 'expired', 'failed', 'left_open', 'forgotten'].map((check) => required(check));
    expect(statesOf(checks, findings, TODAY).map(({ check, state }) => [check, state])).toEqual([
      ['passed', 'passed'],
      ['expired', 'expired'],
      ['failed', 'failed'],
      ['left_open', 'missing'],
      ['forgotten', 'missing'],
    ]);
  });

  it('say until when a finding of today may hold', () => {
    const [yearly, ageless] = statesOf([required('a'), required('b', null)], [], TODAY);
    expect([yearly?.mayHoldUntil, ageless?.mayHoldUntil]).toEqual(['2027-11-22', null]);
  });

  it('let an approval through when each has passed and holds, and when there are none', () => {
    expect(refusal([required('a')], [found('a', 'passed', TODAY)], TODAY)).toBeNull();
    expect(refusal([], [found('more', 'not_applicable')], TODAY)).toBeNull();
  });

  it('name what is missing, what failed and what has run out', () => {
    const findings = [found('b', 'failed'), found('c', 'passed', '2026-01-01'), found('unasked', 'failed')];
    expect(refusal([required('a'), required('b'), required('c')], findings, TODAY)).toEqual({
      code: 'REVIEW_CHECKS_MISSING',
      missing: ['a'],
      failed: ['b', 'unasked'],
      expired: ['c'],
    });
  });
});

describe('a number of months later', () => {
  it.each([
    ['2026-11-22', 12, '2027-11-22'],
    ['2026-11-22', 24, '2028-11-22'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-08-31', 18, '2028-02-29'],
  ])('%s and %d is %s', (date, months, expected) => expect(monthsAfter(date, months)).toBe(expected));
});
