import { validate as validatePan } from 'stdnum/lib/cjs/in/pan';
import { withoutSeparators } from './canonical';
import { invalid, valid, type RegistrationNumberResult, type SchemeRule } from './types';

const BASE36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
// States 01 to 38 (38 is Ladakh, which stdnum 1.12 does not know), other territory 97, PAN, entity, Z, check character.
const GSTIN = /^(?:0[1-9]|[12][0-9]|3[0-8]|97)[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/;
// Listed or not, industry (5), state (2), year of incorporation (4), class of company (3), number (6).
const CIN = /^[LU][0-9]{5}[A-Z]{2}(?:18|19|20)[0-9]{2}(?:FLC|FTC|GAP|GAT|GOI|NPL|OPC|PLC|PTC|SGC|ULL|ULT)[0-9]{6}$/;

/** Luhn's method in base 36: every second value doubled, both base-36 digits of a product added. */
export function gstinCheckCharacter(first14: string): string {
  let sum = 0;
  [...first14].forEach((character, index) => {
    const product = BASE36.indexOf(character) * (index % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  });
  return BASE36.charAt((36 - (sum % 36)) % 36);
}

/** GSTIN: the state, the firm's PAN (left to stdnum), the entity, Z and a check character. */
function checkGstin(input: string): RegistrationNumberResult {
  const value = withoutSeparators(input);
  if (value.length !== 15) return invalid('length');
  if (!/^[0-9A-Z]+$/.test(value)) return invalid('characters');
  if (!GSTIN.test(value)) return invalid('structure');
  if (!validatePan(value.slice(2, 12)).isValid) return invalid('structure');
  return gstinCheckCharacter(value.slice(0, 14)) === value[14] ? valid(value) : invalid('check_digit');
}

/** CIN: 21 characters with a fixed structure and no check digit. */
function checkCin(input: string): RegistrationNumberResult {
  const value = withoutSeparators(input);
  if (value.length !== 21) return invalid('length');
  if (!/^[0-9A-Z]+$/.test(value)) return invalid('characters');
  return CIN.test(value) ? valid(value) : invalid('structure');
}

export const INDIA: readonly SchemeRule[] = [
  {
    scheme: 'IN-GSTIN',
    country: 'IN',
    names: {
      zh: '印度商品与服务税号（GSTIN）',
      ru: 'Номер плательщика GST, GSTIN (Индия)',
      en: 'Goods and Services Tax number, GSTIN (India)',
    },
    format: {
      zh: '15 位：邦代码、PAN、主体编号、字母 Z 和校验码，例如 29AABCS1234F1ZN',
      ru: '15 знаков: код штата, PAN, номер организации, буква Z и контрольный знак, например 29AABCS1234F1ZN',
      en: '15 characters: state code, PAN, entity, the letter Z and a check character, for example 29AABCS1234F1ZN',
    },
    example: '29AABCS1234F1ZN',
    source: 'Central Goods and Services Tax Rules 2017, rule 10; GSTN check character',
    check: checkGstin,
  },
  {
    scheme: 'IN-CIN',
    country: 'IN',
    names: {
      zh: '印度公司识别号（CIN）',
      ru: 'Корпоративный идентификационный номер, CIN (Индия)',
      en: 'Corporate Identification Number, CIN (India)',
    },
    format: {
      zh: '21 位数字和字母，例如 U72900KA2015PTC012345',
      ru: '21 знак, цифры и латинские буквы, например U72900KA2015PTC012345',
      en: '21 digits and letters, for example U72900KA2015PTC012345',
    },
    example: 'U72900KA2015PTC012345',
    source: 'Ministry of Corporate Affairs of India, structure of the CIN',
    check: checkCin,
  },
];
