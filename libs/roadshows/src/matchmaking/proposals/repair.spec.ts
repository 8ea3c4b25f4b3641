import fc from 'fast-check';
import { check, type Placement, type Problem } from '../../scheduler';
import { repair } from './repair';

const meeting = (id: string, participants: string[], changes: object = {}) => ({
  id,
  participants,
  session: null,
  fixedSlot: null,
  weight: 1,
  interpretation: null,
  ...changes,
});
const problemOf = (changes: Partial<Problem>): Problem => ({
  slots: 3,
  morningSlots: 2,
  tables: 2,
  fairness: null,
  participants: ['a', 'b', 'c', 'd'].map((id) => ({ id, forbidden: [], capacity: 1 })),
  meetings: [],
  precedences: [],
  interpreters: [],
  ...changes,
});
const at = (id: string, slot: number, table = 1): Placement => ({ id, slot, table, interpreter: null });
const slotsOf = (placements: readonly Placement[]) => Object.fromEntries(placements.map(({ id, slot }) => [id, slot]));

describe('repair', () => {
  it('leaves what is scheduled where it is, at its table, when there is room', () => {
    const problem = problemOf({
      meetings: [meeting('ab', ['a', 'b']), meeting('cd', ['c', 'd']), meeting('ac', ['a', 'c'])],
    });
    const repaired = repair(problem, [at('ab', 1, 2), at('cd', 1, 1)]);
    expect(repaired).toEqual(expect.arrayContaining([at('ab', 1, 2), at('cd', 1, 1)]));
    expect(check(problem, repaired)).toMatchObject({ breaches: [], unplaced: [] });
  });

  it('moves one meeting where one move suffices', () => {
    const meetings = [meeting('ab', ['a', 'b']), meeting('ac', ['a', 'c'], { fixedSlot: 1 })];
    expect(slotsOf(repair(problemOf({ meetings }), [at('ab', 1)]))).toMatchObject({
      ac: 1,
      ab: expect.not.stringMatching('1') as unknown,
    });
  });

  it('makes room at a table for who clashes with nobody', () => {
    const problem = problemOf({
      tables: 1,
      meetings: [meeting('ab', ['a', 'b']), meeting('cd', ['c', 'd'], { fixedSlot: 2 })],
    });
    const repaired = repair(problem, [at('ab', 2)]);
    expect(slotsOf(repaired).cd).toBe(2);
    expect(check(problem, repaired)).toMatchObject({ breaches: [], unplaced: [] });
  });

  it('takes out what is not allowed any more, and leaves out what cannot be placed', () => {
    const participants = ['a', 'b', 'c', 'd'].map((id) => ({
      id,
      forbidden: id === 'a' ? [1, 2, 3] : [],
      capacity: 1,
    }));
    const problem = problemOf({ participants, meetings: [meeting('ab', ['a', 'b']), meeting('cd', ['c', 'd'])] });
    expect(repair(problem, [at('ab', 1), at('cd', 2)])).toEqual([at('cd', 2)]);
  });

  it('never breaks a rule, whatever stood before', () => {
    const pair = fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .map(([one, step]) => [one, (one + step) % 6]);
    const day = fc.record({
      pairs: fc.uniqueArray(pair, { minLength: 1, maxLength: 10, selector: (two) => [...two].sort().join() }),
      slots: fc.integer({ min: 2, max: 5 }),
      tables: fc.integer({ min: 1, max: 3 }),
      forbidden: fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }), {
        minLength: 6,
        maxLength: 6,
      }),
      stood: fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 10, maxLength: 10 }),
      needy: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
    });
    fc.assert(
      fc.property(day, ({ pairs, slots, tables, forbidden, stood, needy }) => {
        const problem = problemOf({
          slots,
          morningSlots: 1,
          tables,
          participants: forbidden.map((away, id) => ({
            id: `p${id}`,
            forbidden: away.filter((slot) => slot <= slots),
            capacity: 1,
          })),
          meetings: pairs.map((two, index) =>
            meeting(
              `m${index}`,
              two.map((id) => `p${id}`),
              needy[index] ? { interpretation: ['zh', 'ru'] } : {},
            ),
          ),
          interpreters: [{ id: 'i', languages: ['zh', 'ru'], forbidden: [2] }],
          precedences: pairs.length > 1 ? [['m0', 'm1']] : [],
        });
        const current = pairs.flatMap((_, index) => {
          const slot = stood[index];
          return slot && slot <= slots ? [at(`m${index}`, slot, index + 1)] : [];
        });
        const { breaches } = check(problem, repair(problem, current));
        expect(breaches).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
