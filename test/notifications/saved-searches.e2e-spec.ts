import { SavedSearchMatches } from '@shuqiao/matching';
import { SavedSearchNotices } from '@shuqiao/notifications';
import { systemActor } from '@shuqiao/kernel';
import { runSchedule } from '../support/demands';
import { createFirm, createPerson, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, closeDemand } from '../support/published-demand';
import { createPublicCompany } from '../support/search';
import { plantDemands } from '../support/search-corpus';

const HOUR = 3_600_000;
const ACTOR = systemActor('test');

describe('saved searches', () => {
  let portal: TestPortal;
  let owner: Person & { companyId: string };
  let reader: Person;
  let stranger: Person;

  beforeAll(async () => {
    portal = await startTestPortal();
    owner = await createFirm(portal, { country: 'KZ' });
    reader = await createPerson(portal);
    stranger = await createPerson(portal);
  });
  beforeEach(async () => {
    await portal.database.query('DELETE FROM saved_searches');
    await portal.database.query('DELETE FROM mails');
  });
  afterAll(() => portal.stop());

  const path = '/api/v1/saved-searches';
  const as = (person: Person) => ({ authorization: person.authorization });
  const ports = { name: 'Ports', kind: 'demand', query: { q: 'порты', country: 'KZ' } };
  const create = (body: object, person = reader) => portal.api().post(path).set(as(person)).send(body);
  async function saved(body: object = {}, person = reader): Promise<{ id: string }> {
    const { status, body: search } = await create({ ...ports, alert: 'at_once', ...body }, person);
    expect(status).toBe(201);
    return search;
  }

  /** A demand that was published just now; the worker has not heard of it. */
  async function plant(text = 'Умный порт', overrides: object = {}): Promise<string> {
    const title = { lang: 'ru', text };
    const deadline = new Date(portal.clock.now().getTime() + 240 * HOUR).toISOString();
    const demand = { companyId: owner.companyId, country: 'KZ', title, description: title, concepts: ['port.tos'] };
    const [id = ''] = await plantDemands(portal, [{ ...demand, deadline, ...overrides }], { announced: true });
    return id;
  }
  async function publish(text?: string, overrides?: object): Promise<string> {
    const id = await plant(text, overrides);
    await portal.settle();
    return id;
  }
  const mails = () =>
    portal.database.query<{ email: string; subject: string; text: string; html: string; unsubscribe_url: string }>(
      `SELECT email, subject, text, html, unsubscribe_url FROM mails WHERE kind = 'saved_search.found' ORDER BY id`,
    );

  describe('are their owner’s alone', () => {
    it('made, listed, changed and deleted', async () => {
      const { id } = await saved({ alert: 'daily' });
      const { body: read, headers } = await portal.api().get(`${path}/${id}`).set(as(reader));
      expect(read).toMatchObject({ ...ports, id, alert: 'daily', version: 1 });
      const second = await saved({ name: 'Others' });
      const first = (await portal.api().get(path).query({ limit: '1' }).set(as(reader))).body;
      expect(first.items.map((one: { id: string }) => one.id)).toEqual([second.id]);
      const rest = (await portal.api().get(path).query({ limit: '1', cursor: first.nextCursor }).set(as(reader))).body;
      expect(rest).toEqual({ items: [read], nextCursor: null });
      const change = (body: object, version = headers.etag as string) =>
        portal.api().patch(`${path}/${id}`).set(as(reader)).set('if-match', version).send(body);
      expect((await change({ alert: 'weekly' })).body).toMatchObject({ alert: 'weekly', name: 'Ports', version: 2 });
      expect((await change({ alert: 'none' })).body.code).toBe('STALE_VERSION');
      const renamed = await change({ name: 'Docks', query: { concept: 'port' } }, '"v2"');
      expect(renamed.body).toMatchObject({ name: 'Docks', query: { concept: 'port' }, alert: 'weekly' });
      expect((await portal.api().delete(`${path}/${id}`).set(as(reader))).status).toBe(204);
      expect((await portal.api().get(`${path}/${id}`).set(as(reader))).status).toBe(404);
      const acts = await portal.database.query<{ action: string }>(
        `SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY action`,
        [id],
      );
      expect(acts.map(({ action }) => action)).toEqual([
        ...['saved_search.changed', 'saved_search.changed', 'saved_search.created', 'saved_search.deleted'],
      ]);
    });

    it('not made of deadlines that nothing can meet', async () => {
      const day = '2027-01-01T00:00:00Z';
      const { status, body } = await create({ ...ports, query: { deadlineFrom: day, deadlineTo: day } });
      expect([status, body.errors?.[0]]).toMatchObject([422, { pointer: '/query/deadlineTo', code: 'must_be_later' }]);
      await saved({ query: { deadlineFrom: '2027-01-01T00:00:00+08:00', deadlineTo: day } });
    });

    it('and no stranger’s, in the API or the database', async () => {
      const { id } = await saved();
      const request = portal.api();
      expect((await request.get(`${path}/${id}`).set(as(stranger))).status).toBe(404);
      expect((await request.delete(`${path}/${id}`).set(as(stranger))).status).toBe(404);
      const patch = request.patch(`${path}/${id}`).set(as(stranger)).set('if-match', '"v1"').send({ name: 'Mine' });
      expect((await patch).status).toBe(404);
      expect((await request.get(path).set(as(stranger))).body.items).toEqual([]);
      expect((await request.get(path)).status).toBe(401);
    });

    it.each([
      [{ ...ports, kind: 'roadshow' }, '/kind'],
      [{ ...ports, name: '' }, '/name'],
      [{ ...ports, alert: 'hourly' }, '/alert'],
      [{ ...ports, query: { q: '!!!' } }, '/query/q'],
      [{ ...ports, query: { q: 'x'.repeat(501) } }, '/query/q'],
      [{ ...ports, query: { targetCountry: 'KZ' } }, '/query/targetCountry'],
      [{ ...ports, kind: 'company', query: { deadlineTo: '2027-01-01T00:00:00Z' } }, '/query/deadlineTo'],
      [{ ...ports, query: { limit: 5 } }, '/query/limit'],
      [{ ...ports, query: { concept: 'no.such' } }, '/query/concept'],
      [{ ...ports, query: { country: 'AQ' } }, '/query/country'],
      [{ ...ports, kind: 'company', query: { language: 'xx' } }, '/query/language'],
    ])('refused when they say %j', async (body, pointer) => {
      const answer = await create(body);
      expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, pointer]);
    });

    it('fifty at most, also when they are made at once', async () => {
      await portal.database.query(
        `INSERT INTO saved_searches (id, account_id, name, kind, query, alert, terms, key_term, analysis, taxonomy, created_at, updated_at)
         SELECT gen_random_uuid(), $1, 'n', 'demand', '{}', 'none', '{=}', '=', '', '', now(), now() FROM generate_series(1, 48)`,
        [reader.accountId],
      );
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => create(ports)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        code: 'TOO_MANY_SAVED_SEARCHES',
        limit: 50,
      });
      expect((await create(ports, stranger)).status).toBe(201);
    });
  });

  describe('tell of a new listing', () => {
    it('at once, by mail and in the list, in the reader’s language, once', async () => {
      await saved();
      const id = await publish('Умный порт <Актау>');
      const [mail, ...others] = await mails();
      expect([mail?.email, others]).toEqual([reader.email, []]);
      expect(mail?.subject).toBe('1 new result: Ports');
      expect(mail?.text).toContain(`Умный порт <Актау>\n`);
      expect(mail?.text).toContain(`/demands/${id}`);
      expect(mail?.html).toMatch(new RegExp(`<a href="[^"]*/demands/${id}">`));
      expect(mail?.html).toContain('&lt;Актау&gt;');
      expect(mail?.text).toContain(mail?.unsubscribe_url);
      const list = await portal.api().get('/api/v1/notifications').set(as(reader));
      expect(list.body.items[0]).toMatchObject({ kind: 'saved_search.found', title: '1 new result: Ports' });
      await announce(portal, 'demand.published.v1', { demandId: id });
      await portal.settle();
      expect(await mails()).toHaveLength(1);
    });

    it('only if it has every word and filter, and not to its own company', async () => {
      await saved({ name: 'country', query: { q: 'порт', country: 'UZ' } });
      await saved({ name: 'word', query: { q: 'порт самолёт' } });
      await saved({ name: 'concept', query: { concept: 'ai' } });
      await saved({ name: 'late', query: { deadlineFrom: new Date(Date.now() + 2_400 * HOUR).toISOString() } });
      await saved({ name: 'companies', kind: 'company', query: { q: 'порт' } });
      await saved({ name: 'silent', alert: 'none' });
      await saved({ name: 'own' }, owner);
      await saved({ name: 'all of them', query: { concept: 'port', side: 'foreign', language: 'ru' } });
      await publish();
      expect((await mails()).map(({ subject }) => subject)).toEqual(['1 new result: all of them']);
    });

    it('of a company too', async () => {
      await saved({ kind: 'company', query: { q: '港口', targetCountry: 'UZ' } });
      const names = { legalName: { lang: 'zh', text: '阿尔法港口' }, targetCountries: ['UZ'] };
      const id = await createPublicCompany(portal, names);
      await createPublicCompany(portal, { ...names, targetCountries: ['KZ'] });
      await portal.settle();
      const told = await mails();
      expect(told).toHaveLength(1);
      expect(told[0]?.text).toContain(`阿尔法港口\n`);
      expect(told[0]?.text).toContain(`/companies/${id}`);
    });

    it('not when it has been closed or its company suspended by then', async () => {
      await saved({ alert: 'daily' });
      const closed = await publish();
      await closeDemand(portal, closed);
      await publish('Порт в Актау');
      await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [owner.companyId]);
      portal.clock.advance(25 * HOUR);
      await runSchedule(portal, 'saved-searches.tell-due');
      await portal.database.query(`UPDATE companies SET status = 'verified' WHERE id = $1`, [owner.companyId]);
      portal.clock.advance(25 * HOUR);
      await runSchedule(portal, 'saved-searches.tell-due');
      expect(await mails()).toEqual([]);
    });

    it('once for all with two workers at once', async () => {
      const searches = await Promise.all(Array.from({ length: 12 }, (_, at) => saved({ name: `search ${at}` })));
      const id = await plant();
      const matches = portal.worker.context.get(SavedSearchMatches);
      const notices = portal.worker.context.get(SavedSearchNotices);
      const work = async () => {
        await matches.note(ACTOR, 'demand', id);
        await notices.tellAtOnce(ACTOR);
      };
      await Promise.all([work(), work(), work(), work()]);
      await portal.settle();
      const subjects = (await mails()).map(({ subject }) => subject);
      expect(subjects.sort()).toEqual(searches.map((_one, at) => `1 new result: search ${at}`).sort());
    });

    it.each([
      // Almaty is five hours before UTC: eight there is three. The 11th of January 2027 is a Monday.
      ['daily', '2027-01-08T02:59:00Z', '2027-01-08T03:01:00Z'],
      ['weekly', '2027-01-11T02:59:00Z', '2027-01-11T03:01:00Z'],
    ])('%s at eight where the reader is, all together', async (alert, before, after) => {
      await portal.database.query(`UPDATE accounts SET time_zone = 'Asia/Almaty', language = 'ru' WHERE id = $1`, [
        reader.accountId,
      ]);
      const until = (time: string) => portal.clock.advance(Date.parse(time) - portal.clock.now().getTime());
      until('2027-01-07T10:00:00Z');
      await saved({ alert });
      const deadline = '2027-03-01T00:00:00Z';
      await publish('Порт один', { deadline });
      await publish('Порт два', { deadline });
      until(before);
      await runSchedule(portal, 'saved-searches.tell-due');
      expect(await mails()).toEqual([]);
      until(after);
      await publish('Порт позже', { deadline });
      await Promise.all([1, 2].map(() => runSchedule(portal, 'saved-searches.tell-due')));
      const told = await mails();
      expect(told.map(({ subject }) => subject)).toEqual(['2 новых результата: Ports']);
      expect(told[0]?.text).not.toContain('Порт позже');
      portal.clock.advance(-14 * 24 * HOUR);
    });
  });

  describe('end', () => {
    it('by the link in the mail, without signing in, and not by looking at it', async () => {
      const { id } = await saved({ name: '<b>Ports</b>' });
      await publish();
      const [mail] = await mails();
      const url = new URL(mail?.unsubscribe_url ?? '').pathname;
      const page = await portal.api().get(url).set('accept-language', 'zh');
      expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.text).toContain('&lt;b&gt;Ports&lt;/b&gt;');
      const alert = async () => (await portal.api().get(`${path}/${id}`).set(as(reader))).body.alert;
      expect(await alert()).toBe('at_once');
      const oneClick = () => portal.api().post(url).type('form').send('List-Unsubscribe=One-Click');
      expect((await oneClick()).status).toBe(200);
      expect(await alert()).toBe('none');
      expect((await oneClick()).status).toBe(200);
      await publish('Другой порт');
      expect(await mails()).toHaveLength(1);
      const forged = url.slice(0, -4) + (url.endsWith('AAAA') ? 'BBBB' : 'AAAA');
      for (const wrong of [forged, url.slice(0, -1), `${url.slice(0, -86)}${'A'.repeat(86)}`])
        expect((await portal.api().post(wrong)).status).toBe(404);
    });

    it('with the account, which takes them along before', async () => {
      const leaving = await createPerson(portal);
      await saved({ name: 'Secret plans' }, leaving);
      await publish();
      const { body } = await portal.api().get('/api/v1/accounts/me/export').set(as(leaving));
      expect(body.savedSearches).toMatchObject([{ name: 'Secret plans', query: ports.query }]);
      await portal.database.query(`UPDATE accounts SET disabled_at = now(), erased_at = now() WHERE id = $1`, [
        leaving.accountId,
      ]);
      const left = await portal.database.query(
        'SELECT 1 FROM saved_searches UNION ALL SELECT 1 FROM saved_search_tellings',
      );
      expect(left).toEqual([]);
    });
  });
});
