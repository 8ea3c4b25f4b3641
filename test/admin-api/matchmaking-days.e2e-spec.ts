import { systemActor } from '@shuqiao/kernel';
import { DepartedDelegates } from '@shuqiao/roadshows';
import {
  actsOn,
  dayBody,
  type Firm,
  matchmakingOf,
  QUICK,
  schedulingOf,
  slotTimes,
  storedMeetings,
} from '../support/matchmaking';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, idOf, onTheDay, roadshowBody, sessionBody } from '../support/roadshows';

type Scheduling = ReturnType<typeof schedulingOf>;

describe('days of one-to-one meetings', () => {
  let portal: TestPortal;
  let days: ReturnType<typeof matchmakingOf>;
  let firms: Firm[];
  let version: Scheduling['version'];
  let agreed: Scheduling['agreed'];
  let proposed: Scheduling['proposed'];
  let confirm: Scheduling['confirm'];
  beforeAll(async () => {
    portal = await startTestPortal();
    days = matchmakingOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());
  // All days take place on the same date, and nobody is at two of them at once.
  beforeEach(async () => {
    firms = await Promise.all(Array.from({ length: 4 }, () => createFirm(portal)));
    ({ version, agreed, proposed, confirm } = schedulingOf(portal, days, firms));
  });

  const interpreter = (...languages: string[]) =>
    days.created('interpreters', {
      name: { lang: 'zh', text: '译员' },
      languages,
      email: null,
      phone: null,
      note: null,
    });
  const setInterpreters = async (day: string, interpreters: object[]) =>
    days.put(`matchmaking-days/${day}/interpreters`, await version(`matchmaking-days/${day}`), { interpreters });

  it('send an interpreter where two share no language, one meeting at a time, and nowhere else', async () => {
    const languages = {
      0: { languages: ['zh'] },
      1: { languages: ['ru'] },
      2: { languages: ['zh'] },
      3: { languages: ['ru', 'zh'] },
    };
    const { day } = await agreed(
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      {},
      languages,
    );
    const without = await proposed(day);
    expect(without).toMatchObject({
      outcome: 'infeasible',
      conflict: { rules: expect.arrayContaining(['interpreters']) as unknown },
    });
    const [speaker, other] = [await interpreter('zh', 'ru'), await interpreter('zh', 'en')];
    const list = await setInterpreters(day, [{ interpreterId: speaker, unavailable: [1] }, { interpreterId: other }]);
    expect(list.body.interpreters).toEqual(
      expect.arrayContaining([
        { interpreterId: speaker, unavailable: [1] },
        { interpreterId: other, unavailable: [] },
      ]),
    );
    const proposal = await proposed(day);
    expect(proposal).toMatchObject({ outcome: 'optimal', conflicts: [], unplaced: [] });
    const interpreted = proposal.meetings.filter(({ interpreterId }) => interpreterId !== null);
    expect(interpreted.map(({ interpreterId }) => interpreterId)).toEqual([speaker, speaker]);
    expect(new Set(interpreted.map(({ slot }) => slot)).size).toBe(2);
    expect(interpreted.map(({ slot }) => slot)).not.toContain(1);
    expect((await confirm(day, proposal.id)).status).toBe(200);
    const { body } = await days.as(firms[3]).get(`companies/${firms[3].companyId}/meetings?dayId=${day}`);
    expect(body.items).toEqual([expect.objectContaining({ isInterpreted: false })]);
    const theirs = await days.as(firms[1]).get(`companies/${firms[1].companyId}/meetings?dayId=${day}`);
    expect((theirs.body.items as { isInterpreted: boolean }[]).map(({ isInterpreted }) => isInterpreted)).toEqual([
      true,
      true,
    ]);
    expect(JSON.stringify(theirs.body)).not.toContain(speaker);
    const times = await portal.database.query('SELECT 1 FROM interpreter_times WHERE interpreter_id = $1', [speaker]);
    expect(times).toHaveLength(2);
  });

  it('name interpreters who exist, once, and slots of the day', async () => {
    const day = await days.openDay();
    const one = await interpreter('zh', 'ru');
    const wrong = await setInterpreters(day, [
      { interpreterId: one },
      { interpreterId: one, unavailable: [7] },
      { interpreterId: day },
    ]);
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/interpreters/1/interpreterId',
      '/interpreters/1/unavailable/0',
      '/interpreters/2/interpreterId',
    ]);
  });

  it('and sessions never have one delegate at the same time, whichever comes first', async () => {
    const time = { startsAt: onTheDay(portal, '04:00'), endsAt: onTheDay(portal, '07:00'), capacity: 5 };
    const { sessions } = await days.openRoadshow(time);
    const { day } = await agreed([[0, 1]]);
    const proposal = await proposed(day);
    expect((await confirm(day, proposal.id)).status).toBe(200);
    const busy = await book(portal, sessions[0], firms[0]);
    expect([busy.status, busy.body.code]).toEqual([409, 'DELEGATE_BUSY']);
    // The other way round: the seat came between the proposal and its confirmation.
    const later = await agreed([[2, 3]]);
    const stale = await proposed(later.day);
    idOf(await book(portal, sessions[0], firms[2]), 201);
    const refused = await confirm(later.day, stale.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'PROPOSAL_CONFLICTS']);
    // A meeting that is given up frees its delegates.
    const [meeting] = await storedMeetings(portal, day);
    idOf(await days.as(firms[1]).post(`meetings/${meeting.id}/cancellation`), 200);
    idOf(await book(portal, sessions[0], firms[0]), 201);
  });

  it('put a colleague at the table when a delegate leaves the company, and let the company go with its last', async () => {
    const colleague = await createPerson(portal);
    const heir = await createPerson(portal);
    await addMember(portal, firms[0].companyId, colleague, 'editor');
    await addMember(portal, firms[0].companyId, heir, 'owner');
    const { day } = await agreed(
      [
        [0, 1],
        [0, 2],
      ],
      {},
      { 0: { delegates: [firms[0].accountId, colleague.accountId] } },
    );
    expect((await confirm(day, (await proposed(day)).id)).status).toBe(200);
    const leave = async (person: Person) => {
      await portal.database.query('DELETE FROM memberships WHERE account_id = $1', [person.accountId]);
      await portal.worker.context
        .get(DepartedDelegates)
        .release(systemActor('test'), firms[0].companyId, person.accountId);
    };
    await leave(firms[0]);
    const seated = await portal.database.query<{ delegates: string[] }>(
      'SELECT ARRAY[first_delegate_id, second_delegate_id] AS delegates FROM meetings WHERE day_id = $1',
      [day],
    );
    for (const { delegates } of seated) expect(delegates).toContain(colleague.accountId);
    const times = () =>
      portal.database.query('SELECT 1 FROM person_times WHERE account_id = ANY ($1)', [
        [firms[0].accountId, colleague.accountId],
      ]);
    expect(await times()).toHaveLength(2);
    await leave(colleague);
    expect((await storedMeetings(portal, day)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(await times()).toEqual([]);
  });

  it('let a seat and a schedule that are taken at the same moment never put a delegate in two places', async () => {
    for (let round = 0; round < 3; round++) {
      const firm = await createFirm(portal);
      const own = [firm, firms[3]];
      const scheduling = schedulingOf(portal, days, own);
      const time = { startsAt: onTheDay(portal, '04:00'), endsAt: onTheDay(portal, '07:00'), capacity: 5 };
      const { sessions } = await days.openRoadshow(time);
      const { day } = await scheduling.agreed([[0, 1]], { slots: slotTimes(portal, 1 + round) });
      const proposal = await scheduling.proposed(day);
      const known = version(`matchmaking-days/${day}`);
      const answers = await Promise.all([scheduling.confirm(day, proposal.id, known), book(portal, sessions[0], firm)]);
      expect(answers.map(({ status }) => status)).toEqual(answers[0].status === 200 ? [200, 409] : [409, 201]);
      await days.post(`matchmaking-days/${day}/cancellation`);
    }
  });

  it('are for staff who manage roadshows, on days that are closed, and never for firms', async () => {
    const day = await days.openDay();
    const participations = await Promise.all([0, 1].map((index) => days.joined(firms[index], day)));
    expect(participations).toHaveLength(2);
    const early = await proposed(day);
    const open = await confirm(day, early.id);
    expect([open.status, open.body.code]).toEqual([409, 'DAY_STATE']);
    const reviewer = matchmakingOf(portal, await createStaff(portal, 'reviewer'));
    expect((await reviewer.post(`matchmaking-days/${day}/proposals`, QUICK)).status).toBe(403);
    expect((await days.as(firms[0]).get(`meeting-proposals/${early.id}`)).status).toBe(404);
    const foreign = await proposed((await agreed([[0, 1]])).day);
    idOf(await days.post(`matchmaking-days/${day}/closing`), 200);
    const wrong = await confirm(day, foreign.id);
    expect([wrong.status, wrong.body.errors[0].code]).toEqual([422, 'no_such_proposal']);
  });

  it('of a day have slots that fit the roadshow and stay what they are once it is open', async () => {
    const day = await days.openDay();
    const { roadshowId } = (await days.get(`matchmaking-days/${day}`)).body as { roadshowId: string };
    const [first, second] = slotTimes(portal, 2);
    const outside = onTheDay(portal, '00:00').replace(/^\d{4}/, '2019');
    const wrong = await days.post(
      `roadshows/${roadshowId}/matchmaking-days`,
      dayBody(portal, { slots: [second, first, { ...first, startsAt: outside, endsAt: outside }] }),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      expect.arrayContaining(['/slots/1', '/slots/2/endsAt', '/slots/2/startsAt']),
    );
    const fewer = await days.put(
      `matchmaking-days/${day}`,
      await version(`matchmaking-days/${day}`),
      dayBody(portal, { slots: [first] }),
    );
    expect([fewer.status, fewer.body.errors[0].code]).toEqual([422, 'slots_kept']);
    const plain = await days.openRoadshow({});
    const kind = await days.post(`roadshows/${plain.id}/matchmaking-days`, dayBody(portal));
    expect([kind.status, kind.body.code]).toEqual([409, 'NOT_A_MATCHMAKING_DAY']);
  });

  it('share no room with a session, whichever comes first, and have no more tables than the room', async () => {
    const { id: venueId, rooms } = await days.venue(40);
    const kind = { kind: 'matchmaking_day', venueId };
    const room = await days.get(`venues/${venueId}`);
    expect(room.status).toBe(200);
    const roadshow = await days.created('roadshows', roadshowBody(portal, kind));
    const body = { ...dayBody(portal, { roomId: rooms[0], tables: 5 }), place: undefined };
    const post = (changes: object) => days.post(`roadshows/${roadshow}/matchmaking-days`, { ...body, ...changes });
    const few = await post({});
    expect([few.status, few.body.code]).toEqual([409, 'ROOM_HAS_FEWER_TABLES']);
    await portal.database.query('UPDATE venue_rooms SET tables = 5 WHERE id = $1', [rooms[0]]);
    const twice = await Promise.all([post({}), post({})]);
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(twice.find(({ status }) => status === 409)?.body.code).toBe('SESSION_ROOM_TAKEN');
    const time = {
      roomId: rooms[0],
      startsAt: onTheDay(portal, '06:30'),
      endsAt: onTheDay(portal, '07:30'),
      capacity: 5,
    };
    const session = await days.post(`roadshows/${roadshow}/sessions`, sessionBody(portal, time));
    expect([session.status, session.body.code]).toEqual([409, 'SESSION_ROOM_TAKEN']);
    const day = twice.find(({ status }) => status === 201)!.body as { id: string; version: number; place: object };
    expect(day.place).toMatchObject({ en: 'Room 1, Congress Centre' });
    idOf(
      await days.post(
        `roadshows/${roadshow}/sessions`,
        sessionBody(portal, { ...time, startsAt: onTheDay(portal, '07:00') }),
      ),
      201,
    );
    const longer = await days.put(`matchmaking-days/${day.id}`, day.version, { ...body, slots: slotTimes(portal, 7) });
    expect([longer.status, longer.body.code]).toEqual([409, 'SESSION_ROOM_TAKEN']);
    const nowhere = await post({ roomId: null });
    expect([nowhere.status, nowhere.body.errors[0].pointer]).toEqual([422, '/place']);
    idOf(await days.post(`matchmaking-days/${day.id}/cancellation`), 200);
    idOf(
      await days.post(
        `roadshows/${roadshow}/sessions`,
        sessionBody(portal, { ...time, endsAt: onTheDay(portal, '07:00') }),
      ),
      201,
    );
  });

  it('end with the roadshow: every meeting is cancelled and said to be', async () => {
    const { day } = await agreed([[0, 1]]);
    await confirm(day, (await proposed(day)).id);
    const { roadshowId } = (await days.get(`matchmaking-days/${day}`)).body as { roadshowId: string };
    const reason = { zh: '场地关闭', ru: 'Площадка закрыта', en: 'The venue is closed' };
    idOf(await days.post(`roadshows/${roadshowId}/cancellation`, { reason }), 200);
    const [meeting] = await storedMeetings(portal, day);
    expect(meeting).toMatchObject({ status: 'cancelled', status_reason: 'roadshow_cancelled' });
    expect((await actsOn(portal, meeting.id)).events).toContain('meeting.cancelled.v1');
    expect((await days.get(`matchmaking-days/${day}`)).body.status).toBe('cancelled');
  });
});
