import { isAllZeros, withoutSeparators } from './canonical';
import { invalid, valid, type RegistrationNumberResult, type SchemeRule } from './types';

/**
 * NTN: seven characters, all digits or, in recent numbers, a letter and six digits; a check digit may follow after a
 * dash. The Federal Board of Revenue looks a number up without its check digit and does not publish how it is
 * computed: it is dropped, so that one firm has one value with and without it.
 */
function check(input: string): RegistrationNumberResult {
  const value = withoutSeparators(input);
  if (value.length !== 7 && value.length !== 8) return invalid('length');
  if (!/^[0-9A-Z]+$/.test(value)) return invalid('characters');
  if (!/^[0-9A-Z][0-9]+$/.test(value)) return invalid('structure');
  const number = value.slice(0, 7);
  return isAllZeros(number) ? invalid('structure') : valid(number);
}

export const PAKISTAN: readonly SchemeRule[] = [
  {
    scheme: 'PK-NTN',
    country: 'PK',
    names: {
      zh: '巴基斯坦国家税号（NTN）',
      ru: 'Национальный налоговый номер, NTN (Пакистан)',
      en: 'National Tax Number, NTN (Pakistan)',
    },
    format: {
      zh: '7 位（数字，或一个字母加 6 位数字），可附带校验位，例如 4123456-7',
      ru: '7 знаков (цифры или буква и 6 цифр), можно с контрольной цифрой, например 4123456-7',
      en: '7 characters (digits, or a letter and 6 digits), with or without the check digit, for example 4123456-7',
    },
    example: '4123456-7',
    source: 'Federal Board of Revenue of Pakistan, Active Taxpayer List; org-id.guide, list PK-NTN',
    check,
  },
];
