import type { Actor } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { Portal } from '../portal';

/** Whether the demonstration was filled in to its end. */
export async function wasFilled(portal: Portal, actor: Actor): Promise<boolean> {
  const database = databaseOf(portal);
  return (await database.queryOnce(actor, FIND, [])).length > 0;
}

export async function markFilled(portal: Portal, actor: Actor): Promise<void> {
  const database = databaseOf(portal);
  await database.queryOnce(actor, SET, []);
}

export async function hasAccount(portal: Portal, actor: Actor, email: string): Promise<boolean> {
  const database = databaseOf(portal);
  return (await database.queryOnce(actor, ACCOUNT, [email])).length > 0;
}

/** The addresses of the demonstration's people who are here: one that an earlier edition filled has others than this one's. */
export async function demonstrationAccounts(portal: Portal, actor: Actor): Promise<ReadonlySet<string>> {
  const rows = await databaseOf(portal).queryOnce<{ email: string }>(actor, PEOPLE, [`%${DEMONSTRATION_DOMAIN}`]);
  return new Set(rows.map(({ email }) => email));
}

/** Whether somebody has an account who is none of the demonstration's people. */
export async function isInUse(portal: Portal, actor: Actor): Promise<boolean> {
  const database = databaseOf(portal);
  return (await database.queryOnce(actor, STRANGER, [`%${DEMONSTRATION_DOMAIN}`])).length > 0;
}

/** Puts the next digest of a company's matches to the hour that it was set to and that has just begun. */
export async function digestIsDue(portal: Portal, actor: Actor, companyId: string, zone: string): Promise<void> {
  await databaseOf(portal).queryOnce(actor, DIGEST_DUE, [companyId, zone]);
}

function databaseOf(portal: Portal): Database {
  return portal.worker.context.get(Database, { strict: false });
}

/** Nobody else has an address there: `.example` belongs to nobody (RFC 2606). */
const DEMONSTRATION_DOMAIN = '@demo.shuqiao.example';

const FIND: Statement = {
  name: 'demonstration.find',
  text: `SELECT FROM installation_marks WHERE name = 'demonstration'`,
};
const SET: Statement = {
  name: 'demonstration.set',
  text: `INSERT INTO installation_marks (name) VALUES ('demonstration') ON CONFLICT (name) DO NOTHING`,
};
const ACCOUNT: Statement = { name: 'demonstration.account', text: 'SELECT FROM accounts WHERE email = $1' };
const STRANGER: Statement = {
  name: 'demonstration.stranger',
  text: 'SELECT FROM accounts WHERE email NOT LIKE $1 LIMIT 1',
};
const PEOPLE: Statement = { name: 'demonstration.people', text: 'SELECT email FROM accounts WHERE email LIKE $1' };
const DIGEST_DUE: Statement = {
  name: 'demonstration.digest-due',
  text: `UPDATE match_digests SET next_at = next_weekly_hour(now() - interval '2 hours', $2, weekday, hour) WHERE company_id = $1`,
};
