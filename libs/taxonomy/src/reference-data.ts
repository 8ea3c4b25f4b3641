import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadShippedTerms } from './lexicon/shipped-terms';

/** Runs one parameterised statement and answers its rows, if it has any. */
export type RunSql = (text: string, values: unknown[]) => Promise<unknown>;

const read = (name: string): string => readFileSync(join(__dirname, '..', 'data', name), 'utf8');

/**
 * Brings the data files into the database. It may be repeated: new rows are added and rows that the files changed are
 * renewed, except those that staff edited.
 */
export async function loadReferenceData(sql: RunSql): Promise<void> {
  await sql(LANGUAGES, [read('languages.json')]);
  await sql(CURRENCIES, [read('currencies.json')]);
  await sql(COUNTRIES, [read('countries.json')]);
  await sql(STATUSES, [read('countries.json')]);
  await sql(CONCEPTS, [read('concepts.json')]);
  await loadShippedTerms(sql);
}

const LANGUAGES = `INSERT INTO languages (tag, names, direction, script)
  SELECT tag, names, direction, script FROM jsonb_to_recordset($1::jsonb) AS row(tag text, names jsonb, direction text, script text)
  ON CONFLICT (tag) DO UPDATE SET names = EXCLUDED.names, direction = EXCLUDED.direction, script = EXCLUDED.script`;

const CURRENCIES = `INSERT INTO currencies (code, names, minor_units)
  SELECT code, names, "minorUnits" FROM jsonb_to_recordset($1::jsonb) AS row(code text, names jsonb, "minorUnits" integer)
  ON CONFLICT (code) DO UPDATE SET names = EXCLUDED.names, minor_units = EXCLUDED.minor_units`;

const COUNTRIES = `INSERT INTO countries
    (code, names, languages, currencies, time_zones, weekend, apostille, calling_code, registration_schemes)
  SELECT code, names, languages, currencies, "timeZones", weekend, apostille, "callingCode", "registrationSchemes"
  FROM jsonb_to_recordset($1::jsonb) AS row(code text, names jsonb, languages text[], currencies text[], "timeZones" text[],
    weekend integer[], apostille jsonb, "callingCode" text, "registrationSchemes" text[])
  ON CONFLICT (code) DO UPDATE SET names = EXCLUDED.names, languages = EXCLUDED.languages, currencies = EXCLUDED.currencies,
    time_zones = EXCLUDED.time_zones, weekend = EXCLUDED.weekend, apostille = EXCLUDED.apostille,
    calling_code = EXCLUDED.calling_code, registration_schemes = EXCLUDED.registration_schemes
  WHERE countries.edited_at IS NULL`;

// A country whose statuses exist keeps them: from then on they are the secretariat's.
const STATUSES = `INSERT INTO country_statuses (country, status, valid_from, valid_to)
  SELECT country.code, span.status, span."validFrom", span."validTo"
  FROM jsonb_to_recordset($1::jsonb) AS country(code text, status jsonb),
    jsonb_to_recordset(country.status) AS span(status text, "validFrom" date, "validTo" date)
  WHERE NOT EXISTS (SELECT FROM country_statuses known WHERE known.country = country.code)`;

const CONCEPTS = `INSERT INTO concepts (code, parent, labels, synonyms, codes, sort)
  SELECT code, parent, labels, synonyms, codes, sort
  FROM jsonb_to_recordset($1::jsonb) AS row(code text, parent text, labels jsonb, synonyms jsonb, codes jsonb, sort integer)
  ON CONFLICT (code) DO UPDATE SET labels = EXCLUDED.labels, synonyms = EXCLUDED.synonyms, codes = EXCLUDED.codes, sort = EXCLUDED.sort
  WHERE concepts.edited_at IS NULL`;
