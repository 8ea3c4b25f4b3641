import type { CalendarFacts, CalendarMethod } from '@shuqiao/calendar';
import type { Language } from '@shuqiao/kernel';
import type { Facts } from './facts';
import type { Kind } from './kinds';

/** Somebody who is told something; without an account there is only the mail. */
export interface Receiver {
  readonly accountId: string | null;
  readonly email: string;
  readonly name: string | null;
  readonly language: Language;
  readonly timeZone: string;
}

/** The link that opens an account, as the identity context makes it. */
export interface SecretLink {
  readonly purpose: string;
  readonly id: string;
}

/** One demand that a mail recommends. `facts` are `title`, `until` and `percent`, `ids` fill the path to it. */
export interface MailSection {
  readonly facts: Facts;
  readonly lines: readonly string[];
  readonly ids: Readonly<Record<string, string>>;
  /** Where the receiver can say that it is not for his company. */
  readonly refusal: string;
}

/** What a mail does in its receiver's calendar. */
export interface NoticeCalendar {
  readonly facts: CalendarFacts;
  readonly method: CalendarMethod;
}

/** One thing to tell to some people. `ids` fill the path of its link. */
export interface Notice {
  readonly kind: Kind;
  readonly receivers: readonly Receiver[];
  readonly facts: Facts;
  readonly ids: Readonly<Record<string, string>>;
  readonly secretLink?: SecretLink;
  /** What the mail tells one by one; in the words of one reader, so there is only one receiver. */
  readonly sections?: readonly MailSection[];
  /** Where the mails of this kind can be refused: stands in the mail, or fills `unsubscribe` in its text, and in its headers. */
  readonly unsubscribeUrl?: string;
  readonly calendar?: NoticeCalendar | undefined;
}
