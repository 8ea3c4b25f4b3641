import type { Assess, MeaningMeeting } from './factor';

/** A likeness that says the same of two texts of different kinds: more is seldom, even among translations. */
const SAME = 0.6;

/** How alike the two are in meaning, by a language model where it has read both. */
export const bySemantics: Assess = ({ meaning }) => {
  if (!meaning) return null;
  const { by } = meaning;
  const value = semanticValue(meaning);
  return { value, met: [{ code: by, by, degree: value }], missing: [] };
};

/** NaN when no model read the demand. */
export function semanticValue(meaning: MeaningMeeting | null): number {
  return meaning ? Math.min(1, Math.max(0, meaning.likeness) / SAME) : NaN;
}
