import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { UNKNOWN_TERMS, unknownTermsAt } from '../support/unknown-terms';

describe('unknown terms that are decided', () => {
  let portal: TestPortal;
  let reviewer: Person;
  let buyer: Person & { companyId: string };
  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
    buyer = await createFirm(portal, { country: 'KZ' });
  });
  afterAll(() => portal.stop());
  const { as, read, publish, list, find, found, teach, dismiss, restore, withdraw, termOf, audited } = unknownTermsAt(
    () => portal,
    () => ({ reviewer, buyer }),
  );

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

  it('are closed to firms and to nobody in particular, and decided by those who keep the lexicon', async () => {
    const [{ id }] = (await list()).items;
    const manager = await createStaff(portal, 'event_manager');
    expect((await portal.admin().get(UNKNOWN_TERMS).set(as(manager))).status).toBe(200);
    expect((await dismiss(id, manager)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await teach(id, { term: termOf({ ru: ['слово'] }) }, manager)).body).toMatchObject({ status: 403 });
    expect((await portal.admin().get(UNKNOWN_TERMS).set(as(buyer))).body).toMatchObject({
      status: 401,
      code: 'SIGN_IN_REQUIRED',
    });
    expect((await portal.admin().get(UNKNOWN_TERMS)).status).toBe(401);
  });
});
