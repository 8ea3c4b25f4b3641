import { diffOf, MOST_CHANGES } from './review-diff';

describe('the difference of two snapshots', () => {
  it('is nothing for equal ones, in whatever order their members stand', () => {
    expect(diffOf({ a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }).changes).toEqual([]);
  });

  it('names what was added, removed and changed by JSON pointer', () => {
    const { changes } = diffOf(
      { name: '港口', old: 1, budget: { max: '10' } },
      { name: '智慧港口', new: null, budget: { max: '20' } },
    );
    expect(changes).toEqual([
      { pointer: '/budget/max', kind: 'changed', before: '10', after: '20' },
      { pointer: '/name', kind: 'changed', before: '港口', after: '智慧港口' },
      { pointer: '/new', kind: 'added', before: null, after: null },
      { pointer: '/old', kind: 'removed', before: 1, after: null },
    ]);
  });

  it('escapes member names', () => {
    expect(diffOf({ 'a/b~c': 1 }, { 'a/b~c': 2 }).changes[0].pointer).toBe('/a~1b~0c');
  });

  it('compares list elements with their namesakes', () => {
    const before = {
      requirements: [
        { id: 'x', text: 'one' },
        { id: 'y', text: 'two' },
      ],
    };
    const after = {
      requirements: [
        { id: 'new', text: 'zero' },
        { id: 'x', text: 'one' },
        { id: 'y', text: 'three' },
      ],
    };
    expect(diffOf(before, after).changes).toEqual([
      { pointer: '/requirements/0', kind: 'added', before: null, after: { id: 'new', text: 'zero' } },
      { pointer: '/requirements/2/text', kind: 'changed', before: 'two', after: 'three' },
    ]);
  });

  it('shows another order, and lists with repetitions, as one change of the list', () => {
    expect(diffOf({ l: ['zh', 'ru'] }, { l: ['ru', 'zh'] }).changes).toEqual([
      { pointer: '/l', kind: 'changed', before: ['zh', 'ru'], after: ['ru', 'zh'] },
    ]);
    expect(diffOf({ l: ['zh'] }, { l: ['zh', 'zh'] }).changes).toMatchObject([{ pointer: '/l', kind: 'changed' }]);
  });

  it('shows values of a plain list that came and went', () => {
    expect(diffOf({ l: ['zh', 'ru'] }, { l: ['en', 'zh'] }).changes).toEqual([
      { pointer: '/l/0', kind: 'added', before: null, after: 'en' },
      { pointer: '/l/1', kind: 'removed', before: 'ru', after: null },
    ]);
  });

  it('is bounded and says when it was cut', () => {
    const many = (value: number) => Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`m${index}`, value]));
    const { changes, truncated } = diffOf(many(1), many(2));
    expect(changes).toHaveLength(MOST_CHANGES);
    expect(truncated).toBe(true);
  });
});
