import type { AssessedPair } from './match-scorer';
import type { Factor } from './score/factor';
import { weigh } from './score/score';
import type { Weights } from './score/weights';

/** A score of 1, as it is stored. */
export const UNITS = 10_000;

export interface RankedPair extends Omit<AssessedPair, 'findings'> {
  /** In ten-thousandths. */
  readonly score: number;
  readonly explanation: readonly Factor[];
}

/** Weighs pairs and puts them in order, the best first; of equals the younger ids, as the stored lists are read. */
export function rank(pairs: readonly AssessedPair[], weights: Weights, most = Infinity): RankedPair[] {
  return pairs
    .map(({ findings, ...ids }) => {
      const { score, factors: explanation } = weigh(findings, weights);
      return { ...ids, score: Math.round(score * UNITS), explanation };
    })
    .sort(
      (left, right) =>
        right.score - left.score || byId(right.demandId, left.demandId) || byId(right.companyId, left.companyId),
    )
    .slice(0, most);
}

function byId(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
