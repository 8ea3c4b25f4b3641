import { Injectable } from '@nestjs/common';
import { type Actor, decodeCursor, type PageRequest, pageOf } from '@shuqiao/kernel';
import { Database, jsonBytes, type JsonBytes, type Statement } from '@shuqiao/platform';

export interface DemandListFilter {
  readonly state: 'open' | 'closed';
  readonly country?: string | undefined;
  /** A concept; what lies below it is found too. */
  readonly concept?: string | undefined;
  /** RFC 3339, inclusive. */
  readonly deadlineFrom?: string | undefined;
  /** RFC 3339, exclusive. */
  readonly deadlineTo?: string | undefined;
}

interface Row {
  readonly json: JsonBytes;
  readonly at: string;
  readonly id: string;
  readonly [column: string]: unknown;
}

const ANY = '*';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const MOST_COUNTED = 1000;
const MOST_FOLDED = 500;

/**
 * The public list of demands: newest first, or by deadline where a range of deadlines is asked for. A page reads one
 * index from its cursor on. Totals are the sum of counters, hence exact at any size; within a range of deadlines they
 * are counted, up to 1000.
 */
@Injectable()
export class DemandList {
  constructor(private readonly database: Database) {}

  /** Returns `{items, nextCursor, total: {value, exact}}` as JSON. */
  async page(filter: DemandListFilter, page: PageRequest): Promise<JsonBytes> {
    const key = [filter.concept ?? ANY, filter.country ?? ANY, filter.state];
    const byDeadline = filter.deadlineFrom !== undefined || filter.deadlineTo !== undefined;
    return byDeadline ? this.byDeadline(key, filter, page) : this.newest(key, page);
  }

  private async newest(key: readonly string[], { limit, cursor }: PageRequest): Promise<JsonBytes> {
    const after = cursor === undefined ? ['infinity', LAST_ID] : decodeCursor(cursor, ['time', 'uuid']);
    const [rows, [total]] = await Promise.all([
      this.database.readJson<Row>(NEWEST, [...key, ...after, limit + 1]),
      this.database.read<{ total: number }>(TOTAL, key),
    ]);
    return pageJson(rows, limit, total?.total ?? 0, true);
  }

  private async byDeadline(
    key: readonly string[],
    filter: DemandListFilter,
    { limit, cursor }: PageRequest,
  ): Promise<JsonBytes> {
    const { deadlineFrom = '-infinity', deadlineTo = 'infinity' } = filter;
    const after = cursor === undefined ? [deadlineFrom, FIRST_ID] : decodeCursor(cursor, ['time', 'uuid']);
    const [rows, [counted]] = await Promise.all([
      this.database.readJson<Row>(BY_DEADLINE, [...key, deadlineFrom, deadlineTo, ...after, limit + 1]),
      this.database.read<{ total: number }>(COUNT_TO, [...key, deadlineFrom, deadlineTo, MOST_COUNTED + 1]),
    ]);
    const total = counted?.total ?? 0;
    return pageJson(rows, limit, Math.min(total, MOST_COUNTED), total <= MOST_COUNTED);
  }

  /**
   * Folds the counters' deltas into one row per key, for the keys that grew most, and returns how many keys it folded.
   * Two runs at once fold different rows, so that no count is lost.
   */
  foldCounters(actor: Actor): Promise<number> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ folded: number }>(FOLD, [MOST_FOLDED]);
      return row?.folded ?? 0;
    });
  }
}

function pageJson(rows: readonly Row[], limit: number, value: number, exact: boolean): JsonBytes {
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.at, row.id]);
  return jsonBytes`{"items":${items.map(({ json }) => json)},"nextCursor":${nextCursor},"total":${{ value, exact }}}`;
}

/** What a list shows of a demand, as jsonb, given `demand_listings listing` and its `companies company`, left-joined. */
export const DEMAND_LIST_ITEM = `(listing.summary || jsonb_build_object('status', CASE listing.status WHEN 'open' THEN 'published' ELSE 'closed' END,
    'closeReason', listing.close_reason, 'company', CASE WHEN company.id IS NOT NULL THEN jsonb_build_object('id', company.id,
    'country', company.country, 'kind', company.kind, 'status', company.status, 'name', jsonb_build_object('lang', company.legal_name_lang, 'text', company.legal_name)) END))`;
const ITEM = `${DEMAND_LIST_ITEM} AS json`;
const SHOWN = `JOIN demand_listings listing ON listing.demand_id = page.demand_id LEFT JOIN companies company ON company.id = listing.company_id`;
const MICROSECONDS = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

const NEWEST: Statement = {
  name: 'demands.newest',
  text: `SELECT ${ITEM}, to_char(page.published_at, ${MICROSECONDS}) AS at, page.demand_id AS id FROM (
           SELECT published_at, demand_id FROM demand_listing_keys
           WHERE concept = $1 AND country = $2 AND status = $3 AND (published_at, demand_id) < ($4::timestamptz, $5::uuid)
           ORDER BY published_at DESC, demand_id DESC LIMIT $6) page
         ${SHOWN} ORDER BY page.published_at DESC, page.demand_id DESC`,
};
const BY_DEADLINE: Statement = {
  name: 'demands.by-deadline',
  text: `SELECT ${ITEM}, to_char(page.deadline, ${MICROSECONDS}) AS at, page.demand_id AS id FROM (
           SELECT deadline, demand_id FROM demand_listing_keys
           WHERE concept = $1 AND country = $2 AND status = $3 AND deadline >= $4::timestamptz AND deadline < $5::timestamptz
             AND (deadline, demand_id) > ($6::timestamptz, $7::uuid)
           ORDER BY deadline, demand_id LIMIT $8) page
         ${SHOWN} ORDER BY page.deadline, page.demand_id`,
};
const TOTAL: Statement = {
  name: 'demands.total',
  text: `SELECT coalesce(sum(delta), 0)::int AS total FROM demand_facet_deltas WHERE concept = $1 AND country = $2 AND status = $3`,
};
const COUNT_TO: Statement = {
  name: 'demands.count-to',
  text: `SELECT count(*)::int AS total FROM (SELECT FROM demand_listing_keys WHERE concept = $1 AND country = $2 AND status = $3
           AND deadline >= $4::timestamptz AND deadline < $5::timestamptz LIMIT $6) counted`,
};
const FOLD: Statement = {
  name: 'demands.fold-counters',
  text: `WITH grown AS (
           SELECT concept, country, status FROM demand_facet_deltas GROUP BY concept, country, status
           HAVING count(*) > 1 ORDER BY count(*) DESC LIMIT $1),
         gone AS (
           DELETE FROM demand_facet_deltas delta USING grown WHERE delta.concept = grown.concept AND delta.country = grown.country
             AND delta.status = grown.status RETURNING delta.concept, delta.country, delta.status, delta.delta),
         kept AS (
           INSERT INTO demand_facet_deltas (concept, country, status, delta)
           SELECT concept, country, status, sum(delta) FROM gone GROUP BY concept, country, status HAVING sum(delta) <> 0 RETURNING id)
         SELECT count(*)::int AS folded FROM grown`,
};
