import { newId } from '@shuqiao/kernel';
import { createAnalyzer, type Analyzer } from '@shuqiao/text';
import { SOURCES, indexSource, type Source } from '../../libs/matching/src/search/search-sources';
import type { SearchKind } from '@shuqiao/matching';
import { announce } from './search';
import type { TestPortal } from './portal';

type Tagged = { readonly lang: string; readonly text: string };

export interface PlantedDemand {
  readonly companyId: string;
  readonly country: string;
  readonly title: Tagged;
  readonly description: Tagged;
  readonly concepts: readonly string[];
  /** RFC 3339. */
  readonly deadline: string;
}

/** Published demands, many at once and past their reviews; announced, if asked for, but not yet indexed. */
export async function plantDemands(
  portal: TestPortal,
  demands: readonly PlantedDemand[],
  { announced = false } = {},
): Promise<string[]> {
  const rows = demands.map(({ companyId, country, title, description, concepts, deadline }) => {
    const id = newId();
    const requirements = [{ id: newId(), kind: 'layer', title, concepts, mandatory: true }];
    const summary = { id, companyId, title, titleTranslations: [], country, deadline, concepts };
    const document = { ...summary, description, requirements };
    return { id, company_id: companyId, country, title, description, deadline, concepts, document, summary };
  });
  await portal.database.query(PLANT, [JSON.stringify(rows), portal.clock.now()]);
  const ids = rows.map(({ id }) => id);
  if (announced) for (const demandId of ids) await announce(portal, 'demand.published.v1', { demandId });
  return ids;
}

/** Publishes a next version of demands with another description, behind the back of the index. */
export async function rewriteDemands(portal: TestPortal, ids: readonly string[], description: Tagged): Promise<void> {
  await portal.database.query(REWRITE, [ids, JSON.stringify(description)]);
}

const REWRITE = `WITH next AS (
    INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at)
    SELECT demand_id, listing.version + 1, company_id, document || jsonb_build_object('description', $2::jsonb), false, version.published_at
    FROM demand_listings listing JOIN demand_versions version USING (demand_id, version, company_id) WHERE demand_id = ANY ($1)
    RETURNING demand_id)
  UPDATE demand_listings listing SET version = listing.version + 1 FROM next WHERE next.demand_id = listing.demand_id`;
const PLANT = `WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS one (id uuid, company_id uuid, country text, title jsonb, description jsonb,
      deadline timestamptz, concepts text[], document jsonb, summary jsonb)),
  demand AS (INSERT INTO demands (id, company_id, status, country, title, description, deadline, contact, published_version,
      published_at, created_at, updated_at)
    SELECT id, company_id, 'published', country, title, description, deadline, '{"name": "N", "email": "n@example.org"}', 1, $2, $2, $2
    FROM given),
  version AS (INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at)
    SELECT id, 1, company_id, document, true, $2 FROM given)
  INSERT INTO demand_listings (demand_id, company_id, version, status, country, deadline, published_at, concepts, summary)
  SELECT id, company_id, 1, 'open', country, deadline, $2, concepts, summary FROM given`;

/** The analyzer that the portal has, with the words of the taxonomy. */
export async function analyzerOf(portal: TestPortal): Promise<Analyzer> {
  const terms = await portal.database.query<{ term: string }>(
    `SELECT label.value AS term FROM concepts, jsonb_each_text(labels) AS label
     UNION SELECT jsonb_array_elements_text(own.value) FROM concepts, jsonb_each(synonyms) AS own`,
  );
  return createAnalyzer({ terms: terms.map(({ term }) => term) });
}

/** Everything the index holds of a kind, read back from its posting lists: subject to sorted terms. */
export async function indexedTerms(portal: TestPortal, kind: SearchKind): Promise<Record<string, string[]>> {
  const rows = await portal.database.query<{ id: string; terms: string[] }>(INDEXED, [kind]);
  return Object.fromEntries(rows.map(({ id, terms }) => [id, terms.sort()]));
}

// A slot that stands twice in a list is a term that stands twice here; one without a document has the id `none`.
const INDEXED = `SELECT coalesce(document.subject_id::text, 'none') AS id, array_agg(place.term) AS terms
  FROM search_postings place CROSS JOIN unnest(search_slots(place.slots, place.bits, 0, 8192)) AS slot
  LEFT JOIN search_documents document ON document.kind = $1 AND document.position = place.segment::bigint * 8192 + 8191 - slot
  WHERE place.kind = $1 GROUP BY 1`;

/** What the index should hold of a kind: every public subject read and analysed anew. */
export async function scannedTerms(portal: TestPortal, kind: SearchKind): Promise<Record<string, string[]>> {
  const analyzer = await analyzerOf(portal);
  const ids = await portal.database.query<{ id: string }>(
    kind === 'demand' ? 'SELECT demand_id AS id FROM demand_listings' : 'SELECT id FROM companies',
  );
  const sources = await portal.database.query<Source>(SOURCES[kind].text, [ids.map(({ id }) => id)]);
  return Object.fromEntries(sources.map((one) => [one.subjectId, indexSource(one, analyzer).terms.sort()]));
}

/** Where the counters, or what the writer compares with, disagree with the posting lists; empty when all is well. */
export async function inconsistencies(portal: TestPortal, kind: SearchKind): Promise<unknown[]> {
  return [
    ...(await portal.database.query(COUNTS, [kind])),
    ...(await portal.database.query(KEPT_TERMS, [kind])),
    ...(await portal.database.query('SELECT kind, subject_id AS pending FROM search_pending WHERE kind = $1', [kind])),
  ];
}

const COUNTS = `WITH held AS (
    SELECT term, sum(coalesce(bit_count(bits), cardinality(slots))) AS documents FROM search_postings WHERE kind = $1 GROUP BY term)
  SELECT term, held.documents AS held, counted.documents AS counted
  FROM held FULL JOIN (SELECT term, documents FROM search_term_counts WHERE kind = $1) AS counted USING (term)
  WHERE coalesce(held.documents, 0) <> coalesce(counted.documents, 0)`;
const KEPT_TERMS = `WITH held AS (
    SELECT place.segment::bigint * 8192 + 8191 - slot AS position, array_agg(place.term ORDER BY place.term) AS terms
    FROM search_postings place CROSS JOIN unnest(search_slots(place.slots, place.bits, 0, 8192)) AS slot
    WHERE place.kind = $1 GROUP BY 1)
  SELECT position, held.terms AS held, kept.terms AS kept
  FROM held FULL JOIN (SELECT position, ARRAY(SELECT unnest(terms) ORDER BY 1) AS terms FROM search_document_terms WHERE kind = $1) AS kept
    USING (position)
  WHERE coalesce(held.terms, '{}') <> coalesce(kept.terms, '{}')`;
