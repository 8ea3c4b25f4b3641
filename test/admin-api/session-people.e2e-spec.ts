import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, deskOf, idOf, onTheDay } from '../support/roadshows';

type Firm = Person & { companyId: string };
const UNKNOWN = '01900000-0000-7000-8000-000000000000';

describe('the people of sessions', () => {
  let portal: TestPortal;
  let desk: ReturnType<typeof deskOf>;
  let manager: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    manager = await createStaff(portal, 'event_manager');
    desk = deskOf(portal, manager);
  });
  afterAll(() => portal.stop());
  // Copies of times are those of their sources, whatever a test did.
  afterEach(async () => {
    const stray = await portal.database.query(
      `SELECT 'speaker' AS of, p.id FROM session_speakers p JOIN roadshow_sessions s ON s.id = p.session_id
         FULL JOIN (SELECT * FROM person_times WHERE session_speaker_id IS NOT NULL) t ON t.session_speaker_id = p.id
       WHERE (p.account_id IS NOT NULL AND p.removed_at IS NULL AND s.cancelled_at IS NULL) IS DISTINCT FROM (t.id IS NOT NULL)
         OR t.during <> s.during OR t.account_id <> p.account_id
       UNION ALL
       SELECT 'interpreter', a.id FROM session_interpreters a JOIN roadshow_sessions s ON s.id = a.session_id
         FULL JOIN interpreter_times t ON t.session_interpreter_id = a.id
       WHERE (s.cancelled_at IS NULL) IS DISTINCT FROM (t.id IS NOT NULL) OR t.during <> s.during OR t.interpreter_id <> a.interpreter_id`,
    );
    expect(stray).toEqual([]);
  });

  const remove = (path: string) =>
    portal.admin().delete(`/admin/v1/${path}`).set('authorization', manager.authorization);
  const interpreterBody = (changes: object = {}) => ({
    name: { lang: 'ru', text: 'Ирина Волкова' },
    languages: ['zh', 'ru', 'en'],
    email: 'irina.volkova@example.org',
    phone: '+77010000001',
    note: null,
    ...changes,
  });
  const at = (from: string, to: string) => ({ startsAt: onTheDay(portal, from), endsAt: onTheDay(portal, to) });
  const overlapping = async (count: number): Promise<string[]> => {
    const times = Array.from({ length: count }, (_, index) => at(`0${4 + (index % 2)}:00`, '06:00'));
    return (await desk.openRoadshow(...times)).sessions;
  };
  const assign = (session: string, interpreterId: string, languages = ['zh', 'ru']) =>
    desk.post(`roadshow-sessions/${session}/interpreters`, { interpreterId, languages });
  const speak = (session: string, { companyId, accountId }: Firm) =>
    desk.post(`roadshow-sessions/${session}/speakers`, { companyId, accountId });
  const peopleOf = async (session: string) => (await desk.get(`roadshow-sessions/${session}/people`)).body;

  it('keeps a list of interpreters, and erases who is retired', async () => {
    const created = await desk.post('interpreters', interpreterBody());
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ ...interpreterBody(), languages: ['en', 'ru', 'zh'], version: 1 });
    const { id } = created.body;
    const kazakh = await desk.put(`interpreters/${id}`, 1, interpreterBody({ languages: ['kk', 'zh'] }));
    expect(kazakh.body).toMatchObject({ languages: ['kk', 'zh'], version: 2 });
    expect((await desk.put(`interpreters/${id}`, 1, interpreterBody())).body.code).toBe('STALE_VERSION');
    expect((await desk.get('interpreters?language=kk')).body.items).toEqual([kazakh.body]);
    expect((await desk.get('interpreters?language=ru')).body.items).toEqual([]);
    for (const [changes, pointer] of [
      [{ languages: ['zh'] }, '/languages'],
      [{ languages: ['zh', 'xx'] }, '/languages/1'],
      [{ email: 'nobody' }, '/email'],
    ] as const)
      expect((await desk.post('interpreters', interpreterBody(changes))).body.errors[0].pointer).toBe(pointer);
    expect((await remove(`interpreters/${id}`)).status).toBe(204);
    expect((await desk.get(`interpreters/${id}`)).body).toMatchObject({
      name: { text: '—' },
      email: null,
      phone: null,
    });
    expect((await desk.put(`interpreters/${id}`, 3, interpreterBody())).status).toBe(404);
    const [kept] = await portal.database.query<{ text: string }>(
      `SELECT string_agg(details::text, '') AS text FROM audit_entries WHERE subject_id = $1`,
      [id],
    );
    expect(kept.text).not.toContain('irina');
  });

  it('has interpreters interpret between their languages', async () => {
    const [session] = await overlapping(1);
    const interpreter = await desk.created('interpreters', interpreterBody({ languages: ['zh', 'ru'] }));
    const foreign = await assign(session, interpreter, ['ru', 'en']);
    expect(foreign.body.errors).toEqual([
      expect.objectContaining({ pointer: '/languages/1', code: 'not_his_language' }),
    ]);
    expect((await assign(session, UNKNOWN)).body.errors[0].pointer).toBe('/interpreterId');
    expect((await assign(UNKNOWN, interpreter)).status).toBe(404);
    const assigned = await assign(session, interpreter, ['zh', 'ru']);
    expect(assigned.body).toMatchObject({ interpreterId: interpreter, languages: ['ru', 'zh'] });
    expect((await assign(session, interpreter, ['ru', 'zh'])).body.code).toBe('INTERPRETER_ASSIGNED');
    const fewer = await desk.put(`interpreters/${interpreter}`, 1, interpreterBody({ languages: ['zh', 'en'] }));
    expect({ status: fewer.status, code: fewer.body.code }).toEqual({ status: 409, code: 'INTERPRETER_LANGUAGE_USED' });
    expect((await remove(`interpreters/${interpreter}`)).body.code).toBe('INTERPRETER_NEEDED');
    expect((await peopleOf(session)).interpreters).toEqual([assigned.body]);
    expect((await remove(`session-interpreters/${assigned.body.id}`)).status).toBe(204);
    expect((await remove(`session-interpreters/${assigned.body.id}`)).status).toBe(404);
    expect((await remove(`interpreters/${interpreter}`)).status).toBe(204);
    expect((await assign(session, interpreter)).body.errors[0].code).toBe('unknown_reference');
  });

  it('has an interpreter in one place at a time, asked for at once', async () => {
    const sessions = await overlapping(6);
    const interpreter = await desk.created('interpreters', interpreterBody());
    const answers = await Promise.all(sessions.map((session) => assign(session, interpreter)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.code).toBe('INTERPRETER_BUSY');
    const [kept] = answers.filter(({ status }) => status === 201);
    // Another pair in the same session is the same place.
    expect((await assign(kept.body.sessionId, interpreter, ['zh', 'en'])).status).toBe(201);
  });

  it('has a speaker in one place at a time, as speaker and as delegate, asked for at once', async () => {
    const sessions = await overlapping(4);
    const firm = await createFirm(portal);
    const answers = await Promise.all([
      ...sessions.slice(0, 2).map((session) => speak(session, firm)),
      ...sessions.slice(2).map((session) => book(portal, session, firm)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.code).toBe('DELEGATE_BUSY');
  });

  it('lets who has a seat in a session speak in it', async () => {
    const [session, other] = await overlapping(2);
    const firm = await createFirm(portal);
    idOf(await book(portal, session, firm), 201);
    const added = await speak(session, firm);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ companyId: firm.companyId, accountId: firm.accountId });
    expect((await speak(session, firm)).body.code).toBe('ALREADY_SPEAKING');
    expect((await speak(other, firm)).body.code).toBe('DELEGATE_BUSY');
    expect((await remove(`session-speakers/${added.body.id}`)).status).toBe(204);
    expect((await remove(`session-speakers/${added.body.id}`)).status).toBe(404);
    expect((await peopleOf(session)).speakers).toEqual([]);
    expect((await speak(other, firm)).body.code).toBe('DELEGATE_BUSY');
    const acts = await portal.database.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE subject_id = $1 AND action LIKE 'session.speaker%' ORDER BY at`,
      [session],
    );
    expect(acts.map(({ action }) => action)).toEqual(['session.speaker_added', 'session.speaker_removed']);
  });

  it('takes members of verified companies and guests by name as speakers, and nobody between', async () => {
    const [session] = await overlapping(1);
    const firm = await createFirm(portal);
    const stranger = await createPerson(portal);
    const add = (body: object) => desk.post(`roadshow-sessions/${session}/speakers`, body);
    const pointer = async (body: object) => (await add(body)).body.errors[0].pointer;
    const name = { lang: 'fa', text: 'مهدی کریمی' };
    expect(await pointer({})).toBe('/companyId');
    expect(await pointer({ companyId: firm.companyId })).toBe('/accountId');
    expect(await pointer({ companyId: firm.companyId, accountId: stranger.accountId })).toBe('/accountId');
    expect(await pointer({ companyId: UNKNOWN, accountId: firm.accountId })).toBe('/companyId');
    expect(await pointer({ name, accountId: firm.accountId })).toBe('/accountId');
    const draft = await createFirm(portal, { status: 'submitted' });
    expect((await speak(session, draft)).body.code).toBe('COMPANY_NOT_VERIFIED');
    const guest = await add({ name, organisation: { lang: 'en', text: 'Port of Chabahar' } });
    expect(guest.body).toMatchObject({ accountId: null, companyId: null, name });
    const viewer = await createPerson(portal);
    await addMember(portal, firm.companyId, viewer, 'viewer');
    expect((await speak(session, { ...viewer, companyId: firm.companyId })).status).toBe(201);
    expect((await peopleOf(session)).speakers).toHaveLength(2);
  });

  it('moves with the session, or the session does not move', async () => {
    const { id, sessions } = await desk.openRoadshow(at('04:00', '05:00'), at('06:00', '07:00'));
    const firm = await createFirm(portal);
    const interpreter = await desk.created('interpreters', interpreterBody());
    const speaker = await speak(sessions[0], firm);
    await assign(sessions[0], interpreter);
    idOf(await book(portal, sessions[1], firm), 201);
    const move = async (from: string, to: string) => {
      const { version } = (await desk.get(`roadshow-sessions/${sessions[0]}`)).body;
      return desk.put(`roadshow-sessions/${sessions[0]}/time`, version, { roomId: null, ...at(from, to) });
    };
    expect((await move('06:30', '07:30')).body).toMatchObject({
      code: 'SESSION_MOVE_CONFLICTS',
      conflicts: [{ bookingId: null, speakerId: speaker.body.id, companyId: firm.companyId, sessionId: sessions[1] }],
    });
    const busy = await desk.openRoadshow(at('08:00', '09:00'));
    await assign(busy.sessions[0], interpreter);
    expect((await move('08:30', '09:30')).body.code).toBe('INTERPRETER_BUSY');
    expect((await move('09:00', '10:00')).status).toBe(200);
    const freed = await desk.openRoadshow(at('04:00', '05:00'), at('09:00', '10:00'));
    expect((await assign(freed.sessions[0], interpreter)).status).toBe(201);
    expect((await speak(freed.sessions[1], firm)).body.code).toBe('DELEGATE_BUSY');
    const reason = { zh: '因故取消', ru: 'Отменено', en: 'Cancelled' };
    expect((await desk.post(`roadshows/${id}/cancellation`, { reason })).status).toBe(200);
    expect((await speak(freed.sessions[1], firm)).status).toBe(201);
    expect((await speak(sessions[0], await createFirm(portal))).body.code).toBe('ROADSHOW_STATE');
  });

  it('is without a speaker who has left the company, unless he came back', async () => {
    const { sessions } = await desk.openRoadshow(at('04:00', '05:00'));
    const firm = await createFirm(portal);
    const [leaving, back] = [await createPerson(portal), await createPerson(portal)];
    for (const person of [leaving, back]) {
      await addMember(portal, firm.companyId, person, 'editor');
      expect((await speak(sessions[0], { ...person, companyId: firm.companyId })).status).toBe(201);
    }
    await portal.database.query('DELETE FROM memberships WHERE account_id = $1', [leaving.accountId]);
    for (const { accountId } of [leaving, back, leaving])
      await portal.database.query(`SELECT publish_outbox_message(gen_random_uuid(), 'member.left.v1', $1, 'test')`, [
        { companyId: firm.companyId, accountId },
      ]);
    await portal.settle();
    expect((await peopleOf(sessions[0])).speakers).toMatchObject([{ accountId: back.accountId }]);
    const removed = await portal.database.query(
      `SELECT actor_kind FROM audit_entries WHERE subject_id = $1 AND action = 'session.speaker_removed'`,
      [sessions[0]],
    );
    expect(removed).toEqual([{ actor_kind: 'system' }]);
  });
});
