import { applyDecorators, type Type as Class } from '@nestjs/common';
import { LANGUAGES, MALFORMED, MONEY_AMOUNT, TOO_LARGE, TOO_SMALL, WRONG_TYPE } from '@shuqiao/kernel';
import { IsBoolean, IsInt, IsNumber, IsObject, Max, Min, ValidateBy, ValidateNested } from 'class-validator';
import { field, type FieldOptions, rule, type Rule } from './field';
import { PatternField, TextField } from './text-fields';
import { readBy, readInto } from '../reading';

/** A whole number; `fromQuery` also reads its decimal text. */
export function IntegerField(
  options: FieldOptions & { min: number; max: number; fromQuery?: boolean },
): PropertyDecorator {
  const { min, max } = options;
  const rules = [
    rule((validation) => IsInt(validation), WRONG_TYPE, { expected: 'integer' }),
    rule((validation) => Min(min, validation), TOO_SMALL, { min }),
    rule((validation) => Max(max, validation), TOO_LARGE, { max }),
  ];
  const decorator = field(options, rules, { type: 'integer', minimum: min, maximum: max });
  const read = (value: unknown) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value);
  return options.fromQuery ? applyDecorators(readBy(read), decorator) : decorator;
}

/** A number with at most two decimals. */
export function DecimalField(options: FieldOptions & { min: number; max: number }): PropertyDecorator {
  const { min, max } = options;
  const rules = [
    rule((validation) => IsNumber({ maxDecimalPlaces: 2 }, validation), WRONG_TYPE, {
      expected: 'number, two decimals',
    }),
    rule((validation) => Min(min, validation), TOO_SMALL, { min }),
    rule((validation) => Max(max, validation), TOO_LARGE, { max }),
  ];
  return field(options, rules, { type: 'number', minimum: min, maximum: max });
}

export function BooleanField(options: FieldOptions & { fromQuery?: boolean } = {}): PropertyDecorator {
  const decorator = field(options, [rule((validation) => IsBoolean(validation), WRONG_TYPE, { expected: 'boolean' })], {
    type: 'boolean',
  });
  const read = (value: unknown) => (value === 'true' ? true : value === 'false' ? false : value);
  return options.fromQuery ? applyDecorators(readBy(read), decorator) : decorator;
}

/** A calendar date, `2026-03-31`. */
export function DateField(options: FieldOptions = {}): PropertyDecorator {
  return field(options, [rule(matching('date', isDate), MALFORMED, { expected: 'YYYY-MM-DD' })], {
    type: 'string',
    format: 'date',
  });
}

/** A point in time, RFC 3339 with an offset, between the years 1900 and 2200. */
export function TimeField(options: FieldOptions = {}): PropertyDecorator {
  return field(options, [rule(matching('time', isTime), MALFORMED, { expected: 'RFC 3339' })], {
    type: 'string',
    format: 'date-time',
  });
}

/** An IANA time zone that this runtime knows. */
export function TimeZoneField(options: FieldOptions = {}): PropertyDecorator {
  return field(options, [rule(matching('timeZone', isTimeZone), MALFORMED, { expected: 'IANA (Asia/Almaty)' })], {
    type: 'string',
    maxLength: 50,
  });
}

/** A nested object, or with `list` a list of them, validated by its own class. */
export function ObjectField(of: () => Class<unknown>, options: FieldOptions = {}): PropertyDecorator {
  const nested: Rule = (validation) => applyDecorators(IsObject(validation), ValidateNested(validation));
  // Swagger tells a class that is not there yet from a class by the function's name, which must be `type`.
  return applyDecorators(
    readInto(of),
    field(options, [rule(nested, WRONG_TYPE, { expected: 'object' })], { type: () => of() }),
  );
}

/** `{amount: "1250000.00", currency: "USD"}`. */
export class MoneyDto {
  @PatternField({ pattern: MONEY_AMOUNT, max: 19, expected: '1250000.00' })
  amount: string;

  @PatternField({ pattern: /^[A-Z]{3}$/, max: 3, expected: 'ISO 4217' })
  currency: string;
}

/** `{lang, text}`: written once, in any language. */
export function taggedTextDto(max: number): Class<{ lang: string; text: string }> {
  class TaggedTextDto {
    @PatternField({ pattern: /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, max: 12, expected: 'BCP 47' })
    lang: string;

    @TextField({ max, multiline: true })
    text: string;
  }
  Object.defineProperty(TaggedTextDto, 'name', { value: `TaggedText${max}` });
  return TaggedTextDto;
}

/** `{zh, ru, en}`: all three, as everything the secretariat publishes. */
export function localizedTextDto(max: number): Class<{ zh: string; ru: string; en: string }> {
  class LocalizedTextDto {
    zh: string;
    ru: string;
    en: string;
  }
  for (const language of LANGUAGES) TextField({ max, multiline: true })(LocalizedTextDto.prototype, language);
  Object.defineProperty(LocalizedTextDto, 'name', { value: `LocalizedText${max}` });
  return LocalizedTextDto;
}

/** `limit` and `cursor` of a keyset page. */
export class PageQuery {
  @IntegerField({ min: 1, max: 100, optional: true, fromQuery: true, description: '20 unless said otherwise.' })
  limit: number = 20;

  @TextField({ max: 600, optional: true, description: '`nextCursor` of the page before.' })
  cursor?: string;
}

function matching(name: string, validate: (value: unknown) => boolean): Rule {
  return (validation) => ValidateBy({ name, validator: { validate } }, validation);
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^(19|2[01])\d{2}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const TIME =
  /^((?:19|2[01])\d{2}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

function isTime(value: unknown): boolean {
  const match = typeof value === 'string' ? TIME.exec(value) : null;
  return match !== null && isDate(match[1]);
}

function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z_+-]{1,20}(\/[A-Za-z0-9_+-]{1,20}){0,2}$/.test(value)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}
