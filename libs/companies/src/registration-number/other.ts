import { invalid, valid, type RegistrationNumberResult, type SchemeRule } from './types';

/**
 * The portal's own rule for countries without one above: 3 to 40 characters, letters and digits of any script, dash,
 * dot, slash and blank, with at least one letter or digit. Separators may carry meaning here and are kept; only runs
 * of blanks become one.
 */
function check(input: string): RegistrationNumberResult {
  const value = input.replace(/\s+/g, ' ');
  const { length } = [...value];
  if (length < 3 || length > 40) return invalid('length');
  if (!/^[\p{L}\p{M}\p{N}\-/. ]+$/u.test(value)) return invalid('characters');
  return /[\p{L}\p{N}]/u.test(value) ? valid(value) : invalid('structure');
}

export const OTHER: readonly SchemeRule[] = [
  {
    scheme: 'OTHER',
    country: null,
    names: { zh: '其他注册号', ru: 'Другой регистрационный номер', en: 'Other registration number' },
    format: {
      zh: '3 至 40 个字符：字母、数字、空格以及 - / .，例如 HRB 12345',
      ru: 'От 3 до 40 знаков: буквы, цифры, пробел, а также - / . — например HRB 12345',
      en: '3 to 40 characters: letters, digits, blanks and - / . — for example HRB 12345',
    },
    example: 'HRB 12345',
    source: 'Rule of the portal',
    check,
  },
];
