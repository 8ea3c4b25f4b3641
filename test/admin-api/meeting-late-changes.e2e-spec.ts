import { systemActor } from '@shuqiao/kernel';
import { ProposalRuns } from '@shuqiao/roadshows';
import { type Firm, matchmakingOf, schedulingOf, slotTimes, storedMeetings } from '../support/matchmaking';
import { createFirm, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { idOf } from '../support/roadshows';

type Scheduling = ReturnType<typeof schedulingOf>;

describe('late changes of a day of one-to-one meetings', () => {
  let portal: TestPortal;
  let days: ReturnType<typeof matchmakingOf>;
  let firms: Firm[];
  let desk: Scheduling;
  beforeAll(async () => {
    portal = await startTestPortal();
    days = matchmakingOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());
  // All days take place on the same date, and nobody is at two of them at once.
  beforeEach(async () => {
    firms = await Promise.all(Array.from({ length: 5 }, () => createFirm(portal)));
    desk = schedulingOf(portal, days, firms);
  });

  it('can spoil fairness, which is shown and stops no schedule that keeps the others', async () => {
    const { day } = await desk.agreed(
      [
        [0, 1],
        [0, 2],
        [0, 3],
      ],
      { fairness: 0, slots: slotTimes(portal, 3) },
    );
    const proposal = await desk.proposed(day);
    expect(proposal).toMatchObject({ outcome: 'optimal', breaks: 0 });
    idOf(await desk.confirm(day, proposal.id), 200);
    const middle = proposal.meetings.find(({ slot }) => slot === 2)!;
    idOf(await days.post(`meetings/${middle.meetingId}/cancellation`), 200);
    const kept = await desk.proposed(day, { keepsScheduled: true });
    expect(kept).toMatchObject({ moves: 0, breaks: 1 });
    expect(kept.conflicts).toEqual([expect.objectContaining({ rule: 'fairness' })]);
    expect((await desk.confirm(day, kept.id)).status).toBe(200);
  });

  it('of a proposal that has lost a meeting since are mended by taking it out', async () => {
    const { day } = await desk.agreed([
      [0, 1],
      [2, 3],
    ]);
    const proposal = await desk.proposed(day);
    const [gone] = proposal.meetings;
    idOf(await days.post(`meetings/${gone!.meetingId}/cancellation`), 200);
    const refused = await desk.confirm(day, proposal.id);
    expect([refused.status, refused.body.conflicts]).toEqual([
      409,
      [expect.objectContaining({ rule: 'form', meetingIds: [gone!.meetingId] })],
    ]);
    const out = await days.put(`meeting-proposals/${proposal.id}/meetings/${gone!.meetingId}`, proposal.version, {
      place: null,
    });
    expect(out.body).toMatchObject({ conflicts: [], unplaced: [] });
    expect((await desk.confirm(day, proposal.id)).status).toBe(200);
  });

  it('by a company and a confirmation in the same moment leave no meeting that one side has given up', async () => {
    for (let round = 0; round < 4; round++) {
      firms = await Promise.all(Array.from({ length: 4 }, () => createFirm(portal)));
      desk = schedulingOf(portal, days, firms);
      const { day, participations } = await desk.agreed([
        [0, 1],
        [2, 3],
      ]);
      const proposal = await desk.proposed(day);
      const [meeting] = proposal.meetings;
      const [confirmed, cancelled] = await Promise.all([
        desk.confirm(day, proposal.id),
        round % 2
          ? days.as(firms[0]!).post(`matchmaking-participations/${participations[0]}/withdrawal`)
          : days.as(firms[0]!).post(`meetings/${(await storedMeetings(portal, day))[0]!.id}/cancellation`),
      ]);
      expect(cancelled.status).toBe(200);
      expect([200, 409]).toContain(confirmed.status);
      const stored = await storedMeetings(portal, day);
      expect(stored.filter(({ status }) => status === 'cancelled')).toHaveLength(1);
      const times = await portal.database.query(
        `SELECT 1 FROM person_times t JOIN meetings m ON m.id = t.meeting_id WHERE m.day_id = $1 AND m.status = 'cancelled'`,
        [day],
      );
      expect(times).toEqual([]);
      expect(meeting).toBeDefined();
    }
  });

  it('fail as a proposal that three workers died of', async () => {
    const { day } = await desk.agreed([[0, 1]]);
    const id = idOf(await days.post(`matchmaking-days/${day}/proposals`, { seconds: 5 }), 201);
    await portal.database.query(
      `UPDATE meeting_proposals SET status = 'running', attempts = 3, alive_at = $2 WHERE id = $1`,
      [id, new Date(portal.clock.now().getTime() - 120_000)],
    );
    await portal.worker.context.get(ProposalRuns).continueAll(systemActor('test'));
    expect((await days.get(`meeting-proposals/${id}`)).body).toMatchObject({ status: 'failed', outcome: null });
    expect((await desk.proposed(day)).status).toBe('finished');
  });

  it('are never made by a firm’s role in the name of another', async () => {
    const { participations } = await desk.agreed([[0, 1]]);
    const asFirm = (statement: string) =>
      portal.database.query(
        `SELECT set_config('role', 'shuqiao_company', true), set_config('shuqiao.companies', '', true); ${statement}`,
      );
    await asFirm(`SELECT leave_matchmaking_day('${participations[0]}', now(), 'system', NULL, 'x')`);
    const [row] = await portal.database.query('SELECT status FROM meeting_participations WHERE id = $1', [
      participations[0],
    ]);
    expect(row).toEqual({ status: 'registered' });
  });
});
