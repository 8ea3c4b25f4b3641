import fc from 'fast-check';
import { createAnalyzer } from './analyzer';
import { fold } from './fold';
import { excerpt, foldedOneToOne, highlight } from './highlight';

const { analyze, analyzeQuery } = createAnalyzer({ terms: ['智慧港口'] });

function marked(text: string, query: string): string[] {
  return highlight(text, analyzeQuery(query).tokens).map(([start, end]) => text.slice(start, end));
}

describe('highlight', () => {
  it.each([
    ['我们建设智慧港口和机场', '港口', ['港口']],
    ['我們建設智慧港口', '建设 智慧港口', ['建設智慧港口']],
    ['Цифровые решения для портов', 'цифровое решение', ['Цифровые', 'решения']],
    ['Smart Ports, port-side', 'port', ['Ports', 'port']],
    ['Uses C++ and c.', 'C++', ['C++']],
    ['Ｓｍａｒｔ city', 'smart', ['Ｓｍａｒｔ']],
    ['the p\u200bort is', 'port', ['p\u200bort']],
    ['в пoрте', 'порт', ['пoрте']],
    ['😀 ёлки 😀', 'елка', ['ёлки']],
    ['ﷺ port', 'port', ['port']],
    ['nothing here', 'port', []],
  ])('marks in %j for %j', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });

  it('gives ordered, separate ranges inside any text', () => {
    const unit = fc.constantFrom(...'abпорт港口ёﷺ😀\u0301\u200b\ud800 -+é');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
        let last = -1;
        for (const [start, end] of highlight(text, analyze(text))) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });

  it.each([
    ['Мы обновляем дороги', 'дорога обновить'],
    ['Skies and dying hopes, hoping', 'sky hope die'],
    ["1,000 o'zbek ports", "1000 o'zbek"],
    ['ПОРТ и Ёлка, порт`s', 'порты елка'],
    ['智慧港口，建設。数据中心', '港口 建设 数据'],
    ['x Port, c++ and 5G-A', 'c++ 5g-a'],
  ])('marks the same in %j as where an emoji has every character looked at', (text, query) => {
    const tokens = analyzeQuery(query).tokens;
    const plain = highlight(text, tokens);
    expect(plain.length).toBeGreaterThan(0);
    expect(highlight(`${text} 😀`, tokens)).toEqual(plain);
  });

  it('stays bounded on a long text of matches', () => {
    expect(highlight('port '.repeat(40_000), ['port'])).toHaveLength(500);
    expect(highlight('porous '.repeat(28_000), ['port', 'xylophone'])).toEqual([]);
    expect(highlight('港口'.repeat(100_000), ['港口', '', '口港']).length).toBeLessThanOrEqual(500);
  });
});

describe('excerpt', () => {
  const text = `${'x '.repeat(100)}the port and the ports${' y'.repeat(100)}`;

  it('shows the text around the first match', () => {
    const shown = excerpt(text, ['port'], { before: 4, after: 18 });
    expect(shown.text).toBe('the port and the ports y y');
    expect(shown.ranges.map(([start, end]) => shown.text.slice(start, end))).toEqual(['port', 'ports']);
    expect(shown).toMatchObject({ cutBefore: true, cutAfter: true });
  });

  it.each(['港口', 'х', 'a\u0301', 'ก', '𠀀'])('stays short where a match of %j has no end', (piece) => {
    const shown = excerpt(piece.repeat(10_000 / piece.length), analyzeQuery(piece.repeat(100)).tokens, {
      before: 60,
      after: 160,
    });
    expect(shown.text.length).toBeLessThanOrEqual(420);
    expect(shown.ranges).toEqual([[0, shown.text.length]]);
    expect(shown.cutAfter).toBe(true);
  });

  it('begins and ends between words, where there are spaces', () => {
    const russian = 'Требуется платформа удалённых консультаций для сельских больниц области';
    expect(excerpt(russian, analyzeQuery('консультация').tokens, { before: 15, after: 12 }).text).toBe(
      'удалённых консультаций для',
    );
    expect(excerpt('我们在沿海地区建设港口和机场', ['港口'], { before: 4, after: 2 }).text).toBe('地区建设港口和机');
  });

  it('shows the beginning when nothing matches, and halves no character', () => {
    expect(excerpt('short', ['port'], { before: 5, after: 50 })).toEqual({
      text: 'short',
      ranges: [],
      cutBefore: false,
      cutAfter: false,
    });
    expect(excerpt('😀😀😀', [], { before: 0, after: 3 }).text).toBe('😀');
  });
});

describe('folding one to one', () => {
  it('folds as any other way does, letter by letter', () => {
    const letters = [..." AaZz09`'+-#.,/Ёёйо—港臺軟體、。，", 'Порт', 'ОсеАВ', '5G-A', 'c++', '  '];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const folded = foldedOneToOne(text);
        if (folded) expect(folded.text).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });
});
