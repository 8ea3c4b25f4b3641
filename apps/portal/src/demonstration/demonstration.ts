import { Accounts } from '@shuqiao/identity';
import { systemActor } from '@shuqiao/kernel';
import type { Config } from '@shuqiao/platform';
import {
  approve,
  registerCompany,
  type Reviewers,
  statusOf,
  submitDemand,
  untilPublished,
  untilVerified,
} from '../client/acts';
import { HttpClient } from '../client/http-client';
import type { Portal } from '../portal';
import { type DemonstrationDemand, type DemonstrationFirm, STAFF } from './content';
import { DEMANDS } from './demands';
import { bringInDirectory } from './directory';
import { DOMESTIC_FIRMS } from './domestic-firms';
import { FOREIGN_FIRMS } from './foreign-firms';
import { type Owner, saveSearches, tellMatches } from './mails';
import { demonstrationAccounts, hasAccount, isInUse, markFilled, wasFilled } from './mark';
import { holdRoadshow } from './roadshow';

/** The password of every account of the demonstration; they exist in demonstration mode only. */
export const DEMONSTRATION_PASSWORD = 'caravan-bridge-lantern-27';
const FIRMS: readonly DemonstrationFirm[] = [...DOMESTIC_FIRMS, ...FOREIGN_FIRMS];

/** Somebody of the demonstration who can sign in, and what the announcement says of him. */
export interface Login {
  readonly email: string;
  readonly as: string;
}

const IN_USE =
  'This database is in use, so it is no place for a demonstration: set DEMONSTRATION=false, or point DATABASE_URL at an empty database.';

/**
 * Fills an empty portal by using it as its people do, over its own HTTP: what the demonstration shows has gone through
 * every rule there is. It is done once; a start that was interrupted in the middle is taken up where it stopped, since
 * every step can be repeated.
 * @throws Error when people use the database already: their mails would lie open, beside staff whose password is known.
 */
export async function fillDemonstration(
  portal: Portal,
  config: Config,
  say: (line: string) => void = () => undefined,
): Promise<void> {
  const actor = systemActor('demonstration');
  if (await wasFilled(portal, actor)) return;
  if (await isInUse(portal, actor)) throw new Error(IN_USE);
  say('Filling in the demonstration: its firms register, publish and find each other …');
  await createAccounts(portal);
  const base = `http://127.0.0.1:${config.PORT}`;
  const staff = async (index: number) =>
    signedIn(new HttpClient(base, '/admin/v1', { language: 'zh', repeatable: true }), STAFF[index]?.email ?? '');
  const reviewers: Reviewers = { first: await staff(1), second: await staff(2) };
  const companies = await verifyFirms(base, reviewers);
  const ownerOf = (key: string): Owner => {
    const owner = companies.get(key);
    if (!owner) throw new Error(`No firm ${key} in the demonstration`);
    return owner;
  };
  await saveSearches(ownerOf('haiyi'), ownerOf('aktau'));
  await bringInDirectory(reviewers.first);
  for (const demand of DEMANDS) await publish(demand, ownerOf(demand.firm), reviewers);
  await holdRoadshow(await staff(3));
  await tellMatches(portal, actor, ownerOf('haiyi'));
  await markFilled(portal, actor);
}

/** Those of its people who are in the database, in the order in which a newcomer meets them. */
export async function demonstrationLogins(portal: Portal): Promise<Login[]> {
  const present = await demonstrationAccounts(portal, systemActor('demonstration'));
  const logins = [
    ...STAFF.map(({ email, role }) => ({ email, as: role })),
    ...FIRMS.map(({ owner, country, legalName }) => ({ email: owner.email, as: `${country}  ${legalName.text}` })),
  ];
  return logins.filter(({ email }) => present.has(email));
}

async function verifyFirms(base: string, reviewers: Reviewers): Promise<ReadonlyMap<string, Owner>> {
  const companies = new Map<string, Owner>();
  for (const firm of FIRMS) {
    const client = await signedIn(
      new HttpClient(base, '/api/v1', { language: firm.owner.language, repeatable: true }),
      firm.owner.email,
    );
    const companyId = await registerCompany(client, firm);
    if ((await statusOf(client, companyId)) === 'submitted') await approve(reviewers, companyId);
    companies.set(firm.key, { client, companyId });
  }
  for (const { client, companyId } of companies.values()) await untilVerified(client, companyId);
  return companies;
}

async function publish(demand: DemonstrationDemand, { client, companyId }: Owner, reviewers: Reviewers): Promise<void> {
  const demandId = await submitDemand(client, companyId, demand);
  const { body } = await client.get(`/companies/${companyId}/demands/${demandId}`);
  if (body.status === 'submitted') await approve(reviewers, demandId);
  await untilPublished(client, demandId);
}

async function createAccounts(portal: Portal): Promise<void> {
  const accounts = portal.adminApi.get(Accounts, { strict: false });
  const actor = systemActor('demonstration');
  const password = DEMONSTRATION_PASSWORD;
  for (const { email, displayName, role } of STAFF) {
    if (await hasAccount(portal, actor, email)) continue;
    await accounts.createStaff(actor, {
      email,
      displayName,
      password,
      language: 'zh',
      timeZone: 'Asia/Shanghai',
      roles: [role],
    });
  }
  for (const { owner } of FIRMS) {
    if (!(await hasAccount(portal, actor, owner.email)))
      await accounts.createVerifiedAccount(actor, { ...owner, password });
  }
}

async function signedIn(client: HttpClient, email: string): Promise<HttpClient> {
  await client.signIn(email, DEMONSTRATION_PASSWORD);
  return client;
}
