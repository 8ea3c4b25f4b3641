import { systemActor } from '@shuqiao/kernel';
import { ProposalRuns } from '@shuqiao/roadshows';
import {
  actsOn,
  type Firm,
  matchmakingOf,
  QUICK,
  schedulingOf,
  slotTimes,
  storedMeetings,
} from '../support/matchmaking';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, idOf, onTheDay } from '../support/roadshows';

type Scheduling = ReturnType<typeof schedulingOf>;

describe('schedules of one-to-one meetings', () => {
  let portal: TestPortal;
  let manager: Person;
  let days: ReturnType<typeof matchmakingOf>;
  let firms: Firm[];
  let version: Scheduling['version'];
  let agreed: Scheduling['agreed'];
  let proposed: Scheduling['proposed'];
  let confirm: Scheduling['confirm'];
  beforeAll(async () => {
    portal = await startTestPortal();
    manager = await createStaff(portal, 'event_manager');
    days = matchmakingOf(portal, manager);
  });
  afterAll(() => portal.stop());
  // All days take place on the same date, and nobody is at two of them at once.
  beforeEach(async () => {
    firms = await Promise.all(Array.from({ length: 5 }, () => createFirm(portal)));
    ({ version, agreed, proposed, confirm } = schedulingOf(portal, days, firms));
  });

  const CHAIN: [number, number][] = [
    [0, 1],
    [0, 2],
    [1, 2],
    [3, 4],
    [0, 3],
  ];

  it('are proposed by a job with a proven bound, judged, confirmed, and shown to both sides', async () => {
    const { day } = await agreed(CHAIN);
    const proposal = await proposed(day);
    expect(proposal).toMatchObject({
      status: 'finished',
      outcome: 'optimal',
      unplaced: [],
      conflicts: [],
      isConfirmed: false,
    });
    expect(proposal.breaks).toBe(proposal.lowerBound);
    expect(proposal.meetings).toHaveLength(5);
    const hidden = await days.as(firms[0]).get(`companies/${firms[0].companyId}/meetings?dayId=${day}`);
    expect(hidden.body.items.map(({ place }: { place: unknown }) => place)).toEqual([null, null, null]);
    expect((await confirm(day, proposal.id)).body).toMatchObject({ status: 'released' });
    const { body } = await days.as(firms[0]).get(`companies/${firms[0].companyId}/meetings?dayId=${day}`);
    for (const meeting of body.items as { id: string; status: string; place: object; delegateAccountId: string }[]) {
      const { slot, table } = proposal.meetings.find(({ meetingId }) => meetingId === meeting.id)!;
      const time = slotTimes(portal, 6)[slot - 1];
      expect(meeting).toMatchObject({
        status: 'scheduled',
        place: { slot, table, startsAt: time.startsAt, endsAt: time.endsAt },
        delegateAccountId: firms[0].accountId,
        timeZone: 'Asia/Almaty',
      });
      expect(await actsOn(portal, meeting.id)).toEqual({
        acts: ['meeting.accepted', 'meeting.scheduled'],
        events: ['meeting.accepted.v1', 'meeting.scheduled.v1'],
      });
    }
    const [entry] = await portal.database.query(
      `SELECT details FROM audit_entries WHERE action = 'matchmaking_day.released' AND subject_id = $1`,
      [day],
    );
    expect(entry).toEqual({ details: { proposalId: proposal.id, scheduled: 5, moved: 0, unscheduled: 0 } });
    expect((await days.get(`meeting-proposals/${proposal.id}`)).body).toMatchObject({
      isConfirmed: true,
      conflicts: [],
      moves: 0,
    });
  });

  it('keep who is away, which half, which slot, what comes first, and seats taken elsewhere', async () => {
    const session = { startsAt: onTheDay(portal, '05:00'), endsAt: onTheDay(portal, '05:30'), capacity: 5 };
    const elsewhere = await days.openRoadshow(session);
    const { day } = await agreed(CHAIN, {}, { 1: { unavailable: [1, 2, 3] }, 4: { half: 'morning' } });
    idOf(await book(portal, elsewhere.sessions[0], firms[0]), 201);
    const meetings = (await days.get(`matchmaking-days/${day}/meetings`)).body.items as {
      id: string;
      companyIds: string[];
      version: number;
    }[];
    const between = (one: number, other: number) =>
      meetings.find(({ companyIds }) => [one, other].every((index) => companyIds.includes(firms[index].companyId)))!;
    const first = between(0, 3);
    const settings = { half: null, fixedSlot: null, weight: 5, after: [between(0, 2).id] };
    expect((await days.put(`meetings/${first.id}`, first.version, settings)).body).toMatchObject({
      weight: 5,
      after: [between(0, 2).id],
    });
    const cycle = await days.put(`meetings/${between(0, 2).id}`, between(0, 2).version, { after: [first.id] });
    expect([cycle.status, cycle.body.code]).toEqual([409, 'PRECEDENCE_CYCLE']);
    const itself = await days.put(`meetings/${between(1, 2).id}`, between(1, 2).version, { after: [between(1, 2).id] });
    expect([itself.status, itself.body.code]).toEqual([409, 'PRECEDENCE_CYCLE']);
    const fixed = await days.put(`meetings/${between(1, 2).id}`, between(1, 2).version, { fixedSlot: 6 });
    expect(fixed.status).toBe(200);
    const proposal = await proposed(day);
    expect(proposal).toMatchObject({ outcome: 'optimal', conflicts: [], unplaced: [] });
    const slotOf = (one: number, other: number) =>
      proposal.meetings.find(({ meetingId }) => meetingId === between(one, other).id)!.slot;
    expect(slotOf(1, 2)).toBe(6);
    expect(slotOf(0, 1)).toBeGreaterThan(3);
    expect(slotOf(3, 4)).toBeLessThan(4);
    expect(slotOf(0, 2)).toBeLessThan(slotOf(0, 3));
    // 05:00 is the third slot, in which the only delegate sits in a session.
    for (const other of [1, 2, 3]) expect(slotOf(0, other)).not.toBe(3);
  });

  it('that cannot be are explained by the rules that conflict, and the rest is placed', async () => {
    const { day } = await agreed(
      [
        [0, 1],
        [2, 3],
      ],
      {},
      { 0: { half: 'morning' }, 1: { half: 'afternoon' } },
    );
    const proposal = await proposed(day);
    expect(proposal).toMatchObject({ outcome: 'infeasible', conflicts: [] });
    expect(proposal.unplaced).toHaveLength(1);
    expect(proposal.meetings).toHaveLength(1);
    expect(proposal.conflict).toMatchObject({ rules: expect.arrayContaining(['availability']) as unknown });
    expect((await confirm(day, proposal.id)).status).toBe(200);
    expect((await storedMeetings(portal, day)).map(({ status }) => status).sort()).toEqual(['accepted', 'scheduled']);
  });

  it('are changed by hand with the conflicts shown, and not confirmed while there are any', async () => {
    const { day } = await agreed(CHAIN);
    const proposal = await proposed(day);
    const [one, other] = proposal.meetings;
    const move = async (meetingId: string, place: object | null) =>
      days.put(
        `meeting-proposals/${proposal.id}/meetings/${meetingId}`,
        await version(`meeting-proposals/${proposal.id}`),
        { place },
      );
    const moved = await move(one.meetingId, { slot: other.slot, table: other.table });
    expect(moved.status).toBe(200);
    expect(moved.body.conflicts).toContainEqual(
      expect.objectContaining({
        rule: 'tables',
        meetingIds: expect.arrayContaining([one.meetingId, other.meetingId]) as unknown,
      }),
    );
    const refused = await confirm(day, proposal.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'PROPOSAL_CONFLICTS']);
    expect(refused.body.conflicts).toContainEqual(expect.objectContaining({ rule: 'tables' }));
    expect((await storedMeetings(portal, day)).map(({ status }) => status)).toEqual(Array(5).fill('accepted'));
    const out = await move(one.meetingId, null);
    expect(out.body).toMatchObject({ conflicts: [], unplaced: [one.meetingId] });
    const stale = await days.put(`meeting-proposals/${proposal.id}/meetings/${other.meetingId}`, 1, { place: null });
    expect(stale.status).toBe(412);
    const beyond = await move(one.meetingId, { slot: 7, table: 1 });
    expect([beyond.status, beyond.body.errors[0].pointer]).toEqual([422, '/place/slot']);
    expect((await confirm(day, proposal.id)).status).toBe(200);
    const late = await move(one.meetingId, { slot: 1, table: 3 });
    expect([late.status, late.body.code]).toEqual([409, 'PROPOSAL_STATE']);
  });

  it('are one, when two members of staff confirm at the same moment', async () => {
    const { day } = await agreed(CHAIN);
    const [one, other] = [await proposed(day), await proposed(day, { ...QUICK, seed: 7 })];
    const known = version(`matchmaking-days/${day}`);
    const answers = await Promise.all([confirm(day, one.id, known), confirm(day, other.id, known)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = answers[0].status === 200 ? one : other;
    const stored = await storedMeetings(portal, day);
    expect(stored.map(({ id, slot, table_number }) => [id, slot, table_number])).toEqual(
      stored.map(({ id }) => {
        const { slot, table } = winner.meetings.find(({ meetingId }) => meetingId === id)!;
        return [id, slot, table];
      }),
    );
  });

  it('take late changes in with the fewest moves, and tell only whom they concern', async () => {
    const { day, participations } = await agreed(
      [
        [0, 1],
        [2, 3],
      ],
      { tables: 2, slots: slotTimes(portal, 2) },
    );
    await confirm(day, (await proposed(day)).id);
    const before = await storedMeetings(portal, day);
    const added = await days.post(`matchmaking-days/${day}/meetings`, {
      companyIds: [firms[0].companyId, firms[4].companyId],
    });
    const proposal = await proposed(day, { keepsScheduled: true });
    expect(proposal).toMatchObject({ outcome: 'feasible', moves: 0, unplaced: [], conflicts: [] });
    expect((await confirm(day, proposal.id)).status).toBe(200);
    for (const { id, slot, table_number } of before) {
      expect(await storedMeetings(portal, day)).toContainEqual(expect.objectContaining({ id, slot, table_number }));
      expect((await actsOn(portal, id)).acts).toEqual(['meeting.accepted', 'meeting.scheduled']);
    }
    expect((await actsOn(portal, idOf(added, 201))).acts).toEqual(['meeting.accepted', 'meeting.scheduled']);
    // A company that leaves frees its places; the others stay.
    idOf(await days.as(firms[0]).post(`matchmaking-participations/${participations[0]}/withdrawal`), 200);
    const rest = await proposed(day, { keepsScheduled: true });
    expect(rest.meetings).toHaveLength(1);
    expect(rest.moves).toBe(0);
  });

  it('move a scheduled meeting and announce it as moved when a full proposal says so', async () => {
    const { day } = await agreed([[1, 2]]);
    const first = await proposed(day);
    await confirm(day, first.id);
    const again = await proposed(day);
    const { meetingId, slot } = first.meetings[0];
    const place = { slot: (slot % 6) + 1, table: 3 };
    await days.put(`meeting-proposals/${again.id}/meetings/${meetingId}`, again.version, { place });
    expect((await confirm(day, again.id)).status).toBe(200);
    expect(await storedMeetings(portal, day)).toEqual([expect.objectContaining({ slot: place.slot, table_number: 3 })]);
    expect((await actsOn(portal, meetingId)).acts).toEqual(['meeting.accepted', 'meeting.scheduled', 'meeting.moved']);
  });

  it('seat as many counterparts at a time as a company sends delegates and says', async () => {
    const colleague = await createPerson(portal);
    await addMember(portal, firms[0].companyId, colleague, 'viewer');
    const joins = { 0: { delegates: [firms[0].accountId, colleague.accountId], parallel: 2 } };
    const { day } = await agreed(
      [
        [0, 1],
        [0, 2],
      ],
      { slots: slotTimes(portal, 1) },
      joins,
    );
    const proposal = await proposed(day);
    expect(proposal).toMatchObject({ outcome: 'optimal', unplaced: [] });
    expect((await confirm(day, proposal.id)).status).toBe(200);
    const { body } = await days.as(firms[0]).get(`companies/${firms[0].companyId}/meetings?dayId=${day}`);
    const delegates = (body.items as { delegateAccountId: string }[]).map(({ delegateAccountId }) => delegateAccountId);
    expect(delegates.sort()).toEqual([firms[0].accountId, colleague.accountId].sort());
  });

  it('are made by one job at a time, which another worker takes up when its own has died', async () => {
    const { day } = await agreed(CHAIN);
    const orders = await Promise.all([1, 2, 3].map(() => days.post(`matchmaking-days/${day}/proposals`, QUICK)));
    expect(orders.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(orders.find(({ status }) => status === 409)?.body.code).toBe('PROPOSAL_RUNNING');
    const id = orders.find(({ status }) => status === 201)!.body.id as string;
    // As a worker leaves it that was killed in the middle.
    await portal.database.query(`UPDATE meeting_proposals SET status = 'running', alive_at = $2 WHERE id = $1`, [
      id,
      portal.clock.now(),
    ]);
    const runs = portal.worker.context.get(ProposalRuns);
    expect(await runs.continueAll(systemActor('test'))).toBe(0);
    portal.clock.advance(61_000);
    await Promise.all([runs.continueAll(systemActor('test')), runs.continueAll(systemActor('test'))]);
    expect((await days.get(`meeting-proposals/${id}`)).body).toMatchObject({ status: 'finished', outcome: 'optimal' });
    const ends = await portal.database.query(
      `SELECT 1 FROM audit_entries WHERE action = 'meeting_proposal.finished' AND subject_id = $1`,
      [id],
    );
    expect(ends).toHaveLength(1);
  });
});
