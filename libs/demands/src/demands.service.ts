import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, type JsonObject, NOT_FOUND, type TaggedText } from '@shuqiao/kernel';
import { Database, type JsonBytes, type Statement } from '@shuqiao/platform';
import { DEMAND_COMPANY_SUSPENDED, DEMAND_FROM_ELSEWHERE, DEMAND_NOT_OPEN, DEMAND_TAKEN_DOWN } from './demand.errors';

/** A demand with a public version, as the contexts above need it. */
export interface PublishedDemand {
  readonly id: string;
  readonly companyId: string;
  readonly version: number;
  readonly status: 'published' | 'closed';
  readonly requirements: readonly { id: string; title: TaggedText; concepts: readonly string[]; mandatory: boolean }[];
  /** RFC 3339. */
  readonly deadline: string;
  readonly country: string;
  readonly title: TaggedText;
}

/** What is public of demands, and what other contexts may ask about them. */
@Injectable()
export class Demands {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * The newest public version with the demand's state and its company, as JSON; closed demands stay readable.
   * @throws DomainError NOT_FOUND, DEMAND_TAKEN_DOWN
   */
  async read(demandId: string): Promise<JsonBytes> {
    return jsonOf(await this.database.readJson<PublicDocument>(CURRENT, [demandId]));
  }

  /** One public version with the reason and the list of what it changed, as JSON. Throws as {@link read}. */
  async readVersion(demandId: string, version: number): Promise<JsonBytes> {
    return jsonOf(await this.database.readJson<PublicDocument>(VERSION, [demandId, version]));
  }

  /** What {@link read} answers, also of a demand that was taken down, and why it was: for a company that answered it. */
  async readAnswered(actor: Actor, demandId: string): Promise<JsonObject> {
    const [row] = await this.database.queryOnce<{ document: JsonObject }>(actor, ANSWERED, [demandId]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.document;
  }

  /**
   * A demand that is or was public.
   * @throws DomainError NOT_FOUND for one that never was, even to its own company.
   */
  findPublished(actor: Actor, demandId: string): Promise<PublishedDemand> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<PublishedDemand & Record<string, unknown>>(PUBLISHED, [demandId]);
      if (!row) throw new DomainError(NOT_FOUND);
      return row;
    });
  }

  /**
   * Lets only an open demand go on and keeps it open, in this version, until the caller's transaction ends. Call it
   * inside one, before what must not be sent to a demand that closes.
   * @throws DomainError NOT_FOUND for one that never was public, DEMAND_NOT_OPEN for one that is closed or past its deadline,
   * DEMAND_COMPANY_SUSPENDED while nobody of its company may answer, DEMAND_FROM_ELSEWHERE when nobody of it is here.
   */
  requireOpen(actor: Actor, demandId: string): Promise<PublishedDemand> {
    return this.database.transaction(actor, async () => {
      const open = await this.database.query(LOCK_OPEN, [demandId, this.clock.now()]);
      const demand = await this.findPublished(actor, demandId);
      if (!open.length) throw new DomainError(DEMAND_NOT_OPEN, { status: demand.status });
      const [mute] = await this.database.query<{ status: string }>(MUTE, [demand.companyId]);
      if (mute) throw new DomainError(mute.status === 'listed' ? DEMAND_FROM_ELSEWHERE : DEMAND_COMPANY_SUSPENDED);
      return demand;
    });
  }
}

interface PublicDocument {
  readonly [column: string]: unknown;
  readonly json: JsonBytes;
  readonly takenDown: boolean;
}

function jsonOf([row]: readonly PublicDocument[]): JsonBytes {
  if (!row) throw new DomainError(NOT_FOUND);
  if (row.takenDown) throw new DomainError(DEMAND_TAKEN_DOWN);
  return row.json;
}

const STATUS = `CASE listing.status WHEN 'open' THEN 'published' ELSE 'closed' END`;
const DOCUMENT = `published.document || jsonb_build_object('status', ${STATUS}, 'closeReason', listing.close_reason,
           'closedAt', to_char(listing.closed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'company', CASE WHEN company.id IS NOT NULL THEN jsonb_build_object('id', company.id, 'country', company.country,
             'kind', company.kind, 'status', company.status, 'name', jsonb_build_object('lang', company.legal_name_lang, 'text', company.legal_name)) END)`;
const NEWEST = `FROM demand_listings listing
         JOIN demand_versions published ON published.demand_id = listing.demand_id AND published.version = listing.version
         LEFT JOIN companies company ON company.id = listing.company_id
         WHERE listing.demand_id = $1`;
const CURRENT: Statement = {
  name: 'demands.read',
  text: `SELECT ${DOCUMENT} AS json, listing.status = 'taken_down' AS "takenDown" ${NEWEST}`,
};
const ANSWERED: Statement = {
  name: 'demands.read-answered',
  text: `SELECT ${DOCUMENT} || jsonb_build_object('takenDownReason', taken_down_reason($1)) AS document ${NEWEST}`,
};
const VERSION: Statement = {
  name: 'demands.read-version',
  text: `SELECT document || jsonb_build_object('reason', reason, 'changes', changes, 'material', material) AS json,
           listing.status = 'taken_down' AS "takenDown"
         FROM demand_versions published JOIN demand_listings listing ON listing.demand_id = published.demand_id
         WHERE published.demand_id = $1 AND published.version = $2`,
};
const PUBLISHED: Statement = {
  name: 'demands.published',
  text: `SELECT listing.demand_id AS id, listing.company_id AS "companyId", listing.version, ${STATUS} AS status,
           document -> 'requirements' AS requirements, document ->> 'deadline' AS deadline, listing.country, document -> 'title' AS title
         FROM demand_listings listing
         JOIN demand_versions published ON published.demand_id = listing.demand_id AND published.version = listing.version
         WHERE listing.demand_id = $1`,
};
const LOCK_OPEN: Statement = {
  name: 'demands.lock-open',
  text: 'SELECT published_version FROM lock_open_demand($1, $2)',
};
const MUTE: Statement = {
  name: 'demands.mute-company',
  text: `SELECT status FROM companies WHERE id = $1 AND status IN ('suspended', 'listed')`,
};
