import { newId } from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { Schedules } from '../../apps/worker/src/schedules';
import { actorOf, auditOf, deskOf, eventsOf, type Firm, openCase, RETURN } from '../moderation/review-support';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('a review case', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;
  let colleague: Person;
  let administrator: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal);
    reviewer = await createStaff(portal, 'reviewer');
    colleague = await createStaff(portal, 'reviewer');
    administrator = await createStaff(portal, 'administrator');
  });
  afterAll(() => portal.stop());

  async function claimed(more = {}): Promise<{ id: string; desk: ReturnType<typeof deskOf> }> {
    const id = await openCase(portal, firm, more);
    const desk = deskOf(portal, reviewer, id);
    expect((await desk.claim()).status).toBe(200);
    return { id, desk };
  }

  describe('is claimed', () => {
    it('by one of many who try at once', async () => {
      const id = await openCase(portal, firm);
      const staff: Person[] = [];
      for (let person = 0; person < 6; person++) staff.push(await createStaff(portal, 'reviewer'));
      const answers = await Promise.all(staff.map((person) => deskOf(portal, person, id).claim()));
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      expect(
        answers.filter((answer) => answer.body.code === 'REVIEW_ALREADY_CLAIMED' && answer.status === 409),
      ).toHaveLength(5);
      const winner = staff[answers.findIndex((answer) => answer.status === 200)];
      expect((await deskOf(portal, winner, id).get()).body).toMatchObject({
        status: 'claimed',
        assignee: { id: winner.accountId },
      });
      expect(await eventsOf(portal, id)).toEqual(['review.opened.v1', 'review.claimed.v1']);
    });

    it('and released by its assignee only', async () => {
      const { id, desk } = await claimed();
      expect((await deskOf(portal, colleague, id).release()).body).toMatchObject({
        status: 409,
        code: 'REVIEW_NOT_CLAIMED',
      });
      expect((await desk.release()).body).toMatchObject({ status: 'open', assignee: null, claimedAt: null });
      expect((await desk.release()).body.code).toBe('REVIEW_NOT_CLAIMED');
      expect(await auditOf(portal, id)).toEqual(['review.opened', 'review.claimed', 'review.released']);
    });

    it('not by who submitted it nor by a member of its company', async () => {
      const own = { ...(await createStaff(portal, 'reviewer')), companyId: firm.companyId };
      const id = await openCase(portal, own);
      await addMember(portal, firm.companyId, colleague, 'viewer');
      for (const person of [own, colleague]) {
        expect((await deskOf(portal, person, id).claim()).body).toMatchObject({
          status: 403,
          code: 'REVIEW_OWN_SUBMISSION',
        });
      }
      await portal.database.query('DELETE FROM memberships WHERE account_id = $1', [colleague.accountId]);
      expect((await deskOf(portal, colleague, id).claim()).status).toBe(200);
    });

    it('by nobody without the permission, and what does not exist by nobody', async () => {
      const id = await openCase(portal, firm);
      const manager = await createStaff(portal, 'event_manager');
      expect((await deskOf(portal, manager, id).claim()).status).toBe(403);
      expect((await deskOf(portal, manager, id).get()).status).toBe(200);
      expect((await deskOf(portal, firm, id).get()).status).toBe(401);
      expect((await deskOf(portal, reviewer, newId()).claim()).status).toBe(404);
      expect((await deskOf(portal, reviewer, 'x').claim()).status).toBe(404);
    });
  });

  describe('is assigned', () => {
    it('by an administrator to a reviewer, and back to the queue', async () => {
      const id = await openCase(portal, firm);
      const desk = deskOf(portal, administrator, id);
      expect((await deskOf(portal, reviewer, id).assign(colleague.accountId, 1)).status).toBe(403);
      const assigned = await desk.assign(colleague.accountId, 1);
      expect(assigned.body).toMatchObject({ status: 'claimed', assignee: { id: colleague.accountId }, version: 2 });
      expect((await desk.assign(reviewer.accountId, 1)).body).toMatchObject({ status: 412, code: 'STALE_VERSION' });
      expect((await desk.assign(null, 2)).body).toMatchObject({ status: 'open', assignee: null });
    });

    it('to nobody who may not review it', async () => {
      const id = await openCase(portal, firm);
      const desk = deskOf(portal, administrator, id);
      const strangers = [
        await createStaff(portal, 'event_manager'),
        await createPerson(portal),
        { accountId: newId() },
      ];
      for (const { accountId } of strangers) {
        const answer = await desk.assign(accountId, 1);
        expect(answer.status).toBe(422);
        expect(answer.body.errors).toMatchObject([{ pointer: '/accountId', code: 'unknown_reference' }]);
      }
    });
  });

  describe('is decided', () => {
    it('by its assignee, who tells the company why, field by field', async () => {
      const subjectId = newId();
      const { id, desk } = await claimed({ subjectId });
      const finding = await desk.find('budget', 2, {
        result: 'failed',
        validUntil: '2027-01-31',
        note: 'nur intern: 金额不合理',
      });
      expect(finding.body.findings).toMatchObject([
        { check: 'budget', result: 'failed', validUntil: '2027-01-31', by: { id: reviewer.accountId } },
      ]);
      expect((await desk.note('内部备注：请联系领事处')).status).toBe(201);
      const remarks = [{ pointer: '/budget/max', text: '预算过低', lang: 'zh' }];
      const decided = await desk.decide({ ...RETURN, reasonTemplate: 'demand-requirements-unclear', remarks });
      expect(decided.body).toMatchObject({
        status: 'decided',
        decision: 'returned',
        remarks,
        decidedBy: { id: reviewer.accountId },
      });

      const told = await portal.companyApi.get(Reviews).lastDecisionFor(actorOf(firm), 'demand', subjectId);
      expect(told).toEqual({
        subjectVersion: 1,
        decision: 'returned',
        reasonTemplate: 'demand-requirements-unclear',
        reasonTexts: expect.objectContaining({ zh: expect.stringContaining('需求描述不够清晰') }),
        reason: RETURN.reason,
        remarks,
        decidedAt: expect.any(String),
      });
      expect(JSON.stringify(told)).not.toMatch(/内部备注|nur intern|Person/);
      const stranger = await createFirm(portal);
      expect(await portal.companyApi.get(Reviews).lastDecisionFor(actorOf(stranger), 'demand', subjectId)).toBeNull();
      expect(await eventsOf(portal, id)).toEqual(['review.opened.v1', 'review.claimed.v1', 'review.decided.v1']);
      const [event] = await portal.database.query(
        `SELECT payload FROM outbox_messages WHERE name = 'review.decided.v1' AND payload->>'reviewCaseId' = $1`,
        [id],
      );
      expect(event).toEqual({
        payload: { reviewCaseId: id, subjectType: 'demand', subjectId, subjectVersion: 1, decision: 'returned' },
      });
    });

    it('by nobody else', async () => {
      const id = await openCase(portal, firm);
      expect((await deskOf(portal, reviewer, id).decide(RETURN)).body).toMatchObject({
        status: 409,
        code: 'REVIEW_NOT_CLAIMED',
      });
      await deskOf(portal, reviewer, id).claim();
      expect((await deskOf(portal, colleague, id).decide(RETURN)).body).toMatchObject({
        status: 409,
        code: 'REVIEW_NOT_CLAIMED',
      });
      expect((await deskOf(portal, colleague, id).find('x', 2, { result: 'passed' })).body.code).toBe(
        'REVIEW_NOT_CLAIMED',
      );
    });

    it('not by an assignee who has become a member of the company', async () => {
      const { desk } = await claimed();
      await addMember(portal, firm.companyId, reviewer, 'viewer');
      expect((await desk.decide(RETURN)).body).toMatchObject({ status: 403, code: 'REVIEW_OWN_SUBMISSION' });
      await portal.database.query('DELETE FROM memberships WHERE account_id = $1', [reviewer.accountId]);
    });

    it.each([
      ['no reason', { decision: 'rejected' }, '/reason'],
      ['an unknown template', { decision: 'rejected', reasonTemplate: 'no-such' }, '/reasonTemplate'],
      [
        'a template of another decision',
        { decision: 'rejected', reasonTemplate: 'demand-requirements-unclear' },
        '/reasonTemplate',
      ],
      [
        'a template of another subject',
        { decision: 'rejected', reasonTemplate: 'company-not-in-register' },
        '/reasonTemplate',
      ],
      [
        'a remark on nothing',
        { ...RETURN, remarks: [{ pointer: '/no/such/place', text: 'x', lang: 'en' }] },
        '/remarks/0/pointer',
      ],
      [
        'a malformed pointer',
        { ...RETURN, remarks: [{ pointer: 'title', text: 'x', lang: 'en' }] },
        '/remarks/0/pointer',
      ],
      [
        'a pointer that cannot be stored',
        { ...RETURN, remarks: [{ pointer: '/a\u0000', text: 'x', lang: 'en' }] },
        '/remarks/0/pointer',
      ],
      ['an unknown decision', { decision: 'perhaps' }, '/decision'],
      ['a field too many', { ...RETURN, decidedBy: 'me' }, '/decidedBy'],
    ])('not with %s', async (_name, body, pointer) => {
      const { id, desk } = await claimed();
      const answer = await desk.decide(body);
      expect(answer.status).toBe(422);
      expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
      expect((await desk.get()).body).toMatchObject({ status: 'claimed', decision: null, remarks: [] });
      expect(await eventsOf(portal, id)).not.toContain('review.decided.v1');
    });

    it('once, and then nothing changes any more', async () => {
      const { id, desk } = await claimed();
      const both = await Promise.all([desk.decide({ decision: 'approved' }), desk.decide(RETURN)]);
      expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
      const { version } = (await desk.get()).body;
      const others = [desk.claim(), desk.release(), desk.decide(RETURN), desk.find('x', version, { result: 'passed' })];
      others.push(
        deskOf(portal, colleague, id).decideSecond('confirm'),
        deskOf(portal, administrator, id).assign(null, version),
      );
      for (const answer of await Promise.all(others))
        expect(answer.body).toMatchObject({ status: 409, code: 'REVIEW_CLOSED' });
      expect((await eventsOf(portal, id)).filter((name) => name === 'review.decided.v1')).toHaveLength(1);
    });

    it('not after it was withdrawn', async () => {
      const subjectId = newId();
      const { desk } = await claimed({ subjectId });
      await portal.companyApi.get(Reviews).withdraw(actorOf(firm), 'demand', subjectId);
      expect((await desk.decide(RETURN)).body).toMatchObject({
        status: 409,
        code: 'REVIEW_CLOSED',
        reviewStatus: 'withdrawn',
      });
    });
  });

  it('shows what changed since the last decision', async () => {
    const subjectId = newId();
    const first = await claimed({ subjectId });
    expect((await first.desk.get()).body).toMatchObject({ diff: null, snapshot: { title: '智慧港口' } });
    await first.desk.decide(RETURN);
    const { desk } = await claimed({
      subjectId,
      subjectVersion: 2,
      snapshot: { title: '智慧港口', budget: { max: '20' }, place: '阿拉木图' },
    });
    expect((await desk.get()).body.diff).toEqual([
      { pointer: '/budget/max', kind: 'changed', before: '10', after: '20' },
      { pointer: '/languages', kind: 'removed', before: ['zh'], after: null },
      { pointer: '/place', kind: 'added', before: null, after: '阿拉木图' },
    ]);
  });

  it('keeps the staff’s side out of a company’s database role', async () => {
    const columns = await portal.database.query<{ name: string; readable: boolean }>(
      `SELECT column_name AS name, has_column_privilege('shuqiao_company', 'review_cases', column_name, 'SELECT') AS readable
       FROM information_schema.columns WHERE table_name = 'review_cases'`,
    );
    const hidden = columns.filter((column) => !column.readable).map((column) => column.name);
    expect(hidden).toEqual(
      expect.arrayContaining([
        'assignee',
        'decided_by',
        'second_decided_by',
        'submitted_by',
        'flags',
        'due_at',
        'previous_snapshot',
      ]),
    );
    for (const table of ['review_notes', 'review_findings', 'decision_templates']) {
      const [row] = await portal.database.query<{ any: boolean }>(
        `SELECT has_any_column_privilege('shuqiao_company', $1, 'SELECT, INSERT, UPDATE') AS any`,
        [table],
      );
      expect(row.any).toBe(false);
    }
  });

  it('is announced as overdue once', async () => {
    const id = await openCase(portal, firm);
    const schedule = portal.worker.context.get(Schedules).all.find(({ name }) => name === 'review.overdue');
    const overdue = async () => schedule?.run();
    await overdue();
    expect(await eventsOf(portal, id)).not.toContain('review.overdue.v1');
    portal.clock.advance(8 * 86_400_000);
    await Promise.all([overdue(), overdue()]);
    await overdue();
    expect((await eventsOf(portal, id)).filter((name) => name === 'review.overdue.v1')).toHaveLength(1);
    portal.clock.advance(-8 * 86_400_000);
  });
});
