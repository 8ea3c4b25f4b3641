import { type Judged, ndcg, qualityOf, succeeds } from './metrics';

const GRADES = new Map([
  ['a', 2],
  ['b', 1],
  ['c', 1],
  ['z', 0],
]);
// By hand: 3/log2(2) + 1/log2(3) + 1/log2(4) = 3 + 0.63093 + 0.5.
const BEST = 4.13093;

describe('the measure of a ranking', () => {
  it('is 1 for the best order and 0 for none of it', () => {
    expect(ndcg(['a', 'b', 'c'], GRADES)).toBeCloseTo(1, 10);
    expect(ndcg(['a', 'c', 'b', 'z', 'unknown'], GRADES)).toBeCloseTo(1, 10);
    expect(ndcg(['z', 'unknown'], GRADES)).toBe(0);
    expect(ndcg([], GRADES)).toBe(0);
    expect(ndcg(['a'], new Map([['a', 0]]))).toBe(0);
  });

  it('weighs grades by 2^grade − 1 and discounts ranks by log2', () => {
    // The best company second: 3/log2(3).
    expect(ndcg(['x', 'a'], GRADES)).toBeCloseTo(1.892789 / BEST, 5);
    // Grade 1 first, grade 2 fourth: 1 + 3/log2(5).
    expect(ndcg(['b', 'x', 'y', 'a'], GRADES)).toBeCloseTo((1 + 1.29203) / BEST, 5);
  });

  it('looks at the first ten, of what was found and of what is best', () => {
    const ten = Array.from({ length: 10 }, (_none, index) => `x${index}`);
    expect(ndcg([...ten, 'a'], GRADES)).toBe(0);
    expect(ndcg([...ten.slice(1), 'a'], GRADES)).toBeCloseTo(3 / Math.log2(11) / BEST, 5);
    const twelve = new Map(Array.from({ length: 12 }, (_none, index) => [`r${index}`, 1] as const));
    expect(ndcg([...twelve.keys()].slice(0, 10), twelve)).toBeCloseTo(1, 10);
  });

  it('succeeds with one relevant company among the first ten', () => {
    const nine = Array.from({ length: 9 }, (_none, index) => `x${index}`);
    expect(succeeds([...nine, 'c'], GRADES)).toBe(true);
    expect(succeeds([...nine, 'x', 'c'], GRADES)).toBe(false);
    expect(succeeds(['z'], GRADES)).toBe(false);
  });

  it('is the mean over demands with anything relevant, by language too', () => {
    const one = (language: string, found: string[], grades = GRADES): Judged => ({ language, found, grades });
    const quality = qualityOf([
      one('ru', ['a', 'b', 'c']),
      one('ru', []),
      one('en', ['x', 'a']),
      one('en', ['a'], new Map([['a', 0]])),
    ]);
    expect([...quality.keys()]).toEqual(['all', 'en', 'ru']);
    expect(quality.get('ru')).toEqual({ demands: 2, ndcg: 0.5, success: 0.5 });
    expect(quality.get('en')?.ndcg).toBeCloseTo(0.4582, 4);
    expect(quality.get('all')?.demands).toBe(3);
    expect(quality.get('all')?.ndcg).toBeCloseTo((1 + 0 + 0.4582) / 3, 4);
    expect(qualityOf([])).toEqual(new Map([['all', { demands: 0, ndcg: 0, success: 0 }]]));
  });
});
