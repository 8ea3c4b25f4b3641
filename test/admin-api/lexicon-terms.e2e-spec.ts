import { Lexicon, readLexicon } from '@shuqiao/taxonomy';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const URL = '/admin/v1/lexicon-terms';
const BODY = {
  kind: 'term',
  concept: 'ai',
  forms: { zh: ['忆阻器'], ru: ['мемристор'], en: ['memristor'] },
};
const NOT_THERE = '018f0000-0000-7000-8000-000000000000';

interface Fault {
  readonly pointer: string;
  readonly code: string;
}

describe('the terms of the lexicon', () => {
  let portal: TestPortal;
  let reviewer: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
  });
  afterAll(() => portal.stop());

  const as = ({ authorization }: Person) => ({ authorization });
  const add = (body: object, person = reviewer) => portal.admin().post(URL).set(as(person)).send(body);
  const named = (en: string, others: object = {}) => ({ ...BODY, forms: { zh: [], ru: [], en: [en] }, ...others });
  const put = (id: string, version: number, body: object, person = reviewer) =>
    portal.admin().put(`${URL}/${id}`).set(as(person)).set('if-match', `"v${version}"`).send(body);
  const withdraw = (id: string, version: number, person = reviewer) =>
    portal
      .admin()
      .post(`${URL}/${id}/withdrawal`)
      .set(as(person))
      .set('if-match', `"v${version}"`)
      .send({ reason: 'It misleads' });
  const restore = (id: string, version: number) =>
    portal.admin().delete(`${URL}/${id}/withdrawal`).set(as(reviewer)).set('if-match', `"v${version}"`);
  const list = async (query: object, person = reviewer) =>
    (await portal.admin().get(URL).set(as(person)).query(query)).body as {
      items: { id: string }[];
      nextCursor: string;
    };
  const shipped = async (en: string) =>
    (await list({ text: en, origin: 'shipped' })).items[0] as never as typeof BODY & { id: string };
  const faultsOf = ({ body }: { body: { errors?: Fault[] } }) =>
    body.errors?.map(({ pointer, code }) => [pointer, code]);
  const known = async (id: string) =>
    (await portal.worker.context.get(Lexicon, { strict: false }).terms()).terms.find((term) => term.id === id);
  const events = (id: string) =>
    portal.database.query(
      `SELECT name, payload FROM outbox_messages WHERE name = 'lexicon.changed.v1' AND payload ->> 'termId' = $1`,
      [id],
    );
  const audited = (id: string) =>
    portal.database.query<{ action: string; account_id: string; details: object }>(
      'SELECT action, account_id, details FROM audit_entries WHERE subject_id = $1 ORDER BY id',
      [id],
    );

  it('are added by staff, with audit entry and event, and all programs read by them', async () => {
    const { status, body, headers } = await add({ ...BODY, reason: 'Chip makers ask for it' });
    expect(status).toBe(201);
    expect(body).toEqual({
      ...{ ...BODY, id: expect.any(String), origin: 'staff', state: 'active', version: 1 },
      ...{ reason: 'Chip makers ask for it', editedBy: reviewer.accountId, editedAt: expect.any(String) },
    });
    expect(headers.etag).toBe('"v1"');
    expect(await known(body.id)).toEqual({ id: body.id, kind: 'term', concept: 'ai', ...BODY.forms });
    expect(await audited(body.id)).toMatchObject([
      {
        action: 'lexicon_term.added',
        account_id: reviewer.accountId,
        details: { concept: 'ai', added: ['忆阻器', 'мемристор', 'memristor'] },
      },
    ]);
    expect(await events(body.id)).toEqual([{ name: 'lexicon.changed.v1', payload: { termId: body.id } }]);
    const read = await portal
      .admin()
      .get(`${URL}/${body.id}`)
      .set(as(await createStaff(portal, 'event_manager')));
    expect(read.body).toEqual(body);
  });

  it('are refused with the place of each wrong form, and the term that has it', async () => {
    const port = await shipped('smart seaport');
    const wrong = await add({
      kind: 'term',
      concept: 'nowhere.at-all',
      forms: {
        zh: ['数', 'порт'],
        ru: ['умные порты', 'закупка'],
        en: ['Smart  Sea port', '2024', 'large language model'],
      },
    });
    expect(wrong.status).toBe(422);
    expect(faultsOf(wrong)).toEqual([
      ['/forms/zh/0', 'form_not_telling'],
      ['/forms/zh/1', 'wrong_script'],
      ['/forms/ru/1', 'form_not_telling'],
      ['/forms/en/1', 'form_not_telling'],
      ['/forms/ru/0', 'form_taken'],
      ['/forms/en/0', 'form_taken'],
      ['/forms/en/2', 'form_taken'],
    ]);
    const taken = wrong.body.errors.find(({ pointer }: Fault) => pointer === '/forms/en/0');
    expect(taken.params).toEqual({ termId: port.id, term: expect.stringContaining('smart port') });
    expect(taken.detail).toContain('smart port');
    expect(faultsOf(await add(named('quite new', { concept: 'nowhere.at-all' })))).toEqual([
      ['/concept', 'unknown_concept'],
    ]);
    expect(faultsOf(await add({ ...BODY, forms: { zh: [], ru: [], en: [] } }))).toEqual([
      ['/forms', 'term_without_forms'],
    ]);
    const { body } = await add({ kind: 'verb', forms: { zh: ['x'.repeat(101)], ru: ['а', 'а'] } });
    expect(body.errors.map(({ pointer, code }: Fault) => [pointer, code])).toEqual(
      expect.arrayContaining([
        ['/kind', 'not_allowed'],
        ['/concept', 'malformed'],
        ['/forms/zh', 'too_long'],
        ['/forms/ru', 'duplicate'],
        ['/forms/en', 'required'],
      ]),
    );
  });

  it('say in the reader’s language which term has a form', async () => {
    const details = await Promise.all(
      ['zh', 'ru', 'en'].map(async (language) => {
        const { body } = await add(named('smart port')).set('accept-language', language);
        return body.errors[0].detail as string;
      }),
    );
    expect(details).toEqual([
      expect.stringContaining('已指向'),
      expect.stringContaining('уже ведёт'),
      expect.stringContaining('already leads'),
    ]);
  });

  it('take one form once of many at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => add(named('parallel lexeme'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422]);
    const [{ terms }] = await portal.database.query<{ terms: number }>(
      `SELECT count(*)::integer AS terms FROM lexicon_terms WHERE en = '{parallel lexeme}'`,
    );
    expect(terms).toBe(1);
    const [state] = await portal.database.query<{ staff: number }>('SELECT staff_terms AS staff FROM lexicon_state');
    expect(state).toEqual(
      (await portal.database.query(`SELECT count(*)::integer AS staff FROM lexicon_terms WHERE origin = 'staff'`))[0],
    );
  });

  it('that ship can be corrected by their version only', async () => {
    const { id, forms } = await shipped('bulk terminal');
    const corrected = {
      kind: 'term',
      concept: 'port',
      forms: { ...forms, en: ['bulk terminal', 'loose cargo berth'] },
    };
    expect((await put(id, 1, corrected)).body).toMatchObject({ errors: [{ pointer: '/reason', code: 'required' }] });
    const { status, body } = await put(id, 1, { ...corrected, reason: 'Said so at the port' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, origin: 'corrected', version: 2, forms: corrected.forms });
    expect((await put(id, 1, { ...corrected, reason: 'Late' })).body).toMatchObject({
      status: 412,
      code: 'STALE_VERSION',
    });
    const [{ id: key }] = readLexicon().filter(({ en }) => en.includes('dry bulk terminal'));
    expect((await known(key))?.en).toEqual(corrected.forms.en);
    expect(await audited(id)).toMatchObject([
      {
        action: 'lexicon_term.changed',
        details: { added: ['loose cargo berth'], removed: ['dry bulk terminal'], reason: 'Said so at the port' },
      },
    ]);
    expect(faultsOf(await add(named('loose cargo berths')))).toEqual([['/forms/en/0', 'form_taken']]);
    expect((await add(named('dry bulk terminal'))).status).toBe(201);
    expect((await put(NOT_THERE, 1, { ...corrected, reason: 'x' })).body).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that ship can be switched off, and come back unless staff gave their form to another', async () => {
    const { id } = await shipped('grain terminal');
    const [{ id: key }] = readLexicon().filter(({ en }) => en.includes('grain terminal'));
    expect(await known(key)).toBeDefined();
    expect((await withdraw(id, 1)).body).toMatchObject({ origin: 'corrected', state: 'withdrawn', version: 2 });
    expect(await known(key)).toBeUndefined();
    const { body: heir } = await add(named('grain terminals'));
    expect((await restore(id, 2)).body).toMatchObject({ status: 409, code: 'LEXICON_FORM_TAKEN', termId: heir.id });
    await withdraw(heir.id, 1);
    expect((await restore(id, 2)).body).toMatchObject({ state: 'active', version: 3 });
    expect(await known(key)).toBeDefined();
  });

  it('keep the forms that they share when they are corrected', async () => {
    const [{ id }] = await portal.database.query<{ id: string }>(
      `SELECT term_id AS id FROM lexicon_forms one WHERE EXISTS (
         SELECT FROM lexicon_forms other WHERE other.key = one.key AND other.term_id <> one.term_id) LIMIT 1`,
    );
    const { body: shared } = await portal.admin().get(`${URL}/${id}`).set(as(reviewer));
    const { kind, concept, forms } = shared;
    const body = { kind, concept, forms: { ...forms, en: [...forms.en, 'unheard of lexeme'] }, reason: 'One more' };
    expect((await put(id, 1, body)).body).toMatchObject({ version: 2, forms: body.forms });
  });

  it('that are withdrawn are read by nobody, give their forms free, and can come back', async () => {
    const { body: term } = await add(named('short lived lexeme'));
    const { status, body } = await withdraw(term.id, 1);
    expect([status, body]).toMatchObject([200, { state: 'withdrawn', version: 2, reason: 'It misleads' }]);
    expect(await known(term.id)).toBeUndefined();
    expect((await withdraw(term.id, 1)).body).toMatchObject({ code: 'STALE_VERSION' });
    expect((await withdraw(term.id, 2)).body).toMatchObject({ status: 409, code: 'LEXICON_TERM_WITHDRAWN' });
    expect((await put(term.id, 2, { ...named('other lexeme'), reason: 'x' })).body).toMatchObject({
      code: 'LEXICON_TERM_WITHDRAWN',
    });
    const { body: heir } = await add(named('short-lived lexeme'));
    expect((await restore(term.id, 2)).body).toMatchObject({
      status: 409,
      code: 'LEXICON_FORM_TAKEN',
      termId: heir.id,
    });
    expect((await withdraw(heir.id, 1)).status).toBe(200);
    expect((await restore(term.id, 2)).body).toMatchObject({ state: 'active', version: 3, reason: null });
    expect((await restore(term.id, 3)).body).toMatchObject({ code: 'LEXICON_TERM_NOT_WITHDRAWN' });
    expect(await known(term.id)).toMatchObject({ en: ['short lived lexeme'] });
    expect((await audited(term.id)).map(({ action }) => action)).toEqual(
      ['added', 'withdrawn', 'restored'].map((act) => `lexicon_term.${act}`),
    );
    expect(await events(term.id)).toHaveLength(3);
  });

  it('are listed page by page, by concept, beginning, origin and state', async () => {
    const first = await list({ concept: 'port', limit: 5 });
    const next = await list({ concept: 'port', limit: 5, cursor: first.nextCursor });
    const ids = [...first.items, ...next.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(10);
    expect([...ids].sort().reverse()).toEqual(ids);
    for (const term of first.items) expect(term).toMatchObject({ concept: expect.stringMatching(/^port(\.|$)/) });
    const begun = await list({ text: 'Умный ПОР' });
    expect(begun.items.length).toBeGreaterThan(0);
    for (const term of begun.items) expect(JSON.stringify(term)).toMatch(/умный пор/i);
    expect((await list({ text: '%' })).items).toEqual([]);
    for (const term of (await list({ origin: 'staff', state: 'withdrawn' })).items)
      expect(term).toMatchObject({ origin: 'staff', state: 'withdrawn' });
  });

  it('end where the limit of their number is', async () => {
    await portal.database.query('UPDATE lexicon_state SET staff_terms = 20000');
    expect((await add(named('one too many'))).body).toMatchObject({ status: 409, code: 'LEXICON_FULL' });
    await portal.database.query(
      `UPDATE lexicon_state SET staff_terms = (SELECT count(*) FROM lexicon_terms WHERE origin = 'staff')`,
    );
  });

  it('are closed to other staff, to firms and to nobody in particular', async () => {
    const manager = await createStaff(portal, 'event_manager');
    const { id } = await shipped('ro-ro terminal');
    for (const answer of [await add(BODY, manager), await put(id, 1, BODY, manager), await withdraw(id, 1, manager)])
      expect(answer.body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    const firm = await createFirm(portal);
    expect((await add(BODY, firm)).body).toMatchObject({ status: 401, code: 'SIGN_IN_REQUIRED' });
    expect((await portal.admin().get(URL).set(as(firm))).status).toBe(401);
    expect((await portal.admin().get(URL)).status).toBe(401);
    expect(await audited(id)).toEqual([]);
  });

  it('are created once when a request is repeated with its key', async () => {
    const send = () => add(named('repeated lexeme')).set('idempotency-key', 'a-key-of-the-lexicon');
    const [first, second] = [await send(), await send()];
    expect([second.status, second.body]).toEqual([201, first.body]);
  });
});
