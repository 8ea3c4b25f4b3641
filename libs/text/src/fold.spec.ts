import fc from 'fast-check';
import { foldedBeginnings } from './homoglyphs';
import { fold } from './fold';

describe('fold', () => {
  it.each([
    ['ＡＩ', 'ai'],
    ['Ｃ＋＋', 'c++'],
    ['數據', '数据'],
    ['智慧港口與雲計算', '智慧港口与云计算'],
    ['Ёлка, всё', 'елка, все'],
    ['е\u0308лка', 'елка'],
    ['догово\u0301р', 'договор'],
    ['пор\u200bт\ufeff', 'порт'],
    ['па\u00adром', 'паром'],
    ['пoрт', 'порт'],
    ['ПOРT', 'порт'],
    ['sоftwаre', 'software'],
    ['1С', '1c'],
    ['IT-отдел', 'it-отдел'],
    ['a\tb\r\nc\u0000d', 'a b  cd'],
    ['ＧＢ／Ｔ', 'gb/t'],
    ['İstanbul', 'istanbul'],
    ['Straße', 'strasse'],
    ['oʻzbek', "o'zbek"],
    ['۱۲۳٤٥', '12345'],
    ['\u202eabc\u202c', 'abc'],
    ['a\ud800b', 'ab'],
    ['𠀋', '𠀋'],
  ])('folds %j to %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('leaves a word alone that has letters of its own in both alphabets', () => {
    expect(fold('webсайт')).toBe('webсайт');
  });

  it('joins Arabic and Persian spellings of a letter', () => {
    expect(fold('كتابي')).toBe(fold('کتابی'));
  });

  it('changes nothing the second time', () => {
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: hostileUnit, maxLength: 30 }));
    fc.assert(
      fc.property(any, (text) => {
        const once = fold(text);
        expect(fold(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });
});

const hostileUnit = fc.constantFrom(
  ..."aeocpxyABCТАероусхёЁйiıİßςΣ數据\u0301\u0306\u0307\u0308\u200d\u200b\u202e\ud800\udc00\u00adﷺﬁ½①ｶﾞ가\u1100\u1161\u11a8كي١९+#-/'`\t\n ",
);

describe('foldedBeginnings', () => {
  it.each(['мтс24 перевозки', '1С-Аренда', 'Kазахтелеком', 'порт5', 'Cisco', 'сотес', 'cотес7', '港口'])(
    'has the beginning that %s folds to, wherever it is cut',
    (whole) => {
      for (let length = 1; length <= whole.length; length++) {
        const beginnings = foldedBeginnings(fold(whole.slice(0, length)));
        expect(beginnings.some((beginning) => fold(whole).startsWith(beginning))).toBe(true);
        expect(beginnings.length).toBeLessThanOrEqual(3);
      }
    },
  );
});
