import { ImportRuns } from '@shuqiao/imports';
import { STAFF_ROLES, systemActor } from '@shuqiao/kernel';
import { DIRECTORY_COMPANY, importDesk, jsonl, REGISTER_DEMAND } from '../support/imports';
import { createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('imports', () => {
  let portal: TestPortal;
  let desk: Awaited<ReturnType<typeof importDesk>>;

  beforeAll(async () => {
    portal = await startTestPortal();
    desk = await importDesk(portal);
  });
  afterAll(() => portal.stop());

  it('are for reviewers and administrators, and what became of them for all staff', async () => {
    const content = jsonl({ ...DIRECTORY_COMPANY, id: 'roles' });
    for (const role of STAFF_ROLES) {
      const person = await createStaff(portal, role);
      const may = role === 'reviewer' || role === 'administrator';
      await desk.upload('companies', content, {}, person).expect(may ? 201 : 403);
      await portal.admin().get('/admin/v1/imports').set('authorization', person.authorization).expect(200);
    }
    const owner = await createFirm(portal);
    await desk.upload('companies', content, {}, owner).expect(401);
    await portal.api().post('/api/v1/imports').set('authorization', owner.authorization).send({}).expect(404);
    await portal.settle();
  });

  it('list a company as what it is: found and matched, from a directory, checked by nobody', async () => {
    const done = await desk.bringIn('companies', jsonl(DIRECTORY_COMPANY), { publish: 'true' });
    expect(done).toMatchObject({ state: 'finished', lines: 1, added: 1, refused: 0, faults: [] });
    const company = await desk.companyOf('a-1');
    expect(company).toMatchObject({ status: 'listed', legal_name: DIRECTORY_COMPANY.name });
    const { body } = await portal.api().get(`/api/v1/companies/${company?.id}`).expect(200);
    expect(body).toMatchObject({
      legalName: { lang: 'zh', text: DIRECTORY_COMPANY.name },
      description: [{ lang: 'zh', text: `${DIRECTORY_COMPANY.sector_hint}\n\n${DIRECTORY_COMPANY.description}` }],
      concepts: ['cloud'],
      origin: { source: 'DIRECTORY', id: 'a-1', url: null },
      verifiedAt: null,
      verification: { verifiedAt: null, verifiedBy: null, checks: [] },
    });
    expect(body.products).toMatchObject([{ names: [{ lang: 'zh', text: '私有云平台' }] }]);
    const { body: found } = await portal.api().get('/api/v1/companies').query({ q: '苏州云海' }).expect(200);
    expect(found.items).toMatchObject([{ companyId: company?.id, verifiedAt: null, origin: { source: 'DIRECTORY' } }]);
    const acts = await portal.database.query<{ action: string }>(
      'SELECT action FROM audit_entries WHERE subject_id = ANY ($1::text[]) ORDER BY id',
      [[done.id, company?.id]],
    );
    expect(acts.map(({ action }) => action)).toEqual(['import.started', 'company.listed', 'import.finished']);
    const events = await portal.database.query<{ name: string }>(
      `SELECT name FROM outbox_messages WHERE payload ->> 'importId' = $1 ORDER BY id`,
      [done.id],
    );
    expect(events.map(({ name }) => name)).toEqual(['import.started.v1', 'import.finished.v1']);
  });

  it('publish a demand that is matched with listed companies and that nobody can answer here', async () => {
    await desk.bringIn('companies', jsonl({ ...DIRECTORY_COMPANY, id: 'a-match' }), { publish: 'true' });
    const done = await desk.bringIn('demands', jsonl(REGISTER_DEMAND), {
      publish: 'true',
      openUntil: desk.openUntil(),
    });
    expect(done).toMatchObject({ state: 'finished', added: 1, refused: 0 });
    const [row] = await portal.database.query<{ id: string }>(
      `SELECT subject_id AS id FROM import_records WHERE kind = 'demands' AND external_id = 'd-1'`,
    );
    const id = row?.id ?? '';
    const { body } = await portal.api().get(`/api/v1/demands/${id}`).expect(200);
    expect(body).toMatchObject({
      status: 'published',
      title: { lang: 'ru', text: REGISTER_DEMAND.title },
      origin: { source: 'REGISTER', id: 'd-1' },
      company: { status: 'listed', name: { text: REGISTER_DEMAND.buyer } },
    });
    const matches = await portal
      .admin()
      .get(`/admin/v1/demands/${id}/matches`)
      .set('authorization', desk.staff.authorization)
      .expect(200);
    const matched = await desk.companyOf('a-match');
    expect(matches.body.items.map((match: { companyId: string }) => match.companyId)).toContain(matched?.id);
    const firm = await createFirm(portal);
    const eoi = await portal
      .api()
      .post(`/api/v1/companies/${firm.companyId}/eois`)
      .set('authorization', firm.authorization)
      .send({ demandId: id });
    expect([eoi.status, eoi.body.code]).toEqual([409, 'DEMAND_FROM_ELSEWHERE']);
    // The buyer has no page and is not found: it is named by its demands alone.
    await portal.api().get(`/api/v1/companies/${body.companyId}`).expect(404);
  });

  it('keep what is not to be published out of sight until an import says so', async () => {
    await desk.bringIn('companies', jsonl({ ...DIRECTORY_COMPANY, id: 'hidden' }));
    const company = await desk.companyOf('hidden');
    await portal.api().get(`/api/v1/companies/${company?.id}`).expect(404);
    const again = await desk.bringIn('companies', jsonl({ ...DIRECTORY_COMPANY, id: 'hidden' }), { publish: 'true' });
    expect(again).toMatchObject({ added: 0, changed: 1 });
    await portal.api().get(`/api/v1/companies/${company?.id}`).expect(200);
  });

  it('change what is there when a line comes again, and nothing when it says the same', async () => {
    const line = { ...DIRECTORY_COMPANY, id: 'again' };
    await desk.bringIn('companies', jsonl(line), { publish: 'true' });
    const before = await desk.companyOf('again');
    expect(await desk.bringIn('companies', jsonl(line), { publish: 'true' })).toMatchObject({ unchanged: 1, added: 0 });
    const changed = { ...line, name: '苏州云海科技有限公司', products: ['混合云平台', '灾备服务'] };
    expect(await desk.bringIn('companies', jsonl(changed), { publish: 'true' })).toMatchObject({
      changed: 1,
      added: 0,
    });
    expect(await desk.companyOf('again')).toMatchObject({ id: before?.id, legal_name: '苏州云海科技有限公司' });
    const { body } = await portal.api().get(`/api/v1/companies/${before?.id}`).expect(200);
    expect(body.products.map((product: { names: { text: string }[] }) => product.names[0]?.text).sort()).toEqual([
      '混合云平台',
      '灾备服务',
    ]);
    const demand = { ...REGISTER_DEMAND, id: 'd-again' };
    const options = { publish: 'true', openUntil: desk.openUntil() };
    await desk.bringIn('demands', jsonl(demand), options);
    expect(await desk.bringIn('demands', jsonl(demand), options)).toMatchObject({ unchanged: 1 });
    expect(await desk.bringIn('demands', jsonl({ ...demand, title: 'Частное облако' }), options)).toMatchObject({
      changed: 1,
    });
    const [row] = await portal.database.query(
      `SELECT version, document -> 'title' ->> 'text' AS title FROM demand_versions
       JOIN import_records ON subject_id = demand_id WHERE external_id = 'd-again' ORDER BY version DESC LIMIT 1`,
    );
    expect(row).toEqual({ version: 2, title: 'Частное облако' });
  });

  it('begin once for one file, however often it is sent', async () => {
    const content = jsonl({ ...DIRECTORY_COMPANY, id: 'once' });
    const answers = await Promise.all([1, 2, 3].map(() => desk.upload('companies', content)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await portal.settle();
    expect(await desk.state(answers[0]?.body.id)).toMatchObject({ added: 1 });
  });

  it('go on after a crash where they were, and do no line twice', async () => {
    const lines = Array.from({ length: 120 }, (_none, index) => ({ ...DIRECTORY_COMPANY, id: `crash-${index}` }));
    const { body } = await desk.upload('companies', jsonl(...lines)).expect(201);
    const runs = portal.worker.context.get(ImportRuns);
    const interruption = new AbortController();
    const actor = systemActor('test');
    const first = runs.run(actor, body.id, interruption.signal);
    interruption.abort();
    await first;
    expect(await desk.state(body.id)).toMatchObject({ state: 'running', added: 50 });
    // A batch that fails half-way leaves nothing behind.
    await portal.database.query(
      `CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.external_id = 'crash-70' THEN RAISE EXCEPTION 'the server goes away' USING ERRCODE = '57P01'; END IF; RETURN NEW; END $$`,
    );
    await portal.database.query(
      'CREATE TRIGGER fail_once BEFORE INSERT ON import_records FOR EACH ROW EXECUTE FUNCTION fail_once()',
    );
    await expect(runs.run(actor, body.id)).rejects.toThrow('the server goes away');
    expect(await desk.state(body.id)).toMatchObject({ state: 'running', added: 50 });
    await portal.database.query('DROP TRIGGER fail_once ON import_records');
    await Promise.all([runs.run(actor, body.id), runs.continueAll(actor), runs.run(actor, body.id)]);
    expect(await desk.state(body.id)).toMatchObject({ state: 'finished', lines: 120, added: 120, refused: 0 });
    const [count] = await portal.database.query(
      `SELECT count(*)::integer AS made FROM import_records WHERE external_id LIKE 'crash-%'`,
    );
    expect(count).toEqual({ made: 120 });
    const [listed] = await portal.database.query(
      `SELECT count(*)::integer AS made FROM companies WHERE origin ->> 'id' LIKE 'crash-%'`,
    );
    expect(listed).toEqual({ made: 120 });
    const finished = await portal.database.query(
      `SELECT FROM audit_entries WHERE action = 'import.finished' AND subject_id = $1`,
      [body.id],
    );
    expect(finished).toHaveLength(1);
    await portal.settle();
  });

  it('never bring back who was taken off the lists', async () => {
    await desk.bringIn('companies', jsonl({ ...DIRECTORY_COMPANY, id: 'gone' }), { publish: 'true' });
    const company = await desk.companyOf('gone');
    const delist = (person: Person) =>
      portal
        .admin()
        .post(`/admin/v1/companies/${company?.id}/delisting`)
        .set('authorization', person.authorization)
        .send({ reason: 'Asked for it.' });
    await delist(await createStaff(portal, 'event_manager')).expect(403);
    await delist(desk.staff).expect(200);
    expect((await delist(desk.staff)).body).toMatchObject({ status: 409, code: 'COMPANY_NOT_LISTED' });
    await portal.settle();
    await portal.api().get(`/api/v1/companies/${company?.id}`).expect(404);
    const again = await desk.bringIn('companies', jsonl({ ...DIRECTORY_COMPANY, id: 'gone', name: 'Other' }), {
      publish: 'true',
    });
    expect(again).toMatchObject({ changed: 0, faults: [{ line: 1, pointer: '', code: 'company_not_listed' }] });
    const verified = await createFirm(portal);
    const refused = await portal
      .admin()
      .post(`/admin/v1/companies/${verified.companyId}/delisting`)
      .set('authorization', desk.staff.authorization)
      .send({ reason: 'No.' });
    expect(refused.body.code).toBe('COMPANY_NOT_LISTED');
  });

  it('that another account of no staff asks for are unknown', async () => {
    const { body } = await desk.upload('companies', jsonl({ ...DIRECTORY_COMPANY, id: 'unknown' })).expect(201);
    const person = await createPerson(portal);
    await portal.admin().get(`/admin/v1/imports/${body.id}`).set('authorization', person.authorization).expect(401);
    await portal.settle();
  });
});
