import { newId } from '@shuqiao/kernel';
import { decide, runSchedule } from '../support/demands';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { type Firm, pitchBody, pitchesOf } from '../support/pitches';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';
import { book, dayFromNow, deskOf, idOf, onTheDay, roadshowBody } from '../support/roadshows';

const DAY = 86_400_000;
const UNKNOWN = '01900000-0000-7000-8000-000000000000';

describe('pitches', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let manager: Person;
  let reviewer: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    manager = await createStaff(portal, 'event_manager');
    reviewer = await createStaff(portal, 'reviewer');
    desk = deskOf(portal, manager);
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
  const accepted = async (firm: Firm, roadshow: string, changes: object = {}): Promise<string> => {
    const id = idOf(await pitchesOf(portal, firm).apply(roadshow, changes), 201);
    await decide(portal, reviewer, id, 'approved');
    return id;
  };
  const versionOf = async (id: string): Promise<number> => (await desk.get(`pitches/${id}`)).body.version;
  const place = async (id: string, sessionId: string, from: string, to: string) =>
    desk.put(`pitches/${id}/slot`, await versionOf(id), { sessionId, ...at(from, to) });
  const agenda = async (roadshow: string) => (await portal.api().get(`/api/v1/roadshows/${roadshow}`)).body;
  const actsOn = async (id: string): Promise<string[]> =>
    (
      await portal.database.query<{ action: string }>(
        'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY at, id',
        [id],
      )
    ).map(({ action }) => action);
  const eventsOf = async (id: string): Promise<string[]> =>
    (
      await portal.database.query<{ name: string }>(
        `SELECT name FROM outbox_messages WHERE payload ->> 'pitchId' = $1 ORDER BY created_at, id`,
        [id],
      )
    ).map(({ name }) => name);
  const noticesOf = async (person: Person, id: string): Promise<string[]> =>
    (
      await portal.database.query<{ kind: string }>(
        `SELECT kind FROM notifications WHERE account_id = $1 AND ids ->> 'pitchId' = $2 ORDER BY created_at, id`,
        [person.accountId, id],
      )
    ).map(({ kind }) => kind);

  it('go through the review queue: returned with remarks, submitted again, accepted', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const firm = await createFirm(portal);
    const mine = pitchesOf(portal, firm);
    const productId = newId();
    await portal.database.query(
      `INSERT INTO company_products (id, company_id, names, description, specification, concepts, created_at, updated_at)
       VALUES ($1, $2, '[{"lang": "zh", "text": "港口云"}]', '[]', '[]', '{}', now(), now())`,
      [productId, firm.companyId],
    );
    const asking = await createFirm(portal);
    const demand = await publishDemand(portal, { companyId: asking.companyId, title: 'Умный порт' });
    const applied = await mine.apply(roadshow, { productId, demandId: demand.id });
    expect(applied.status).toBe(201);
    expect(applied.body).toMatchObject({
      ...pitchBody(firm, roadshow, { productId, demandId: demand.id }),
      status: 'submitted',
      slot: null,
      slides: { dueAt: null, uploadedAt: null, name: null, overdue: false },
      decision: null,
      version: 1,
    });
    const id = applied.body.id as string;
    const [reviewCase] = await portal.database.query<{ snapshot: object; subject_type: string; title: string }>(
      'SELECT subject_type, title, snapshot FROM review_cases WHERE subject_id = $1',
      [id],
    );
    expect(reviewCase).toMatchObject({
      subject_type: 'roadshow_application',
      title: '智慧港口操作系统',
      snapshot: { product: { names: [{ text: '港口云' }] }, demand: { title: { text: 'Умный порт' } }, speakers: 1 },
    });
    expect((await mine.resubmit(id, 1, withoutRoadshow(pitchBody(firm, roadshow)))).body.code).toBe('PITCH_STATE');
    const remark = { pointer: '/abstract', text: '请说明应用案例。', lang: 'zh' };
    const returnedCase = await decide(portal, reviewer, id, 'returned', [remark]);
    const returned = await mine.get(`pitches/${id}`);
    expect(returned.body).toMatchObject({ status: 'returned', decision: { decision: 'returned', remarks: [remark] } });
    const better = withoutRoadshow(pitchBody(firm, roadshow, { languages: ['ru'] }));
    expect((await mine.resubmit(id, 1, better)).body.code).toBe('STALE_VERSION');
    expect((await mine.resubmit(id, 2, better)).body).toMatchObject({
      status: 'submitted',
      languages: ['ru'],
      version: 3,
    });
    // The decision before is told again: nothing waits for it any more.
    const again = { reviewCaseId: returnedCase, subjectType: 'roadshow_application', subjectId: id };
    await portal.database.query(`SELECT publish_outbox_message($1, 'review.decided.v1', $2, 'test')`, [newId(), again]);
    await portal.settle();
    expect((await mine.get(`pitches/${id}`)).body.status).toBe('submitted');
    await decide(portal, reviewer, id, 'approved');
    expect((await mine.get(`pitches/${id}`)).body).toMatchObject({ status: 'accepted', version: 4 });
    expect(await actsOn(id)).toEqual(['submitted', 'returned', 'submitted', 'accepted'].map((act) => `pitch.${act}`));
    expect(await eventsOf(id)).toEqual(
      ['submitted', 'returned', 'submitted', 'accepted'].map((act) => `pitch.${act}.v1`),
    );
    expect(await noticesOf(firm, id)).toEqual(['pitch.returned', 'pitch.accepted']);
    expect((await mine.get(`companies/${firm.companyId}/pitches`)).body.items).toMatchObject([{ id }]);
    expect((await desk.get(`roadshows/${roadshow}/pitches?status=accepted`)).body.items).toMatchObject([{ id }]);
    expect((await desk.get(`roadshows/${roadshow}/pitches?status=rejected`)).body.items).toEqual([]);
  });

  it('are refused with the reason, and the company may apply again', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const firm = await createFirm(portal);
    const mine = pitchesOf(portal, firm);
    const answers = await Promise.all([1, 2, 3].map(() => mine.apply(roadshow)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.code).toBe('PITCH_EXISTS');
    const { id } = answers.find(({ status }) => status === 201)?.body as { id: string };
    await decide(portal, reviewer, id, 'rejected');
    expect((await mine.get(`pitches/${id}`)).body).toMatchObject({
      status: 'rejected',
      decision: { decision: 'rejected' },
    });
    expect((await mine.withdraw(id)).body.code).toBe('PITCH_STATE');
    expect((await mine.apply(roadshow)).status).toBe(201);
    expect(await noticesOf(firm, id)).toEqual(['pitch.rejected']);
  });

  it('name each field that leads nowhere', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const [firm, stranger] = [await createFirm(portal), await createFirm(portal)];
    const mine = pitchesOf(portal, firm);
    const closed = await publishDemand(portal, { companyId: stranger.companyId });
    await portal.database.query(
      `UPDATE demand_listings SET status = 'closed', closed_at = now() WHERE demand_id = $1`,
      [closed.id],
    );
    for (const [changes, pointer, code] of [
      [{ productId: UNKNOWN }, '/productId', 'not_own_product'],
      [{ demandId: closed.id }, '/demandId', 'not_open_demand'],
      [{ speakerAccountIds: [firm.accountId, stranger.accountId] }, '/speakerAccountIds/1', 'not_a_member'],
      [{ speakerAccountIds: [] }, '/speakerAccountIds', 'too_short'],
      [{ languages: ['xx'] }, '/languages/0', 'unknown_language'],
      [{ title: { lang: 'zh', text: '' } }, '/title/text', undefined],
    ] as const) {
      const { status, body } = await mine.apply(roadshow, changes);
      expect({ status, error: body.errors[0] }).toMatchObject({
        status: 422,
        error: code ? { pointer, code } : { pointer },
      });
    }
    expect((await mine.apply(UNKNOWN)).status).toBe(404);
    const draft = await desk.created('roadshows', roadshowBody(portal));
    expect((await mine.apply(draft)).status).toBe(404);
    await desk.post(`roadshows/${roadshow}/closing`);
    expect((await mine.apply(roadshow)).body.code).toBe('PITCHES_CLOSED');
    const unverified = await createFirm(portal, { status: 'submitted' });
    const open = await desk.openRoadshow({});
    expect((await pitchesOf(portal, unverified).apply(open.id)).body.code).toBe('COMPANY_NOT_VERIFIED');
    const viewer = { ...(await createPerson(portal)), companyId: firm.companyId };
    await addMember(portal, firm.companyId, viewer, 'viewer');
    expect((await pitchesOf(portal, viewer).apply(open.id)).status).toBe(403);
  });

  it('get a slot in the agenda, which keeps their speakers, and one slot at a time', async () => {
    const { id: roadshow, sessions } = await desk.openRoadshow(at('04:00', '05:00'), at('04:30', '05:30'));
    const [one, two] = [await createFirm(portal), await createFirm(portal)];
    const [first, second] = [await accepted(one, roadshow), await accepted(two, roadshow)];
    const submitted = idOf(await pitchesOf(portal, await createFirm(portal)).apply(roadshow), 201);
    expect((await place(submitted, sessions[0], '04:00', '04:10')).body.code).toBe('PITCH_STATE');
    for (const [from, to, pointer] of [
      ['03:50', '04:10', '/startsAt'],
      ['04:50', '05:10', '/endsAt'],
      ['04:20', '04:20', '/endsAt'],
    ])
      expect((await place(first, sessions[0], from, to)).body.errors).toEqual([
        expect.objectContaining({ pointer, code: 'not_in_session' }),
      ]);
    const elsewhere = await desk.openRoadshow({});
    expect((await place(first, elsewhere.sessions[0], '04:00', '04:10')).body.errors[0].pointer).toBe('/sessionId');
    const placed = await place(first, sessions[0], '04:10', '04:40');
    expect(placed.body).toMatchObject({ slot: { sessionId: sessions[0], ...at('04:10', '04:40') } });
    expect((await desk.put(`pitches/${first}/slot`, 1, placed.body.slot)).body.code).toBe('STALE_VERSION');
    expect((await place(second, sessions[0], '04:30', '04:50')).body.code).toBe('SLOT_TAKEN');
    const rivals = await Promise.all([
      accepted(await createFirm(portal), roadshow),
      accepted(await createFirm(portal), roadshow),
    ]);
    const race = await Promise.all([second, ...rivals].map((id) => place(id, sessions[0], '04:40', '05:00')));
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const { body } of race.filter(({ status }) => status === 409)) expect(body.code).toBe('SLOT_TAKEN');

    // The speaker has to be there for his slot: he may sit in that session, and in another one that does not meet the slot.
    expect((await book(portal, sessions[1], one)).body.code).toBe('DELEGATE_BUSY');
    idOf(await book(portal, sessions[0], one), 201);
    expect((await place(first, sessions[0], '04:00', '04:20')).body).toMatchObject({ slot: at('04:00', '04:20') });
    const speakers = (await desk.get(`roadshow-sessions/${sessions[0]}/people`)).body.speakers as {
      accountId: string;
    }[];
    expect(speakers.filter(({ accountId }) => accountId === one.accountId)).toHaveLength(1);
    expect(await eventsOf(first)).toEqual(
      ['submitted', 'accepted', 'placed', 'placed'].map((act) => `pitch.${act}.v1`),
    );
    await portal.settle();
    expect(await noticesOf(one, first)).toEqual(['pitch.accepted', 'pitch.placed', 'pitch.placed']);
  });

  it('move with their session, or it does not move', async () => {
    const { id: roadshow, sessions } = await desk.openRoadshow(at('04:00', '05:00'), at('07:00', '08:00'));
    const firm = await createFirm(portal);
    const id = await accepted(firm, roadshow);
    await place(id, sessions[0], '04:40', '05:00');
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
    expect((await place(id, sessions[0], '06:00', '06:10')).body.code).toBe('SESSION_CANCELLED');
    expect((await place(id, sessions[1], '07:00', '07:10')).status).toBe(200);
  });

  it('are public once the agenda is, without what was only for the reviewers, and no longer than they stand', async () => {
    const { id: roadshow, sessions } = await desk.openRoadshow(at('04:00', '05:00'));
    const [placed, unplaced, gone, suspended] = await Promise.all([1, 2, 3, 4].map(() => createFirm(portal)));
    const ids: string[] = [];
    for (const [index, firm] of [placed, unplaced, gone, suspended].entries())
      ids.push(await accepted(firm, roadshow, { title: { lang: 'en', text: `Pitch ${index}` } }));
    await place(ids[0], sessions[0], '04:00', '04:10');
    await place(ids[2], sessions[0], '04:10', '04:20');
    await place(ids[3], sessions[0], '04:20', '04:30');
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
    expect((await actsOn(ids[3])).at(-1)).toBe('pitch.withdrawn');
  });

  it('are taken back while they are judged, with their review case', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const firm = await createFirm(portal);
    const mine = pitchesOf(portal, firm);
    const id = idOf(await mine.apply(roadshow), 201);
    expect((await mine.withdraw(id)).body.status).toBe('withdrawn');
    const cases = await portal.database.query('SELECT status FROM review_cases WHERE subject_id = $1', [id]);
    expect(cases).toEqual([{ status: 'withdrawn' }]);
    expect((await mine.apply(roadshow)).status).toBe(201);
  });

  it('send slides by a date, are reminded once, and show what is overdue', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const firm = await createFirm(portal);
    const mine = pitchesOf(portal, firm);
    const id = await accepted(firm, roadshow);
    const ask = async (dueAt: string) => desk.put(`pitches/${id}/slides-deadline`, await versionOf(id), { dueAt });
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
    expect(await noticesOf(firm, id)).toEqual([
      'pitch.accepted',
      'pitch.slides_asked',
      'pitch.slides_due',
      'pitch.slides_overdue',
    ]);

    const answers = await Promise.all([1, 2, 3].map(() => mine.upload(id, 'one')));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await overdue()).toEqual([]);
    expect((await eventsOf(id)).filter((name) => name === 'pitch.slides_uploaded.v1')).toHaveLength(1);
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

  it('show strangers nothing, and let the firms’ role decide nothing', async () => {
    const { id: roadshow } = await desk.openRoadshow({});
    const [firm, stranger] = [await createFirm(portal), await createFirm(portal)];
    const id = await accepted(firm, roadshow);
    const theirs = pitchesOf(portal, stranger);
    for (const each of [id, UNKNOWN]) {
      expect((await theirs.get(`pitches/${each}`)).status).toBe(404);
      expect((await theirs.get(`pitches/${each}/slides/link`)).status).toBe(404);
      expect((await theirs.withdraw(each)).status).toBe(404);
      expect((await theirs.upload(each, 'x')).status).toBe(404);
      expect((await theirs.resubmit(each, 1, withoutRoadshow(pitchBody(stranger, roadshow)))).status).toBe(404);
    }
    expect((await theirs.get(`companies/${firm.companyId}/pitches`)).status).toBe(404);
    const asFirm = (sql: string) =>
      portal.database.query(
        `DO $$ BEGIN
           PERFORM set_config('shuqiao.companies', '${firm.companyId}', true);
           SET LOCAL ROLE shuqiao_company;
           ${sql};
         END $$`,
      );
    for (const change of [`status = 'returned'`, `slides_due_at = now()`])
      await expect(asFirm(`UPDATE pitches SET ${change} WHERE id = '${id}'`)).rejects.toMatchObject({ code: '42501' });
    await expect(asFirm(`DELETE FROM pitches WHERE id = '${id}'`)).rejects.toMatchObject({ code: '42501' });
  });
});

function withoutRoadshow({ roadshowId: _roadshow, ...rest }: ReturnType<typeof pitchBody>): object {
  return rest;
}
