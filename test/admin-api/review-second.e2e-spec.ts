import { newId } from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { actorOf, deskOf, eventsOf, type Firm, openCase, RETURN } from '../moderation/review-support';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('a review case that needs a second pair of eyes', () => {
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

  it('is decided when somebody else confirms', async () => {
    const { id, desk } = await claimed({ needsSecondReview: true });
    expect((await deskOf(portal, colleague, id).decideSecond('confirm')).body.code).toBe('REVIEW_NOT_AWAITING_SECOND');
    expect((await desk.decide({ decision: 'approved' })).body).toMatchObject({
      status: 'awaiting_second',
      decidedAt: null,
    });
    expect(await eventsOf(portal, id)).not.toContain('review.decided.v1');
    expect((await desk.decide(RETURN)).body.code).toBe('REVIEW_AWAITING_SECOND');
    expect((await desk.decideSecond('confirm')).body).toMatchObject({ status: 403, code: 'REVIEW_SAME_REVIEWER' });
    const [one, two] = await Promise.all([
      deskOf(portal, colleague, id).decideSecond('confirm'),
      deskOf(portal, administrator, id).decideSecond('contest'),
    ]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
  });

  it('goes back to the queue when contested, without a trace of the proposal for the company', async () => {
    const subjectId = newId();
    const { id, desk } = await claimed({ needsSecondReview: true, subjectId });
    await desk.decide({ ...RETURN, decision: 'rejected', remarks: [{ pointer: '/title', text: 'x', lang: 'en' }] });
    const contested = await deskOf(portal, colleague, id).decideSecond('contest');
    expect(contested.body).toMatchObject({
      status: 'open',
      assignee: null,
      decision: null,
      reason: null,
      decidedBy: null,
      remarks: [],
    });
    expect(await portal.companyApi.get(Reviews).lastDecisionFor(actorOf(firm), 'demand', subjectId)).toBeNull();
    expect(await eventsOf(portal, id)).toEqual([
      'review.opened.v1',
      'review.claimed.v1',
      'review.first_decided.v1',
      'review.contested.v1',
    ]);
  });

  it('is returned for correction by one alone', async () => {
    const { desk } = await claimed({ needsSecondReview: true });
    expect((await desk.decide(RETURN)).body).toMatchObject({ status: 'decided', decision: 'returned' });
  });
});
