import { remembered } from '../remembered';

/**
 * How names sound, in eight classes of consonants and three of vowels: coarse enough for «Моцарт», "Mozart" and 莫扎特 (mo zha te)
 * to be the same, «Сюаньцзан», "Xuanzang" and 玄奘 as well. One letter per class: P b p, T t d, K g k h, F f v w, M, N n ng,
 * L l r, S all sibilants; a, o, and e for every other vowel.
 */

/** The characters that Chinese spells foreign names with. Others are read only where no word was found. */
const SPELLING = new Set(
  '阿埃艾爱安昂奥澳巴白拜班邦包保鲍贝本比彼边别宾波伯勃博布采蔡茨楚达大代戴丹当道德登邓迪蒂丁东杜敦顿多厄恩尔法凡范方菲费芬丰冯佛夫弗福富噶盖甘冈高戈哥格葛根贡古瓜圭郭哈海汉罕豪赫黑亨洪侯胡华惠霍' +
    '基吉季加迦伽贾简江杰金津久卡凯坎康考柯科克肯孔库夸奎昆拉腊莱赖兰朗劳勒雷蕾黎里理礼丽利莉历立连廉良列烈林琳龙隆娄卢鲁路吕律伦罗洛骆马玛迈麦曼芒毛茂梅门蒙孟米密弥缪敏明摩莫墨默姆木穆慕' +
    '拿那娜纳奈南内嫩尼年涅宁纽农努诺欧帕派潘庞培佩彭蓬皮匹平泼朴普奇齐契恰钱乔切琴丘仇屈热仁日荣茹若撒萨塞赛三桑瑟森沙莎珊山尚绍舍申生圣施什史士叔舒斯司丝思松苏绥孙索塔泰坦汤唐陶特腾提惕廷通图土吐托脱' +
    '瓦万旺威韦维伟魏文翁沃乌伍武西希锡悉席霞夏香肖歇谢辛欣星兴雄休修许叙逊雅亚延扬杨耶叶伊宜易因英永尤于约云宰赞早泽曾扎詹张哲者珍真芝治朱卓兹孜子宗祖佐',
);

/** Whether nothing but such characters stands in a word. */
export function isSpelt(word: string): boolean {
  return [...word].every((character) => SPELLING.has(character));
}

/** Spelt with another sound than they have in Chinese: 加 (jia) stands for "ka", and 布 (bu), 夫 (fu) mostly for a bare consonant. */
const SPELT: Record<string, string> = {
  ...{
    科: 'Ko',
    柯: 'Ko',
    可: 'Ko',
    戈: 'Ko',
    哥: 'Ko',
    休: 'Ko',
    希: 'Ke',
    默: 'M',
    墨: 'M',
    伯: 'P',
    蒙: 'MoN',
    加: 'Ka',
    迦: 'Ka',
    伽: 'Ka',
    嘉: 'Ka',
    基: 'Ke',
    吉: 'Ke',
    金: 'KeN',
    布: 'P',
    普: 'P',
    夫: 'F',
    弗: 'F',
    姆: 'M',
    尔: '',
  },
  ...{ 特: 'T', 德: 'T', 克: 'K', 格: 'K', 斯: 'S', 兹: 'S', 茨: 'S', 什: 'S', 赫: 'K' },
};

const SYLLABLE: [RegExp, string][] = [
  [/^(?:wu|yu)$/, 'o'],
  [/^er$/, ''],
  [/^(?:zh|ch|sh|[zcsjqxr])/, 'S'],
  [/^[bp]/, 'P'],
  [/^[td]/, 'T'],
  [/^[gkh]/, 'K'],
  [/^[fw]/, 'F'],
  [/^m/, 'M'],
  [/^n/, 'N'],
  [/^l/, 'L'],
  // 麦 (mai) and 艾 (ai) are written for "me" and "e" as often as for "mai" and "ai".
  [/ai/, 'e'],
  [/ng?$/, 'N'],
  [/[ouüv]/g, 'o'],
  [/[eiy]/g, 'e'],
];

const CYRILLIC: [RegExp, string][] = [
  [/а[йи]/g, 'е'],
  [/(?<=[бгдк])х/g, ''],
  [/(?:дж|тш|тч|цз|чж|тс|дз|[жзсцчшщ])/g, 'S'],
  [/м(?=[бпвфтд])/g, 'N'],
  [/[ъь](?=[аеиоуюя])/g, 'e'],
  [/[ъь]/g, ''],
  [/[лр](?![аеиоуыэюяй])/g, ''],
  ...letters({ P: 'бп', T: 'дт', K: 'гкх', F: 'вф', M: 'м', N: 'н', L: 'лр', a: 'ая', o: 'оую', e: 'еиыэй' }),
];

const LATIN: [RegExp, string][] = [
  [/^x|sch|tch|zh|ch|sh|ts|tz|th|[cg](?=[eiy])|j|[sz]|q(?!u)/g, 'S'],
  [/(?<=[bdk])h/g, ''],
  [/^gh/, 'g'],
  [/[ao]w(?![aeiou])/g, 'o'],
  [/a[iy](?![aeiou])/g, 'e'],
  [/ph/g, 'F'],
  [/qu/g, 'KF'],
  [/x/g, 'KS'],
  [/(?<=[aeiou])h(?![aeiouy])|gh/g, ''],
  [/ng(?![aeiouy])/g, 'N'],
  [/m(?=[bpvf])/g, 'N'],
  [/(?<=..)e$/, ''],
  [/[lr](?![aeiouy])/g, ''],
  ...letters({ P: 'bp', T: 'dt', K: 'gkhc', F: 'fvw', M: 'm', N: 'n', L: 'lr', a: 'a', o: 'ou', e: 'eiy' }),
];

/** The endings of Russian cases: a name stands in any of them. */
const CASE = /(?<=.{3})(?:ами|ями|ов|ев|ом|ем|ах|ях|ам|ям|ой|ей|ый|ий|ая|ые|ого|ому|им|ым|ь|й)$/;

/** A consonant with the vowel after it; the first one of a name may be a vowel alone. */
export type Beat = string;

/** The beats of a run of Chinese characters; `reading` gives a character's syllable without its tone. */
export function beatsOfHan(characters: string, reading: (character: string) => string): Beat[] {
  let sounds = '';
  for (const character of characters) {
    const spelt = SPELT[character];
    sounds += spelt ?? soundOfSyllable(reading(character));
  }
  return beats(sounds);
}

/** There are some four hundred of them. */
const soundOfSyllable = remembered(2_000, (syllable) => replaced(syllable, SYLLABLE));

export function beatsOfWord(word: string): Beat[] {
  if (/^[а-я]+$/.test(word)) return beats(replaced(word.replace(CASE, ''), CYRILLIC));
  return /^[a-z]+$/.test(word) ? beats(replaced(word, LATIN)) : [];
}

/** Of several vowels a dark one tells most and a light one least: they are heard differently in each language. */
function beats(sounds: string): Beat[] {
  const joined = sounds.replace(/([PTKFMNLS])\1+/g, '$1');
  return (joined.match(/[PTKFMNLS][aoe]*|^[aoe]+/g) ?? []).map((part) => {
    const consonant = /^[A-Z]/.test(part) ? part[0] : '-';
    return consonant + (part.includes('o') ? 'o' : part.includes('a') ? 'a' : '');
  });
}

function replaced(word: string, rules: readonly [RegExp, string][]): string {
  return rules.reduce((sounds, [from, to]) => sounds.replace(from, to), word);
}

function letters(classes: Record<string, string>): [RegExp, string][] {
  return Object.entries(classes).map(([to, from]) => [new RegExp(`[${from}]`, 'g'), to]);
}
