import { systemActor } from '@shuqiao/kernel';
import { DEFAULT_WEIGHTS, MatchRebuild, type Weights } from '@shuqiao/matching';
import type { Firm } from '../support/demands';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';

const ACTOR = systemActor('test');

describe('the settings of the match', () => {
  let portal: TestPortal;
  let administrator: Person;
  let reviewer: Person;
  let able: Firm;
  let near: Firm;
  let demandId: string;
  beforeAll(async () => {
    portal = await startTestPortal();
    administrator = await createStaff(portal, 'administrator');
    reviewer = await createStaff(portal, 'reviewer');
    const buyer = await createFirm(portal, { country: 'KZ' });
    able = await createFirm(portal, { legalName: '有能力的企业' });
    near = await createFirm(portal, { legalName: '在当地的企业' });
    await show(able, { concept: 'ai.llm', targetCountries: [] });
    await show(near, { concept: 'ai.speech', targetCountries: ['KZ'] });
    demandId = (await publishDemand(portal, { companyId: buyer.companyId, requirements: [['ai.llm']] })).id;
    await rebuild();
  }, 60_000);
  afterAll(() => portal.stop());

  const rebuild = () => portal.worker.context.get(MatchRebuild, { strict: false }).run(ACTOR);
  const show = (firm: Firm, { concept, targetCountries }: { concept: string; targetCountries: string[] }) =>
    portal.database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [
      firm.companyId,
      {
        ...{ companyId: firm.companyId, country: 'CN', targetCountries, languages: ['ru'] },
        capabilities: [{ concept, maturity: 'production', evidence: [] }],
      },
    ]);
  const url = '/admin/v1/match-settings';
  const read = (person = administrator) => portal.admin().get(url).set('authorization', person.authorization);
  const put = (version: string, body: object, person = administrator) =>
    portal.admin().put(url).set('authorization', person.authorization).set('if-match', version).send(body);
  const preview = (weights: object, person = administrator) =>
    portal.admin().post(`${url}/preview`).set('authorization', person.authorization).send({ weights });
  const places = async () =>
    (
      await portal.database.query<{ company: string }>(
        'SELECT company_id AS company FROM matches WHERE demand_id = $1 AND for_demand ORDER BY score DESC, company_id DESC',
        [demandId],
      )
    ).map(({ company }) => company);
  const countryOnly: Weights = { ...DEFAULT_WEIGHTS, capability: 1, country: 100 };

  it('start with the weights that the program was made with, for all staff to see', async () => {
    const { status, body, headers } = await read(reviewer);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ version: 1, weights: DEFAULT_WEIGHTS, reason: null, setBy: null },
      ...{ setAt: expect.any(String), phase: 'done' },
    });
    expect(headers.etag).toBe('"v1"');
    expect(await places()).toEqual([able.companyId, near.companyId]);
  });

  it('are shown with what others would change, and nothing is written', async () => {
    const state = () => portal.database.query('SELECT * FROM matches, match_state, match_settings ORDER BY company_id');
    const before = await state();
    const { status, body } = await preview(countryOnly);
    expect(status).toBe(200);
    expect(body).toMatchObject({ looked: 1, items: [{ demandId }] });
    expect(body.items[0].moves).toEqual([
      { companyId: near.companyId, legalName: { lang: 'zh', text: '在当地的企业' }, from: 2, to: 1 },
      { companyId: able.companyId, legalName: { lang: 'zh', text: '有能力的企业' }, from: 1, to: 2 },
    ]);
    expect((await preview(DEFAULT_WEIGHTS)).body).toEqual({ looked: 1, items: [] });
    expect(await state()).toEqual(before);
  });

  it('are refused where they are none', async () => {
    const none = Object.fromEntries(Object.keys(DEFAULT_WEIGHTS).map((code) => [code, 0]));
    for (const answer of [await preview(none), await put('"v1"', { weights: none, reason: 'Why not' })]) {
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toMatchObject([{ pointer: '/weights', code: 'match_weights_empty' }]);
    }
    const { text: _text, ...less } = DEFAULT_WEIGHTS;
    const wrong = await put('"v1"', { weights: { ...less, size: 101, timing: -1, country: 1.5, price: 1 } });
    expect(wrong.body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      ...['/reason', '/weights/country', '/weights/price', '/weights/size', '/weights/text', '/weights/timing'],
    ]);
  });

  it('count a factor as 0 that those who set them did not know of', async () => {
    const { semantic: _none, ...before } = DEFAULT_WEIGHTS;
    expect((await preview(before)).body).toEqual({ looked: 1, items: [] });
    const weigh = (weights: object) =>
      portal.database.query('UPDATE match_settings SET weights = $1 WHERE edition = 1', [weights]);
    await weigh(before);
    expect((await read()).body.weights).toEqual({ ...before, semantic: 0 });
    await weigh(DEFAULT_WEIGHTS);
  });

  it('are for administrators to set', async () => {
    expect((await put('"v1"', { weights: countryOnly, reason: 'I like it' }, reviewer)).status).toBe(403);
    expect((await preview(countryOnly, reviewer)).status).toBe(403);
  });

  it('are set once of two at the same time, with audit entry and event, and everything is scored by them', async () => {
    const answers = await Promise.all(
      ['One', 'Two', 'Three'].map((reason) => put('"v1"', { weights: countryOnly, reason })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const set = answers.find(({ status }) => status === 200)?.body;
    expect(set).toMatchObject({
      ...{ version: 2, weights: countryOnly, setBy: administrator.accountId, phase: 'demand_lists' },
    });
    const audited = await portal.database.query(
      `SELECT account_id, details FROM audit_entries WHERE action = 'match_settings.changed' AND subject_id = '2'`,
    );
    expect(audited).toEqual([
      { account_id: administrator.accountId, details: { weights: countryOnly, reason: set.reason } },
    ]);
    const events = await portal.database.query(
      `SELECT payload FROM outbox_messages WHERE name = 'match_settings.changed.v1'`,
    );
    expect(events).toEqual([{ payload: { edition: 2 } }]);
    expect(await places()).toEqual([able.companyId, near.companyId]);
    await portal.settle();
    expect(await places()).toEqual([near.companyId, able.companyId]);
    expect((await read()).body).toMatchObject({ version: 2, phase: 'done' });
  });
});
