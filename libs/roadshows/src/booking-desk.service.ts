import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
  type TaggedText,
} from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import {
  APPROVE,
  ATTEND,
  DECLINE,
  FIND_ANY,
  LIST_OF_SESSION,
  LOCK_SESSION,
  SESSION_EXISTS,
  WAITLIST_OF_SESSION,
} from './booking.query';
import { BOOKING_STATE, SESSION_NOT_STARTED, SESSION_STARTED } from './roadshow.errors';
import type { BookingStatus, DeskBooking } from './roadshow.types';
import { SETTLE_WAITLIST } from './session.query';

interface View {
  readonly view: DeskBooking;
}

const CHECK_IN_OPENS = 3_600_000;

/** What the secretariat does with bookings: approve, decline, record who came. */
@Injectable()
export class BookingDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  find(actor: Actor, id: string): Promise<DeskBooking> {
    return this.database.transaction(actor, () => this.load(id));
  }

  /** Who waits for a session, in the order in which freed seats will be offered if nothing else changes. */
  waitlist(actor: Actor, sessionId: string, page: PageRequest): Promise<Page<DeskBooking>> {
    const [priority, number] = page.cursor ? decodeCursor(page.cursor, ['integer', 'integer']) : [null, null];
    return this.database.transaction(actor, async () => {
      await this.requireSession(sessionId);
      const values = [sessionId, priority, number, page.limit + 1];
      const rows = await this.database.query<View & { priority: number }>(WAITLIST_OF_SESSION, values);
      const { items, nextCursor } = pageOf(rows, page.limit, (row) => [row.priority, row.view.queueNumber]);
      return { items: items.map((row) => row.view), nextCursor };
    });
  }

  /** A session's bookings in the order in which they came. */
  list(
    actor: Actor,
    sessionId: string,
    filter: { status?: readonly BookingStatus[] | undefined },
    page: PageRequest,
  ): Promise<Page<DeskBooking>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['integer'])[0] : 0;
    return this.database.transaction(actor, async () => {
      await this.requireSession(sessionId);
      const rows = await this.database.query<View>(LIST_OF_SESSION, [
        sessionId,
        filter.status ?? null,
        after,
        page.limit + 1,
      ]);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (booking) => [booking.queueNumber],
      );
    });
  }

  /** Approves a request: confirmed while a seat is free and nobody waits, else waitlisted with the number it came with. */
  approve(actor: Actor, id: string): Promise<DeskBooking> {
    return this.move(actor, id, APPROVE, [], (booking) => {
      if (booking.status === 'requested') throw new DomainError(SESSION_STARTED);
    });
  }

  decline(actor: Actor, id: string, remark: TaggedText | null): Promise<DeskBooking> {
    return this.move(actor, id, DECLINE, [remark && JSON.stringify(remark)]);
  }

  /**
   * Records whether the delegate came, from one hour before the start; a later record corrects an earlier one, and the
   * same once more changes nothing.
   */
  recordAttendance(actor: Actor, id: string, status: 'attended' | 'no_show'): Promise<DeskBooking> {
    return this.move(actor, id, ATTEND, [status], (booking) => {
      if (booking.status === status) return booking;
      const early = new Date(booking.startsAt).getTime() - CHECK_IN_OPENS > this.clock.now().getTime();
      if (booking.status === 'confirmed' && early) throw new DomainError(SESSION_NOT_STARTED);
      return undefined;
    });
  }

  /** `explain` says why no row moved: it throws, or answers the booking where nothing had to be done. */
  private move(
    actor: Actor,
    id: string,
    act: Statement,
    values: readonly unknown[],
    explain?: (booking: DeskBooking) => DeskBooking | undefined | void,
  ): Promise<DeskBooking> {
    return this.database.transaction(actor, async () => {
      const { sessionId } = await this.load(id);
      const now = this.clock.now();
      await this.database.query(LOCK_SESSION, [sessionId]);
      const moved = await this.database.query(act, [id, now, actor.kind, actor.accountId, actor.requestId, ...values]);
      const booking = await this.load(id);
      if (!moved.length) {
        const unchanged = explain?.(booking);
        if (unchanged) return unchanged;
        throw new DomainError(BOOKING_STATE, { status: booking.status });
      }
      await this.database.query(SETTLE_WAITLIST, [sessionId, now, actor.requestId]);
      return this.load(id);
    });
  }

  private async requireSession(id: string): Promise<void> {
    const sessions = await this.database.query(SESSION_EXISTS, [id]);
    if (!sessions.length) throw new DomainError(NOT_FOUND);
  }

  private async load(id: string): Promise<DeskBooking> {
    const [row] = await this.database.query<View>(FIND_ANY, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }
}
