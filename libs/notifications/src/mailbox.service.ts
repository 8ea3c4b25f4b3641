import { Inject, Injectable } from '@nestjs/common';
import { type Actor, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { CONFIG, type Config, Database, type Statement } from '@shuqiao/platform';
import { SecretLinks } from './secret-links';

/** A mail of the demonstration, as its receiver would see it. */
export interface MailboxMail {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly language: string;
  readonly subject: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly text: string;
  readonly html: string;
  /** What it does in the receiver's calendar, if anything. */
  readonly calendar: string | null;
}

interface MailboxRow extends MailboxMail {
  readonly [column: string]: unknown;
  readonly link_purpose: string | null;
  readonly link_id: string | null;
}

const NEWEST = 50;

/** The local mailbox of the demonstration, where mails stay that are sent otherwise. Elsewhere there is none. */
@Injectable()
export class Mailbox {
  constructor(
    private readonly database: Database,
    private readonly links: SecretLinks,
    @Inject(CONFIG) private readonly config: Pick<Config, 'DEMONSTRATION'>,
  ) {}

  /** The newest 50, or those to one address. @throws DomainError NOT_FOUND outside the demonstration. */
  list(actor: Actor, to?: string): Promise<MailboxMail[]> {
    this.requireDemonstration();
    return this.database.transaction(actor, async () => {
      const rows = await (to
        ? this.database.query<MailboxRow>(LIST_TO, [NEWEST, to])
        : this.database.query<MailboxRow>(LIST, [NEWEST]));
      return rows.map((row) => this.view(row));
    });
  }

  get(actor: Actor, id: string): Promise<MailboxMail> {
    this.requireDemonstration();
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<MailboxRow>(GET, [id]);
      if (!row) throw new DomainError(NOT_FOUND);
      return this.view(row);
    });
  }

  private view(row: MailboxRow): MailboxMail {
    const { id, kind, to, language, subject, createdAt, calendar } = row;
    return { id, kind, to, language, subject, createdAt, calendar, ...this.links.fill(row) };
  }

  private requireDemonstration(): void {
    if (!this.config.DEMONSTRATION) throw new DomainError(NOT_FOUND);
  }
}

const COLUMNS = `id, kind, email AS "to", language, subject, to_json(created_at)#>>'{}' AS "createdAt", text, html, calendar, link_purpose, link_id`;
const LIST: Statement = {
  name: 'mailbox.list',
  text: `SELECT ${COLUMNS} FROM mails WHERE demonstration ORDER BY id DESC LIMIT $1`,
};
const LIST_TO: Statement = {
  name: 'mailbox.list-to',
  text: `SELECT ${COLUMNS} FROM mails WHERE demonstration AND email = $2 ORDER BY id DESC LIMIT $1`,
};
const GET: Statement = { name: 'mailbox.get', text: `SELECT ${COLUMNS} FROM mails WHERE demonstration AND id = $1` };
