import { DomainError, type FieldErrorKind, fieldError, invalid, type ProblemKind } from '@shuqiao/kernel';
import { sqlState } from '../database/database';
import { CONFLICT } from './problem-kinds';

type Translation = () => DomainError;
const translations = new Map<string, Translation>();

/** Says what the violation of a named database constraint means to the caller. Declared beside the errors of a context. */
export function constraintProblem(constraint: string, kind: ProblemKind): void {
  translations.set(constraint, () => new DomainError(kind));
}

/** The same for a constraint that stands for one field of the request. */
export function constraintField(constraint: string, pointer: string, kind: FieldErrorKind): void {
  translations.set(constraint, () => invalid(fieldError(pointer, kind)));
}

/**
 * Turns a violated constraint (SQLSTATE class 23) into its problem. An undeclared unique, foreign key or exclusion
 * constraint is still a conflict of the caller's; an undeclared CHECK is a defect and stays one.
 */
export function constraintViolation(error: unknown): DomainError | null {
  const state = sqlState(error);
  if (!state.startsWith('23')) return null;
  const source = error as { constraint?: string; driverError?: { constraint?: string } };
  const translation = translations.get(source.constraint ?? source.driverError?.constraint ?? '');
  if (translation) return translation();
  return ['23503', '23505', '23P01'].includes(state) ? new DomainError(CONFLICT) : null;
}
