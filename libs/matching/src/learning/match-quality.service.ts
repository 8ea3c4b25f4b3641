import { Injectable } from '@nestjs/common';
import { type Actor, Clock, fieldError, invalid } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { PERIOD_TOO_LONG, PERIOD_UPSIDE_DOWN } from './match-quality.errors';
import { type Interval, wilson } from './wilson';

export const QUALITY_SLICES = ['all', 'rank', 'factor', 'languages', 'countries'] as const;
type Slice = (typeof QUALITY_SLICES)[number];

/** The longest period that can be asked for, in days. */
export const LONGEST_PERIOD = 366;
const USUAL_PERIOD = 90;
/** Of a slice the keys with the most openings. */
export const MOST_KEYS = 100;
/** Below so many openings no share is told. */
export const LEAST_OPENED = 10;
/** A wider interval says next to nothing. */
const WIDEST = 0.3;
const DAY = 86_400_000;

interface Counts {
  readonly opened: number;
  /** An EOI was sent or accepted. */
  readonly wanted: number;
  readonly accepted: number;
  readonly declined: number;
  readonly dismissed: number;
}

export interface Quality extends Counts {
  /** wanted ÷ opened; null below {@link LEAST_OPENED} openings. */
  readonly precision: number | null;
  readonly interval: Interval;
  /** Too few openings to conclude anything from. */
  readonly uncertain: boolean;
}

export type KeyedQuality = Quality & { readonly key: readonly string[] };

export interface QualityReport {
  /** Both days belong to the period. */
  readonly from: string;
  readonly to: string;
  readonly total: Quality;
  /** Place in the list of who acted: `1-3`, `4-10`, `11-50`, `none` where it had no place there. */
  readonly rank: readonly KeyedQuality[];
  /** Code of the factor and `low`, `middle` or `high`. */
  readonly factor: readonly KeyedQuality[];
  /** Language of the demand, language of the company. */
  readonly languages: readonly KeyedQuality[];
  /** Country of the demand, country of the company. */
  readonly countries: readonly KeyedQuality[];
}

type Row = Counts & { readonly slice: Slice; readonly key: string[] };

/** How often what was recommended, and looked at, was wanted. */
@Injectable()
export class MatchQuality {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * The report for matches that were first opened from one day to another, the last 90 days unless told.
   * @throws DomainError VALIDATION_FAILED at `?from` when the period is longer than a year or ends before it begins.
   */
  async report(actor: Actor, from?: string, to?: string): Promise<QualityReport> {
    const period = this.period(from, to);
    const rows = await this.database.queryOnce<Row & Record<string, unknown>>(actor, REPORT, [
      period.from,
      period.to,
      MOST_KEYS,
    ]);
    const of = (slice: Slice): KeyedQuality[] =>
      rows.filter((row) => row.slice === slice).map((row) => ({ key: row.key, ...judged(row) }));
    const [all] = rows.filter((row) => row.slice === 'all');
    return {
      ...period,
      total: judged(all ?? NOTHING),
      rank: of('rank'),
      factor: of('factor'),
      languages: of('languages'),
      countries: of('countries'),
    };
  }

  private period(from?: string, to?: string): { from: string; to: string } {
    const last = to ?? dayOf(this.clock.now());
    const first = from ?? dayOf(new Date(Date.parse(last) - (USUAL_PERIOD - 1) * DAY));
    const days = (Date.parse(last) - Date.parse(first)) / DAY + 1;
    if (days < 1) throw invalid(fieldError('?from', PERIOD_UPSIDE_DOWN, { to: last }));
    if (days > LONGEST_PERIOD) throw invalid(fieldError('?from', PERIOD_TOO_LONG, { days: LONGEST_PERIOD }));
    return { from: first, to: last };
  }
}

const NOTHING: Counts = { opened: 0, wanted: 0, accepted: 0, declined: 0, dismissed: 0 };

function judged({ opened, wanted, accepted, declined, dismissed }: Counts): Quality {
  const { low, high } = wilson(wanted, opened);
  return {
    ...{ opened, wanted, accepted, declined, dismissed },
    precision: opened < LEAST_OPENED ? null : round(wanted / opened),
    interval: { low: round(low), high: round(high) },
    uncertain: opened < LEAST_OPENED || high - low > WIDEST,
  };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

const COUNTS = ['opened', 'wanted', 'accepted', 'declined', 'dismissed'];
const REPORT: Statement = {
  name: 'matching.quality-report',
  text: `SELECT slice, key, ${COUNTS.join(', ')} FROM (
           SELECT slice, key, ${COUNTS.map((count) => `sum(${count})::integer AS ${count}`).join(', ')},
             row_number() OVER (PARTITION BY slice ORDER BY sum(opened) DESC, key) AS position
           FROM match_quality_days WHERE day BETWEEN $1::date AND $2::date GROUP BY slice, key) AS keys
         WHERE position <= $3 ORDER BY slice, position`,
};
