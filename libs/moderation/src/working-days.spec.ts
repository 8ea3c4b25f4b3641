import { addWorkingDays } from './working-days';

describe('working days', () => {
  it.each([
    ['a Monday morning', '2026-11-23T02:00:00.000Z', '2026-11-30T02:00:00.000Z'],
    ['a Friday', '2026-11-27T09:00:00.000Z', '2026-12-04T09:00:00.000Z'],
    ['a Saturday', '2026-11-28T09:00:00.000Z', '2026-12-04T09:00:00.000Z'],
    // 17:00 UTC on Sunday is Monday 01:00 in Beijing, hence already a working day there.
    ['a Sunday evening that is Monday in Beijing', '2026-11-22T17:00:00.000Z', '2026-11-29T17:00:00.000Z'],
  ])('counts five from %s', (_name, from, due) => {
    expect(addWorkingDays(new Date(from), 5).toISOString()).toBe(due);
  });
});
