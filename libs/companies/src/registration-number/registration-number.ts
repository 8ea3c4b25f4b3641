import { BELARUS } from './belarus';
import { MAX_INPUT_LENGTH, normalise } from './canonical';
import { CENTRAL_ASIA } from './central-asia';
import { CHINA } from './china';
import { INDIA } from './india';
import { IRAN } from './iran';
import { KAZAKHSTAN } from './kazakhstan';
import { LEI } from './lei';
import { OTHER } from './other';
import { PAKISTAN } from './pakistan';
import { RUSSIA } from './russia';
import { invalid, type RegistrationNumberResult, type RegistrationSchemeInfo, type SchemeRule } from './types';

const RULES: readonly SchemeRule[] = [
  ...CHINA,
  ...RUSSIA,
  ...KAZAKHSTAN,
  ...BELARUS,
  ...CENTRAL_ASIA,
  ...INDIA,
  ...PAKISTAN,
  ...IRAN,
  ...LEI,
  ...OTHER,
];

const BY_SCHEME: ReadonlyMap<string, SchemeRule> = new Map(RULES.map((rule) => [rule.scheme, rule]));

/** Every scheme with its names and form in three languages, in the order in which a form offers them. */
export const REGISTRATION_SCHEMES: readonly RegistrationSchemeInfo[] = RULES.map(
  ({ scheme, country, names, format, example, source }) => ({ scheme, country, names, format, example, source }),
);

/**
 * Checks a registration number by the rule of its scheme and gives the canonical value, under which duplicates are
 * found. Never throws. A well-formed number does not prove that the company exists.
 *
 * @param scheme a code of REGISTRATION_SCHEMES
 * @param value as typed; more than 64 characters are refused unread
 */
export function validateRegistrationNumber(scheme: string, value: string): RegistrationNumberResult {
  const rule = BY_SCHEME.get(scheme);
  if (!rule) return invalid('unknown_scheme');
  if (value.length > MAX_INPUT_LENGTH) return invalid('length');
  return rule.check(normalise(value));
}
