import fc from 'fast-check';
import { stem } from './stems';
import { readable, written } from './written';

const marked = (text: string, ...words: string[]) =>
  written(readable(text), words).map(({ range: [start, end] }) => text.slice(start, end));

describe('words as they are written', () => {
  it.each<[string, string[], string[]]>([
    ['Система видеонаблюдения и видеонаблюдение', ['система видеонаблюдения'], ['Система видеонаблюдения']],
    ['Порт, спорт и порты; ПОРТ-2', ['порт'], ['Порт', 'порты', 'ПОРТ']],
    ['我们提供视频监控系统的安装', ['视频监控系统', '监控', '安装'], ['视频监控系统', '安装']],
    ['建设5G基站', ['5g', '基站'], ['5G', '基站']],
    ['İstanbul limanı, LİMAN', ['limanı', 'liman'], ['limanı', 'LİMAN']],
    ['e\u0301tat etat', ['e', 'etat'], ['etat']],
    ['aaa aa', ['aa'], ['aa']],
    ['集装箱码头操作系统', ['码头操作系统', '集装箱码头'], ['码头操作系统']],
    ['集装箱码头操作系统', ['集装箱码头', '码头操作系统', '系统'], ['集装箱码头']],
    ['Port, export, ports and porting', ['ports'], ['Port', 'ports', 'porting']],
    ['Учёт в учёте и учета', ['учёта'], ['Учёт', 'учёте', 'учета']],
    ['nothing', ['', ' ', 'word'], []],
  ])('are found in %j', (text, words, expected) => {
    expect(marked(text, ...words)).toEqual(expected);
  });

  it('give a longer word the rank of the weightier one within it', () => {
    const marks = written(readable('система видеонаблюдения'), ['видеонаблюдения', 'система видеонаблюдения']);
    expect(marks).toEqual([{ range: [0, 23], rank: 0 }]);
  });

  it('stand in order and apart inside any text, are the words up to case, and halve no character', () => {
    const unit = fc.constantFrom(...'aAbПпорт港口ёЁİßΣς😀𠀀\u0301\ud83d\ude00 -+1');
    const text = fc.string({ unit, maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.string({ unit, maxLength: 4 }), { maxLength: 6 }), (whole, words) => {
        let last = 0;
        for (const { range, rank } of written(readable(whole), words)) {
          const [start, end] = range;
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(whole.length);
          const small = (one: string) =>
            one.replaceAll('İ', 'i').toLowerCase().replaceAll('ς', 'σ').replaceAll('ё', 'е');
          const marked = small(whole.slice(start, end));
          expect(words.map(small).some((word) => word === marked || stem(word) === stem(marked))).toBe(true);
          expect(small(whole.slice(start, end))).toContain(small(words[rank] ?? '?'));
          for (const at of range) expect(whole.slice(at - 1, at + 1)).not.toMatch(/^[\ud800-\udbff][\udc00-\udfff]$/);
          last = end;
        }
      }),
    );
  });

  it('are found wherever somebody writes them between spaces', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aПпорт港ё😀𠀀1'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(word, fc.array(word), (one, others) => {
        const text = [...others, one].join(' ');
        expect(written(readable(text), [one]).some(({ range }) => range[1] === text.length)).toBe(true);
      }),
    );
  });

  it('stay bounded in a long text of matches', () => {
    expect(written(readable('港'.repeat(8_000)), ['港', '港港']).length).toBeLessThanOrEqual(1_000);
  });
});
