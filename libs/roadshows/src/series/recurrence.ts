import { RRule } from 'rrule';

const DAY = 86_400_000;
// What the secretariat needs of RFC 5545. Parts by hours would name times, and BYSETPOS beside shorter frequencies can
// be searched for without end.
const PART =
  /^(FREQ=(WEEKLY|DAILY|MONTHLY)|INTERVAL=[1-9]\d?|COUNT=[1-9]\d{0,2}|UNTIL=\d{8}|WKST=(MO|TU|WE|TH|FR|SA|SU)|BYDAY=.+|BYMONTHDAY=-?([1-9]|[12]\d|3[01])|BYSETPOS=-?[1-5])$/;
const DAYS = /^BYDAY=([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)){0,6}$/;

export interface Recurrence {
  /** An RRULE of RFC 5545 over dates, for example `FREQ=WEEKLY;INTERVAL=2;BYDAY=TH`. */
  readonly rule: string;
  /** The first date, `YYYY-MM-DD`, from which intervals are counted. */
  readonly startsOn: string;
  readonly skipped: readonly string[];
  readonly added: readonly string[];
}

/** Whether the rule is one that {@link datesBetween} reads. */
export function isRule(rule: string): boolean {
  const parts = rule.split(';');
  const names = parts.map((part) => part.split('=')[0]);
  if (names[0] !== 'FREQ' || new Set(names).size !== names.length) return false;
  if (!parts.every((part) => PART.test(part) && (!part.startsWith('BYDAY') || DAYS.test(part)))) return false;
  const monthly = parts[0] === 'FREQ=MONTHLY';
  if (!monthly && (names.includes('BYMONTHDAY') || names.includes('BYSETPOS') || /BYDAY=[^;]*\d/.test(rule)))
    return false;
  return !(names.includes('COUNT') && names.includes('UNTIL'));
}

/** The dates of a series from one to another, both included, in order; a date that is both skipped and added is skipped. */
export function datesBetween({ rule, startsOn, skipped, added }: Recurrence, from: string, until: string): string[] {
  // Dates are calculated at midnight UTC, where every day has 24 hours; which moment a date means is asked elsewhere.
  const recurring = new RRule({ ...RRule.parseString(rule), dtstart: new Date(startsOn) });
  const [first, last] = [new Date(from), new Date(until)];
  if (first > last) return [];
  const regular = recurring
    .between(new Date(first.getTime() - 1), new Date(last.getTime() + DAY - 1), true)
    .map(dateOf);
  const extra = added.filter((date) => date >= from && date <= until);
  const left = new Set(skipped);
  return [...new Set([...regular, ...extra])].filter((date) => !left.has(date)).sort();
}

function dateOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
