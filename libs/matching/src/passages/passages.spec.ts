import { readable } from '@shuqiao/text';
import fc from 'fast-check';
import { passagesOf, type PassageText } from './passages';

const said = (whole: string, lang = 'ru'): PassageText => ({ ...readable(whole), whole, lang });
const markedIn = (passages: ReturnType<typeof passagesOf>) =>
  passages.map(({ text, ranges }) => ranges.map(([start, end]) => text.slice(start, end)));
const FILLER = ' и так далее'.repeat(40);

describe('the passages of a text', () => {
  it('show the first words first, each once, and mark all that stand in them', () => {
    const texts = [
      said('Ищем систему видеонаблюдения'),
      said(`Порт. ${FILLER} Камеры и видеонаблюдение, камеры. ${FILLER} Порт`),
    ];
    const passages = passagesOf(texts, ['камеры', 'систему видеонаблюдения', 'видеонаблюдение', 'порт']);
    expect(markedIn(passages)).toEqual([
      ['Камеры', 'видеонаблюдение', 'камеры'],
      ['систему видеонаблюдения'],
      ['Порт'],
    ]);
    expect(passages.map(({ cutBefore, cutAfter }) => [cutBefore, cutAfter])).toEqual([
      [true, true],
      [false, false],
      [false, true],
    ]);
  });

  it('are one where two words stand near each other', () => {
    const texts = [said(`Склад ${'x '.repeat(90)}кран ${'x '.repeat(90)}порт`)];
    expect(markedIn(passagesOf(texts, ['склад', 'кран', 'порт']))).toEqual([['Склад', 'кран', 'порт']]);
  });

  it('say that text was left out where only the beginning is looked through', () => {
    const whole = `порт${'а'.repeat(200)}`;
    const [passage] = passagesOf([{ ...readable('порт'), whole: `${whole} порт`, lang: 'ru' }], ['порт']);
    expect(passage).toEqual({
      text: `порт${'а'.repeat(160)}`,
      ranges: [[0, 4]],
      cutBefore: false,
      cutAfter: true,
      lang: 'ru',
    });
  });

  it('are none where the words no longer stand there', () => {
    expect(passagesOf([said('Совсем о другом'), said('港口', 'zh')], ['видеонаблюдение', '视频监控'])).toEqual([]);
    expect(passagesOf([], ['порт'])).toEqual([]);
  });

  it('are pieces of the texts, at most three, apart, with whole words marked in order', () => {
    const unit = fc.constantFrom('порт', 'Порт', '港口', '港', '😀', '𠀀', 'a', 'İ', ' ', ' ', 'х'.repeat(70));
    const text = fc.string({ unit, maxLength: 60 });
    const words = fc.array(fc.string({ unit, minLength: 1, maxLength: 3 }), { maxLength: 6 });
    const small = (one: string) => one.replaceAll('İ', 'i').toLowerCase();
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), words, (wholes, sought) => {
        const passages = passagesOf(
          wholes.map((whole, number) => said(whole, `l${number}`)),
          sought,
        );
        expect(passages.length).toBeLessThanOrEqual(3);
        for (const passage of passages) {
          const whole = wholes[Number(passage.lang.slice(1))] ?? '';
          expect(whole).toContain(passage.text);
          expect(passage.text.length).toBeLessThanOrEqual(600);
          expect(() => encodeURIComponent(passage.text)).not.toThrow();
          expect(passage.ranges.length).toBeGreaterThan(0);
          if (!passage.cutBefore) expect(whole.startsWith(passage.text)).toBe(true);
          if (!passage.cutAfter) expect(whole.endsWith(passage.text)).toBe(true);
          let last = 0;
          for (const [start, end] of passage.ranges) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeLessThanOrEqual(passage.text.length);
            expect(sought.map(small)).toContain(small(passage.text.slice(start, end)));
            last = end;
          }
        }
      }),
    );
  });

  it('stay quick for companies with long texts of nothing but matches', () => {
    const stuffed = [said('порт '.repeat(1_600)), said('港口'.repeat(4_000), 'zh'), said('кран-порт, '.repeat(700))];
    const words = Array.from({ length: 12 }, (_, at) => ['порт', '港口', 'кран', `слово${at}`][at % 4] ?? '');
    const start = performance.now();
    for (let company = 0; company < 30; company++) passagesOf(stuffed, words);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
