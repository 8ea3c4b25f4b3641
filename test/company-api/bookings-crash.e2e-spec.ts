import { type ApiProcess, startApiProcess } from '../support/api-process';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { breaches, deskOf, storedBookings } from '../support/roadshows';

type Delegate = Person & { companyId: string };

const CAPACITY = 60;
const DELEGATES = 120;
const AT_ONCE = 16;

describe('a kill -9 in the middle of bookings', () => {
  let portal: TestPortal;
  let delegates: Delegate[];
  let session: string;
  const told = new Set<string>();

  beforeAll(async () => {
    portal = await startTestPortal();
    const desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    session = (await desk.openRoadshow({ capacity: CAPACITY })).sessions[0];
    delegates = await Promise.all(Array.from({ length: DELEGATES }, () => createFirm(portal)));
  }, 60_000);
  afterAll(() => portal.stop());

  /** What the API answers, or null when it died before or while answering. */
  const answer = async (api: ApiProcess, { authorization, companyId }: Delegate) => {
    try {
      const response = await fetch(`${api.url}/api/v1/roadshow-sessions/${session}/bookings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ companyId }),
      });
      return { status: response.status, body: (await response.json()) as { id: string; code?: string } };
    } catch {
      return null;
    }
  };

  /** Books for one delegate after the other until the API no longer answers. */
  const bookAll = async (api: ApiProcess, queue: Delegate[], onBooked: () => void): Promise<void> => {
    for (let delegate = queue.shift(); delegate; delegate = queue.shift()) {
      const answered = await answer(api, delegate);
      if (!answered) return;
      // Booked in an earlier round, perhaps by a commit whose answer was lost with the process.
      if (answered.status === 409) expect(answered.body.code).toBe('ALREADY_BOOKED');
      else expect(answered.status).toBe(201);
      if (answered.status === 201) told.add(answered.body.id);
      onBooked();
    }
  };

  const storm = (api: ApiProcess, onBooked: () => void = () => undefined): Promise<unknown> => {
    const queue = [...delegates];
    return Promise.all(Array.from({ length: AT_ONCE }, () => bookAll(api, queue, onBooked)));
  };

  // The server ends a dead client's backend by itself, after the statement in hand.
  const settled = async (): Promise<void> => {
    for (;;) {
      const [{ busy }] = await portal.database.query<{ busy: number }>(
        `SELECT count(*)::int AS busy FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'shuqiao_company' AND xact_start IS NOT NULL`,
      );
      if (!busy) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('leaves every booking whole, and the next process takes it up', async () => {
    let killed = 0;
    for (const bookedBeforeTheKill of [7, 31]) {
      const api = await startApiProcess(portal);
      let booked = 0;
      let dying: Promise<void> | undefined;
      await storm(api, () => {
        if (++booked === bookedBeforeTheKill) dying = api.kill();
      });
      await dying;
      await settled();
      killed += dying ? 1 : 0;

      const stored = await storedBookings(portal, session);
      expect(stored.length).toBeLessThan(DELEGATES);
      expect(stored.map(({ id }) => id)).toEqual(expect.arrayContaining([...told]));
      expect(await breaches(portal.database.query)).toEqual([]);
    }
    expect(killed).toBe(2);

    const api = await startApiProcess(portal);
    await storm(api);
    await api.kill();
    const stored = await storedBookings(portal, session);
    expect(stored.map(({ status }) => status)).toEqual([
      ...Array(CAPACITY).fill('confirmed'),
      ...Array(DELEGATES - CAPACITY).fill('waitlisted'),
    ]);
    // Numbers have no gaps either: what rolled back gave its number back.
    expect(stored.map(({ queue_number }) => Number(queue_number))).toEqual(stored.map((_, index) => index + 1));
    expect(await breaches(portal.database.query)).toEqual([]);
  }, 180_000);
});
