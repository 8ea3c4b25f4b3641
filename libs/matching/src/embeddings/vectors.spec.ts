import fc from 'fast-check';
import { centreOf, distance, Likeness, quantised } from './vectors';

const DIMENSIONS = 256;
const vectors = fc
  .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .filter((values) => values.some((value) => Math.abs(value) > 0.01));
const nothing = new Float32Array(DIMENSIONS);

function cosine(left: readonly number[], right: readonly number[]): number {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
}

describe('the vectors of an endpoint', () => {
  it('keep their cosines to a hundredth in a byte a number, however long they are', () => {
    fc.assert(
      fc.property(vectors, vectors, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (one, other, scale) => {
        const scaled = quantised(one.map((value) => value * scale));
        expect(scaled).toEqual(quantised(scaled));
        expect(Math.abs(new Likeness(scaled, nothing).to(quantised(other)) - cosine(one, other))).toBeLessThan(0.01);
      }),
    );
  });

  it('are as alike from either side, and within bounds', () => {
    fc.assert(
      fc.property(vectors, vectors, fc.array(vectors, { maxLength: 5 }), (first, second, companies) => {
        const [one, other] = [quantised(first), quantised(second)];
        const centre = centreOf(companies.map(quantised), DIMENSIONS);
        const likeness = new Likeness(one, centre).to(other);
        expect(new Likeness(other, centre).to(one)).toBe(likeness);
        expect(Math.abs(likeness)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('are told apart by what they do not share', () => {
    const about = (...own: number[]) =>
      quantised(Array.from({ length: 16 }, (_, at) => (at === 0 ? 3 : own.includes(at) ? 1 : 0)));
    const companies = Array.from({ length: 30 }, (_, at) => about(1 + (at % 10)));
    const centre = centreOf(companies, 16);
    const demand = about(3);
    expect(new Likeness(demand, new Float32Array(16)).to(about(4))).toBeGreaterThan(0.89);
    expect(new Likeness(demand, centre).to(about(4))).toBeLessThan(0.1);
    expect(new Likeness(demand, centre).to(about(3))).toBeCloseTo(1, 2);
  });

  it('move their centre the less, the more there are', () => {
    fc.assert(
      fc.property(fc.array(vectors, { minLength: 1, maxLength: 8 }), vectors, (companies, another) => {
        const centre = (all: readonly number[][]) => centreOf(all.map(quantised), DIMENSIONS);
        const moved = distance(centre(companies), centre([...companies, another]));
        expect(moved).toBeLessThanOrEqual(2 / (companies.length + 2));
      }),
    );
  });

  it('say something when there is one company alone, and nothing when they are what all say', () => {
    const one = quantised([3, 1, 0]);
    expect(new Likeness(one, centreOf([one], 3)).to(one)).toBe(1);
    const centre = Float32Array.from([1, 0, 0]);
    expect(new Likeness(quantised([5, 0, 0]), centre).to(one)).toBe(0);
  });
});
