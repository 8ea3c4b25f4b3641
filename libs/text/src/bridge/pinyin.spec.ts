import { bridgeData } from './bridge-data';
import { createBridge } from './bridge';
import { meetingsOf } from './meetings';

describe('Chinese names', () => {
  it.each([
    ['liwei', 'li wei'],
    ['цяня', 'qian'],
    ['ваньчжоу', 'wan zhou'],
    ['шихуанди', 'shi huang di'],
    ['сяопином', 'xiao ping'],
    ['шэньчжэня', 'shen zhen'],
    ['сюаньцзан', 'xuan zang'],
    ['эйзенштейн', ''],
    ['strength', ''],
  ])('fall into their syllables: %s', (word, syllables) => {
    expect(bridgeData().syllables.of(word).join(' ')).toBe(syllables);
  });

  it.each([
    ['Посольство Чжан Цяня', '张骞出使西域'],
    ['Задержание Мэн Ваньчжоу', '孟晚舟被捕'],
    ['astronaut Yang Liwei', '杨利伟进入太空'],
  ])('meet in every spelling: %s', (left, right) => {
    const bridge = createBridge({ lexicon: [] });
    const met = meetingsOf(bridge.read(left).words, bridge.read(right).words);
    expect(met.length).toBeGreaterThan(0);
  });
});
