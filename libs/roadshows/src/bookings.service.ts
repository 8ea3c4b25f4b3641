import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  fieldError,
  invalid,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { COMPANY_NOT_VERIFIED } from '@shuqiao/companies';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { Database, type Statement } from '@shuqiao/platform';
import {
  ACCEPT,
  CANCEL,
  CONFIRM,
  FIND_MINE,
  HAND_OVER,
  LIST_MINE,
  LOCK_SESSION,
  PARTIES,
  PLACE,
  REFUSE,
  TAKES_BOOKINGS,
} from './booking.query';
import {
  BOOKING_NOT_OPEN,
  BOOKING_STATE,
  HOLD_EXPIRED,
  NO_SEAT_TO_HOLD,
  NOT_A_MEMBER,
  OFFER_EXPIRED,
  SESSION_STARTED,
} from './roadshow.errors';
import type { BookingDetail, BookingStatus } from './roadshow.types';
import { SETTLE_WAITLIST } from './session.query';

interface View {
  readonly view: BookingDetail;
}

/** What a company does with its bookings. A member acts for himself; for a colleague he needs `booking.delegate`. */
@Injectable()
export class Bookings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Books a seat for a delegate: confirmed while seats are free and nobody waits, else waitlisted in order; requested
   * where the session asks for approval. The seat is taken by the last statement before the commit, so that the
   * session's row is locked for one round trip.
   * @throws DomainError COMPANY_NOT_VERIFIED, BOOKING_NOT_OPEN, ALREADY_BOOKED, DELEGATE_BUSY, COMPANY_LIMIT_REACHED.
   */
  book(actor: AccountActor, sessionId: string, companyId: string, delegateId: string): Promise<BookingDetail> {
    return this.place(actor, sessionId, companyId, delegateId, false);
  }

  /**
   * Holds a seat for ten minutes, while a form is filled. It is a taken seat; who finds none free is not queued.
   * @throws DomainError NO_SEAT_TO_HOLD, HOLD_LIMIT_REACHED, and what a booking throws.
   */
  hold(actor: AccountActor, sessionId: string, companyId: string, delegateId: string): Promise<BookingDetail> {
    return this.place(actor, sessionId, companyId, delegateId, true);
  }

  /** Books the seat that is held. @throws DomainError HOLD_EXPIRED once the ten minutes are over. */
  confirm(actor: Actor, id: string): Promise<BookingDetail> {
    return this.move(actor, id, CONFIRM, (booking) => {
      const lapsed = booking.status === 'lapsed' && booking.reason === 'hold_expired';
      if (lapsed || booking.status === 'held') throw new DomainError(HOLD_EXPIRED);
    });
  }

  find(actor: Actor, id: string): Promise<BookingDetail> {
    return this.database.transaction(actor, () => this.load(actor, id));
  }

  /** The same for who may act for its delegate. @throws DomainError FORBIDDEN when it is a colleague's. */
  findFor(actor: Actor, id: string): Promise<BookingDetail> {
    return this.database.transaction(actor, async () => {
      const booking = await this.load(actor, id);
      requireFor(actor, booking.companyId, booking.delegateAccountId);
      return booking;
    });
  }

  /** A company's bookings, newest first. */
  list(
    actor: Actor,
    companyId: string,
    filter: { status?: readonly BookingStatus[] | undefined },
    page: PageRequest,
  ): Promise<Page<BookingDetail>> {
    requireMember(actor, companyId);
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<View>(LIST_MINE, [
        companyId,
        filter.status ?? null,
        after,
        page.limit + 1,
      ]);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (booking) => [booking.id],
      );
    });
  }

  /** Gives a booking up before the session starts; a seat that becomes free is offered to the next in the same commit. */
  cancel(actor: Actor, id: string): Promise<BookingDetail> {
    return this.move(actor, id, CANCEL, (booking) => this.requireBeforeStart(booking));
  }

  /** @throws DomainError OFFER_EXPIRED when the deadline has passed, also when nobody has noticed yet. */
  acceptOffer(actor: Actor, id: string): Promise<BookingDetail> {
    return this.move(actor, id, ACCEPT, (booking) => {
      const lapsed = booking.status === 'lapsed' && booking.reason === 'offer_expired';
      if (lapsed || booking.status === 'offered') throw new DomainError(OFFER_EXPIRED);
    });
  }

  refuseOffer(actor: Actor, id: string): Promise<BookingDetail> {
    return this.move(actor, id, REFUSE);
  }

  /**
   * Hands a booking to a colleague, who gets the seat or the place in the queue as it is. Who may delegate may do it.
   * @throws DomainError ALREADY_BOOKED, DELEGATE_BUSY when the colleague cannot be there.
   */
  handOver(actor: Actor, id: string, delegateId: string): Promise<BookingDetail> {
    return this.database.transaction(actor, async () => {
      const { companyId } = await this.load(actor, id);
      requirePermission(actor, 'booking.delegate', companyId);
      await this.requireParties(companyId, delegateId);
      const explain = (booking: BookingDetail) => {
        if (booking.delegateAccountId === delegateId) return booking;
        return this.requireBeforeStart(booking);
      };
      return this.move(actor, id, HAND_OVER, explain, [delegateId]);
    });
  }

  private place(
    actor: AccountActor,
    sessionId: string,
    companyId: string,
    delegateId: string,
    hold: boolean,
  ): Promise<BookingDetail> {
    requireMember(actor, companyId);
    requireFor(actor, companyId, delegateId);
    return this.database.transaction(actor, async () => {
      await this.requireParties(companyId, delegateId);
      const now = this.clock.now();
      const values = [newId(), sessionId, companyId, delegateId, now, actor.accountId, actor.requestId, hold];
      const [row] = await this.database.query<View>(PLACE, values);
      if (row) return row.view;
      const [session] = await this.database.query<{ open: boolean }>(TAKES_BOOKINGS, [sessionId, now]);
      if (!session) throw new DomainError(NOT_FOUND);
      throw new DomainError(session.open ? NO_SEAT_TO_HOLD : BOOKING_NOT_OPEN);
    });
  }

  private async requireParties(companyId: string, delegateId: string): Promise<void> {
    const [parties] = await this.database.query<{ status: string; member: boolean }>(PARTIES, [companyId, delegateId]);
    if (!parties) throw new DomainError(NOT_FOUND);
    if (parties.status !== 'verified') throw new DomainError(COMPANY_NOT_VERIFIED, { status: parties.status });
    if (!parties.member) throw invalid(fieldError('/delegateAccountId', NOT_A_MEMBER));
  }

  /** `explain` says why no row moved: it throws, or answers the booking where nothing had to be done. */
  private async move(
    actor: Actor,
    id: string,
    act: Statement,
    explain?: (booking: BookingDetail) => BookingDetail | void,
    values: readonly unknown[] = [],
  ): Promise<BookingDetail> {
    return this.database.transaction(actor, async () => {
      const { sessionId, companyId, delegateAccountId } = await this.load(actor, id);
      requireFor(actor, companyId, delegateAccountId);
      const now = this.clock.now();
      await this.database.query(LOCK_SESSION, [sessionId]);
      const moved = await this.database.query(act, [id, now, actor.kind, actor.accountId, actor.requestId, ...values]);
      if (!moved.length) {
        const booking = await this.load(actor, id);
        const unchanged = explain?.(booking);
        if (unchanged) return unchanged;
        throw new DomainError(BOOKING_STATE, { status: booking.status });
      }
      await this.database.query(SETTLE_WAITLIST, [sessionId, now, actor.requestId]);
      return this.load(actor, id);
    });
  }

  private requireBeforeStart({ status, startsAt }: BookingDetail): void {
    const live = ['held', 'requested', 'confirmed', 'waitlisted', 'offered'].includes(status);
    if (live && new Date(startsAt) <= this.clock.now()) throw new DomainError(SESSION_STARTED);
  }

  private async load(actor: Actor, id: string): Promise<BookingDetail> {
    const [row] = await this.database.query<View>(FIND_MINE, [id, companiesWith(actor, 'booking.view')]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }
}

function requireMember(actor: Actor, companyId: string): void {
  if (!companiesWith(actor, 'booking.view').includes(companyId)) throw new DomainError(NOT_FOUND);
}

function requireFor(actor: Actor, companyId: string, delegateId: string): void {
  requirePermission(actor, delegateId === actor.accountId ? 'booking.edit' : 'booking.delegate', companyId);
}
