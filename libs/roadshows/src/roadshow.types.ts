import type { LocalizedText } from '@shuqiao/kernel';

export const ROADSHOW_KINDS = ['project_roadshow', 'special_promotion', 'matchmaking_day'] as const;
export type RoadshowKind = (typeof ROADSHOW_KINDS)[number];

export const ROADSHOW_STATUSES = ['draft', 'published', 'open', 'closed', 'finished', 'cancelled'] as const;
export type RoadshowStatus = (typeof ROADSHOW_STATUSES)[number];

export const BOOKING_STATUSES = [
  'requested',
  'confirmed',
  'waitlisted',
  'offered',
  'declined',
  'lapsed',
  'cancelled',
  'attended',
  'no_show',
] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

/** Why a booking lapsed or was cancelled, where the act alone does not say it. */
export const BOOKING_REASONS = [
  'offer_expired',
  'offer_refused',
  'delegate_busy',
  'session_started',
  'roadshow_cancelled',
  'company_not_verified',
] as const;

/** What staff say about a roadshow. Times are RFC 3339, dates are local to `timeZone`. */
export interface RoadshowContent {
  readonly kind: RoadshowKind;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  /** Null for an event that takes place online only; then there is a link. */
  readonly venue: LocalizedText | null;
  readonly city: LocalizedText;
  readonly country: string;
  readonly timeZone: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly registrationOpensAt: string;
  readonly registrationClosesAt: string;
  /** Shown to who holds a seat, never in public. */
  readonly onlineLink: string | null;
}

export interface SessionTime {
  readonly room: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface SessionContent {
  readonly title: LocalizedText;
  readonly languages: readonly string[];
  readonly requiresApproval: boolean;
  /** How many delegates of one company may hold a booking at once. */
  readonly delegatesPerCompany: number;
}

export interface NewSession extends SessionContent, SessionTime {
  readonly capacity: number;
}

/** A session as staff see it. */
export interface SessionDetail extends NewSession {
  readonly id: string;
  readonly roadshowId: string;
  readonly seatsTaken: number;
  readonly waiting: number;
  readonly version: number;
}

/** A roadshow as staff see it. */
export interface RoadshowDetail extends RoadshowContent {
  readonly id: string;
  readonly status: RoadshowStatus;
  readonly cancellationReason: LocalizedText | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A booking as its company sees it. */
export interface BookingDetail {
  readonly id: string;
  readonly roadshowId: string;
  readonly sessionId: string;
  readonly companyId: string;
  readonly delegateAccountId: string;
  readonly status: BookingStatus;
  readonly reason: (typeof BOOKING_REASONS)[number] | null;
  readonly remark: { readonly lang: string; readonly text: string } | null;
  /** Counted from 1 while waitlisted. */
  readonly position: number | null;
  readonly offerExpiresAt: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly onlineLink: string | null;
  readonly createdAt: string;
  readonly version: number;
}

/** A booking as staff see it: with the number by which the waitlist is in order. */
export interface DeskBooking extends BookingDetail {
  readonly queueNumber: number;
}
