import type { LocalizedText } from '@shuqiao/kernel';
import type { PublicKey } from '@shuqiao/platform';

/** What came of a scan. The first three mean that the delegate is in. */
export const SCAN_OUTCOMES = [
  'checked_in',
  'already_checked_in',
  'repeated',
  'unknown_code',
  'other_session',
  'handed_over',
  'not_confirmed',
  'elsewhere',
  'outside_time',
] as const;
export type ScanOutcome = (typeof SCAN_OUTCOMES)[number];

/** One scan of a code at the door, with the id that the device gave it. */
export interface Scan {
  readonly id: string;
  readonly code: string;
  /** RFC 3339: when it was scanned, not when it arrived. */
  readonly scannedAt: string;
}

export interface ScanResult {
  readonly id: string;
  readonly outcome: ScanOutcome;
  readonly bookingId: string | null;
  readonly delegateName: string | null;
  /** The earliest scan of the booking. */
  readonly checkedInAt: string | null;
}

export interface CheckInSeat {
  readonly bookingId: string;
  readonly status: 'confirmed' | 'attended' | 'no_show';
  readonly delegateAccountId: string;
  readonly delegateName: string;
  readonly companyName: string;
  readonly checkedInAt: string | null;
}

/** What a door needs to check codes without a connection. */
export interface CheckInList {
  readonly sessionId: string;
  readonly title: LocalizedText;
  readonly startsAt: string;
  readonly endsAt: string;
  /** From when on people are let in. */
  readonly opensAt: string;
  readonly publicKey: PublicKey;
  /** What is signed before the ids in a code. */
  readonly purpose: string;
  readonly seats: readonly CheckInSeat[];
}
