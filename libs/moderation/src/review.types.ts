import type { JsonObject, LocalizedText, TaggedText } from '@shuqiao/kernel';

export const REVIEW_STATUSES = ['open', 'claimed', 'awaiting_second', 'decided', 'withdrawn'] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

export const DECISIONS = ['approved', 'returned', 'rejected'] as const;
export type Decision = (typeof DECISIONS)[number];

export const FINDING_RESULTS = ['passed', 'failed', 'not_applicable'] as const;
export type FindingResult = (typeof FINDING_RESULTS)[number];

/** A check that an approval needs; the context that owns the subject says what it is about. */
export interface RequiredCheck {
  /** Means the same in every case of one company. */
  readonly check: string;
  readonly title: LocalizedText;
  /** Members of the snapshot: an earlier finding counts again while these read as they did then. */
  readonly restsOn: readonly string[];
  /** For how long a finding may hold at most; null when what was found does not age. */
  readonly validMonths: number | null;
}

/** How a required check stands: nothing was found, or what was found passed, failed or has run out. */
export interface RequiredCheckState {
  readonly check: string;
  readonly title: LocalizedText;
  readonly state: 'missing' | 'passed' | 'failed' | 'expired';
  /** The last date until which a finding made today may hold; null when it does not age. */
  readonly mayHoldUntil: string | null;
}

/** What a context submits for review; moderation does not look into the snapshot. */
export interface ReviewSubmission {
  /** For example `company` or `demand`. */
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subjectVersion: number;
  readonly companyId: string;
  readonly title: string;
  readonly titleLang: string;
  /** What the reviewer judges, whole: the difference to the one decided before is computed from it. */
  readonly snapshot: JsonObject;
  /** What a reviewer should look at twice, for example `duplicate-registration-number`. */
  readonly flags?: readonly string[];
  readonly needsSecondReview?: boolean;
  /** At most 20. An approval without a finding for each of them is refused. */
  readonly requiredChecks?: readonly RequiredCheck[];
}

/** What the company is told about one field; `pointer` is a JSON pointer (RFC 6901) into the snapshot. */
export interface Remark extends TaggedText {
  readonly pointer: string;
}

/** What was checked, by whom, when and until when it holds (`validUntil` is a date). */
export interface Finding {
  readonly check: string;
  readonly result: FindingResult;
  readonly validUntil: string | null;
  readonly note: string | null;
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
}

/** What a company may read of a decision. */
export interface DecisionForCompany {
  readonly subjectVersion: number;
  readonly decision: Decision;
  readonly reasonTemplate: string | null;
  /** The template's text as it was when the decision fell. */
  readonly reasonTexts: LocalizedText | null;
  readonly reason: TaggedText | null;
  readonly remarks: readonly Remark[];
  /** RFC 3339. */
  readonly decidedAt: string;
}

/** A decision as the context that owns the subject gets it. */
export interface ReviewDecision extends DecisionForCompany {
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly findings: readonly Finding[];
  readonly snapshot: JsonObject;
  readonly decidedBy: string;
}
