import { newId } from '@shuqiao/kernel';
import { type TextFeatures, VECTOR_LENGTH } from '@shuqiao/text';
import fc from 'fast-check';
import { type Collection, COLLECTIONS, VECTOR_BYTES } from '../limits';
import { wordsOf } from './ids';
import { type Hit, ImpactIndex } from './impact-index';
import type { SearchOptions } from './searcher';

/** The same by the definition alone: every text is looked at, every figure is made anew. */
class Naive {
  readonly texts = { company: new Map<string, TextFeatures>(), demand: new Map<string, TextFeatures>() };

  rarity(feature: number, companies = [...this.texts.company.values()]): number {
    const frequency = companies.filter((text) => text.features.includes(feature)).length;
    const idf = Math.log(1 + (companies.length - frequency + 0.5) / (frequency + 0.5));
    return frequency ? Math.max(1, Math.round(idf * 65_536)) : 0;
  }

  mean(): number[] {
    const vectors = [...this.texts.company.values()].map(({ vector }) => vector).filter((one) => one.some(Boolean));
    return Array.from(NONE, (_, at) => vectors.reduce((sum, one) => sum + one[at]!, 0) / Math.max(1, vectors.length));
  }

  search(collection: Collection, query: TextFeatures, options: SearchOptions = {}): Hit[] {
    const { limit = 50, candidates = 2_000, also = [] } = options;
    const mean = this.mean();
    const known = new Map<number, number>();
    const rarity = (feature: number): number => {
      if (!known.has(feature)) known.set(feature, this.rarity(feature));
      return known.get(feature)!;
    };
    const hits = new Map<string, Hit>(
      [...this.texts[collection]].map(([id, text]) => {
        const [demand, company] = collection === 'company' ? [query, text] : [text, query];
        let [sum, best] = [0, 0];
        demand.features.forEach((feature, index) => {
          const worth = demand.impacts[index]! * rarity(feature);
          const place = company.features.indexOf(feature);
          if (place >= 0) sum += worth * company.impacts[place]!;
          best += worth * demand.impacts[index]!;
        });
        const [lexical, like] = [best ? sum / best : 0, cosine(query.vector, text.vector, mean)];
        return [id, { id, score: lexical * (1 - 2 / 7) + like * (2 / 7), lexical, cosine: like }];
      }),
    );
    const found = [...hits.values()]
      .filter(({ lexical }) => lexical > 0)
      .sort((left, right) => right.lexical - left.lexical || (left.id < right.id ? -1 : 1))
      .slice(0, Math.max(limit, candidates))
      .sort((left, right) => right.score - left.score || (left.id < right.id ? -1 : 1))
      .slice(0, limit);
    const others = [...new Set(also as string[])]
      .flatMap((id) => hits.get(id) ?? [])
      .filter((hit) => !found.includes(hit));
    return [...found, ...others];
  }
}

function cosine(left: Int8Array, right: Int8Array, mean: readonly number[]): number {
  if (!left.some(Boolean) || !right.some(Boolean)) return 0;
  const [one, other] = [left, right].map((vector) => mean.map((middle, index) => vector[index]! - middle));
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  const squares = dot(one!, one!) * dot(other!, other!);
  return squares < 1e-6 ? 0 : Math.round((dot(one!, other!) / Math.sqrt(squares)) * 1e9) / 1e9 || 0;
}

const NONE = new Int8Array(VECTOR_LENGTH);

/** Few features and impacts, so that much meets and many scores are equal. */
const textOf = (features: readonly number[], seed: number): TextFeatures => {
  const sorted = Uint32Array.from(new Set(features)).sort();
  return {
    features: sorted,
    impacts: Uint8Array.from(sorted, (feature) => 1 + ((feature * 7 + seed) % 255)),
    vector: seed % 5 ? Int8Array.from(NONE, (_, index) => ((index * seed) % 9) - 4) : NONE,
  };
};

// The ends of the range and neighbours of powers of two stand for hashes.
const FEATURES = [0, 1, 2, 3, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff, ...Array(12).keys()].map(
  (value, index) => (index < 9 ? value : Math.imul(value + 1, 0x9e3779b1) >>> 0),
);
const text = fc
  .tuple(fc.array(fc.constantFrom(...FEATURES), { maxLength: 8 }), fc.nat(6))
  .map(([features, seed]) => textOf(features, seed));
const ids = Array.from({ length: 24 }, () => newId());
const id = fc.constantFrom(...ids);
const side = fc.constantFrom(...COLLECTIONS);

const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('put' as const), side, id, text }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), side, id }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('seal' as const), side }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('work' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('search' as const),
      side,
      text,
      options: fc.record(
        {
          limit: fc.integer({ min: 1, max: 30 }),
          also: fc.array(id, { maxLength: 4 }),
          candidates: fc.integer({ min: 1, max: 30 }),
        },
        { requiredKeys: [] },
      ),
    }),
  },
);

describe('the impact index', () => {
  it('answers as the definition does, whatever came and went before', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const [index, naive] = [new ImpactIndex(), new Naive()];
        for (const one of acts) {
          if (one.kind === 'put') {
            index.put(one.side, one.id, one.text);
            naive.texts[one.side].set(one.id, one.text);
          } else if (one.kind === 'remove') {
            expect(index.remove(one.side, one.id)).toBe(naive.texts[one.side].delete(one.id));
          } else if (one.kind === 'seal') index.collections[one.side].seal();
          else if (one.kind === 'work') index.work(0);
          else {
            const { side, text, options } = one;
            expect(index.search(side, text, options)).toEqual(naive.search(side, text, options));
            const found = index.search(side, text, { limit: 2_000 });
            const { similarities, cosines } = index.meet(side, text, wordsOf(found.map(({ id }) => id)));
            expect([...similarities]).toEqual(found.map(({ score }) => score));
            expect([...cosines]).toEqual(found.map(({ cosine }) => cosine));
          }
        }
        for (const one of COLLECTIONS) expect(index.size(one)).toBe(naive.texts[one].size);
      }),
      { numRuns: 300 },
    );
  });

  it('stays true through thousands of changes, seals and merges', () => {
    const [index, naive] = [new ImpactIndex(), new Naive()];
    const many = Array.from({ length: 1_500 }, () => newId());
    let state = 42;
    const below = (limit: number) => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 8) % limit;
    const randomText = () =>
      textOf(
        Array.from({ length: 1 + below(12) }, () => ((below(40) * below(40)) << 18) >>> 0),
        below(9),
      );
    for (let round = 0; round < 9_000; round++) {
      const [collection, one] = [COLLECTIONS[below(2)]!, many[below(many.length)]!];
      if (below(4)) {
        const put = randomText();
        index.put(collection, one, put);
        naive.texts[collection].set(one, put);
      } else {
        index.remove(collection, one);
        naive.texts[collection].delete(one);
      }
      // A little at a time, so that merges are under way while documents come and go.
      if (round % 10 === 0) index.work(0);
    }
    for (const collection of COLLECTIONS) {
      expect(index.collections[collection].segments.length).toBeGreaterThan(1);
      const query = randomText();
      expect(index.search(collection, query, { limit: 2_000 })).toEqual(
        naive.search(collection, query, { limit: 2_000 }),
      );
      while (index.work(5));
      expect(index.search(collection, query)).toEqual(naive.search(collection, query));
    }
  });

  it('gives a pair one score from both sides', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 4, maxLength: 20 }), fc.nat(2), (texts, seals) => {
        const index = new ImpactIndex();
        texts.forEach((one, place) => index.put(place % 2 ? 'company' : 'demand', ids[place]!, one));
        if (seals) index.collections.demand.seal();
        const demand = ids[0]!;
        for (const hit of index.search('company', texts[0]!, { limit: 50 })) {
          const company = texts[ids.indexOf(hit.id)]!;
          const back = index.search('demand', company).find((other) => other.id === demand);
          expect(back).toEqual({ ...hit, id: demand });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leaves nothing to be read from end to end once it is filled', () => {
    const index = new ImpactIndex();
    index.isLoading = true;
    const text = { features: Uint32Array.of(1, 2), impacts: Uint8Array.of(3, 4), vector: NONE };
    for (let made = 0; made < 600; made++) index.put('demand', newId(), text);
    expect(index.collections.demand.delta.count).toBe(600);
    index.isLoading = false;
    expect(index.collections.demand.delta.count).toBe(0);
    expect(index.size('demand')).toBe(600);
  });

  it('refuses what is no text, and stays as it was', () => {
    const index = new ImpactIndex();
    const good = textOf([1, 2], 1);
    index.put('company', ids[0]!, good);
    const bad: TextFeatures[] = [
      { ...good, features: Uint32Array.of(2, 1) },
      { ...good, features: Uint32Array.of(1, 1) },
      { ...good, impacts: Uint8Array.of(1) },
      { ...good, impacts: Uint8Array.of(1, 0) },
      { ...good, vector: new Int8Array(3) },
      { features: Uint32Array.from(Array(8_193).keys()), impacts: new Uint8Array(8_193).fill(1), vector: NONE },
    ];
    for (const one of bad) {
      expect(() => index.put('company', ids[0]!, one)).toThrow(RangeError);
      expect(() => index.search('company', one)).toThrow(RangeError);
    }
    expect(() => index.put('company', 'no-id', good)).toThrow(RangeError);
    expect(() => index.search('company', good, { limit: 0 })).toThrow(RangeError);
    expect(() => index.search('company', good, { limit: 20_001 })).toThrow(RangeError);
    expect(index.search('company', good).map((hit) => hit.id)).toEqual([ids[0]]);
  });

  it('keeps scores exact for the longest texts with the highest impacts', () => {
    const index = new ImpactIndex();
    const features = Uint32Array.from({ length: 8_192 }, (_, place) => place * 500_000);
    const longest = { features, impacts: new Uint8Array(8_192).fill(255), vector: NONE };
    index.put('company', ids[0]!, longest);
    index.put('company', ids[1]!, { ...longest, impacts: longest.impacts.map((_, place) => (place ? 255 : 254)) });
    const [first, second] = index.search('company', longest);
    expect(first).toMatchObject({ id: ids[0], lexical: 1 });
    expect(second!.lexical).toBeLessThan(1);
  });

  it('has vectors as long as those of texts', () => expect(VECTOR_BYTES).toBe(VECTOR_LENGTH));
});
