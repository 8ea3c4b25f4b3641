import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { ROOM_IN_USE, TOO_MANY_ROOMS } from './venue.errors';
import {
  FIND_VENUE,
  INSERT_ROOM,
  INSERT_VENUE,
  LIST_VENUES,
  LOCK_ROOM,
  LOCK_VENUE,
  SESSIONS_TOO_LARGE,
  UPDATE_ROOM,
  UPDATE_VENUE,
} from './venue.query';
import type { RoomContent, RoomDetail, VenueContent, VenueDetail, VenueWithRooms } from './venue.types';

const MOST_ROOMS = 100;

/** The places in which roadshows are held, with their rooms. */
@Injectable()
export class Venues {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError VALIDATION_FAILED when the country takes no part. */
  create(actor: Actor, content: VenueContent): Promise<VenueWithRooms> {
    return this.database.transaction(actor, async () => {
      await this.taxonomy.requireParticipant(content.country, '/country');
      const id = newId();
      const values = [id, actor.accountId, this.clock.now(), ...venueColumns(content)];
      const venue = await this.write<VenueWithRooms>(INSERT_VENUE, values);
      await this.record(actor, 'venue.created', 'venue', id);
      return venue;
    });
  }

  /** @throws DomainError VENUE_IN_USE when the country or the time zone of a venue that a roadshow names would change. */
  change(actor: Actor, id: string, version: number, content: VenueContent): Promise<VenueWithRooms> {
    return this.database.transaction(actor, async () => {
      await this.requireThere(LOCK_VENUE, id);
      await this.taxonomy.requireParticipant(content.country, '/country');
      const values = [id, version, this.clock.now(), ...venueColumns(content)];
      const venue = await this.write<VenueWithRooms>(UPDATE_VENUE, values);
      await this.record(actor, 'venue.changed', 'venue', id, { version: venue.version });
      return venue;
    });
  }

  find(actor: Actor, id: string): Promise<VenueWithRooms> {
    return this.database.transaction(actor, () => this.write<VenueWithRooms>(FIND_VENUE, [id], NOT_FOUND));
  }

  /** Newest first. */
  list(actor: Actor, page: PageRequest): Promise<Page<VenueDetail>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<{ view: VenueDetail }>(LIST_VENUES, [after, page.limit + 1]);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (venue) => [venue.id],
      );
    });
  }

  /** @throws DomainError TOO_MANY_ROOMS, ROOM_NAME_TAKEN. */
  addRoom(actor: Actor, venueId: string, room: RoomContent): Promise<RoomDetail> {
    return this.database.transaction(actor, async () => {
      const { rooms } = await this.requireThere<{ rooms: number }>(LOCK_VENUE, venueId);
      if (rooms >= MOST_ROOMS) throw new DomainError(TOO_MANY_ROOMS, { limit: MOST_ROOMS });
      const id = newId();
      const added = await this.write<RoomDetail>(INSERT_ROOM, [id, venueId, this.clock.now(), ...roomColumns(room)]);
      await this.record(actor, 'venue.room_added', 'venue_room', id, { venueId });
      return added;
    });
  }

  /** @throws DomainError ROOM_IN_USE, with the sessions to come that it would be too small for. */
  changeRoom(actor: Actor, id: string, version: number, room: RoomContent): Promise<RoomDetail> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const { view: before } = await this.requireThere<{ view: RoomDetail }>(LOCK_ROOM, id);
      const sessions = await this.database.query(SESSIONS_TOO_LARGE, [id, room.seats, now]);
      if (sessions.length) throw new DomainError(ROOM_IN_USE, { sessions });
      const changed = await this.write<RoomDetail>(UPDATE_ROOM, [id, version, now, ...roomColumns(room)]);
      const seats = { from: before.seats, to: changed.seats };
      await this.record(actor, 'venue.room_changed', 'venue_room', id, { version: changed.version, seats });
      return changed;
    });
  }

  private async requireThere<Row>(statement: Statement, id: string): Promise<Row> {
    const [row] = await this.database.query<Row & Record<string, unknown>>(statement, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row;
  }

  private async write<View>(statement: Statement, values: unknown[], missing = STALE_VERSION): Promise<View> {
    const [row] = await this.database.query<{ view: View }>(statement, values);
    if (!row) throw new DomainError(missing);
    return row.view;
  }

  private record(
    actor: Actor,
    action: string,
    subjectType: 'venue' | 'venue_room',
    subjectId: string,
    details: NonNullable<Parameters<Audit['record']>[1]['details']> = {},
  ): Promise<void> {
    return this.audit.record(actor, { action, subjectType, subjectId, details });
  }
}

function venueColumns({ name, address, city, country, timeZone }: VenueContent): unknown[] {
  return [JSON.stringify(name), JSON.stringify(address), JSON.stringify(city), country, timeZone];
}

function roomColumns({ name, seats, tables }: RoomContent): unknown[] {
  return [JSON.stringify(name), seats, tables];
}
