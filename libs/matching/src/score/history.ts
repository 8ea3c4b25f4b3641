import type { Assess, Past } from './factor';

const DEGREES: Readonly<Record<Past, number>> = { accepted: 1, declined: 0 };
/** Those who never dealt with each other are neither better nor worse for it. */
const NONE = 0.5;

/** What the two companies did with each other before, on other demands too. A yes and a no cancel each other out. */
export const byHistory: Assess = ({ past }) => {
  const met = [...new Set(past)].sort().map((code) => ({ code, by: code, degree: DEGREES[code] }));
  return { value: historyValue(past), met, missing: [] };
};

export function historyValue(past: readonly Past[]): number {
  if (!past.length) return NONE;
  const different = [...new Set(past)];
  return different.reduce((sum, code) => sum + DEGREES[code], 0) / different.length;
}
