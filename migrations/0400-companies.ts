import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** The companies' profile, and the registration numbers by which duplicates are found. */
export class Companies1790000000400 implements MigrationInterface {
  name = 'Companies1790000000400';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, PROFILE, ...REGISTRATION_NUMBERS);
    await protect(queryRunner, 'company_registration_numbers', 'company_id = ANY (acting_companies())');
    await run(queryRunner, ALLOW_CREATOR, NUMBER_HOLDERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP FUNCTION registration_number_holders',
      'DROP TABLE company_registration_numbers',
      `ALTER TABLE companies ${ADDED.map((column) => `DROP COLUMN ${column}`).join(', ')}`,
    );
  }
}

const ADDED = [
  ...['names', 'description', 'target_countries', 'languages', 'headcount', 'founding_year', 'website', 'submitted_at'],
  ...['verified_at', 'system_remark', 'suspension_reason', 'public_document', 'published_at'],
];

const PROFILE = `ALTER TABLE companies
  ADD names jsonb NOT NULL DEFAULT '[]' CONSTRAINT companies_names_check CHECK (jsonb_typeof(names) = 'array'),
  ADD description jsonb NOT NULL DEFAULT '[]' CONSTRAINT companies_description_check CHECK (jsonb_typeof(description) = 'array'),
  ADD target_countries text[] NOT NULL DEFAULT '{}'
    CONSTRAINT companies_target_countries_check CHECK (cardinality(target_countries) <= 30),
  ADD languages text[] NOT NULL DEFAULT '{}' CONSTRAINT companies_languages_check CHECK (cardinality(languages) <= 20),
  ADD headcount text CONSTRAINT companies_headcount_check
    CHECK (headcount IN ('1-9', '10-49', '50-249', '250-999', '1000-4999', '5000+')),
  ADD founding_year integer CONSTRAINT companies_founding_year_check CHECK (founding_year BETWEEN 1000 AND 2200),
  ADD website text,
  ADD submitted_at timestamptz,
  ADD verified_at timestamptz,
  ADD system_remark text CONSTRAINT companies_system_remark_check CHECK (system_remark IN ('duplicate_registration_number')),
  ADD suspension_reason text,
  ADD public_document jsonb,
  ADD published_at timestamptz`;

// A number of an unknown scheme says nothing without its country, hence the jurisdiction; it is empty where the scheme
// itself names the country or is worldwide. Of all companies that claim a number only one can have it verified.
const REGISTRATION_NUMBERS = [
  `CREATE TABLE company_registration_numbers (
     company_id uuid NOT NULL CONSTRAINT company_registration_numbers_company_id_fkey REFERENCES companies (id) ON DELETE CASCADE,
     position integer NOT NULL CONSTRAINT company_registration_numbers_position_check CHECK (position BETWEEN 0 AND 9),
     scheme text NOT NULL,
     number text NOT NULL CONSTRAINT company_registration_numbers_number_check CHECK (length(number) BETWEEN 1 AND 64),
     jurisdiction text NOT NULL,
     in_force boolean NOT NULL DEFAULT false,
     CONSTRAINT company_registration_numbers_pkey PRIMARY KEY (company_id, position),
     CONSTRAINT company_registration_numbers_company_id_scheme_key UNIQUE (company_id, scheme))`,
  `CREATE UNIQUE INDEX company_registration_numbers_in_force_key ON company_registration_numbers (scheme, number, jurisdiction) WHERE in_force`,
  'CREATE INDEX company_registration_numbers_number_idx ON company_registration_numbers (scheme, number, jurisdiction)',
];

// Whoever creates a company becomes its member in the same transaction, before the session knows it.
const ALLOW_CREATOR = `CREATE POLICY company_registration_numbers_creator ON company_registration_numbers TO shuqiao_company
  USING (EXISTS (SELECT FROM companies WHERE id = company_id AND created_by = acting_account() AND status = 'draft'))`;

// Looks past row-level security, since duplicates are other firms' rows; it tells their state and nothing else.
const NUMBER_HOLDERS = `CREATE FUNCTION registration_number_holders(claimant uuid, schemes text[], numbers text[], jurisdictions text[])
  RETURNS TABLE (verified boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT other.in_force FROM unnest(schemes, numbers, jurisdictions) AS claimed (scheme, number, jurisdiction)
  JOIN company_registration_numbers other USING (scheme, number, jurisdiction)
  JOIN companies ON companies.id = other.company_id
  WHERE other.company_id <> claimant AND (other.in_force OR companies.status = 'submitted') $$`;
