import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { LOCK_SESSION } from '../booking.query';
import { CHECK_IN, CheckInCodes, type CodeIds } from './check-in-codes.service';
import { CHECK_IN_LIST, MERGE, SCANNED, SESSION_TIMES } from './check-in.query';
import type { CheckInList, CheckInSeat, Scan, ScanOutcome, ScanResult } from './check-in.types';

type Times = { readonly startsAt: Date; readonly endsAt: Date };
type Seat = Omit<CheckInSeat, 'status' | 'companyName'> & { readonly status: string; readonly isElsewhere: boolean };
type Read = Scan & { readonly ids: CodeIds | null };

const OPENS_BEFORE = 3_600_000;
// Clocks of devices run ahead of ours; more than that is no scan of today.
const CLOCKS_APART = 300_000;
const LET_IN: readonly string[] = ['confirmed', 'attended', 'no_show'];

/** The door: scans as they happen, and those made without a connection when it is back. */
@Injectable()
export class CheckIns {
  constructor(
    private readonly database: Database,
    private readonly codes: CheckInCodes,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND */
  list(actor: Actor, sessionId: string): Promise<CheckInList> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<Pick<CheckInList, 'title' | 'startsAt' | 'endsAt' | 'seats'>>(
        CHECK_IN_LIST,
        [sessionId],
      );
      if (!row) throw new DomainError(NOT_FOUND);
      const opensAt = new Date(Date.parse(row.startsAt) - OPENS_BEFORE).toISOString();
      return { sessionId, ...row, opensAt, publicKey: this.codes.publicKey, purpose: CHECK_IN };
    });
  }

  /**
   * Records scans of a session, each answered by itself. A scan that is sent again changes nothing; of several of one
   * booking the earliest counts, whichever arrives first.
   * @throws DomainError NOT_FOUND
   */
  record(actor: Actor, sessionId: string, scans: readonly Scan[]): Promise<ScanResult[]> {
    // Signatures are checked before anybody has to wait for the session.
    const read = scans.map((scan) => ({ ...scan, ids: this.codes.read(scan.code) }));
    return this.database.transaction(actor, async () => {
      const [times] = await this.database.query<Times>(SESSION_TIMES, [sessionId]);
      if (!times) throw new DomainError(NOT_FOUND);
      await this.database.query(LOCK_SESSION, [sessionId]);
      const before = await this.seats(sessionId, read);
      const refusals = read.map((scan) => this.refusal(sessionId, times, scan, before));
      const good = read.filter((_scan, index) => refusals[index] === null);
      const kept = await this.merge(actor, sessionId, good);
      const after = await this.seats(sessionId, read);
      return read.map((scan, index) => result(scan, refusals[index] ?? outcomeOf(scan, kept, after), after));
    });
  }

  private async merge(actor: Actor, sessionId: string, scans: readonly Read[]): Promise<Set<string>> {
    const rows = scans.map(({ id, scannedAt, ids }) => ({ id, scannedAt, bookingId: ids?.bookingId }));
    const { kind, accountId, requestId } = actor;
    const values = [sessionId, this.clock.now(), kind, accountId, requestId, JSON.stringify(rows)];
    const [merged] = await this.database.query<{ kept: string[] }>(MERGE, values);
    return new Set(merged?.kept);
  }

  private async seats(sessionId: string, scans: readonly Read[]): Promise<Map<string, Seat>> {
    const bookings = [...new Set(scans.flatMap(({ ids }) => (ids ? [ids.bookingId] : [])))];
    const rows = await this.database.query<Seat & Record<string, unknown>>(SCANNED, [sessionId, bookings]);
    return new Map(rows.map((row) => [row.bookingId, row]));
  }

  private refusal(
    sessionId: string,
    { startsAt, endsAt }: Times,
    { ids, scannedAt }: Read,
    seats: ReadonlyMap<string, Seat>,
  ): ScanOutcome | null {
    if (!ids) return 'unknown_code';
    if (ids.sessionId !== sessionId) return 'other_session';
    const seat = seats.get(ids.bookingId);
    if (!seat) return 'unknown_code';
    if (seat.delegateAccountId !== ids.delegateAccountId) return 'handed_over';
    if (!LET_IN.includes(seat.status)) return 'not_confirmed';
    // Missed here, he was somewhere else at that time: one of the two scans is wrong, and the others must not wait for it.
    if (seat.isElsewhere) return 'elsewhere';
    const at = Date.parse(scannedAt);
    const latest = Math.min(endsAt.getTime(), this.clock.now().getTime() + CLOCKS_APART);
    return at < startsAt.getTime() - OPENS_BEFORE || at > latest ? 'outside_time' : null;
  }
}

function outcomeOf(
  { id, ids, scannedAt }: Read,
  kept: ReadonlySet<string>,
  seats: ReadonlyMap<string, Seat>,
): ScanOutcome {
  const bookingId = ids?.bookingId ?? '';
  if (!kept.has(`${id} ${bookingId}`)) return 'repeated';
  const { checkedInAt } = seats.get(bookingId) ?? {};
  return checkedInAt && Date.parse(checkedInAt) === Date.parse(scannedAt) ? 'checked_in' : 'already_checked_in';
}

/** Of a code that opens nothing here, nobody is told whose it is. */
function result({ id, ids }: Read, outcome: ScanOutcome, seats: ReadonlyMap<string, Seat>): ScanResult {
  const seat = outcome === 'unknown_code' || outcome === 'other_session' ? undefined : seats.get(ids?.bookingId ?? '');
  const { bookingId = null, delegateName = null, checkedInAt = null } = seat ?? {};
  return { id, outcome, bookingId, delegateName, checkedInAt };
}
