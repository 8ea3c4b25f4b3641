import { Injectable } from '@nestjs/common';
import { DEMAND_LIST_ITEM } from '@shuqiao/demands';
import type { JsonObject } from '@shuqiao/kernel';
import { Database, type JsonBytes, type Statement } from '@shuqiao/platform';
import { mark } from './search-marks';
import { asked, cursorAfter, pageJson, type PageRow, readCursor, type SearchRequest, totalOf } from './search-page';
import { SearchWords } from './search-words';

/**
 * The public list of demands: filters, full text; what headings say first, the newest first within that. No actor is
 * needed, since it shows public data only.
 */
@Injectable()
export class DemandSearch {
  constructor(
    private readonly database: Database,
    private readonly words: SearchWords,
  ) {}

  /**
   * One page as JSON: `{items, nextCursor, total: {value, exact}}`; with `highlight` each item says in
   * `highlights` and `snippet` where the words of `q` stand in it.
   * @throws DomainError VALIDATION_FAILED at `?cursor`.
   */
  async find(request: SearchRequest): Promise<JsonBytes> {
    const continuation = readCursor(request.cursor);
    const { q, limit, deadlineFrom = null, deadlineTo = null, state = null } = request;
    const words = q === undefined ? null : (await this.words.analyzer()).analyzeQuery(q).tokens;
    if (words?.length === 0) return pageJson([], null, { value: 0, exact: true });
    const { layer = 0, anchor = null, before = null } = continuation ?? {};
    const values = [...asked(request, words ?? []), layer, anchor, before, limit, deadlineFrom, deadlineTo, state];
    const marked = request.highlight ? words : null;
    const [row] = await this.database.readJson<PageRow>(marked ? PAGE_WITH_DOCUMENTS : PAGE, values);
    if (!row) throw new Error('A page statement always answers one row');
    const total = totalOf(row, continuation);
    return pageJson(marked ? markAll(row.items, marked) : row.items, cursorAfter(row, total, []), total);
  }
}

function markAll(items: JsonBytes, words: readonly string[]): JsonObject[] {
  const found = JSON.parse(items.toString()) as { item: JsonObject; document: JsonObject }[];
  return found.map(({ item, document }) => mark(item, document, words));
}

// The index follows the truth by a moment: what has been closed since is left out here.
const page = (name: string, item: string, join = ''): Statement => ({
  name,
  text: `SELECT hits.last, hits.last_layer AS layer, hits.anchor, hits.more, hits.total, hits.exact,
      (SELECT coalesce(json_agg(${item} ORDER BY hit.rank), '[]')
       FROM unnest(hits.ids) WITH ORDINALITY AS hit (id, rank)
       JOIN demand_listings listing ON listing.demand_id = hit.id
       LEFT JOIN companies company ON company.id = listing.company_id ${join}
       WHERE ($10::text IS NULL OR listing.status = $10) AND listing.status <> 'taken_down') AS items
    FROM search_hits('demand', $1::text[], $2::text[], $3::text[], $4::integer, $5::integer, $6::bigint,
      $7::integer, $8::timestamptz, $9::timestamptz) AS hits`,
});

const PAGE = page('search.demand-page', DEMAND_LIST_ITEM);
const PAGE_WITH_DOCUMENTS = page(
  'search.demand-page-with-documents',
  `json_build_object('item', ${DEMAND_LIST_ITEM}, 'document', version.document)`,
  'JOIN demand_versions version ON version.demand_id = listing.demand_id AND version.version = listing.version',
);
