import type { Response } from 'supertest';
import type { Person } from './people';
import type { TestPortal } from './portal';

const DAY = 86_400_000;
const three = (text: string) => ({ zh: `${text}（中文）`, ru: `${text} (по-русски)`, en: text });

/** A day from now by the portal's clock, as a date; the roadshows below take place on the thirtieth. */
export function dayFromNow(portal: TestPortal, days: number): string {
  return new Date(portal.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);
}

/** A time on the day of the roadshows below, in UTC. */
export function onTheDay(portal: TestPortal, time: string): string {
  return `${dayFromNow(portal, 30)}T${time}:00.000Z`;
}

export function venueBody(changes: object = {}) {
  return {
    name: three('Congress Centre'),
    address: three('1 Dostyk Avenue'),
    city: three('Almaty'),
    country: 'KZ',
    timeZone: 'Asia/Almaty',
    ...changes,
  };
}

/** It takes place online; with `desk.venue(…)` as `venueId` there are rooms. */
export function roadshowBody(portal: TestPortal, changes: object = {}) {
  return {
    kind: 'project_roadshow',
    title: three('Smart ports'),
    description: three('Firms pitch to port operators.'),
    venueId: null,
    city: three('Almaty'),
    country: 'KZ',
    timeZone: 'Asia/Almaty',
    startsOn: dayFromNow(portal, 30),
    endsOn: dayFromNow(portal, 31),
    registrationOpensAt: dayFromNow(portal, -1) + 'T00:00:00Z',
    registrationClosesAt: dayFromNow(portal, 29) + 'T00:00:00Z',
    onlineLink: 'https://meet.example.org/room',
    ...changes,
  };
}

export function sessionBody(portal: TestPortal, changes: object = {}) {
  return {
    title: three('Morning pitches'),
    languages: ['zh', 'ru'],
    roomId: null,
    startsAt: onTheDay(portal, '04:00'),
    endsAt: onTheDay(portal, '05:00'),
    capacity: 10,
    ...changes,
  };
}

/** The secretariat's calls, each as the same event manager. */
export function deskOf(portal: TestPortal, manager: Person) {
  const authorization = manager.authorization;
  const post = (path: string, body: object = {}) =>
    portal.admin().post(`/admin/v1/${path}`).set({ authorization }).send(body);
  const get = (path: string) => portal.admin().get(`/admin/v1/${path}`).set({ authorization });
  const put = (path: string, version: number, body: object) =>
    portal
      .admin()
      .put(`/admin/v1/${path}`)
      .set({ authorization, 'if-match': `"v${version}"` })
      .send(body);
  const created = async (path: string, body: object): Promise<string> => idOf(await post(path, body), 201);
  /** A venue with a room for each number of seats. */
  const venue = async (...seats: number[]): Promise<{ id: string; rooms: string[] }> => {
    const id = await created('venues', venueBody());
    const rooms: string[] = [];
    for (const [index, count] of seats.entries())
      rooms.push(await created(`venues/${id}/rooms`, { name: three(`Room ${index + 1}`), seats: count, tables: 0 }));
    return { id, rooms };
  };
  /** An open roadshow with one session for each of the changes to the usual one. */
  const openRoadshow = (...sessions: object[]) => openRoadshowOn({}, ...sessions);
  const openRoadshowOn = async (dates: object, ...sessions: object[]): Promise<{ id: string; sessions: string[] }> => {
    const id = await created('roadshows', roadshowBody(portal, dates));
    const ids: string[] = [];
    for (const changes of sessions) ids.push(await created(`roadshows/${id}/sessions`, sessionBody(portal, changes)));
    for (const act of ['publication', 'opening']) idOf(await post(`roadshows/${id}/${act}`), 200);
    return { id, sessions: ids };
  };
  return { post, get, put, created, venue, openRoadshow, openRoadshowOn };
}

export function book(portal: TestPortal, sessionId: string, person: Person & { companyId: string }, delegate?: string) {
  return portal
    .api()
    .post(`/api/v1/roadshow-sessions/${sessionId}/bookings`)
    .set('authorization', person.authorization)
    .send({ companyId: person.companyId, ...(delegate ? { delegateAccountId: delegate } : {}) });
}

export function hold(portal: TestPortal, sessionId: string, person: Person & { companyId: string }, delegate?: string) {
  return portal
    .api()
    .post(`/api/v1/roadshow-sessions/${sessionId}/holds`)
    .set('authorization', person.authorization)
    .send({ companyId: person.companyId, ...(delegate ? { delegateAccountId: delegate } : {}) });
}

/** One of a company's acts on a booking: `confirmation`, `cancellation`, `offer-acceptance`, `offer-refusal`. */
export function actOn(portal: TestPortal, bookingId: string, act: string, person: Person) {
  return portal.api().post(`/api/v1/bookings/${bookingId}/${act}`).set('authorization', person.authorization).send({});
}

export function handOver(portal: TestPortal, bookingId: string, person: Person, to: Person) {
  return portal
    .api()
    .post(`/api/v1/bookings/${bookingId}/hand-over`)
    .set('authorization', person.authorization)
    .send({ delegateAccountId: to.accountId });
}

export function bookingOf(portal: TestPortal, bookingId: string, person: Person) {
  return portal.api().get(`/api/v1/bookings/${bookingId}`).set('authorization', person.authorization);
}

export interface BookingRow {
  readonly id: string;
  readonly status: string;
  readonly status_reason: string | null;
  readonly queue_number: string;
}

/** A session's bookings as they are stored, in the order of the queue. */
export function storedBookings(portal: TestPortal, sessionId: string): Promise<BookingRow[]> {
  return portal.database.query(
    'SELECT id, status, status_reason, queue_number FROM bookings WHERE session_id = $1 ORDER BY queue_number',
    [sessionId],
  );
}

/**
 * What must hold of every session at any time, as a list of breaches: the counters are those of the bookings, nothing
 * is oversold, nobody sits in two places, and each booking has as many audit entries and messages as it had acts.
 */
export function breaches(query: <Row>(text: string) => Promise<Row[]>): Promise<unknown[]> {
  return query(`
    SELECT 'counters' AS breach, s.id FROM roadshow_sessions s LEFT JOIN bookings b ON b.session_id = s.id
    GROUP BY s.id HAVING s.seats_taken <> count(*) FILTER (WHERE b.status IN ('held', 'confirmed', 'offered', 'attended', 'no_show'))
      OR s.waiting <> count(*) FILTER (WHERE b.status = 'waitlisted') OR s.seats_taken > s.capacity
      OR s.last_queue_number < count(b.id)
    UNION ALL
    SELECT 'two places', mine.id FROM bookings mine JOIN bookings other ON other.account_id = mine.account_id
      AND other.id > mine.id AND other.during && mine.during
    WHERE mine.status IN ('held', 'confirmed', 'offered') AND other.status IN ('held', 'confirmed', 'offered')
    UNION ALL
    SELECT 'person time', coalesce(b.id, t.booking_id) FROM (SELECT * FROM person_times WHERE booking_id IS NOT NULL) t
      FULL JOIN (SELECT * FROM bookings WHERE status IN ('held', 'confirmed', 'offered', 'attended')) b ON b.id = t.booking_id
      AND b.account_id = t.account_id AND b.during = t.during AND b.session_id = t.session_id
    WHERE b.id IS NULL OR t.id IS NULL
    UNION ALL
    SELECT 'time', b.id FROM bookings b JOIN roadshow_sessions s ON s.id = b.session_id WHERE s.during <> b.during
    UNION ALL
    SELECT 'record', b.id FROM bookings b
    WHERE (SELECT count(*) FROM audit_entries WHERE subject_type = 'booking' AND subject_id = b.id::text) <> b.version
      OR (SELECT count(*) FROM outbox_messages WHERE name LIKE 'booking.%' AND payload ->> 'bookingId' = b.id::text) <> b.version
    UNION ALL
    SELECT 'orphaned record', subject_id::uuid FROM audit_entries WHERE subject_type = 'booking' AND subject_id NOT IN (SELECT id::text FROM bookings)`);
}

export function idOf(response: Response, status: number): string {
  if (response.status !== status) throw new Error(`${response.status}: ${JSON.stringify(response.body)}`);
  return (response.body as { id: string }).id;
}
