import type { TaggedText } from '@shuqiao/kernel';

/** What is asked of who came; marks go from 1 (poor) to 5 (very good), and null is no answer. */
export interface FeedbackAnswers {
  readonly rating: number;
  readonly content: number | null;
  readonly organisation: number | null;
  readonly interpretation: number | null;
  readonly wouldComeAgain: boolean | null;
  readonly foundPartners: boolean | null;
  readonly comment: TaggedText | null;
}

export interface Feedback extends FeedbackAnswers {
  readonly bookingId: string;
  /** Until when it can be changed. */
  readonly closesAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** One answer as staff read it. */
export interface FeedbackEntry extends FeedbackAnswers {
  readonly bookingId: string;
  readonly companyId: string;
  readonly updatedAt: string;
}

export const FEEDBACK_MARKS = ['rating', 'content', 'organisation', 'interpretation'] as const;

/** The mean of those who answered; null while nobody has. */
export interface MarkSummary {
  readonly average: number | null;
  readonly answers: number;
}

/** How many said so, of how many who answered. */
export interface YesSummary {
  readonly yes: number;
  readonly answers: number;
}

export type FeedbackSummary = Readonly<Record<(typeof FEEDBACK_MARKS)[number], MarkSummary>> & {
  readonly sessionId: string;
  readonly attended: number;
  /** How many gave 1, 2, 3, 4 and 5. */
  readonly ratings: readonly number[];
  readonly wouldComeAgain: YesSummary;
  readonly foundPartners: YesSummary;
};
