import { DomainError } from '@shuqiao/kernel';
import { REVIEW_CHECKS_MISSING } from './review.errors';
import type { Finding, RequiredCheck, RequiredCheckState } from './review.types';

type Found = Pick<Finding, 'check' | 'result' | 'validUntil'>;

/** How each required check of a case stands on a day (`today` is a date in UTC). */
export function statesOf(
  required: readonly RequiredCheck[],
  findings: readonly Found[],
  today: string,
): RequiredCheckState[] {
  return required.map(({ check, title, validMonths }) => ({
    check,
    title,
    state: stateOf(
      findings.find((finding) => finding.check === check),
      today,
    ),
    mayHoldUntil: validMonths === null ? null : monthsAfter(today, validMonths),
  }));
}

/**
 * An approval needs a finding for each required check that passed and still holds; what failed, required or not, cannot
 * be approved over.
 * @throws DomainError REVIEW_CHECKS_MISSING with the codes as `missing`, `failed` and `expired`.
 */
export function requireChecks(required: readonly RequiredCheck[], findings: readonly Found[], today: string): void {
  const states = statesOf(required, findings, today);
  const those = (wanted: RequiredCheckState['state']) =>
    states.filter(({ state }) => state === wanted).map(({ check }) => check);
  const [missing, expired] = [those('missing'), those('expired')];
  const failed = findings.filter(({ result }) => result === 'failed').map(({ check }) => check);
  if (missing.length + failed.length + expired.length > 0)
    throw new DomainError(REVIEW_CHECKS_MISSING, { missing, failed, expired });
}

/** The same day so many months later, or the last day of a shorter month. Both are dates (`YYYY-MM-DD`). */
export function monthsAfter(date: string, months: number): string {
  const start = new Date(`${date}T00:00:00Z`);
  const later = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return later.toISOString().slice(0, 10);
}

function stateOf(finding: Found | undefined, today: string): RequiredCheckState['state'] {
  if (!finding || finding.result === 'not_applicable') return 'missing';
  if (finding.result === 'failed') return 'failed';
  return finding.validUntil !== null && finding.validUntil < today ? 'expired' : 'passed';
}
