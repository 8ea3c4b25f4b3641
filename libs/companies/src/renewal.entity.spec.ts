import { Renewal, RENEWAL_ANSWER_DAYS, RENEWAL_STATUSES, type RenewalStatus } from './renewal.entity';

const NOW = new Date('2026-11-22T08:00:00Z');
const DEADLINE = new Date(NOW.getTime() + RENEWAL_ANSWER_DAYS * 86_400_000);

function renewalIn(status: RenewalStatus): Renewal {
  const renewal = Renewal.opened({ id: 'r', companyId: 'c', reviewCaseId: 'first', checks: ['contact'] }, NOW);
  return Object.assign(renewal, { status, respondBy: status === 'returned' ? DEADLINE : null });
}

describe('a renewal', () => {
  it('begins under review', () => {
    expect(renewalIn('under_review')).toMatchObject({ openedAt: NOW, respondBy: null, concludedAt: null });
  });

  it.each(['approved', 'rejected'] as const)('ends %s', (decision) => {
    const renewal = renewalIn('under_review');
    expect(renewal.conclude(decision, NOW)).toBe(true);
    expect(renewal).toMatchObject({ status: decision, respondBy: null, concludedAt: NOW });
  });

  it('is returned with some days to answer, and goes under review again with another case', () => {
    const renewal = renewalIn('under_review');
    expect(renewal.conclude('returned', NOW)).toBe(true);
    expect(renewal).toMatchObject({ status: 'returned', respondBy: DEADLINE, concludedAt: null });
    renewal.answer('second', ['contact', 'register']);
    expect(renewal).toMatchObject({ status: 'under_review', reviewCaseId: 'second', respondBy: null });
    expect(renewal.checks).toEqual(['contact', 'register']);
  });

  it('lapses when the days have passed, and not before', () => {
    const renewal = renewalIn('returned');
    expect(renewal.lapse(new Date(DEADLINE.getTime() - 1))).toBe(false);
    expect(renewal.lapse(DEADLINE)).toBe(true);
    expect(renewal).toMatchObject({ status: 'lapsed', respondBy: null, concludedAt: DEADLINE });
  });

  it.each(RENEWAL_STATUSES.filter((status) => status !== 'under_review'))('takes no decision when %s', (status) => {
    const renewal = renewalIn(status);
    expect(renewal.conclude('approved', NOW)).toBe(false);
    expect(renewal.status).toBe(status);
  });

  it.each(RENEWAL_STATUSES.filter((status) => status !== 'returned'))(
    'can neither be answered nor lapse when %s',
    (status) => {
      const renewal = renewalIn(status);
      expect(() => renewal.answer('second', ['contact'])).toThrow('RENEWAL_UNDER_REVIEW');
      expect(renewal.lapse(DEADLINE)).toBe(false);
      expect(renewal.status).toBe(status);
    },
  );
});
