import { DomainError, type LocalizedText, type TaggedText } from '@shuqiao/kernel';
import {
  REVIEW_ALREADY_CLAIMED,
  REVIEW_AWAITING_SECOND,
  REVIEW_CLOSED,
  REVIEW_NOT_AWAITING_SECOND,
  REVIEW_NOT_CLAIMED,
  REVIEW_OWN_SUBMISSION,
  REVIEW_SAME_REVIEWER,
} from './review.errors';
import type { Decision, RequiredCheck, ReviewStatus } from './review.types';

/** The reason of a decision: a template, as it reads now, or a text of the reviewer's own, or both. */
export interface Reason {
  readonly template: string | null;
  readonly texts: LocalizedText | null;
  readonly text: TaggedText | null;
}

export interface ReviewCaseState {
  status: ReviewStatus;
  assignee: string | null;
  claimedAt: Date | null;
  decision: Decision | null;
  reason: Reason;
  decidedBy: string | null;
  secondDecidedBy: string | null;
  decidedAt: Date | null;
}

const NO_REASON: Reason = { template: null, texts: null, text: null };

/**
 * One moderated decision about one subject: open → claimed → decided, by way of awaiting_second where a second pair of
 * eyes is asked for; withdrawn by whoever submitted it. It is changed under a row lock only.
 */
export class ReviewCase {
  constructor(
    readonly id: string,
    readonly subjectType: string,
    readonly subjectId: string,
    readonly subjectVersion: number,
    readonly companyId: string,
    readonly submittedBy: string | null,
    readonly needsSecondReview: boolean,
    readonly requiredChecks: readonly RequiredCheck[],
    readonly state: ReviewCaseState,
    readonly version: number,
  ) {}

  /** Nobody reviews his own: `memberOf` says whether the person belongs to the case's company. */
  requireStranger(accountId: string, memberOf: boolean): void {
    if (memberOf || accountId === this.submittedBy) throw new DomainError(REVIEW_OWN_SUBMISSION);
  }

  claim(accountId: string, at: Date): void {
    this.requireUndecided();
    if (this.state.status === 'claimed') throw new DomainError(REVIEW_ALREADY_CLAIMED);
    this.handTo(accountId, at);
  }

  release(accountId: string): void {
    this.requireClaimedBy(accountId);
    this.handTo(null, null);
  }

  /** Gives the case to somebody, or with null back to the queue, whoever had it. */
  assign(accountId: string | null, at: Date): void {
    this.requireUndecided();
    this.handTo(accountId, accountId ? at : null);
  }

  /**
   * Decides, or proposes the decision when a second pair of eyes is asked for. A return for correction never waits for
   * the second: it binds nobody, and the company may mend it at once. Returns whether the decision is final.
   */
  decide(accountId: string, decision: Decision, reason: Reason, at: Date): boolean {
    this.requireClaimedBy(accountId);
    const final = !this.needsSecondReview || decision === 'returned';
    Object.assign(this.state, {
      status: final ? 'decided' : 'awaiting_second',
      decision,
      reason,
      decidedBy: accountId,
      decidedAt: final ? at : null,
    });
    return final;
  }

  confirm(accountId: string, at: Date): void {
    this.requireSecond(accountId);
    Object.assign(this.state, { status: 'decided', secondDecidedBy: accountId, decidedAt: at });
  }

  /** The second person disagrees: the proposal is void and the case goes back to the queue. */
  contest(accountId: string): void {
    this.requireSecond(accountId);
    Object.assign(this.state, { decision: null, reason: NO_REASON, decidedBy: null });
    this.handTo(null, null);
  }

  /** Findings and decisions are the assignee's. */
  requireClaimedBy(accountId: string): void {
    this.requireUndecided();
    if (this.state.assignee !== accountId) throw new DomainError(REVIEW_NOT_CLAIMED);
  }

  private requireSecond(accountId: string): void {
    if (this.isClosed()) throw new DomainError(REVIEW_CLOSED, { reviewStatus: this.state.status });
    if (this.state.status !== 'awaiting_second') throw new DomainError(REVIEW_NOT_AWAITING_SECOND);
    if (this.state.decidedBy === accountId) throw new DomainError(REVIEW_SAME_REVIEWER);
  }

  private requireUndecided(): void {
    if (this.isClosed()) throw new DomainError(REVIEW_CLOSED, { reviewStatus: this.state.status });
    if (this.state.status === 'awaiting_second') throw new DomainError(REVIEW_AWAITING_SECOND);
  }

  private isClosed(): boolean {
    return this.state.status === 'decided' || this.state.status === 'withdrawn';
  }

  private handTo(assignee: string | null, claimedAt: Date | null): void {
    Object.assign(this.state, { status: assignee ? 'claimed' : 'open', assignee, claimedAt });
  }
}
