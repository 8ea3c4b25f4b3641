import { DomainError } from '@shuqiao/kernel';
import { sqlState } from '@shuqiao/platform';
import { COMPANY_ALREADY_REGISTERED } from './companies.errors';
import type { RegistrationNumber } from './company.types';
import type { OtherHolders } from './number-register';
import { hasNationalNumber } from './registration-numbers';

export const DUPLICATE_REMARK = 'duplicate_registration_number';

/**
 * What the reviewer is to look at twice.
 * @throws DomainError COMPANY_ALREADY_REGISTERED when a verified company has one of the numbers.
 */
export function flagsFor(numbers: readonly RegistrationNumber[], others: OtherHolders): string[] {
  if (others.verified) throw new DomainError(COMPANY_ALREADY_REGISTERED);
  return [
    ...(others.submitted ? [DUPLICATE_REMARK] : []),
    ...(hasNationalNumber(numbers) ? [] : ['no_national_registration_number']),
  ];
}

/** Whether the database refused a number because another verified company has it in force. */
export function isTakenNumber(error: unknown): boolean {
  const source = error as { constraint?: string } | null;
  return sqlState(error) === '23505' && source?.constraint === 'company_registration_numbers_in_force_key';
}
