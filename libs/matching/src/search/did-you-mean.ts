import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import { type Analyzer, fold } from '@shuqiao/text';
import { canBeMistyped, isOneLetterOff, keysOf } from './near-words';
import { otherSpellings } from './other-spellings';
import { asked, type SearchRequest, type Total } from './search-page';
import type { SearchKind } from './search-terms';
import { SearchWords } from './search-words';

/** Another query that finds something. */
export interface Correction {
  readonly q: string;
  readonly total: Total;
}

/** A search that finds no more than this may have been mistyped. */
const LITTLE = 2;
const MOST_WORDS = 6;
const MOST_NEAR = 200;
const MOST_CANDIDATES = 6;
const MOST_CORRECTIONS = 2;
const LONGEST = 100;

interface Near extends Record<string, unknown> {
  readonly typed: string;
  readonly word: string;
}

/** Finds what a query that finds hardly anything may have meant, in two statements. */
@Injectable()
export class DidYouMean {
  constructor(
    private readonly database: Database,
    private readonly words: SearchWords,
  ) {}

  /**
   * Up to two queries under the same filters that find more than `found`: the same keys in the other of the Russian and
   * English layouts, the same sounds in the other alphabet, and words of public titles that are one letter off. Nothing
   * when enough was found, or the query is longer than 100 characters.
   */
  async correct(kind: SearchKind, request: Omit<SearchRequest, 'limit'>, found: number): Promise<Correction[]> {
    const { q, deadlineFrom = null, deadlineTo = null } = request;
    if (q === undefined || q.length > LONGEST || found > LITTLE) return [];
    const analyzer = await this.words.analyzer();
    const queries = [...new Set([...otherSpellings(q), ...(await this.corrected(kind, q, analyzer))])];
    const others = queries.slice(0, MOST_CANDIDATES).flatMap((other) => {
      const { tokens } = analyzer.analyzeQuery(other);
      const [filters, plain, words] = asked(request, tokens);
      return tokens.length ? [{ q: other, filters, plain, words }] : [];
    });
    if (!others.length) return [];
    const rows = await this.database.read<{ q: string; total: string; exact: boolean }>(TOTALS, [
      kind,
      JSON.stringify(others),
      deadlineFrom,
      deadlineTo,
    ]);
    return rows
      .map(({ q: other, total, exact }) => ({ q: other, total: { value: Number(total), exact } }))
      .filter(({ total }) => total.value > found)
      .slice(0, MOST_CORRECTIONS);
  }

  /** The query with the words that no title has, or else each word in turn, replaced by one that is a letter off. */
  private async corrected(kind: SearchKind, q: string, analyzer: Analyzer): Promise<string[]> {
    const typed = analyzer.plainWords(q).filter(canBeMistyped).slice(0, MOST_WORDS);
    if (!typed.length) return [];
    const asked = typed.map((word) => ({ typed: word, keys: keysOf(word) }));
    const near = await this.database.read<Near>(NEAR, [kind, JSON.stringify(asked)]);
    const known = new Set(near.filter(({ typed: word, word: other }) => word === other).map(({ word }) => word));
    const others = new Map(
      typed.map((word) => [word, near.filter((one) => one.typed === word && isOneLetterOff(word, one.word))]),
    );
    const unknown = typed.filter((word) => !known.has(word) && others.get(word)?.length);
    const folded = fold(q);
    if (!unknown.length)
      return typed.flatMap((word) => (others.get(word) ?? []).slice(0, 1).map((one) => folded.replace(word, one.word)));
    return [0, 1].map((choice) =>
      unknown.reduce((text, word, at) => {
        const candidates = others.get(word) ?? [];
        const other = (at === 0 ? candidates[choice] : undefined) ?? candidates[0];
        return other ? text.replace(word, () => other.word) : text;
      }, folded),
    );
  }
}

const NEAR: Statement = {
  name: 'search.words-meant',
  text: `SELECT asked.typed, near.word FROM jsonb_to_recordset($2::jsonb) AS asked (typed text, keys integer[])
         CROSS JOIN LATERAL (
           SELECT word, documents FROM search_words WHERE kind = $1 AND keys && asked.keys
           ORDER BY word = asked.typed DESC, abs(length(word) - length(asked.typed)) <= 1 DESC, documents DESC, word
           LIMIT ${MOST_NEAR}) AS near
         ORDER BY near.documents DESC, near.word`,
};
const TOTALS: Statement = {
  name: 'search.totals-meant',
  text: `SELECT other.q, hits.total, hits.exact FROM ROWS FROM (
           jsonb_to_recordset($2::jsonb) AS (q text, filters text[], plain text[], words text[])) WITH ORDINALITY AS other (q, filters, plain, words, rank)
         CROSS JOIN LATERAL search_hits($1, other.filters, other.plain, other.words, 0, NULL, NULL, 1,
           $3::timestamptz, $4::timestamptz) AS hits
         ORDER BY other.rank`,
};
