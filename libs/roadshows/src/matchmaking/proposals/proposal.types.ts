import type { Conflict, Rule, Status } from '../../scheduler';

export const PROPOSAL_STATUSES = ['queued', 'running', 'finished', 'failed'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

export interface ProposalOrder {
  /** Scheduled meetings stay where they are as far as can be: only the fewest move. */
  readonly keepsScheduled: boolean;
  readonly seconds: number;
  readonly seed: number;
}

export interface ProposalCourse {
  readonly breaks: number | null;
  readonly lowerBound: number | null;
}

export interface ProposedMeeting {
  readonly meetingId: string;
  readonly slot: number;
  readonly table: number;
  readonly interpreterId: string | null;
}

/** A rule that a proposal breaks today, and where. */
export interface ProposalConflict {
  readonly rule: Rule | 'form';
  readonly meetingIds: readonly string[];
  readonly companyIds: readonly string[];
}

/** A proposal as a list compares it. */
export interface ProposalSummary extends ProposalOrder {
  readonly id: string;
  readonly dayId: string;
  readonly status: ProposalStatus;
  /** How far it is; of a finished one, what came out. */
  readonly progress: ProposalCourse | null;
  /** What the scheduler could say when it ended: of changes by hand since then it says nothing. */
  readonly outcome: Status | null;
  /** No schedule that places all meetings has fewer breaks; null while it is not known. */
  readonly lowerBound: number | null;
  readonly conflict: Conflict | null;
  readonly took: number | null;
  readonly isConfirmed: boolean;
  readonly createdAt: string;
  readonly version: number;
}

/** A proposal judged by the day as it is now. */
export interface ProposalDetail extends ProposalSummary {
  readonly meetings: readonly ProposedMeeting[];
  /** Accepted meetings that it gives no place. */
  readonly unplaced: readonly string[];
  readonly conflicts: readonly ProposalConflict[];
  readonly breaks: number;
  /** The most and the fewest breaks of a company. */
  readonly mostBreaks: number;
  readonly leastBreaks: number;
  /** How often a company changes its table between two meetings. */
  readonly tableChanges: number;
  /** Scheduled meetings that it would move. */
  readonly moves: number;
}
