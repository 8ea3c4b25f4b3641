import { validate as validateInn } from 'stdnum/lib/cjs/ru/inn';
import { isDigits, withoutSeparators } from './canonical';
import { decimalRemainder } from './check-digits';
import { invalid, valid, type RegistrationNumberResult, type SchemeRule } from './types';

/**
 * INN: 10 digits for legal persons, 12 for sole traders; the check digits are left to stdnum. The first two digits
 * name the region and are never 00, which also keeps the all-zero number out.
 */
function checkInn(input: string): RegistrationNumberResult {
  const value = withoutSeparators(input);
  if (value.length !== 10 && value.length !== 12) return invalid('length');
  if (!isDigits(value)) return invalid('characters');
  if (value.startsWith('00')) return invalid('structure');
  return validateInn(value).isValid ? valid(value) : invalid('check_digit');
}

/** The last digit of (the first twelve digits mod 11); a remainder of 10 therefore counts as 0. */
export function ogrnCheckDigit(first12: string): string {
  return String(decimalRemainder(first12, 11) % 10);
}

/** OGRN: 13 digits of which the first is 1 or 5; the other first digits mark records that are not an OGRN. */
function checkOgrn(input: string): RegistrationNumberResult {
  const value = withoutSeparators(input);
  if (value.length !== 13) return invalid('length');
  if (!isDigits(value)) return invalid('characters');
  if (!/^[15]/.test(value)) return invalid('structure');
  return ogrnCheckDigit(value.slice(0, 12)) === value[12] ? valid(value) : invalid('check_digit');
}

export const RUSSIA: readonly SchemeRule[] = [
  {
    scheme: 'RU-INN',
    country: 'RU',
    names: {
      zh: '俄罗斯纳税人识别号（INN）',
      ru: 'ИНН (Россия)',
      en: 'Taxpayer number, INN (Russia)',
    },
    format: {
      zh: '法人 10 位数字，个体经营者 12 位数字，例如 7701234560',
      ru: '10 цифр для юридических лиц, 12 для индивидуальных предпринимателей, например 7701234560',
      en: '10 digits for legal persons, 12 for sole traders, for example 7701234560',
    },
    example: '7701234560',
    source: 'Order of the Federal Tax Service of Russia of 26.06.2025 No. ED-7-14/559@',
    check: checkInn,
  },
  {
    scheme: 'RU-OGRN',
    country: 'RU',
    names: {
      zh: '俄罗斯国家主注册号（OGRN）',
      ru: 'ОГРН (Россия)',
      en: 'State registration number, OGRN (Russia)',
    },
    format: {
      zh: '13 位数字，首位为 1 或 5，例如 1157712345670',
      ru: '13 цифр, первая — 1 или 5, например 1157712345670',
      en: '13 digits, the first being 1 or 5, for example 1157712345670',
    },
    example: '1157712345670',
    source: 'Order of the Ministry of Finance of Russia of 30.10.2017 No. 165n, section II',
    check: checkOgrn,
  },
];
