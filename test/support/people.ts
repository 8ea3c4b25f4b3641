import { JwtService } from '@nestjs/jwt';
import { type CompanyRole, type Language, newId, type StaffRole } from '@shuqiao/kernel';
import { type Audience, signAccessToken } from '@shuqiao/identity';
import { TEST_TOKEN_SECRET, type TestPortal } from './portal';

/** Somebody with a session; `authorization` goes into the header of that name. */
export interface Person {
  readonly accountId: string;
  readonly email: string;
  readonly authorization: string;
}

interface CompanyOptions {
  readonly country?: string;
  readonly status?: string;
  readonly kind?: string;
  readonly legalName?: string;
}

let counter = 0;

/** An account with an open session, put straight into the database: for tests that are not about signing in. */
export async function createPerson(
  portal: TestPortal,
  {
    audience = 'company',
    staffRoles = [],
    language = 'en',
  }: { audience?: Audience; staffRoles?: StaffRole[]; language?: Language } = {},
): Promise<Person> {
  const accountId = newId();
  const sessionId = newId();
  const email = `person-${++counter}-${accountId.slice(-6)}@example.org`;
  await portal.database.query(
    `INSERT INTO accounts (id, email, email_verified_at, password_hash, display_name, language, staff_roles)
     VALUES ($1, $2, now(), 'unusable', $3, $4, $5)`,
    [accountId, email, `Person ${counter}`, language, staffRoles],
  );
  await portal.database.query(
    `INSERT INTO sessions (id, account_id, audience, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
    [sessionId, accountId, audience],
  );
  const token = signAccessToken(
    new JwtService(),
    { secret: TEST_TOKEN_SECRET, audience },
    { sub: accountId, sid: sessionId },
  );
  return { accountId, email, authorization: `Bearer ${token}` };
}

export function createStaff(portal: TestPortal, ...staffRoles: StaffRole[]): Promise<Person> {
  return createPerson(portal, { audience: 'staff', staffRoles });
}

/** A company's bare row, verified unless said otherwise. */
export async function createCompany(portal: TestPortal, owner: Person, options: CompanyOptions = {}): Promise<string> {
  const { country = 'CN', status = 'verified', kind = 'firm', legalName = '数桥测试科技有限公司' } = options;
  const id = newId();
  await portal.database.query(
    `INSERT INTO companies (id, country, kind, status, legal_name, legal_name_lang, created_by) VALUES ($1, $2, $3, $4, $5, 'zh', $6)`,
    [id, country, kind, status, legalName, owner.accountId],
  );
  await addMember(portal, id, owner, 'owner');
  return id;
}

export async function addMember(
  portal: TestPortal,
  companyId: string,
  person: Person,
  role: CompanyRole,
): Promise<void> {
  await portal.database.query('INSERT INTO memberships (company_id, account_id, role) VALUES ($1, $2, $3)', [
    companyId,
    person.accountId,
    role,
  ]);
}

/** A company with its owner in one go. */
export async function createFirm(
  portal: TestPortal,
  options: CompanyOptions = {},
): Promise<Person & { companyId: string }> {
  const owner = await createPerson(portal);
  return { ...owner, companyId: await createCompany(portal, owner, options) };
}
