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
import { type DemonstrationFirm, STAFF } from './content';
import { DEMANDS } from './demands';
import { DOMESTIC_FIRMS } from './domestic-firms';
import { FOREIGN_FIRMS } from './foreign-firms';
import { hasAccount, isInUse, markFilled, wasFilled } from './mark';
import { holdRoadshow } from './roadshow';

/** The password of every account of the demonstration; they exist in demonstration mode only. */
export const DEMONSTRATION_PASSWORD = 'caravan-bridge-lantern-27';
export const FIRMS: readonly DemonstrationFirm[] = [...DOMESTIC_FIRMS, ...FOREIGN_FIRMS];

const IN_USE =
  'This database is in use, so it is no place for a demonstration: set DEMONSTRATION=false, or point DATABASE_URL at an empty database.';

/**
 * Fills an empty portal by using it as its people do, over its own HTTP: what the demonstration shows has gone through
 * every rule there is. It is done once; a start that was interrupted in the middle is taken up where it stopped, since
 * every step can be repeated.
 * @throws Error when people use the database already: their mails would lie open, beside staff whose password is known.
 */
export async function fillDemonstration(portal: Portal, config: Config): Promise<void> {
  const actor = systemActor('demonstration');
  if (await wasFilled(portal, actor)) return;
  if (await isInUse(portal, actor)) throw new Error(IN_USE);
  await createAccounts(portal);
  const base = `http://127.0.0.1:${config.PORT}`;
  const staff = async (index: number) =>
    signedIn(new HttpClient(base, '/admin/v1', { language: 'zh', repeatable: true }), STAFF[index]?.email ?? '');
  const reviewers: Reviewers = { first: await staff(1), second: await staff(2) };
  const companies = new Map<string, { client: HttpClient; companyId: string }>();
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
  for (const demand of DEMANDS) {
    const owner = companies.get(demand.firm);
    if (!owner) throw new Error(`No firm ${demand.firm} in the demonstration`);
    const demandId = await submitDemand(owner.client, owner.companyId, demand);
    const { body } = await owner.client.get(`/companies/${owner.companyId}/demands/${demandId}`);
    if (body.status === 'submitted') await approve(reviewers, demandId);
    await untilPublished(owner.client, demandId);
  }
  await holdRoadshow(await staff(3));
  await markFilled(portal, actor);
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
