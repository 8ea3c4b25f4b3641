import { isDigits, withoutSeparators } from './canonical';
import { weightedSum } from './check-digits';
import { invalid, valid, type RegistrationNumberResult, type SchemeRule } from './types';

const FIRST_WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
// Year, month, kind (4 resident, 5 non-resident, 6 joint enterprise), unit (0 head, 1 branch, 2 office, 3 farm).
const STRUCTURE = /^[0-9]{2}(?:0[1-9]|1[0-2])[456][0-3]/;

/**
 * The check digit is the weighted sum mod 11; a remainder of 10 is taken again with the second weights, and a number
 * that gives 10 once more is not issued (null). A weight of 11 and the fall-back let some typing errors through.
 */
export function binCheckDigit(first11: string): string | null {
  const first = weightedSum(first11, FIRST_WEIGHTS) % 11;
  const digit = first === 10 ? weightedSum(first11, SECOND_WEIGHTS) % 11 : first;
  return digit === 10 ? null : String(digit);
}

function check(input: string): RegistrationNumberResult {
  const value = withoutSeparators(input);
  if (value.length !== 12) return invalid('length');
  if (!isDigits(value)) return invalid('characters');
  if (!STRUCTURE.test(value)) return invalid('structure');
  return binCheckDigit(value.slice(0, 11)) === value[11] ? valid(value) : invalid('check_digit');
}

export const KAZAKHSTAN: readonly SchemeRule[] = [
  {
    scheme: 'KZ-BIN',
    country: 'KZ',
    names: {
      zh: '哈萨克斯坦企业识别号（BIN）',
      ru: 'БИН (Казахстан)',
      en: 'Business identification number, BIN (Kazakhstan)',
    },
    format: {
      zh: '12 位数字，以注册年份和月份开头，例如 150340012340',
      ru: '12 цифр, первые четыре — год и месяц регистрации, например 150340012340',
      en: '12 digits beginning with the year and month of registration, for example 150340012340',
    },
    example: '150340012340',
    source: 'Resolution of the Government of Kazakhstan of 22.05.2007 No. 406',
    check,
  },
];
