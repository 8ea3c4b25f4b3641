import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  Clock,
  fieldError,
  invalid,
  type JsonObject,
  newId,
  REQUIRED,
  type TaggedText,
  UNKNOWN_REFERENCE,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { DecisionTemplates } from './decision-templates.service';
import { pointsInto } from './json-pointer';
import { type Reason, ReviewCase } from './review-case.entity';
import { ReviewCaseStore } from './review-case.store';
import { monthsAfter, requireChecks } from './required-checks';
import { FINDING_HOLDS_TOO_LONG } from './review.errors';
import { reviewDecided, reviewOverdue, reviewProgressed } from './review.events';
import type { Decision, Finding, Remark } from './review.types';

export interface DecisionRequest {
  readonly decision: Decision;
  readonly reasonTemplate?: string | undefined;
  readonly reason?: TaggedText | undefined;
  readonly remarks: readonly Remark[];
}

const OVERDUE_BATCH = 200;

/** The staff's work on one case. Every method answers with the case changed, or throws and leaves it as it was. */
@Injectable()
export class ReviewDesk {
  constructor(
    private readonly database: Database,
    private readonly cases: ReviewCaseStore,
    private readonly templates: DecisionTemplates,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError REVIEW_ALREADY_CLAIMED when a colleague was faster, REVIEW_OWN_SUBMISSION, REVIEW_CLOSED. */
  claim(actor: Actor, id: string): Promise<void> {
    return this.change(actor, id, 'claimed', async (reviewed, by) => {
      await this.requireStranger(reviewed, by);
      reviewed.claim(by, this.clock.now());
    });
  }

  release(actor: Actor, id: string): Promise<void> {
    return this.change(actor, id, 'released', (reviewed, by) => reviewed.release(by));
  }

  /** @throws DomainError VALIDATION_FAILED at `/accountId` for somebody who may not review. */
  assign(actor: Actor, id: string, version: number, accountId: string | null): Promise<void> {
    return this.change(
      actor,
      id,
      'assigned',
      async (reviewed) => {
        if (accountId !== null) {
          const reviewers = await this.database.query(REVIEWER, [accountId]);
          if (!reviewers.length) throw invalid(fieldError('/accountId', UNKNOWN_REFERENCE));
          await this.requireStranger(reviewed, accountId);
        }
        reviewed.assign(accountId, this.clock.now());
      },
      version,
    );
  }

  /** Adds a note that only staff ever read; a closed case takes notes too. */
  addNote(actor: Actor, id: string, text: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const reviewed = await this.cases.lock(id);
      await this.database.query(ADD_NOTE, [newId(), id, text, accountOf(actor), this.clock.now()]);
      await this.record(actor, 'review.noted', reviewed, {});
    });
  }

  /**
   * Puts down what was found; said again, it replaces what was found before. What passed a required check and names no
   * date holds as long as it may.
   * @throws DomainError REVIEW_NOT_CLAIMED, REVIEW_CLOSED, VALIDATION_FAILED at `/validUntil` for a date too far away.
   */
  recordFinding(actor: Actor, id: string, version: number, finding: Omit<Finding, 'by' | 'at'>): Promise<void> {
    return this.database.transaction(actor, async () => {
      const reviewed = await this.cases.lock(id, version);
      const by = accountOf(actor);
      reviewed.requireClaimedBy(by);
      const { check, result, note } = finding;
      const validUntil = this.holdingUntil(reviewed, finding);
      await this.database.query(PUT_FINDING, [id, check, result, validUntil, note, by, this.clock.now()]);
      await this.cases.save(reviewed);
      await this.record(actor, 'review.finding_recorded', reviewed, { check, result });
    });
  }

  /**
   * @throws DomainError REVIEW_NOT_CLAIMED, REVIEW_OWN_SUBMISSION, REVIEW_CLOSED, VALIDATION_FAILED without a reason;
   * REVIEW_CHECKS_MISSING for an approval that rests on too little.
   */
  decide(actor: Actor, id: string, request: DecisionRequest): Promise<void> {
    return this.database.transaction(actor, async () => {
      const reviewed = await this.cases.lock(id);
      const by = accountOf(actor);
      await this.requireStranger(reviewed, by);
      const reason = await this.reasonOf(reviewed, request);
      const final = reviewed.decide(by, request.decision, reason, this.clock.now());
      await this.requireRemarksInside(id, request.remarks);
      if (request.decision === 'approved') await this.requireChecks(reviewed);
      await this.cases.save(reviewed);
      await this.cases.replaceRemarks(id, request.remarks);
      await (final ? this.announceDecision(actor, reviewed) : this.announce(actor, reviewed, 'first_decided'));
    });
  }

  /**
   * @throws DomainError REVIEW_SAME_REVIEWER, REVIEW_NOT_AWAITING_SECOND, REVIEW_OWN_SUBMISSION, REVIEW_CLOSED;
   * REVIEW_CHECKS_MISSING when a finding has run out since the first decision.
   */
  decideSecond(actor: Actor, id: string, verdict: 'confirm' | 'contest'): Promise<void> {
    return this.database.transaction(actor, async () => {
      const reviewed = await this.cases.lock(id);
      const by = accountOf(actor);
      await this.requireStranger(reviewed, by);
      if (verdict === 'confirm') reviewed.confirm(by, this.clock.now());
      else reviewed.contest(by);
      if (reviewed.state.decision === 'approved') await this.requireChecks(reviewed);
      await this.cases.save(reviewed);
      if (verdict === 'contest') await this.cases.replaceRemarks(id, []);
      await (verdict === 'confirm'
        ? this.announceDecision(actor, reviewed)
        : this.announce(actor, reviewed, 'contested'));
    });
  }

  /** Announces each undecided case whose due time has passed, once. Returns how many. */
  async announceOverdue(actor: Actor): Promise<number> {
    let announced = 0;
    for (let batch = OVERDUE_BATCH; batch === OVERDUE_BATCH; announced += batch) {
      batch = await this.database.transaction(actor, async () => {
        const rows = await this.database.query<{ id: string; subjectType: string; subjectId: string }>(MARK_OVERDUE, [
          this.clock.now(),
          OVERDUE_BATCH,
        ]);
        for (const row of rows) await this.outbox.publish(actor, reviewOverdue(row));
        return rows.length;
      });
    }
    return announced;
  }

  private change(
    actor: Actor,
    id: string,
    step: 'claimed' | 'released' | 'assigned',
    work: (reviewed: ReviewCase, by: string) => void | Promise<void>,
    version?: number,
  ): Promise<void> {
    return this.database.transaction(actor, async () => {
      const reviewed = await this.cases.lock(id, version);
      await work(reviewed, accountOf(actor));
      await this.cases.save(reviewed);
      await this.announce(actor, reviewed, step);
    });
  }

  private async requireStranger(reviewed: ReviewCase, accountId: string): Promise<void> {
    reviewed.requireStranger(accountId, await this.cases.isMember(reviewed.companyId, accountId));
  }

  private async requireChecks({ id, requiredChecks }: ReviewCase): Promise<void> {
    requireChecks(requiredChecks, await this.cases.findings(id), this.today());
  }

  private holdingUntil(
    reviewed: ReviewCase,
    { check, result, validUntil }: Pick<Finding, 'check' | 'result' | 'validUntil'>,
  ): string | null {
    const months = reviewed.requiredChecks.find((required) => required.check === check)?.validMonths ?? null;
    if (months === null || result !== 'passed') return validUntil;
    const max = monthsAfter(this.today(), months);
    if (validUntil !== null && validUntil > max)
      throw invalid(fieldError('/validUntil', FINDING_HOLDS_TOO_LONG, { max }));
    return validUntil ?? max;
  }

  private today(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }

  private async reasonOf(reviewed: ReviewCase, { decision, reasonTemplate, reason }: DecisionRequest): Promise<Reason> {
    if (decision !== 'approved' && !reasonTemplate && !reason) throw invalid(fieldError('/reason', REQUIRED));
    const texts = reasonTemplate ? await this.templates.textsFor(reasonTemplate, decision, reviewed.subjectType) : null;
    return { template: reasonTemplate ?? null, texts, text: reason ? { lang: reason.lang, text: reason.text } : null };
  }

  private async requireRemarksInside(id: string, remarks: readonly Remark[]): Promise<void> {
    if (!remarks.length) return;
    const [row] = await this.database.query<{ snapshot: JsonObject }>(SNAPSHOT, [id]);
    const astray = remarks.flatMap(({ pointer }, index) =>
      row && pointsInto(row.snapshot, pointer) ? [] : [fieldError(`/remarks/${index}/pointer`, UNKNOWN_REFERENCE)],
    );
    if (astray.length) throw invalid(...astray);
  }

  private async announceDecision(actor: Actor, reviewed: ReviewCase): Promise<void> {
    const { decision, reason } = reviewed.state;
    await this.record(actor, 'review.decided', reviewed, { decision, reasonTemplate: reason.template });
    await this.outbox.publish(
      actor,
      reviewDecided({ ...subjectOf(reviewed), subjectVersion: reviewed.subjectVersion, decision }),
    );
  }

  private async announce(
    actor: Actor,
    reviewed: ReviewCase,
    step: Parameters<typeof reviewProgressed>[1],
  ): Promise<void> {
    await this.record(actor, `review.${step}`, reviewed, {
      assignee: reviewed.state.assignee,
      decision: reviewed.state.decision,
    });
    await this.outbox.publish(actor, reviewProgressed(subjectOf(reviewed), step));
  }

  // Without the company: a company may read the audit of its own affairs, and this is the staff's side of the case.
  private async record(actor: Actor, action: string, reviewed: ReviewCase, details: JsonObject): Promise<void> {
    await this.audit.record(actor, { action, subjectType: 'review_case', subjectId: reviewed.id, details });
  }
}

function subjectOf({ id, subjectType, subjectId }: ReviewCase) {
  return { id, subjectType, subjectId };
}

function accountOf(actor: Actor): string {
  return (actor as AccountActor).accountId;
}

const REVIEWER: Statement = {
  name: 'review-desk.reviewer',
  text: `SELECT 1 FROM accounts WHERE id = $1 AND disabled_at IS NULL AND staff_roles && ARRAY['reviewer', 'administrator']`,
};
const ADD_NOTE: Statement = {
  name: 'review-desk.add-note',
  text: 'INSERT INTO review_notes (id, case_id, text, "by", at) VALUES ($1, $2, $3, $4, $5)',
};
const PUT_FINDING: Statement = {
  name: 'review-desk.put-finding',
  text: `INSERT INTO review_findings (case_id, "check", result, valid_until, note, "by", at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (case_id, "check") DO UPDATE SET result = excluded.result, valid_until = excluded.valid_until,
           note = excluded.note, "by" = excluded."by", at = excluded.at, carried_from = NULL`,
};
const SNAPSHOT: Statement = { name: 'review-desk.snapshot', text: 'SELECT snapshot FROM review_cases WHERE id = $1' };
const MARK_OVERDUE: Statement = {
  name: 'review-desk.mark-overdue',
  text: `UPDATE review_cases SET overdue_at = $1 WHERE id IN (
           SELECT id FROM review_cases WHERE overdue_at IS NULL AND due_at < $1 AND status IN ('open', 'claimed', 'awaiting_second')
           ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING id, subject_type AS "subjectType", subject_id AS "subjectId"`,
};
