import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  fieldError,
  invalid,
  type LocalizedText,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
  UNKNOWN_REFERENCE,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { MatchmakingDays } from './matchmaking/matchmaking-days.service';
import { Agenda } from './agenda/agenda.service';
import { requireConsistent, Roadshow, type RoadshowAct } from './roadshow.entity';
import { pastOf, roadshowActed, sessionChanged } from './roadshow.events';
import {
  CANCEL_BOOKINGS,
  CANCEL_SESSIONS,
  FIND_ROADSHOW,
  INSERT_ROADSHOW,
  LIST_ROADSHOWS,
  LOCK_ROADSHOW,
  LOCK_SESSIONS,
  SET_BOOKING_WINDOW,
  SET_STATUS,
  UPDATE_ROADSHOW,
  VENUE_PLACE,
} from './roadshow.query';
import type { RoadshowContent, RoadshowDetail, RoadshowInput, RoadshowStatus } from './roadshow.types';
import { locate } from './venues/place';
import type { VenueContent } from './venues/venue.types';

type VenuePlace = Pick<VenueContent, 'city' | 'country' | 'timeZone'>;

interface View {
  readonly view: RoadshowDetail;
}
interface SessionTimes {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly onlineSeats: number;
}

/** What the secretariat does with roadshows. Locks are taken roadshow first, then its sessions, then bookings. */
@Injectable()
export class Roadshows {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly taxonomy: TaxonomyService,
    private readonly matchmakingDays: MatchmakingDays,
    private readonly agenda: Agenda,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError VALIDATION_FAILED when fields contradict each other or the country takes no part. */
  create(actor: Actor, input: RoadshowInput): Promise<RoadshowDetail> {
    return this.database.transaction(actor, async () => {
      const content = await this.completed(input);
      const id = newId();
      const [row] = await this.database.query<View>(INSERT_ROADSHOW, [
        id,
        actor.accountId,
        this.clock.now(),
        ...columns(content),
      ]);
      await this.audit.record(actor, { action: 'roadshow.created', subjectType: 'roadshow', subjectId: id });
      return row.view;
    });
  }

  /**
   * Changes what is said about a roadshow that is neither finished nor cancelled.
   * @throws DomainError STALE_VERSION, ROADSHOW_STATE, or VALIDATION_FAILED when a session would fall outside the dates.
   */
  change(actor: Actor, id: string, version: number, input: RoadshowInput): Promise<RoadshowDetail> {
    return this.database.transaction(actor, async () => {
      const { roadshow, view: before } = await this.lock(id);
      roadshow.requireEditable();
      const content = await this.completed(input);
      roadshow.content = content;
      const sessions = await this.lockSessions(id);
      roadshow.requireAgenda(sessions);
      const [row] = await this.database.query<View>(UPDATE_ROADSHOW, [
        id,
        version,
        this.clock.now(),
        ...columns(content),
      ]);
      if (!row) throw new DomainError(STALE_VERSION);
      await this.database.query(SET_BOOKING_WINDOW, [id, roadshow.bookingWindow()]);
      await this.audit.record(actor, {
        action: 'roadshow.changed',
        subjectType: 'roadshow',
        subjectId: id,
        details: { version: row.view.version },
      });
      if (!isDeepStrictEqual(shown(before), shown(row.view)))
        for (const session of sessions) await this.outbox.publish(actor, sessionChanged(session.id));
      return row.view;
    });
  }

  /** Publishes, opens, closes or finishes. @throws DomainError ROADSHOW_STATE and what else stands against the act. */
  act(actor: Actor, id: string, act: Exclude<RoadshowAct, 'cancel'>): Promise<RoadshowDetail> {
    return this.database.transaction(actor, () => this.perform(actor, id, act, null));
  }

  /** Cancels the roadshow with every booking and meeting that is still to come, in one transaction. */
  cancel(actor: Actor, id: string, reason: LocalizedText): Promise<RoadshowDetail> {
    return this.database.transaction(actor, async () => {
      const roadshow = await this.perform(actor, id, 'cancel', reason);
      const now = this.clock.now();
      await this.database.query(CANCEL_SESSIONS, [id, now]);
      await this.database.query(CANCEL_BOOKINGS, [id, now, actor.kind, actor.accountId, actor.requestId]);
      await this.matchmakingDays.cancelOfRoadshow(actor, id);
      return roadshow;
    });
  }

  find(actor: Actor, id: string): Promise<RoadshowDetail> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<View>(FIND_ROADSHOW, [id]);
      if (!row) throw new DomainError(NOT_FOUND);
      return row.view;
    });
  }

  /** Newest first, drafts included. */
  list(
    actor: Actor,
    filter: { status?: RoadshowStatus | undefined },
    page: PageRequest,
  ): Promise<Page<RoadshowDetail>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<View>(LIST_ROADSHOWS, [filter.status ?? null, after, page.limit + 1]);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (roadshow) => [roadshow.id],
      );
    });
  }

  private async perform(
    actor: Actor,
    id: string,
    act: RoadshowAct,
    reason: LocalizedText | null,
  ): Promise<RoadshowDetail> {
    const now = this.clock.now();
    const { roadshow } = await this.lock(id);
    const sessions = await this.lockSessions(id);
    const before = roadshow.status;
    const lastEndsAt = sessions.reduce<Date | null>(
      (last, { endsAt }) => (last && last > endsAt ? last : endsAt),
      null,
    );
    roadshow.act(act, { count: sessions.length, lastEndsAt }, now);
    if (act === 'publish') await this.agenda.putOut(actor, id);
    const [row] = await this.database.query<View>(SET_STATUS, [
      id,
      before,
      roadshow.status,
      reason && JSON.stringify(reason),
      now,
    ]);
    await this.database.query(SET_BOOKING_WINDOW, [id, roadshow.bookingWindow()]);
    await this.audit.record(actor, {
      action: `roadshow.${pastOf(act)}`,
      subjectType: 'roadshow',
      subjectId: id,
      details: { from: before },
    });
    await this.outbox.publish(actor, roadshowActed(act, id));
    return row.view;
  }

  private async lock(id: string): Promise<{ roadshow: Roadshow; view: RoadshowDetail }> {
    const [row] = await this.database.query<View>(LOCK_ROADSHOW, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return { roadshow: new Roadshow(id, row.view.status, row.view), view: row.view };
  }

  private lockSessions(id: string): Promise<SessionTimes[]> {
    return this.database.query<SessionTimes & Record<string, unknown>>(LOCK_SESSIONS, [id]);
  }

  private async completed(input: RoadshowInput): Promise<RoadshowContent> {
    requireConsistent(input);
    const venue = input.venueId === null ? null : await this.venuePlace(input.venueId);
    const content = locate(input, venue);
    await this.taxonomy.requireParticipant(content.country, '/country');
    return content;
  }

  private async venuePlace(id: string): Promise<VenuePlace> {
    const [venue] = await this.database.query<VenuePlace & Record<string, unknown>>(VENUE_PLACE, [id]);
    if (!venue) throw invalid(fieldError('/venueId', UNKNOWN_REFERENCE));
    return venue;
  }
}

/** What of a roadshow stands in the calendars of those who booked. */
function shown({ title, venueId, city, timeZone, onlineLink }: RoadshowContent) {
  return { title, venueId, city, timeZone, onlineLink };
}

function columns(content: RoadshowContent): unknown[] {
  const { kind, title, description, venueId, city, country, timeZone, startsOn, endsOn } = content;
  return [
    kind,
    JSON.stringify(title),
    JSON.stringify(description),
    venueId,
    JSON.stringify(city),
    country,
    timeZone,
    startsOn,
    endsOn,
    content.registrationOpensAt,
    content.registrationClosesAt,
    content.onlineLink,
    content.bookingsPerCompany,
  ];
}
