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
import { Audit, Database } from '@shuqiao/platform';
import { FIND_DAY } from './matchmaking-day.query';
import { MEETING_RULED_OUT } from './matchmaking.errors';
import { DELETE_BAN, INSERT_BAN, LIST_BANS, LIVE_MEETING, LOCK_PAIR } from './meeting-ban.query';
import { CANCEL_BY_CENTRE } from './meeting.query';

export interface MeetingBan {
  readonly id: string;
  readonly dayId: string;
  readonly companyIds: readonly [string, string];
  /** For the secretariat only. */
  readonly reason: string;
}

/** Which two companies the secretariat lets not meet. */
@Injectable()
export class MeetingBans {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Rules a meeting of two participants out; one that they have is cancelled in the same commit. */
  add(actor: Actor, dayId: string, [one, other]: readonly [string, string], reason: string): Promise<MeetingBan> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      await this.requireDay(dayId);
      await this.database.query(LOCK_PAIR, [dayId, one, other, now]);
      const values = [newId(), dayId, one, other, reason, actor.accountId, now];
      const [row] = await this.database.query<{ view: MeetingBan }>(INSERT_BAN, values);
      if (!row) throw new DomainError(MEETING_RULED_OUT);
      const by = [now, actor.kind, actor.accountId, actor.requestId];
      for (const { id } of await this.database.query<{ id: string }>(LIVE_MEETING, [dayId, one, other]))
        await this.database.query(CANCEL_BY_CENTRE, [id, ...by]);
      await this.record(actor, 'added', row.view);
      return row.view;
    });
  }

  remove(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ view: MeetingBan }>(DELETE_BAN, [id]);
      if (!row) throw new DomainError(NOT_FOUND);
      await this.record(actor, 'removed', row.view);
    });
  }

  list(actor: Actor, dayId: string, page: PageRequest): Promise<Page<MeetingBan>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      await this.requireDay(dayId);
      const rows = await this.database.query<{ view: MeetingBan }>(LIST_BANS, [dayId, after, page.limit + 1]);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        ({ id }) => [id],
      );
    });
  }

  private async requireDay(id: string): Promise<void> {
    if (!(await this.database.query(FIND_DAY, [id])).length) throw new DomainError(NOT_FOUND);
  }

  private record(actor: Actor, past: string, { id, dayId, companyIds }: MeetingBan): Promise<void> {
    return this.audit.record(actor, {
      action: `meeting_ban.${past}`,
      subjectType: 'meeting_ban',
      subjectId: id,
      details: { dayId, companyIds: [...companyIds] },
    });
  }
}
