import fc from 'fast-check';
import {
  beginningOf,
  begins,
  beginsNearly,
  beginsOneLetterOff,
  canBeMistyped,
  isOneLetterOff,
  keysOf,
  keysOfBeginnings,
  typedBeginning,
} from './near-words';

const LETTERS = [...'портealи港智慧'];
const word = (minLength: number) => fc.array(fc.constantFrom(...LETTERS), { minLength, maxLength: 14 });
/** A word as it is typed with one error. */
const mistyped = fc
  .tuple(word(5), fc.nat(), fc.constantFrom(...LETTERS), fc.nat(3))
  .map(([letters, number, letter, error]) => {
    const at = number % (letters.length - 1);
    const [one = '', next = ''] = letters.slice(at, at + 2);
    const replaced = [[], [letter], [letter, one], [next, one]][error] ?? [];
    const typed = [...letters.slice(0, at), ...replaced, ...letters.slice(at + (error === 3 ? 2 : 1))];
    return { written: letters.join(''), typed: typed.join('') };
  });
const meet = (written: string, typed: string) => {
  const keys = new Set(keysOfBeginnings(written));
  return keysOf(typed).some((key) => keys.has(key));
};

describe('words with one wrong letter', () => {
  it('are known as such, and share a key with what was meant', () => {
    fc.assert(
      fc.property(mistyped, ({ written, typed }) => {
        fc.pre(written !== typed);
        return isOneLetterOff(typed, written) && beginsOneLetterOff(written, typed) && meet(written, typed);
      }),
    );
  });

  it('are found by their beginning, while the rest is not typed yet', () => {
    fc.assert(
      fc.property(mistyped, word(0), ({ written, typed }, rest) => {
        const whole = written + rest.join('');
        return beginsOneLetterOff(whole, typed) && meet(whole, typed);
      }),
    );
  });

  it('are told apart by their letters as they are letter by letter', () => {
    fc.assert(
      fc.property(mistyped, word(0), word(1), ({ written, typed }, rest, letters) => {
        const whole = written + rest.join('');
        for (const other of [typed, letters.join(''), whole.slice(0, letters.length)]) {
          const [known, asked] = [beginningOf(whole), typedBeginning(other)];
          expect(begins(known, asked)).toBe(whole.startsWith(other));
          expect(beginsNearly(known, asked)).toBe(beginsOneLetterOff(whole, other));
        }
      }),
    );
  });

  it('are not taken for words that differ more', () => {
    expect(isOneLetterOff('порт', 'порт')).toBe(false);
    expect(isOneLetterOff('порт', 'торг')).toBe(false);
    expect(isOneLetterOff('port', 'ports now')).toBe(false);
    expect(beginsOneLetterOff('telemedicine', 'tolomed')).toBe(false);
    expect([canBeMistyped('чат'), canBeMistyped('порт'), canBeMistyped('港口'), canBeMistyped('大模型')]).toEqual([
      ...[false, true, false, true],
    ]);
  });
});
