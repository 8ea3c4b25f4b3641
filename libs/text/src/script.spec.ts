import { detectScript } from './script';

describe('detectScript', () => {
  it.each([
    ['智慧港口 AI', 'han'],
    ['データセンターの構築', 'kana'],
    ['Цифровой порт', 'cyrillic'],
    ['Smart port', 'latin'],
    ['بندر هوشمند', 'arabic'],
    ['स्मार्ट बंदरगाह', 'devanagari'],
    ['12345 !!! 😀', 'none'],
    ['', 'none'],
  ])('sees %j as %s', (text, script) => {
    expect(detectScript(text)).toBe(script);
  });
});
