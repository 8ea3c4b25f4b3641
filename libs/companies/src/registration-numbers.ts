import { fieldError, type FieldError, invalid } from '@shuqiao/kernel';
import { DUPLICATE_SCHEME, REGISTRATION_NUMBER_ERRORS, SCHEME_OF_OTHER_COUNTRY } from './companies.errors';
import type { RegistrationNumber } from './company.types';
import { REGISTRATION_SCHEMES, type RegistrationScheme, validateRegistrationNumber } from './registration-number';

/** A number as somebody typed it. */
export interface TypedNumber {
  readonly scheme: string;
  readonly number: string;
}

/**
 * Checks the numbers of a company of this country and gives them in canonical form, in the order given.
 * @throws DomainError VALIDATION_FAILED that names each wrong field below `pointer`.
 */
export function checkRegistrationNumbers(
  country: string,
  numbers: readonly TypedNumber[],
  pointer = '/registrationNumbers',
): RegistrationNumber[] {
  const errors: FieldError[] = [];
  const checked: RegistrationNumber[] = [];
  numbers.forEach(({ scheme, number }, index) => {
    const result = validateRegistrationNumber(scheme, number);
    const repeated = numbers.findIndex((other) => other.scheme === scheme) < index;
    if (!result.ok) errors.push(wrongNumber(`${pointer}/${index}`, scheme, result.reason));
    else if (!servesCountry(scheme, country))
      errors.push(fieldError(`${pointer}/${index}/scheme`, SCHEME_OF_OTHER_COUNTRY));
    else if (repeated) errors.push(fieldError(`${pointer}/${index}/scheme`, DUPLICATE_SCHEME));
    else checked.push({ scheme: scheme as RegistrationScheme, number: result.value });
  });
  if (errors.length) throw invalid(...errors);
  return checked;
}

/** The country that gives a number its meaning, or an empty text where the scheme itself says it. */
export function jurisdictionOf({ scheme }: RegistrationNumber, country: string): string {
  return scheme === 'OTHER' ? country : '';
}

/** The number that stands for the company in public: that of the country's own scheme if there is one. */
export function mainNumber(numbers: readonly RegistrationNumber[]): RegistrationNumber | null {
  return numbers.find(({ scheme }) => countryOf(scheme) !== null) ?? numbers[0] ?? null;
}

/** Whether one of the numbers follows a scheme of the country itself, which the reviewer can look up in its register. */
export function hasNationalNumber(numbers: readonly RegistrationNumber[]): boolean {
  return numbers.some(({ scheme }) => countryOf(scheme) !== null);
}

function wrongNumber(pointer: string, scheme: string, reason: keyof typeof REGISTRATION_NUMBER_ERRORS): FieldError {
  const example = REGISTRATION_SCHEMES.find((info) => info.scheme === scheme)?.example ?? '';
  const member = reason === 'unknown_scheme' ? 'scheme' : 'number';
  return fieldError(`${pointer}/${member}`, REGISTRATION_NUMBER_ERRORS[reason], { example });
}

function servesCountry(scheme: string, country: string): boolean {
  const own = countryOf(scheme);
  return own === null || own === country;
}

function countryOf(scheme: string): string | null {
  return REGISTRATION_SCHEMES.find((info) => info.scheme === scheme)?.country ?? null;
}
