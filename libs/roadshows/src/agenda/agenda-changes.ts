import { isDeepStrictEqual } from 'node:util';
import type { AgendaChange, AgendaChangeKind, AgendaEntry, AgendaPitch } from './agenda.types';

/** What a later agenda says otherwise than an earlier one, in the order of the later one, what was removed at the end. */
export function agendaChanges(before: readonly AgendaEntry[], after: readonly AgendaEntry[]): AgendaChange[] {
  const earlier = new Map(before.map((entry) => [entry.sessionId, entry]));
  const later = new Set(after.map((entry) => entry.sessionId));
  return [
    ...after.flatMap((entry) => changesOf(earlier.get(entry.sessionId), entry)),
    ...before.filter((entry) => !later.has(entry.sessionId)).map((entry) => change('removed', entry, null)),
  ];
}

function changesOf(before: AgendaEntry | undefined, after: AgendaEntry): AgendaChange[] {
  if (!before) return [change('added', null, after)];
  const kinds: AgendaChangeKind[] = [];
  if (before.startsAt !== after.startsAt || before.endsAt !== after.endsAt) kinds.push('moved');
  if (before.roomId !== after.roomId) kinds.push('re_roomed');
  if (differsInWords(before, after)) kinds.push('changed');
  return kinds.map((kind) => change(kind, before, after));
}

// Another room is a change of its own; a room that is only called otherwise is one of the words.
function differsInWords(before: AgendaEntry, after: AgendaEntry): boolean {
  const room = before.roomId === after.roomId ? after.room : before.room;
  return !isDeepStrictEqual(words(before), words({ ...after, room }));
}

function words({ title, room, languages, interpretation, speakerIds, pitches = [], startsAt }: AgendaEntry) {
  return {
    title,
    room,
    languages,
    interpretation,
    speakerIds,
    pitches: pitches.map((pitch) => within(pitch, startsAt)),
  };
}

// A pitch that moves with its session is where it was in it.
function within({ startsAt, endsAt, ...pitch }: AgendaPitch, start: string) {
  return { ...pitch, from: Date.parse(startsAt) - Date.parse(start), to: Date.parse(endsAt) - Date.parse(start) };
}

function change(kind: AgendaChangeKind, before: AgendaEntry | null, after: AgendaEntry | null): AgendaChange {
  const [sessionId, title] = [
    (after ?? before)?.sessionId ?? '',
    (after ?? before)?.title ?? { zh: '', ru: '', en: '' },
  ];
  const timed = kind === 'moved' || kind === 'added' || kind === 'removed';
  const roomed = kind === 're_roomed' || kind === 'added' || kind === 'removed';
  return {
    kind,
    sessionId,
    title,
    fromTime: timed && before ? { startsAt: before.startsAt, endsAt: before.endsAt } : null,
    toTime: timed && after ? { startsAt: after.startsAt, endsAt: after.endsAt } : null,
    fromRoom: roomed ? (before?.room ?? null) : null,
    toRoom: roomed ? (after?.room ?? null) : null,
  };
}
