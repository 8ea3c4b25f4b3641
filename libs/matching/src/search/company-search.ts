import { Injectable } from '@nestjs/common';
import type { Actor, JsonObject } from '@shuqiao/kernel';
import { Database, type JsonBytes, type Statement } from '@shuqiao/platform';
import { CompanyNames, type NamedCompany } from './company-names';
import { mark } from './search-marks';
import {
  asked,
  type Continuation,
  cursorAfter,
  pageJson,
  type PageRow,
  readCursor,
  type SearchRequest,
  totalOf,
} from './search-page';
import { plainFacets } from './search-terms';
import { SearchWords } from './search-words';

const MOST_NAMED = 5;

interface Found {
  readonly item: JsonObject & { readonly companyId: string };
  /** Empty unless words are to be marked in it. */
  readonly document: JsonObject;
}

interface Named {
  readonly named: readonly Found[];
  readonly besides: number;
}

/** The public list of verified companies: by name first, then by full text, what headings say before what else is said. */
@Injectable()
export class CompanySearch {
  constructor(
    private readonly database: Database,
    private readonly words: SearchWords,
    private readonly names: CompanyNames,
  ) {}

  /** One page as JSON, in the form that {@link DemandSearch.find} has. */
  async find(actor: Actor, request: SearchRequest): Promise<JsonBytes> {
    const continuation = readCursor(request.cursor);
    if (request.q !== undefined) return this.findWords(actor, { ...request, q: request.q }, continuation);
    const row = await this.page(PAGE, request, [], continuation);
    const total = totalOf(row, continuation);
    return pageJson(row.items, cursorAfter(row, total, []), total);
  }

  private async findWords(
    actor: Actor,
    request: SearchRequest & { q: string },
    continuation: Continuation | null,
  ): Promise<JsonBytes> {
    const words = (await this.words.analyzer()).analyzeQuery(request.q).tokens;
    const row = words.length
      ? await this.page(request.highlight ? PAGE_WITH_DOCUMENTS : PAGE_OF_ITEMS, request, words, continuation)
      : NOTHING;
    const found = JSON.parse(row.items.toString()) as Found[];
    const total = totalOf(row, continuation);
    const { named, besides } = continuation
      ? NOBODY
      : await this.named(actor, request.q, plainFacets(request), words, Number(row.total));
    const listed = new Set(continuation?.named ?? named.map(({ item }) => item.companyId));
    const items = [...named, ...found.filter(({ item }) => !listed.has(item.companyId))];
    const marked = items.map(({ item, document }) => (request.highlight ? mark(item, document, words) : item));
    const whole = continuation ? total : { ...total, value: row.more ? total.value + besides : items.length };
    return pageJson(marked, cursorAfter(row, whole, [...listed]), whole);
  }

  /**
   * Whom the query names, and how many of them are not among the `found` who have its words. Similar names are looked for
   * only where the words found hardly anything.
   */
  private async named(
    actor: Actor,
    q: string,
    filters: readonly string[],
    words: readonly string[],
    found: number,
  ): Promise<Named> {
    let companies: NamedCompany[] = await this.names.beginning(q, MOST_NAMED, filters);
    if (!companies.length && found < MOST_NAMED) companies = await this.names.similar(actor, q, MOST_NAMED, filters);
    if (!companies.length) return NOBODY;
    const ids = companies.map(({ companyId }) => companyId);
    const [row] = await this.database.read<{ items: Found[]; besides: number }>(ITEMS, [ids, words]);
    return { named: row?.items ?? [], besides: row?.besides ?? 0 };
  }

  private async page(
    statement: Statement,
    request: SearchRequest,
    words: readonly string[],
    continuation: Continuation | null,
  ): Promise<PageRow> {
    const { layer = 0, anchor = null, before = null } = continuation ?? {};
    const values = [...asked(request, words), layer, anchor, before, request.limit];
    const [row] = await this.database.readJson<PageRow>(statement, values);
    return row ?? NOTHING;
  }
}

const NOBODY: Named = { named: [], besides: 0 };
const NOTHING: PageRow = {
  last: null,
  layer: null,
  anchor: null,
  more: false,
  total: '0',
  exact: true,
  items: Buffer.from('[]'),
};

const MEMBERS = [
  ...[
    'companyId',
    'legalName',
    'names',
    'country',
    'side',
    'kind',
    'concepts',
    'targetCountries',
    'languages',
    'verifiedAt',
    'origin',
  ],
];
// What stands in the public document was verified; the columns may already hold what is under review.
const ITEM = `jsonb_build_object(${MEMBERS.map((name) => `'${name}', company.public_document -> '${name}'`).join(', ')})`;
const FOUND = `json_build_object('item', ${ITEM}, 'document', company.public_document)`;
const PUBLIC = `company.status IN ('verified', 'listed') AND company.public_document IS NOT NULL`;

const page = (name: string, item: string): Statement => ({
  name,
  text: `SELECT hits.last, hits.last_layer AS layer, hits.anchor, hits.more, hits.total, hits.exact,
      (SELECT coalesce(json_agg(${item} ORDER BY hit.rank), '[]')
       FROM unnest(hits.ids) WITH ORDINALITY AS hit (id, rank) JOIN companies company ON company.id = hit.id AND ${PUBLIC}) AS items
    FROM search_hits('company', $1::text[], $2::text[], $3::text[], $4::integer, $5::integer, $6::bigint, $7::integer,
      NULL, NULL) AS hits`,
});
const PAGE = page('search.company-page', ITEM);
const PAGE_OF_ITEMS = page(
  'search.company-page-of-items',
  `json_build_object('item', ${ITEM}, 'document', '{}'::json)`,
);
const PAGE_WITH_DOCUMENTS = page('search.company-page-with-documents', FOUND);
const ITEMS: Statement = {
  name: 'search.company-items',
  text: `SELECT coalesce(json_agg(${FOUND} ORDER BY hit.rank), '[]') AS items,
      (count(*) FILTER (WHERE cardinality($2::text[]) = 0 OR NOT search_has('company', document.position, $2::text[])))::integer AS besides
    FROM unnest($1::uuid[]) WITH ORDINALITY AS hit (id, rank) JOIN companies company ON company.id = hit.id AND ${PUBLIC}
    JOIN search_documents document ON document.kind = 'company' AND document.subject_id = hit.id`,
};
