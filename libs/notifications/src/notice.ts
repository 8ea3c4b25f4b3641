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

/** One thing to tell to some people. `ids` fill the path of its link. */
export interface Notice {
  readonly kind: Kind;
  readonly receivers: readonly Receiver[];
  readonly facts: Facts;
  readonly ids: Readonly<Record<string, string>>;
  readonly secretLink?: SecretLink;
  /** Where the reader ends such mails; it fills `unsubscribe` in the text. */
  readonly unsubscribeUrl?: string;
}
