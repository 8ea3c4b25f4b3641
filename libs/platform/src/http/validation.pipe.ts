import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import {
  DomainError,
  fieldError,
  type FieldError,
  UNKNOWN_FIELD,
  VALIDATION_FAILED,
  WRONG_TYPE,
} from '@shuqiao/kernel';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { RuleContext } from './fields/field';

const MOST_ERRORS = 50;

/** Validates every body and query at the edge: unknown fields are refused, and every fault is named at once. */
export function validationPipe(): ValidationPipe {
  rememberRules();
  return new EdgePipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new DomainError(VALIDATION_FAILED, {}, flatten(errors, '').slice(0, MOST_ERRORS)),
  });
}

class EdgePipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      throw metadata.type === 'query' && error instanceof DomainError ? inQuery(error) : error;
    }
  }
}

/** A parameter of the address is `?name`, so that it is not taken for a member of the body. */
function inQuery({ kind, members, errors }: DomainError): DomainError {
  const named = errors.map((error) => ({ ...error, pointer: error.pointer.replace('/', '?') }));
  return new DomainError(kind, members, named);
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

/**
 * class-validator looks through the rules of all classes for those of one, at each object of each request. Rules do not
 * change once the program runs, and no group is used here: what was found for a class is kept.
 */
function rememberRules(): void {
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const found = new Map<unknown, ReturnType<typeof find>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (groups?.length) return find(target, schema, always, strictGroups, groups);
    const known = found.get(target) ?? find(target, schema, always, strictGroups, groups);
    found.set(target, known);
    return known;
  };
}
