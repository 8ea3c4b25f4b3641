import { withoutSeparators } from './canonical';
import { invalid, valid, type RegistrationNumberResult, type SchemeRule } from './types';

/** The 31 characters of GB 32100-2015: digits and capitals without I, O, S, V, Z. */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const FORM = /^[0-9ABCDEFGHJKLMNPQRTUWXY]{18}$/;
// Registering department and kind of body; N is agriculture, Y others. A (military units) does not register here.
const STRUCTURE = /^[1-9NY][1-9A-HJ-NP-RTUWXY][0-9]{6}/;

/**
 * The check character: 31 − (Σ valueᵢ · 3^(i−1) mod 31) over the first 17 characters, 31 counting as 0.
 * stdnum 1.12 refuses every code whose check character is 0, hence the own rule.
 */
export function usccCheckCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += USCC_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function check(input: string): RegistrationNumberResult {
  const value = withoutSeparators(input);
  if (value.length !== 18) return invalid('length');
  if (!FORM.test(value)) return invalid('characters');
  if (!STRUCTURE.test(value)) return invalid('structure');
  return usccCheckCharacter(value.slice(0, 17)) === value[17] ? valid(value) : invalid('check_digit');
}

export const CHINA: readonly SchemeRule[] = [
  {
    scheme: 'CN-USCC',
    country: 'CN',
    names: {
      zh: '统一社会信用代码',
      ru: 'Единый код социального кредита (КНР)',
      en: 'Unified Social Credit Code',
    },
    format: {
      zh: '18 位数字或大写字母（不含 I、O、S、V、Z），例如 91110108MA01ABCD2H',
      ru: '18 цифр и заглавных латинских букв (кроме I, O, S, V, Z), например 91110108MA01ABCD2H',
      en: '18 digits and capital letters (no I, O, S, V, Z), for example 91110108MA01ABCD2H',
    },
    example: '91110108MA01ABCD2H',
    source: 'GB 32100-2015',
    check,
  },
];
