import { wilson } from './wilson';

describe('the interval of a share', () => {
  // Reference values: Newcombe, Statistics in Medicine 1998, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is as published', (successes, trials, low, high) => {
    expect(wilson(successes, trials).low).toBeCloseTo(low, 4);
    expect(wilson(successes, trials).high).toBeCloseTo(high, 4);
  });

  it('is everything where nothing was counted, and narrows with what is', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
    const width = (trials: number) => wilson(trials / 2, trials).high - wilson(trials / 2, trials).low;
    expect([width(4) > width(40), width(40) > width(400)]).toEqual([true, true]);
    expect(wilson(40, 40).high).toBe(1);
  });
});
