import { otherSpellings } from './other-spellings';

describe('the same keys and sounds in the other alphabet', () => {
  it.each([
    ['ghbdtn', 'привет'],
    ['gjhn', 'порт'],
    ['Gjhn', 'порт'],
    ['зщке', 'port'],
    ['port', 'порт'],
    ['terminal', 'терминал'],
    ['shchit', 'щит'],
    ['логистика', 'logistika'],
    ['хуавэй', 'khuavey'],
  ])('%s can be %s', (typed, meant) => expect(otherSpellings(typed)).toContain(meant));

  it.each(['', '港口', 'порт port', '123'])('%s is left alone', (typed) => expect(otherSpellings(typed)).toEqual([]));
});
