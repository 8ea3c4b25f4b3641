import { isDigits, withoutSeparators } from './canonical';
import { invalid, valid, type RegistrationNumberResult, type SchemeRule } from './types';

const WEIGHTS = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17];

/** Every digit is raised by the tenth digit plus 2, weighted and summed; mod 11, a remainder of 10 counting as 0. */
export function nidCheckDigit(first10: string): string {
  const raise = Number(first10[9]) + 2;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * (Number(first10[index]) + raise), 0);
  return String((sum % 11) % 10);
}

/** National identifier of legal persons (shenase melli): 11 digits whose six-digit serial is never zero. */
function check(input: string): RegistrationNumberResult {
  const value = withoutSeparators(input);
  if (value.length !== 11) return invalid('length');
  if (!isDigits(value)) return invalid('characters');
  if (value.slice(3, 9) === '000000') return invalid('structure');
  return nidCheckDigit(value.slice(0, 10)) === value[10] ? valid(value) : invalid('check_digit');
}

export const IRAN: readonly SchemeRule[] = [
  {
    scheme: 'IR-NID',
    country: 'IR',
    names: {
      zh: '伊朗法人国家识别号',
      ru: 'Национальный идентификатор юридического лица (Иран)',
      en: 'National identifier of legal persons (Iran)',
    },
    format: {
      zh: '11 位数字，例如 14001234562',
      ru: '11 цифр, например 14001234562',
      en: '11 digits, for example 14001234562',
    },
    example: '14001234562',
    source: 'State Organization for Registration of Deeds and Properties of Iran, shenase melli',
    check,
  },
];
