import { createBridge } from './bridge';
import { meetingsOf } from './meetings';

const bridge = createBridge({
  lexicon: [
    { id: 'video', kind: 'term', concept: 'security.video', zh: ['视频监控'], ru: ['видеонаблюдение'], en: ['CCTV'] },
  ],
});

const meetings = (left: string, right: string) => meetingsOf(bridge.read(left).words, bridge.read(right).words);

it('tells which words met, at their places in the texts as given', () => {
  const [left, right] = ['Нужна система\u00a0Видеонаблюдения для порта', '港口，視頻監控、停车场'];
  const met = meetings(left, right);
  expect(met[0]).toMatchObject({ by: 'term', left: { text: 'Видеонаблюдения' }, right: { text: '視頻監控' } });
  expect(met).toContainEqual(
    expect.objectContaining({
      by: 'translation',
      left: expect.objectContaining({ text: 'порта' }) as unknown,
      right: expect.objectContaining({ text: '港口' }) as unknown,
    }),
  );
  for (const { left: one, right: two } of met) {
    expect(left.slice(one.start, one.end)).toBe(one.text);
    expect(right.slice(two.start, two.end)).toBe(two.text);
  }
});

it('tells a meeting once, in its best way, and the same from both sides', () => {
  const met = meetings('CCTV, CCTV and more CCTV', 'видеонаблюдение');
  expect(met).toHaveLength(1);
  const back = meetings('видеонаблюдение', 'CCTV, CCTV and more CCTV');
  expect(back).toMatchObject([{ left: met[0].right, right: met[0].left, by: 'term' }]);
});

it('tells nothing of texts without a common word, and little of the words of buying', () => {
  expect(meetings('дрон', '数据库')).toEqual([]);
  expect(meetings('Услуги для нужд', '提供服务')).toEqual([]);
});

it('is bounded for long texts', () => {
  expect(meetings('порт склад '.repeat(10_000), '港口仓库'.repeat(20_000)).length).toBeLessThanOrEqual(200);
});
