import { DomainError } from '@shuqiao/kernel';
import { Demand, DEMAND_STATUSES, type DemandStatus, plainAmount } from './demand.entity';

const AT = new Date('2026-11-22T10:00:00Z');
const CASE = '01a20000-0000-7000-8000-000000000001';
const NOTE = { lang: 'en', text: 'Against the rules.' };

type Act = (demand: Demand) => void;
const ACTS: [string, Act, DemandStatus[], string][] = [
  ['edited', (demand) => demand.requireEditable(), ['draft', 'returned'], 'DEMAND_NOT_EDITABLE'],
  ['submitted', (demand) => demand.submit(CASE), ['draft', 'returned'], 'DEMAND_NOT_SUBMITTABLE'],
  ['deleted', (demand) => demand.requireDeletable(), ['draft'], 'DEMAND_NOT_DELETABLE'],
  ['published', (demand) => demand.publish(AT), ['submitted'], 'DEMAND_NOT_EDITABLE'],
  ['returned', (demand) => demand.sendBack(), ['submitted'], 'DEMAND_NOT_EDITABLE'],
  ['rejected', (demand) => demand.reject(), ['submitted'], 'DEMAND_NOT_EDITABLE'],
  ['amended', (demand) => demand.amend(2, demand.terms), ['published'], 'DEMAND_NOT_OPEN'],
  ['closed', (demand) => demand.close('awarded', null, AT), ['published'], 'DEMAND_NOT_OPEN'],
  ['taken down', (demand) => demand.takeDown(NOTE, AT), ['published', 'closed'], 'DEMAND_NOT_OPEN'],
];
const CASES = ACTS.flatMap(([name, act, allowed, code]) =>
  DEMAND_STATUSES.map((status) => [name, status, act, allowed.includes(status), code] as const),
);

describe('a demand', () => {
  it.each(CASES)('is %s from %s only where it may be', (_name, status, act, allowed, code) => {
    const demand = demandIn(status);
    const attempt = () => act(demand);
    if (allowed) return expect(attempt).not.toThrow();
    expect(attempt).toThrow(DomainError);
    expect(attempt).toThrow(code);
    expect(demand.status).toBe(status);
  });

  it('is taken down once, and keeps the time at which it was closed before', () => {
    const demand = demandIn('published');
    demand.close('awarded', null, AT);
    demand.takeDown(NOTE, new Date(AT.getTime() + 1));
    expect(demand).toMatchObject({ status: 'closed', closeReason: 'taken_down', closeNote: NOTE, closedAt: AT });
    expect(() => demand.takeDown(NOTE, AT)).toThrow('DEMAND_NOT_OPEN');
  });

  it('awaits the decision of its own case alone, and only until it came', () => {
    const demand = demandIn('draft');
    demand.submit(CASE);
    expect(demand.awaits(CASE)).toBe(true);
    expect(demand.awaits(CASE.replace('1', '2'))).toBe(false);
    demand.sendBack();
    expect(demand.awaits(CASE)).toBe(false);
  });

  it('keeps its terms whole through the row', () => {
    const demand = demandIn('draft');
    const usd = (amount: string) => ({ amount, currency: 'USD' });
    const terms = {
      ...demand.terms,
      budget: { min: usd('0.125'), max: usd('7') },
      deadline: '2027-01-31T15:30:00+05:30',
    };
    demand.terms = terms;
    expect(demand.terms).toEqual({
      ...terms,
      budget: { min: usd('0.125'), max: usd('7.00') },
      deadline: '2027-01-31T10:00:00.000Z',
    });
    demand.terms = { ...terms, budget: { min: null, max: usd('7') } };
    expect(demand.budget).toEqual({ min: null, max: usd('7.00') });
    demand.terms = { ...terms, budget: null };
    expect([demand.budgetMin, demand.budgetMax, demand.budgetCurrency, demand.budget]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([
    ['1250000', '1250000.00'],
    ['1250000.000', '1250000.00'],
    ['0.5', '0.50'],
    ['0.125', '0.125'],
    ['100', '100.00'],
  ])('writes the amount %s as %s', (amount, plain) => expect(plainAmount(amount)).toBe(plain));
});

function demandIn(status: DemandStatus): Demand {
  const demand = new Demand();
  demand.terms = {
    country: 'KZ',
    place: null,
    title: { lang: 'ru', text: 'Порт' },
    titleTranslations: [],
    description: null,
    descriptionTranslations: [],
    budget: null,
    deadline: null,
  };
  return Object.assign(demand, { status, reviewCaseId: status === 'submitted' ? CASE : null, publishedVersion: 0 });
}
