import { newId } from '@shuqiao/kernel';
import { runSchedule } from '../support/demands';
import { createFirm, createStaff, type Person } from '../support/people';
import { pitchDeskOf, pitchesOf } from '../support/pitches';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, dayFromNow, deskOf, idOf, onTheDay } from '../support/roadshows';

const DAY = 86_400_000;

describe('accepted pitches', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let reviewer: Person;
  let pitches: ReturnType<typeof pitchDeskOf>;
  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
    desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    pitches = pitchDeskOf(portal, desk, reviewer);
  });
  afterAll(() => portal.stop());
  // Nobody has to be where no standing pitch puts him, and everybody where one does.
  afterEach(async () => {
    const stray = await portal.database.query(
      `SELECT coalesce(t.id, placed.id) FROM (SELECT * FROM person_times WHERE session_speaker_id IN (
           SELECT id FROM session_speakers WHERE pitch_id IS NOT NULL)) t
         FULL JOIN (SELECT p.id, speaker.account_id, tstzrange(s.starts_at + make_interval(mins => lower(p.slot)),
             s.starts_at + make_interval(mins => upper(p.slot)), '[)') AS during
           FROM pitches p JOIN pitch_speakers speaker ON speaker.pitch_id = p.id JOIN roadshow_sessions s ON s.id = p.session_id
           WHERE s.cancelled_at IS NULL) placed ON placed.account_id = t.account_id AND placed.during = t.during
       WHERE t.id IS NULL OR placed.id IS NULL`,
    );
    expect(stray).toEqual([]);
  });

  const at = (from: string, to: string) => ({ startsAt: onTheDay(portal, from), endsAt: onTheDay(portal, to) });
  const agenda = async (roadshow: string) => (await portal.api().get(`/api/v1/roadshows/${roadshow}`)).body;

  it('get a slot in the agenda, which keeps their speakers, and one slot at a time', async () => {
    const { id: roadshow, sessions } = await desk.openRoadshow(at('04:00', '05:00'), at('04:30', '05:30'));
    const [one, two] = [await createFirm(portal), await createFirm(portal)];
    const [first, second] = [await pitches.accepted(one, roadshow), await pitches.accepted(two, roadshow)];
    const submitted = idOf(await pitchesOf(portal, await createFirm(portal)).apply(roadshow), 201);
    expect((await pitches.place(submitted, sessions[0], at('04:00', '04:10'))).body.code).toBe('PITCH_STATE');
    for (const [from, to, pointer] of [
      ['03:50', '04:10', '/startsAt'],
      ['04:50', '05:10', '/endsAt'],
      ['04:20', '04:20', '/endsAt'],
    ])
      expect((await pitches.place(first, sessions[0], at(from, to))).body.errors).toEqual([
        expect.objectContaining({ pointer, code: 'not_in_session' }),
      ]);
    const elsewhere = await desk.openRoadshow({});
    expect((await pitches.place(first, elsewhere.sessions[0], at('04:00', '04:10'))).body.errors[0].pointer).toBe(
      '/sessionId',
    );
    const placed = await pitches.place(first, sessions[0], at('04:10', '04:40'));
    expect(placed.body).toMatchObject({ slot: { sessionId: sessions[0], ...at('04:10', '04:40') } });
    expect((await desk.put(`pitches/${first}/slot`, 1, placed.body.slot)).body.code).toBe('STALE_VERSION');
    expect((await pitches.place(second, sessions[0], at('04:30', '04:50'))).body.code).toBe('SLOT_TAKEN');
    const rivals = await Promise.all([
      pitches.accepted(await createFirm(portal), roadshow),
      pitches.accepted(await createFirm(portal), roadshow),
    ]);
    const race = await Promise.all(
      [second, ...rivals].map((id) => pitches.place(id, sessions[0], at('04:40', '05:00'))),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const { body } of race.filter(({ status }) => status === 409)) expect(body.code).toBe('SLOT_TAKEN');

    // The speaker has to be there for his slot: he may sit in that session, and in another one that does not meet the slot.
    expect((await book(portal, sessions[1], one)).body.code).toBe('DELEGATE_BUSY');
    idOf(await book(portal, sessions[0], one), 201);
    expect((await pitches.place(first, sessions[0], at('04:00', '04:20'))).body).toMatchObject({
      slot: at('04:00', '04:20'),
    });
    const speakers = (await desk.get(`roadshow-sessions/${sessions[0]}/people`)).body.speakers as {
      accountId: string;
    }[];
    expect(speakers.filter(({ accountId }) => accountId === one.accountId)).toHaveLength(1);
    const kept = await pitchesOf(portal, one).get('accounts/me/export');
    expect(kept.body).toMatchObject({
      pitches: [{ id: first, status: 'accepted' }],
      speeches: [
        { sessionId: sessions[0], pitchId: first, removedAt: null },
        { sessionId: sessions[0], pitchId: first, removedAt: expect.any(String) },
      ],
    });
    expect((await pitchesOf(portal, two).get('accounts/me/export')).body.pitches).toMatchObject([{ id: second }]);
    expect(await pitches.eventsOf(first)).toEqual(
      ['submitted', 'accepted', 'placed', 'placed'].map((act) => `pitch.${act}.v1`),
    );
    await portal.settle();
    expect(await pitches.noticesOf(one, first)).toEqual(['pitch.accepted', 'pitch.placed', 'pitch.placed']);
  });

  it('move with their session, or it does not move', async () => {
    const { id: roadshow, sessions } = await desk.openRoadshow(at('04:00', '05:00'), at('07:00', '08:00'));
    const firm = await createFirm(portal);
    const id = await pitches.accepted(firm, roadshow);
    await pitches.place(id, sessions[0], at('04:40', '05:00'));
    idOf(await book(portal, sessions[1], firm), 201);
    const move = async (from: string, to: string) => {
      const { version } = (await desk.get(`roadshow-sessions/${sessions[0]}`)).body;
      return desk.put(`roadshow-sessions/${sessions[0]}/time`, version, { roomId: null, ...at(from, to) });
    };
    expect((await move('04:00', '04:50')).body.code).toBe('SLOT_OUTSIDE_SESSION');
    expect((await move('06:30', '07:30')).body.code).toBe('SESSION_MOVE_CONFLICTS');
    // The session runs into the other one; the slot ends before.
    expect((await move('06:00', '07:30')).status).toBe(200);
    expect((await desk.get(`pitches/${id}`)).body.slot).toMatchObject(at('06:40', '07:00'));
    expect((await desk.post(`roadshow-sessions/${sessions[0]}/cancellation`)).status).toBe(204);
    expect((await pitches.place(id, sessions[0], at('06:00', '06:10'))).body.code).toBe('SESSION_CANCELLED');
    expect((await pitches.place(id, sessions[1], at('07:00', '07:10'))).status).toBe(200);
  });

  it('are public once the agenda is, without what was only for the reviewers, and no longer than they stand', async () => {
    const { id: roadshow, sessions } = await desk.openRoadshow(at('04:00', '05:00'));
    const [placed, unplaced, gone, suspended] = await Promise.all([1, 2, 3, 4].map(() => createFirm(portal)));
    const ids: string[] = [];
    for (const [index, firm] of [placed, unplaced, gone, suspended].entries())
      ids.push(await pitches.accepted(firm, roadshow, { title: { lang: 'en', text: `Pitch ${index}` } }));
    await pitches.place(ids[0], sessions[0], at('04:00', '04:10'));
    await pitches.place(ids[2], sessions[0], at('04:10', '04:20'));
    await pitches.place(ids[3], sessions[0], at('04:20', '04:30'));
    expect((await agenda(roadshow)).sessions[0]).toMatchObject({ pitches: [], speakers: [] });
    const version = await desk.post(`roadshows/${roadshow}/agenda-versions`);
    expect(version.body.changes).toMatchObject([{ kind: 'changed', sessionId: sessions[0] }]);
    const shown = (await agenda(roadshow)).sessions[0];
    expect(shown.pitches.map(({ id }: { id: string }) => id)).toEqual([ids[0], ids[2], ids[3]]);
    expect(shown.pitches[0]).toEqual({
      id: ids[0],
      companyId: placed.companyId,
      company: { lang: 'zh', text: '数桥测试科技有限公司' },
      title: { lang: 'en', text: 'Pitch 0' },
      abstract: expect.any(Object),
      languages: ['zh', 'ru'],
      ...at('04:00', '04:10'),
    });
    expect(shown.speakers).toHaveLength(3);
    expect(JSON.stringify(await agenda(roadshow))).not.toContain('Pitch 1');

    const withdrawn = await Promise.all([1, 2].map(() => pitchesOf(portal, gone).withdraw(ids[2])));
    expect(withdrawn.map(({ status }) => status).sort()).toEqual([200, 409]);
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [suspended.companyId]);
    const left = (await agenda(roadshow)).sessions[0];
    expect(left.pitches.map(({ id }: { id: string }) => id)).toEqual([ids[0]]);
    expect(left.speakers).toHaveLength(1);
    const old = await portal.api().get(`/api/v1/roadshows/${roadshow}/agenda-versions/2`);
    expect(old.body.sessions[0].pitches).toHaveLength(1);
    expect((await desk.get(`pitches/${ids[2]}`)).body).toMatchObject({ status: 'withdrawn', slot: null });

    await portal.database.query(`SELECT publish_outbox_message($1, 'company.suspended.v1', $2, 'test')`, [
      newId(),
      { companyId: suspended.companyId },
    ]);
    await portal.settle();
    expect((await desk.get(`pitches/${ids[3]}`)).body.status).toBe('withdrawn');
    expect((await pitches.actsOn(ids[3])).at(-1)).toBe('pitch.withdrawn');
  });

  it('send slides by a date, are reminded once, and show what is overdue', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const firm = await createFirm(portal);
    const mine = pitchesOf(portal, firm);
    const id = await pitches.accepted(firm, roadshow);
    const ask = async (dueAt: string) =>
      desk.put(`pitches/${id}/slides-deadline`, await pitches.versionOf(id), { dueAt });
    expect((await ask(`${dayFromNow(portal, -1)}T00:00:00Z`)).body.errors[0].pointer).toBe('/dueAt');
    const dueAt = `${dayFromNow(portal, 10)}T08:00:00.000Z`;
    expect((await ask(dueAt)).body.slides).toEqual({ dueAt, uploadedAt: null, name: null, overdue: false });
    const remind = async () => {
      const told = await runSchedule(portal, 'pitches.remind-of-slides');
      await portal.settle();
      return told;
    };
    expect(await remind()).toBe(0);
    portal.clock.advance(8 * DAY);
    expect([await remind(), await remind()]).toEqual([1, 0]);
    const overdue = async () => (await desk.get(`roadshows/${roadshow}/pitches?slidesOverdue=true`)).body.items;
    expect(await overdue()).toEqual([]);
    portal.clock.advance(3 * DAY);
    const both = await Promise.all([
      runSchedule(portal, 'pitches.remind-of-slides'),
      runSchedule(portal, 'pitches.remind-of-slides'),
    ]);
    expect(both.sort()).toEqual([0, 1]);
    await portal.settle();
    expect(await overdue()).toMatchObject([{ id, slides: { overdue: true } }]);
    expect(await pitches.noticesOf(firm, id)).toEqual([
      'pitch.accepted',
      'pitch.slides_asked',
      'pitch.slides_due',
      'pitch.slides_overdue',
    ]);

    const answers = await Promise.all([1, 2, 3].map(() => mine.upload(id, 'one')));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await overdue()).toEqual([]);
    expect((await pitches.eventsOf(id)).filter((name) => name === 'pitch.slides_uploaded.v1')).toHaveLength(1);
    const late = await mine.upload(id, 'two', 'better.txt');
    expect(late.body.slides).toMatchObject({ name: 'better.txt', overdue: false });
    const files = await portal.database.query('SELECT name FROM files WHERE company_id = $1', [firm.companyId]);
    expect(files).toEqual([{ name: 'better.txt' }]);
    for (const link of [await mine.get(`pitches/${id}/slides/link`), await desk.get(`pitches/${id}/slides/link`)]) {
      expect(link.status).toBe(200);
      expect((await portal.api().get(link.body.url)).text).toBe('two');
    }
    const unasked = idOf(await mine.apply((await desk.openRoadshow({})).id), 201);
    expect((await mine.upload(unasked, 'early')).body.code).toBe('PITCH_STATE');
    expect((await mine.get(`pitches/${unasked}/slides/link`)).status).toBe(404);
  });
});
