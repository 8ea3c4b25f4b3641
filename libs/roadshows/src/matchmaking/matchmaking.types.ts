import type { LocalizedText, TaggedText } from '@shuqiao/kernel';

export const DAY_STATUSES = ['draft', 'open', 'closed', 'released', 'cancelled'] as const;
export type DayStatus = (typeof DAY_STATUSES)[number];

export const HALVES = ['morning', 'afternoon'] as const;
export type Half = (typeof HALVES)[number];

export const WISHES = ['must_meet', 'would_meet', 'no'] as const;
export type Wish = (typeof WISHES)[number];

export const MEETING_STATUSES = [
  'requested',
  'accepted',
  'declined',
  'lapsed',
  'scheduled',
  'held',
  'no_show',
  'cancelled',
] as const;
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

export const MEETING_ORIGINS = ['mutual', 'request', 'staff'] as const;
export type MeetingOrigin = (typeof MEETING_ORIGINS)[number];

/** Why a meeting ended, where the act alone does not say it. */
export const MEETING_REASONS = ['by_company', 'by_centre', 'company_left', 'roadshow_cancelled', 'expired'] as const;
export type MeetingReason = (typeof MEETING_REASONS)[number];

export const PARTICIPATION_STATUSES = ['registered', 'withdrawn'] as const;

/** Times are RFC 3339. Slots are numbered from 1 in the order in which they stand. */
export interface SlotTime {
  readonly half: Half;
  readonly startsAt: string;
  readonly endsAt: string;
}
export type Slot = SlotTime & { readonly number: number };

/** What staff say about a day of one-to-one meetings. */
export interface DayContent {
  /** Where the tables stand, where that is no room of the roadshow's venue. */
  readonly place: LocalizedText | null;
  /** The room in which they stand: then nothing else takes place there meanwhile. */
  readonly roomId: string | null;
  /** Meetings that fit into one slot. */
  readonly tables: number;
  /** The most that the breaks of any two companies may differ by; null: by any number. */
  readonly fairness: number | null;
  /** Until when companies may join, wish and ask. */
  readonly wishesCloseAt: string;
  /** Unanswered requests that one company may have at a time. */
  readonly requestsPerCompany: number;
  readonly slots: readonly SlotTime[];
}

export interface DayDetail extends DayContent {
  readonly id: string;
  readonly roadshowId: string;
  readonly status: DayStatus;
  /** Said, or that of the room. */
  readonly place: LocalizedText;
  readonly slots: readonly Slot[];
  readonly participants: number;
  readonly version: number;
}

/** How a company takes part. */
export interface ParticipationContent {
  /** Accounts of members; the first who is free sits at the table. */
  readonly delegates: readonly string[];
  /** Counterparts that it meets at one time, at most as many as it sends delegates. */
  readonly parallel: number;
  /** The half of the day that it comes for; null: either. */
  readonly half: Half | null;
  /** Numbers of slots in which it is not there. */
  readonly unavailable: readonly number[];
  readonly languages: readonly string[];
}

export interface Participation extends ParticipationContent {
  readonly id: string;
  readonly dayId: string;
  readonly companyId: string;
  readonly status: (typeof PARTICIPATION_STATUSES)[number];
  readonly version: number;
}

/** Another company that takes part, as a participant sees it: never what it wishes. */
export interface Counterpart {
  readonly companyId: string;
  readonly languages: readonly string[];
  /** One's own wish. */
  readonly wish: Wish | null;
  readonly meetingId: string | null;
  readonly meetingStatus: MeetingStatus | null;
}

export interface MeetingPlace {
  readonly slot: number;
  readonly table: number;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** A meeting as one of its companies sees it. */
export interface MeetingDetail {
  readonly id: string;
  readonly dayId: string;
  readonly roadshowId: string;
  readonly companyId: string;
  readonly counterpartId: string;
  readonly status: MeetingStatus;
  readonly reason: MeetingReason | null;
  readonly origin: MeetingOrigin;
  /** Whether one's own company asked; null where nobody had to. */
  readonly requestedByUs: boolean | null;
  readonly message: TaggedText | null;
  readonly expiresAt: string | null;
  readonly place: MeetingPlace | null;
  readonly venue: LocalizedText;
  readonly timeZone: string;
  /** Whether the service centre sends an interpreter. */
  readonly isInterpreted: boolean;
  /** Who of one's own company sits at the table. */
  readonly delegateAccountId: string | null;
  readonly version: number;
}

/** A meeting as staff see it. */
export interface DeskMeeting {
  readonly id: string;
  readonly dayId: string;
  readonly companyIds: readonly [string, string];
  readonly status: MeetingStatus;
  readonly reason: MeetingReason | null;
  readonly origin: MeetingOrigin;
  readonly requestedBy: string | null;
  readonly expiresAt: string | null;
  readonly half: Half | null;
  readonly fixedSlot: number | null;
  /** What it counts where not all meetings fit: set by staff, or by how much both wish it. */
  readonly weight: number;
  readonly place: MeetingPlace | null;
  readonly interpreterId: string | null;
  /** Meetings that take place in an earlier slot. */
  readonly after: readonly string[];
  readonly version: number;
}

/** What staff say about one meeting. */
export interface MeetingSettings {
  readonly half: Half | null;
  readonly fixedSlot: number | null;
  /** Null: by how much both wish it. */
  readonly weight: number | null;
  /** Meetings of the same day that take place in an earlier slot. */
  readonly after: readonly string[];
}

/** Somebody who interprets at a day, and the slots in which he is away. */
export interface DayInterpreter {
  readonly interpreterId: string;
  readonly unavailable: readonly number[];
}
