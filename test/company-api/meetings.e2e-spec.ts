import { systemActor } from '@shuqiao/kernel';
import { MatchmakingFollowUp } from '@shuqiao/roadshows';
import { actsOn, type Firm, matchmakingOf, storedMeetings } from '../support/matchmaking';
import { addMember, createFirm, createPerson, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { idOf } from '../support/roadshows';

describe('one-to-one meetings', () => {
  let portal: TestPortal;
  let days: ReturnType<typeof matchmakingOf>;
  let firms: Firm[];
  beforeAll(async () => {
    portal = await startTestPortal();
    days = matchmakingOf(portal, await createStaff(portal, 'event_manager'));
    firms = await Promise.all(Array.from({ length: 4 }, () => createFirm(portal)));
  });
  afterAll(() => portal.stop());

  /** A day of its own that all firms have joined. */
  const day = async () => {
    const id = await days.openDay();
    const [a, b, c, d] = await Promise.all(firms.map((firm) => days.joined(firm, id)));
    return { id, participations: [a, b, c, d] as [string, string, string, string] };
  };
  const meetingsOf = async (firm: Firm, dayId: string) =>
    (await days.as(firm).get(`companies/${firm.companyId}/meetings?dayId=${dayId}`)).body.items as {
      id: string;
      status: string;
    }[];

  describe('by mutual interest', () => {
    it('come about when both wish, once, accepted at once', async () => {
      const { id, participations } = await day();
      expect((await days.wish(firms[0], participations[0], firms[1], 'must_meet')).status).toBe(204);
      expect(await storedMeetings(portal, id)).toEqual([]);
      expect((await days.wish(firms[1], participations[1], firms[0], 'would_meet')).status).toBe(204);
      const [meeting, ...others] = await storedMeetings(portal, id);
      expect(others).toEqual([]);
      expect(meeting).toMatchObject({ status: 'accepted', origin: 'mutual', slot: null, table_number: null });
      expect(await actsOn(portal, meeting.id)).toEqual({ acts: ['meeting.accepted'], events: ['meeting.accepted.v1'] });
      expect(await meetingsOf(firms[0], id)).toEqual([
        expect.objectContaining({
          id: meeting.id,
          counterpartId: firms[1].companyId,
          requestedByUs: null,
          place: null,
          counterpart: expect.objectContaining({ companyId: firms[1].companyId }) as object,
        }),
      ]);
      await days.wish(firms[1], participations[1], firms[0], 'must_meet');
      expect(await storedMeetings(portal, id)).toHaveLength(1);
    });

    it('are one meeting also when both wish in the same moment, again and again', async () => {
      const { id, participations } = await day();
      const pairs = [0, 1, 2, 3].flatMap((one) =>
        [0, 1, 2, 3].filter((other) => other !== one).map((other) => [one, other]),
      );
      const answers = await Promise.all(
        [...pairs, ...pairs].map(([one, other]) =>
          days.wish(firms[one], participations[one], firms[other], 'would_meet'),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204));
      const meetings = await storedMeetings(portal, id);
      expect(meetings.map(({ status }) => status)).toEqual(Array(6).fill('accepted'));
      for (const meeting of meetings) expect((await actsOn(portal, meeting.id)).acts).toEqual(['meeting.accepted']);
    });
  });

  describe('by request', () => {
    it('are accepted or declined by the other side only', async () => {
      const { id, participations } = await day();
      const message = { lang: 'ru', text: 'Хотим обсудить терминал.' };
      const asked = idOf(await days.request(firms[0], participations[0], firms[1], message), 201);
      const [theirs] = await meetingsOf(firms[1], id);
      expect(theirs).toMatchObject({ id: asked, status: 'requested', requestedByUs: false, message });
      const own = await days.as(firms[0]).post(`meetings/${asked}/acceptance`);
      expect([own.status, own.body.code]).toEqual([409, 'MEETING_STATE']);
      const stranger = await days.as(firms[2]).post(`meetings/${asked}/acceptance`);
      expect([stranger.status, stranger.body.code]).toEqual([404, 'NOT_FOUND']);
      expect((await days.as(firms[1]).post(`meetings/${asked}/acceptance`)).body).toMatchObject({
        status: 'accepted',
        expiresAt: null,
      });
      const again = await days.as(firms[1]).post(`meetings/${asked}/refusal`);
      expect([again.status, again.body.code]).toEqual([409, 'MEETING_STATE']);
      expect((await actsOn(portal, asked)).acts).toEqual(['meeting.requested', 'meeting.accepted']);
      const second = await days.request(firms[1], participations[1], firms[0]);
      expect([second.status, second.body.code]).toEqual([409, 'MEETING_EXISTS']);
    });

    it('are accepted at once where the other wishes to meet as well', async () => {
      const { participations } = await day();
      await days.wish(firms[1], participations[1], firms[0], 'would_meet');
      expect((await days.request(firms[0], participations[0], firms[1])).body).toMatchObject({ status: 'accepted' });
    });

    it('lapse after three days, block nothing, and can be made again', async () => {
      const { id, participations } = await day();
      const asked = idOf(await days.request(firms[0], participations[0], firms[1]), 201);
      portal.clock.advance(3 * 86_400_000);
      const late = await days.as(firms[1]).post(`meetings/${asked}/acceptance`);
      expect([late.status, late.body.code]).toEqual([409, 'MEETING_STATE']);
      await portal.worker.context.get(MatchmakingFollowUp).followClock(systemActor('test'));
      expect(await storedMeetings(portal, id)).toEqual([
        expect.objectContaining({ status: 'lapsed', status_reason: 'expired' }),
      ]);
      expect((await actsOn(portal, asked)).events).toEqual(['meeting.requested.v1', 'meeting.lapsed.v1']);
      expect((await days.request(firms[0], participations[0], firms[1])).status).toBe(201);
    });

    it('are bounded for each company, also when all are sent at once', async () => {
      const id = await days.openDay({ requestsPerCompany: 2 });
      const participations = await Promise.all(firms.map((firm) => days.joined(firm, id)));
      const answers = await Promise.all(
        [1, 2, 3].map((other) => days.request(firms[0], participations[0], firms[other])),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('TOO_MANY_REQUESTS_OPEN');
    });

    it('cannot be repeated without end', async () => {
      const { participations } = await day();
      for (const expected of [201, 201, 201, 409]) {
        const { status, body } = await days.request(firms[0], participations[0], firms[1]);
        expect(status).toBe(expected);
        if (status === 201) idOf(await days.as(firms[0]).post(`meetings/${body.id}/cancellation`), 200);
        else expect(body.code).toBe('TOO_MANY_REQUESTS_OPEN');
      }
    });

    it('of two companies for each other at once become one meeting', async () => {
      const { id, participations } = await day();
      const answers = await Promise.all([
        days.request(firms[0], participations[0], firms[1]),
        days.request(firms[1], participations[1], firms[0]),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect(await storedMeetings(portal, id)).toEqual([expect.objectContaining({ status: 'accepted' })]);
    });
  });

  describe('a no', () => {
    it('vetoes without a trace: the request looks sent, is not shown, and lapses', async () => {
      const { id, participations } = await day();
      await days.wish(firms[1], participations[1], firms[0], 'no');
      const { status, body } = await days.request(firms[0], participations[0], firms[1]);
      expect([status, body.status]).toEqual([201, 'requested']);
      expect(await meetingsOf(firms[1], id)).toEqual([]);
      expect((await days.as(firms[1]).get(`meetings/${body.id}`)).status).toBe(404);
      expect((await days.as(firms[1]).post(`meetings/${body.id}/acceptance`)).status).toBe(404);
      const counterparts = await days.as(firms[1]).get(`matchmaking-participations/${participations[1]}/counterparts`);
      expect(counterparts.body.items).toContainEqual(
        expect.objectContaining({ companyId: firms[0].companyId, wish: 'no', meetingId: null }),
      );
      const seen = await days.as(firms[0]).get(`matchmaking-participations/${participations[0]}/counterparts`);
      expect(seen.body.items).toContainEqual(
        expect.objectContaining({ companyId: firms[1].companyId, wish: 'must_meet', meetingStatus: 'requested' }),
      );
      expect(JSON.stringify(seen.body)).not.toContain('"no"');
      // Nobody is told of a request that nobody is to see.
      expect((await actsOn(portal, body.id as string)).events).toEqual([]);
      await days.wish(firms[0], participations[0], firms[1], 'would_meet');
      expect(await storedMeetings(portal, id)).toEqual([expect.objectContaining({ status: 'requested' })]);
      await days.wish(firms[1], participations[1], firms[0], 'would_meet');
      expect(await storedMeetings(portal, id)).toEqual([expect.objectContaining({ status: 'accepted' })]);
    });

    it('cancels what was agreed and one’s own request, and leaves the other’s to lapse', async () => {
      const { id, participations } = await day();
      const asked = idOf(await days.request(firms[0], participations[0], firms[1]), 201);
      await days.wish(firms[1], participations[1], firms[0], 'no');
      expect((await meetingsOf(firms[0], id))[0]).toMatchObject({ id: asked, status: 'requested' });
      await days.wish(firms[0], participations[0], firms[1], 'no');
      expect((await meetingsOf(firms[0], id))[0]).toMatchObject({ status: 'cancelled', reason: 'by_company' });
      await days.wish(firms[2], participations[2], firms[3], 'would_meet');
      await days.wish(firms[3], participations[3], firms[2], 'would_meet');
      await days.wish(firms[3], participations[3], firms[2], 'no');
      expect((await meetingsOf(firms[2], id))[0]).toMatchObject({ status: 'cancelled', reason: 'by_company' });
    });

    it('hides the request also when it has lapsed or was taken back', async () => {
      const { id, participations } = await day();
      await days.wish(firms[1], participations[1], firms[0], 'no');
      const taken = idOf(await days.request(firms[0], participations[0], firms[1]), 201);
      idOf(await days.as(firms[0]).post(`meetings/${taken}/cancellation`), 200);
      idOf(await days.request(firms[0], participations[0], firms[1]), 201);
      idOf(await days.post(`matchmaking-days/${id}/closing`), 200);
      expect(await meetingsOf(firms[1], id)).toEqual([]);
      expect((await meetingsOf(firms[0], id)).map(({ status }) => status)).toEqual(['lapsed', 'cancelled']);
    });

    it('and an acceptance in the same moment never leave a meeting behind the veto', async () => {
      const colleague = await createPerson(portal);
      await addMember(portal, firms[1].companyId, colleague, 'editor');
      for (let round = 0; round < 5; round++) {
        const { id, participations } = await day();
        const asked = idOf(await days.request(firms[0], participations[0], firms[1]), 201);
        await Promise.all([
          days.as(firms[1]).post(`meetings/${asked}/acceptance`),
          days.wish({ ...colleague, companyId: firms[1].companyId }, participations[1], firms[0], 'no'),
        ]);
        const [meeting] = await storedMeetings(portal, id);
        expect(['requested', 'cancelled']).toContain(meeting?.status);
      }
    });

    it('cannot be told from a cancellation: neither lets the other bring the meeting back', async () => {
      for (const end of ['cancellation', 'no']) {
        const { id, participations } = await day();
        await days.wish(firms[0], participations[0], firms[1], 'would_meet');
        await days.wish(firms[1], participations[1], firms[0], 'would_meet');
        const [meeting] = await storedMeetings(portal, id);
        if (end === 'no') await days.wish(firms[1], participations[1], firms[0], 'no');
        else idOf(await days.as(firms[1]).post(`meetings/${meeting?.id}/cancellation`), 200);
        await days.wish(firms[0], participations[0], firms[1], 'must_meet');
        expect(await meetingsOf(firms[0], id)).toEqual([
          expect.objectContaining({ status: 'cancelled', reason: 'by_company' }),
        ]);
      }
    });

    it('and a wish in the same moment never leave a meeting behind the veto', async () => {
      for (let round = 0; round < 5; round++) {
        const { id, participations } = await day();
        await days.wish(firms[1], participations[1], firms[0], 'would_meet');
        await Promise.all([
          days.wish(firms[0], participations[0], firms[1], 'would_meet'),
          days.wish(firms[1], participations[1], firms[0], 'no'),
        ]);
        const alive = (await storedMeetings(portal, id)).filter(({ status }) => status !== 'cancelled');
        expect(alive).toEqual([]);
      }
    });
  });
});
