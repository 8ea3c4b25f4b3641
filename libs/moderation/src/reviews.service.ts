import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, newId, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { reviewOpened, reviewWithdrawn } from './review.events';
import type { DecisionForCompany, ReviewDecision, ReviewSubmission } from './review.types';
import { addWorkingDays, REVIEW_WORKING_DAYS } from './working-days';

/** What the contexts that own a subject use: open a case, withdraw it, read the decision. */
@Injectable()
export class Reviews {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a review case, in the transaction of the subject's submission, and returns its id. What was found in earlier
   * cases of the company counts again for required checks, as `RequiredCheck.restsOn` says.
   * @throws DomainError REVIEW_ALREADY_OPEN when the subject has an undecided case.
   */
  open(actor: Actor, submission: ReviewSubmission): Promise<string> {
    const id = newId();
    const {
      subjectType,
      subjectId,
      subjectVersion,
      companyId,
      title,
      titleLang,
      snapshot,
      flags = [],
      needsSecondReview = false,
      requiredChecks = [],
    } = submission;
    const now = this.clock.now();
    const due = addWorkingDays(now, REVIEW_WORKING_DAYS);
    return this.database.transaction(actor, async () => {
      const subject = [
        id,
        subjectType,
        subjectId,
        subjectVersion,
        companyId,
        title,
        titleLang,
        JSON.stringify(snapshot),
      ];
      await this.database.query(OPEN, [
        ...subject,
        [...flags],
        needsSecondReview,
        JSON.stringify(requiredChecks),
        actor.accountId,
        now,
        due,
      ]);
      const details = { reviewedType: subjectType, reviewedId: subjectId, reviewedVersion: subjectVersion };
      await this.audit.record(actor, {
        action: 'review.opened',
        subjectType: 'review_case',
        subjectId: id,
        companyId,
        details,
      });
      await this.outbox.publish(actor, reviewOpened({ id, subjectType, subjectId, companyId }));
      return id;
    });
  }

  /** Ends the subject's undecided case without a decision. Returns false when there is none. */
  withdraw(actor: Actor, subjectType: string, subjectId: string): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ id: string; company_id: string }>(WITHDRAW, [
        subjectType,
        subjectId,
        this.clock.now(),
      ]);
      if (!row) return false;
      await this.audit.record(actor, {
        action: 'review.withdrawn',
        subjectType: 'review_case',
        subjectId: row.id,
        companyId: row.company_id,
      });
      await this.outbox.publish(actor, reviewWithdrawn({ id: row.id, subjectType, subjectId }));
      return true;
    });
  }

  /**
   * The decision with everything the subject's own context needs to apply it. Called in an open transaction of the
   * worker or of staff; a company's database role cannot read it.
   * @throws DomainError NOT_FOUND when the case is missing or undecided.
   */
  async decisionOf(reviewCaseId: string): Promise<ReviewDecision> {
    const [row] = await this.database.query<{ decision: ReviewDecision }>(DECISION, [reviewCaseId]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.decision;
  }

  /** What a company may read of the newest decision on its subject: no internal note, nobody's name. */
  lastDecisionFor(actor: Actor, subjectType: string, subjectId: string): Promise<DecisionForCompany | null> {
    return this.database.transaction(actor, async () => {
      const companies = actor.memberships.map((membership) => membership.companyId);
      const [row] = await this.database.query<{ decision: DecisionForCompany }>(LAST_DECISION, [
        subjectType,
        subjectId,
        companies,
      ]);
      return row?.decision ?? null;
    });
  }
}

const OPEN: Statement = {
  name: 'reviews.open',
  text: `INSERT INTO review_cases (id, subject_type, subject_id, subject_version, company_id, title, title_lang, snapshot, flags,
           needs_second_review, required_checks, submitted_by, submitted_at, due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
};
const WITHDRAW: Statement = {
  name: 'reviews.withdraw',
  text: `UPDATE review_cases SET status = 'withdrawn', withdrawn_at = $3, version = version + 1
         WHERE subject_type = $1 AND subject_id = $2 AND status IN ('open', 'claimed', 'awaiting_second') RETURNING id, company_id`,
};

const FOR_COMPANY = `'subjectVersion', reviewed.subject_version, 'decision', reviewed.decision,
  'reasonTemplate', reviewed.reason_template, 'reasonTexts', reviewed.reason_texts, 'reason', reviewed.reason,
  'decidedAt', reviewed.decided_at, 'remarks', coalesce((
    SELECT json_agg(json_build_object('pointer', remark.pointer, 'text', remark.text, 'lang', remark.lang) ORDER BY remark.position)
    FROM review_remarks remark WHERE remark.case_id = reviewed.id), '[]'::json)`;
const DECISION: Statement = {
  name: 'reviews.decision',
  text: `SELECT json_build_object(${FOR_COMPANY}, 'id', reviewed.id, 'subjectType', reviewed.subject_type,
           'subjectId', reviewed.subject_id, 'snapshot', reviewed.snapshot, 'decidedBy', reviewed.decided_by, 'findings', coalesce((
             SELECT json_agg(json_build_object('check', finding.check, 'result', finding.result, 'validUntil', finding.valid_until,
               'note', finding.note, 'by', finding.by, 'at', finding.at) ORDER BY finding.check)
             FROM review_findings finding WHERE finding.case_id = reviewed.id), '[]'::json)) AS decision
         FROM review_cases reviewed WHERE reviewed.id = $1 AND reviewed.status = 'decided'`,
};
const LAST_DECISION: Statement = {
  name: 'reviews.last-decision',
  text: `SELECT json_build_object(${FOR_COMPANY}) AS decision FROM review_cases reviewed
         WHERE reviewed.subject_type = $1 AND reviewed.subject_id = $2 AND reviewed.company_id = ANY ($3::uuid[])
           AND reviewed.status = 'decided' ORDER BY reviewed.decided_at DESC, reviewed.id DESC LIMIT 1`,
};
