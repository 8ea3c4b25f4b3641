import type { Problem, Rule } from '../model/problem';

export interface Order {
  readonly problem: Problem;
  readonly role: 'prove' | 'improve' | 'seek';
  /** The memory of `SharedBest`. */
  readonly memory: SharedArrayBuffer;
  /** [participant]: breaks that it has in any schedule. */
  readonly least: readonly number[];
  /** Breaks that any schedule has, as far as is known. */
  readonly bound: number;
  readonly seed: number;
  /** A solver to be asked instead of the built-in one. */
  readonly satProgram: string | undefined;
  /** In milliseconds since 1970. */
  readonly deadline: number;
}

export type Report =
  | { readonly kind: 'schedule'; readonly slotOf: Int32Array }
  | { readonly kind: 'bound'; readonly breaks: number }
  | { readonly kind: 'impossible'; readonly rules: readonly Rule[]; readonly minimal: boolean };
