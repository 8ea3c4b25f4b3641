import type { JsonObject } from '@shuqiao/kernel';
import type { Statement } from '@shuqiao/platform';
import { type Analyzer, clip } from '@shuqiao/text';
import { languagesOf, textsOf } from './document-texts';
import { foldName, LONGEST_NAME } from './name-folding';
import { facetTerms, headingTerm, type SearchKind } from './search-terms';

/** A public subject as the database shows it to the index. */
export interface Source extends Record<string, unknown> {
  readonly subjectId: string;
  readonly document: JsonObject;
  readonly country: string;
  readonly state: string | null;
  readonly side: string | null;
  readonly kind: string | null;
  readonly targets: string[] | null;
  readonly languages: string[] | null;
  /** RFC 3339. */
  readonly deadline: string | null;
  readonly names: string[] | null;
}

/** A source as it is indexed. */
export interface Indexed {
  readonly terms: string[];
  readonly names: { name: string; folded: string }[];
  /** The words of its titles as they are written. */
  readonly words: string[];
}

/** Words of one document that are indexed: a text of this length is found by what stands at its beginning. */
const MOST_WORDS = 2_000;
const MOST_HEADING_WORDS = 400;
const MOST_NAMES = 20;
/** A text that is no longer than this is a title or a name. */
const LONGEST_TITLE = 200;
const MOST_TITLE_WORDS = 200;

/** Everything that a subject is found by; pure, so that equal sources give equal terms. */
export function indexSource(source: Source, analyzer: Analyzer): Indexed {
  const { texts, headings, concepts } = textsOf(source.document);
  const headed = new Set(headings.flatMap(({ text }) => analyzer.analyze(text)).slice(0, MOST_HEADING_WORDS));
  const words = new Set(texts.flatMap(({ text }) => analyzer.analyze(text)).slice(0, MOST_WORDS));
  const titles = texts.filter(({ text }) => text.length <= LONGEST_TITLE);
  const titleWords = [...new Set(titles.flatMap(({ text }) => analyzer.plainWords(text)))].slice(0, MOST_TITLE_WORDS);
  const facets = facetTerms({
    state: source.state ?? undefined,
    country: source.country,
    concepts,
    side: source.side ?? undefined,
    kind: source.kind ?? undefined,
    targets: source.targets ?? [],
    languages: source.languages ?? languagesOf(texts),
  });
  return {
    terms: [...facets, ...[...words].filter(isWord), ...[...headed].filter(isWord).map(headingTerm)],
    names: namesOf(source),
    words: titleWords,
  };
}

/** Not one of the marks by which the index tells its other terms. */
function isWord(token: string): boolean {
  return !/^[=^]/.test(token);
}

function namesOf({ names }: Source): Indexed['names'] {
  const folded = new Map<string, string>();
  for (const name of (names ?? []).slice(0, MOST_NAMES)) {
    const key = foldName(name);
    if (key && !folded.has(key)) folded.set(key, clip(name, LONGEST_NAME));
  }
  return [...folded].map(([key, name]) => ({ name, folded: key }));
}

/** How the subjects of a kind are read; both answer only for those that are public now, oldest first. */
export const SOURCES: Readonly<Record<SearchKind, Statement>> = {
  demand: {
    name: 'search.demand-sources',
    text: `SELECT listing.demand_id AS "subjectId", version.document, listing.country, listing.status AS state,
        company.side, company.kind, NULL::text[] AS targets, NULL::text[] AS languages,
        to_json(listing.deadline) #>> '{}' AS deadline, NULL::text[] AS names
      FROM demand_listings listing
      JOIN demand_versions version ON version.demand_id = listing.demand_id AND version.version = listing.version
      JOIN companies company ON company.id = listing.company_id
      WHERE listing.demand_id = ANY ($1::uuid[]) AND listing.status <> 'taken_down' ORDER BY listing.published_at, listing.demand_id`,
  },
  company: {
    name: 'search.company-sources',
    text: `SELECT id AS "subjectId", public_document AS document, public_document ->> 'country' AS country,
        NULL AS state, public_document ->> 'side' AS side, public_document ->> 'kind' AS kind,
        ARRAY(SELECT jsonb_array_elements_text(public_document -> 'targetCountries')) AS targets,
        ARRAY(SELECT jsonb_array_elements_text(public_document -> 'languages')) AS languages, NULL AS deadline,
        array_remove(ARRAY(SELECT public_document #>> '{legalName,text}'
          UNION SELECT named ->> 'text' FROM jsonb_array_elements(public_document -> 'names') AS named), NULL) AS names
      FROM companies WHERE id = ANY ($1::uuid[]) AND status IN ('verified', 'listed') AND public_document IS NOT NULL
      ORDER BY published_at, id`,
  },
};

const QUEUE_BATCH = 5_000;

/** Puts the next public subjects after an id in line, 5,000 at once; answers the last one, or null when there are none. */
export const QUEUE_PUBLIC: Readonly<Record<SearchKind, Statement>> = {
  demand: {
    name: 'search.queue-demands',
    text: queue(
      'demand',
      `SELECT demand_id AS id FROM demand_listings WHERE demand_id > $1::uuid AND status <> 'taken_down' ORDER BY demand_id`,
    ),
  },
  company: {
    name: 'search.queue-companies',
    text: queue(
      'company',
      `SELECT id FROM companies WHERE id > $1::uuid AND status IN ('verified', 'listed') ORDER BY id`,
    ),
  },
};

/** The same for what is in the index already, so that what is no longer public leaves it. */
export const QUEUE_INDEXED: Statement = {
  name: 'search.queue-indexed',
  text: `WITH batch AS (SELECT subject_id FROM search_documents WHERE kind = $1 AND subject_id > $2::uuid ORDER BY subject_id LIMIT ${QUEUE_BATCH}),
      queued AS (INSERT INTO search_pending (kind, subject_id) SELECT $1, subject_id FROM batch
        ON CONFLICT ON CONSTRAINT search_pending_pkey DO NOTHING)
    SELECT (array_agg(subject_id ORDER BY subject_id DESC))[1] AS last FROM batch`,
};

function queue(kind: SearchKind, select: string): string {
  return `WITH batch AS (${select} LIMIT ${QUEUE_BATCH}),
      queued AS (INSERT INTO search_pending (kind, subject_id) SELECT '${kind}', id FROM batch
        ON CONFLICT ON CONSTRAINT search_pending_pkey DO NOTHING)
    SELECT (array_agg(id ORDER BY id DESC))[1] AS last FROM batch`;
}
