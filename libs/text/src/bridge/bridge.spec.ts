import { createBridge, type WeightedText } from './bridge';
import type { TextFeatures } from './features';
import { likeness, poolStatistics, rankTexts } from './rank-texts';
import type { LexiconTerm } from './term-index';

const term = (id: string, zh: string, ru: string, en: string, concept: string | null = null): LexiconTerm => ({
  id,
  kind: 'term',
  concept,
  zh: zh.split('|'),
  ru: ru.split('|'),
  en: en.split('|'),
});
const LEXICON = [
  term('compute', '算力', 'вычислительные мощности', 'computing power', 'compute'),
  term('container', '集装箱', 'контейнер', 'shipping container', 'logistics.port'),
  term('phytium', '飞腾', 'Фэйтэн', 'Phytium|FeiTeng', 'xinchuang.cpu'),
  term('classroom', '智慧课堂', 'умный класс', 'smart classroom', 'education'),
];
const bridge = createBridge({ lexicon: LEXICON });
const features = (text: string | WeightedText[]) => bridge.features(text);

/** How well the second text answers the first, as a share of what the first would score with itself. */
function overlap(one: TextFeatures, two: TextFeatures): number {
  const impacts = new Map([...two.features].map((feature, at) => [feature, two.impacts[at]]));
  let [sum, best] = [0, 0];
  one.features.forEach((feature, at) => {
    sum += one.impacts[at] * (impacts.get(feature) ?? 0);
    best += one.impacts[at] ** 2;
  });
  return best ? sum / best : 0;
}
const between = (one: string, two: string) => overlap(features(one), features(two));

describe('features', () => {
  it('are ascending and distinct, with impacts from 1 to 255, and the same each time', () => {
    const text = 'Разработка портала для 智慧港口 with 5G-A, c++ и 算力, портал порталы';
    const [once, again] = [features(text), createBridge({ lexicon: LEXICON }).features(text)];
    expect(again).toEqual(once);
    expect([...once.features]).toEqual([...new Set(once.features)].sort((a, b) => a - b));
    expect(once.impacts.every((impact) => impact > 0)).toBe(true);
    expect(once.impacts).toHaveLength(once.features.length);
  });

  it('give vectors of unit length, and none for what is unknown', () => {
    const { vector } = features('порт, контейнеры и склад');
    expect(Math.hypot(...vector) / 127).toBeCloseTo(1, 1);
    for (const empty of ['', '   ', '\u200b\u200d', '!!! ??? —']) {
      expect(features(empty)).toEqual({
        features: new Uint32Array(),
        impacts: new Uint8Array(),
        vector: new Int8Array(128),
      });
    }
  });

  it('change their edition with the lexicon', () => {
    expect(createBridge({ lexicon: LEXICON }).edition).toBe(bridge.edition);
    expect(createBridge({ lexicon: LEXICON.slice(1) }).edition).not.toBe(bridge.edition);
  });

  it.each([
    ['traditional and simplified', '集裝箱碼頭', '集装箱码头'],
    ['full width and half width', 'ＥＲＰ系统', 'ERP系统'],
    ['ё and е', 'учёт', 'учет'],
    ['a Latin letter in a Russian word', 'пoрт', 'порт'],
    ['zero-width characters', 'da\u200bta', 'data'],
    ['capitals', 'КОНТЕЙНЕР', 'контейнер'],
  ])('are the same for %s', (_, one, two) => {
    expect(features(one)).toEqual(features(two));
  });

  it('weigh the parts of a text as they are told', () => {
    const [title, body] = ['порт', 'склад'].map((word) => between(word, word) && features(word));
    const both = features([
      { text: 'порт', weight: 1 },
      { text: 'склад', weight: 0.4 },
    ]);
    expect(overlap(title as TextFeatures, both)).toBeGreaterThan(1.5 * overlap(body as TextFeatures, both));
  });
});

describe('across languages', () => {
  it.each([
    ['учет на складе', '仓库管理软件', '火车票预订'],
    ['смарт-порт и контейнеры', '智慧港口集装箱', '医院挂号'],
    ['protection against attacks', '网络攻击防护', '在线教育'],
    ['дрон', 'drones', '数据库'],
    ['база данных', '数据库', '无人机'],
    ['вычислительные мощности', '提供算力', '提供电力'],
  ])('%s is nearer to %s than to %s', (text, near, far) => {
    expect(between(text, near)).toBeGreaterThan(between(text, far) + 0.05);
  });

  it('joins a brand in three scripts', () => {
    for (const name of ['飞腾处理器', 'Phytium', 'процессоры Фэйтэн'])
      expect(between('飞腾', name)).toBeGreaterThan(0.4);
  });

  it('joins an unknown Russian derivative to the stem it comes from', () => {
    expect(between('портовый', '港口')).toBeGreaterThan(0.05);
    expect(between('портовый', 'порт')).toBeGreaterThan(0.1);
  });

  it('finds a term whether or not it is written in one word', () => {
    expect(between('smart class room', '智慧课堂')).toBeGreaterThan(0.2);
  });

  it('joins loan words and names by their sound, also from languages without a dictionary', () => {
    expect(between('хостинга', 'hosting')).toBeGreaterThan(0.1);
    expect(between('Кубернетес', 'Kubernetes')).toBeGreaterThan(0.1);
    expect(between('блокчейн технологиясы', 'blockchain')).toBeGreaterThan(0.05);
  });

  it('keeps model names whole', () => {
    expect(between('5G-A', '5G-A基站')).toBeGreaterThan(between('5G-A', '5G and A') + 0.1);
  });
});

describe('a hostile text', () => {
  it.each([
    ['one word', 'порт '.repeat(20_000)],
    ['no spaces', '数据'.repeat(50_000)],
    ['random letters', Array.from({ length: 20_000 }, (_, at) => `w${(at * 7919) % 99991}x`).join(' ')],
    ['marks', 'a' + '\u0301'.repeat(100_000)],
    ['terms', '算力集装箱'.repeat(20_000)],
    ['ligatures', 'ﷺ'.repeat(100_000)],
    ['one long word', 'x'.repeat(100_000)],
    ['lone surrogates', '\ud800'.repeat(100_000)],
    ['query syntax', "') | ! & :* <-> \\".repeat(6_000)],
  ])('of %s is read and stays small', (_, text) => {
    const { features: found, words } = bridge.read(text);
    expect(found.features.length).toBeLessThanOrEqual(1_500);
    expect(words.signs.length).toBeLessThanOrEqual(4 * 150);
  });

  it('gains nothing by repeating a word', () => {
    const demand = features('система видеонаблюдения для порта');
    const honest = '提供港口视频监控系统，集装箱识别和船舶调度';
    const stuffed = features(honest + '港口视频监控'.repeat(500));
    expect(overlap(demand, stuffed)).toBeLessThanOrEqual(overlap(demand, features(honest)));
  });

  it('gains nothing by listing every word of the field', () => {
    const words =
      '云计算 大数据 物联网 区块链 人工智能 机器人 视频监控 港口 物流 支付 教育 医疗 农业 能源 电网 地图 无人机 数据库 安全 网站 游戏 传感器 芯片';
    const demand = features('система видеонаблюдения');
    const specialist = features('视频监控系统的研发与安装');
    const everything = features(Array.from({ length: 20 }, () => words).join(' '));
    expect(overlap(demand, everything)).toBeLessThan(overlap(demand, specialist) / 2);
  });
});

it('ranks a pool by what met and how rare it is', () => {
  const pool = ['视频监控系统', '在线教育平台', '数据库软件', 'Database administration services'].map((text) =>
    features(text),
  );
  const statistics = poolStatistics(pool);
  const scores = rankTexts(features('видеонаблюдение'), pool, statistics);
  expect(scores.indexOf(Math.max(...scores))).toBe(0);
  expect(likeness(pool[0].vector, pool[0].vector)).toBeCloseTo(1);
});
