import type { Assess } from './factor';

/** A likeness that is ordinary between a short demand and a company that offers just that: it counts for 0.63. */
const ORDINARY = 0.35;

/**
 * How much the two say the same, each in its own words and language. A demand of ten words is met by three of them as a
 * rule, and the next three say less that is new: hence the curve.
 */
export const byText: Assess = ({ text }) => text && { value: textValue(text.similarity), met: text.met, missing: [] };

export function textValue(similarity: number): number {
  return 1 - Math.exp(-Math.max(0, similarity) / ORDINARY);
}
