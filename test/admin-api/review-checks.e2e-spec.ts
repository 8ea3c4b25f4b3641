import { newId } from '@shuqiao/kernel';
import type { RequiredCheck, ReviewSubmission } from '@shuqiao/moderation';
import { auditOf, deskOf, eventsOf, type Firm, openCase, RETURN } from '../moderation/review-support';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const DAY = 86_400_000;
const TITLE = { zh: '登记', ru: 'Реестр', en: 'Register' };
const check = (code: string, restsOn: string[] = [], validMonths: number | null = 12): RequiredCheck => {
  return { check: code, title: TITLE, restsOn, validMonths };
};
const APPROVE = { decision: 'approved' };

describe('the checks that an approval needs', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;
  let colleague: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal);
    reviewer = await createStaff(portal, 'reviewer');
    colleague = await createStaff(portal, 'reviewer');
  });
  afterAll(() => portal.stop());

  const date = (days: number) => new Date(portal.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);

  async function claimed(more: Partial<ReviewSubmission>, owner = firm) {
    const id = await openCase(portal, owner, more);
    const desk = deskOf(portal, reviewer, id);
    await desk.claim().expect(200);
    return { id, desk };
  }
  type Desk = ReturnType<typeof deskOf>;
  const find = async (desk: Desk, code: string, body: object) =>
    desk.find(code, ((await desk.get()).body as { version: number }).version, body);

  it('refuse it while one is missing, failed or has run out, and leave no trace of it', async () => {
    const { id, desk } = await claimed({ requiredChecks: ['a', 'b', 'c', 'd'].map((code) => check(code)) });
    await find(desk, 'a', { result: 'failed' });
    await find(desk, 'b', { result: 'passed', validUntil: date(-1) });
    await find(desk, 'c', { result: 'not_applicable' });
    const acts = await auditOf(portal, id);
    const refused = await desk.decide(APPROVE);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'REVIEW_CHECKS_MISSING',
      missing: ['c', 'd'],
      failed: ['a'],
      expired: ['b'],
    });
    const shown = (await desk.get()).body;
    expect(shown).toMatchObject({ status: 'claimed', decision: null });
    expect(shown.requiredChecks).toEqual([
      { check: 'a', title: TITLE, state: 'failed', mayHoldUntil: expect.any(String) },
      { check: 'b', title: TITLE, state: 'expired', mayHoldUntil: expect.any(String) },
      { check: 'c', title: TITLE, state: 'missing', mayHoldUntil: expect.any(String) },
      { check: 'd', title: TITLE, state: 'missing', mayHoldUntil: expect.any(String) },
    ]);
    expect(await auditOf(portal, id)).toEqual(acts);
    expect(await eventsOf(portal, id)).toEqual(['review.opened.v1', 'review.claimed.v1']);
  });

  it.each(['zh', 'ru', 'en'])('say so in %s', async (language) => {
    const { desk } = await claimed({ requiredChecks: [check('a')] });
    const refused = await desk.decide(APPROVE).set('accept-language', language);
    const script = { zh: /\p{Script=Han}/u, ru: /\p{Script=Cyrillic}/u, en: /finding/ }[language];
    expect(refused.body.title).toMatch(script ?? /^$/);
  });

  it('let it through once each has passed, and hinder no return and no rejection', async () => {
    const requiredChecks = [check('a'), check('b', [], null)];
    const { id, desk } = await claimed({ requiredChecks });
    await find(desk, 'a', { result: 'passed' });
    await find(desk, 'b', { result: 'passed' });
    const decided = await desk.decide(APPROVE).expect(200);
    expect(decided.body.findings).toMatchObject([
      { check: 'a', validUntil: decided.body.requiredChecks[0].mayHoldUntil, carriedFrom: null },
      { check: 'b', validUntil: null },
    ]);
    expect(await eventsOf(portal, id)).toContain('review.decided.v1');
    for (const decision of ['returned', 'rejected']) {
      const other = await claimed({ requiredChecks });
      await find(other.desk, 'a', { result: 'failed' });
      expect((await other.desk.decide({ ...RETURN, decision })).body).toMatchObject({ status: 'decided', decision });
    }
  });

  it('are joined by any other that failed: nobody approves over it', async () => {
    const { desk } = await claimed({});
    await find(desk, 'website', { result: 'failed' });
    expect((await desk.decide(APPROVE)).body).toMatchObject({ missing: [], failed: ['website'] });
    await find(desk, 'website', { result: 'passed' });
    expect((await desk.decide(APPROVE)).status).toBe(200);
  });

  it('hold no longer than their context says', async () => {
    const { desk } = await claimed({ requiredChecks: [check('a')] });
    const refused = await find(desk, 'a', { result: 'passed', validUntil: date(800) });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ pointer: '/validUntil', code: 'finding_holds_too_long' }]);
    expect((await find(desk, 'a', { result: 'passed', validUntil: date(40) })).body.findings).toMatchObject([
      { validUntil: date(40) },
    ]);
    expect((await find(desk, 'unasked', { result: 'passed', validUntil: date(800) })).status).toBe(200);
  });

  it('are looked at again when the second person confirms', async () => {
    const { id, desk } = await claimed({ requiredChecks: [check('a')], needsSecondReview: true });
    await find(desk, 'a', { result: 'passed', validUntil: date(1) });
    expect((await desk.decide(APPROVE)).body.status).toBe('awaiting_second');
    portal.clock.advance(2 * DAY);
    const second = deskOf(portal, colleague, id);
    expect((await second.decideSecond('confirm')).body).toMatchObject({
      code: 'REVIEW_CHECKS_MISSING',
      expired: ['a'],
    });
    expect((await second.get()).body.status).toBe('awaiting_second');
    expect(await eventsOf(portal, id)).not.toContain('review.decided.v1');
    expect((await second.decideSecond('contest')).body.status).toBe('open');
    portal.clock.advance(-2 * DAY);
  });

  it('cannot be overtaken: an approval and a failed finding at once leave no approval over a failure', async () => {
    for (let round = 0; round < 5; round++) {
      const { desk } = await claimed({ requiredChecks: [check('a')] });
      const { version } = (await find(desk, 'a', { result: 'passed' })).body as { version: number };
      await Promise.all([desk.decide(APPROVE), desk.find('a', version, { result: 'failed' })]);
      const { status, findings } = (await desk.get()).body;
      expect([status, findings[0].result]).toEqual(
        status === 'decided' ? ['decided', 'passed'] : ['claimed', 'failed'],
      );
    }
  });

  it('are decided by the one who claimed the case, however many try at once', async () => {
    const { id, desk } = await claimed({ requiredChecks: [check('a')] });
    await find(desk, 'a', { result: 'passed' });
    const answers = await Promise.all([desk.decide(APPROVE), deskOf(portal, colleague, id).decide(APPROVE)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    expect((await eventsOf(portal, id)).filter((name) => name === 'review.decided.v1')).toHaveLength(1);
  });

  describe('found earlier', () => {
    const snapshot = (name: string, more: object = {}) => ({ name, place: '天津', ...more });

    async function foundBefore(owner: Firm, finding: object, subjectId = newId()): Promise<string> {
      const { id, desk } = await claimed(
        { subjectId, snapshot: snapshot('数桥'), requiredChecks: [check('a', ['name'])] },
        owner,
      );
      await find(desk, 'a', finding);
      await desk.decide(RETURN).expect(200);
      return id;
    }
    const opened = async (owner: Firm, name: string) => {
      const { desk } = await claimed(
        {
          snapshot: snapshot(name, { website: 'https://x.example' }),
          requiredChecks: [check('a', ['name']), check('b')],
        },
        owner,
      );
      return { desk, ...(await desk.get()).body };
    };

    it('count again while what they rest on is the same, and say where they come from', async () => {
      const owner = await createFirm(portal);
      const earlier = await foundBefore(owner, { result: 'passed', note: '已核对' });
      const { desk, findings, requiredChecks } = await opened(owner, '数桥');
      expect(findings).toMatchObject([
        { check: 'a', result: 'passed', note: '已核对', carriedFrom: earlier, by: { id: reviewer.accountId } },
      ]);
      expect(requiredChecks).toMatchObject([{ state: 'passed' }, { state: 'missing' }]);
      await find(desk, 'b', { result: 'passed' });
      expect((await desk.decide(APPROVE)).status).toBe(200);
      const again = await opened(owner, '数桥');
      expect(again.findings).toMatchObject([{ check: 'a', carriedFrom: earlier }, { check: 'b' }]);
      const renewed = await find(again.desk, 'a', { result: 'passed' });
      expect(renewed.body.findings[0].carriedFrom).toBeNull();
    });

    it('do not when it changed, when they failed, when they are about to run out, or for another company', async () => {
      const owner = await createFirm(portal);
      await foundBefore(owner, { result: 'passed' });
      expect((await opened(owner, '改名')).findings).toEqual([]);
      expect((await opened(await createFirm(portal), '数桥')).findings).toEqual([]);
      await foundBefore(owner, { result: 'failed' });
      expect((await opened(owner, '数桥')).findings).toEqual([]);
      await foundBefore(owner, { result: 'passed', validUntil: date(29) });
      expect((await opened(owner, '数桥')).findings).toEqual([]);
      await foundBefore(owner, { result: 'passed', validUntil: date(30) });
      expect((await opened(owner, '数桥')).findings).toHaveLength(1);
    });
  });
});
