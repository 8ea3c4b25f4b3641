import { Injectable } from '@nestjs/common';
import { COMPANY_KINDS, SIDES } from '@shuqiao/companies';
import { Database, type Statement } from '@shuqiao/platform';
import type { SearchRequest, Total } from './search-page';
import { combinedTerm, type Facets, filterTerms, type SearchKind } from './search-terms';
import { SearchWords } from './search-words';

/** What the hits are divided by. A sector is a concept with none above it. */
export type FacetName = 'country' | 'sector' | 'state' | 'side' | 'kind';

/** One value of a facet, and how many there are with it. */
export interface FacetCount {
  readonly value: string;
  readonly count: Total;
}

export type FacetCounts = Readonly<Partial<Record<FacetName, FacetCount[]>>>;

const FACETS: Readonly<Record<SearchKind, readonly FacetName[]>> = {
  demand: ['country', 'sector', 'state'],
  company: ['country', 'sector', 'side', 'kind'],
};

interface Asked {
  readonly facet: FacetName;
  /** The terms of whose documents the facet is counted. */
  readonly base: readonly string[];
  /** Where one term with a value in place of `%` has the count already. */
  readonly whole: string | null;
}

interface Row extends Record<string, unknown> {
  readonly facet: FacetName;
  readonly value: string;
  readonly hits: string;
  readonly exact: boolean;
}

/** Counts for a search what there would be under each value of its filters. */
@Injectable()
export class SearchFacets {
  constructor(
    private readonly database: Database,
    private readonly words: SearchWords,
  ) {}

  /**
   * The counts of each facet without its own filter, largest first: exact up to a thousand hits, and wherever state,
   * country and concept are all that is asked for; estimated from some of the hits otherwise.
   */
  async count(kind: SearchKind, request: Omit<SearchRequest, 'limit'>): Promise<FacetCounts> {
    const { q, deadlineFrom = null, deadlineTo = null } = request;
    const words = q === undefined ? [] : (await this.words.analyzer()).analyzeQuery(q).tokens;
    const counts = Object.fromEntries(FACETS[kind].map((facet) => [facet, [] as FacetCount[]]));
    if (q !== undefined && !words.length) return counts;
    const dated = deadlineFrom !== null || deadlineTo !== null;
    const asked = FACETS[kind].map((facet) => ask(facet, request, words, dated));
    const rows = await this.database.read<Row>(COUNT, [
      kind,
      JSON.stringify(asked),
      SIDES,
      COMPANY_KINDS,
      deadlineFrom,
      deadlineTo,
    ]);
    for (const { facet, value, hits, exact } of rows)
      counts[facet]?.push({ value, count: { value: Number(hits), exact } });
    return counts;
  }
}

function ask(facet: FacetName, facets: Facets, words: readonly string[], dated: boolean): Asked {
  const filter = facet === 'sector' ? 'concept' : facet;
  const without = { ...facets, [filter]: undefined };
  const { side, kind, target, language } = without;
  const isAlone = !words.length && !dated && !side && !kind && !target && !language;
  return { facet, base: [...filterTerms(without), ...words], whole: isAlone ? wholeTerm(facet, without) : null };
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
    asked AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS one (facet text, base text[], whole text)),
    counted AS (
      SELECT asked.facet, choices.value, known.documents AS hits, true AS exact
      FROM asked JOIN choices USING (facet)
      JOIN search_term_counts known ON known.kind = $1 AND known.term = replace(asked.whole, '%', choices.value)
      WHERE known.documents > 0
      UNION ALL
      SELECT choices.facet, choices.value, one.hits, one.exact
      FROM (SELECT base, array_agg(choices.term) AS terms FROM asked JOIN choices USING (facet) WHERE whole IS NULL GROUP BY base) AS need
      CROSS JOIN LATERAL search_facet($1, need.base, need.terms, $5::timestamptz, $6::timestamptz) AS one
      JOIN choices ON choices.term = one.choice)
    SELECT facet, value, hits, exact FROM counted ORDER BY hits DESC, value`,
};
