import { systemActor } from '@shuqiao/kernel';
import { MatchDigests } from '@shuqiao/notifications';
import type { Person } from './people';
import type { TestPortal } from './portal';
import { publishDemand, type PublishedDemand } from './published-demand';

type Firm = Person & { readonly companyId: string };

export interface DigestMail {
  readonly email: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly unsubscribe_url: string;
}

/** A Wednesday; the next Monday, nine o'clock: 01:00 in UTC for Beijing, 04:00 for Almaty. */
export const WEDNESDAY = '2027-03-03T12:00:00Z';
export const BEIJING = '2027-03-08T01:00:00Z';
export const ALMATY = '2027-03-08T04:00:00Z';

const FIGURES = { country: [0.2, 1, 0.2] };
const DEMAND = { country: 'KZ', textLanguages: ['ru'], countryLanguages: ['kk', 'ru'], concepts: [], certificates: [] };
const COMPANY = {
  ...{ country: 'CN', targetCountries: [], referenceCountries: ['KZ'], languages: [], concepts: [], capabilities: [] },
  ...{ references: [], certificates: [], headcount: null, verifiedAt: null },
};

/** A match as the matching context stores it; `score` in ten-thousandths. */
export async function storeMatch(
  portal: TestPortal,
  { asking, offering, score = 8000 }: { asking: Firm; offering: Firm; score?: number | undefined },
): Promise<PublishedDemand> {
  const demand = await publishDemand(portal, { companyId: asking.companyId });
  await portal.database.query(
    `INSERT INTO matches (demand_id, company_id, demand_company_id, score, figures, for_demand, for_company, version, computed_at)
     VALUES ($1, $2, $3, $4, $5, true, true, 1, now())`,
    [demand.id, offering.companyId, asking.companyId, score, JSON.stringify(FIGURES)],
  );
  for (const [side, id, companyId, features] of [
    ['demand', demand.id, asking.companyId, { ...DEMAND, budgetUsd: null, deadline: null }],
    ['company', offering.companyId, offering.companyId, COMPANY],
  ] as const)
    await portal.database.query(
      `INSERT INTO match_features (side, subject_id, company_id, features, updated_at) VALUES ($1, $2, $3, $4, now())
       ON CONFLICT DO NOTHING`,
      [side, id, companyId, { ...features, companyId }],
    );
  return demand;
}

/** Sets the clock. */
export function setClock(portal: TestPortal, time: string): void {
  portal.clock.advance(new Date(time).getTime() - portal.clock.now().getTime());
}

export function runDigests(portal: TestPortal): Promise<number> {
  return portal.worker.context.get(MatchDigests).run(systemActor('test'));
}

/** What was mailed since the last look. */
export function takeDigests(portal: TestPortal): Promise<DigestMail[]> {
  return portal.database.query<DigestMail>(
    `DELETE FROM mails WHERE kind = 'match.found' RETURNING email, language, subject, text, html, unsubscribe_url`,
  );
}

/** What is mailed when the worker runs at this time. */
export async function digestsAt(portal: TestPortal, time: string): Promise<DigestMail[]> {
  setClock(portal, time);
  await runDigests(portal);
  return takeDigests(portal);
}

/** No company is due but those that are made from now on. */
export async function clearDigests(portal: TestPortal): Promise<void> {
  setClock(portal, WEDNESDAY);
  await portal.database.query('UPDATE match_digests SET enabled = false');
  await takeDigests(portal);
}
