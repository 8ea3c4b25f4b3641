import fc from 'fast-check';
import { createAnalyzer } from './analyzer';
import { MAX_QUERY_TOKENS, MAX_TEXT_TOKENS, MAX_TOKEN_LENGTH } from './limits';

const { analyze, analyzeQuery } = createAnalyzer({ terms: ['算力', '集装箱', '智慧港口'] });

function finds(query: string, text: string): boolean {
  const tokens = new Set(analyze(text));
  const wanted = analyzeQuery(query).tokens;
  return wanted.length > 0 && wanted.every((token) => tokens.has(token));
}

describe('a query finds a text', () => {
  it.each([
    ['港口', '智慧港口建设'],
    ['智慧港口', '智慧港口建设'],
    ['算力', '提供算力租赁服务'],
    ['集装箱', '集装箱码头自动化'],
    ['數據', '数据中心'],
    ['цифровое решение порт', 'Цифровые решения для портов'],
    ['порт', 'ПOРТ (с латинской буквой)'],
    ['port', 'Smart ports'],
    ['smart port', 'smart-ports of tomorrow'],
    ['AI', 'ＡＩ平台'],
    ['C++', 'Разработка на C++ и C#'],
    ['5G-A', '5G-A专网'],
    ['5g', '5G-A专网'],
    ['1С', 'внедрение 1C'],
    ['gb/t 22239-2019', '符合GB/T 22239-2019'],
    ['1,000,000', 'budget of 1000000'],
    ['қызмет', 'Цифрлық қызмет'],
    ['ศูนย์ข้อมูล', 'สร้างศูนย์ข้อมูลใหม่'],
    ['بندر', 'بندر هوشمند'],
    ['для', 'решения для портов'],
    ['🚢', '🚢'],
  ])('%j in %j', (query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  it.each([
    ['机场', '智慧港口建设'],
    ['5g-a', '5g and a'],
    ['c#', 'c++'],
    ['airport', 'smart port'],
  ])('but not %j in %j', (query, text) => {
    expect(finds(query, text)).toBe(false);
  });
});

describe('analyzeQuery', () => {
  it('drops stop words unless nothing else is left', () => {
    expect(analyzeQuery('решения для портов').tokens).toEqual(['решен', 'порт']);
    expect(analyzeQuery('港口的建设').tokens).toEqual(['港口', '建设']);
    expect(analyzeQuery('of the').tokens).toEqual(['of', 'the']);
  });

  it('gives data, whatever looks like syntax', () => {
    expect(analyzeQuery("port' & !(ship | <->) :* \\ ; drop table x --").tokens).toEqual([
      'port',
      'ship',
      'drop',
      'tabl',
      'x',
    ]);
    expect(analyzeQuery("' | & ! : * ( ) \\ <->").tokens).toEqual([]);
  });
});

describe('hostile texts', () => {
  const texts: Record<string, string> = {
    'one word': 'портовый '.repeat(12_000),
    'one word without spaces': 'port'.repeat(25_000),
    'one Chinese word': '港口'.repeat(50_000),
    'one character': '港'.repeat(100_000),
    connectors: 'a-'.repeat(50_000),
    'digits with commas': '1,'.repeat(50_000),
    'no letters': '!?&|:*()\'"\\ '.repeat(9_000),
    'mixed scripts': 'aб港กب한あ'.repeat(15_000),
    'zero-width': 'p\u200bo\u200dr\ufefft\u00ad '.repeat(12_000),
    emoji: '👨‍👩‍👧‍👦🏳️‍🌈🚢'.repeat(6_000),
    'lone surrogates': '\ud83d\ude00\ud83d \udc00x'.repeat(15_000),
    'right to left': '\u202e\u2067بندر\u2069\u202c '.repeat(10_000),
    'stacked marks': `a${'\u0301\u0323'.repeat(100_000)}`,
    'expanding characters': 'ﷺ'.repeat(100_000),
    'two megabytes': 'порт 港口 port '.repeat(140_000),
    'distinct words': Array.from({ length: 30_000 }, (_, at) => `w${at}`).join(' '),
  };

  it.each(Object.keys(texts))('%s: bounded tokens', (name) => {
    const tokens = analyze(texts[name]);
    const query = analyzeQuery(texts[name]).tokens;
    expectBounded(tokens, MAX_TEXT_TOKENS);
    expectBounded(query, MAX_QUERY_TOKENS);
  });

  it('never throws, is bounded and gives the same twice', () => {
    const unit = fc.constantFrom(..."abcпортё港口数据智慧5g-+/#.,'& \u200b\u0301\ud800\udc00กพبअ😀ﷺ\n\0");
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit, maxLength: 200 }));
    fc.assert(
      fc.property(any, (text) => {
        const tokens = analyze(text);
        expectBounded(tokens, MAX_TEXT_TOKENS);
        expectBounded(analyzeQuery(text).tokens, MAX_QUERY_TOKENS);
        expect(analyze(text)).toEqual(tokens);
        if (/[a-z港口]/.test(text)) expect(tokens.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds every text by its own words', () => {
    const word = fc.constantFrom(
      '港口',
      '智慧港口',
      '算力',
      'порты',
      'Решения',
      'ports',
      'C++',
      '5G-A',
      'GB/T',
      '数据',
      'қызмет',
      '云',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(), (chosen, at) => {
        expect(finds(chosen[at % chosen.length], chosen.join(' '))).toBe(true);
      }),
    );
  });
});

function expectBounded(tokens: string[], most: number): void {
  expect(tokens.length).toBeLessThanOrEqual(most);
  expect(new Set(tokens).size).toBe(tokens.length);
  expect(tokens.filter((token) => token.length === 0 || token.length > MAX_TOKEN_LENGTH)).toEqual([]);
  expect(tokens.filter((token) => /\p{Cs}|[\s\0]/u.test(token))).toEqual([]);
}
