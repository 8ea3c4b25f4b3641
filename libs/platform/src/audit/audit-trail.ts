import { Injectable } from '@nestjs/common';
import { type Actor, decodeCursor, type JsonObject, type Page, pageOf, type PageRequest } from '@shuqiao/kernel';
import { Database } from '../database/database';
import type { Statement } from '../database/statement';

/** Which entries are looked for; one of the three narrows the history, none reads all of it. */
export interface AuditFilter {
  readonly subject?: { readonly type: string; readonly id: string };
  readonly companyId?: string;
  readonly accountId?: string;
}

export interface AuditRecord {
  readonly id: string;
  readonly at: string;
  readonly actorKind: string;
  readonly accountId: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly companyId: string | null;
  readonly details: JsonObject;
  readonly requestId: string;
  /** The place in the hash chain; null until the entry is sealed. */
  readonly position: number | null;
}

/** The newest link of the chain and how many entries wait for theirs. */
export interface ChainHead {
  readonly position: number;
  readonly hash: string | null;
  readonly unsealed: number;
}

/** Reads the audit, for the secretariat. */
@Injectable()
export class AuditTrail {
  constructor(private readonly database: Database) {}

  /** The newest entries first. */
  list(actor: Actor, filter: AuditFilter, { limit, cursor }: PageRequest): Promise<Page<AuditRecord>> {
    const [before = null] = cursor ? decodeCursor(cursor, ['uuid']) : [];
    const [statement, ...values] = statementFor(filter);
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<AuditRecord & Record<string, unknown>>(statement, [
        ...values,
        before,
        limit + 1,
      ]);
      return pageOf(rows, limit, (row) => [row.id]);
    });
  }

  head(actor: Actor): Promise<ChainHead> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<ChainHead & Record<string, unknown>>(CHAIN_HEAD, []);
      return row ?? { position: 0, hash: null, unsealed: 0 };
    });
  }
}

// A statement for each filter, so that each has the plan of its own index.
function statementFor({ subject, companyId, accountId }: AuditFilter): [Statement, ...string[]] {
  if (subject) return [BY_SUBJECT, subject.type, subject.id];
  if (companyId) return [BY_COMPANY, companyId];
  if (accountId) return [BY_ACCOUNT, accountId];
  return [ALL];
}

const list = (condition: string, next: number): string => `SELECT entry.id, entry.at, actor_kind AS "actorKind",
    account_id AS "accountId", action, subject_type AS "subjectType", subject_id AS "subjectId", company_id AS "companyId",
    details, request_id AS "requestId", link.position::integer
  FROM audit_entries entry LEFT JOIN audit_links link ON link.entry_id = entry.id
  WHERE ${condition} AND ($${next}::uuid IS NULL OR entry.id < $${next}::uuid) ORDER BY entry.id DESC LIMIT $${next + 1}`;

const BY_SUBJECT: Statement = { name: 'audit.by-subject', text: list('subject_type = $1 AND subject_id = $2', 3) };
const BY_COMPANY: Statement = { name: 'audit.by-company', text: list('company_id = $1', 2) };
const BY_ACCOUNT: Statement = { name: 'audit.by-account', text: list('account_id = $1', 2) };
const ALL: Statement = { name: 'audit.all', text: list('true', 1) };
const CHAIN_HEAD: Statement = {
  name: 'audit.chain-head',
  text: `SELECT coalesce(head.position, 0)::integer AS position, head.hash,
      (SELECT count(*)::integer FROM (SELECT FROM audit_unsealed LIMIT 10000) AS waiting) AS unsealed
    FROM (SELECT) AS one LEFT JOIN LATERAL (SELECT position, hash FROM audit_links ORDER BY position DESC LIMIT 1) AS head ON true`,
};
