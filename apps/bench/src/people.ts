import { JwtService } from '@nestjs/jwt';
import { signAccessToken } from '@shuqiao/identity';
import type { Client } from 'pg';
import { OWNER_ID } from './database/generate';
import type { Member } from './scenarios/scenario';

export const TOKEN_SECRET = 'a-secret-of-the-benchmark-and-nothing-else';
const DELEGATES = 200;

/** The owner of the newest generated company, and the delegates of the booking storm with a company each. */
export async function signInPeople(client: Client): Promise<{ owner: Member; delegates: Member[] }> {
  await client.query(ACCOUNTS, [DELEGATES]);
  await client.query(SESSIONS, [OWNER_ID]);
  await client.query(MEMBERSHIPS, [OWNER_ID]);
  const { rows } = await client.query<{ account: string; session: string; company: string }>(MEMBERS);
  const members = rows.map(({ account, session, company }) => ({
    accountId: account,
    sessionId: session,
    companyId: company,
    authorization: keptFor(60_000, () => tokenOf(account, session)),
  }));
  const owner = members.find(({ accountId }) => accountId === OWNER_ID);
  if (!owner) throw new Error('The generated companies have no owner');
  return { owner, delegates: members.filter((member) => member !== owner) };
}

function tokenOf(accountId: string, sessionId: string): string {
  const settings = { secret: TOKEN_SECRET, audience: 'company' as const };
  return `Bearer ${signAccessToken(new JwtService(), settings, { sub: accountId, sid: sessionId })}`;
}

/** Signing is the client's work and must not count while it measures: a token serves for a minute. */
function keptFor(milliseconds: number, make: () => string): () => string {
  let value = '';
  let madeAt = -Infinity;
  return () => {
    if (Date.now() - madeAt > milliseconds) [value, madeAt] = [make(), Date.now()];
    return value;
  };
}

const ACCOUNTS = `INSERT INTO accounts (id, email, email_verified_at, password_hash, display_name, language)
  SELECT ('01991000-0000-7000-b000-' || lpad(n::text, 12, '0'))::uuid, 'delegate-' || n || '@bench.example.org', now(), 'unusable', 'Delegate ' || n, 'en'
  FROM generate_series(1, $1::integer) AS n ON CONFLICT DO NOTHING`;
const SESSIONS = `INSERT INTO sessions (id, account_id, audience, expires_at)
  SELECT overlay(id::text placing '01992' from 1 for 5)::uuid, id, 'company', now() + interval '10 years' FROM accounts
  WHERE id = $1 OR email LIKE 'delegate-%' ON CONFLICT DO NOTHING`;
const MEMBERSHIPS = `INSERT INTO memberships (company_id, account_id, role)
  SELECT company.id, account.id, 'owner'
  FROM (SELECT id, row_number() OVER (ORDER BY id = $1 DESC, id) AS rank FROM accounts WHERE id = $1 OR email LIKE 'delegate-%') AS account
  JOIN (SELECT id, row_number() OVER (ORDER BY id) AS rank FROM companies) AS company USING (rank) ON CONFLICT DO NOTHING`;
const MEMBERS = `SELECT sessions.account_id AS account, sessions.id AS session, memberships.company_id AS company
  FROM sessions JOIN memberships USING (account_id) ORDER BY sessions.account_id`;
