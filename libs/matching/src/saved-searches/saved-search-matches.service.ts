import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { indexSource, type Source, SOURCES } from '../search/search-sources';
import type { SearchKind } from '../search/search-terms';
import { SearchWords } from '../search/search-words';
import { neededTerms, type SavedQuery } from './saved-search';

const BATCH = 500;
/** A term that no listing has. */
const NO_LISTING = '==';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

interface Outdated extends Record<string, unknown> {
  readonly id: string;
  readonly kind: SearchKind;
  readonly query: SavedQuery;
  readonly version: number;
}

/** Finds for a new listing the saved searches that it answers. */
@Injectable()
export class SavedSearchMatches {
  constructor(
    private readonly database: Database,
    private readonly words: SearchWords,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes for every search that a listing answers that its owner is to be told, each pair once for ever; members of the
   * company whose it is are not. Repeating it notes nothing more. Searches are compared only when their rarest term is in
   * the listing, 500 a transaction. The listing is read as it is now: what is no longer public is noted for nobody.
   */
  async note(actor: Actor, kind: SearchKind, subjectId: string): Promise<void> {
    const { analyzer } = await this.words.current();
    const [source] = await this.database.queryOnce<Source>(actor, SOURCES[kind], [[subjectId]]);
    if (!source) return;
    const { terms } = indexSource(source, analyzer);
    for (let last: string | null = FIRST_ID; last !== null;) {
      const values: unknown[] = [kind, subjectId, terms, source.deadline, this.clock.now(), last];
      const [row] = await this.database.queryOnce<{ last: string | null }>(actor, NOTE, values);
      last = row?.last ?? null;
    }
  }

  /** Makes the terms anew of searches that were saved under another analysis or other words of the taxonomy. */
  async followEdition(actor: Actor): Promise<void> {
    const words = await this.words.current();
    const { analysis, taxonomy } = words.edition;
    for (let last: string | undefined = FIRST_ID; last !== undefined;) {
      const outdated: Outdated[] = await this.database.queryOnce<Outdated>(actor, OUTDATED, [analysis, taxonomy, last]);
      const anew = outdated.map(({ id, kind, query, version }) => ({
        id,
        version,
        terms: termsOrNone(kind, query, words),
      }));
      if (anew.length) await this.database.queryOnce(actor, RENEW, [JSON.stringify(anew), analysis, taxonomy]);
      last = outdated.at(-1)?.id;
    }
  }
}

/** A query may have lost its only word to a new list of stop words: then nothing answers it. */
function termsOrNone(kind: SearchKind, query: SavedQuery, words: Parameters<typeof neededTerms>[2]): string[] {
  try {
    return neededTerms(kind, query, words);
  } catch {
    return [NO_LISTING];
  }
}

const NOTE: Statement = {
  name: 'saved-searches.note',
  text: `WITH page AS (
      SELECT id, account_id, alert, terms, deadline_from, deadline_to FROM saved_searches
      WHERE kind = $1 AND alert <> 'none' AND key_term = ANY ($3::text[]) AND id > $6::uuid ORDER BY id LIMIT ${BATCH}),
    noted AS (
      INSERT INTO saved_search_tellings (saved_search_id, subject_id, at_once, noted_at)
      SELECT page.id, $2::uuid, alert = 'at_once', $5 FROM page
      WHERE terms <@ $3::text[] AND (deadline_from IS NULL OR deadline_from <= $4::timestamptz)
        AND (deadline_to IS NULL OR deadline_to > $4::timestamptz)
        AND NOT EXISTS (SELECT FROM memberships member WHERE member.account_id = page.account_id
          AND member.company_id = coalesce((SELECT company_id FROM demand_listings WHERE demand_id = $2::uuid), $2::uuid))
      ON CONFLICT ON CONSTRAINT saved_search_tellings_pkey DO NOTHING)
    SELECT CASE WHEN count(*) = ${BATCH} THEN (array_agg(id ORDER BY id DESC))[1] END AS last FROM page`,
};
const OUTDATED: Statement = {
  name: 'saved-searches.outdated',
  text: `SELECT id, kind, query, version FROM saved_searches WHERE (analysis <> $1 OR taxonomy <> $2) AND id > $3::uuid ORDER BY id LIMIT ${BATCH}`,
};
const RENEW: Statement = {
  name: 'saved-searches.renew',
  text: `UPDATE saved_searches saved SET terms = anew.terms, analysis = $2, taxonomy = $3, key_term = (
           SELECT wanted FROM unnest(anew.terms) AS wanted
           LEFT JOIN search_term_counts known ON known.kind = saved.kind AND known.term = wanted
           ORDER BY coalesce(known.documents, 0), wanted LIKE '=%', wanted LIMIT 1)
         FROM jsonb_to_recordset($1::jsonb) AS anew (id uuid, version integer, terms text[])
         WHERE saved.id = anew.id AND saved.version = anew.version`,
};
