import type { AssessedPair } from './assess-pairs';
import { type Figures, figuresOf } from './score/figures';
import { weigh } from './score/score';
import type { Weights } from './score/weights';

/** A score of 1, as it is stored. */
export const UNITS = 10_000;

export interface RankedPair extends AssessedPair {
  /** In ten-thousandths. */
  readonly score: number;
  readonly figures: Figures;
}

/** Weighs pairs and puts them in order, the best first; of equals the younger ids, as the stored lists are read. */
export function rank(pairs: readonly AssessedPair[], weights: Weights): RankedPair[] {
  return pairs
    .map((pair) => {
      const { score, factors } = weigh(pair.findings, weights);
      return { ...pair, score: Math.round(score * UNITS), figures: figuresOf(factors) };
    })
    .sort(
      (left, right) =>
        right.score - left.score || byId(right.demandId, left.demandId) || byId(right.companyId, left.companyId),
    );
}

function byId(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** So many copies of a company are named with it. */
const MOST_COPIES = 10;

/**
 * Leaves of companies that share something a company has alone only the first one in, and names the others with it as
 * `copies`; at most so many. A copy of a copy that shares nothing with the first stays in.
 */
export function withoutTwins<T extends { readonly companyId: string; readonly twins: readonly string[] }>(
  ranked: readonly T[],
  most = Infinity,
): (T & { copies: string[] })[] {
  const taken = new Map<string, { copies: string[] }>();
  const kept: (T & { copies: string[] })[] = [];
  for (const pair of ranked) {
    const first = pair.twins.map((twin) => taken.get(twin)).find((one) => one !== undefined);
    if (first) {
      if (first.copies.length < MOST_COPIES) first.copies.push(pair.companyId);
      continue;
    }
    // Copies of those that are in may stand further down.
    if (kept.length >= most) continue;
    const own = { ...pair, copies: [] };
    for (const twin of pair.twins) taken.set(twin, own);
    kept.push(own);
  }
  return kept;
}
