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
} from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { Facts } from './facts';
import type { Kind } from './kinds';
import { Renderer } from './renderer';

export interface NotificationView {
  readonly id: string;
  readonly kind: Kind;
  /** In the reader's language. */
  readonly title: string;
  /** Where he can act on it, as an absolute address. */
  readonly link: string;
  readonly ids: Readonly<Record<string, string>>;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly readAt: string | null;
}

interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly kind: Kind;
  readonly ids: Record<string, string>;
  readonly facts: Facts;
  readonly createdAt: string;
  readonly readAt: string | null;
  readonly timeZone: string;
}

/** What one person was told, the newest first. */
@Injectable()
export class NotificationList {
  constructor(
    private readonly database: Database,
    private readonly renderer: Renderer,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, { limit, cursor }: PageRequest, unread: boolean): Promise<Page<NotificationView>> {
    const after = cursor ? decodeCursor(cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<Row>(unread ? UNREAD : ALL, [actor.accountId, after, limit + 1]);
      return pageOf(
        rows.map((row) => this.view(actor, row)),
        limit,
        ({ id }) => [id],
      );
    });
  }

  /** Marks one as read, once; again it changes nothing. @throws DomainError NOT_FOUND for somebody else's. */
  markRead(actor: Actor, id: string): Promise<NotificationView> {
    return this.database.transaction(actor, async () => {
      await this.database.query(MARK_READ, [id, actor.accountId, this.clock.now()]);
      const [row] = await this.database.query<Row>(GET, [actor.accountId, id]);
      if (!row) throw new DomainError(NOT_FOUND);
      return this.view(actor, row);
    });
  }

  private view({ language }: Actor, { id, kind, ids, facts, createdAt, readAt, timeZone }: Row): NotificationView {
    const title = this.renderer.subject(kind, facts, { language, timeZone });
    return { id, kind, title, link: this.renderer.linkOf(kind, ids), ids, createdAt, readAt };
  }
}

const SELECT = `SELECT notification.id, kind, ids, facts, to_json(notification.created_at)#>>'{}' AS "createdAt",
    to_json(read_at)#>>'{}' AS "readAt", account.time_zone AS "timeZone"
  FROM notifications notification JOIN accounts account ON account.id = notification.account_id`;
const PAGE = 'notification.account_id = $1 AND ($2::uuid IS NULL OR notification.id < $2)';
const ALL: Statement = {
  name: 'notifications.all',
  text: `${SELECT} WHERE ${PAGE} ORDER BY notification.id DESC LIMIT $3`,
};
const UNREAD: Statement = {
  name: 'notifications.unread',
  text: `${SELECT} WHERE ${PAGE} AND read_at IS NULL ORDER BY notification.id DESC LIMIT $3`,
};
const GET: Statement = {
  name: 'notifications.get',
  text: `${SELECT} WHERE notification.account_id = $1 AND notification.id = $2`,
};
// The acting account alone sees its rows; the worker's role, which sees all, never calls this.
const MARK_READ: Statement = {
  name: 'notifications.mark-read',
  text: 'UPDATE notifications SET read_at = $3 WHERE id = $1 AND account_id = $2 AND read_at IS NULL',
};
