import { Injectable } from '@nestjs/common';
import {
  Clock,
  decodeCursor,
  DomainError,
  fieldError,
  invalid,
  MALFORMED,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { FIND_PUBLISHED } from './agenda/agenda.query';
import type { RoadshowKind } from './roadshow.types';
import { PUBLIC_VIEW } from './views.query';

export interface CatalogueFilter {
  readonly kind?: RoadshowKind | undefined;
  readonly country?: string | undefined;
  /** Only what is not over, the next first; otherwise everything, the latest first. */
  readonly upcoming?: boolean | undefined;
}

interface Row {
  readonly id: string;
  /** Days since 1970-01-01: a number passes a cursor unharmed. */
  readonly day: number;
  readonly view: object;
}

const DAY = 86_400_000;
const [EARLIEST, LATEST] = [-30_000, 100_000];

/** What everybody may read of roadshows: counts of seats, never who sits there. */
@Injectable()
export class RoadshowCatalogue {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(filter: CatalogueFilter, page: PageRequest): Promise<Page<object>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['number', 'uuid']) : null;
    const today = this.clock.now().toISOString().slice(0, 10);
    const values = [
      filter.kind ?? null,
      filter.country ?? null,
      after && dateOf(Number(after[0])),
      after && after[1],
      page.limit + 1,
      ...(filter.upcoming ? [today] : []),
    ];
    const rows = await this.database.read<Row & Record<string, unknown>>(
      filter.upcoming ? UPCOMING : LATEST_FIRST,
      values,
    );
    const { items, nextCursor } = pageOf(rows, page.limit, (row) => [row.day, row.id]);
    return { items: items.map((row) => row.view), nextCursor };
  }

  /** A roadshow with its agenda, as it was published last. @throws DomainError NOT_FOUND, for a draft too. */
  async find(id: string): Promise<object> {
    const [row] = await this.database.read<{ view: object }>(FIND_PUBLISHED, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }
}

function dateOf(day: number): string {
  if (day < EARLIEST || day > LATEST) throw invalid(fieldError('?cursor', MALFORMED, { expected: 'nextCursor' }));
  return new Date(day * DAY).toISOString().slice(0, 10);
}

const COLUMNS = `SELECT r.id, r.starts_on - DATE '1970-01-01' AS day, ${PUBLIC_VIEW} AS view FROM roadshows r
  WHERE r.status <> 'draft' AND ($1::text IS NULL OR r.kind = $1) AND ($2::text IS NULL OR r.country = $2)`;

// `ends_on` is local: a day of slack keeps what is still on in the zones behind UTC. No roadshow lasts longer than 31 days.
const UPCOMING: Statement = {
  name: 'roadshows.upcoming',
  text: `${COLUMNS} AND r.status <> 'cancelled' AND r.starts_on >= $6::date - 32 AND r.ends_on >= $6::date - 1
    AND ($3::date IS NULL OR (r.starts_on, r.id) > ($3, $4::uuid)) ORDER BY r.starts_on, r.id LIMIT $5`,
};

const LATEST_FIRST: Statement = {
  name: 'roadshows.latest-first',
  text: `${COLUMNS} AND ($3::date IS NULL OR (r.starts_on, r.id) < ($3, $4::uuid)) ORDER BY r.starts_on DESC, r.id DESC LIMIT $5`,
};
