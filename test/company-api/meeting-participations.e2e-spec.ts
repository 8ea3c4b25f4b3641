import { systemActor } from '@shuqiao/kernel';
import { Participations } from '@shuqiao/roadshows';
import { type Firm, matchmakingOf, storedMeetings } from '../support/matchmaking';
import { addMember, createFirm, createPerson, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { idOf } from '../support/roadshows';

describe('taking part in a day of one-to-one meetings', () => {
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

  it('needs a verified company, members as delegates, slots that exist, and a day that is open', async () => {
    const id = await days.openDay();
    const draft = await createFirm(portal, { status: 'draft' });
    expect((await days.join(draft, id)).body.code).toBe('COMPANY_NOT_VERIFIED');
    const outsider = await createPerson(portal);
    const wrong = await days.join(firms[0], id, {
      delegates: [firms[0].accountId, outsider.accountId],
      parallel: 3,
      unavailable: [2, 7],
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual([
      ['/delegates/1', 'not_a_member'],
      ['/parallel', 'more_than_delegates'],
      ['/unavailable/1', 'no_such_slot'],
    ]);
    const foreign = await days.join({ ...firms[0], companyId: firms[1].companyId }, id);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'NOT_FOUND']);
    await days.joined(firms[0], id);
    expect((await days.join(firms[0], id)).body.code).toBe('DAY_STATE');
    idOf(await days.post(`matchmaking-days/${id}/closing`), 200);
    expect((await days.join(firms[1], id)).body.code).toBe('WISHES_CLOSED');
  });

  it('is not for viewers, and shows the others to participants only', async () => {
    const { id, participations } = await day();
    const viewer = await createPerson(portal);
    await addMember(portal, firms[0].companyId, viewer, 'viewer');
    expect((await days.as(viewer).get(`matchmaking-participations/${participations[0]}`)).status).toBe(200);
    const wish = await days
      .as(viewer)
      .put(`matchmaking-participations/${participations[0]}/wishes/${firms[1].companyId}`, { wish: 'no' });
    expect([wish.status, wish.body.code]).toEqual([403, 'FORBIDDEN']);
    const outsider = await createFirm(portal);
    for (const path of ['', '/counterparts', '/suggestions']) {
      const { status } = await days.as(outsider).get(`matchmaking-participations/${participations[0]}${path}`);
      expect(status).toBe(404);
    }
    expect((await days.wish(firms[0], participations[0], outsider, 'would_meet')).body.code).toBe(
      'BOTH_MUST_TAKE_PART',
    );
    const shown = await portal.api().get(`/api/v1/matchmaking-days/${id}`);
    expect(shown.status).toBe(200);
    expect(JSON.stringify(shown.body)).not.toContain(firms[0].companyId);
  });

  it('ends with what was agreed when the company leaves, and can begin again', async () => {
    const { id, participations } = await day();
    await days.wish(firms[0], participations[0], firms[1], 'would_meet');
    await days.wish(firms[1], participations[1], firms[0], 'would_meet');
    idOf(await days.request(firms[2], participations[2], firms[0]), 201);
    idOf(await days.as(firms[0]).post(`matchmaking-participations/${participations[0]}/withdrawal`), 200);
    expect((await storedMeetings(portal, id)).map(({ status, status_reason }) => [status, status_reason])).toEqual([
      ['cancelled', 'company_left'],
      ['cancelled', 'company_left'],
    ]);
    const rest = await days.as(firms[1]).get(`matchmaking-participations/${participations[1]}/counterparts`);
    expect(rest.body.items).toHaveLength(2);
    expect(await days.joined(firms[0], id)).toBe(participations[0]);
  });

  it('ends by itself for a company that may no longer appear', async () => {
    const { id, participations } = await day();
    await days.wish(firms[0], participations[0], firms[1], 'would_meet');
    await days.wish(firms[1], participations[1], firms[0], 'would_meet');
    await portal.worker.context.get(Participations).release(systemActor('test'), firms[0].companyId);
    expect((await days.as(firms[0]).get(`matchmaking-participations/${participations[0]}`)).body.status).toBe(
      'withdrawn',
    );
    expect(await storedMeetings(portal, id)).toEqual([expect.objectContaining({ status: 'cancelled' })]);
  });
});
