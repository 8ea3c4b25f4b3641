import { withoutSeparators } from './canonical';
import { decimalRemainder } from './check-digits';
import { invalid, valid, type RegistrationNumberResult, type SchemeRule } from './types';

function toDecimal(characters: string): string {
  return [...characters].map((character) => parseInt(character, 36)).join('');
}

/** ISO 7064 MOD 97-10: 98 − (the number followed by 00, letters as 10 … 35, mod 97), two digits from 02 to 98. */
export function leiCheckDigits(first18: string): string {
  return String(98 - decimalRemainder(`${toDecimal(first18)}00`, 97)).padStart(2, '0');
}

/** LEI: 18 letters and digits, then two check digits. */
function check(input: string): RegistrationNumberResult {
  const value = withoutSeparators(input);
  if (value.length !== 20) return invalid('length');
  if (!/^[0-9A-Z]+$/.test(value)) return invalid('characters');
  if (!/[0-9]{2}$/.test(value)) return invalid('structure');
  return leiCheckDigits(value.slice(0, 18)) === value.slice(18) ? valid(value) : invalid('check_digit');
}

export const LEI: readonly SchemeRule[] = [
  {
    scheme: 'LEI',
    country: null,
    names: {
      zh: '全球法人机构识别编码（LEI）',
      ru: 'Международный код юридического лица (LEI)',
      en: 'Legal Entity Identifier (LEI)',
    },
    format: {
      zh: '20 位数字和字母，例如 300300ABCDEFGH123464',
      ru: '20 знаков, цифры и латинские буквы, например 300300ABCDEFGH123464',
      en: '20 digits and letters, for example 300300ABCDEFGH123464',
    },
    example: '300300ABCDEFGH123464',
    source: 'ISO 17442-1:2020; ISO/IEC 7064 MOD 97-10',
    check,
  },
];
