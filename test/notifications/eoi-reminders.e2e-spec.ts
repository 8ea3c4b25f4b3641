import { EoiFollowUp } from '@shuqiao/engagement';
import { systemActor } from '@shuqiao/kernel';
import { as, auditOf, eventsAbout, sendEoi } from '../support/eois';
import { addMember, createFirm, createPerson, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';

type Firm = Awaited<ReturnType<typeof createFirm>>;

interface Mail {
  readonly [column: string]: unknown;
  readonly email: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
}

const DAY = 86_400_000;

describe('reminders of an unanswered expression of interest', () => {
  let portal: TestPortal;
  let asking: Firm;
  let offering: Firm;
  let readers: Person[];
  let start: Date;
  beforeAll(async () => {
    portal = await startTestPortal();
    start = portal.clock.now();
  });
  beforeEach(async () => {
    goTo(start);
    // Nobody is to be reminded of what another test left unanswered.
    await portal.database.query('UPDATE eois SET remind_at = NULL');
    await mails();
    asking = await createFirm(portal, { legalName: '数桥需求方', country: 'KZ' });
    offering = await createFirm(portal, { legalName: 'ООО «Мост»', country: 'RU' });
    readers = [asking];
    for (const language of ['zh', 'ru'] as const) {
      const reader = await createPerson(portal, { language });
      await addMember(portal, asking.companyId, reader, 'editor');
      readers.push(reader);
    }
  });
  afterAll(() => portal.stop());

  const goTo = (time: Date) => portal.clock.advance(time.getTime() - portal.clock.now().getTime());
  const sent = async () => sendEoi(portal, offering, await publishDemand(portal, { companyId: asking.companyId }));

  /** What the worker does at a day after the sending. */
  async function onDay(day: number): Promise<number> {
    goTo(new Date(start.getTime() + day * DAY));
    return portal.worker.context.get(EoiFollowUp).remindOfAnswers(systemActor('test'));
  }

  async function mails(): Promise<Mail[]> {
    await portal.settle();
    return portal.database.query<Mail>(
      `DELETE FROM mails WHERE kind = 'eoi.answer_due' RETURNING email, language, subject, text`,
    );
  }

  it('reach the receiver at one third and two thirds, once each, in every reader’s language', async () => {
    const id = await sent();
    const { version } = (await as(portal, asking).get(`/eois/${id}`)).body;
    expect(await onDay(6.9)).toBe(0);
    expect(await onDay(7)).toBe(1);
    expect(await onDay(7.1)).toBe(0);
    const first = await mails();
    expect(first.map((mail) => mail.email).sort()).toEqual(readers.map((reader) => reader.email).sort());
    const subjects = Object.fromEntries(first.map(({ language, subject }) => [language, subject]));
    expect(subjects.en).toContain('is waiting for your answer about');
    expect(subjects.zh).toContain('等待您答复');
    expect(subjects.ru).toContain('ждёт вашего ответа');
    for (const mail of first) expect(mail.text).toContain(`/eois/${id}`);
    expect(await onDay(14)).toBe(1);
    expect(await onDay(20)).toBe(0);
    expect(await mails()).toHaveLength(3);
    expect(await eventsAbout(portal, id)).toEqual(['eoi.sent.v1', 'eoi.answer_due.v1', 'eoi.answer_due.v1']);
    expect((await auditOf(portal, id)).filter((action) => action === 'eoi.answer_due')).toHaveLength(2);
    expect((await as(portal, asking).get(`/eois/${id}`)).body.version).toBe(version);
  });

  it('are one when the worker was away at both times, and none once it has lapsed', async () => {
    await sent();
    expect(await onDay(15)).toBe(1);
    expect(await onDay(16)).toBe(0);
    expect(await mails()).toHaveLength(3);
    goTo(start);
    const late = await sent();
    expect(await onDay(21)).toBe(0);
    expect(await eventsAbout(portal, late)).toEqual(['eoi.sent.v1']);
  });

  it('are given once although several workers look at the same time', async () => {
    const ids = [await sent(), await sent(), await sent()];
    goTo(new Date(start.getTime() + 7 * DAY));
    const follow = portal.worker.context.get(EoiFollowUp);
    const counts = await Promise.all([1, 2, 3, 4].map(() => follow.remindOfAnswers(systemActor('test'))));
    expect(counts.reduce((left, right) => left + right)).toBe(3);
    for (const id of ids) expect(await eventsAbout(portal, id)).toEqual(['eoi.sent.v1', 'eoi.answer_due.v1']);
    expect(await mails()).toHaveLength(9);
  });

  it('are not mailed when it was answered between the reminder and the mail', async () => {
    const id = await sent();
    expect(await onDay(7)).toBe(1);
    goTo(start);
    expect((await as(portal, asking).post(`/eois/${id}/declination`, { reason: 'timing' })).status).toBe(200);
    expect(await mails()).toEqual([]);
    expect(await onDay(14)).toBe(0);
  });
});
