import { remembered } from './remembered';

it('answers as the function does, and asks it once for words that come again soon', () => {
  const asked: string[] = [];
  const lengthOf = remembered(10, (word) => asked.push(word) && word.length);
  for (const word of ['a', 'bb', 'a', 'bb', 'ccc']) expect(lengthOf(word)).toBe(word.length);
  expect(asked).toEqual(['a', 'bb', 'ccc']);
});

it('never keeps more than it may, and keeps what goes on being asked for', () => {
  const asked: string[] = [];
  const same = remembered(10, (word) => asked.push(word) && word);
  for (let round = 0; round < 3; round++)
    for (let number = 0; number < 30; number++) for (const word of ['always', `word ${number}`]) same(word);
  expect(asked.filter((word) => word === 'always')).toHaveLength(1);
  expect(asked.filter((word) => word === 'word 7')).toHaveLength(3);
});
