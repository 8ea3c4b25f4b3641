import type { TaggedText } from '@shuqiao/kernel';
import type { DecisionForCompany } from '@shuqiao/moderation';

export const PITCH_STATUSES = ['submitted', 'returned', 'accepted', 'rejected', 'withdrawn'] as const;
export type PitchStatus = (typeof PITCH_STATUSES)[number];

/** What a company says when it applies to pitch. */
export interface PitchContent {
  readonly title: TaggedText;
  readonly abstract: TaggedText;
  /** In which it can be held. */
  readonly languages: readonly string[];
  /** Which of the company's products it is about. */
  readonly productId: string | null;
  /** Which open demand it answers. */
  readonly demandId: string | null;
  /** Members of the company who agreed to be named in the agenda. */
  readonly speakerAccountIds: readonly string[];
}

export interface PitchSlot {
  readonly sessionId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface PitchSlides {
  /** Null while staff have not asked for them. */
  readonly dueAt: string | null;
  readonly uploadedAt: string | null;
  readonly name: string | null;
  readonly overdue: boolean;
}

export interface PitchDetail extends PitchContent {
  readonly id: string;
  readonly roadshowId: string;
  readonly companyId: string;
  readonly status: PitchStatus;
  readonly slot: PitchSlot | null;
  readonly slides: PitchSlides;
  readonly createdAt: string;
  readonly version: number;
}

/** A pitch as its company sees it, with the newest decision of the secretariat. */
export interface PitchWithDecision extends PitchDetail {
  readonly decision: DecisionForCompany | null;
}
