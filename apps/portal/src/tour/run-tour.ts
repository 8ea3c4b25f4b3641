import { approve, registerCompany, statusOf, submitDemand, untilPublished, untilVerified } from '../client/acts';
import { eventually, HttpClient } from '../client/http-client';
import { STAFF } from '../demonstration/content';
import { DEMONSTRATION_PASSWORD } from '../demonstration/demonstration';
import { holdRoadshow } from '../demonstration/roadshow';
import { beAlerted, saveSearch } from './alerts';
import { attend } from './attend';
import { bringInCompany } from './bring-in';
import { findAndMatch } from './matches';
import { meetOneToOne } from './matchmaking-day';
import type { Parties } from './parties';
import { signUp } from './sign-up';
import { tourAgency, tourDemand, tourFirm } from './cast';
import { expectEqual, Steps } from './steps';

/**
 * The main job, from a stranger's sign-up to a seat at a roadshow and a place at a table: each step asks the portal what state was reached and
 * stops the tour when it is another than it should be. It may be repeated on the same portal.
 */
export async function runTour(base: string, print: (line: string) => void): Promise<void> {
  const steps = new Steps(print);
  const run = Date.now().toString(36);
  const [admin, reviewer, second, manager] = STAFF.map(() => new HttpClient(base, '/admin/v1', { language: 'en' }));
  await steps.take('The portal is ready', async () => {
    const answer = await fetch(`${base}/health/ready`, { signal: AbortSignal.timeout(10_000) });
    return expectEqual(answer.status, 200, 'ready');
  });
  await steps.take('Staff sign in', async () => {
    for (const [index, client] of [admin, reviewer, second, manager].entries())
      await client?.signIn(STAFF[index]?.email ?? '', DEMONSTRATION_PASSWORD);
    return 'signed in';
  });
  const reviewers = { first: reviewer as HttpClient, second: second as HttpClient };

  const firm = await signUp(steps, base, tourFirm(run));
  const companyId = await steps.take('The firm registers in China and submits its profile', async () => {
    const id = await registerCompany(firm, tourFirm(run));
    return expectEqual(await statusOf(firm, id), 'submitted', id);
  });
  await steps.take('The secretariat checks it and approves', async () => {
    await approve(reviewers, companyId);
    return untilVerified(firm, companyId);
  });
  await steps.take('Its page says what was checked, and until when', async () => {
    const { body } = await firm.get(`/companies/${companyId}`);
    const checks = body.verification.checks as { check: string; result: string; validUntil: string }[];
    return expectEqual(
      checks.every(({ result }) => result === 'passed'),
      true,
      checks.map(({ check, validUntil }) => `${check} until ${validUntil}`).join(', '),
    );
  });
  const agency = await signUp(steps, base, tourAgency(run));
  const agencyId = await steps.take('An agency abroad registers and submits its profile', async () => {
    const id = await registerCompany(agency, tourAgency(run));
    return expectEqual(await statusOf(agency, id), 'submitted', id);
  });
  await steps.take('The secretariat verifies the agency too', async () => {
    await approve(reviewers, agencyId);
    return untilVerified(agency, agencyId);
  });
  await saveSearch(steps, firm);
  const demandId = await steps.take('The agency writes a demand in Russian and submits it', () =>
    submitDemand(agency, agencyId, tourDemand()),
  );
  await steps.take('The demand is reviewed and published', async () => {
    await approve(reviewers, demandId);
    return untilPublished(agency, demandId);
  });
  const parties: Parties = { firm, agency, companyId, demandId };
  await beAlerted(steps, firm, tourFirm(run).owner.email);
  await findAndMatch(steps, parties);
  await bringInCompany(steps, reviewers.first, parties);
  await talk(steps, parties);
  await meet(steps, { firm, manager: manager as HttpClient, companyId });
  await meetOneToOne(steps, { manager: manager as HttpClient, firm, companyId, agency, agencyId });
  await steps.take('The audit kept every act on the demand, sealed into its chain of hashes', () =>
    eventually('seal', async () => {
      const { body } = await (admin as HttpClient).get(`/audit-entries?subjectType=demand&subjectId=${demandId}`);
      const entries = body.items as { action: string; position: number | null }[];
      return entries.every(({ position }) => position !== null)
        ? entries
            .map(({ action }) => action)
            .reverse()
            .join(', ')
        : undefined;
    }),
  );
  steps.table();
}

async function talk(steps: Steps, { firm, agency, companyId, demandId }: Parties): Promise<void> {
  const eoiId = await steps.take('The firm sends an expression of interest', async () => {
    const { body: demand } = await firm.get(`/demands/${demandId}`);
    const offers = (demand.requirements as { id: string; concepts: string[] }[]).map(({ id, concepts }) => ({
      requirementId: id,
      capability: concepts[0] ?? '',
    }));
    const cover = { lang: 'ru', text: 'Готовы показать систему на русском языке и провести пилот за три месяца.' };
    const { body } = await firm.post(`/companies/${companyId}/eois`, { demandId, cover, offers });
    const sent = await firm.post(`/eois/${body.id}/sending`);
    return expectEqual(sent.body.status, 'sent', body.id as string);
  });
  await steps.take('Contacts are closed before the agency accepts', async () => {
    const answer = await firm.attempt('GET', `/eois/${eoiId}/contacts`);
    return expectEqual(answer.status >= 400, true, answer.body.code as string);
  });
  await steps.take('The agency accepts, and both sides consent', async () => {
    const accepted = await agency.post(`/eois/${eoiId}/acceptance`);
    await agency.put(`/eois/${eoiId}/consent`, {});
    await firm.put(`/eois/${eoiId}/consent`, {});
    return expectEqual(accepted.body.status, 'accepted', 'accepted');
  });
  await steps.take('Contacts are open to both', async () => {
    for (const side of [firm, agency]) await side.get(`/eois/${eoiId}/contacts`);
    return 'open';
  });
}

async function meet(
  steps: Steps,
  { firm, manager, companyId }: { firm: HttpClient; manager: HttpClient; companyId: string },
): Promise<void> {
  const [sessionId, laterId = ''] = await steps.take('The secretariat opens a roadshow with two sessions', () =>
    holdRoadshow(manager),
  );
  const bookingId = await steps.take('The firm books a seat', async () => {
    const { body } = await firm.post(`/roadshow-sessions/${sessionId}/bookings`, { companyId });
    return expectEqual(body.status, 'confirmed', body.id as string);
  });
  await steps.take('The same delegate cannot book twice', async () => {
    const answer = await firm.attempt('POST', `/roadshow-sessions/${sessionId}/bookings`, { body: { companyId } });
    return expectEqual(answer.status, 409, answer.body.code as string);
  });
  await steps.take('The seat stands in the firm’s bookings', async () => {
    const { body } = await firm.get(`/bookings/${bookingId}`);
    return expectEqual(body.status, 'confirmed', 'confirmed');
  });
  await attend(steps, { firm, manager, companyId, sessionId: laterId });
}
