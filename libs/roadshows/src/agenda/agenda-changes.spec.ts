import { agendaChanges } from './agenda-changes';
import type { AgendaEntry } from './agenda.types';

const text = (en: string) => ({ zh: `${en}（中）`, ru: `${en} (ру)`, en });
const entry = (sessionId: string, changes: Partial<AgendaEntry> = {}): AgendaEntry => ({
  sessionId,
  title: text(sessionId),
  roomId: 'room-1',
  room: text('Room 1'),
  languages: ['zh', 'ru'],
  interpretation: [['ru', 'zh']],
  startsAt: '2026-03-10T01:00:00.000Z',
  endsAt: '2026-03-10T02:00:00.000Z',
  speakerIds: ['one'],
  ...changes,
});
const kinds = (before: AgendaEntry[], after: AgendaEntry[]) =>
  agendaChanges(before, after).map(({ kind, sessionId }) => `${sessionId} ${kind}`);

describe('agendaChanges', () => {
  it('finds nothing where nothing changed, in whatever order it is written', () => {
    const { title, ...rest } = entry('a');
    const same = { ...rest, title: { en: title.en, ru: title.ru, zh: title.zh } };
    expect(agendaChanges([entry('a'), entry('b')], [entry('b'), same])).toEqual([]);
  });

  it('says what was added and removed, when and where', () => {
    const [removed, added] = [entry('old'), entry('new', { roomId: null, room: null })];
    const time = { startsAt: added.startsAt, endsAt: added.endsAt };
    expect(agendaChanges([removed], [added])).toEqual([
      {
        kind: 'added',
        sessionId: 'new',
        title: added.title,
        fromTime: null,
        toTime: time,
        fromRoom: null,
        toRoom: null,
      },
      {
        kind: 'removed',
        sessionId: 'old',
        title: removed.title,
        fromTime: time,
        toTime: null,
        fromRoom: removed.room,
        toRoom: null,
      },
    ]);
  });

  it('tells a move from another room and from other words', () => {
    const later = { endsAt: '2026-03-10T03:00:00.000Z' };
    const elsewhere = { roomId: 'room-2', room: text('Room 2') };
    expect(kinds([entry('a')], [entry('a', later)])).toEqual(['a moved']);
    expect(kinds([entry('a')], [entry('a', elsewhere)])).toEqual(['a re_roomed']);
    expect(kinds([entry('a')], [entry('a', { ...later, ...elsewhere, languages: ['zh'] })])).toEqual([
      'a moved',
      'a re_roomed',
      'a changed',
    ]);
    for (const words of [
      { title: text('other') },
      { interpretation: [] },
      { speakerIds: ['one', 'two'] },
      { room: text('Great Hall') },
    ])
      expect(kinds([entry('a')], [entry('a', words)])).toEqual(['a changed']);
    const pitch = {
      pitchId: 'p',
      companyId: 'c',
      title: { lang: 'zh', text: '港口' },
      abstract: { lang: 'zh', text: '港口' },
      languages: ['zh'],
      startsAt: '2026-03-10T01:10:00.000Z',
      endsAt: '2026-03-10T01:20:00.000Z',
    };
    expect(kinds([entry('a')], [entry('a', { pitches: [pitch] })])).toEqual(['a changed']);
    const hour = { startsAt: '2026-03-10T02:00:00.000Z', endsAt: '2026-03-10T03:00:00.000Z' };
    const along = { ...pitch, startsAt: '2026-03-10T02:10:00.000Z', endsAt: '2026-03-10T02:20:00.000Z' };
    expect(kinds([entry('a', { pitches: [pitch] })], [entry('a', { ...hour, pitches: [along] })])).toEqual(['a moved']);
    const [moved] = agendaChanges([entry('a')], [entry('a', later)]);
    expect(moved).toMatchObject({
      fromTime: { endsAt: entry('a').endsAt },
      toTime: later,
      fromRoom: null,
      toRoom: null,
    });
  });
});
