import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  FORBIDDEN,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { SESSION_EXISTS } from '../booking.query';
import { Bookings } from '../bookings.service';
import { BOOKING_STATE, FEEDBACK_CLOSED, FEEDBACK_GIVEN } from '../roadshow.errors';
import type { BookingDetail } from '../roadshow.types';
import { CHANGE_FEEDBACK, FIND_FEEDBACK, GIVE_FEEDBACK, LIST_FEEDBACK, SUMMARISE_FEEDBACK } from './feedback.query';
import type { Feedback, FeedbackAnswers, FeedbackEntry, FeedbackSummary } from './feedback.types';

interface View<T> {
  readonly view: T;
}

const OPEN_DAYS = 14;

/** What who came says of a session. The secretariat reads it; no firm reads another's. */
@Injectable()
export class SessionFeedback {
  constructor(
    private readonly database: Database,
    private readonly bookings: Bookings,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND where none was given, FORBIDDEN for who did not attend himself. */
  find(actor: AccountActor, bookingId: string): Promise<Feedback> {
    return this.database.transaction(actor, async () => {
      const booking = await this.own(actor, bookingId);
      return this.read(FIND_FEEDBACK, [bookingId], booking, NOT_FOUND);
    });
  }

  /** @throws DomainError FEEDBACK_GIVEN the second time, FEEDBACK_CLOSED two weeks after the session, BOOKING_STATE. */
  give(actor: AccountActor, bookingId: string, answers: FeedbackAnswers): Promise<Feedback> {
    return this.database.transaction(actor, async () => {
      const booking = await this.open(actor, bookingId);
      const values = [bookingId, booking.sessionId, actor.accountId, this.clock.now(), ...columns(answers)];
      const feedback = await this.read(GIVE_FEEDBACK, values, booking, FEEDBACK_GIVEN);
      await this.record(actor, 'given', booking);
      return feedback;
    });
  }

  /** Changes it within two weeks of the session. @throws DomainError STALE_VERSION, FEEDBACK_CLOSED, NOT_FOUND. */
  change(actor: AccountActor, bookingId: string, version: number, answers: FeedbackAnswers): Promise<Feedback> {
    return this.database.transaction(actor, async () => {
      const booking = await this.open(actor, bookingId);
      await this.read(FIND_FEEDBACK, [bookingId], booking, NOT_FOUND);
      const values = [bookingId, version, this.clock.now(), ...columns(answers)];
      const feedback = await this.read(CHANGE_FEEDBACK, values, booking, STALE_VERSION);
      await this.record(actor, 'changed', booking);
      return feedback;
    });
  }

  /** For staff: what was said of a session, one by one. */
  list(actor: Actor, sessionId: string, page: PageRequest): Promise<Page<FeedbackEntry>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      await this.requireSession(sessionId);
      const values = [sessionId, after, page.limit + 1];
      const rows = await this.database.query<View<FeedbackEntry>>(LIST_FEEDBACK, values);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (entry) => [entry.bookingId],
      );
    });
  }

  /** For staff: the averages of a session. */
  summarise(actor: Actor, sessionId: string): Promise<FeedbackSummary> {
    return this.database.transaction(actor, async () => {
      await this.requireSession(sessionId);
      const [row] = await this.database.query<View<FeedbackSummary>>(SUMMARISE_FEEDBACK, [sessionId]);
      if (!row) throw new DomainError(NOT_FOUND);
      return row.view;
    });
  }

  private async own(actor: AccountActor, bookingId: string): Promise<BookingDetail> {
    const booking = await this.bookings.find(actor, bookingId);
    if (booking.delegateAccountId !== actor.accountId) throw new DomainError(FORBIDDEN, { permission: 'booking.edit' });
    return booking;
  }

  private async open(actor: AccountActor, bookingId: string): Promise<BookingDetail> {
    const booking = await this.own(actor, bookingId);
    if (booking.status !== 'attended') throw new DomainError(BOOKING_STATE, { status: booking.status });
    if (closesAt(booking) <= this.clock.now()) throw new DomainError(FEEDBACK_CLOSED, { days: OPEN_DAYS });
    return booking;
  }

  private async read(
    statement: Statement,
    values: readonly unknown[],
    booking: BookingDetail,
    missing: ConstructorParameters<typeof DomainError>[0],
  ): Promise<Feedback> {
    const [row] = await this.database.query<View<Omit<Feedback, 'closesAt'>>>(statement, values);
    if (!row) throw new DomainError(missing);
    return { ...row.view, closesAt: closesAt(booking).toISOString() };
  }

  private async requireSession(id: string): Promise<void> {
    const sessions = await this.database.query(SESSION_EXISTS, [id]);
    if (!sessions.length) throw new DomainError(NOT_FOUND);
  }

  private async record(actor: Actor, act: 'given' | 'changed', booking: BookingDetail): Promise<void> {
    const { id: bookingId, sessionId, companyId } = booking;
    await this.audit.record(actor, {
      action: `feedback.${act}`,
      subjectType: 'session_feedback',
      subjectId: bookingId,
      companyId,
      details: { sessionId },
    });
    await this.outbox.publish(actor, { name: `feedback.${act}.v1`, payload: { bookingId, sessionId } });
  }
}

function closesAt({ endsAt }: BookingDetail): Date {
  return new Date(Date.parse(endsAt) + OPEN_DAYS * 86_400_000);
}

function columns(answers: FeedbackAnswers): unknown[] {
  const { rating, content, organisation, interpretation, wouldComeAgain, foundPartners, comment } = answers;
  const written = comment && JSON.stringify({ lang: comment.lang, text: comment.text });
  return [rating, content, organisation, interpretation, wouldComeAgain, foundPartners, written];
}
