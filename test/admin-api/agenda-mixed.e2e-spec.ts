import type { Response } from 'supertest';
import { createFirm, createStaff, type Person } from '../support/people';
import { pitchDeskOf, pitchesOf } from '../support/pitches';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, breaches, deskOf, onTheDay } from '../support/roadshows';

type Firm = Person & { companyId: string };

const STEPS = 240;
const AT_ONCE = 12;
const SLOTS = ['04:00', '04:30', '05:00', '05:30', '06:00', '06:30'];

/** A small linear congruential generator: the same steps in every run, though not the same interleaving. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

// Hundreds of requests on a machine that may be busy with other tests.
jest.setTimeout(120_000);

describe('everything about an agenda at once', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let manager: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    await portal.companyApi.listen(0, '127.0.0.1');
    await portal.adminApi.listen(0, '127.0.0.1');
    manager = await createStaff(portal, 'event_manager');
    desk = deskOf(portal, manager);
  });
  afterAll(() => portal.stop());

  it.each([3, 4])('puts no room, speaker, interpreter or delegate in two places (seed %i)', async (seed) => {
    const random = randomFrom(seed);
    const pick = <T>(values: readonly T[]): T => values[random(values.length)];
    const { id: venueId, rooms } = await desk.venue(30);
    const slot = (index: number) => ({
      startsAt: onTheDay(portal, SLOTS[index]),
      endsAt: onTheDay(portal, SLOTS[index + 1]),
    });
    const shows = [
      await desk.openRoadshowOn({ venueId }, slot(0), slot(1), slot(2), slot(3)),
      await desk.openRoadshowOn({ venueId }, slot(0), slot(1)),
    ];
    const sessions = shows.flatMap((show) => show.sessions);
    const firms: Firm[] = await Promise.all(Array.from({ length: 6 }, () => createFirm(portal)));
    const reviewer = await createStaff(portal, 'reviewer');
    const desks = pitchDeskOf(portal, desk, reviewer);
    const pitches: string[] = [];
    for (const firm of firms.slice(0, 3)) pitches.push(await desks.accepted(firm, shows[0].id));
    const interpreters: string[] = [];
    for (const text of ['A', 'B'])
      interpreters.push(
        await desk.created('interpreters', {
          name: { lang: 'en', text },
          languages: ['zh', 'ru', 'en'],
          email: null,
          phone: null,
          note: null,
        }),
      );
    const bookings: { id: string; firm: Firm }[] = [];
    const speakers: string[] = [];
    const timeOf = async (session: string) => (await desk.get(`roadshow-sessions/${session}`)).body;
    const remove = (path: string) =>
      portal.admin().delete(`/admin/v1/${path}`).set('authorization', manager.authorization);

    const step = (): (() => Promise<Response>) => {
      const [kind, session, firm, chance] = [random(15), pick(sessions), pick(firms), random(1_000)];
      const path = `roadshow-sessions/${session}`;
      if (kind < 4)
        return async () => {
          const time = { roomId: chance % 4 ? rooms[0] : null, ...slot(chance % 5) };
          return desk.put(`${path}/time`, (await timeOf(session)).version, time);
        };
      if (kind < 6)
        return async () => {
          const response = await book(portal, session, firm);
          if (response.status === 201) bookings.push({ id: response.body.id, firm });
          return response;
        };
      if (kind < 8)
        return async () => {
          const { companyId, accountId } = firm;
          const response = await desk.post(`${path}/speakers`, { companyId, accountId });
          if (response.status === 201) speakers.push(response.body.id);
          return response;
        };
      if (kind < 10) {
        const body = { interpreterId: interpreters[chance % 2], languages: chance % 3 ? ['zh', 'ru'] : ['zh', 'en'] };
        return () => desk.post(`${path}/interpreters`, body);
      }
      if (kind < 12)
        return async () => {
          const { startsAt } = await timeOf(shows[0].sessions[chance % 4]);
          const endsAt = new Date(Date.parse(startsAt) + 600_000).toISOString();
          return desks.place(pitches[chance % 3], shows[0].sessions[chance % 4], { startsAt, endsAt });
        };
      if (kind < 13 && speakers.length) return () => remove(`session-speakers/${speakers[chance % speakers.length]}`);
      if (kind < 14 && bookings.length) {
        const known = bookings[chance % bookings.length];
        return () => actOn(portal, known.id, 'cancellation', known.firm);
      }
      return () => desk.post(`roadshows/${pick(shows).id}/agenda-versions`);
    };
    let left = STEPS;
    const answers: Response[] = [];
    const walk = async (): Promise<void> => {
      while (left-- > 0) answers.push(await step()());
    };
    await Promise.all([
      ...Array.from({ length: AT_ONCE }, walk),
      desk.post(`roadshow-sessions/${shows[0].sessions[3]}/cancellation`),
      pitchesOf(portal, firms[0]).withdraw(pitches[0]),
    ]);

    expect(answers.filter(({ status }) => status >= 500).map(({ body }) => body)).toEqual([]);
    expect(await breaches(portal.database.query)).toEqual([]);
    expect(await portal.database.query(TWICE)).toEqual([]);
    expect(await portal.database.query(ASTRAY)).toEqual([]);
    // The walk must have met what it is about.
    const met = await portal.database.query<{ action: string }>('SELECT DISTINCT action FROM audit_entries');
    expect(met.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'agenda.published',
        'booking.cancelled',
        'booking.confirmed',
        'pitch.placed',
        'session.cancelled',
        'session.interpreter_assigned',
        'session.moved',
        'session.speaker_added',
        'session.speaker_removed',
      ]),
    );
    const never = new Set(['DELEGATE_BUSY', 'INTERPRETER_BUSY', 'SESSION_ROOM_TAKEN', 'SESSION_MOVE_CONFLICTS']);
    const refused = answers.filter(({ body }) => never.has((body as { code?: string }).code ?? ''));
    expect(refused.length).toBeGreaterThan(10);
  });
});

// Asked of the sources, not of the tables of times that the constraints stand on.
const SPOKEN = `SELECT p.account_id AS who, p.session_id, CASE WHEN p.pitch_id IS NULL THEN s.during ELSE
    tstzrange(s.starts_at + make_interval(mins => lower(slot)), s.starts_at + make_interval(mins => upper(slot)), '[)') END AS during
  FROM session_speakers p JOIN roadshow_sessions s ON s.id = p.session_id AND s.cancelled_at IS NULL LEFT JOIN pitches ON pitches.id = p.pitch_id
  WHERE p.removed_at IS NULL AND p.account_id IS NOT NULL`;
const BUSY = `SELECT account_id AS who, session_id, during FROM bookings WHERE status IN ('confirmed', 'offered', 'attended')
  UNION ALL ${SPOKEN}
  UNION ALL SELECT a.interpreter_id, a.session_id, s.during FROM session_interpreters a
    JOIN roadshow_sessions s ON s.id = a.session_id AND s.cancelled_at IS NULL
  UNION ALL SELECT room_id, id, during FROM roadshow_sessions WHERE room_id IS NOT NULL AND cancelled_at IS NULL`;
const TWICE = `WITH busy AS (${BUSY})
  SELECT one.* FROM busy one JOIN busy other ON other.who = one.who AND other.session_id <> one.session_id AND other.during && one.during`;
const ASTRAY = `SELECT p.id FROM pitches p JOIN roadshow_sessions s ON s.id = p.session_id
  WHERE s.starts_at + make_interval(mins => upper(p.slot)) > s.ends_at`;
