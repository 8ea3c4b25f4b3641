import { FeatureCounts } from './feature-counts';
import { mostTelling } from './weighted-query';

describe('the most telling words of a query', () => {
  const counts = new FeatureCounts();
  const [common, ordinary, rare] = [1, 2, 3];
  for (let made = 0; made < 1_000; made++)
    counts.add(Uint32Array.from([common, ...(made % 10 ? [] : [ordinary]), ...(made % 500 ? [] : [rare])]));
  const query = { features: Uint32Array.of(common, ordinary, rare), weights: Float64Array.of(50, 50, 50) };
  const kept = (postings: number, of = query) => [...mostTelling(of, counts, postings).features];

  it('are the rarest, as long as not too many documents have them', () => {
    expect(kept(10_000)).toEqual([rare, ordinary, common]);
    expect(kept(1_000)).toEqual([rare, ordinary]);
    expect(kept(50)).toEqual([rare]);
  });

  it('are one in any case, and none that says nothing', () => {
    expect(kept(1)).toEqual([rare]);
    expect(kept(10_000, { ...query, weights: Float64Array.of(0, 0, 50) })).toEqual([rare]);
  });

  it('go by what they count for, too', () => {
    expect(kept(10_000, { ...query, weights: Float64Array.of(50, 1, 50) })).toEqual([rare, common, ordinary]);
  });
});
