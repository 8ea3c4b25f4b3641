import { fewestBreaks } from './exhaustive.fixture';
import { check } from './model/check';
import type { Meeting, Problem } from './model/problem';
import { Random } from './model/random';
import { solve } from './solve';

/** A small day with a little of every rule. */
function smallDay(seed: number): Problem {
  const random = new Random(seed);
  const [slots, companies, count] = [4 + random.below(2), 4 + random.below(2), 5 + random.below(2)];
  const participants = Array.from({ length: companies }, (_, position) => ({
    id: `p${position}`,
    forbidden: random.fraction() < 0.4 ? [1 + random.below(slots)] : [],
    capacity: random.fraction() < 0.15 ? 2 : 1,
  }));
  const meetings = Array.from({ length: count }, (_, position): Meeting => {
    const first = random.below(companies);
    const second = (first + 1 + random.below(companies - 1)) % companies;
    return {
      id: `m${position}`,
      participants: [`p${first}`, `p${second}`],
      session: random.fraction() < 0.2 ? (random.fraction() < 0.5 ? 'morning' : 'afternoon') : null,
      fixedSlot: random.fraction() < 0.1 ? 1 + random.below(slots) : null,
      weight: 1 + random.below(3),
      interpretation: null,
    };
  });
  return {
    slots,
    morningSlots: 2,
    tables: random.fraction() < 0.5 ? 2 : Array.from({ length: slots }, () => 1 + random.below(2)),
    fairness: random.fraction() < 0.3 ? null : random.below(2),
    participants,
    meetings,
    precedences: random.fraction() < 0.5 ? [['m0', 'm1']] : [],
    interpreters: [],
  };
}

const PAIRS = [
  ['zh', 'ru'],
  ['en', 'zh'],
  ['ru', 'en'],
  ['zh', 'fa'],
] as const;

/** The same with a few interpreters, of whom some speak three languages and some come late. */
function dayOfLanguages(seed: number): Problem {
  const random = new Random(seed);
  const day = smallDay(seed);
  const interpreters = Array.from({ length: 1 + random.below(3) }, (_, position) => ({
    id: `i${position}`,
    languages: random.fraction() < 0.4 ? ['zh', 'ru', 'en'] : [...PAIRS[random.below(3)]],
    forbidden: random.fraction() < 0.4 ? [1 + random.below(day.slots)] : [],
  }));
  const pair = () => PAIRS[random.below(random.fraction() < 0.1 ? 4 : 3)];
  const meetings = day.meetings.map((meeting) => ({
    ...meeting,
    interpretation: random.fraction() < 0.6 ? pair() : null,
  }));
  return { ...day, tables: 3, interpreters, meetings };
}

describe('solve', () => {
  it.each([
    ['', smallDay],
    [', with interpreters', dayOfLanguages],
  ])('finds what trying all schedules finds%s', async (_, dayOf) => {
    for (let seed = 1; seed <= 40; seed++) {
      const problem = dayOf(seed);
      const fewest = fewestBreaks(problem);
      const schedule = await solve(problem, { seconds: 20, seed });
      const verdict = check(problem, schedule.meetings);
      expect({ seed, breaches: verdict.breaches }).toEqual({ seed, breaches: [] });
      expect(verdict.unplaced).toEqual(schedule.unplaced);
      if (fewest === undefined) {
        expect({ seed, status: schedule.status }).toEqual({ seed, status: 'infeasible' });
        expect(schedule.conflict!.rules).not.toEqual([]);
      } else {
        const { status, breaks, lowerBound } = schedule;
        expect({ seed, status, breaks, lowerBound }).toEqual({
          seed,
          status: 'optimal',
          breaks: fewest,
          lowerBound: fewest,
        });
      }
    }
  });

  it('names the rules that cannot be kept together', async () => {
    const participants = ['a', 'b', 'c'].map((id) => ({ id, forbidden: [], capacity: 1 }));
    const meeting = (id: string, ...parties: string[]): Meeting => ({
      id,
      participants: parties,
      session: 'morning',
      fixedSlot: null,
      weight: 1,
      interpretation: null,
    });
    const meetings = [meeting('m1', 'a', 'b'), meeting('m2', 'b', 'c'), meeting('m3', 'a', 'c')];
    const problem = { slots: 4, morningSlots: 2, tables: 9, fairness: null, participants, meetings };
    const schedule = await solve({ ...problem, precedences: [], interpreters: [] }, { seconds: 10, seed: 1 });
    expect(schedule.status).toBe('infeasible');
    expect(schedule.conflict!.rules).toEqual(['sessions', 'one-meeting-at-a-time']);
    expect(schedule.unplaced).toHaveLength(1);
  });

  it('tells interpreters apart by their languages, and names them where they do not suffice', async () => {
    const day = (...languages: string[][]): Problem => ({
      slots: 2,
      morningSlots: 1,
      tables: 9,
      fairness: null,
      participants: [...'abcdefgh'].map((id) => ({ id, forbidden: [], capacity: 1 })),
      meetings: ['ab', 'cd', 'ef', 'gh'].map((parties, position) => ({
        id: parties,
        participants: [...parties],
        session: null,
        fixedSlot: null,
        weight: 1,
        interpretation: position < 2 ? ['zh', 'ru'] : ['zh', 'en'],
      })),
      precedences: [],
      interpreters: languages.map((each, position) => ({ id: `i${position}`, languages: each, forbidden: [] })),
    });
    const served = await solve(day(['zh', 'ru'], ['ru', 'en', 'zh']), { seconds: 10, seed: 1 });
    expect(served).toMatchObject({ status: 'optimal', unplaced: [] });
    const unserved = await solve(day(['zh', 'ru'], ['zh', 'ru'], ['ru', 'en']), { seconds: 10, seed: 1 });
    expect(unserved).toMatchObject({ status: 'infeasible', unplaced: ['ef', 'gh'] });
    expect(unserved.conflict!.rules).toContain('interpreters');
    const crowded = await solve(day(['zh', 'ru', 'en']), { seconds: 10, seed: 1 });
    expect(crowded).toMatchObject({ status: 'infeasible', conflict: { rules: ['interpreters'], minimal: true } });
    expect(crowded.unplaced).toHaveLength(2);
  });

  it('answers an empty day', async () => {
    const problem = { slots: 3, morningSlots: 1, tables: 0, fairness: 0, participants: [], meetings: [] };
    const schedule = await solve({ ...problem, precedences: [], interpreters: [] }, { seconds: 5, seed: 1 });
    expect(schedule).toMatchObject({ status: 'optimal', breaks: 0, lowerBound: 0, meetings: [], unplaced: [] });
  });
});
