import type { ArgumentMetadata, PipeTransform, Type as Class } from '@nestjs/common';
import {
  DomainError,
  fieldError,
  type FieldError,
  invalid,
  UNKNOWN_FIELD,
  VALIDATION_FAILED,
  WRONG_TYPE,
} from '@shuqiao/kernel';
import { type ValidationError, validateSync } from 'class-validator';
import { conforms } from './conforms';
import type { RuleContext } from './fields/field';
import { readObject } from './reading';

const MOST_ERRORS = 50;
const NOT_READ = new Set<unknown>([String, Boolean, Number, Array, Object]);

/** Reads and checks every body and query at the edge: unknown fields are refused, and every fault is named at once. */
class DtoPipe implements PipeTransform {
  /** @throws DomainError VALIDATION_FAILED */
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || !metatype || NOT_READ.has(metatype)) return value;
    try {
      return readAndCheck(metatype as Class<object>, value ?? {});
    } catch (error) {
      throw type === 'query' && error instanceof DomainError ? inQuery(error) : error;
    }
  }
}

function readAndCheck(target: Class<object>, plain: unknown): object {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain))
    throw invalid(fieldError('', WRONG_TYPE, { expected: 'object' }));
  const dto = readObject(target, plain);
  if (!conforms(dto)) refuse(dto);
  return dto;
}

/** A parameter of the address is `?name`, so that it is not taken for a member of the body. */
function inQuery({ kind, members, errors }: DomainError): DomainError {
  const named = errors.map((error) => ({ ...error, pointer: error.pointer.replace('/', '?') }));
  return new DomainError(kind, members, named);
}

export function validationPipe(): PipeTransform {
  return new DtoPipe();
}

/** @throws DomainError that names each fault class-validator finds. */
function refuse(dto: object): void {
  const errors = validateSync(dto, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  if (errors.length) throw new DomainError(VALIDATION_FAILED, {}, flatten(errors, '').slice(0, MOST_ERRORS));
}

function flatten(errors: readonly ValidationError[], path: string): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${path}/${escapePointer(error.property)}`;
    const own = Object.keys(error.constraints ?? {})
      .slice(0, 1)
      .map((name) => toFieldError(pointer, name, error));
    return [...own, ...flatten(error.children ?? [], pointer)];
  });
}

function toFieldError(pointer: string, constraint: string, error: ValidationError): FieldError {
  if (constraint === 'whitelistValidation') return fieldError(pointer, UNKNOWN_FIELD);
  const contexts = error.contexts as Record<string, RuleContext> | undefined;
  const context = contexts?.[constraint];
  return context
    ? fieldError(pointer, context.kind, context.params)
    : fieldError(pointer, WRONG_TYPE, { expected: 'object' });
}

// RFC 6901, 3. The property is the caller's own text: shortened, so that an answer cannot be blown up.
function escapePointer(property: string): string {
  return property.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}
