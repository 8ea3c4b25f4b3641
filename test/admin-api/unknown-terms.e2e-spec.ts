import { systemActor } from '@shuqiao/kernel';
import { UnknownTermWalk } from '@shuqiao/matching';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, closeDemand, publishDemand } from '../support/published-demand';

const URL = '/admin/v1/unknown-terms';
const ACTOR = systemActor('test');

interface Shown {
  readonly id: string;
  readonly term: string;
  readonly texts: number;
  readonly language: string;
  readonly state: string;
  readonly examples: readonly {
    kind: string;
    subjectId: string;
    lang: string;
    text: string;
    start: number;
    end: number;
  }[];
}

describe('unknown terms', () => {
  let portal: TestPortal;
  let reviewer: Person;
  let buyer: Person & { companyId: string };
  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
    buyer = await createFirm(portal, { country: 'KZ' });
  });
  afterAll(() => portal.stop());

  const as = ({ authorization }: Person) => ({ authorization });
  const walk = () => portal.worker.context.get(UnknownTermWalk, { strict: false });
  /** Does what the worker does by the clock and on events. */
  const read = async () => {
    await portal.settle();
    await walk().goOn(ACTOR);
  };
  const publish = async (text: string, lang = 'ru') => {
    const { id } = await publishDemand(portal, { companyId: buyer.companyId });
    await portal.database.query(
      `INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at)
       SELECT demand_id, 2, company_id, document || jsonb_build_object('title', $2::jsonb, 'requirements', '[]'::jsonb), true, published_at
       FROM demand_versions WHERE demand_id = $1`,
      [id, { lang, text }],
    );
    await portal.database.query('UPDATE demand_listings SET version = 2 WHERE demand_id = $1', [id]);
    await announce(portal, 'demand.published.v1', { demandId: id });
    return id;
  };
  const show = async (companyId: string, text: string) => {
    const document = {
      companyId,
      country: 'CN',
      legalName: { lang: 'zh', text: '数桥测试' },
      description: [{ lang: 'zh', text }],
    };
    await portal.database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [companyId, document]);
    await announce(portal, 'company.changed.v1', { companyId });
  };
  const list = async (query: object = {}) => {
    const { body } = await portal.admin().get(URL).set(as(reviewer)).query(query);
    return body as { items: Shown[]; nextCursor: string | null };
  };
  const find = async (term: string, query: object = {}) =>
    (await list({ limit: 50, ...query })).items.find((one) => one.term.toLowerCase() === term.toLowerCase());
  const found = async (term: string) => (await find(term)) as Shown;
  const teach = (id: string, body: object, person = reviewer) =>
    portal.admin().post(`${URL}/${id}/teaching`).set(as(person)).send(body);
  const dismiss = (id: string, person = reviewer) =>
    portal.admin().post(`${URL}/${id}/dismissal`).set(as(person)).send({ reason: 'A name' });
  const restore = (id: string) => portal.admin().delete(`${URL}/${id}/dismissal`).set(as(reviewer));
  const withdraw = (id: string, version: number) =>
    portal
      .admin()
      .post(`/admin/v1/lexicon-terms/${id}/withdrawal`)
      .set({ ...as(reviewer), 'if-match': `"v${version}"` })
      .send({ reason: 'It misleads' });
  const termOf = (forms: object) => ({ kind: 'term', concept: null, forms: { zh: [], ru: [], en: [], ...forms } });
  const audited = async (id: string) =>
    (
      await portal.database.query<{ action: string }>(
        'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY id',
        [id],
      )
    ).map(({ action }) => action);

  it('are those of public texts, the most frequent first, with excerpts', async () => {
    const first = await publish('Поставка и внедрение КЦМРУ для порта');
    const second = await publish('Сопровождение кцмру');
    await publish('Разработка ФЖЦВ');
    const { companyId } = await createFirm(portal);
    await show(companyId, '我们为港口赋能');
    await read();
    const { items } = await list();
    expect(items[0]).toEqual({
      ...{ id: expect.any(String), language: 'ru', term: expect.stringMatching(/^кцмру$/i), texts: 2, state: 'open' },
      ...{ reason: null, taughtTermId: null, decidedBy: null, decidedAt: null, examples: expect.any(Array) },
    });
    expect(items[0].examples.map(({ subjectId }) => subjectId)).toEqual([second, first]);
    for (const { kind, lang, text, start, end } of items[0].examples) {
      expect([kind, lang, text.slice(start, end).toLowerCase()]).toEqual(['demand', 'ru', 'кцмру']);
    }
    expect(items[0].examples[1].text).toBe('Поставка и внедрение КЦМРУ для порта');
    expect(await find('ФЖЦВ')).toMatchObject({ texts: 1, language: 'ru' });
    expect((await list({ language: 'zh' })).items).toContainEqual(
      expect.objectContaining({
        language: 'zh',
        examples: [expect.objectContaining({ kind: 'company', subjectId: companyId })],
      }),
    );
    expect((await list({ language: 'other' })).items).toEqual([]);
    for (const { term } of (await list({ limit: 50 })).items) expect(term).not.toMatch(/数桥|порт|поставка/i);
  });

  it('are counted once for a text, however often its events come, and come and go with it', async () => {
    const id = await publish('ЩЫЖВ и снова ЩЫЖВ');
    await read();
    await announce(portal, 'demand.published.v1', { demandId: id });
    await read();
    expect(await found('щыжв')).toMatchObject({ texts: 1 });
    const other = await publish('Нужен ЩЫЖВ');
    await read();
    expect(await found('щыжв')).toMatchObject({ texts: 2 });
    await closeDemand(portal, id);
    await read();
    const left = await found('щыжв');
    expect([left.texts, left.examples.map(({ subjectId }) => subjectId)]).toEqual([1, [other]]);
    await closeDemand(portal, other);
    await read();
    expect(await find('щыжв')).toBeUndefined();
    expect(await portal.database.query(`SELECT FROM unknown_terms WHERE key = 'щыжв'`)).toEqual([]);
  });

  it('show no text that is not public, even before they are read again', async () => {
    const id = await publish('Секретный ЪГНЦ');
    await read();
    await portal.database.query(`UPDATE demand_listings SET status = 'closed' WHERE demand_id = $1`, [id]);
    expect(await found('ъгнц')).toMatchObject({ texts: 1, examples: [] });
    await portal.database.query(`UPDATE demand_listings SET status = 'open' WHERE demand_id = $1`, [id]);
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [buyer.companyId]);
    expect(await found('ъгнц')).toMatchObject({ examples: [] });
    await announce(portal, 'company.suspended.v1', { companyId: buyer.companyId });
    await read();
    expect(await find('ъгнц')).toBeUndefined();
    await portal.database.query(`UPDATE companies SET status = 'verified' WHERE id = $1`, [buyer.companyId]);
    await announce(portal, 'company.reinstated.v1', { companyId: buyer.companyId });
    await read();
    expect(await found('ъгнц')).toMatchObject({ texts: 1, examples: [{ subjectId: id }] });
  });

  it('vanish when they are taught as a new term, and come back when it goes', async () => {
    await publish('Внедрение ШЖУК');
    await read();
    const { id } = await found('шжук');
    const wrong = await teach(id, { term: termOf({ ru: ['нечто иное'] }) });
    expect(wrong.body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/term/forms', code: 'unknown_term_not_taught', params: { term: 'ШЖУК' } }],
    });
    const taken = await teach(id, { term: termOf({ ru: ['шжук', 'умный порт'] }) });
    expect(taken.body.errors).toMatchObject([{ pointer: '/term/forms/ru/1', code: 'form_taken' }]);
    const { status, body } = await teach(id, { term: termOf({ ru: ['ШЖУК'], en: ['shjuk'] }) });
    expect([status, body]).toMatchObject([201, { origin: 'staff', forms: { ru: ['ШЖУК'], en: ['shjuk'] } }]);
    expect(await find('шжук')).toBeUndefined();
    expect(await find('шжук', { state: 'taught' })).toMatchObject({
      taughtTermId: body.id,
      decidedBy: reviewer.accountId,
    });
    expect((await teach(id, { term: termOf({ ru: ['шжук'] }) })).body).toMatchObject({
      ...{ status: 409, code: 'UNKNOWN_TERM_NOT_OPEN', state: 'taught' },
    });
    expect(await audited(id)).toEqual(['unknown_term.taught']);
    expect(await audited(body.id)).toEqual(['lexicon_term.added']);
    await read();
    expect(await find('шжук', { state: 'taught' })).toMatchObject({ texts: 0 });
    await publish('Ещё один ШЖУК');
    await read();
    expect(await find('шжук', { state: 'taught' })).toMatchObject({ texts: 0 });
    expect((await withdraw(body.id, 1)).status).toBe(200);
    await read();
    expect(await found('шжук')).toMatchObject({ texts: 2, taughtTermId: null });
    expect(await audited(id)).toEqual(['unknown_term.taught', 'unknown_term.reopened']);
  });

  it('vanish when they are taught as another form of a term', async () => {
    await publish('Поставка ЦВЯЩ');
    await read();
    const { id } = await found('цвящ');
    const { body: terms } = await portal
      .admin()
      .get('/admin/v1/lexicon-terms')
      .set(as(reviewer))
      .query({ text: 'shore power' });
    const [term] = terms.items;
    const addTo = { termId: term.id, version: term.version, language: 'ru', form: 'цвящ' };
    expect((await teach(id, {})).body.errors).toMatchObject([{ pointer: '/addTo', code: 'either_term_or_addition' }]);
    expect((await teach(id, { addTo: { ...addTo, form: 'цапля' } })).body.errors).toMatchObject([
      { pointer: '/addTo/form', code: 'unknown_term_not_taught' },
    ]);
    expect((await teach(id, { addTo: { ...addTo, version: 9 } })).body).toMatchObject({ code: 'STALE_VERSION' });
    expect((await teach(id, { addTo: { ...addTo, language: 'en' } })).body.errors).toMatchObject([
      { pointer: '/addTo/form', code: 'wrong_script' },
    ]);
    const { status, body } = await teach(id, { addTo });
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: term.id, origin: 'corrected', version: 2, forms: { en: term.forms.en } });
    expect(body.forms.ru).toEqual([...term.forms.ru, 'цвящ']);
    await read();
    expect(await find('цвящ')).toBeUndefined();
    expect(await portal.database.query(`SELECT texts FROM unknown_terms WHERE id = $1`, [id])).toEqual([{ texts: 0 }]);
  });

  it('vanish where a longer term covers them, and only there', async () => {
    await publish('Бюро ЯЩУР');
    await publish('Просто ЭЩЁРК, и бюро ЭЩЁРК');
    await read();
    await portal
      .admin()
      .post('/admin/v1/lexicon-terms')
      .set(as(reviewer))
      .send(termOf({ ru: ['бюро ящур', 'бюро эщёрк'] }));
    await read();
    expect(await find('ящур')).toBeUndefined();
    expect(await find('эщёрк')).toMatchObject({ texts: 1 });
  });

  it('that are dismissed stay so until that is taken back', async () => {
    await publish('Проект ЁЖЦА');
    await read();
    const { id } = await found('ёжца');
    const { status, body } = await dismiss(id);
    expect([status, body]).toMatchObject([
      200,
      { id, state: 'dismissed', reason: 'A name', decidedBy: reviewer.accountId },
    ]);
    expect((await dismiss(id)).body).toMatchObject({ status: 409, code: 'UNKNOWN_TERM_NOT_OPEN', state: 'dismissed' });
    await publish('И снова ЁЖЦА');
    await read();
    expect(await find('ёжца')).toBeUndefined();
    expect(await find('ёжца', { state: 'dismissed' })).toMatchObject({ texts: 2 });
    expect((await restore(id)).body).toMatchObject({ id, state: 'open', reason: null });
    expect((await restore(id)).body).toMatchObject({ status: 409, code: 'UNKNOWN_TERM_NOT_DISMISSED', state: 'open' });
    expect(await found('ёжца')).toMatchObject({ texts: 2 });
    expect(await audited(id)).toEqual(['unknown_term.dismissed', 'unknown_term.restored']);
    const events = await portal.database.query<{ name: string }>(
      `SELECT name FROM outbox_messages WHERE payload ->> 'unknownTermId' = $1 ORDER BY id`,
      [id],
    );
    expect(events.map(({ name }) => name)).toEqual(['unknown_term.dismissed.v1', 'unknown_term.restored.v1']);
  });

  it('are taught once of many at the same time', async () => {
    await publish('Система ЧЩЭЮ');
    await read();
    const { id } = await found('чщэю');
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((en) => teach(id, { term: termOf({ ru: ['чщэю'], en: [`parallel ${en}`] }) })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('are all read anew when texts are read in another way', async () => {
    await publish('Комплекс ЫЪЖ ХЪЗЩ');
    const hidden = await publish('Комплекс ПЩЗЖ');
    await read();
    await portal.database.query('DELETE FROM unknown_term_sightings');
    await portal.database.query('DELETE FROM unknown_terms');
    await portal.database.query(`UPDATE demand_listings SET status = 'closed' WHERE demand_id = $1`, [hidden]);
    await walk().takeOver(ACTOR);
    await read();
    expect(await found('ыъж хъзщ')).toMatchObject({ texts: 1 });
    expect(await find('пщзж')).toBeUndefined();
    const state = () => portal.database.query('SELECT * FROM unknown_terms ORDER BY id');
    const before = await state();
    await walk().takeOver(ACTOR);
    await read();
    expect(await state()).toEqual(before);
  });

  it('are listed page by page', async () => {
    const [first, all] = [await list({ limit: 2 }), await list({ limit: 50 })];
    const second = await list({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.items.slice(0, 4).map(({ id }) => id));
    expect(all.items.map(({ texts }) => texts)).toEqual(all.items.map(({ texts }) => texts).sort((a, b) => b - a));
  });

  it('are closed to firms and to nobody in particular, and decided by those who keep the lexicon', async () => {
    const [{ id }] = (await list()).items;
    const manager = await createStaff(portal, 'event_manager');
    expect((await portal.admin().get(URL).set(as(manager))).status).toBe(200);
    expect((await dismiss(id, manager)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await teach(id, { term: termOf({ ru: ['слово'] }) }, manager)).body).toMatchObject({ status: 403 });
    expect((await portal.admin().get(URL).set(as(buyer))).body).toMatchObject({
      status: 401,
      code: 'SIGN_IN_REQUIRED',
    });
    expect((await portal.admin().get(URL)).status).toBe(401);
  });
});
