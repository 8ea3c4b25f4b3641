import { Injectable } from '@nestjs/common';
import { type Actor, type JsonObject, newId } from '@shuqiao/kernel';
import { Database } from '../database/database';
import type { Statement } from '../database/statement';

export interface AuditEntry {
  /** A named act, for example `demand.published`. */
  readonly action: string;
  /** What it was done to, for example `demand`. */
  readonly subjectType: string;
  /** A UUID, or the code of what has one. */
  readonly subjectId: string;
  /** The company whose affair it is, if one. */
  readonly companyId?: string | null;
  /** What changed, without personal data. */
  readonly details?: JsonObject;
}

/**
 * Writes the audit entry of an act in the act's own transaction. Entries are append-only; the worker chains them by
 * hashes after they commit, so that writers never wait for each other (see docs/decisions/audit-chain.md).
 */
@Injectable()
export class Audit {
  constructor(private readonly database: Database) {}

  record(actor: Actor, entry: AuditEntry): Promise<void> {
    this.database.enqueue(RECORD, [
      newId(),
      actor.kind,
      actor.accountId,
      entry.action,
      entry.subjectType,
      entry.subjectId,
      entry.companyId ?? null,
      JSON.stringify(entry.details ?? {}),
      actor.requestId,
    ]);
    return Promise.resolve();
  }
}

const RECORD: Statement = {
  name: 'audit.record',
  text: `INSERT INTO audit_entries (id, actor_kind, account_id, action, subject_type, subject_id, company_id, details, request_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
