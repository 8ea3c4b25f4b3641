import type { RoadshowStatus } from '../roadshow.types';

/** A copy of a roadshow, a draft. */
export interface RoadshowCopy {
  readonly roadshowId: string;
  readonly startsOn: string;
  /** Sessions whose room is taken at that time, or too small by now: they have none until staff give them one. */
  readonly withoutRoom: readonly string[];
}

export interface SeriesRule {
  /** RFC 5545, for example `FREQ=WEEKLY;INTERVAL=2;BYDAY=TH`. */
  readonly rule: string;
  readonly skipped: readonly string[];
  readonly added: readonly string[];
}

export interface SeriesDate {
  readonly date: string;
  readonly roadshowId: string;
  readonly status: RoadshowStatus;
}

export interface SeriesDetail extends SeriesRule {
  readonly id: string;
  /** The roadshow that the others are copies of. */
  readonly roadshowId: string;
  readonly startsOn: string;
  /** The roadshows that there are, the latest first, 200 at most. */
  readonly dates: readonly SeriesDate[];
  readonly version: number;
}
