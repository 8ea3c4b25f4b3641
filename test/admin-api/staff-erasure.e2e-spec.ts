import { newId } from '@shuqiao/kernel';
import { createCompleteDraft, createVerified, own } from '../support/companies';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const NAMES = { zh: '前秘书处工作人员', ru: 'бывший сотрудник секретариата', en: 'former staff member' };

describe('the account of a member of staff', () => {
  let portal: TestPortal;
  let administrator: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    administrator = await createStaff(portal, 'administrator');
  });
  afterAll(() => portal.stop());

  const call = (method: 'get' | 'post' | 'put' | 'delete', path: string, who: Person, language = 'en') =>
    portal.admin()[method](`/admin/v1/${path}`).set({ authorization: who.authorization, 'accept-language': language });
  const erase = (id: string, who = administrator) => call('post', `staff/${id}/erasure`, who).send({});
  async function submitted(): Promise<{ companyId: string; caseId: string }> {
    const { owner, companyId } = await createCompleteDraft(portal);
    await own(portal, owner, companyId).post('/submission').expect(200);
    const [row] = await portal.database.query<{ id: string }>('SELECT id FROM review_cases WHERE subject_id = $1', [
      companyId,
    ]);
    return { companyId, caseId: row!.id };
  }

  it('is erased by an administrator, and what it decided keeps standing', async () => {
    const reviewer = await createStaff(portal, 'reviewer');
    await portal.database.query(`UPDATE accounts SET display_name = 'Marker Reviewerova' WHERE id = $1`, [
      reviewer.accountId,
    ]);
    await portal.database.query(
      `INSERT INTO second_factors (account_id, secret, created_at) VALUES ($1, 'secret', now())`,
      [reviewer.accountId],
    );
    const decided = await submitted();
    await call('post', `review-cases/${decided.caseId}/claim`, reviewer).expect(200);
    const note = call('post', `review-cases/${decided.caseId}/notes`, reviewer);
    await note.send({ text: '已电话核实。' }).expect(201);
    const colleague = await createStaff(portal, 'reviewer');
    const kept = call('post', `review-cases/${decided.caseId}/notes`, colleague).set(
      'idempotency-key',
      'names-him-too',
    );
    expect((await kept.send({ text: '同意。' })).text).toContain('Marker Reviewerova');
    const returned = { decision: 'returned', reason: { lang: 'zh', text: '执照不清晰。' } };
    await call('post', `review-cases/${decided.caseId}/decision`, reviewer).send(returned).expect(200);
    const open = await submitted();
    await call('post', `review-cases/${open.caseId}/claim`, reviewer).expect(200);

    const { status, text } = await erase(reviewer.accountId);
    expect([status, text]).toEqual([204, '']);
    await portal.settle();
    for (const [language, name] of Object.entries(NAMES)) {
      const { body } = await call('get', `review-cases/${decided.caseId}`, administrator, language).expect(200);
      expect(body).toMatchObject({ status: 'decided', decision: 'returned' });
      expect([body.decidedBy, body.notes[0].by]).toEqual(Array(2).fill({ id: reviewer.accountId, name }));
      expect(body.notes[1].by.name).not.toBe(name);
    }
    const listed = await call('get', 'review-cases?status=decided&limit=100', administrator, 'ru').expect(200);
    expect(JSON.stringify(listed.body)).toContain(NAMES.ru);
    expect((await call('get', `review-cases/${open.caseId}`, administrator)).body).toMatchObject({
      status: 'open',
      assignee: null,
    });

    await call('get', 'me', reviewer).expect(401);
    for (const table of ['sessions', 'second_factors', 'account_tokens', 'notifications', 'mails'])
      expect(await portal.database.query(`SELECT FROM ${table} WHERE account_id = $1`, [reviewer.accountId])).toEqual(
        [],
      );
    const answers = await portal.database.query(`SELECT FROM idempotency_keys WHERE body::text LIKE '%Reviewerova%'`);
    expect(answers).toEqual([]);
    const [row] = await portal.database.query(
      `SELECT email, display_name, password_hash, staff_roles, erased_at = disabled_at AS ended FROM accounts WHERE id = $1`,
      [reviewer.accountId],
    );
    expect(row).toEqual({
      email: `erased-${reviewer.accountId}@erased.invalid`,
      display_name: '—',
      password_hash: 'erased',
      staff_roles: ['reviewer'],
      ended: true,
    });
    const acts = await portal.database.query<{ action: string }>(
      'SELECT action FROM audit_entries WHERE account_id = $1 ORDER BY id',
      [reviewer.accountId],
    );
    expect(acts.map(({ action }) => action)).toEqual(expect.arrayContaining(['review.claimed', 'review.decided']));
    const [entry] = await portal.database.query(
      `SELECT actor_kind, account_id, details FROM audit_entries WHERE action = 'account.erased' AND subject_id = $1`,
      [reviewer.accountId],
    );
    expect(entry).toEqual({ actor_kind: 'staff', account_id: administrator.accountId, details: {} });
    const told = await portal.database.query(`SELECT payload FROM outbox_messages WHERE name = 'account.erased.v1'`);
    expect(told).toEqual([{ payload: { accountId: reviewer.accountId } }]);
  });

  it('is shown in the findings about a company as what it was', async () => {
    const { companyId } = await createVerified(portal);
    const reviewer = await createStaff(portal, 'reviewer');
    await portal.database.query(
      `INSERT INTO company_findings (company_id, review_case_id, "check", result, "by", at)
       SELECT $1, id, 'sanctions', 'passed', $2, now() FROM review_cases WHERE subject_id = $1`,
      [companyId, reviewer.accountId],
    );
    await erase(reviewer.accountId).expect(204);
    const { body } = await call('get', `companies/${companyId}`, administrator, 'zh').expect(200);
    const finding = body.findings.find(({ by }: { by: string }) => by === reviewer.accountId);
    expect(finding).toMatchObject({ byName: NAMES.zh });
  });

  it('is found no more, in the list or by its id, and comes back by no act', async () => {
    const reviewer = await createStaff(portal, 'reviewer');
    await erase(reviewer.accountId).expect(204);
    const { body } = await call('get', 'staff?limit=100', administrator);
    expect(JSON.stringify(body)).not.toContain(reviewer.accountId);
    const id = reviewer.accountId;
    for (const request of [
      call('get', `staff/${id}`, administrator),
      call('get', `accounts/${id}`, administrator),
      call('delete', `staff/${id}/disablement`, administrator),
      call('delete', `staff/${id}/second-factor`, administrator),
      erase(id),
    ])
      expect((await request).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('is neither his own to erase nor anybody’s but an administrator’s, and no firm’s account', async () => {
    const own = await erase(administrator.accountId);
    expect([own.status, own.body.code]).toEqual([409, 'OWN_ACCOUNT']);
    const reviewer = await createStaff(portal, 'reviewer', 'event_manager', 'case_officer');
    expect((await erase(administrator.accountId, reviewer)).status).toBe(403);
    const firm = await createFirm(portal);
    for (const id of [firm.accountId, newId()]) expect((await erase(id)).status).toBe(404);
    const [row] = await portal.database.query('SELECT email FROM accounts WHERE id = $1', [firm.accountId]);
    expect(row).toEqual({ email: firm.email });
  });

  it('can be erased after it was disabled', async () => {
    const reviewer = await createStaff(portal, 'reviewer');
    await call('post', `staff/${reviewer.accountId}/disablement`, administrator).send({}).expect(200);
    await erase(reviewer.accountId).expect(204);
  });

  it('stays while it is the last administrator’s, also when two erase each other at once', async () => {
    const [one, two] = [await createStaff(portal, 'administrator'), await createStaff(portal, 'administrator')];
    const others = `UPDATE accounts SET disabled_at = now() WHERE 'administrator' = ANY (staff_roles) AND NOT id = ANY ($1)`;
    await portal.database.query(others, [[one.accountId, two.accountId]]);
    const answers = await Promise.all([erase(one.accountId, two), erase(two.accountId, one)]);
    const refused = answers.filter(({ status }) => status !== 204);
    expect(refused).toHaveLength(1);
    expect([
      [409, 'LAST_ADMINISTRATOR'],
      [401, 'SIGN_IN_REQUIRED'],
      [403, 'FORBIDDEN'],
    ]).toContainEqual([refused[0]!.status, refused[0]!.body.code]);
    const left = await portal.database.query(
      `SELECT FROM accounts WHERE 'administrator' = ANY (staff_roles) AND disabled_at IS NULL`,
    );
    expect(left).toHaveLength(1);
  });
});
