const SAME = 1;
const LINE = 0.6;
const SECTOR = 0.3;

/** The concept itself and all above it, nearest first: `ai.llm.tuning`, `ai.llm`, `ai`. */
export function lineage(concept: string): string[] {
  const parts = concept.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

/**
 * How near two concepts of the taxonomy are, the same from both sides: 1 for the same one, 0.6 when one lies above the
 * other, 0.3 within one sector, 0 otherwise.
 */
export function conceptSimilarity(left: string, right: string): number {
  if (left === right) return SAME;
  if (left.startsWith(`${right}.`) || right.startsWith(`${left}.`)) return LINE;
  return sectorOf(left) === sectorOf(right) ? SECTOR : 0;
}

function sectorOf(concept: string): string {
  return concept.split('.', 1)[0] ?? concept;
}

const known = new Map<string, Map<string, number>>();
/** Concepts come from a taxonomy of hundreds; documents may name others that are gone from it. */
const MOST_KNOWN = 2_000;

/** The same, remembered: a rebuild asks a hundred million times. */
export function knownSimilarity(left: string, right: string): number {
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
