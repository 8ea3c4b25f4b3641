import {
  DomainError,
  type FieldError,
  fieldError,
  invalid,
  MUST_BE_FUTURE,
  MUST_BE_LATER,
  TOO_LARGE,
} from '@shuqiao/kernel';
import {
  ONLINE_LINK_REQUIRED,
  OUTSIDE_DATES,
  OUTSIDE_SESSION,
  PLACE_REQUIRED,
  ROADSHOW_NOT_OVER,
  ROADSHOW_STATE,
  ROADSHOW_WITHOUT_SESSIONS,
  TOO_FAR_APART,
} from './roadshow.errors';
import type { RoadshowContent, RoadshowInput, RoadshowStatus, SessionSeats, SessionTime } from './roadshow.types';

export const ROADSHOW_ACTS = ['publish', 'open', 'close', 'finish', 'cancel'] as const;
export type RoadshowAct = (typeof ROADSHOW_ACTS)[number];

const TRANSITIONS: Readonly<Record<RoadshowAct, { from: readonly RoadshowStatus[]; to: RoadshowStatus }>> = {
  publish: { from: ['draft'], to: 'published' },
  open: { from: ['published'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
  finish: { from: ['closed'], to: 'finished' },
  cancel: { from: ['draft', 'published', 'open', 'closed'], to: 'cancelled' },
};

const EDITABLE: readonly RoadshowStatus[] = ['draft', 'published', 'open', 'closed'];
const LONGEST_DAYS = 30;
const LONGEST_SESSION_HOURS = 24;
const DAY = 86_400_000;

interface Agenda {
  readonly count: number;
  readonly lastEndsAt: Date | null;
}

/** A roadshow's state, its dates, and the rules about them. */
export class Roadshow {
  constructor(
    readonly id: string,
    public status: RoadshowStatus,
    public content: Pick<
      RoadshowContent,
      'venueId' | 'onlineLink' | 'timeZone' | 'startsOn' | 'endsOn' | 'registrationOpensAt' | 'registrationClosesAt'
    >,
  ) {}

  /**
   * Moves to the state that an act leads to.
   * @throws DomainError ROADSHOW_STATE when the act does not fit, or what else stands against it.
   */
  act(act: RoadshowAct, agenda: Agenda, now: Date): void {
    const { from, to } = TRANSITIONS[act];
    if (!from.includes(this.status)) throw new DomainError(ROADSHOW_STATE, { status: this.status });
    if (act === 'publish' && agenda.count === 0) throw new DomainError(ROADSHOW_WITHOUT_SESSIONS);
    if (act === 'finish' && agenda.lastEndsAt && agenda.lastEndsAt > now) throw new DomainError(ROADSHOW_NOT_OVER);
    this.status = to;
  }

  requireEditable(): void {
    if (!EDITABLE.includes(this.status)) throw new DomainError(ROADSHOW_STATE, { status: this.status });
  }

  /** Checks a session's time against the roadshow's dates, both in the roadshow's zone. */
  requireTime({ startsAt, endsAt }: Omit<SessionTime, 'roomId'>, now: Date): void {
    const [start, end] = [new Date(startsAt), new Date(endsAt)];
    const { startsOn, endsOn } = this.content;
    const errors: FieldError[] = [];
    if (end <= start) errors.push(fieldError('/endsAt', MUST_BE_LATER, { other: 'startsAt' }));
    else if (end.getTime() - start.getTime() > LONGEST_SESSION_HOURS * 3_600_000) {
      errors.push(fieldError('/endsAt', TOO_FAR_APART, { max: `${LONGEST_SESSION_HOURS} h` }));
    }
    if (start <= now) errors.push(fieldError('/startsAt', MUST_BE_FUTURE));
    if (!this.covers(start)) errors.push(fieldError('/startsAt', OUTSIDE_DATES, { from: startsOn, to: endsOn }));
    // What ends at midnight still belongs to the day before.
    if (!this.covers(new Date(end.getTime() - 1))) {
      errors.push(fieldError('/endsAt', OUTSIDE_DATES, { from: startsOn, to: endsOn }));
    }
    if (errors.length) throw invalid(...errors);
  }

  /** Checks that no more of the seats are online than there are, and that there is a link for them. */
  requireSeats({ capacity, onlineSeats }: SessionSeats): void {
    if (onlineSeats > capacity) throw invalid(fieldError('/onlineSeats', TOO_LARGE, { max: capacity }));
    if (onlineSeats > 0 && !this.content.onlineLink) throw invalid(fieldError('/onlineSeats', ONLINE_LINK_REQUIRED));
  }

  /** Checks that every session still lies within the dates, and that a link is there for whoever takes part online. */
  requireAgenda(sessions: readonly { startsAt: Date; endsAt: Date; onlineSeats: number }[]): void {
    const online = sessions.some(({ onlineSeats }) => onlineSeats > 0);
    if (online && !this.content.onlineLink) throw invalid(fieldError('/onlineLink', ONLINE_LINK_REQUIRED));
    const { startsOn, endsOn } = this.content;
    const outside = { from: startsOn, to: endsOn };
    if (!sessions.every(({ startsAt }) => this.covers(startsAt)))
      throw invalid(fieldError('/startsOn', OUTSIDE_SESSION, outside));
    if (!sessions.every(({ endsAt }) => this.covers(new Date(endsAt.getTime() - 1)))) {
      throw invalid(fieldError('/endsOn', OUTSIDE_SESSION, outside));
    }
  }

  private covers(time: Date): boolean {
    const day = localDate(time, this.content.timeZone);
    return day >= this.content.startsOn && day <= this.content.endsOn;
  }

  /** When the sessions take bookings: the registration window while the roadshow is open, and never otherwise. */
  bookingWindow(): string | null {
    const { registrationOpensAt, registrationClosesAt } = this.content;
    return this.status === 'open' ? `[${registrationOpensAt},${registrationClosesAt})` : null;
  }
}

/** @throws DomainError VALIDATION_FAILED naming each field that contradicts another. */
export function requireConsistent(content: RoadshowInput): void {
  const errors: FieldError[] = [];
  const days = (Date.parse(content.endsOn) - Date.parse(content.startsOn)) / DAY;
  if (days < 0) errors.push(fieldError('/endsOn', MUST_BE_LATER, { other: 'startsOn' }));
  if (days > LONGEST_DAYS) errors.push(fieldError('/endsOn', TOO_FAR_APART, { max: `${LONGEST_DAYS} d` }));
  if (Date.parse(content.registrationClosesAt) <= Date.parse(content.registrationOpensAt)) {
    errors.push(fieldError('/registrationClosesAt', MUST_BE_LATER, { other: 'registrationOpensAt' }));
  }
  if (!content.venueId && !content.onlineLink) errors.push(fieldError('/venueId', PLACE_REQUIRED));
  if (errors.length) throw invalid(...errors);
}

/** The calendar date of a moment in a zone, as `YYYY-MM-DD`. */
export function localDate(time: Date, timeZone: string): string {
  // The Swedish form of a date is ISO 8601's.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time);
}
