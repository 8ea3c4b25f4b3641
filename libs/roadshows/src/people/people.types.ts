import type { TaggedText } from '@shuqiao/kernel';

export interface InterpreterContent {
  readonly name: TaggedText;
  /** What he interprets between: any two of them. */
  readonly languages: readonly string[];
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

export interface InterpreterDetail extends InterpreterContent {
  readonly id: string;
  /** RFC 3339; one who is retired has no name and no contact any more. */
  readonly retiredAt: string | null;
  readonly version: number;
}

/** Two languages between which a session is interpreted, in the order of their tags. */
export type LanguagePair = readonly [string, string];

export interface SessionInterpreter {
  readonly id: string;
  readonly sessionId: string;
  readonly interpreterId: string;
  readonly name: TaggedText;
  readonly languages: LanguagePair;
}

/** Somebody of a company, by his account. */
export interface CompanySpeaker {
  readonly companyId: string;
  readonly accountId: string;
}

/** Somebody without an account, as he is to be printed. */
export interface GuestSpeaker {
  readonly name: TaggedText;
  readonly organisation: TaggedText | null;
}

export interface SessionSpeaker {
  readonly id: string;
  readonly sessionId: string;
  readonly accountId: string | null;
  readonly companyId: string | null;
  /** `und` where nobody said in which language an account's name is. */
  readonly name: TaggedText;
  readonly organisation: TaggedText | null;
}

/** Who is needed for a session. */
export interface SessionPeople {
  readonly speakers: readonly SessionSpeaker[];
  readonly interpreters: readonly SessionInterpreter[];
}
