import { systemActor } from '@shuqiao/kernel';
import { Waitlists } from '@shuqiao/roadshows';
import type { Response } from 'supertest';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { actOn, book, breaches, deskOf, handOver, hold, onTheDay } from '../support/roadshows';

type Firm = Person & { companyId: string };
type Step = () => Promise<Response | number>;

const STEPS = 300;
const AT_ONCE = 16;

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

describe('everything about bookings at once', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let firms: Firm[];
  const colleagues = new Map<string, Person>();
  beforeAll(async () => {
    portal = await startTestPortal();
    await portal.companyApi.listen(0, '127.0.0.1');
    await portal.adminApi.listen(0, '127.0.0.1');
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    firms = await Promise.all(Array.from({ length: 15 }, () => createFirm(portal)));
    for (const { companyId } of firms) {
      const colleague = await createPerson(portal);
      await addMember(portal, companyId, colleague, 'viewer');
      colleagues.set(companyId, colleague);
    }
  });
  afterAll(() => portal.stop());

  it.each([1, 2])(
    'neither breaks a promise nor an answer (seed %i)',
    async (seed) => {
      const random = randomFrom(seed);
      const pick = <T>(values: readonly T[]): T => values[random(values.length)];
      const times = ['04:00', '04:30', '05:00', '05:30', '06:00'];
      const slot = (index: number) => ({
        startsAt: onTheDay(portal, times[index]),
        endsAt: onTheDay(portal, times[index + 1]),
      });
      const { sessions } = await desk.openRoadshow(
        { capacity: 4, ...slot(0) },
        { capacity: 3, ...slot(0) },
        { capacity: 3, ...slot(1) },
        { capacity: 2, requiresApproval: true, ...slot(2) },
      );
      const made: { id: string; firm: Firm }[] = [];
      const versionOf = async (session: string): Promise<number> =>
        (await desk.get(`roadshow-sessions/${session}`)).body.version;

      const booking = async (firm: Firm, session: string, take = book) => {
        const response = await take(portal, session, firm);
        if (response.status === 201) made.push({ id: response.body.id, firm });
        return response;
      };
      const step = (): Step => {
        const [kind, session, firm, chance] = [random(26), pick(sessions), pick(firms), random(1000)];
        const known = made.length ? made[chance % made.length] : null;
        if (kind < 8 || !known) return () => booking(firm, session);
        if (kind < 12) return () => actOn(portal, known.id, 'cancellation', known.firm);
        if (kind < 14) return () => actOn(portal, known.id, 'offer-acceptance', known.firm);
        if (kind < 15) return () => actOn(portal, known.id, 'offer-refusal', known.firm);
        if (kind < 16) return () => desk.post(`bookings/${known.id}/approval`);
        if (kind < 17) return () => portal.worker.context.get(Waitlists).settleDue(systemActor('test-schedule'));
        if (kind < 18) {
          const time = { roomId: null, ...slot(chance % 4) };
          return async () => desk.put(`roadshow-sessions/${session}/time`, await versionOf(session), time);
        }
        if (kind < 19) {
          const rules = [[], ['foreign_side'], ['no_seat_yet', 'first_time']][chance % 3];
          return async () =>
            desk.put(`roadshow-sessions/${session}/waitlist-rules`, await versionOf(session), { rules });
        }
        if (kind < 22) return () => booking(firm, session, hold);
        if (kind < 23) return () => actOn(portal, known.id, 'confirmation', known.firm);
        if (kind < 25) {
          const colleague = colleagues.get(known.firm.companyId) as Person;
          return () => handOver(portal, known.id, known.firm, chance % 3 ? colleague : known.firm);
        }
        return async () =>
          desk.put(`roadshow-sessions/${session}/capacity`, await versionOf(session), { capacity: 1 + (chance % 6) });
      };

      let left = STEPS;
      const answers: (Response | number)[] = [];
      const walk = async (): Promise<void> => {
        while (left-- > 0) answers.push(await step()());
      };
      await Promise.all(Array.from({ length: AT_ONCE }, walk));

      const failures = answers.flatMap((answer) =>
        typeof answer !== 'number' && answer.status >= 500 ? [answer.body] : [],
      );
      expect(failures).toEqual([]);
      expect(await breaches(portal.database.query)).toEqual([]);
      const waiting = await portal.database.query(
        `SELECT id FROM roadshow_sessions WHERE waiting > 0 AND seats_taken < capacity AND id = ANY ($1)`,
        [sessions],
      );
      expect(waiting).toEqual([]);
      // The walk must have met what it is about.
      const met = await portal.database.query<{ action: string }>(
        `SELECT DISTINCT action FROM audit_entries ORDER BY action`,
      );
      expect(met.map(({ action }) => action)).toEqual(
        expect.arrayContaining([
          'booking.cancelled',
          'booking.confirmed',
          'booking.handed_over',
          'booking.held',
          'booking.offered',
          'booking.waitlisted',
          'session.moved',
          'session.waitlist_rules_changed',
        ]),
      );
    },
    60_000,
  );
});
