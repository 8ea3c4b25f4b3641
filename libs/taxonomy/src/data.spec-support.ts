import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Names = Record<'zh' | 'ru' | 'en', string>;
export interface Span {
  status: string;
  validFrom: string;
  validTo: string | null;
}
export interface Country {
  code: string;
  names: Names;
  status: Span[];
  languages: string[];
  currencies: string[];
  timeZones: string[];
  weekend: number[];
  apostille: { party: boolean; since: string | null; notBetween: string[] };
  callingCode: string;
  registrationSchemes: string[];
}
export interface Concept {
  code: string;
  parent: string | null;
  labels: Names;
  synonyms: Record<keyof Names, string[]>;
  codes: { isic4?: string[]; cpv?: string[] };
  sort: number;
}
export interface Language {
  tag: string;
  names: Names;
  direction: string;
  script: string;
}
export interface Currency {
  code: string;
  names: Names;
  minorUnits: number;
}

const load = <T>(name: string): T[] => JSON.parse(readFileSync(join(__dirname, '..', 'data', name), 'utf8')) as T[];
export const countries = load<Country>('countries.json');
export const concepts = load<Concept>('concepts.json');
export const languages = load<Language>('languages.json');
export const currencies = load<Currency>('currencies.json');

export const LANGS = ['zh', 'ru', 'en'] as const;
export const HAN = /\p{Script=Han}/u;
export const CYRILLIC = /\p{Script=Cyrillic}/u;
/** A name in Latin letters inside Chinese or Russian: an abbreviation or a term of the trade, such as "NB-IoT" or "low-code". */
export const LATIN_TERM = /^[A-Za-z0-9][A-Za-z0-9 /.+-]{1,29}$/;
/** Words that mix the alphabets within one word are almost always a homoglyph typed by accident ("СOC"). */
export const MIXED_WORD = /[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]/;

export const duplicates = (values: string[]) => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];
