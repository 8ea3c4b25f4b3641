import { createBridge } from './bridge';
import { bridgeData } from './bridge-data';
import { beatsOfHan, beatsOfWord } from './name-sounds';

const { readings } = bridgeData();
const inChinese = (name: string) => beatsOfHan(name, (one) => readings.get(one) ?? '').join('');

it.each([
  ['Моцарт', 'Mozart', '莫扎特'],
  ['Фишер', 'Fischer', '菲舍尔'],
  ['Виттенберг', 'Wittenberg', '维滕贝格'],
  ['Сюаньцзан', 'Xuanzang', '玄奘'],
  ['Дуньхуан', 'Dunhuang', '敦煌'],
  ['Гуанчжоу', 'Guangzhou', '广州'],
  ['Спасский', 'Spassky', '斯帕斯基'],
])('%s, %s and %s have the same beats', (russian, english, chinese) => {
  expect(beatsOfWord(russian.toLowerCase()).join('')).toBe(inChinese(chinese));
  expect(beatsOfWord(english.toLowerCase()).join('')).toBe(inChinese(chinese));
});

it('has no beats for what is not a word of these languages', () => {
  for (const word of ['', '12', 'қазақ', 'a1']) expect(beatsOfWord(word)).toEqual([]);
});

it('lets a name of no dictionary meet across languages, and little else', () => {
  const bridge = createBridge({ lexicon: [] });
  const met = (one: string, two: string) => {
    const known = new Set(bridge.features(two).features);
    return [...bridge.features(one).features].filter((feature) => known.has(feature)).length;
  };
  expect(met('обсерватория Земмельвейса', '塞麦尔维斯要求医生洗手')).toBeGreaterThanOrEqual(2);
  expect(met('Маракана', '建造了马拉卡纳球场')).toBeGreaterThanOrEqual(3);
  expect(met('Маракана', '斯帕斯基拒绝对局')).toBe(0);
});
