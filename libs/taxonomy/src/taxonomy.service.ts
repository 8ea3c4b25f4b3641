import { Injectable } from '@nestjs/common';
import { Clock, fieldError, type FieldErrorKind, invalid } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { ancestors } from './concept.entity';
import { NOT_A_PARTICIPANT, UNKNOWN_CONCEPT, UNKNOWN_CURRENCY, UNKNOWN_LANGUAGE } from './taxonomy.errors';

/** The lists that everybody may read. */
export type ReferenceList = keyof typeof LISTS;

/** Look-ups in the reference data. It is public, so that no actor is needed. */
@Injectable()
export class TaxonomyService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A whole list as JSON text, made by the database: an array of records. */
  async list(name: ReferenceList): Promise<string> {
    const [row] = await this.database.read<{ json: string }>(LISTS[name], name === 'countries' ? [this.today()] : []);
    return row?.json ?? '[]';
  }

  /**
   * Checks that every code is a concept in use; `pointerOf` names the field of the code at an index.
   * @throws DomainError VALIDATION_FAILED with one field error for each unknown code.
   */
  async requireConcepts(codes: readonly string[], pointerOf: (index: number) => string): Promise<void> {
    const known = await this.known(CONCEPTS, codes);
    const errors = codes.flatMap((code, index) =>
      known.has(code) ? [] : [fieldError(pointerOf(index), UNKNOWN_CONCEPT, { code })],
    );
    if (errors.length) throw invalid(...errors);
  }

  /** Checks that a country is a member or partner today. */
  async requireParticipant(country: string, pointer: string): Promise<void> {
    const rows = await this.database.read(PARTICIPANT, [country, this.today()]);
    if (!rows.length) throw invalid(fieldError(pointer, NOT_A_PARTICIPANT));
  }

  requireCurrency(code: string, pointer: string): Promise<void> {
    return this.requireKnown(CURRENCIES, [code], () => pointer, UNKNOWN_CURRENCY);
  }

  requireCurrencies(codes: readonly string[], pointerOf: (index: number) => string): Promise<void> {
    return this.requireKnown(CURRENCIES, codes, pointerOf, UNKNOWN_CURRENCY);
  }

  requireLanguages(tags: readonly string[], pointerOf: (index: number) => string): Promise<void> {
    return this.requireKnown(LANGUAGES, tags, pointerOf, UNKNOWN_LANGUAGE);
  }

  /** The concepts above a code, nearest first. */
  ancestors(code: string): string[] {
    return ancestors(code);
  }

  private async requireKnown(
    statement: Statement,
    values: readonly string[],
    pointerOf: (index: number) => string,
    kind: FieldErrorKind,
  ): Promise<void> {
    const known = await this.known(statement, values);
    const errors = values.flatMap((value, index) => (known.has(value) ? [] : [fieldError(pointerOf(index), kind)]));
    if (errors.length) throw invalid(...errors);
  }

  private async known(statement: Statement, values: readonly string[]): Promise<Set<string>> {
    if (!values.length) return new Set();
    const rows = await this.database.read<{ value: string }>(statement, [[...new Set(values)]]);
    return new Set(rows.map((row) => row.value));
  }

  private today(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }
}

const CONCEPTS: Statement = {
  name: 'taxonomy.known-concepts',
  text: 'SELECT code AS value FROM concepts WHERE code = ANY ($1::text[]) AND retired_at IS NULL',
};
const CURRENCIES: Statement = {
  name: 'taxonomy.known-currencies',
  text: 'SELECT code AS value FROM currencies WHERE code = ANY ($1::text[])',
};
// A regional form of a known language is known too: zh-CN is zh, uz-Cyrl is uz.
const LANGUAGES: Statement = {
  name: 'taxonomy.known-languages',
  text: `SELECT value FROM unnest($1::text[]) AS value
         WHERE EXISTS (SELECT FROM languages WHERE tag = value OR tag = split_part(value, '-', 1))`,
};
const PARTICIPANT: Statement = {
  name: 'taxonomy.participant',
  text: `SELECT FROM country_statuses WHERE country = $1 AND status IN ('member', 'partner')
         AND daterange(valid_from, valid_to) @> $2::date`,
};

const LISTS = {
  countries: {
    name: 'taxonomy.countries',
    text: `SELECT coalesce(json_agg(json_build_object('code', code, 'names', names, 'status', current.status, 'languages', languages,
        'currencies', currencies, 'timeZones', time_zones, 'weekend', weekend, 'callingCode', calling_code,
        'registrationSchemes', registration_schemes, 'apostille', apostille) ORDER BY code), '[]')::text AS json
      FROM countries JOIN country_statuses current ON current.country = code
        AND current.status IN ('member', 'partner') AND daterange(valid_from, valid_to) @> $1::date`,
  },
  concepts: {
    name: 'taxonomy.concepts',
    text: `SELECT coalesce(json_agg(json_build_object('code', code, 'parent', parent, 'labels', labels, 'synonyms', synonyms,
        'codes', codes, 'version', version) ORDER BY sort, code), '[]')::text AS json FROM concepts WHERE retired_at IS NULL`,
  },
  languages: {
    name: 'taxonomy.languages',
    text: `SELECT coalesce(json_agg(json_build_object('tag', tag, 'names', names, 'direction', direction, 'script', script) ORDER BY tag),
        '[]')::text AS json FROM languages`,
  },
  currencies: {
    name: 'taxonomy.currencies',
    text: `SELECT coalesce(json_agg(json_build_object('code', code, 'names', names, 'minorUnits', minor_units) ORDER BY code),
        '[]')::text AS json FROM currencies`,
  },
} satisfies Record<string, Statement>;
