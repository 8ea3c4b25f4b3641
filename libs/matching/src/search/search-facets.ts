import { Injectable } from '@nestjs/common';
import { COMPANY_KINDS, SIDES } from '@shuqiao/companies';
import { Database, jsonBytes, type JsonBytes, type Statement } from '@shuqiao/platform';
import { asked, type SearchRequest } from './search-page';
import { combinedTerm, type Facets, type SearchKind } from './search-terms';
import { SearchWords } from './search-words';

/** What the hits are divided by. A sector is a concept with none above it. */
export type FacetName = 'country' | 'sector' | 'state' | 'side' | 'kind';

const FACETS: Readonly<Record<SearchKind, readonly FacetName[]>> = {
  demand: ['country', 'sector', 'state'],
  company: ['country', 'sector', 'side', 'kind'],
};

interface Asked {
  readonly facet: FacetName;
  /** Of whose documents the facet is counted, as {@link asked} has it. */
  readonly filters: readonly string[];
  readonly plain: readonly string[];
  readonly words: readonly string[];
  /** Where one term with a value in place of `%` has the count already. */
  readonly whole: string | null;
}

/** Counts for a search what there would be under each value of its filters. */
@Injectable()
export class SearchFacets {
  constructor(
    private readonly database: Database,
    private readonly words: SearchWords,
  ) {}

  /**
   * The counts of each facet without its own filter, largest first, as JSON: `{country: [{value, count: {value, exact}}]}`.
   * They are exact up to a thousand hits, and wherever state, country and concept are all that is asked for; estimated
   * from some of the hits otherwise.
   */
  async count(kind: SearchKind, request: Omit<SearchRequest, 'limit'>): Promise<JsonBytes> {
    const { q, deadlineFrom = null, deadlineTo = null } = request;
    const words = q === undefined ? [] : (await this.words.analyzer()).analyzeQuery(q).tokens;
    if (q !== undefined && !words.length)
      return jsonBytes`${Object.fromEntries(FACETS[kind].map((facet) => [facet, []]))}`;
    const dated = deadlineFrom !== null || deadlineTo !== null;
    const counts = FACETS[kind].map((facet) => ask(facet, request, words, dated));
    const values = [kind, JSON.stringify(counts), SIDES, COMPANY_KINDS, deadlineFrom, deadlineTo];
    const [row] = await this.database.readJson<{ facets: JsonBytes }>(COUNT, values);
    if (!row) throw new Error('The statement of the facets always answers one row');
    return row.facets;
  }
}

function ask(facet: FacetName, facets: Facets, q: readonly string[], dated: boolean): Asked {
  const filter = facet === 'sector' ? 'concept' : facet;
  const without = { ...facets, [filter]: undefined };
  const { side, kind, target, language } = without;
  const isAlone = !q.length && !dated && !side && !kind && !target && !language;
  const [filters, plain, words] = asked(without, q);
  return { facet, filters, plain, words, whole: isAlone ? wholeTerm(facet, without) : null };
}

function wholeTerm(facet: FacetName, { state, country, concept }: Facets): string | null {
  if (facet === 'country') return combinedTerm(state, '%', concept);
  if (facet === 'sector') return combinedTerm(state, country, '%');
  if (facet === 'state') return combinedTerm('%', country, concept);
  return state || country || concept ? null : `=${facet}:%`;
}

const COUNT: Statement = {
  name: 'search.facets',
  text: `WITH choices AS (
      SELECT 'country' AS facet, code AS value, '=country:' || code AS term FROM countries
      UNION ALL SELECT 'sector', code, '=concept:' || code FROM concepts WHERE parent IS NULL
      UNION ALL SELECT 'state', value, '=state:' || value FROM unnest(ARRAY['open', 'closed']) AS value
      UNION ALL SELECT 'side', value, '=side:' || value FROM unnest($3::text[]) AS value
      UNION ALL SELECT 'kind', value, '=kind:' || value FROM unnest($4::text[]) AS value),
    asked AS (
      SELECT * FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (facet text, filters text[], plain text[], words text[], whole text))
        WITH ORDINALITY AS one (facet, filters, plain, words, whole, rank)),
    counted AS (
      SELECT asked.facet, choices.value, known.documents AS hits, true AS exact
      FROM asked JOIN choices USING (facet)
      JOIN search_term_counts known ON known.kind = $1 AND known.term = replace(asked.whole, '%', choices.value)
      WHERE known.documents > 0
      UNION ALL
      SELECT choices.facet, choices.value, one.hits, one.exact
      FROM (SELECT filters, plain, words, array_agg(choices.term) AS terms FROM asked JOIN choices USING (facet)
            WHERE whole IS NULL GROUP BY filters, plain, words) AS need
      CROSS JOIN LATERAL search_facet_counts($1, need.filters, need.plain, need.words, need.terms, $5::timestamptz, $6::timestamptz) AS one
      JOIN choices ON choices.term = one.choice),
    listed AS (
      SELECT asked.rank, asked.facet, coalesce(json_agg(json_build_object('value', value, 'count',
        json_build_object('value', hits, 'exact', exact)) ORDER BY hits DESC, value) FILTER (WHERE value IS NOT NULL), '[]') AS counts
      FROM asked LEFT JOIN counted USING (facet) GROUP BY asked.rank, asked.facet)
    SELECT json_object_agg(facet, counts ORDER BY rank) AS facets FROM listed`,
};
