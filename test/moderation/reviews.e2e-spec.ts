import { newId } from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { createFirm } from '../support/people';
import { actorOf, submission } from './review-support';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('a company’s submission to review', () => {
  let portal: TestPortal;
  let reviews: Reviews;
  beforeAll(async () => {
    portal = await startTestPortal();
    reviews = portal.companyApi.get(Reviews);
  });
  afterAll(() => portal.stop());

  it('opens a case that is due in five working days, with its audit entry and event', async () => {
    const firm = await createFirm(portal);
    const id = await reviews.open(actorOf(firm), submission(firm.companyId));
    const [row] = await portal.database.query<Record<string, unknown>>('SELECT * FROM review_cases WHERE id = $1', [
      id,
    ]);
    expect(row).toMatchObject({
      status: 'open',
      submitted_by: firm.accountId,
      assignee: null,
      previous_snapshot: null,
      flags: [],
    });
    expect((row.due_at as Date).getTime() - portal.clock.now().getTime()).toBeGreaterThanOrEqual(5 * 86_400_000);
    const audit = await portal.database.query('SELECT action FROM audit_entries WHERE subject_id = $1', [id]);
    expect(audit).toEqual([{ action: 'review.opened' }]);
    const events = await portal.database.query(`SELECT name FROM outbox_messages WHERE payload->>'reviewCaseId' = $1`, [
      id,
    ]);
    expect(events).toEqual([{ name: 'review.opened.v1' }]);
  });

  it('opens one case for a subject, also when asked twice at once', async () => {
    const firm = await createFirm(portal);
    const both = submission(firm.companyId);
    const results = await Promise.allSettled([reviews.open(actorOf(firm), both), reviews.open(actorOf(firm), both)]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const cases = await portal.database.query('SELECT id FROM review_cases WHERE subject_id = $1', [both.subjectId]);
    expect(cases).toHaveLength(1);
  });

  it('cannot be made for another company', async () => {
    const [firm, other] = [await createFirm(portal), await createFirm(portal)];
    await expect(reviews.open(actorOf(firm), submission(other.companyId))).rejects.toMatchObject({ code: '42501' });
  });

  it('is withdrawn by its company only, once', async () => {
    const [firm, other] = [await createFirm(portal), await createFirm(portal)];
    const subjectId = newId();
    const id = await reviews.open(actorOf(firm), submission(firm.companyId, { subjectId }));
    expect(await reviews.withdraw(actorOf(other), 'demand', subjectId)).toBe(false);
    expect(await reviews.withdraw(actorOf(firm), 'demand', subjectId)).toBe(true);
    expect(await reviews.withdraw(actorOf(firm), 'demand', subjectId)).toBe(false);
    const [row] = await portal.database.query(
      'SELECT status, withdrawn_at IS NOT NULL AS dated, version FROM review_cases WHERE id = $1',
      [id],
    );
    expect(row).toEqual({ status: 'withdrawn', dated: true, version: 2 });
    expect(await reviews.lastDecisionFor(actorOf(firm), 'demand', subjectId)).toBeNull();
  });
});
