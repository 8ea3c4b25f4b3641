import { Injectable } from '@nestjs/common';
import { Demands } from '@shuqiao/demands';
import { companiesWith } from '@shuqiao/identity';
import {
  type Actor,
  decodeCursor,
  DomainError,
  type JsonObject,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { type EoiFilter, type EoiRecord, type EoiScope, listStatement, ONE, ONE_FOR_STAFF } from './eoi-reads.query';

type Row = EoiRecord & Record<string, unknown>;

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Reading EOIs, by either party and by staff. */
@Injectable()
export class EoiReads {
  constructor(
    private readonly database: Database,
    private readonly demands: Demands,
  ) {}

  /** @throws DomainError NOT_FOUND for a stranger, and for the receiver while it is a draft. */
  async get(actor: Actor, id: string): Promise<EoiRecord> {
    const [row] = await this.database.queryOnce<Row>(actor, ONE, [id, companiesWith(actor, 'eoi.view')]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row;
  }

  /**
   * The demand that an EOI answers, as its parties may read it: when it was taken down they read it still, and why.
   * @throws DomainError NOT_FOUND as {@link get}, DEMAND_TAKEN_DOWN while the EOI is a draft.
   */
  async demandOf(actor: Actor, id: string): Promise<JsonObject> {
    const { demandId, status } = await this.get(actor, id);
    if (status === 'draft') await this.demands.read(demandId);
    return this.demands.readAnswered(actor, demandId);
  }

  /** What a company sent or received, newest first. */
  list(
    actor: Actor,
    companyId: string,
    direction: 'sent' | 'received',
    filter: EoiFilter,
    page: PageRequest,
  ): Promise<Page<EoiRecord>> {
    if (!companiesWith(actor, 'eoi.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    return this.page(actor, direction, companyId, filter, page);
  }

  async getForStaff(actor: Actor, id: string): Promise<EoiRecord> {
    const [row] = await this.database.queryOnce<Row>(actor, ONE_FOR_STAFF, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row;
  }

  /** All that were ever sent, of one company (on either side) or of everybody, newest first. */
  listForStaff(
    actor: Actor,
    filter: EoiFilter & { companyId?: string | undefined },
    page: PageRequest,
  ): Promise<Page<EoiRecord>> {
    return this.page(actor, filter.companyId ? 'company' : 'all', filter.companyId ?? null, filter, page);
  }

  private page(
    actor: Actor,
    scope: EoiScope,
    companyId: string | null,
    filter: EoiFilter,
    page: PageRequest,
  ): Promise<Page<EoiRecord>> {
    const [before] = page.cursor ? decodeCursor(page.cursor, ['uuid']) : [LAST];
    const values = [companyId, before, page.limit + 1, filter.status ?? null, filter.demandId ?? null];
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<Row>(listStatement(scope, filter), values);
      return pageOf(rows, page.limit, (row) => [row.id]);
    });
  }
}
