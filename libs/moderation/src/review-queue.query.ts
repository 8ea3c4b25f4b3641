import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  type JsonObject,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { shownName } from '@shuqiao/identity';
import { Database, type Statement } from '@shuqiao/platform';
import { statesOf } from './required-checks';
import { type Change, diffOf } from './review-diff';
import type { Finding, RequiredCheck, RequiredCheckState, ReviewStatus } from './review.types';

export interface QueueFilter extends PageRequest {
  /** Undecided cases when it is not given. */
  readonly status?: readonly ReviewStatus[] | undefined;
  readonly subjectType?: string | undefined;
  readonly assignee?: 'me' | 'none' | undefined;
  readonly overdue?: boolean | undefined;
  readonly flag?: string | undefined;
}

/** A case as the queue shows it. */
export interface ReviewCaseSummary {
  readonly id: string;
  readonly dueAt: string;
  readonly [member: string]: unknown;
}

export interface ReviewCaseDetail extends ReviewCaseSummary {
  readonly snapshot: JsonObject;
  readonly findings: readonly Finding[];
  readonly requiredChecks: readonly RequiredCheckState[];
  /** Null at a subject's first review; at most 200 changes. */
  readonly diff: readonly Change[] | null;
  readonly diffTruncated: boolean;
}

interface DetailRow {
  readonly [column: string]: unknown;
  readonly detail: ReviewCaseDetail;
  readonly previous: JsonObject | null;
  readonly required: readonly RequiredCheck[];
}

const UNDECIDED: readonly ReviewStatus[] = ['open', 'claimed', 'awaiting_second'];

/** What the secretariat reads of the cases: the queue, the most urgent first, and one case whole. */
@Injectable()
export class ReviewQueue {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, filter: QueueFilter): Promise<Page<ReviewCaseSummary>> {
    const statuses = [...(filter.status ?? UNDECIDED)];
    const values: unknown[] = [this.clock.now(), filter.limit + 1, statuses, actor.language];
    const conditions = ['reviewed.status = ANY ($3)'];
    const parameter = (value: unknown) => `$${values.push(value)}`;
    const { subjectType, assignee, overdue, flag, cursor } = filter;
    if (subjectType) conditions.push(`reviewed.subject_type = ${parameter(subjectType)}`);
    if (assignee === 'me') conditions.push(`reviewed.assignee = ${parameter(actor.accountId)}`);
    if (assignee === 'none') conditions.push('reviewed.assignee IS NULL');
    if (overdue !== undefined) conditions.push(overdue ? OVERDUE : `NOT ${OVERDUE}`);
    if (flag) conditions.push(`${parameter(flag)} = ANY (reviewed.flags)`);
    if (cursor) {
      const [dueAt, id] = decodeCursor(cursor, ['time', 'uuid']);
      conditions.push(`(reviewed.due_at, reviewed.id) > (${parameter(dueAt)}::timestamptz, ${parameter(id)}::uuid)`);
    }
    const name = `review-queue:${[subjectType && 's', assignee, overdue === undefined ? '' : overdue, flag && 'f', cursor && 'c'].join('-')}`;
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<{ summary: ReviewCaseSummary }>(queueStatement(name, conditions), values);
      return pageOf(
        rows.map((row) => row.summary),
        filter.limit,
        ({ dueAt, id }) => [dueAt, id],
      );
    });
  }

  /** @throws DomainError NOT_FOUND. */
  get(actor: Actor, id: string): Promise<ReviewCaseDetail> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const [row] = await this.database.query<DetailRow>(DETAIL, [now, id, actor.language]);
      if (!row) throw new DomainError(NOT_FOUND);
      const { changes, truncated } = row.previous
        ? diffOf(row.previous, row.detail.snapshot)
        : { changes: null, truncated: false };
      const requiredChecks = statesOf(row.required, row.detail.findings, now.toISOString().slice(0, 10));
      return { ...row.detail, requiredChecks, diff: changes, diffTruncated: truncated };
    });
  }
}

const OVERDUE = `(reviewed.due_at < $1 AND reviewed.status IN ('open', 'claimed', 'awaiting_second'))`;
const named = (account: string, language: string) =>
  `json_build_object('id', ${account}.id, 'name', ${shownName(account, language)})`;
const person = (column: string, language: string) =>
  `(SELECT ${named('person', language)} FROM accounts person WHERE person.id = reviewed.${column})`;

/** `language` is the parameter that carries the reader's. */
const summary = (
  language: string,
) => `'id', reviewed.id, 'subjectType', reviewed.subject_type, 'subjectId', reviewed.subject_id,
  'subjectVersion', reviewed.subject_version, 'companyId', reviewed.company_id,
  'title', json_build_object('lang', reviewed.title_lang, 'text', reviewed.title), 'flags', reviewed.flags, 'status', reviewed.status,
  'needsSecondReview', reviewed.needs_second_review, 'assignee', ${person('assignee', language)}, 'submittedAt', reviewed.submitted_at,
  'dueAt', reviewed.due_at, 'overdue', ${OVERDUE}, 'decision', reviewed.decision, 'decidedAt', reviewed.decided_at, 'version', reviewed.version`;

// One prepared statement for each combination of filters: few, and each planned for itself.
function queueStatement(name: string, conditions: readonly string[]): Statement {
  const text = `SELECT json_build_object(${summary('$4')}) AS summary FROM review_cases reviewed
    WHERE ${conditions.join(' AND ')} ORDER BY reviewed.due_at, reviewed.id LIMIT $2`;
  return { name, text };
}

const DETAIL: Statement = {
  name: 'review-queue.detail',
  text: `SELECT reviewed.previous_snapshot AS previous, reviewed.required_checks AS required, json_build_object(${summary('$3')}, 'snapshot', reviewed.snapshot,
      'submittedBy', ${person('submitted_by', '$3')}, 'claimedAt', reviewed.claimed_at, 'decidedBy', ${person('decided_by', '$3')},
      'secondDecidedBy', ${person('second_decided_by', '$3')}, 'reasonTemplate', reviewed.reason_template, 'reasonTexts', reviewed.reason_texts,
      'reason', reviewed.reason, 'withdrawnAt', reviewed.withdrawn_at,
      'remarks', coalesce((SELECT json_agg(json_build_object('pointer', remark.pointer, 'text', remark.text, 'lang', remark.lang)
        ORDER BY remark.position) FROM review_remarks remark WHERE remark.case_id = reviewed.id), '[]'::json),
      'notes', coalesce((SELECT json_agg(json_build_object('id', note.id, 'text', note.text, 'at', note.at,
        'by', ${named('author', '$3')}) ORDER BY note.id)
        FROM (SELECT * FROM review_notes WHERE case_id = reviewed.id ORDER BY id DESC LIMIT 200) note
        JOIN accounts author ON author.id = note."by"), '[]'::json),
      'findings', coalesce((SELECT json_agg(json_build_object('check', finding."check", 'result', finding.result,
        'validUntil', finding.valid_until, 'note', finding.note, 'at', finding.at,
        'carriedFrom', finding.carried_from, 'by', ${named('author', '$3')}) ORDER BY finding."check")
        FROM review_findings finding JOIN accounts author ON author.id = finding."by" WHERE finding.case_id = reviewed.id), '[]'::json)) AS detail
    FROM review_cases reviewed WHERE reviewed.id = $2`,
};
