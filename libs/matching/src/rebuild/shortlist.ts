import { conceptSimilarity } from '../score/concept-similarity';
import type { Rarity } from '../score/factor';
import { textValue } from '../score/text';
import type { Weights } from '../score/weights';

/** What decides most about a pair, quickly read. */
export interface Sketch {
  readonly wanted: readonly string[];
  readonly credits: ReadonlyMap<string, number>;
  readonly similarity: number;
}

/** What capability and text alone would give a pair: two thirds of the score, for a hundredth of the work. */
export function sketchScore({ wanted, credits, similarity }: Sketch, rarity: Rarity, weights: Weights): number {
  let [total, reached] = [0, 0];
  for (const code of wanted) {
    const weight = rarity(code);
    let nearest = 0;
    for (const [concept, credit] of credits) nearest = Math.max(nearest, similarityOf(code, concept) * credit);
    total += weight;
    reached += weight * nearest;
  }
  return weights.capability * (total ? reached / total : 0) + weights.text * textValue(similarity);
}

/** The best so many by their sketches, in no order. */
export function shortlist<T>(candidates: readonly T[], sketchOf: (candidate: T) => number, most: number): T[] {
  if (candidates.length <= most) return [...candidates];
  const scored = candidates.map((candidate) => ({ candidate, score: sketchOf(candidate) }));
  return scored
    .sort((left, right) => right.score - left.score)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

const known = new Map<string, Map<string, number>>();
/** Concepts come from a taxonomy of hundreds; documents may name others that are gone from it. */
const MOST_KNOWN = 2_000;

function similarityOf(left: string, right: string): number {
  let row = known.get(left);
  if (!row) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(left, (row = new Map()));
  }
  let similarity = row.get(right);
  if (similarity === undefined) {
    if (row.size >= MOST_KNOWN) row.clear();
    row.set(right, (similarity = conceptSimilarity(left, right)));
  }
  return similarity;
}
