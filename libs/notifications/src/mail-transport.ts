import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { CalendarMethod } from '@shuqiao/calendar';
import { CONFIG, type Config } from '@shuqiao/platform';
import { createTransport, type Transporter } from 'nodemailer';

export interface OutgoingMail {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where a mail program ends such mails by itself (RFC 8058); null for what cannot be ended. */
  readonly unsubscribeUrl?: string | null;
  /** What it does in the receiver's calendar (RFC 6047). */
  readonly calendar?: { readonly method: CalendarMethod; readonly content: string } | null;
}

/** What the mail server answered, when it did: 5xx is its last word, 4xx means later. */
export interface MailFailure extends Error {
  readonly responseCode?: number;
  readonly code?: string;
}

const SETTINGS = {
  pool: true,
  maxConnections: 3,
  maxMessages: 100,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  // Nothing in a mail may make the server read a file or fetch an address.
  disableFileAccess: true,
  disableUrlAccess: true,
} as const;

/** The mail server, connected at the first mail. */
@Injectable()
export class MailTransport implements OnModuleDestroy {
  private transporter: Transporter | undefined;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'SMTP_URL' | 'MAIL_FROM'>) {}

  async send({ messageId, to, subject, text, html, unsubscribeUrl, calendar }: OutgoingMail): Promise<void> {
    this.transporter ??= createTransport({ url: this.config.SMTP_URL, ...SETTINGS });
    // The address is handed over as data: as text it would be parsed, and could name more receivers than one.
    await this.transporter.sendMail({
      from: this.config.MAIL_FROM,
      to: { name: '', address: to },
      messageId,
      subject,
      text,
      html,
      ...(calendar ? { icalEvent: { ...calendar, filename: 'invite.ics' } } : {}),
      headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(unsubscribeUrl) },
    });
  }

  onModuleDestroy(): void {
    this.transporter?.close();
  }
}

function unsubscribeHeaders(url: string | null | undefined): Record<string, string> {
  return url ? { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {};
}
