/** What is learned from: one match that was looked at, what the factors said then, and whether it was wanted. */
export interface Example {
  /** Matches of one demand belong together: they are compared with each other, and never divided by a hold-out. */
  readonly group: string;
  /** Value of each factor that the demand asked for, 0 to 1, by its code. */
  readonly values: Readonly<Record<string, number>>;
  readonly wanted: boolean;
}

/** How much each factor counts beside the others; only the proportions matter. */
export type FactorWeights = Readonly<Record<string, number>>;

/** What was done with one match, as far as it is known. */
export interface Outcome {
  readonly sent: boolean;
  readonly accepted: boolean;
  /** Why the company with the demand declined, or null. */
  readonly declined: string | null;
  /** Why the company itself dismissed the demand, or null. */
  readonly dismissed: string | null;
  /** Whole days since it was last opened. */
  readonly quietDays: number;
}

/** After so many days without an act, who opened a match has passed it by. */
export const QUIET_DAYS = 14;

/** Reasons that say nothing of whether the two fit. */
const UNRELATED = new Set(['capacity', 'chose_other', 'other']);

/**
 * Whether a match was wanted: an EOI that is accepted or not yet answered was; what was dismissed, declined, or opened
 * and passed by was not. Null where nothing follows: it may still come, or the reason has nothing to do with the match.
 */
export function judge({ sent, accepted, declined, dismissed, quietDays }: Outcome): boolean | null {
  if (accepted) return true;
  const refusal = declined ?? dismissed;
  if (refusal !== null) return UNRELATED.has(refusal) ? null : false;
  if (sent) return true;
  return quietDays >= QUIET_DAYS ? false : null;
}
