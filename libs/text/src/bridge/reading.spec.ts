import fc from 'fast-check';
import { fold } from '../fold';
import { Reading } from './reading';
import { type Segmenter, unitsOf } from './units';

/** Two characters a word. */
const chinese: Segmenter = {
  *words(run) {
    for (let start = 0; start < run.length; start += 2) yield { text: run.slice(start, start + 2), start };
  },
};
const WORDS =
  'порт Учёт «склад» 5G-A naïve 1,234 数据库，系统。 集裝箱 ﬁle пoрт da\u200bta e\u0301te\u0301 \u1112\u1161\u11ab c++ ﷺ 🙂 \t \r\n';
const text = (words: number) =>
  fc.array(fc.constantFrom(...WORDS.split(' ')), { minLength: words, maxLength: words }).map((all) => all.join(' '));

describe('a text read piece by piece', () => {
  it('has the words that it has when it is folded as a whole', () => {
    fc.assert(
      fc.property(text(2_000), (given) => {
        const reading = new Reading(given, chinese, 4_000);
        expect(reading.units).toEqual(unitsOf(fold(given), chinese, 4_000));
        expect(reading.folded).toBe(fold(given));
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  it('tells where in the text as it was given its words stand', () => {
    fc.assert(
      fc.property(text(1_500), (given) => {
        const reading = new Reading(given, chinese, 4_000);
        const folded = reading.units.map(({ start, end }) => fold(given.slice(...(reading.placeOf(start, end) ?? []))));
        // A ligature stands for several words.
        reading.units.forEach(({ start, end }, at) => expect(folded[at]).toContain(reading.folded.slice(start, end)));
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('is folded no further than its words are wanted', () => {
    const reading = new Reading('порт '.repeat(20_000), chinese, 100);
    expect(reading.units).toHaveLength(100);
    expect(reading.folded.length).toBeLessThan(5_000);
  });

  it.each([
    ['spaces', 'x'.repeat(10_000)],
    ['breaks but its first', ` ${'数'.repeat(10_000)}`],
    ['whole characters', '🙂'.repeat(10_000)],
    ['letters', '\ud800'.repeat(10_000)],
  ])('goes to its end without %s', (_, given) => {
    expect(new Reading(given, chinese, 100_000).folded).toBe(fold(given));
  });
});
