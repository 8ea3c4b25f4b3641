import type { Client } from 'pg';
import { type Made, Market } from './market';

const BATCH = 1_000;
const OWNER_ID = '01991000-0000-7000-a000-000000000001';

/** Fills a migrated database with a market: verified companies and open demands, not matched yet. */
export async function fillMarket(client: Client, companies: number, demands: number): Promise<void> {
  const countries = await client.query<{ code: string }>('SELECT code FROM countries ORDER BY code');
  const concepts = await client.query<{ code: string }>('SELECT code FROM concepts');
  const market = new Market(
    countries.rows.map(({ code }) => code),
    new Set(concepts.rows.map(({ code }) => code)),
  );
  await client.query('SET synchronous_commit = off');
  await client.query(OWNER, [OWNER_ID]);
  const owners: string[] = [];
  await write(client, companies, [COMPANIES], (index) => {
    const company = market.company(index);
    owners.push(company.id);
    return company;
  });
  await write(client, demands, DEMANDS, (index) => market.demand(index, owners));
  await client.query('VACUUM ANALYZE');
}

async function write(client: Client, count: number, statements: readonly string[], make: (index: number) => Made) {
  for (let from = 0; from < count; from += BATCH) {
    const made = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => make(from + index));
    for (const statement of statements) await client.query(statement, [JSON.stringify(made)]);
  }
}

const ROWS = 'FROM jsonb_to_recordset($1::jsonb) AS one (id uuid, at timestamptz, document jsonb)';
const OWNER = `INSERT INTO accounts (id, email, email_verified_at, password_hash, display_name, language)
  VALUES ($1, 'owner@bench.example.org', now(), 'unusable', 'Owner', 'en')`;
const COMPANIES = `INSERT INTO companies (id, country, kind, status, legal_name, legal_name_lang, created_by, created_at, verified_at, published_at, public_document)
  SELECT id, document ->> 'country', 'firm', 'verified', document #>> '{legalName,text}', document #>> '{legalName,lang}', '${OWNER_ID}',
    at, at, at, document ${ROWS}`;
const DEMANDS = [
  `INSERT INTO demands (id, company_id, status, country, title, description, deadline, published_version, published_at, created_at, updated_at)
   SELECT id, (document ->> 'companyId')::uuid, 'published', document ->> 'country', document -> 'title', document -> 'description',
     (document ->> 'deadline')::timestamptz, 1, at, at, at ${ROWS}`,
  `INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at)
   SELECT id, 1, (document ->> 'companyId')::uuid, document, false, at ${ROWS}`,
  `INSERT INTO demand_listings (demand_id, company_id, version, status, country, deadline, published_at, concepts, summary)
   SELECT id, (document ->> 'companyId')::uuid, 1, 'open', document ->> 'country', (document ->> 'deadline')::timestamptz, at,
     ARRAY(SELECT DISTINCT jsonb_array_elements_text(requirement -> 'concepts') FROM jsonb_array_elements(document -> 'requirements') AS requirement),
     document - ARRAY['description', 'requirements'] ${ROWS}`,
];
