import { createBridge } from './bridge';
import { formKey } from './form-key';
import { MOST_UNKNOWN_WORDS } from './unknown-words';

const bridge = createBridge({
  lexicon: [
    { id: 'kuber', kind: 'name', concept: null, zh: [], ru: ['Кубернетес'], en: ['Kubernetes'] },
    { id: 'core', kind: 'term', concept: null, zh: [], ru: [], en: ['quxtal core'] },
  ],
});
const unknown = (text: string) => bridge.unknownWords(text);
const texts = (text: string) => unknown(text).map((word) => word.text);

describe('unknown words', () => {
  it.each([
    ['提供赋能服务', 'zh', '赋能'],
    ['Разработка ПО для КЦМР и СКУДЗ', 'ru', 'КЦМР'],
    ['runs on HopeStage servers', 'en', 'HopeStage'],
    ['with PCI-DSS and more', 'en', 'PCI-DSS'],
    ['қызметтер', 'other', 'қызметтер'],
  ])('of %j are told with their language, as they are written', (text, language, word) => {
    expect(unknown(text)).toContainEqual(
      expect.objectContaining({ language, text: word, key: formKey(word), isWithinTerm: false }),
    );
  });

  it.each([
    'Поставка серверов и портовой техники',
    '港口数据平台，智慧物流',
    'port management software',
    '2024-01-15, 5000',
    '',
  ])('are none in %j', (text) => expect(texts(text)).toEqual([]));

  it('are told once, with the phrase that two of them are', () => {
    expect(texts('Hopestage Lingoscript, hopestage')).toEqual(['Hopestage', 'Lingoscript', 'Hopestage Lingoscript']);
    expect(unknown('Hopestage Lingoscript')[2].key).toBe(formKey('hopestage lingoscript'));
    expect(texts('Hopestage. Lingoscript')).toEqual(['Hopestage', 'Lingoscript']);
  });

  it('say that a term covers them, unless they stand alone somewhere', () => {
    const isWithinTerm = (text: string) => unknown(text).map((word) => word.isWithinTerm);
    expect(isWithinTerm('кластер Кубернетес')).toEqual([true]);
    expect(isWithinTerm('Hopestage, Кубернетес')).toEqual([false, true]);
    expect(isWithinTerm('quxtal core')).toEqual([true]);
    expect(isWithinTerm('quxtal core of quxtal')).toEqual([false]);
  });

  it('are as many as are worth telling, of any text', () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `qx${at.toString(36).replace(/\d/g, 'z')}w`).join(' ');
    expect(unknown(many).length).toBeLessThanOrEqual(MOST_UNKNOWN_WORDS);
    for (const hostile of ['赋'.repeat(50_000), 'a' + '\u0301'.repeat(100_000), '\ud800'.repeat(10), "') | ! & :* \\"])
      expect(unknown(hostile).length).toBeLessThanOrEqual(MOST_UNKNOWN_WORDS);
  });
});
