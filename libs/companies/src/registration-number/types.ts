/** The schemes of registration numbers that the portal knows by a rule, and OTHER for the rest. */
export const SCHEME_CODES = [
  'CN-USCC',
  'RU-INN',
  'RU-OGRN',
  'KZ-BIN',
  'BY-UNP',
  'UZ-INN',
  'KG-INN',
  'TJ-INN',
  'IN-GSTIN',
  'IN-CIN',
  'PK-NTN',
  'IR-NID',
  'LEI',
  'OTHER',
] as const;

export type RegistrationScheme = (typeof SCHEME_CODES)[number];

export type RegistrationNumberReason = 'unknown_scheme' | 'length' | 'characters' | 'check_digit' | 'structure';

export type RegistrationNumberResult =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: RegistrationNumberReason };

/** A text in the three languages of the portal. */
export interface SchemeText {
  readonly zh: string;
  readonly ru: string;
  readonly en: string;
}

/** What a form shows about a scheme: its names, how a number looks, and where the rule comes from. */
export interface RegistrationSchemeInfo {
  readonly scheme: RegistrationScheme;
  /** ISO 3166-1 alpha-2, or null where the scheme belongs to no country. */
  readonly country: string | null;
  readonly names: SchemeText;
  /** The form of the number in words, with `example` in it. */
  readonly format: SchemeText;
  /** A made-up number that satisfies the rule. */
  readonly example: string;
  /** The act, standard or register from which the rule is taken. */
  readonly source: string;
}

/** A scheme with its rule. `check` gets a value in NFKC, upper case and at most a few hundred characters. */
export interface SchemeRule extends RegistrationSchemeInfo {
  readonly check: (value: string) => RegistrationNumberResult;
}

export function valid(value: string): RegistrationNumberResult {
  return { ok: true, value };
}

export function invalid(reason: RegistrationNumberReason): RegistrationNumberResult {
  return { ok: false, reason };
}
