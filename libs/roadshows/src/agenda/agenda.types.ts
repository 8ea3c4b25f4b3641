import type { LocalizedText, TaggedText } from '@shuqiao/kernel';
import type { LanguagePair } from '../people/people.types';

/** A session as a version of the agenda says it. Who speaks is named by id, so that an erasure reaches every version. */
export interface AgendaEntry {
  readonly sessionId: string;
  readonly title: LocalizedText;
  readonly roomId: string | null;
  readonly room: LocalizedText | null;
  readonly languages: readonly string[];
  readonly interpretation: readonly LanguagePair[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly speakerIds: readonly string[];
  /** Absent from the versions before there were any. */
  readonly pitches?: readonly AgendaPitch[];
}

/** A pitch as a version says it. Whose it is is named by id, for the same reason. */
export interface AgendaPitch {
  readonly pitchId: string;
  readonly companyId: string;
  readonly title: TaggedText;
  readonly abstract: TaggedText;
  readonly languages: readonly string[];
  readonly startsAt: string;
  readonly endsAt: string;
}

export const AGENDA_CHANGES = ['added', 'removed', 'moved', 're_roomed', 'changed'] as const;
export type AgendaChangeKind = (typeof AGENDA_CHANGES)[number];

/** What a version says of a session that the one before said otherwise; a session can be moved and re-roomed. */
export interface AgendaChange {
  readonly kind: AgendaChangeKind;
  readonly sessionId: string;
  readonly title: LocalizedText;
  /** Of what was moved or removed: when it was. */
  readonly fromTime: AgendaTime | null;
  /** Of what was moved or added: when it is. */
  readonly toTime: AgendaTime | null;
  readonly fromRoom: LocalizedText | null;
  readonly toRoom: LocalizedText | null;
}

export interface AgendaTime {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** A version without its entries. */
export interface AgendaVersion {
  readonly version: number;
  readonly publishedAt: string;
  readonly changes: readonly AgendaChange[];
}
