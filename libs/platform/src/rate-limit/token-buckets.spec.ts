import { TokenBuckets } from './token-buckets';

describe('token buckets', () => {
  let now = 0;
  const buckets = (perMinute: number, most?: number) => new TokenBuckets(perMinute, most, () => now);
  const taken = (from: TokenBuckets, subject: string, times: number) =>
    Array.from({ length: times }, () => from.take(subject)).filter((wait) => wait === 0).length;

  it('let a minute’s worth through at once, and then as much as has flowed in', () => {
    const limit = buckets(60);
    expect(taken(limit, 'a', 100)).toBe(60);
    expect(limit.take('a')).toBe(1);
    expect(taken(limit, 'b', 1)).toBe(1);
    now += 10_500;
    expect(taken(limit, 'a', 100)).toBe(10);
    now += 3_600_000;
    expect(taken(limit, 'a', 100)).toBe(60);
  });

  it('say how long to wait, however often they are asked in between', () => {
    const limit = buckets(2);
    taken(limit, 'a', 2);
    expect(limit.take('a')).toBe(30);
    now += 29_000;
    expect(limit.take('a')).toBe(1);
    now += 1_001;
    expect(limit.take('a')).toBe(0);
  });

  it('stay bounded, forgetting whom they have known longest', () => {
    const limit = buckets(1, 3);
    for (const subject of ['a', 'b', 'c', 'd']) limit.take(subject);
    expect(limit.size).toBe(3);
    expect(limit.take('d')).toBeGreaterThan(0);
    expect(limit.take('b')).toBeGreaterThan(0);
    expect(limit.take('a')).toBe(0);
    expect(limit.size).toBe(3);
  });

  it('cost next to nothing', () => {
    const limit = buckets(1_000_000);
    const start = performance.now();
    for (let request = 0; request < 100_000; request++) limit.take('198.51.100.7');
    // A hundredth of this is usual; a promise or a timer per request would show.
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
