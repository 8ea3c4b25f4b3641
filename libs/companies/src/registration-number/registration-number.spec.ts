import fc from 'fast-check';
import { usccCheckCharacter, USCC_ALPHABET } from './china';
import { gstinCheckCharacter } from './india';
import { nidCheckDigit } from './iran';
import { binCheckDigit } from './kazakhstan';
import { leiCheckDigits } from './lei';
import { REGISTRATION_SCHEMES, validateRegistrationNumber } from './registration-number';
import { ogrnCheckDigit } from './russia';
import { SCHEME_CODES } from './types';

const digits = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

describe('the catalogue of schemes', () => {
  it('holds every scheme once', () => {
    expect(REGISTRATION_SCHEMES.map(({ scheme }) => scheme)).toEqual([...SCHEME_CODES]);
  });

  it.each(REGISTRATION_SCHEMES.map((info) => [info.scheme, info] as const))(
    'names %s in three languages, with an example that passes its own rule',
    (scheme, { names, format, example, source }) => {
      expect(validateRegistrationNumber(scheme, example)).toMatchObject({ ok: true });
      for (const lang of ['zh', 'ru', 'en'] as const) {
        expect(names[lang]).not.toBe('');
        expect(format[lang]).toContain(example);
      }
      expect(source).not.toBe('');
    },
  );
});

describe('published numbers', () => {
  it.each([
    ['CN-USCC', '914403001922038216', '914403001922038216'],
    ['CN-USCC', '9144 0300 7084 6113 6t', '91440300708461136T'],
    ['CN-USCC', '91440300708461136Ｔ', '91440300708461136T'],
    ['RU-INN', '7707083893', '7707083893'],
    ['RU-OGRN', '1027700132195', '1027700132195'],
    ['KZ-BIN', '941240000193', '941240000193'],
    ['IN-GSTIN', '27AAACR5055K1Z7', '27AAACR5055K1Z7'],
    ['IN-CIN', 'L17110MH1973PLC019786', 'L17110MH1973PLC019786'],
    ['PK-NTN', '4174941-3', '4174941'],
    ['PK-NTN', '4174941', '4174941'],
    ['PK-NTN', 'a123456', 'A123456'],
    ['IR-NID', '10380284790', '10380284790'],
    ['IR-NID', '۱۰۳۸۰۲۸۴۷۹۰', '10380284790'],
    ['TJ-INN', '020025789', '020025789'],
    ['LEI', '506700GE1G29325QX363', '506700GE1G29325QX363'],
    ['OTHER', '  hrb   12-3/4.5 ', 'HRB 12-3/4.5'],
  ])('%s accepts %s', (scheme, input, value) => {
    expect(validateRegistrationNumber(scheme, input)).toEqual({ ok: true, value });
  });
});

describe('refusals', () => {
  it.each([
    ['XX-NONE', '1', 'unknown_scheme'],
    ['__proto__', '1', 'unknown_scheme'],
    ['CN-USCC', '91440300', 'length'],
    ['CN-USCC', '91440300192203821O', 'characters'],
    ['CN-USCC', '01440300192203821X', 'structure'],
    ['CN-USCC', '914403001922038217', 'check_digit'],
    ['RU-INN', '77070838931', 'length'],
    ['RU-INN', '770708389A', 'characters'],
    ['RU-INN', '0000000000', 'structure'],
    ['RU-INN', '7707083894', 'check_digit'],
    ['RU-OGRN', '3027700132195', 'structure'],
    ['RU-OGRN', '1027700132196', 'check_digit'],
    ['KZ-BIN', '941340000193', 'structure'],
    ['KZ-BIN', '941210000193', 'structure'],
    ['KZ-BIN', '941240000194', 'check_digit'],
    ['BY-UNP', '991234564', 'structure'],
    ['BY-UNP', '191234565', 'check_digit'],
    ['BY-UNP', '19123456A', 'characters'],
    ['BY-UNP', '7A1953689', 'structure'],
    ['UZ-INN', '012345678', 'structure'],
    ['KG-INN', '03102201510123', 'structure'],
    ['KG-INN', '01513201510123', 'structure'],
    ['TJ-INN', '000000000', 'structure'],
    ['IN-GSTIN', '99AAACR5055K1Z7', 'structure'],
    ['IN-GSTIN', '27AAACR5055K1Z8', 'check_digit'],
    ['IN-CIN', 'X17110MH1973PLC019786', 'structure'],
    ['IN-CIN', 'L17110MH1973ABC019786', 'structure'],
    ['PK-NTN', '4174A41', 'structure'],
    ['PK-NTN', '417494', 'length'],
    ['IR-NID', '10300000090', 'structure'],
    ['IR-NID', '10380284791', 'check_digit'],
    ['LEI', '506700GE1G29325QX3A3', 'structure'],
    ['LEI', '506700GE1G29325QX364', 'check_digit'],
    ['OTHER', 'ab', 'length'],
    ['OTHER', 'x'.repeat(41), 'length'],
    ['OTHER', 'a\u0000b1', 'characters'],
    ['OTHER', '-/.-', 'structure'],
    ['OTHER', ' '.repeat(65), 'length'],
  ])('%s refuses %s: %s', (scheme, input, reason) => {
    expect(validateRegistrationNumber(scheme, input)).toEqual({ ok: false, reason });
  });
});

describe('for any input', () => {
  it('never throws, and a canonical value is its own canonical value', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.stringMatching(/^[0-9A-ZА-Я -]{7,22}$/),
    );
    fc.assert(
      fc.property(fc.constantFrom(...SCHEME_CODES, 'NONE'), anyText, (scheme, text) => {
        const result = validateRegistrationNumber(scheme, text);
        if (result.ok) expect(validateRegistrationNumber(scheme, result.value)).toEqual(result);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a hostile text', () => {
    for (const scheme of SCHEME_CODES) {
      for (const text of ['1'.repeat(1_000_000), '\ufdfa'.repeat(64), ' '.repeat(64)]) {
        expect(validateRegistrationNumber(scheme, text).ok).toBe(false);
      }
    }
  });
});

interface Generated {
  readonly scheme: string;
  readonly number: fc.Arbitrary<string>;
}

const body = (unit: string, length: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...unit), { minLength: length, maxLength: length }).map((x) => x.join(''));
const UNP_WEIGHTS = [29, 23, 19, 17, 13, 7, 5, 3];
const unpRest = (eight: string): number =>
  UNP_WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(eight[index]), 0) % 11;

const uscc = body(USCC_ALPHABET, 9).chain((tail) =>
  digits(6).map((region) => `91${region}${tail}` + usccCheckCharacter(`91${region}${tail}`)),
);
const lei = body('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', 18).map((x) => x + leiCheckDigits(x));
const gstin = digits(4).map((n) => `29AABCS${n}F1Z` + gstinCheckCharacter(`29AABCS${n}F1Z`));
const unp = digits(7)
  .map((rest) => `1${rest}`)
  .filter((eight) => unpRest(eight) !== 10)
  .map((eight) => eight + String(unpRest(eight)));
const ogrn = digits(11).map((rest) => `1${rest}` + ogrnCheckDigit(`1${rest}`));
const bin = digits(5)
  .map((rest) => `150340${rest}`)
  .filter((x) => binCheckDigit(x) !== null)
  .map((x) => x + String(binCheckDigit(x)));
const nid = digits(9)
  .map((rest) => `1${rest}`)
  .filter((ten) => ten.slice(3, 9) !== '000000')
  .map((ten) => ten + nidCheckDigit(ten));

const ALL: Generated[] = [
  { scheme: 'CN-USCC', number: uscc },
  { scheme: 'LEI', number: lei },
  { scheme: 'IN-GSTIN', number: gstin },
  { scheme: 'BY-UNP', number: unp },
  { scheme: 'RU-OGRN', number: ogrn },
  { scheme: 'KZ-BIN', number: bin },
  { scheme: 'IR-NID', number: nid },
];
// These four have a prime modulus (or Luhn's method) without a remainder that shares a digit with another.
const FULL_PROMISE = ALL.slice(0, 4);

function replaceDigit(text: string, at: number, by: number): string {
  const digit = (Number(text[at]) + by) % 10;
  return text.slice(0, at) + String(digit) + text.slice(at + 1);
}

describe('generated numbers', () => {
  it.each(ALL)('$scheme accepts what its rule makes', ({ scheme, number }) => {
    fc.assert(
      fc.property(number, (value) => {
        expect(validateRegistrationNumber(scheme, value)).toEqual({ ok: true, value });
      }),
    );
  });

  it.each(FULL_PROMISE)('$scheme refuses any one digit replaced', ({ scheme, number }) => {
    fc.assert(
      fc.property(number, fc.nat(), fc.integer({ min: 1, max: 9 }), (value, seed, by) => {
        const places = [...Array(value.length).keys()].filter((at) => /[0-9]/.test(value[at]!));
        const broken = replaceDigit(value, places[seed % places.length]!, by);
        expect(validateRegistrationNumber(scheme, broken).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it.each(ALL.slice(4))('$scheme refuses another check digit', ({ scheme, number }) => {
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 9 }), (value, by) => {
        const broken = replaceDigit(value, value.length - 1, by);
        expect(validateRegistrationNumber(scheme, broken)).toEqual({
          ok: false,
          reason: 'check_digit',
        });
      }),
    );
  });
});
