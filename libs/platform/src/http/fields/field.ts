import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { DUPLICATE, type FieldErrorKind, REQUIRED, TOO_LONG, TOO_SHORT, WRONG_TYPE } from '@shuqiao/kernel';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  ValidateIf,
  type ValidationOptions,
} from 'class-validator';
import { readBy } from '../reading';

/** What any field may say. A field is required and not null unless it says otherwise, and always bounded. */
export interface FieldOptions {
  readonly optional?: boolean;
  readonly nullable?: boolean;
  /** The field is a list of such values; `fromQuery` also reads `?a=1&a=2` and `?a=1,2`. */
  readonly list?: {
    readonly min?: number;
    readonly max: number;
    readonly unique?: boolean;
    readonly fromQuery?: boolean;
  };
  readonly description?: string;
}

/** One rule of a field: given the validation options, the class-validator decorator. */
export type Rule = (options: ValidationOptions) => PropertyDecorator;

/** The context by which the validation pipe turns a failed rule into a field error. */
export interface RuleContext {
  readonly kind: FieldErrorKind;
  readonly params: Readonly<Record<string, string | number>>;
}

export function rule(make: Rule, kind: FieldErrorKind, params: RuleContext['params'] = {}): Rule {
  // class-validator keeps the context only of a rule that has a message.
  return (options) => make({ ...options, message: kind.code, context: { kind, params } satisfies RuleContext });
}

/**
 * Composes a property decorator out of validation rules and the OpenAPI schema, so that a DTO says each thing once:
 * what is documented is what is checked.
 */
export function field(options: FieldOptions, rules: readonly Rule[], schema: ApiPropertyOptions): PropertyDecorator {
  const decorators = rules.map((make) => make(options.list ? { each: true } : {}));
  return applyDecorators(
    presence(options),
    ...(options.list ? listRules(options.list) : []),
    ...decorators,
    document(options, schema),
  );
}

function presence({ optional, nullable }: FieldOptions): PropertyDecorator {
  if (!optional && !nullable) return rule((options) => IsDefined(options), REQUIRED)({});
  return ValidateIf((_owner, value) => !(optional && value === undefined) && !(nullable && value === null));
}

function listRules(list: NonNullable<FieldOptions['list']>): PropertyDecorator[] {
  const rules = [
    rule((options) => IsArray(options), WRONG_TYPE, { expected: 'array' })({}),
    rule((options) => ArrayMaxSize(list.max, options), TOO_LONG, { max: list.max })({}),
  ];
  if (list.min) rules.push(rule((options) => ArrayMinSize(list.min ?? 0, options), TOO_SHORT, { min: list.min })({}));
  if (list.unique) rules.push(rule((options) => ArrayUnique(options), DUPLICATE)({}));
  if (list.fromQuery) rules.push(readBy(queryList));
  return rules;
}

function queryList(value: unknown): unknown {
  return typeof value === 'string' ? value.split(',', 101) : value;
}

function document(options: FieldOptions, schema: ApiPropertyOptions): PropertyDecorator {
  const { list } = options;
  return ApiProperty({
    ...schema,
    required: !options.optional,
    ...(options.nullable ? { nullable: true } : {}),
    ...(options.description ? { description: options.description } : {}),
    ...(list ? { isArray: true, maxItems: list.max, minItems: list.min ?? 0, uniqueItems: list.unique ?? false } : {}),
  } as ApiPropertyOptions);
}
