import { isAllZeros, isDigits, withoutSeparators } from './canonical';
import { invalid, valid, type RegistrationNumberResult, type SchemeRule } from './types';

function digitsOfLength(input: string, length: number): RegistrationNumberResult {
  const value = withoutSeparators(input);
  if (value.length !== length) return invalid('length');
  if (!isDigits(value)) return invalid('characters');
  return isAllZeros(value) ? invalid('structure') : valid(value);
}

/** Nine digits, the first not 0. No check digit rule is published, so none is guessed. */
function checkUzbek(input: string): RegistrationNumberResult {
  const result = digitsOfLength(input, 9);
  return result.ok && result.value.startsWith('0') ? invalid('structure') : result;
}

/**
 * Fourteen digits of which the second to the ninth are a date (ddmmyyyy): of registration for a legal person, of birth
 * for a sole trader. The rule of the last digit is not published and not checked.
 */
function checkKyrgyz(input: string): RegistrationNumberResult {
  const result = digitsOfLength(input, 14);
  if (!result.ok) return result;
  const date = result.value.slice(1, 9);
  return isDate(Number(date.slice(4)), Number(date.slice(2, 4)), Number(date.slice(0, 2)))
    ? result
    : invalid('structure');
}

function isDate(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2099) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Nine digits, leading zeros included. No check digit rule is published, so none is guessed. */
function checkTajik(input: string): RegistrationNumberResult {
  return digitsOfLength(input, 9);
}

export const CENTRAL_ASIA: readonly SchemeRule[] = [
  {
    scheme: 'UZ-INN',
    country: 'UZ',
    names: {
      zh: '乌兹别克斯坦纳税人识别号（STIR/INN）',
      ru: 'ИНН / СТИР (Узбекистан)',
      en: 'Taxpayer number, STIR/INN (Uzbekistan)',
    },
    format: {
      zh: '9 位数字，例如 301234567',
      ru: '9 цифр, например 301234567',
      en: '9 digits, for example 301234567',
    },
    example: '301234567',
    source: 'Resolution of the Cabinet of Ministers of Uzbekistan of 11.03.1997 No. 130',
    check: checkUzbek,
  },
  {
    scheme: 'KG-INN',
    country: 'KG',
    names: {
      zh: '吉尔吉斯斯坦纳税人识别号（INN）',
      ru: 'ИНН (Кыргызстан)',
      en: 'Taxpayer number, INN (Kyrgyzstan)',
    },
    format: {
      zh: '14 位数字，第 2 至 9 位为注册日期，例如 01503201510123',
      ru: '14 цифр, со 2-й по 9-ю — дата регистрации, например 01503201510123',
      en: '14 digits, the 2nd to the 9th being the registration date, for example 01503201510123',
    },
    example: '01503201510123',
    source: 'Form in use by the State Tax Service of Kyrgyzstan; the check digit rule is not published',
    check: checkKyrgyz,
  },
  {
    scheme: 'TJ-INN',
    country: 'TJ',
    names: {
      zh: '塔吉克斯坦纳税人识别号（INN）',
      ru: 'ИНН (Таджикистан)',
      en: 'Taxpayer number, INN (Tajikistan)',
    },
    format: {
      zh: '9 位数字，例如 010012345',
      ru: '9 цифр, например 010012345',
      en: '9 digits, for example 010012345',
    },
    example: '010012345',
    source: 'org-id.guide, list TJ-TIN (Tax Committee of Tajikistan)',
    check: checkTajik,
  },
];
