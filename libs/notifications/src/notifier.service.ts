import { Inject, Injectable } from '@nestjs/common';
import { type Actor, Clock, newId } from '@shuqiao/kernel';
import { CONFIG, type Config, Database, Outbox, type Statement } from '@shuqiao/platform';
import { calendarMessage, entryOf } from '@shuqiao/calendar';
import { settingsOf } from './kinds';
import type { Notice, NoticeCalendar, Receiver } from './notice';
import { senderOf } from './sender';
import { Renderer } from './renderer';

/** Puts a notice into the lists of its receivers and into the queue of mails, once for each message and person. */
@Injectable()
export class Notifier {
  private readonly host: string;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly renderer: Renderer,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.host = new URL(config.PUBLIC_URL).hostname;
  }

  /** `messageId` is the outbox message that this is told for; told again, it changes nothing. */
  tell(actor: Actor, messageId: string, notice: Notice): Promise<void> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      if (!settingsOf(notice.kind).mailOnly) await this.list(messageId, notice, now);
      const mails = notice.receivers.map((receiver) => this.mailFor(receiver, notice));
      const queued = await this.database.query<{ id: string }>(QUEUE_MAILS, [
        messageId,
        notice.kind,
        JSON.stringify(mails),
        notice.secretLink?.purpose ?? null,
        notice.secretLink?.id ?? null,
        this.config.DEMONSTRATION,
        now,
        notice.unsubscribeUrl ?? null,
      ]);
      // In the demonstration a mail stays where the local mailbox shows it.
      if (this.config.DEMONSTRATION) return;
      for (const { id } of queued)
        await this.outbox.publish(actor, { name: 'mail.queued.v1', payload: { mailId: id } });
    });
  }

  private async list(messageId: string, { kind, receivers, facts, ids }: Notice, now: Date): Promise<void> {
    const entries = receivers.flatMap(({ accountId }) => (accountId ? [{ id: newId(), account_id: accountId }] : []));
    await this.database.query(LIST, [
      messageId,
      kind,
      JSON.stringify(entries),
      JSON.stringify(ids),
      JSON.stringify(facts),
      now,
    ]);
  }

  private mailFor(receiver: Receiver, { kind, facts, ids, sections, unsubscribeUrl, calendar }: Notice) {
    const id = newId();
    const { accountId, email, language } = receiver;
    return {
      id,
      account_id: accountId,
      email,
      language,
      mail_message_id: `<${id}@${this.host}>`,
      calendar: calendar ? this.calendarFor(receiver, calendar) : null,
      calendar_method: calendar?.method ?? null,
      ...this.renderer.mail(
        kind,
        unsubscribeUrl ? { ...facts, unsubscribe: unsubscribeUrl } : facts,
        ids,
        receiver,
        sections,
      ),
    };
  }

  private calendarFor({ email, name, language }: Receiver, { facts, method }: NoticeCalendar): string {
    const entry = { ...entryOf(facts, language, this.config.PUBLIC_URL), changedAt: this.clock.now().toISOString() };
    const organiser = senderOf(this.config.MAIL_FROM);
    return calendarMessage(method, entry, { organiser, attendee: { name, email }, language });
  }
}

const LIST: Statement = {
  name: 'notifier.list',
  text: `INSERT INTO notifications (id, message_id, account_id, kind, ids, facts, created_at)
         SELECT entry.id, $1, entry.account_id, $2, $4::jsonb, $5::jsonb, $6
         FROM jsonb_to_recordset($3::jsonb) AS entry (id uuid, account_id uuid)
         ON CONFLICT (message_id, account_id) DO NOTHING`,
};
const QUEUE_MAILS: Statement = {
  name: 'notifier.queue-mails',
  text: `INSERT INTO mails (id, message_id, kind, account_id, email, language, subject, text, html, mail_message_id,
           link_purpose, link_id, demonstration, created_at, unsubscribe_url, calendar, calendar_method)
         SELECT mail.id, $1, $2, mail.account_id, mail.email, mail.language, mail.subject, mail.text, mail.html, mail.mail_message_id,
           $4, $5, $6, $7, $8, mail.calendar, mail.calendar_method
         FROM jsonb_to_recordset($3::jsonb) AS mail
           (id uuid, account_id uuid, email text, language text, subject text, text text, html text, mail_message_id text,
            calendar text, calendar_method text)
         ON CONFLICT (message_id, email) DO NOTHING RETURNING id`,
};
