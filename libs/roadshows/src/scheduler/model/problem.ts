/**
 * A day of one-to-one meetings (一对一洽谈) to be scheduled, and what comes of it: the documents of `npm run schedule`.
 * Slots are counted from 1 in both; everything behind `Instance` counts from 0.
 */
export interface Problem {
  /** Slots of the day, at most `MOST_SLOTS`. */
  readonly slots: number;
  /** The first so many slots are the morning. */
  readonly morningSlots: number;
  /** Meetings that fit into a slot: one number for all slots, or one per slot. */
  readonly tables: number | readonly number[];
  /** The most that the breaks of any two participants may differ by; null: by any number. */
  readonly fairness: number | null;
  readonly participants: readonly Participant[];
  readonly meetings: readonly Meeting[];
  /** The first meeting of each pair takes place in an earlier slot than the second. */
  readonly precedences: readonly (readonly [string, string])[];
  readonly interpreters: readonly Interpreter[];
}

/** Somebody who interprets between any two of these languages, in one meeting at a time. */
export interface Interpreter {
  readonly id: string;
  readonly languages: readonly string[];
  /** Slots in which the interpreter is not there. */
  readonly forbidden: readonly number[];
}

/** A company at the event. */
export interface Participant {
  readonly id: string;
  /** Slots in which it is not there. */
  readonly forbidden: readonly number[];
  /** Counterparts that it can meet at one time: 1, or as many as it sends delegates and says so. */
  readonly capacity: number;
}

export type Session = 'morning' | 'afternoon';

export interface Meeting {
  readonly id: string;
  readonly participants: readonly string[];
  readonly session: Session | null;
  /** The slot that was agreed already. */
  readonly fixedSlot: number | null;
  /** Where not all fit, the placed meetings weigh as much as possible together. */
  readonly weight: number;
  /** The two languages between which an interpreter is needed; null: none is. */
  readonly interpretation: readonly [string, string] | null;
}

/** A set of rules of one kind, as a proof of infeasibility names them. */
export const RULES = [
  'one-meeting-at-a-time',
  'availability',
  'sessions',
  'fixed-slots',
  'precedences',
  'tables',
  'interpreters',
  'fairness',
] as const;
export type Rule = (typeof RULES)[number];

export interface Conflict {
  /** Taken together these rules cannot be kept; without any one of them they can, unless the time ran out. */
  readonly rules: readonly Rule[];
  /** Whether it was tried that no rule of these can be left out. */
  readonly minimal: boolean;
  /** Where it is known who is concerned: ids of participants. */
  readonly participants: readonly string[];
  /** Where it is known what is concerned: ids of meetings. */
  readonly meetings: readonly string[];
}

/**
 * `optimal`: all placed, and no schedule has fewer breaks. `feasible`: all placed, perhaps not with the fewest breaks.
 * `infeasible`: proven that not all can be placed; what could be is delivered. `unknown`: not all placed, nothing proven.
 */
export const SCHEDULE_STATUSES = ['optimal', 'feasible', 'infeasible', 'unknown'] as const;
export type Status = (typeof SCHEDULE_STATUSES)[number];

export interface Placement {
  readonly id: string;
  readonly slot: number;
  readonly table: number;
  /** Null where the meeting needs none. */
  readonly interpreter: string | null;
}

export interface Schedule {
  readonly status: Status;
  /** Maximal runs of idle slots between two meetings of one participant, summed over all. */
  readonly breaks: number;
  /** No schedule that places all meetings has fewer breaks. */
  readonly lowerBound: number;
  readonly seconds: number;
  readonly unplaced: readonly string[];
  readonly meetings: readonly Placement[];
  readonly conflict?: Conflict;
}

/** A set of slots is a 32-bit integer, whose sign is not to be used. */
export const MOST_SLOTS = 31;
