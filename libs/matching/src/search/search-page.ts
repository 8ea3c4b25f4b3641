import { decodeCursor, encodeCursor, fieldError, invalid, MALFORMED } from '@shuqiao/kernel';
import { jsonBytes, type JsonBytes } from '@shuqiao/platform';
import { type Facets, filterTerms, plainFacets } from './search-terms';

/** What a reader looks for; `q` is free text. */
export interface SearchRequest extends Facets {
  readonly q?: string | undefined;
  /** Whether each item says where the words of `q` stand in it, which costs more than finding it. */
  readonly highlight?: boolean | undefined;
  /** RFC 3339; from is included, to is not. */
  readonly deadlineFrom?: string | undefined;
  readonly deadlineTo?: string | undefined;
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** How many there are: an estimate where counting all would take too long. */
export interface Total {
  readonly value: number;
  readonly exact: boolean;
}

/** Where the page before ended, by layer of relevance and position, which word the layers are told by, what it said the total was, and whom it listed by name. */
export interface Continuation {
  readonly layer: number;
  readonly anchor: number;
  readonly before: number;
  readonly total: Total;
  readonly named: readonly string[];
}

/** One row of a page statement. */
export interface PageRow extends Record<string, unknown> {
  readonly last: string | null;
  readonly layer: number | null;
  readonly anchor: number | null;
  readonly more: boolean;
  readonly total: string | null;
  readonly exact: boolean | null;
  /** An array. */
  readonly items: JsonBytes;
}

const LAST_LAYER = 2;
const FORM = ['number', 'number', 'number', 'number', 'number', 'text'] as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws DomainError VALIDATION_FAILED at `?cursor` when it is not one of ours. */
export function readCursor(cursor: string | undefined): Continuation | null {
  if (cursor === undefined) return null;
  const [layer, anchor, before, value, exact, names] = decodeCursor(cursor, FORM);
  const named = String(names).split(',').filter(Boolean);
  const numbers = [layer, anchor, before, value, exact].map(Number);
  const isOurs = numbers.every((number) => Number.isSafeInteger(number) && number >= 0) && Number(layer) <= LAST_LAYER;
  if (!isOurs || !named.every((id) => UUID.test(id)))
    throw invalid(fieldError('?cursor', MALFORMED, { expected: 'nextCursor' }));
  const place = { layer: Number(layer), anchor: Number(anchor), before: Number(before) };
  return { ...place, total: { value: Number(value), exact: exact === 1 }, named };
}

/** The filters and words of a request as `search_hits` takes them; words alone need no term that everything has. */
export function asked(facets: Facets, words: readonly string[]): [filters: string[], plain: string[], words: string[]] {
  const plain = plainFacets(facets);
  return [plain.length || !words.length ? filterTerms(facets) : [], plain, [...words]];
}

/** The cursor behind a page, or null when it is the last. */
export function cursorAfter(row: PageRow, total: Total, named: readonly string[]): string | null {
  if (!row.more) return null;
  return encodeCursor([
    Number(row.layer),
    Number(row.anchor),
    Number(row.last),
    total.value,
    total.exact ? 1 : 0,
    named.join(','),
  ]);
}

/** The total that holds for the whole walk: counted on its first page, carried on by the cursor. */
export function totalOf(row: PageRow, continuation: Continuation | null): Total {
  return continuation?.total ?? { value: Number(row.total), exact: row.exact === true };
}

/** Puts the answer together around items, which the database may have written already. */
export function pageJson(items: JsonBytes | readonly object[], nextCursor: string | null, total: Total): JsonBytes {
  return jsonBytes`{"items":${items},"nextCursor":${nextCursor},"total":${total}}`;
}

/** Adds a member to an answer that is written already. */
export function withMember(json: JsonBytes, name: string, value: object): JsonBytes {
  return jsonBytes`${json.subarray(0, -1)},${name}:${value}}`;
}
