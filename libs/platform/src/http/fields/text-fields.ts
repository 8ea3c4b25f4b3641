import type { ApiPropertyOptions } from '@nestjs/swagger';
import { MALFORMED, NOT_ALLOWED, REQUIRED, TOO_LONG, TOO_SHORT, WRONG_TYPE } from '@shuqiao/kernel';
import { applyDecorators } from '@nestjs/common';
import { IsEmail, IsIn, IsString, IsUrl, Matches, MinLength, ValidateBy } from 'class-validator';
import { field, type FieldOptions, rule, type Rule } from './field';
import { isPlainText, isWellFormed, normaliseText } from './plain-text';
import { readBy } from '../reading';

const isString = rule((options) => IsString(options), WRONG_TYPE, { expected: 'string' });

/**
 * At most so many characters, counted as the database and JSON Schema count them, by code point. Class-validator's own
 * rule counts some emoji as half as many, and the database would refuse what it let through.
 */
function atMost(max: number): Rule {
  const validate = (value: unknown) => typeof value === 'string' && (value.length <= max || [...value].length <= max);
  return rule((validation) => ValidateBy({ name: 'maxLength', validator: { validate } }, validation), TOO_LONG, {
    max,
  });
}

interface TextOptions extends FieldOptions {
  /** Least length in characters; 1 unless said otherwise, so that a required text is not empty. */
  readonly min?: number;
  readonly max: number;
  readonly multiline?: boolean;
}

/** A text that a person wrote: trimmed, NFC, without control characters. */
export function TextField(options: TextOptions): PropertyDecorator {
  const { min = 1, max, multiline = false } = options;
  const plain: Rule = (validation) =>
    ValidateBy({ name: 'plainText', validator: { validate: (value) => isPlainText(value, multiline) } }, validation);
  const rules = [
    isString,
    rule(plain, MALFORMED, { expected: multiline ? 'text' : 'single-line text' }),
    atMost(max),
    min <= 1
      ? rule((validation) => MinLength(min, validation), REQUIRED)
      : rule((validation) => MinLength(min, validation), TOO_SHORT, { min }),
  ];
  return normalised(options, rules, { type: 'string', minLength: min, maxLength: max });
}

/** A password or another secret: kept as it was typed, since trimming or normalising would change it. */
export function SecretField(options: FieldOptions & { max: number }): PropertyDecorator {
  const { max } = options;
  const wellFormed: Rule = (validation) =>
    ValidateBy({ name: 'wellFormed', validator: { validate: (value) => isWellFormed(value as string) } }, validation);
  const rules = [
    isString,
    rule((validation) => MinLength(1, validation), REQUIRED),
    atMost(max),
    rule(wellFormed, MALFORMED, { expected: 'Unicode' }),
  ];
  return field(options, rules, { type: 'string', minLength: 1, maxLength: max, format: 'password' });
}

/** A text of a fixed form, such as a code. The pattern must be anchored and free of nested repetition. */
export function PatternField(
  options: FieldOptions & { pattern: RegExp; max: number; expected: string },
): PropertyDecorator {
  const { pattern, max, expected } = options;
  // The length is checked inside, so that a pattern never sees a long text.
  const matches: Rule = (validation) =>
    ValidateBy(
      {
        name: 'pattern',
        validator: { validate: (value) => typeof value === 'string' && value.length <= max && pattern.test(value) },
      },
      validation,
    );
  return field(options, [rule(matches, MALFORMED, { expected })], {
    type: 'string',
    maxLength: max,
    pattern: pattern.source,
  });
}

export function EnumField(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  const allowed = rule((validation) => IsIn(values, validation), NOT_ALLOWED, { allowed: values.join(', ') });
  return field(options, [allowed], { type: 'string', enum: [...values] });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function IdField(options: FieldOptions = {}): PropertyDecorator {
  return field(options, [rule((validation) => Matches(UUID, validation), MALFORMED, { expected: 'UUID' })], {
    type: 'string',
    format: 'uuid',
  });
}

/** An e-mail address, lower-cased: two spellings of one mailbox are one account. */
export function EmailField(options: FieldOptions = {}): PropertyDecorator {
  const rules = [
    isString,
    atMost(254),
    rule((validation) => IsEmail({ allow_utf8_local_part: false }, validation), MALFORMED, {
      expected: 'name@example.org',
    }),
  ];
  const lower = readBy((value) => (typeof value === 'string' ? value.trim().toLowerCase() : value));
  return applyDecorators(lower, field(options, rules, { type: 'string', format: 'email', maxLength: 254 }));
}

export function UrlField(options: FieldOptions = {}): PropertyDecorator {
  const web = { protocols: ['http', 'https'], require_protocol: true, require_tld: true };
  const rules = [
    isString,
    atMost(500),
    rule((validation) => IsUrl(web, validation), MALFORMED, { expected: 'https://…' }),
  ];
  return normalised(options, rules, { type: 'string', format: 'uri', maxLength: 500 });
}

/** A BCP 47 language tag, such as `zh`, `kk` or `uz-Cyrl`. */
export function LanguageTagField(options: FieldOptions = {}): PropertyDecorator {
  return PatternField({
    ...options,
    pattern: /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/,
    max: 12,
    expected: 'BCP 47',
  });
}

/** An ISO 3166-1 alpha-2 country code; whether it takes part in the SCO is the domain's question. */
export function CountryField(options: FieldOptions = {}): PropertyDecorator {
  return PatternField({ ...options, pattern: /^[A-Z]{2}$/, max: 2, expected: 'ISO 3166-1 alpha-2' });
}

/** The code of a concept of the taxonomy, such as `ai.llm`. */
export function ConceptField(options: FieldOptions = {}): PropertyDecorator {
  return PatternField({ ...options, pattern: /^[a-z0-9-]{1,40}(\.[a-z0-9-]{1,40}){0,4}$/, max: 120, expected: 'a.b' });
}

function normalised(options: FieldOptions, rules: readonly Rule[], schema: ApiPropertyOptions): PropertyDecorator {
  const read = readBy((value) => (Array.isArray(value) ? value.map(normaliseText) : normaliseText(value)));
  return applyDecorators(read, field(options, rules, schema));
}
