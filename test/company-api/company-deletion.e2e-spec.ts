import { demandBody } from '../support/demands';
import { companyActs, companyEvents, createCompleteDraft, createVerified, own } from '../support/companies';
import { accountIdOf } from '../support/mail-links';
import { addMember, createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { createAccount, PASSWORD } from '../support/sign-in';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** Tables in which anything is left that names the company, the audit and the outbox apart. */
async function tablesAbout(portal: TestPortal, companyId: string): Promise<string[]> {
  const tables = await portal.database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('audit_entries', 'outbox_messages')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await portal.database.query(`SELECT FROM ${name} AS kept WHERE kept::text LIKE $1 LIMIT 1`, [
      `%${companyId}%`,
    ]);
    if (rows.length) found.push(name);
  }
  return found.sort();
}

describe('a draft of a company', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  const remove = (authorization: string, companyId: string, version: number) =>
    portal
      .api()
      .delete(`/api/v1/companies/${companyId}`)
      .set({ authorization, 'if-match': `"v${version}"` });
  const versionOf = async (companyId: string): Promise<number> => {
    const [row] = await portal.database.query<{ version: number }>('SELECT version FROM companies WHERE id = $1', [
      companyId,
    ]);
    return row?.version ?? 0;
  };

  it('is deleted by its owner with all that belongs to it', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const api = own(portal, owner, companyId);
    const { body: picture } = await api.upload('certificate', 'iso.pdf', PDF).expect(201);
    await api.upload('legal_document', 'licence.pdf', PDF).expect(201);
    const certificate = { name: 'ISO 27001', scheme: 'ISO', issuer: 'TÜV', fileId: picture.id as string };
    await api.post('/certificates', certificate).expect(201);
    await api.post('/contacts', CONTACT).set('idempotency-key', 'contact-of-a-draft').expect(201);
    await api.post('/demands', demandBody(portal)).set('idempotency-key', 'demand-of-a-draft').expect(201);
    await api.post('/invitations', { email: 'guest@example.org', role: 'editor', language: 'ru' }).expect(201);
    await portal.settle();
    expect(await tablesAbout(portal, companyId)).toEqual(
      expect.arrayContaining(['companies', 'company_contacts', 'demands', 'file_usage', 'files', 'invitations']),
    );

    const { status, text } = await remove(owner.authorization, companyId, await versionOf(companyId));
    expect([status, text]).toEqual([204, '']);
    expect(await tablesAbout(portal, companyId)).toEqual([]);
    expect(await portal.database.query(`SELECT FROM mails WHERE email = 'guest@example.org'`)).toEqual([]);
    expect(
      await portal.database.query('SELECT FROM idempotency_keys WHERE account_id = $1', [owner.accountId]),
    ).toEqual([]);
    expect((await companyActs(portal, companyId)).at(-1)).toBe('company.deleted');
    expect((await companyEvents(portal, companyId)).at(-1)).toBe('company.deleted.v1');
    const [entry] = await portal.database.query(
      `SELECT details, account_id FROM audit_entries WHERE action = 'company.deleted' AND subject_id = $1`,
      [companyId],
    );
    expect(entry).toEqual({ details: { files: 2 }, account_id: owner.accountId });
    const removed = await portal.database.query(
      `SELECT FROM outbox_messages WHERE name = 'file.deleted.v1' AND payload ->> 'fileId' = $1`,
      [picture.id],
    );
    expect(removed).toHaveLength(1);
    await portal.settle();
    // Who belongs to no company has no business below any.
    expect((await api.get('/profile')).status).toBe(403);
    const mine = await portal.api().get('/api/v1/companies/mine').set('authorization', owner.authorization);
    expect(mine.body).toEqual([]);
  });

  it('lets its sole owner erase his account afterwards', async () => {
    const { email } = await createAccount(portal);
    const api = portal.api();
    const { body } = await api.post('/api/v1/sessions').send({ email, password: PASSWORD }).expect(201);
    const as = { authorization: `Bearer ${body.accessToken as string}` };
    const content = { legalName: { lang: 'ru', text: 'ООО Черновик' }, country: 'RU', kind: 'firm' };
    const created = await api
      .post('/api/v1/companies')
      .set(as)
      .send({ ...content, registrationNumbers: [] });
    expect(created.status).toBe(201);
    const erase = () => portal.api().post('/api/v1/accounts/me/erasure').set(as).send({ password: PASSWORD });
    const refused = await erase();
    expect([refused.status, refused.body.code]).toEqual([409, 'LAST_OWNER']);
    await remove(as.authorization, created.body.companyId as string, 1).expect(204);
    await erase().expect(204);
    expect(await accountIdOf(portal, email)).toBeUndefined();
  });

  it('is neither an editor’s nor a stranger’s to delete, and not in a version that he has not read', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const editor = await createPerson(portal);
    await addMember(portal, companyId, editor, 'editor');
    const stranger = await createPerson(portal);
    const version = await versionOf(companyId);
    expect((await remove(editor.authorization, companyId, version)).status).toBe(403);
    expect((await remove(stranger.authorization, companyId, version)).status).toBe(403);
    const other = await createCompleteDraft(portal);
    expect((await remove(other.owner.authorization, companyId, version)).status).toBe(404);
    const stale = await remove(owner.authorization, companyId, version - 1);
    expect([stale.status, stale.body.code]).toEqual([412, 'STALE_VERSION']);
    const blind = await own(portal, owner, companyId).delete('');
    expect([blind.status, blind.body.code]).toEqual([428, 'PRECONDITION_REQUIRED']);
    expect(await versionOf(companyId)).toBe(version);
  });

  it('stays once it was submitted', async () => {
    const { owner, companyId } = await createVerified(portal);
    for (const status of ['submitted', 'returned', 'rejected', 'verified', 'suspended']) {
      await portal.database.query('UPDATE companies SET status = $2 WHERE id = $1', [companyId, status]);
      const { status: answered, body } = await remove(owner.authorization, companyId, await versionOf(companyId));
      expect([answered, body.code, body.status]).toEqual([409, 'COMPANY_NOT_DELETABLE', 409]);
    }
    expect(await companyActs(portal, companyId)).not.toContain('company.deleted');
  });

  it('is deleted once, and nothing that is added meanwhile stays or fails otherwise than as not found', async () => {
    const { owner, companyId } = await createCompleteDraft(portal);
    const another = await createCompleteDraft(portal);
    // Whoever has no company at all any more is refused as such, whatever he asks for.
    await portal.database.query(
      `INSERT INTO memberships (company_id, account_id, role) SELECT $1, account_id, 'owner' FROM memberships WHERE company_id = $2`,
      [another.companyId, companyId],
    );
    const api = own(portal, owner, companyId);
    const version = await versionOf(companyId);
    const answers = await Promise.all([
      remove(owner.authorization, companyId, version),
      remove(owner.authorization, companyId, version),
      api.upload('legal_document', 'a.pdf', PDF),
      api.post('/demands', demandBody(portal)),
      api.post('/contacts', CONTACT),
      api.post('/invitations', { email: 'late@example.org', role: 'editor', language: 'ru' }),
    ]);
    const [first, second, ...added] = answers.map(({ status }) => status);
    expect([first, second].sort()).toEqual([204, 404]);
    for (const status of added) expect([201, 404]).toContain(status);
    expect(await tablesAbout(portal, companyId)).toEqual([]);
  });
});

const CONTACT = { name: 'Ли', email: 'li@example.org', languages: ['zh'], consent: true };
