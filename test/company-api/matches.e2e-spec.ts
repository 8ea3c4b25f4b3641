import { encodeCursor, systemActor } from '@shuqiao/kernel';
import { type CompanyFeatures, Matching } from '@shuqiao/matching';
import { runSchedule } from '../support/demands';
import { as } from '../support/eois';
import type { MatchBody } from '../support/matches';
import { addMember, createFirm, createPerson, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { showCompany } from '../support/shown-company';
import { amendDemand, announce, closeDemand, publishDemand } from '../support/published-demand';

const DAY = 86_400_000;

type Firm = Awaited<ReturnType<typeof createFirm>>;

describe('matches', () => {
  let portal: TestPortal;
  let buyer: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ', legalName: 'Порт Актау' });
  });
  afterAll(() => portal.stop());

  /** A verified company with a public page that shows these features. */
  async function company(shown: Partial<CompanyFeatures>, event = 'company.verified.v1'): Promise<Firm> {
    const firm = await createFirm(portal, { country: shown.country ?? 'CN' });
    await show(firm, shown, event);
    return firm;
  }

  const show = (firm: Firm, shown: Partial<CompanyFeatures>, event: string) =>
    showCompany(portal, firm.companyId, shown, event);

  async function publish(concepts: string[][], owner = buyer, country = 'KZ') {
    const demand = await publishDemand(portal, { companyId: owner.companyId, requirements: concepts, country });
    await announce(portal, 'demand.published.v1', { demandId: demand.id });
    return demand;
  }

  const companiesFor = async (demandId: string, person: Firm = buyer): Promise<MatchBody[]> =>
    (await as(portal, person).get(`/demands/${demandId}/matches?limit=100`)).body.items;
  const demandsFor = async (firm: Firm): Promise<MatchBody[]> =>
    (await as(portal, firm).get(`/companies/${firm.companyId}/matches?limit=100`)).body.items;
  const ids = (matches: MatchBody[]) => matches.map((match) => match.companyId);

  it('appear for both sides once a demand is published, best first and explained', async () => {
    const exact = await company({
      concepts: ['robotics.industrial', 'robotics.amr'],
      targetCountries: ['KZ'],
      languages: ['zh', 'ru'],
    });
    const near = await company({ concepts: ['robotics'], languages: ['zh', 'en'] });
    const unrelated = await company({ concepts: ['education.lms'], targetCountries: ['KZ'], languages: ['ru'] });
    await portal.settle();
    const demand = await publish([['robotics.industrial'], ['robotics.amr']]);
    await portal.settle();
    const matches = await companiesFor(demand.id);
    expect(ids(matches)).toEqual([exact.companyId, near.companyId]);
    const [first, second] = matches;
    expect(first?.factors.map(({ code, value }) => [code, value])).toEqual([
      ['capability', 0.8],
      ['text', 0],
      ['country', 0.8],
      ['language', 1],
      ['timing', 1],
      ['track_record', 0],
      ['history', 0.5],
    ]);
    for (const { score, factors } of matches) {
      const steps = (value: number) => Math.round(value * 10_000);
      expect(factors.reduce((sum, { share }) => sum + steps(share), 0)).toBe(steps(score));
    }
    expect(second?.factors.find(({ code }) => code === 'country')?.missing).toEqual([
      { code: 'KZ', label: 'Kazakhstan' },
    ]);
    expect((await demandsFor(exact)).find((match) => match.demandId === demand.id)?.score).toBe(first?.score);
    expect((await demandsFor(near)).find((match) => match.demandId === demand.id)).toMatchObject({
      score: second?.score,
      factors: second?.factors,
    });
    const advised = (await demandsFor(near)).find((match) => match.demandId === demand.id)?.advice ?? [];
    expect(advised.map(({ kind }) => kind)).toContain('capability');
    expect(advised.find(({ code }) => code === 'robotics.amr')?.text).toMatch(
      /^If you can do this, add the capability: /,
    );
    expect(matches.every((match) => !('advice' in match))).toBe(true);
    expect((await demandsFor(unrelated)).map((match) => match.demandId)).not.toContain(demand.id);
    const events = await portal.database.query(
      `SELECT FROM outbox_messages WHERE name = 'matches.updated.v1' AND payload ->> 'demandId' = $1`,
      [demand.id],
    );
    expect(events).toHaveLength(1);
  });

  it('are explained in the reader’s language', async () => {
    const firm = await company({ concepts: ['robotics.industrial'], referenceCountries: ['KZ'], languages: ['ru'] });
    const demand = await publish([['robotics.industrial']]);
    await portal.settle();
    const read = async (language: string): Promise<string> => {
      const response = await as(portal, buyer).get(`/demands/${demand.id}/matches`).set('accept-language', language);
      const match = (response.body.items as MatchBody[]).find((item) => item.companyId === firm.companyId);
      return match?.factors.map((factor) => factor.text).join(' ') ?? '';
    };
    expect(await read('zh')).toMatch(/能力完全对应：.*在当地有标杆案例：哈萨克斯坦。.*可直接沟通的语言：俄语。/);
    expect(await read('ru')).toMatch(
      /Полностью совпадает: .*Есть реализованные проекты в стране: Казахстан\. Общие языки: русский\./,
    );
    expect(await read('en')).toMatch(
      /Exactly what is asked for: .*Has a reference case there: Kazakhstan\. Shared languages: Russian\./,
    );
  });

  it('follow a company that is verified or changes later, and an amended demand', async () => {
    const demand = await publish([['port.tos']]);
    await portal.settle();
    const firm = await company({ concepts: ['education.lms'] });
    await portal.settle();
    expect(ids(await companiesFor(demand.id))).not.toContain(firm.companyId);
    await show(firm, { concepts: ['port.tos'] }, 'company.changed.v1');
    await portal.settle();
    expect(ids(await companiesFor(demand.id))).toContain(firm.companyId);
    const before = (await companiesFor(demand.id)).find((match) => match.companyId === firm.companyId);
    await amendDemand(portal, demand, {
      material: true,
      requirements: [{ id: demand.requirementIds[0] ?? '', concepts: ['port.tos', 'dataflow'] }],
    });
    await portal.settle();
    const after = (await companiesFor(demand.id)).find((match) => match.companyId === firm.companyId);
    expect(after?.score).toBeLessThan(before?.score ?? 0);
    await show(firm, { concepts: ['education.lms'] }, 'company.changed.v1');
    await portal.settle();
    expect(ids(await companiesFor(demand.id))).not.toContain(firm.companyId);
  });

  it('leave out the company itself, suspended companies and closed demands', async () => {
    const firm = await company({ concepts: ['logistics.wms'], targetCountries: ['KZ'] });
    const own = await publish([['logistics.wms']], firm);
    const demand = await publish([['logistics.wms']]);
    await portal.settle();
    expect(ids(await companiesFor(demand.id))).toEqual([firm.companyId]);
    expect(await companiesFor(own.id, firm)).toEqual([]);
    expect((await demandsFor(firm)).map((match) => match.demandId)).toEqual([demand.id]);

    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [firm.companyId]);
    expect(await companiesFor(demand.id)).toEqual([]);
    await announce(portal, 'company.suspended.v1', { companyId: firm.companyId });
    await portal.settle();
    const left = await portal.database.query('SELECT FROM matches WHERE company_id = $1 OR demand_company_id = $1', [
      firm.companyId,
    ]);
    expect(left).toEqual([]);
    await portal.database.query(`UPDATE companies SET status = 'verified' WHERE id = $1`, [firm.companyId]);
    await announce(portal, 'company.reinstated.v1', { companyId: firm.companyId });
    await portal.settle();
    expect(ids(await companiesFor(demand.id))).toEqual([firm.companyId]);

    await closeDemand(portal, demand.id);
    expect(await demandsFor(firm)).toEqual([]);
    await portal.settle();
    expect(await portal.database.query('SELECT FROM matches WHERE demand_id = $1', [demand.id])).toEqual([]);
    expect(await portal.database.query(`SELECT FROM match_features WHERE subject_id = $1`, [demand.id])).toEqual([]);
  });

  it('show nothing private, and nobody else’s', async () => {
    const firm = await company({ concepts: ['education.lms'] });
    const demand = await publish([['education.lms']]);
    await portal.settle();
    const mine = await as(portal, firm).get(`/companies/${firm.companyId}/matches`);
    expect(mine.status).toBe(200);
    expect(JSON.stringify(mine.body)).not.toContain('secret-demand@example.org');
    const stranger = await createFirm(portal);
    expect((await as(portal, stranger).get(`/demands/${demand.id}/matches`)).status).toBe(404);
    expect((await as(portal, firm).get(`/demands/${demand.id}/matches`)).status).toBe(404);
    expect((await as(portal, stranger).get(`/companies/${firm.companyId}/matches`)).status).toBe(404);
    expect((await portal.api().get(`/api/v1/companies/${firm.companyId}/matches`)).status).toBe(401);
    const viewer = await createPerson(portal);
    await addMember(portal, firm.companyId, viewer, 'viewer');
    expect((await as(portal, viewer).get(`/companies/${firm.companyId}/matches`)).status).toBe(200);
    const staff = await createStaff(portal, 'event_manager');
    const inspected = await portal
      .admin()
      .get(`/admin/v1/demands/${demand.id}/matches`)
      .set('authorization', staff.authorization);
    expect(inspected.body.items.map((item: MatchBody) => item.companyId)).toContain(firm.companyId);
    const unknown = await portal
      .admin()
      .get(`/admin/v1/demands/${firm.companyId}/matches`)
      .set('authorization', staff.authorization);
    expect(unknown.status).toBe(404);
  });

  it('come in keyset pages', async () => {
    for (let count = 0; count < 3; count += 1) await company({ concepts: ['agri.irrigation'] });
    const demand = await publish([['agri.irrigation']]);
    await portal.settle();
    const all = ids(await companiesFor(demand.id));
    expect(all).toHaveLength(3);
    const first = await as(portal, buyer).get(`/demands/${demand.id}/matches?limit=2`);
    const second = await as(portal, buyer).get(`/demands/${demand.id}/matches?limit=2&cursor=${first.body.nextCursor}`);
    expect([...ids(first.body.items), ...ids(second.body.items)]).toEqual(all);
    expect(second.body.nextCursor).toBeNull();
    for (const foreign of ['WzEsMl0', encodeCursor([2 ** 31, demand.id])])
      expect((await as(portal, buyer).get(`/demands/${demand.id}/matches?cursor=${foreign}`)).status).toBe(422);
  });

  it('that a company dismisses do not come back', async () => {
    const firm = await company({ concepts: ['energy.smart-grid'] });
    const demand = await publish([['energy.smart-grid']]);
    await portal.settle();
    const url = `/companies/${firm.companyId}/matches/${demand.id}/dismissal`;
    const viewer = await createPerson(portal);
    await addMember(portal, firm.companyId, viewer, 'viewer');
    expect((await as(portal, viewer).post(url, { reason: 'budget' })).status).toBe(403);
    expect((await as(portal, buyer).post(url, { reason: 'budget' })).status).toBe(404);
    expect((await as(portal, firm).post(url, { reason: 'dull' })).body.errors).toMatchObject([{ pointer: '/reason' }]);
    const unmatched = await as(portal, firm).post(`/companies/${firm.companyId}/matches/${firm.companyId}/dismissal`, {
      reason: 'budget',
    });
    expect(unmatched.status).toBe(404);
    const answer = await as(portal, firm).post(url, { reason: 'budget' });
    expect([answer.status, answer.body.reason]).toEqual([200, 'budget']);
    expect(await demandsFor(firm)).toEqual([]);
    expect(await companiesFor(demand.id)).toEqual([]);
    await show(firm, { concepts: ['energy.smart-grid'], targetCountries: ['KZ'] }, 'company.changed.v1');
    await announce(portal, 'demand.published.v1', { demandId: demand.id });
    await portal.settle();
    expect(await demandsFor(firm)).toEqual([]);
    expect(await companiesFor(demand.id)).toEqual([]);
    expect((await as(portal, firm).post(url, { reason: 'timing' })).body.reason).toBe('timing');
    const [audit] = await portal.database.query(
      `SELECT company_id, details FROM audit_entries WHERE action = 'match.dismissed' AND subject_id = $1`,
      [demand.id],
    );
    expect(audit).toEqual({ company_id: firm.companyId, details: { reason: 'budget' } });
  });

  it('are scored anew each day as the deadline comes near', async () => {
    const firm = await company({ concepts: ['medicine.telemedicine'], targetCountries: ['KZ'] });
    const demand = await publish([['medicine.telemedicine']]);
    const timing = async () =>
      (await demandsFor(firm))
        .find((match) => match.demandId === demand.id)
        ?.factors.find(({ code }) => code === 'timing')?.value;
    await portal.settle();
    expect(await timing()).toBe(1);
    portal.clock.advance(81 * DAY);
    try {
      await runSchedule(portal, 'matches.refresh-ageing');
      expect(await timing()).toBe(0.2);
      expect(await runSchedule(portal, 'matches.refresh-ageing')).toBe(0);
    } finally {
      portal.clock.advance(-81 * DAY);
    }
  });

  it('keep the frequencies of concepts exact, whatever comes and goes', async () => {
    const exact = await portal.database.query(
      `SELECT side, concept, count(*)::int AS subjects FROM match_postings GROUP BY side, concept ORDER BY side, concept COLLATE "C"`,
    );
    const kept = await portal.database.query(
      `SELECT side, concept, subjects FROM match_frequencies WHERE subjects > 0 ORDER BY side, concept COLLATE "C"`,
    );
    expect(kept).toEqual(exact);
  });

  it('hold no more demands for a company than it has time for, and are filled again', async () => {
    const firm = await company({ concepts: ['payment.qr'], targetCountries: ['KZ'], languages: ['ru'] });
    await portal.settle();
    for (let count = 0; count < 32; count += 1) await publish([['payment.qr']], buyer, count < 2 ? 'PK' : 'KZ');
    await portal.settle();
    const matches = await demandsFor(firm);
    expect(matches).toHaveLength(30);
    expect(new Set(matches.map((match) => match.score)).size).toBe(1);
    await closeDemand(portal, matches[0]?.demandId ?? '');
    await portal.settle();
    expect(await demandsFor(firm)).toHaveLength(29);
    expect(await portal.worker.context.get(Matching, { strict: false }).refill(systemActor('test'))).toBe(1);
    expect(await demandsFor(firm)).toHaveLength(30);
  });
});
