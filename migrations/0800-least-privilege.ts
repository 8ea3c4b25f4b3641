import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * Takes from the roles of the programs what no use case needs, so that a hole in the firms' API is none in the
 * secretariat: staff accounts and staff sessions, other firms' memberships, audit entries in somebody else's name.
 */
export class LeastPrivilege1790000000800 implements MigrationInterface {
  name = 'LeastPrivilege1790000000800';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...ACCOUNTS, ...MEMBERSHIPS, ...INVITATIONS, ...COMPANIES, ...AUDIT, ...FUNCTIONS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...UNDO);
  }
}

const CREDENTIALS = ['accounts', 'sessions', 'refresh_tokens', 'account_tokens'];

// A conflicting row is looked at before its policy (ON CONFLICT … DO UPDATE … WHERE): signing up with the address of
// somebody of the staff stays what it is for any other known address.
const ACCOUNTS = [
  ...CREDENTIALS.flatMap((table) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_centre ON ${table} TO shuqiao_staff, shuqiao_worker USING (true) WITH CHECK (true)`,
    `REVOKE DELETE ON ${table} FROM shuqiao_company, shuqiao_staff`,
  ]),
  'CREATE POLICY accounts_visible ON accounts FOR SELECT TO shuqiao_company USING (true)',
  `CREATE POLICY accounts_open ON accounts FOR INSERT TO shuqiao_company WITH CHECK (staff_roles = '{}')`,
  `CREATE POLICY accounts_change ON accounts FOR UPDATE TO shuqiao_company
   USING (staff_roles = '{}') WITH CHECK (staff_roles = '{}')`,
  `CREATE POLICY sessions_company ON sessions TO shuqiao_company
   USING (audience = 'company') WITH CHECK (audience = 'company')`,
  `CREATE POLICY refresh_tokens_company ON refresh_tokens TO shuqiao_company
   USING (EXISTS (SELECT FROM sessions WHERE sessions.id = session_id))`,
  `CREATE POLICY account_tokens_company ON account_tokens TO shuqiao_company
   USING (kind IN ('email_verification', 'password_reset'))`,
];

// Who founds a company or has just accepted its invitation is no member yet. Asked with the owner's rights, since a
// policy of a table cannot look into the same table.
const MEMBERSHIPS = [
  `CREATE FUNCTION may_join(company uuid, as_role text) RETURNS boolean
     LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
   SELECT EXISTS (SELECT FROM companies founded WHERE founded.id = company AND founded.created_by = acting_account()
       AND founded.status = 'draft' AND NOT EXISTS (SELECT FROM memberships WHERE memberships.company_id = company))
     OR EXISTS (SELECT FROM invitations WHERE invitations.company_id = company AND invitations.role = as_role
       AND invitations.accepted_by = acting_account() AND invitations.accepted_at IS NOT NULL) $$`,
  'DROP POLICY memberships_mine ON memberships',
  `CREATE POLICY memberships_mine ON memberships TO shuqiao_company USING (company_id = ANY (acting_companies()))`,
  `CREATE POLICY memberships_visible ON memberships FOR SELECT TO shuqiao_company USING (account_id = acting_account())`,
  `CREATE POLICY memberships_join ON memberships FOR INSERT TO shuqiao_company
   WITH CHECK (account_id = acting_account() AND may_join(company_id, role))`,
];

const INVITED = `email = (SELECT account.email FROM accounts account
  WHERE account.id = acting_account() AND account.email_verified_at IS NOT NULL)`;

// Whom an invitation names may accept it and change nothing else of it.
const INVITATIONS = [
  'REVOKE UPDATE, DELETE ON invitations FROM shuqiao_company',
  'GRANT UPDATE (accepted_at, accepted_by, revoked_at) ON invitations TO shuqiao_company',
  'DROP POLICY invitations_mine ON invitations',
  'CREATE POLICY invitations_mine ON invitations TO shuqiao_company USING (company_id = ANY (acting_companies()))',
  `CREATE POLICY invitations_visible ON invitations FOR SELECT TO shuqiao_company USING (${INVITED})`,
  `CREATE POLICY invitations_accept ON invitations FOR UPDATE TO shuqiao_company
   USING (${INVITED}) WITH CHECK (accepted_by = acting_account())`,
];

// Who founded a company and was removed from it since may not go on writing to it.
const COMPANIES = [
  'DROP POLICY companies_mine ON companies',
  'CREATE POLICY companies_mine ON companies TO shuqiao_company USING (id = ANY (acting_companies()))',
  'CREATE POLICY companies_created ON companies FOR SELECT TO shuqiao_company USING (created_by = acting_account())',
  `CREATE POLICY companies_found ON companies FOR INSERT TO shuqiao_company
   WITH CHECK (created_by = acting_account() AND status = 'draft')`,
];

// What the functions of the bookings write for the system is written with the owner's rights.
const AUDIT = [
  'DROP POLICY audit_entries_record ON audit_entries',
  `CREATE POLICY audit_entries_record ON audit_entries FOR INSERT TO shuqiao_company
   WITH CHECK (actor_kind IN ('anonymous', 'account') AND account_id IS NOT DISTINCT FROM acting_account())`,
];

const CALLED = [
  'linked_file(uuid)',
  'lock_open_demand(uuid, timestamptz)',
  'may_join(uuid, text)',
  'open_contacts(uuid, uuid)',
  'public_findings(uuid)',
  'publish_outbox_message(uuid, text, jsonb, text)',
  'registration_number_holders(uuid, text[], text[], text[])',
  'session_actor(uuid, text)',
];
// A trigger needs no right to call its function.
const TRIGGERED = [
  'count_demand_listing_key()',
  'count_open_eois()',
  'count_seats()',
  'keep_an_administrator()',
  'keep_an_owner()',
  'keep_previous_snapshot()',
  'queue_for_sealing()',
  'spread_demand_listing()',
];

// PostgreSQL lets everybody call a new function, whoever else may log in to the database.
const FUNCTIONS = [
  `REVOKE EXECUTE ON FUNCTION ${[...CALLED, ...TRIGGERED].join(', ')} FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION ${CALLED.join(', ')} TO shuqiao_company, shuqiao_staff, shuqiao_worker`,
];

const UNDO = [
  `GRANT EXECUTE ON FUNCTION ${[...CALLED, ...TRIGGERED].join(', ')} TO PUBLIC`,
  'DROP POLICY audit_entries_record ON audit_entries',
  'CREATE POLICY audit_entries_record ON audit_entries FOR INSERT TO shuqiao_company WITH CHECK (true)',
  ...['companies_mine', 'companies_created', 'companies_found'].map((policy) => `DROP POLICY ${policy} ON companies`),
  `CREATE POLICY companies_mine ON companies TO shuqiao_company
   USING (id = ANY (acting_companies()) OR created_by = acting_account())`,
  ...['invitations_mine', 'invitations_visible', 'invitations_accept'].map(
    (policy) => `DROP POLICY ${policy} ON invitations`,
  ),
  `CREATE POLICY invitations_mine ON invitations TO shuqiao_company
   USING (company_id = ANY (acting_companies()) OR ${INVITED})`,
  'GRANT UPDATE, DELETE ON invitations TO shuqiao_company',
  ...['memberships_mine', 'memberships_visible', 'memberships_join'].map(
    (policy) => `DROP POLICY ${policy} ON memberships`,
  ),
  `CREATE POLICY memberships_mine ON memberships TO shuqiao_company
   USING (company_id = ANY (acting_companies()) OR account_id = acting_account())`,
  'DROP FUNCTION may_join',
  ...['accounts_visible', 'accounts_open', 'accounts_change'].map((policy) => `DROP POLICY ${policy} ON accounts`),
  ...['sessions', 'refresh_tokens', 'account_tokens'].map((table) => `DROP POLICY ${table}_company ON ${table}`),
  ...CREDENTIALS.flatMap((table) => [
    `DROP POLICY ${table}_centre ON ${table}`,
    `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
    `GRANT DELETE ON ${table} TO shuqiao_company, shuqiao_staff`,
  ]),
];
