import type { DomainError } from '@shuqiao/kernel';
import { localDate, requireConsistent, Roadshow, ROADSHOW_ACTS } from './roadshow.entity';
import { ROADSHOW_STATUSES, type RoadshowContent, type RoadshowStatus } from './roadshow.types';

const text = { zh: '文', ru: 'текст', en: 'text' };
const content: RoadshowContent = {
  kind: 'project_roadshow',
  title: text,
  description: text,
  venueId: '01900000-0000-7000-8000-000000000001',
  city: text,
  country: 'NP',
  timeZone: 'Asia/Kathmandu',
  startsOn: '2026-03-10',
  endsOn: '2026-03-11',
  registrationOpensAt: '2026-02-01T00:00:00Z',
  registrationClosesAt: '2026-03-01T00:00:00Z',
  onlineLink: null,
  bookingsPerCompany: null,
};
const NOW = new Date('2026-02-10T00:00:00Z');
const agenda = { count: 1, lastEndsAt: new Date('2026-02-09T00:00:00Z') };
const roadshow = (status: RoadshowStatus = 'draft') => new Roadshow('id', status, content);
const refusal = (work: () => unknown): string[] => {
  try {
    work();
    return [];
  } catch (error) {
    const { kind, errors } = error as DomainError;
    return [kind.code, ...errors.map(({ pointer, kind: { code } }) => `${pointer} ${code}`)];
  }
};

describe('a roadshow', () => {
  it('moves only along its states', () => {
    const moves = ROADSHOW_STATUSES.flatMap((from) =>
      ROADSHOW_ACTS.flatMap((act) => {
        const subject = roadshow(from);
        return refusal(() => subject.act(act, agenda, NOW)).length ? [] : [`${from} → ${subject.status}`];
      }),
    );
    expect(moves).toEqual([
      'draft → published',
      'draft → cancelled',
      'published → open',
      'published → cancelled',
      'open → closed',
      'open → cancelled',
      'closed → finished',
      'closed → cancelled',
    ]);
  });

  it('is neither published empty nor finished early', () => {
    expect(refusal(() => roadshow().act('publish', { count: 0, lastEndsAt: null }, NOW))).toEqual([
      'ROADSHOW_WITHOUT_SESSIONS',
    ]);
    const running = { count: 1, lastEndsAt: new Date('2026-02-10T00:00:01Z') };
    expect(refusal(() => roadshow('closed').act('finish', running, NOW))).toEqual(['ROADSHOW_NOT_OVER']);
  });

  it('takes bookings only while it is open', () => {
    for (const status of ROADSHOW_STATUSES.filter((each) => each !== 'open'))
      expect(roadshow(status).bookingWindow()).toBeNull();
    expect(roadshow('open').bookingWindow()).toBe('[2026-02-01T00:00:00Z,2026-03-01T00:00:00Z)');
  });

  it('holds sessions from its first local midnight to its last', () => {
    const time = (startsAt: string, endsAt: string) => refusal(() => roadshow().requireTime({ startsAt, endsAt }, NOW));
    // Nepal is 5 hours 45 minutes ahead of UTC.
    expect(time('2026-03-09T18:15:00Z', '2026-03-09T19:00:00Z')).toEqual([]);
    expect(time('2026-03-09T18:14:00Z', '2026-03-09T19:00:00Z')).toEqual([
      'VALIDATION_FAILED',
      '/startsAt outside_dates',
    ]);
    expect(time('2026-03-11T17:00:00Z', '2026-03-11T18:15:00Z')).toEqual([]);
    expect(time('2026-03-11T17:00:00Z', '2026-03-11T18:16:00Z')).toEqual([
      'VALIDATION_FAILED',
      '/endsAt outside_dates',
    ]);
    expect(time('2026-03-10T00:00:00Z', '2026-03-11T00:00:01Z')).toEqual([
      'VALIDATION_FAILED',
      '/endsAt too_far_apart',
    ]);
    expect(time('2026-03-10T01:00:00Z', '2026-03-10T01:00:00Z')).toContain('/endsAt must_be_later');
  });

  it('takes no session that lies in the past', () => {
    const late = () =>
      roadshow().requireTime(
        { startsAt: '2026-03-10T01:00:00Z', endsAt: '2026-03-10T02:00:00Z' },
        new Date('2026-03-10T01:00:00Z'),
      );
    expect(refusal(late)).toEqual(['VALIDATION_FAILED', '/startsAt must_be_future']);
  });

  it('has no more seats online than seats, and none without a link', () => {
    const online = { ...content, onlineLink: 'https://example.org/' };
    const seats = (onlineSeats: number, of: RoadshowContent = online) =>
      refusal(() => new Roadshow('id', 'draft', of).requireSeats({ capacity: 10, onlineSeats }));
    expect(seats(10)).toEqual([]);
    expect(seats(11)).toEqual(['VALIDATION_FAILED', '/onlineSeats too_large']);
    expect(seats(0, content)).toEqual([]);
    expect(seats(1, content)).toEqual(['VALIDATION_FAILED', '/onlineSeats online_link_required']);
  });

  it('contradicts itself in no field', () => {
    expect(refusal(() => requireConsistent(content))).toEqual([]);
    const wrong = {
      ...content,
      venueId: null,
      endsOn: '2026-03-09',
      registrationClosesAt: content.registrationOpensAt,
    };
    expect(refusal(() => requireConsistent(wrong))).toEqual([
      'VALIDATION_FAILED',
      '/endsOn must_be_later',
      '/registrationClosesAt must_be_later',
      '/venueId place_required',
    ]);
    expect(refusal(() => requireConsistent({ ...content, endsOn: '2026-04-10' }))).toEqual([
      'VALIDATION_FAILED',
      '/endsOn too_far_apart',
    ]);
  });
});

describe('localDate', () => {
  it('knows daylight saving and odd offsets', () => {
    expect(localDate(new Date('2026-07-01T21:30:00Z'), 'Africa/Cairo')).toBe('2026-07-02');
    expect(localDate(new Date('2026-01-01T21:30:00Z'), 'Africa/Cairo')).toBe('2026-01-01');
    expect(localDate(new Date('2026-01-01T18:15:00Z'), 'Asia/Kathmandu')).toBe('2026-01-02');
  });
});
