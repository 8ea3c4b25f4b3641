import { newId } from '@shuqiao/kernel';
import { Client } from 'pg';
import { createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const REFUSED = { code: '42501' };

/** What somebody gets who can run any statement as the firms' API: no more than the account he came in with. */
describe('the database role of the firms’ API', () => {
  let portal: TestPortal;
  let client: Client;
  let firm: Person & { companyId: string };
  let other: Person & { companyId: string };
  let staff: Person;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal);
    other = await createFirm(portal);
    staff = await createStaff(portal, 'administrator');
    client = new Client({ connectionString: portal.database.url });
    await client.connect();
    await client.query('SET ROLE shuqiao_company');
    await client.query(`SELECT set_config('shuqiao.companies', $1, false), set_config('shuqiao.account', $2, false)`, [
      firm.companyId,
      firm.accountId,
    ]);
  });
  afterAll(async () => {
    await client.end();
    await portal.stop();
  });

  it('reads and writes only tables that know whose rows are whose', async () => {
    const open = await portal.database.query<{ name: string }>(
      `SELECT DISTINCT relname AS name FROM pg_class JOIN information_schema.role_table_grants granted
         ON granted.table_schema = 'public' AND granted.table_name = relname AND granted.grantee IN ('shuqiao_company', 'PUBLIC')
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND NOT relrowsecurity
         AND privilege_type <> 'SELECT'`,
    );
    // The counters' keys are hashes of whom they count.
    expect(open.map(({ name }) => name).sort()).toEqual(['rate_limits', 'sign_in_failures']);
  });

  it('reads without row-level security what everybody may know', async () => {
    const open = await portal.database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
         AND NOT relrowsecurity AND has_table_privilege('shuqiao_company', oid, 'SELECT') ORDER BY relname`,
    );
    expect(open.map(({ name }) => name)).toEqual([
      ...['concepts', 'countries', 'country_statuses', 'currencies', 'demand_facet_deltas', 'demand_listing_keys'],
      ...['languages', 'match_frequencies', 'rate_limits', 'schema_migrations'],
      ...[
        'search_documents',
        'search_names',
        'search_postings',
        'search_term_counts',
        'search_words',
        'sign_in_failures',
      ],
    ]);
  });

  it('reads of other such tables only the columns that are public', async () => {
    const columns = await portal.database.query<{ name: string }>(
      `SELECT relname || '.' || attname AS name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
       WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT relrowsecurity AND attnum > 0 AND NOT attisdropped
         AND NOT has_table_privilege('shuqiao_company', attrelid, 'SELECT')
         AND has_column_privilege('shuqiao_company', attrelid, attnum, 'SELECT') ORDER BY relname, attnum`,
    );
    expect(columns.map(({ name }) => name)).toEqual([
      ...['one', 'edition'].map((column) => `lexicon_state.${column}`),
      ...['id', 'shipped_as', 'kind', 'concept', 'zh', 'ru', 'en', 'state'].map((column) => `lexicon_terms.${column}`),
      ...['side', 'subject_id', 'features'].map((column) => `match_features.${column}`),
      ...['side', 'subject_id', 'words'].map((column) => `text_features.${column}`),
    ]);
  });

  it('shares no function that runs with the owner’s rights with everybody', async () => {
    const open = await portal.database.query(
      `SELECT proname FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) AS granted
       WHERE pronamespace = 'public'::regnamespace AND prosecdef AND grantee = 0`,
    );
    expect(open).toEqual([]);
  });

  it('makes nobody staff, and does not touch who is', async () => {
    const promote = client.query(`UPDATE accounts SET staff_roles = '{administrator}' WHERE id = $1`, [firm.accountId]);
    await expect(promote).rejects.toMatchObject(REFUSED);
    const insert = client.query(
      `INSERT INTO accounts (id, email, password_hash, display_name, language, staff_roles)
       VALUES ($1, 'new-administrator@example.org', 'unusable', 'New', 'en', '{administrator}')`,
      [newId()],
    );
    await expect(insert).rejects.toMatchObject(REFUSED);
    const takeOver = await client.query(`UPDATE accounts SET password_hash = 'mine' WHERE id = $1`, [staff.accountId]);
    expect(takeOver.rowCount).toBe(0);
    await expect(client.query('DELETE FROM accounts')).rejects.toMatchObject(REFUSED);
  });

  it('neither sees nor opens a session or a link of staff', async () => {
    const own = await client.query('SELECT DISTINCT audience FROM sessions');
    expect(own.rows).toEqual([{ audience: 'company' }]);
    const open = client.query(
      `INSERT INTO sessions (id, account_id, audience, expires_at) VALUES ($1, $2, 'staff', now() + interval '1 hour')`,
      [newId(), staff.accountId],
    );
    await expect(open).rejects.toMatchObject(REFUSED);
    const invite = client.query(
      `INSERT INTO account_tokens (id, kind, account_id, created_at, expires_at)
       VALUES ($1, 'staff_invitation', $2, now(), now() + interval '1 hour')`,
      [newId(), staff.accountId],
    );
    await expect(invite).rejects.toMatchObject(REFUSED);
  });

  it('joins no company without its invitation, and invites itself to none', async () => {
    const join = client.query(`INSERT INTO memberships (company_id, account_id, role) VALUES ($1, $2, 'owner')`, [
      other.companyId,
      firm.accountId,
    ]);
    await expect(join).rejects.toMatchObject(REFUSED);
    const invite = client.query(
      `INSERT INTO invitations (id, company_id, email, role, language, invited_by, created_at, expires_at)
       VALUES ($1, $2, $3, 'owner', 'en', $4, now(), now() + interval '1 day')`,
      [newId(), other.companyId, firm.email, firm.accountId],
    );
    await expect(invite).rejects.toMatchObject(REFUSED);
  });

  it('accepts an invitation as it was written', async () => {
    await portal.database.query(
      `INSERT INTO invitations (id, company_id, email, role, language, invited_by, created_at, expires_at)
       VALUES ($1, $2, $3, 'viewer', 'en', $4, now(), now() + interval '1 day')`,
      [newId(), other.companyId, firm.email, other.accountId],
    );
    await expect(client.query(`UPDATE invitations SET role = 'owner'`)).rejects.toMatchObject(REFUSED);
    await client.query('BEGIN');
    const accepted = await client.query('UPDATE invitations SET accepted_at = now(), accepted_by = $1', [
      firm.accountId,
    ]);
    expect(accepted.rowCount).toBe(1);
    const asOwner = client.query(`INSERT INTO memberships (company_id, account_id, role) VALUES ($1, $2, 'owner')`, [
      other.companyId,
      firm.accountId,
    ]);
    await expect(asOwner).rejects.toMatchObject(REFUSED);
    await client.query('ROLLBACK');
  });

  it('writes nothing to a company that its founder has left', async () => {
    const founder = await createPerson(portal);
    await portal.database.query('UPDATE companies SET created_by = $2 WHERE id = $1', [
      other.companyId,
      founder.accountId,
    ]);
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('shuqiao.companies', '', true), set_config('shuqiao.account', $1::text, true)`,
      [founder.accountId],
    );
    const written = await client.query(`UPDATE companies SET legal_name = 'taken' WHERE id = $1`, [other.companyId]);
    expect(written.rowCount).toBe(0);
    await client.query('ROLLBACK');
  });

  it('verifies no company and publishes no demand', async () => {
    const { companyId, accountId } = await createFirm(portal, { status: 'submitted' });
    const demand = `INSERT INTO demands (id, company_id, status, country, title, version, created_at, updated_at)
      VALUES ($1, $2, $3, 'KZ', '{"lang": "en", "text": "A port"}', 1, now(), now())`;
    const id = newId();
    await portal.database.query(demand, [id, companyId, 'draft']);
    await client.query('BEGIN');
    await client.query(`SELECT set_config('shuqiao.companies', $1, true), set_config('shuqiao.account', $2, true)`, [
      companyId,
      accountId,
    ]);
    const refused = async (text: string, values: unknown[]) => {
      await client.query('SAVEPOINT before');
      await expect(client.query(text, values)).rejects.toMatchObject(REFUSED);
      await client.query('ROLLBACK TO before');
    };
    await refused(`UPDATE companies SET status = 'verified' WHERE id = $1`, [companyId]);
    await refused(`UPDATE demands SET status = 'returned' WHERE id = $1`, [id]);
    await refused(demand, [newId(), companyId, 'returned']);
    await refused(
      `INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at)
       VALUES ($1, 1, $2, '{}', true, now())`,
      [id, companyId],
    );
    await refused(
      `INSERT INTO demand_listings (demand_id, company_id, version, status, country, deadline, published_at, concepts, summary)
       VALUES ($1, $2, 1, 'open', 'KZ', now(), now(), '{}', '{}')`,
      [id, companyId],
    );
    await refused(`UPDATE demand_listings SET summary = '{}' WHERE company_id = $1`, [companyId]);
    await client.query('ROLLBACK');
  });

  it('puts nothing into the audit in another’s name', async () => {
    const entry = (kind: string, accountId: string) =>
      client.query(
        `INSERT INTO audit_entries (id, actor_kind, account_id, action, subject_type, subject_id, details, request_id)
         VALUES ($1, $2, $3, 'company.verified', 'company', 'x', '{}', 'test')`,
        [newId(), kind, accountId],
      );
    await expect(entry('staff', firm.accountId)).rejects.toMatchObject(REFUSED);
    await expect(entry('account', other.accountId)).rejects.toMatchObject(REFUSED);
    await expect(entry('account', firm.accountId)).resolves.toMatchObject({ rowCount: 1 });
  });
});
