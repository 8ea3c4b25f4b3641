import { validate as validateUnp } from 'stdnum/lib/cjs/by/unp';
import { withoutSeparators } from './canonical';
import { invalid, valid, type RegistrationNumberResult, type SchemeRule } from './types';

const LOOKALIKES: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Т: 'T',
};
// The region: two digits for organisations, two letters for natural persons, never one of each.
const STRUCTURE = /^(?:[1-7][0-9]|[ABCEHKM][ABCEHKMOPT])/;

/**
 * UNP: nine characters, the first two naming the region. Its letters look alike in both alphabets and are kept in
 * Latin. stdnum computes the check digit (mod 11, a remainder of 10 is never issued) but lets the regions 0, 8 and 9
 * and mixed pairs pass.
 */
function check(input: string): RegistrationNumberResult {
  const value = withoutSeparators(input).replace(/[АВСЕНКМОРТ]/g, (letter) => LOOKALIKES[letter]!);
  if (value.length !== 9) return invalid('length');
  if (!/^[0-9A-Z]{2}[0-9]{7}$/.test(value)) return invalid('characters');
  if (!STRUCTURE.test(value)) return invalid('structure');
  return validateUnp(value).isValid ? valid(value) : invalid('check_digit');
}

export const BELARUS: readonly SchemeRule[] = [
  {
    scheme: 'BY-UNP',
    country: 'BY',
    names: {
      zh: '白俄罗斯纳税人登记号（UNP）',
      ru: 'УНП (Беларусь)',
      en: 'Payer registration number, UNP (Belarus)',
    },
    format: {
      zh: '9 位数字，首位为 1 至 7，例如 191234563',
      ru: '9 цифр, первая — от 1 до 7, например 191234563',
      en: '9 digits, the first from 1 to 7, for example 191234563',
    },
    example: '191234563',
    source: 'Resolution of the Ministry of Taxes and Duties of Belarus of 31.12.2010 No. 96',
    check,
  },
];
