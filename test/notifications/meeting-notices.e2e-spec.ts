import { systemActor } from '@shuqiao/kernel';
import { MeetingReminders } from '@shuqiao/roadshows';
import { readCalendar } from '../support/calendars';
import {
  type Firm,
  matchmakingOf,
  type schedulingOf,
  schedulingOf as scheduling,
  slotTimes,
  storedMeetings,
} from '../support/matchmaking';
import { addMember, createFirm, createPerson, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { idOf } from '../support/roadshows';

interface Mail {
  readonly kind: string;
  readonly email: string;
  readonly text: string;
  readonly calendar: string | null;
}

describe('of one-to-one meetings people are told', () => {
  let portal: TestPortal;
  let days: ReturnType<typeof matchmakingOf>;
  let firms: Firm[];
  let desk: ReturnType<typeof schedulingOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    days = matchmakingOf(portal, await createStaff(portal, 'event_manager'));
  });
  afterAll(() => portal.stop());
  // All days take place on the same date, and nobody is at two of them at once.
  beforeEach(async () => {
    firms = await Promise.all([
      createFirm(portal, { legalName: '宁波远帆港航软件有限公司' }),
      createFirm(portal, { legalName: 'ТОО «Порт»', country: 'KZ' }),
      createFirm(portal),
    ]);
    desk = scheduling(portal, days, firms);
  });

  /** The mails since the last look, by kind and receiver. */
  const mails = async (): Promise<Mail[]> => {
    await portal.settle();
    return portal.database.query<Mail>(
      `DELETE FROM mails WHERE kind LIKE 'meeting.%' RETURNING kind, email, text, calendar`,
    );
  };
  const told = (list: readonly Mail[]) => list.map(({ kind, email }) => [kind, email]).sort();
  const entryIn = (mail: Mail | undefined) => {
    const { method, events } = readCalendar(mail?.calendar ?? '');
    return { method, ...events[0]! };
  };

  it('the one who is asked of the request, the one who asked of the answer', async () => {
    const day = await days.openDay();
    const [asking, asked] = await Promise.all(firms.slice(0, 2).map((firm) => days.joined(firm, day)));
    const meeting = idOf(await days.request(firms[0], asking!, firms[1]), 201);
    const [request, ...others] = await mails();
    expect(others).toEqual([]);
    expect(request).toMatchObject({ kind: 'meeting.requested', email: firms[1].email, calendar: null });
    expect(request?.text).toContain('宁波远帆港航软件有限公司');
    idOf(await days.as(firms[1]).post(`meetings/${meeting}/refusal`), 200);
    expect(told(await mails())).toEqual([['meeting.declined', firms[0].email]]);
    await days.wish(firms[1], asked!, firms[0], 'would_meet');
    // The wish that came with the request still stands.
    expect(told(await mails())).toEqual([['meeting.accepted', firms[0].email]]);
  });

  it('nothing by whom they have vetoed', async () => {
    const day = await days.openDay();
    const [asking, asked] = await Promise.all(firms.slice(0, 2).map((firm) => days.joined(firm, day)));
    await days.wish(firms[1], asked!, firms[0], 'no');
    const meeting = idOf(await days.request(firms[0], asking!, firms[1]), 201);
    idOf(await days.as(firms[0]).post(`meetings/${meeting}/cancellation`), 200);
    expect(await mails()).toEqual([]);
  });

  it('at the table of its place, by entries that replace each other and are taken out', async () => {
    const { day } = await desk.agreed([[0, 1]], { slots: slotTimes(portal, 3) });
    await mails();
    const proposal = await desk.proposed(day);
    idOf(await desk.confirm(day, proposal.id), 200);
    const scheduled = await mails();
    expect(told(scheduled)).toEqual([0, 1].map((index) => ['meeting.scheduled', firms[index].email]).sort());
    const mine = scheduled.find(({ email }) => email === firms[0].email);
    const first = entryIn(mine);
    const { slot, table, meetingId } = proposal.meetings[0]!;
    const time = slotTimes(portal, 3)[slot - 1]!;
    expect(first).toMatchObject({
      method: 'REQUEST',
      uid: `meeting-${meetingId}`,
      title: 'Meeting: ТОО «Порт»',
      place: `Hall 2, table ${table}`,
      start: time.startsAt,
      zone: 'Asia/Almaty',
      attendees: [firms[0].email],
    });
    const again = await desk.proposed(day);
    const place = { slot: (slot % 3) + 1, table: 2 };
    await days.put(`meeting-proposals/${again.id}/meetings/${meetingId}`, again.version, { place });
    idOf(await desk.confirm(day, again.id), 200);
    const moved = (await mails()).find(({ email }) => email === firms[0].email);
    expect(moved?.kind).toBe('meeting.moved');
    const second = entryIn(moved);
    expect(second).toMatchObject({
      method: 'REQUEST',
      uid: first.uid,
      start: slotTimes(portal, 3)[place.slot - 1]!.startsAt,
    });
    expect(second.sequence).toBeGreaterThan(first.sequence);
    idOf(await days.as(firms[1]).post(`meetings/${meetingId}/cancellation`), 200);
    const cancelled = await mails();
    expect(told(cancelled)).toEqual([0, 1].map((index) => ['meeting.cancelled', firms[index].email]).sort());
    const last = entryIn(cancelled.find(({ email }) => email === firms[0].email));
    expect(last).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', uid: first.uid, start: second.start });
    expect(last.sequence).toBeGreaterThan(second.sequence);
  });

  it('when they are taken out of the schedule, at the time that their calendar says', async () => {
    const { day } = await desk.agreed([[0, 1]]);
    const proposal = await desk.proposed(day);
    idOf(await desk.confirm(day, proposal.id), 200);
    await mails();
    const { meetingId, slot } = proposal.meetings[0]!;
    const again = await desk.proposed(day);
    await days.put(`meeting-proposals/${again.id}/meetings/${meetingId}`, again.version, { place: null });
    idOf(await desk.confirm(day, again.id), 200);
    const [one] = await mails();
    expect(one?.kind).toBe('meeting.unscheduled');
    expect(entryIn(one)).toMatchObject({ method: 'CANCEL', start: slotTimes(portal, 6)[slot - 1]!.startsAt });
    expect((await storedMeetings(portal, day)).map(({ status }) => status)).toEqual(['accepted']);
    expect(await portal.database.query('SELECT 1 FROM meeting_invitations WHERE meeting_id = $1', [meetingId])).toEqual(
      [],
    );
  });

  it('in the calendar that a delegate subscribes to, and nobody else’s', async () => {
    const colleague = await createPerson(portal);
    await addMember(portal, firms[0].companyId, colleague, 'editor');
    const { day } = await desk.agreed([[0, 1]]);
    const proposal = await desk.proposed(day);
    idOf(await desk.confirm(day, proposal.id), 200);
    const feed = async (person: { authorization: string }) => {
      const made = await portal
        .api()
        .post('/api/v1/accounts/me/calendar-subscription')
        .set('authorization', person.authorization)
        .send({});
      const path = new URL((made.body as { url: string }).url).pathname;
      return readCalendar((await portal.api().get(path)).text).events.map(({ uid }) => uid);
    };
    expect(await feed(firms[0])).toEqual([`meeting-${proposal.meetings[0]!.meetingId}`]);
    expect(await feed(colleague)).toEqual([]);
  });

  it('once, of all their meetings, within a day of the first, and not who does not want it', async () => {
    const { day } = await desk.agreed([
      [0, 1],
      [0, 2],
    ]);
    const proposal = await desk.proposed(day);
    idOf(await desk.confirm(day, proposal.id), 200);
    await portal.database.query('INSERT INTO reminder_settings (account_id, day_before) VALUES ($1, false)', [
      firms[2].accountId,
    ]);
    await mails();
    const remind = () => portal.worker.context.get(MeetingReminders).giveDue(systemActor('test-schedule'));
    expect(await remind()).toBe(0);
    const start = Date.parse(slotTimes(portal, 1)[0]!.startsAt);
    const before = portal.clock.now();
    portal.clock.advance(start - before.getTime() - 3 * 3_600_000);
    await portal.database.query(`UPDATE sessions SET expires_at = expires_at + interval '60 days'`);
    const counts = await Promise.all([remind(), remind()]);
    expect(counts.sort()[0]).toBe(0);
    const given = await mails();
    const mine = given.filter(({ email }) => email === firms[0].email);
    expect(mine.map(({ kind }) => kind)).toEqual(['meeting.reminder']);
    expect(mine[0]?.text).toContain('ТОО «Порт»');
    expect(mine[0]?.text.match(/table \d/g)).toHaveLength(2);
    expect(given.map(({ email }) => email)).not.toContain(firms[2].email);
    expect(await remind()).toBe(0);
  });
});
