import { datesBetween, isRule, type Recurrence } from './recurrence';

// 1 January 2026 is a Thursday.
const THURSDAYS: Recurrence = {
  rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH',
  startsOn: '2026-01-01',
  skipped: [],
  added: [],
};

describe('datesBetween', () => {
  it('finds every second Thursday, without what is skipped and with what is added', () => {
    const dates = (changes: Partial<Recurrence>) =>
      datesBetween({ ...THURSDAYS, ...changes }, '2026-01-01', '2026-02-28');
    expect(dates({})).toEqual(['2026-01-01', '2026-01-15', '2026-01-29', '2026-02-12', '2026-02-26']);
    expect(dates({ skipped: ['2026-01-15'], added: ['2026-01-16', '2026-03-01', '2026-01-29'] })).toEqual([
      '2026-01-01',
      '2026-01-16',
      '2026-01-29',
      '2026-02-12',
      '2026-02-26',
    ]);
    expect(dates({ skipped: ['2026-01-16'], added: ['2026-01-16'] })).toHaveLength(5);
  });

  it('counts from the first date, wherever one begins to look', () => {
    expect(datesBetween(THURSDAYS, '2026-01-02', '2026-01-15')).toEqual(['2026-01-15']);
    expect(datesBetween(THURSDAYS, '2026-01-16', '2026-01-28')).toEqual([]);
    expect(datesBetween(THURSDAYS, '2026-02-01', '2026-01-01')).toEqual([]);
    expect(datesBetween({ ...THURSDAYS, rule: 'FREQ=WEEKLY;COUNT=2' }, '2026-01-01', '2026-12-31')).toEqual([
      '2026-01-01',
      '2026-01-08',
    ]);
    const until = { ...THURSDAYS, rule: 'FREQ=WEEKLY;UNTIL=20260115' };
    expect(datesBetween(until, '2026-01-01', '2026-12-31')).toEqual(['2026-01-01', '2026-01-08', '2026-01-15']);
  });

  it('knows the last Friday and the day before a month ends', () => {
    const dates = (rule: string) => datesBetween({ ...THURSDAYS, rule }, '2026-01-01', '2026-03-31');
    expect(dates('FREQ=MONTHLY;BYDAY=-1FR')).toEqual(['2026-01-30', '2026-02-27', '2026-03-27']);
    expect(dates('FREQ=MONTHLY;BYMONTHDAY=-2')).toEqual(['2026-01-30', '2026-02-27', '2026-03-30']);
    expect(dates('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1')).toEqual(['2026-01-01', '2026-02-02', '2026-03-02']);
  });

  it('is as fast where no date ever comes', () => {
    const begin = Date.now();
    const never = { ...THURSDAYS, rule: 'FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=31;BYSETPOS=5' };
    expect(datesBetween(never, '2026-01-01', '2028-01-01')).toEqual([]);
    expect(Date.now() - begin).toBeLessThan(5_000);
  });
});

describe('isRule', () => {
  it.each([
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH',
    'FREQ=WEEKLY;BYDAY=MO,WE;WKST=SU;UNTIL=20271231',
    'FREQ=DAILY;COUNT=5',
    'FREQ=MONTHLY;BYDAY=2TU',
  ])('reads %s', (rule) => expect(isRule(rule)).toBe(true));

  it.each([
    '',
    'every second Thursday',
    'FREQ=YEARLY',
    'FREQ=SECONDLY;INTERVAL=1',
    'INTERVAL=2;FREQ=WEEKLY',
    'FREQ=WEEKLY;FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=0',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=WEEKLY;BYDAY=2TU',
    'FREQ=WEEKLY;BYSETPOS=1',
    'FREQ=DAILY;BYHOUR=10',
    'FREQ=WEEKLY;COUNT=2;UNTIL=20270101',
    'FREQ=WEEKLY;DTSTART=20260101T000000Z',
    'FREQ=WEEKLY\nRRULE:FREQ=DAILY',
  ])('does not read %j', (rule) => expect(isRule(rule)).toBe(false));
});
