import { Injectable } from '@nestjs/common';
import { DomainError, type LocalizedText, NOT_FOUND, type TaggedText } from '@shuqiao/kernel';
import { Database, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { ReviewCase } from './review-case.entity';
import type { Decision, Finding, Remark, RequiredCheck, ReviewStatus } from './review.types';

interface CaseRow {
  readonly id: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly subject_version: number;
  readonly company_id: string;
  readonly submitted_by: string | null;
  readonly needs_second_review: boolean;
  readonly required_checks: RequiredCheck[];
  readonly status: ReviewStatus;
  readonly assignee: string | null;
  readonly claimed_at: Date | null;
  readonly decision: Decision | null;
  readonly reason_template: string | null;
  readonly reason_texts: LocalizedText | null;
  readonly reason: TaggedText | null;
  readonly decided_by: string | null;
  readonly second_decided_by: string | null;
  readonly decided_at: Date | null;
  readonly version: number;
}

/** Reads a case under a row lock and writes it back; the snapshots, which may be large, are not touched. */
@Injectable()
export class ReviewCaseStore {
  constructor(private readonly database: Database) {}

  /** @throws DomainError NOT_FOUND; STALE_VERSION when `version` is given and is no longer the newest. */
  async lock(id: string, version?: number): Promise<ReviewCase> {
    const [row] = await this.database.query<CaseRow & Record<string, unknown>>(LOCK, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    if (version !== undefined && version !== row.version) throw new DomainError(STALE_VERSION);
    return toCase(row);
  }

  async save({ id, state }: ReviewCase): Promise<void> {
    const { template, texts, text } = state.reason;
    const reason = [template, texts && JSON.stringify(texts), text && JSON.stringify(text)];
    const decided = [state.decidedBy, state.secondDecidedBy, state.decidedAt];
    await this.database.query(SAVE, [
      id,
      state.status,
      state.assignee,
      state.claimedAt,
      state.decision,
      ...reason,
      ...decided,
    ]);
  }

  async replaceRemarks(id: string, remarks: readonly Remark[]): Promise<void> {
    await this.database.query(CLEAR_REMARKS, [id]);
    if (remarks.length) await this.database.query(ADD_REMARKS, [id, JSON.stringify(remarks)]);
  }

  /** What was found in the case, with what was carried into it. */
  findings(id: string): Promise<Pick<Finding, 'check' | 'result' | 'validUntil'>[]> {
    return this.database.query<Finding & Record<string, unknown>>(FINDINGS, [id]);
  }

  async isMember(companyId: string, accountId: string): Promise<boolean> {
    const rows = await this.database.query(MEMBER, [companyId, accountId]);
    return rows.length > 0;
  }
}

function toCase(row: CaseRow): ReviewCase {
  return new ReviewCase(
    row.id,
    row.subject_type,
    row.subject_id,
    row.subject_version,
    row.company_id,
    row.submitted_by,
    row.needs_second_review,
    row.required_checks,
    {
      status: row.status,
      assignee: row.assignee,
      claimedAt: row.claimed_at,
      decision: row.decision,
      reason: { template: row.reason_template, texts: row.reason_texts, text: row.reason },
      decidedBy: row.decided_by,
      secondDecidedBy: row.second_decided_by,
      decidedAt: row.decided_at,
    },
    row.version,
  );
}

const LOCK: Statement = {
  name: 'review-case.lock',
  text: `SELECT id, subject_type, subject_id, subject_version, company_id, submitted_by, needs_second_review, required_checks, status,
           assignee, claimed_at, decision, reason_template, reason_texts, reason, decided_by, second_decided_by, decided_at, version
         FROM review_cases WHERE id = $1 FOR NO KEY UPDATE`,
};
const SAVE: Statement = {
  name: 'review-case.save',
  text: `UPDATE review_cases SET status = $2, assignee = $3, claimed_at = $4, decision = $5, reason_template = $6, reason_texts = $7,
           reason = $8, decided_by = $9, second_decided_by = $10, decided_at = $11, version = version + 1 WHERE id = $1`,
};
const CLEAR_REMARKS: Statement = {
  name: 'review-case.clear-remarks',
  text: 'DELETE FROM review_remarks WHERE case_id = $1',
};
const ADD_REMARKS: Statement = {
  name: 'review-case.add-remarks',
  text: `INSERT INTO review_remarks (case_id, position, pointer, text, lang)
         SELECT $1, position, remark->>'pointer', remark->>'text', remark->>'lang'
         FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS row(remark, position)`,
};
const FINDINGS: Statement = {
  name: 'review-case.findings',
  text: `SELECT "check", result, valid_until::text AS "validUntil" FROM review_findings WHERE case_id = $1 ORDER BY "check"`,
};
const MEMBER: Statement = {
  name: 'review-case.member',
  text: 'SELECT 1 FROM memberships WHERE company_id = $1 AND account_id = $2',
};
