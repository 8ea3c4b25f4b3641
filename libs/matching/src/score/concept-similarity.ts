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
