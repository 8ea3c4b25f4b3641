import type { Kind } from '../kinds';

/** A text, or its plural forms (CLDR categories) when it counts something as `count`. */
export type Counted = string | Readonly<Partial<Record<'one' | 'few' | 'many', string>> & { other: string }>;

export interface KindText {
  /** The mail's subject, and what the list shows. */
  readonly subject: Counted;
  /** Plain text; an empty line parts paragraphs. */
  readonly body: Counted;
  /** What the link is called. */
  readonly action: string;
}

export interface Frame {
  readonly greeting: string;
  readonly greetingUnnamed: string;
  readonly closing: string;
  /** How well something recommended fits: `percent`. */
  readonly fit: string;
  /** Until when a demand takes responses: `until`. */
  readonly open: string;
  readonly openDemand: string;
  readonly refuse: string;
  readonly unsubscribe: string;
}

export interface LanguageTexts {
  readonly frame: Frame;
  readonly kinds: Readonly<Record<Kind, KindText>>;
}

type RoadshowKind = Extract<Kind, `booking.${string}` | `meeting.${string}` | `pitch.${string}`>;
export type RoadshowTexts = Readonly<Record<RoadshowKind, KindText>>;
