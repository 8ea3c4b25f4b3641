import type { Assess } from './factor';

/** How much the two say the same, each in its own words and language. */
export const byText: Assess = ({ text }) =>
  text && { value: Math.min(1, Math.max(0, text.similarity)), met: text.met, missing: [] };
