import { Injectable } from '@nestjs/common';
import { companiesWith } from '@shuqiao/identity';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { ROADSHOW_STATE } from '../roadshow.errors';
import { agendaPublished } from '../roadshow.events';
import { LOCK_ROADSHOW, LOCK_SESSIONS } from '../roadshow.query';
import type { RoadshowStatus } from '../roadshow.types';
import { agendaChanges } from './agenda-changes';
import { AGENDA_UNCHANGED, SESSION_WITHOUT_ROOM } from './agenda.errors';
import {
  AGENDA_NOW,
  CHANGES_FOR_COMPANY,
  FIND_VERSION,
  INSERT_VERSION,
  LIST_VERSIONS,
  ROADSHOW_SHOWN,
  SET_VERSION,
} from './agenda.query';
import type { AgendaChange, AgendaEntry, AgendaVersion } from './agenda.types';

interface Now {
  readonly [column: string]: unknown;
  readonly status: RoadshowStatus;
  readonly version: number | null;
  readonly online: boolean;
  readonly entries: AgendaEntry[];
  readonly published: AgendaEntry[];
}

const PUBLIC: readonly RoadshowStatus[] = ['published', 'open', 'closed'];

/** The agenda in versions: staff edit sessions, the public reads what was published last, and every version stays. */
@Injectable()
export class Agenda {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Publishes the sessions as they are as the next version, with what it changes.
   * @throws DomainError ROADSHOW_STATE for a draft, whose publication publishes the first; AGENDA_UNCHANGED,
   * SESSION_WITHOUT_ROOM.
   */
  publish(actor: Actor, roadshowId: string): Promise<AgendaVersion> {
    return this.database.transaction(actor, async () => {
      const [roadshow] = await this.database.query<{ view: { status: RoadshowStatus } }>(LOCK_ROADSHOW, [roadshowId]);
      if (!roadshow) throw new DomainError(NOT_FOUND);
      const { status } = roadshow.view;
      if (!PUBLIC.includes(status)) throw new DomainError(ROADSHOW_STATE, { status });
      await this.database.query(LOCK_SESSIONS, [roadshowId]);
      const published = await this.putOut(actor, roadshowId);
      const { version } = published;
      const subject = { subjectType: 'roadshow', subjectId: roadshowId };
      await this.audit.record(actor, { action: 'agenda.published', ...subject, details: { version } });
      await this.outbox.publish(actor, agendaPublished(roadshowId, version));
      return published;
    });
  }

  /** What the next version would change. */
  pending(actor: Actor, roadshowId: string): Promise<{ changes: AgendaChange[] }> {
    return this.database.transaction(actor, async () => {
      const { published, entries } = await this.now(roadshowId);
      return { changes: agendaChanges(published, entries) };
    });
  }

  /** Puts the next version out, inside the act that holds the locks on the roadshow and its sessions. */
  async putOut(actor: Actor, roadshowId: string): Promise<AgendaVersion> {
    const now = await this.now(roadshowId);
    const roomless = now.online ? [] : now.entries.filter(({ roomId }) => roomId === null);
    if (roomless.length)
      throw new DomainError(SESSION_WITHOUT_ROOM, { sessions: roomless.map((one) => one.sessionId) });
    const changes = now.version === null ? [] : agendaChanges(now.published, now.entries);
    if (now.version !== null && !changes.length) throw new DomainError(AGENDA_UNCHANGED);
    const [version, publishedAt] = [(now.version ?? 0) + 1, this.clock.now()];
    const content = [JSON.stringify(now.entries), JSON.stringify(changes)];
    await this.database.query(INSERT_VERSION, [roadshowId, version, ...content, actor.accountId, publishedAt]);
    await this.database.query(SET_VERSION, [roadshowId, version]);
    return { version, publishedAt: publishedAt.toISOString(), changes };
  }

  /** What each version changed, the newest first. @throws DomainError NOT_FOUND, for a draft too. */
  async versions(roadshowId: string, page: PageRequest): Promise<Page<AgendaVersion>> {
    const shown = await this.database.read(ROADSHOW_SHOWN, [roadshowId]);
    if (!shown.length) throw new DomainError(NOT_FOUND);
    return this.page((statement, values) => this.database.read(statement, values), LIST_VERSIONS, [roadshowId], page);
  }

  /** One version with all its sessions. */
  async version(roadshowId: string, version: number): Promise<object> {
    const [row] = await this.database.read<{ view: object }>(FIND_VERSION, [roadshowId, version]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }

  /** What versions changed for the sessions that the company booked, the newest first. */
  changesFor(actor: Actor, companyId: string, roadshowId: string, page: PageRequest): Promise<Page<AgendaVersion>> {
    if (!companiesWith(actor, 'booking.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    return this.database.transaction(actor, async () => {
      const shown = await this.database.query(ROADSHOW_SHOWN, [roadshowId]);
      if (!shown.length) throw new DomainError(NOT_FOUND);
      const query = (statement: Statement, values: unknown[]) => this.database.query<VersionRow>(statement, values);
      return this.page(query, CHANGES_FOR_COMPANY, [roadshowId, companyId], page);
    });
  }

  private async now(roadshowId: string): Promise<Now> {
    const [now] = await this.database.query<Now>(AGENDA_NOW, [roadshowId]);
    if (!now) throw new DomainError(NOT_FOUND);
    return now;
  }

  private async page(
    query: (statement: Statement, values: unknown[]) => Promise<VersionRow[]>,
    statement: Statement,
    of: readonly string[],
    page: PageRequest,
  ): Promise<Page<AgendaVersion>> {
    const below = page.cursor ? decodeCursor(page.cursor, ['integer'])[0] : null;
    const rows = await query(statement, [...of, below, page.limit + 1]);
    return pageOf(
      rows.map((row) => row.view),
      page.limit,
      ({ version }) => [version],
    );
  }
}

interface VersionRow {
  readonly [column: string]: unknown;
  readonly view: AgendaVersion;
}
