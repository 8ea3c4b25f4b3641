import type { AssessedPair } from './assess-pairs';
import { type Figures, figuresOf } from './score/figures';
import { weigh } from './score/score';
import type { Weights } from './score/weights';

/** A score of 1, as it is stored. */
export const UNITS = 10_000;

export interface RankedPair extends AssessedPair {
  /** In ten-thousandths. */
  readonly score: number;
  readonly explanation: Figures;
}

/** Weighs pairs and puts them in order, the best first; of equals the younger ids, as the stored lists are read. */
export function rank(pairs: readonly AssessedPair[], weights: Weights): RankedPair[] {
  return pairs
    .map((pair) => {
      const { score, factors } = weigh(pair.findings, weights);
      return { ...pair, score: Math.round(score * UNITS), explanation: figuresOf(factors) };
    })
    .sort(
      (left, right) =>
        right.score - left.score || byId(right.demandId, left.demandId) || byId(right.companyId, left.companyId),
    );
}

function byId(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Leaves of companies that share something a company has alone only the first one in; at most so many. A copy of a copy
 * that shares nothing with the first stays in.
 */
export function withoutTwins<T extends { readonly twins: readonly string[] }>(
  ranked: readonly T[],
  most = Infinity,
): T[] {
  const taken = new Set<string>();
  const kept: T[] = [];
  for (const pair of ranked) {
    if (kept.length >= most) break;
    if (pair.twins.some((twin) => taken.has(twin))) continue;
    for (const twin of pair.twins) taken.add(twin);
    kept.push(pair);
  }
  return kept;
}
