import type { Language, LocalizedText } from '@shuqiao/kernel';
import type { CalendarEntry } from './calendar';

/** An appointment before it is put into a reader's words: what a context answers for each of its own. */
export interface CalendarFacts {
  readonly uid: string;
  readonly sequence: number;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly title: LocalizedText;
  /** What it belongs to, for example the roadshow. */
  readonly about: LocalizedText;
  readonly place: LocalizedText | null;
  readonly onlineLink: string | null;
  /** Its page in the portal, for example `/bookings/…`. */
  readonly path: string;
  readonly changedAt: string;
}

/** The entry in one language; `publicUrl` is the address of the portal. */
export function entryOf(facts: CalendarFacts, language: Language, publicUrl: string): CalendarEntry {
  const { uid, sequence, start, end, zone, changedAt, title, about, place, onlineLink, path } = facts;
  const url = publicUrl.replace(/\/$/, '') + path;
  return {
    uid,
    sequence,
    start,
    end,
    zone,
    title: oneLine(title[language]),
    description: [oneLine(about[language]), ...(onlineLink ? [onlineLink] : []), url].join('\n'),
    place: place && oneLine(place[language]),
    url,
    changedAt,
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
