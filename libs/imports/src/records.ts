import { COMPANY_KINDS, type CompanyKind } from '@shuqiao/companies';
import { fieldError, invalid, MALFORMED, WRONG_TYPE } from '@shuqiao/kernel';
import {
  ConceptField,
  CountryField,
  EnumField,
  IntegerField,
  LanguageTagField,
  MoneyDto,
  ObjectField,
  TextField,
  UrlField,
  validationPipe,
} from '@shuqiao/platform';

export const IMPORT_KINDS = ['companies', 'demands'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

const LONG = 50_000;

class ImportRecord {
  @TextField({ max: 200 }) id: string;
  @TextField({ max: 100, optional: true }) source?: string;
  @CountryField() country: string;
  @LanguageTagField() lang: string;
  @TextField({ max: 2_000, optional: true }) sector_hint?: string;
  @ConceptField({ list: { max: 50, unique: false }, optional: true }) concepts?: string[];
  @UrlField({ optional: true }) url?: string;
}

/** A line about a company. */
export class CompanyRecord extends ImportRecord {
  @TextField({ max: 300 }) name: string;
  @EnumField(COMPANY_KINDS, { optional: true }) kind?: CompanyKind;
  @TextField({ max: LONG, min: 0, multiline: true, optional: true }) description?: string;
  @TextField({ max: 300, list: { max: 30, unique: false }, optional: true }) products?: string[];
  @CountryField({ list: { max: 30, unique: false }, optional: true }) target_countries?: string[];
  @LanguageTagField({ list: { max: 20, unique: false }, optional: true }) languages?: string[];
  @IntegerField({ min: 1000, max: 2200, optional: true }) founding_year?: number;
}

class BudgetRecord {
  @ObjectField(() => MoneyDto, { optional: true }) min?: MoneyDto;
  @ObjectField(() => MoneyDto) max: MoneyDto;
}

/** A line about a demand. */
export class DemandRecord extends ImportRecord {
  @TextField({ max: 500 }) title: string;
  @TextField({ max: LONG, min: 0, multiline: true, optional: true }) body?: string;
  @TextField({ max: 300, optional: true }) buyer?: string;
  @ObjectField(() => BudgetRecord, { optional: true }) budget?: BudgetRecord;
  @TextField({ max: 40, optional: true }) deadline?: string;
}

const SHARED = ['id', 'source', 'country', 'lang', 'sector_hint', 'concepts', 'url'];
const FORMS = {
  companies: {
    target: CompanyRecord,
    members: [
      ...SHARED,
      ...['name', 'kind', 'description', 'products', 'target_countries', 'languages', 'founding_year'],
    ],
  },
  demands: { target: DemandRecord, members: [...SHARED, 'title', 'body', 'buyer', 'budget', 'deadline'] },
} as const;
const MULTILINE = ['description', 'body'];
const COUNTRY = /^[A-Z]{2}$/;
const LIST_BOUNDS: Readonly<Record<string, number>> = { products: 30 };

/**
 * Reads one line, which is JSON already. Members that nobody knows and those that are null count as not there; characters
 * that no reader sees become spaces, since what was copied from web pages is full of them. `country` stands in for what is no
 * country code.
 * @throws DomainError VALIDATION_FAILED naming each wrong or missing member by its pointer.
 */
export function readRecord(kind: ImportKind, json: string, country: string | null): CompanyRecord | DemandRecord {
  const { target, members } = FORMS[kind];
  const value: unknown = parse(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(fieldError('', WRONG_TYPE, { expected: 'object' }));
  const known: Record<string, unknown> = {};
  for (const member of members) {
    const given = Object.hasOwn(value, member) ? (value as Record<string, unknown>)[member] : null;
    if (given !== null && given !== '') known[member] = cleaned(member, given);
  }
  if (country !== null && !COUNTRY.test(String(known.country))) known.country = country;
  return validationPipe().transform(known, { type: 'body', metatype: target }) as CompanyRecord | DemandRecord;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw invalid(fieldError('', MALFORMED, { expected: 'JSON' }));
  }
}

function cleaned(member: string, value: unknown): unknown {
  if (member === 'id' && typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const list = value.slice(0, LIST_BOUNDS[member] ?? value.length);
    return list.map((one: unknown) => (typeof one === 'string' ? visible(one, false) : one));
  }
  return typeof value === 'string' ? visible(value, MULTILINE.includes(member)) : value;
}

function visible(text: string, multiline: boolean): string {
  const unified = text.replaceAll('\r\n', '\n');
  const unseen = multiline
    ? /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
    : /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
  return unified.replace(unseen, ' ');
}
