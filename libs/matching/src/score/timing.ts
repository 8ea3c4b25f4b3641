import type { Assess } from './factor';

export const DAY_MS = 86_400_000;
/** In so many days a firm from another country can prepare a sound offer. */
export const AMPLE_DAYS = 45;

/** How much of the time that an offer takes is left. Read from a company's side it puts what is urgent and lost last. */
export const byTiming: Assess = ({ demand: { deadline }, asOf }) => {
  if (deadline === null) return null;
  const value = timingValue(deadline, asOf);
  return {
    value,
    met: [{ code: 'days', by: String(Math.floor(daysLeft(deadline, asOf))), degree: value }],
    missing: [],
  };
};

/** NaN when there is no deadline. */
export function timingValue(deadline: string | null, asOf: string): number {
  return deadline === null ? NaN : Math.min(1, daysLeft(deadline, asOf) / AMPLE_DAYS);
}

function daysLeft(deadline: string, asOf: string): number {
  return Math.max(0, (Date.parse(deadline) - Date.parse(asOf)) / DAY_MS);
}
