import { createBridge } from './bridge';
import { meetingsOf } from './meetings';

const bridge = createBridge({ lexicon: [] });
const met = (left: string, right: string) =>
  meetingsOf(bridge.read(left).words, bridge.read(right).words).map((one) => one.left.text);

describe('words beyond the dictionary', () => {
  it.each([
    ['Company sold for cash', '出售'],
    ['The coldest winter', '寒冷的冬季'],
    ['Children of the city', '儿童'],
  ])('meets by the base of an irregular English form: %s', (english, chinese) => {
    expect(met(english, chinese)).toHaveLength(chinese === '寒冷的冬季' ? 2 : 1);
  });

  it.each([
    ['микроклимат теплиц', '气候', 'микроклимат'],
    ['озеро высохло', 'dried and dry', 'высохло'],
    ['коалы', 'koala', 'коалы'],
  ])('meets by the parts, another form or the sound of a Russian word: %s', (russian, other, word) => {
    expect(met(russian, other)).toContain(word);
  });

  it.each([
    ['серверлерді жеткізу', '服务器', 'серверлерді'],
    ['бейнебақылау камераларын орнату', '摄像机', 'камераларын'],
    ['kommutator xarid qilish', '交换机', 'kommutator'],
    ['akkumulyator batareyalari', '蓄电池', 'akkumulyator'],
    ['خرید سرور و آنتی ویروس', 'server', 'سرور'],
    ['क्लाउड सर्वर', '服务器', 'सर्वर'],
  ])('meets by a loan word of a language without a dictionary: %s', (text, other, word) => {
    expect(met(text, other)).toContain(word);
  });

  it('searches no words within what is spelt like a foreign name', () => {
    expect(met('泰戈尔', 'кровь')).toEqual([]);
  });
});
