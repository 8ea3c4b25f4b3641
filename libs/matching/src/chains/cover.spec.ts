import * as fc from 'fast-check';
import { findCovers } from './cover';
import type { Cover, CoverCompany, CoverProblem } from './cover.types';

const OPTIONS = { threshold: 0.5, mostMembers: 6, mostCovers: 5 };

function requirements(count: number, optional: readonly number[] = []) {
  return Array.from({ length: count }, (_, place) => ({
    id: `r${place}`,
    mandatory: !optional.includes(place),
    weight: 1,
  }));
}
const company = (id: string, degrees: number[], score = 0.5): CoverCompany => ({ id, score, degrees });
const names = (covers: readonly Cover[]) =>
  covers.map(({ members }) => members.map(({ companyId }) => companyId).sort());

/** What the order of the answers is about, one line per answer, computed without the code under test. */
function keyOf(problem: CoverProblem, members: readonly CoverCompany[]): number[] {
  const best = problem.requirements.map((_, bit) => {
    const degree = Math.max(0, ...members.map(({ degrees }) => degrees[bit] ?? 0));
    return degree >= problem.threshold ? degree : 0;
  });
  const admitted = problem.companies.filter(({ id }) => !problem.vetoed?.has(id));
  const coverable = problem.requirements.map((_, bit) =>
    admitted.some(({ degrees }) => (degrees[bit] ?? 0) >= problem.threshold),
  );
  const mandatory = problem.requirements.map((requirement, bit) => requirement.mandatory && coverable[bit]);
  const goal = mandatory.some(Boolean) ? mandatory : coverable;
  const sum = (of: (bit: number) => number) => problem.requirements.reduce((total, _, bit) => total + of(bit), 0);
  return [
    -sum((bit) => (goal[bit] && best[bit] ? 1 : 0)),
    members.length,
    -sum((bit) => (!problem.requirements[bit]?.mandatory && best[bit] ? (problem.requirements[bit]?.weight ?? 0) : 0)),
    -sum((bit) => Math.round((problem.requirements[bit]?.weight ?? 0) * (best[bit] ?? 0) * 1000)),
    -members.reduce((total, { score }) => total + Math.round(score * 10_000), 0),
  ];
}

function compareKeys(left: readonly number[], right: readonly number[]): number {
  return left.map((value, place) => value - (right[place] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** Every set of companies is looked at. */
function bruteForce(problem: CoverProblem): number[][] {
  const sets: { ids: string[]; key: number[] }[] = [];
  for (let choice = 1; choice < 1 << problem.companies.length; choice += 1) {
    const members = problem.companies.filter((_, place) => choice & (1 << place));
    const ids = members.map(({ id }) => id);
    if (members.length > problem.mostMembers || ids.some((id) => problem.vetoed?.has(id))) continue;
    if (problem.required !== undefined && !ids.includes(problem.required)) continue;
    if (problem.excludes?.some(([one, other]) => one !== other && ids.includes(one) && ids.includes(other))) continue;
    sets.push({ ids, key: keyOf(problem, members) });
  }
  sets.sort((left, right) => compareKeys(left.key, right.key));
  const kept: typeof sets = [];
  for (const set of sets) {
    if (!set.key[0] || set.key[0] !== sets[0]?.key[0] || kept.length === problem.mostCovers) continue;
    if (!kept.some(({ ids }) => ids.every((id) => set.ids.includes(id)))) kept.push(set);
  }
  return kept.map(({ key }) => key);
}

const membersOf = (problem: CoverProblem, cover: Cover) =>
  cover.members.map(({ companyId }) => problem.companies.find(({ id }) => id === companyId) as CoverCompany);

/** Few distinct degrees and scores make ties and near misses likely; weights and constraints come and go. */
const problems = (mostRequirements: number, mostCompanies: number): fc.Arbitrary<CoverProblem> =>
  fc
    .record({ needs: fc.integer({ min: 1, max: mostRequirements }), firms: fc.integer({ min: 0, max: mostCompanies }) })
    .chain(({ needs, firms }) => {
      const ids = Array.from({ length: firms }, (_, place) => `c${place}`);
      const one = fc.constantFrom('none', ...ids);
      const degree = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constantFrom(0.3, 0.5, 0.6, 0.75, 1));
      return fc.record({
        requirements: fc
          .array(fc.record({ mandatory: fc.boolean(), weight: fc.integer({ min: 1, max: 3 }) }), {
            minLength: needs,
            maxLength: needs,
          })
          .map((list) => list.map((requirement, place) => ({ ...requirement, id: `r${place}` }))),
        companies: fc
          .array(
            fc.record({
              degrees: fc.array(degree, { minLength: needs, maxLength: needs }),
              score: fc.constantFrom(0.2, 0.5, 0.9),
            }),
            {
              minLength: firms,
              maxLength: firms,
            },
          )
          .map((list) => list.map((entry, place) => ({ ...entry, id: ids[place] ?? '' }))),
        threshold: fc.constant(0.5),
        mostMembers: fc.integer({ min: 1, max: 5 }),
        mostCovers: fc.integer({ min: 1, max: 7 }),
        vetoed: fc.array(one, { maxLength: 2 }).map((list) => new Set(list)),
        excludes: fc.array(fc.tuple(one, one), { maxLength: 4 }),
        required: fc.option(one, { nil: undefined, freq: 3 }),
      });
    });

describe('covers', () => {
  it('are those that looking at every set finds, in the same order', () => {
    fc.assert(
      fc.property(problems(7, 9), (problem) => {
        const { covers, exact } = findCovers(problem);
        expect(exact).toBe(true);
        expect(covers.map((cover) => keyOf(problem, membersOf(problem, cover)))).toEqual(bruteForce(problem));
      }),
      { numRuns: 4_000, seed: 20_261_122 },
    );
  }, 120_000);

  it('are the same whatever order the companies come in', () => {
    fc.assert(
      fc.property(problems(6, 8), (problem) => {
        const turned = { ...problem, companies: [...problem.companies].reverse() };
        expect(findCovers(turned)).toEqual(findCovers(problem));
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it('are the smallest first, then with the most of what is optional, then the best', () => {
    const { covers } = findCovers({
      ...OPTIONS,
      requirements: requirements(3, [2]),
      companies: [
        company('hardware', [1, 0, 0], 0.9),
        company('software', [0, 1, 0], 0.9),
        company('both', [0.5, 0.5, 0], 0.1),
        company('both-and-more', [0.5, 0.5, 0.5], 0.1),
        company('both-better', [0.6, 0.6, 0], 0.1),
      ],
    });
    expect(names(covers)).toEqual([['both-and-more'], ['both-better'], ['both'], ['hardware', 'software']]);
    expect(covers[3]).toMatchObject({ covered: ['r0', 'r1'], complete: true, degree: 0.6667 });
  });

  it('say who meets what, and who best', () => {
    const { covers } = findCovers({
      ...OPTIONS,
      requirements: requirements(3),
      companies: [company('a', [1, 0.6, 0]), company('b', [0, 0.8, 1])],
    });
    expect(covers[0]?.members).toEqual([
      {
        companyId: 'a',
        parts: [
          { requirementId: 'r0', degree: 1, leads: true },
          { requirementId: 'r1', degree: 0.6, leads: false },
        ],
      },
      {
        companyId: 'b',
        parts: [
          { requirementId: 'r1', degree: 0.8, leads: true },
          { requirementId: 'r2', degree: 1, leads: true },
        ],
      },
    ]);
  });

  it('leave out who said no and pairs that cannot work together, and hold who asks', () => {
    const problem = {
      ...OPTIONS,
      requirements: requirements(2),
      companies: [company('a', [1, 0], 0.9), company('b', [1, 0]), company('x', [0, 1], 0.9), company('y', [0, 1])],
    };
    expect(names(findCovers(problem).covers)[0]).toEqual(['a', 'x']);
    expect(names(findCovers({ ...problem, vetoed: new Set(['a']) }).covers)).toEqual([
      ['b', 'x'],
      ['b', 'y'],
    ]);
    expect(
      names(
        findCovers({
          ...problem,
          excludes: [
            ['a', 'x'],
            ['x', 'b'],
          ],
        }).covers,
      ),
    ).toEqual([
      ['a', 'y'],
      ['b', 'y'],
    ]);
    expect(names(findCovers({ ...problem, required: 'y' }).covers)).toEqual([
      ['a', 'y'],
      ['b', 'y'],
    ]);
    expect(findCovers({ ...problem, required: 'nobody' }).covers).toEqual([]);
  });

  it('name a requirement that nobody covers, with who comes nearest', () => {
    const { covers, uncovered } = findCovers({
      ...OPTIONS,
      requirements: requirements(3),
      companies: [company('a', [1, 0.3, 0], 0.2), company('b', [0, 0.3, 0], 0.4), company('c', [0, 0.2, 0], 1)],
    });
    expect(uncovered).toEqual([
      { requirementId: 'r1', nearest: { companyId: 'b', degree: 0.3 } },
      { requirementId: 'r2', nearest: null },
    ]);
    expect(names(covers)).toEqual([['a']]);
    expect(covers[0]).toMatchObject({ covered: ['r0'], complete: false });
  });

  it('refuse what is out of bounds', () => {
    const problem = { ...OPTIONS, requirements: requirements(1), companies: [] };
    expect(findCovers(problem)).toEqual({
      covers: [],
      uncovered: [{ requirementId: 'r0', nearest: null }],
      exact: true,
    });
    expect(findCovers({ ...problem, requirements: [] })).toEqual({ covers: [], uncovered: [], exact: true });
    expect(() => findCovers({ ...problem, threshold: 0 })).toThrow(RangeError);
    expect(() => findCovers({ ...problem, mostMembers: 13 })).toThrow(RangeError);
    expect(() => findCovers({ ...problem, requirements: requirements(31) })).toThrow(RangeError);
    expect(() => findCovers({ ...problem, requirements: [{ id: 'r', mandatory: true, weight: 0.5 }] })).toThrow(
      RangeError,
    );
  });
});

describe('more than twelve requirements', () => {
  it('are covered well, without the claim that nothing is better', () => {
    const ring = Array.from({ length: 15 }, (_, first) =>
      company(
        `c${first}`,
        Array.from({ length: 15 }, (_, bit) => ((bit - first + 15) % 15 < 5 ? 1 : 0)),
      ),
    );
    const { covers, exact } = findCovers({ ...OPTIONS, requirements: requirements(15), companies: ring });
    expect(exact).toBe(false);
    expect(covers[0]).toMatchObject({ complete: true, degree: 1 });
    expect(covers[0]?.members).toHaveLength(3);
    expect(covers.length).toBeGreaterThan(1);
  });

  it('keep to the constraints', () => {
    const padded = problems(7, 9).map((problem) => ({
      ...problem,
      requirements: [
        ...problem.requirements,
        ...requirements(13).map(({ id, weight }) => ({ id: `more-${id}`, mandatory: false, weight })),
      ],
    }));
    fc.assert(
      fc.property(padded, (problem) => {
        const { covers } = findCovers(problem);
        for (const ids of names(covers)) {
          expect(ids.length).toBeLessThanOrEqual(problem.mostMembers);
          expect(ids.some((id) => problem.vetoed?.has(id))).toBe(false);
          if (problem.required !== undefined) expect(ids).toContain(problem.required);
          for (const [one, other] of problem.excludes ?? [])
            expect(one !== other && ids.includes(one) && ids.includes(other)).toBe(false);
        }
        const keys = covers.map((cover) => keyOf(problem, membersOf(problem, cover)));
        expect([...keys].sort(compareKeys)).toEqual(keys);
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});
