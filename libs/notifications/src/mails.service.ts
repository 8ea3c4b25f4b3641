import { Injectable } from '@nestjs/common';
import type { CalendarMethod } from '@shuqiao/calendar';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { type MailFailure, MailTransport } from './mail-transport';
import { SecretLinks } from './secret-links';

interface MailRow {
  readonly [column: string]: unknown;
  readonly email: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly link_purpose: string | null;
  readonly link_id: string | null;
  readonly mail_message_id: string;
  readonly unsubscribe_url: string | null;
  readonly calendar: string | null;
  readonly calendar_method: CalendarMethod | null;
  readonly attempts: number;
}

const MOST_ATTEMPTS = 12;
const KEPT_DAYS = 90;

/** Sends the queued mails, each at least once, under a Message-ID that stays the same. */
@Injectable()
export class Mails {
  constructor(
    private readonly database: Database,
    private readonly transport: MailTransport,
    private readonly links: SecretLinks,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends one mail that is still queued. The sending itself is in no transaction, since it may take long; the queue
   * gives a job to one worker at a time, so a mail is doubled only when the process dies between sending and marking.
   * @throws Error when it should be tried again.
   */
  async send(actor: Actor, id: string): Promise<void> {
    const [mail] = await this.database.queryOnce<MailRow>(actor, QUEUED, [id]);
    if (!mail) return;
    const { text, html } = this.links.fill(mail);
    try {
      const { mail_message_id: messageId, email: to, subject, unsubscribe_url: unsubscribeUrl } = mail;
      const calendar =
        mail.calendar && mail.calendar_method ? { method: mail.calendar_method, content: mail.calendar } : null;
      await this.transport.send({ messageId, to, subject, text, html, unsubscribeUrl, calendar });
    } catch (error) {
      await this.recordFailure(actor, id, mail, error as MailFailure);
      return;
    }
    await this.database.queryOnce(actor, SENT, [id, this.clock.now()]);
  }

  /** Deletes mails and notifications older than three months. */
  async purge(actor: Actor): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * 86_400_000);
    await this.database.transaction(actor, async () => {
      await this.database.query(PURGE_MAILS, [before]);
      await this.database.query(PURGE_NOTIFICATIONS, [before]);
    });
  }

  private async recordFailure(actor: Actor, id: string, mail: MailRow, error: MailFailure): Promise<void> {
    const refused = error.code === 'EENVELOPE' && (error.responseCode ?? 0) >= 500;
    const last = refused || mail.attempts + 1 >= MOST_ATTEMPTS;
    const reason = `${error.code ?? error.name} ${error.responseCode ?? ''}`.trim();
    await this.database.queryOnce(actor, FAILED, [id, last ? 'failed' : 'queued', reason]);
    // The server's own words may name the receiver: they go into no log.
    if (!last) throw new Error(`The mail server did not take mail ${id}: ${reason}`);
  }
}

const QUEUED: Statement = {
  name: 'mails.queued',
  text: `SELECT email, subject, text, html, link_purpose, link_id, mail_message_id, unsubscribe_url, calendar, calendar_method, attempts FROM mails
         WHERE id = $1 AND status = 'queued' AND NOT demonstration`,
};
const SENT: Statement = {
  name: 'mails.sent',
  text: `UPDATE mails SET status = 'sent', sent_at = $2, attempts = attempts + 1, last_error = NULL WHERE id = $1 AND status = 'queued'`,
};
// The server's words may quote the address: only its code is kept.
const FAILED: Statement = {
  name: 'mails.failed',
  text: `UPDATE mails SET status = $2, attempts = attempts + 1, last_error = $3 WHERE id = $1 AND status = 'queued'`,
};
const PURGE_MAILS: Statement = { name: 'mails.purge', text: 'DELETE FROM mails WHERE created_at < $1' };
const PURGE_NOTIFICATIONS: Statement = {
  name: 'notifications.purge',
  text: 'DELETE FROM notifications WHERE created_at < $1',
};
