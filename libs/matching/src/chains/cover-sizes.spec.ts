import { findCovers } from './cover';
import type { CoverCompany } from './cover.types';

const OPTIONS = { threshold: 0.5, mostMembers: 6, mostCovers: 5 };

const requirements = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: `r${place}`, mandatory: true, weight: 1 }));
const company = (id: string, degrees: number[], score: number): CoverCompany => ({ id, score, degrees });

describe('two thousand companies and twelve requirements', () => {
  let state = 1;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const many = (degree: (firm: number, bit: number) => number, needs = 12) =>
    Array.from({ length: 2_000 }, (_, firm) =>
      company(
        `c${firm}`,
        Array.from({ length: needs }, (_, bit) => degree(firm, bit)),
        Math.round(random() * 1e4) / 1e4,
      ),
    );
  const options = { ...OPTIONS, mostMembers: 12, mostCovers: 10, requirements: requirements(12) };
  // The solver counts its steps and gives up being exact beyond a bound: an exact answer is one in bounded time.
  const PATIENCE = 120_000;

  it.each([
    ['all meet everything alike', () => 1],
    ['all meet everything differently', () => 0.5 + random() / 2],
    ['half of all pairs meet', () => (random() < 0.5 ? 0.5 + random() / 2 : 0)],
    ['few pairs meet', () => (random() < 0.1 ? 0.5 + random() / 2 : 0)],
    ['each meets one requirement', (firm: number, bit: number) => (firm % 12 === bit ? 0.5 + random() / 2 : 0)],
    [
      'each meets the same number, none better than another',
      (firm: number, bit: number) => ((firm * 7 + bit * (1 + (firm % 11))) % 12 < 4 ? 1 : 0),
    ],
  ])(
    'are answered in bounded time when %s',
    (_case, degree) => {
      const { covers, exact } = findCovers({ ...options, companies: many(degree) });
      expect(exact).toBe(true);
      expect(covers).toHaveLength(10);
      expect(covers.every(({ complete }) => complete)).toBe(true);
    },
    PATIENCE,
  );

  it(
    'are answered in bounded time when nearly nobody may work with anybody',
    () => {
      const companies = many((firm, bit) => (firm % 12 === bit ? 1 : 0));
      const excludes = companies.flatMap(({ id }, firm) =>
        companies.slice(firm + 1, firm + 60).map((other) => [id, other.id] as const),
      );
      const { covers } = findCovers({ ...options, companies, excludes });
      expect(covers.length).toBeGreaterThan(0);
    },
    PATIENCE,
  );

  it(
    'and thirty requirements too',
    () => {
      const companies = many(() => (random() < 0.15 ? 0.5 + random() / 2 : 0), 30);
      const { covers } = findCovers({ ...options, requirements: requirements(30), companies });
      expect(covers[0]?.complete).toBe(true);
    },
    PATIENCE,
  );
});
