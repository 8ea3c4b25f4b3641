import type { JsonObject } from '@shuqiao/kernel';
import { facetsAmong, facetTerms, WordChanges, WRITE_WORDS } from '@shuqiao/matching';
import type { Client } from 'pg';
import { Postings } from './postings';
import { Random } from './random';
import { BENCH_LANGUAGES, RARE_WORDS, Vocabulary } from './vocabulary';

export const SEED = 20_260_901;
const BATCH = 1_000;
const DAY = 86_400_000;
const BEGIN = Date.UTC(2025, 8, 1);
const PER_COMPANY_MS = 60_000;

interface Generated {
  readonly id: string;
  readonly at: string;
  readonly document: JsonObject;
  readonly terms: Set<string>;
  /** The words of its titles, as they are written. */
  readonly words: Set<string>;
}

interface Places {
  readonly countries: readonly string[];
  readonly concepts: readonly string[];
}

/** The account that owns every generated company. */
export const OWNER_ID = '01991000-0000-7000-a000-000000000001';

/** Fills an empty, migrated database: companies first, then demands, each with its search index. */
export async function generate(client: Client, demands: number, say: (text: string) => void): Promise<void> {
  const random = new Random(SEED);
  const words = new Vocabulary();
  const places = await readPlaces(client);
  await client.query(OWNER, [OWNER_ID]);
  const companies: string[] = [];
  await write(client, 'company', Math.ceil(demands / 4), COMPANIES, say, (index) => {
    const company = makeCompany(index, words, places, random);
    companies.push(company.id);
    return company;
  });
  const rare = rareWords(demands);
  await write(client, 'demand', demands, DEMANDS, say, (index) =>
    makeDemand(index, companies, words, places, random, rare),
  );
  await client.query(FOLD);
}

async function write(
  client: Client,
  kind: 'company' | 'demand',
  count: number,
  statements: readonly string[],
  say: (text: string) => void,
  make: (index: number) => Generated,
): Promise<void> {
  const postings = new Postings(client, kind);
  const titles = new WordChanges();
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => make(from + index));
    const json = JSON.stringify(
      rows.map(({ id, at, document, terms }, index) => {
        return { id, at, document, facets: facetsAmong([...terms]), position: from + index };
      }),
    );
    for (const statement of statements) await client.query(statement, [json]);
    for (const { terms, words } of rows) {
      await postings.add(terms);
      titles.compare([], [...words]);
    }
    if ((from + BATCH) % 50_000 === 0) say(`  ${from + BATCH} ${kind === 'demand' ? 'demands' : 'companies'}`);
  }
  await postings.finish();
  const values = titles.values(kind);
  if (values) await client.query(WRITE_WORDS.text, values);
}

async function readPlaces(client: Client): Promise<Places> {
  const countries = await client.query<{ code: string }>('SELECT code FROM countries ORDER BY code');
  const concepts = await client.query<{ code: string }>('SELECT code FROM concepts ORDER BY code');
  return { countries: countries.rows.map((row) => row.code), concepts: concepts.rows.map((row) => row.code) };
}

function makeCompany(index: number, words: Vocabulary, { countries, concepts }: Places, random: Random): Generated {
  const at = BEGIN + index * PER_COMPANY_MS;
  const id = random.id(at);
  const lang = random.pick(BENCH_LANGUAGES);
  const country = random.next() < 0.5 ? 'CN' : random.pick(countries);
  const side = country === 'CN' ? 'domestic' : 'foreign';
  const own = [random.pick(concepts), random.pick(concepts)];
  const targets = [random.pick(countries), random.pick(countries)];
  const terms = new Set<string>();
  const titleWords = new Set<string>();
  const document = {
    ...{
      companyId: id,
      legalName: { lang, text: words.text(lang, 3, random, terms, titleWords) },
      names: [],
      country,
      side,
      kind: 'firm',
    },
    ...{ concepts: own, targetCountries: targets, languages: [lang, 'en'], verifiedAt: new Date(at).toISOString() },
    description: [{ lang, text: words.text(lang, 25, random, terms) }],
  };
  for (const term of facetTerms({ country, concepts: own, side, kind: 'firm', targets, languages: [lang, 'en'] }))
    terms.add(term);
  return { id, at: document.verifiedAt, document, terms, words: titleWords };
}

function makeDemand(
  index: number,
  companies: readonly string[],
  words: Vocabulary,
  { countries, concepts }: Places,
  random: Random,
  rare: (index: number) => string | undefined,
): Generated {
  const at = BEGIN + index * 10_000;
  const id = random.id(at);
  const lang = random.pick(BENCH_LANGUAGES);
  const country = random.pick(countries);
  const own = [random.pick(concepts), random.pick(concepts)];
  const terms = new Set<string>();
  const titleWords = new Set<string>();
  const text = (length: number) => ({ lang, text: words.text(lang, length, random, terms) });
  const title = (length: number) => ({ lang, text: words.text(lang, length, random, terms, titleWords) });
  const published = new Date(at).toISOString();
  const document = {
    ...{ id, companyId: random.pick(companies), version: 1, publishedAt: published, versionPublishedAt: published },
    ...{
      country,
      place: null,
      title: title(6),
      titleTranslations: [],
      description: described(text(30), rare(index), terms),
      descriptionTranslations: [],
    },
    budget: { min: null, max: { amount: `${10_000 + random.below(9_000_000)}.00`, currency: 'USD' } },
    deadline: new Date(Date.UTC(2035, 0, 1) + random.below(700) * DAY).toISOString(),
    requirements: own.map((concept, position) => ({
      ...{ id: random.id(at + position), kind: 'lot', title: title(4), description: null },
      ...{ concepts: [concept], quantity: null, mandatory: true },
    })),
  };
  for (const term of facetTerms({ state: 'open', country, concepts: own, languages: [lang] })) terms.add(term);
  return { id, at: published, document: document as unknown as JsonObject, terms, words: titleWords };
}

/** Which rare word a demand has, if any: ten demands at equal steps have the first, those after them the next. */
function rareWords(demands: number): (index: number) => string | undefined {
  const step = Math.floor(demands / 10);
  return (index) => RARE_WORDS[index % step];
}

function described<Text extends { readonly text: string }>(
  said: Text,
  rare: string | undefined,
  terms: Set<string>,
): Text {
  if (rare === undefined) return said;
  terms.add(rare);
  return { ...said, text: `${said.text} ${rare}` };
}

const ROWS = `SELECT * FROM jsonb_to_recordset($1::jsonb) AS one (id uuid, at timestamptz, document jsonb, facets text[], position bigint)`;

const OWNER = `INSERT INTO accounts (id, email, email_verified_at, password_hash, display_name, language)
  VALUES ($1, 'owner@bench.example.org', now(), 'unusable', 'Owner', 'en')`;

const documents = (
  kind: string,
  deadline: string,
) => `INSERT INTO search_documents (kind, position, subject_id, deadline, facets)
  SELECT '${kind}', position, id, ${deadline}, facets FROM (${ROWS}) AS one`;

const COMPANIES = [
  `INSERT INTO companies (id, country, kind, status, legal_name, legal_name_lang, created_by, created_at, verified_at, published_at, public_document)
   SELECT id, document ->> 'country', 'firm', 'verified', document #>> '{legalName,text}', document #>> '{legalName,lang}', '${OWNER_ID}',
     at, at, at, document FROM (${ROWS}) AS one`,
  `INSERT INTO search_names (kind, subject_id, name, name_folded)
   SELECT 'company', id, document #>> '{legalName,text}', document #>> '{legalName,text}' FROM (${ROWS}) AS one`,
  documents('company', 'NULL'),
];

const DEMANDS = [
  `INSERT INTO demands (id, company_id, status, country, title, description, budget_max, budget_currency, deadline, published_version,
     published_at, created_at, updated_at)
   SELECT id, (document ->> 'companyId')::uuid, 'published', document ->> 'country', document -> 'title', document -> 'description',
     (document #>> '{budget,max,amount}')::numeric, 'USD', (document ->> 'deadline')::timestamptz, 1, at, at, at FROM (${ROWS}) AS one`,
  `INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at)
   SELECT id, 1, (document ->> 'companyId')::uuid, document, false, at FROM (${ROWS}) AS one`,
  `INSERT INTO demand_listings (demand_id, company_id, version, status, country, deadline, published_at, concepts, summary)
   SELECT id, (document ->> 'companyId')::uuid, 1, 'open', document ->> 'country', (document ->> 'deadline')::timestamptz, at,
     ARRAY(SELECT DISTINCT jsonb_array_elements_text(requirement -> 'concepts') FROM jsonb_array_elements(document -> 'requirements') AS requirement),
     document - ARRAY['description', 'descriptionTranslations', 'requirements', 'versionPublishedAt']
       || jsonb_build_object('concepts', jsonb_path_query_array(document, '$.requirements[*].concepts[*]'))
   FROM (${ROWS}) AS one`,
  documents('demand', `(document ->> 'deadline')::timestamptz`),
];

// Each batch left its own deltas behind; a running portal folds them every minute.
const FOLD = `WITH gone AS (DELETE FROM demand_facet_deltas RETURNING concept, country, status, delta)
  INSERT INTO demand_facet_deltas (concept, country, status, delta) SELECT concept, country, status, sum(delta) FROM gone GROUP BY 1, 2, 3`;
