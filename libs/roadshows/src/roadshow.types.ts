import type { LocalizedText } from '@shuqiao/kernel';

export const ROADSHOW_KINDS = ['project_roadshow', 'special_promotion', 'matchmaking_day'] as const;
export type RoadshowKind = (typeof ROADSHOW_KINDS)[number];

export const ROADSHOW_STATUSES = ['draft', 'published', 'open', 'closed', 'finished', 'cancelled'] as const;
export type RoadshowStatus = (typeof ROADSHOW_STATUSES)[number];

export const BOOKING_STATUSES = [
  'held',
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

/** By what a session's waitlist may be ordered before the queue number; each is about the company. */
export const WAITLIST_RULES = ['pitches', 'no_seat_yet', 'foreign_side', 'first_time'] as const;
export type WaitlistRule = (typeof WAITLIST_RULES)[number];

/** Why a booking lapsed or was cancelled, where the act alone does not say it. */
export const BOOKING_REASONS = [
  'offer_expired',
  'offer_refused',
  'delegate_busy',
  'session_started',
  'roadshow_cancelled',
  'company_not_verified',
  'hold_expired',
  'hold_released',
] as const;

/** What staff say about a roadshow. Times are RFC 3339, dates are local to `timeZone`. */
export interface RoadshowContent {
  readonly kind: RoadshowKind;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  /** Null for an event that takes place online only; then there is a link. Both: some take part from afar. */
  readonly venueId: string | null;
  /** The place is the venue's where there is one. */
  readonly city: LocalizedText;
  readonly country: string;
  readonly timeZone: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly registrationOpensAt: string;
  readonly registrationClosesAt: string;
  /** Shown to who holds a seat, never in public. */
  readonly onlineLink: string | null;
  /** How many bookings one company may have at once in all sessions together; null for any number. */
  readonly bookingsPerCompany: number | null;
}

/** What staff write: the place may be left out where the venue says it. */
export type RoadshowInput = Omit<RoadshowContent, 'city' | 'country' | 'timeZone'> & {
  readonly city?: LocalizedText | undefined;
  readonly country?: string | undefined;
  readonly timeZone?: string | undefined;
};

export interface SessionTime {
  /** A room of the roadshow's venue; null online, or while it is not known. */
  readonly roomId: string | null;
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

export interface SessionSeats {
  readonly capacity: number;
  /** How many of them are online, and need no seat in the room. */
  readonly onlineSeats: number;
}

export interface NewSession extends SessionContent, SessionTime, SessionSeats {}

/** A session as staff see it. */
export interface SessionDetail extends NewSession {
  readonly id: string;
  readonly roadshowId: string;
  readonly roomName: LocalizedText | null;
  readonly seatsTaken: number;
  /** The first that a company meets and another does not decides who comes first. */
  readonly waitlistRules: readonly WaitlistRule[];
  readonly waiting: number;
  /** RFC 3339, of a session that does not take place. */
  readonly cancelledAt: string | null;
  readonly version: number;
}

/** A roadshow as staff see it. */
export interface RoadshowDetail extends RoadshowContent {
  readonly id: string;
  readonly status: RoadshowStatus;
  readonly cancellationReason: LocalizedText | null;
  /** The version of the agenda that is public; null before the first. */
  readonly agendaVersion: number | null;
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
  readonly holdExpiresAt: string | null;
  /** The earliest scan at the door. */
  readonly checkedInAt: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly onlineLink: string | null;
  readonly createdAt: string;
  readonly version: number;
}

/** A booking as staff see it: with what the waitlist is ordered by. */
export interface DeskBooking extends BookingDetail {
  readonly queueNumber: number;
  /** Which of the session's rules its company meets, while it waits. */
  readonly metRules: readonly WaitlistRule[] | null;
}
