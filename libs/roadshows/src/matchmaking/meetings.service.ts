import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
  type TaggedText,
} from '@shuqiao/kernel';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { Database, type Statement } from '@shuqiao/platform';
import { MEETING_STATE } from './matchmaking.errors';
import type { MeetingDetail, MeetingStatus, Participation } from './matchmaking.types';
import {
  ANSWER_MEETING,
  CANCEL_OWN_MEETING,
  FIND_OWN_MEETING,
  LIST_OWN_MEETINGS,
  REQUEST_MEETING,
} from './meeting.query';
import { FIND_OWN } from './participation.query';

interface View {
  readonly view: MeetingDetail;
}

/** What a company does with its one-to-one meetings. */
@Injectable()
export class Meetings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks another participant for a meeting: accepted at once where it wishes to meet as well.
   * @throws DomainError WISHES_CLOSED, BOTH_MUST_TAKE_PART, MEETING_EXISTS, MEETING_RULED_OUT, TOO_MANY_REQUESTS_OPEN.
   */
  request(
    actor: AccountActor,
    participationId: string,
    counterpartId: string,
    message: TaggedText | null,
  ): Promise<MeetingDetail> {
    return this.database.transaction(actor, async () => {
      const values = [participationId, companiesWith(actor, 'booking.view')];
      const [own] = await this.database.query<{ view: Participation }>(FIND_OWN, values);
      if (!own || own.view.companyId === counterpartId) throw new DomainError(NOT_FOUND);
      const { dayId, companyId } = own.view;
      requirePermission(actor, 'booking.delegate', companyId);
      const said = message && JSON.stringify(message);
      const by = [this.clock.now(), actor.accountId, actor.requestId];
      // Where the other side has asked already, it is that meeting.
      const [made] = await this.database.query<{ id: string }>(REQUEST_MEETING, [
        newId(),
        dayId,
        companyId,
        counterpartId,
        said,
        ...by,
      ]);
      return this.load(actor, made!.id);
    });
  }

  /** Agrees to a request. @throws DomainError MEETING_STATE when it is none, or its time is over. */
  accept(actor: AccountActor, id: string): Promise<MeetingDetail> {
    return this.answer(actor, id, true);
  }

  decline(actor: AccountActor, id: string): Promise<MeetingDetail> {
    return this.answer(actor, id, false);
  }

  /** Takes a request back or gives a meeting up that has not begun. */
  cancel(actor: AccountActor, id: string): Promise<MeetingDetail> {
    return this.move(actor, id, CANCEL_OWN_MEETING, []);
  }

  find(actor: Actor, id: string): Promise<MeetingDetail> {
    return this.database.transaction(actor, () => this.load(actor, id));
  }

  /** A company's meetings, newest first. */
  list(
    actor: Actor,
    companyId: string,
    filter: { dayId?: string | undefined; status?: readonly MeetingStatus[] | undefined },
    page: PageRequest,
  ): Promise<Page<MeetingDetail>> {
    if (!companiesWith(actor, 'booking.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const values = [companyId, filter.dayId ?? null, filter.status ?? null, after, page.limit + 1];
      const rows = await this.database.query<View>(LIST_OWN_MEETINGS, values);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (meeting) => [meeting.id],
      );
    });
  }

  private answer(actor: AccountActor, id: string, agrees: boolean): Promise<MeetingDetail> {
    return this.move(actor, id, ANSWER_MEETING, [agrees]);
  }

  private move(actor: AccountActor, id: string, act: Statement, values: readonly unknown[]): Promise<MeetingDetail> {
    return this.database.transaction(actor, async () => {
      const { companyId } = await this.load(actor, id);
      requirePermission(actor, 'booking.delegate', companyId);
      const by = [this.clock.now(), actor.accountId, actor.requestId];
      const moved = await this.database.query(act, [id, companyId, ...values, ...by]);
      const meeting = await this.load(actor, id);
      if (!moved.length) throw new DomainError(MEETING_STATE, { status: meeting.status });
      return meeting;
    });
  }

  /** Somebody who belongs to both companies acts for the one that comes first. */
  private async load(actor: Actor, id: string): Promise<MeetingDetail> {
    const [row] = await this.database.query<View>(FIND_OWN_MEETING, [id, companiesWith(actor, 'booking.view')]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }
}
