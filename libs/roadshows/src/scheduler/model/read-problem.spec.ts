import { DomainError } from '@shuqiao/kernel';
import { readProblem } from './read-problem';

const day = {
  slots: 3,
  morningSlots: 2,
  tables: [1, 2, 1],
  fairness: null,
  participants: [{ id: 'a', forbidden: [3] }, { id: 'b' }],
  meetings: [{ id: 'm', participants: ['a', 'b'] }],
};

function pointersOf(json: unknown): string[] {
  try {
    readProblem(json);
    return [];
  } catch (error) {
    return (error as DomainError).errors.map(({ pointer, kind }) => `${pointer} ${kind.code}`);
  }
}

describe('readProblem', () => {
  it('fills in what may be left out', () => {
    expect(readProblem(day)).toMatchObject({
      participants: [{ capacity: 1 }, { forbidden: [], capacity: 1 }],
      meetings: [{ session: null, fixedSlot: null, weight: 1, interpretation: null }],
      precedences: [],
      interpreters: [],
    });
    expect(readProblem({ ...day, fairness: undefined })).toMatchObject({ fairness: 2 });
  });

  it.each<[string, unknown, string[]]>([
    ['no object', 7, []],
    ['too many slots', { ...day, slots: 32 }, ['/slots too_large']],
    ['tables for other slots', { ...day, tables: [1] }, ['/tables wrong_type']],
    ['an unknown member', { ...day, 'a/b': 1 }, ['/a~1b unknown_field']],
    [
      'a slot beyond the day',
      { ...day, participants: [{ id: 'a', forbidden: [4] }, { id: 'b' }] },
      ['/participants/0/forbidden/0 too_large'],
    ],
    [
      'one id twice',
      { ...day, participants: [{ id: 'a' }, { id: 'a' }, { id: 'b' }] },
      ['/participants/1/id duplicate'],
    ],
    [
      'a stranger',
      { ...day, meetings: [{ id: 'm', participants: ['a', 'z'] }] },
      ['/meetings/0/participants/1 unknown_reference'],
    ],
    [
      'a meeting with itself',
      { ...day, meetings: [{ id: 'm', participants: ['a', 'a'] }] },
      ['/meetings/0/participants duplicate'],
    ],
    [
      'a session of the night',
      { ...day, meetings: [{ id: 'm', participants: ['a'], session: 'night' }] },
      ['/meetings/0/session not_allowed'],
    ],
    [
      'an interpretation into the same language',
      { ...day, meetings: [{ id: 'm', participants: ['a', 'b'], interpretation: ['zh', 'zh'] }] },
      ['/meetings/0/interpretation duplicate'],
    ],
    [
      'an interpretation from one language',
      { ...day, meetings: [{ id: 'm', participants: ['a', 'b'], interpretation: ['zh'] }] },
      ['/meetings/0/interpretation wrong_type'],
    ],
    [
      'an interpreter without languages',
      { ...day, interpreters: [{ id: 'i' }, { id: 'i', languages: [7] }] },
      ['/interpreters/0/languages required', '/interpreters/1/languages/0 wrong_type', '/interpreters/1/id duplicate'],
    ],
    ['an order of one', { ...day, precedences: [['m']] }, ['/precedences/0 wrong_type']],
    [
      'a weight of nothing',
      { ...day, meetings: [{ id: 'm', participants: ['a'], weight: 0 }] },
      ['/meetings/0/weight wrong_type'],
    ],
  ])('refuses %s', (_, json, pointers) => {
    const found = pointersOf(json);
    expect(found).not.toEqual([]);
    expect(found).toEqual(expect.arrayContaining(pointers));
  });
});
