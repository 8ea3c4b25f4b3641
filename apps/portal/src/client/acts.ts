import type { DemonstrationDemand, DemonstrationFirm } from '../demonstration/content';
import { eventually, type HttpClient } from './http-client';

const DAY = 86_400_000;

/** Days from today, at an hour UTC. */
export function inDays(days: number, hour: number): string {
  return `${new Date(Date.now() + days * DAY).toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00:00Z`;
}

/** The two reviewers of a case: the second is asked only where a second pair of eyes is needed. */
export interface Reviewers {
  readonly first: HttpClient;
  readonly second: HttpClient;
}

interface ReviewCase {
  readonly id: string;
  readonly subjectId: string;
  readonly status: string;
}

/** Registers a company and describes it as its owner would, up to the submission. Answers its id. */
export async function registerCompany(client: HttpClient, firm: DemonstrationFirm): Promise<string> {
  const { body } = await client.post('/companies', {
    legalName: { ...firm.legalName },
    country: firm.country,
    kind: firm.kind,
    registrationNumbers: [{ ...firm.registration }],
  });
  const companyId = body.companyId as string;
  if ((await statusOf(client, companyId)) === 'draft') {
    await describeCompany(client, companyId, firm);
    await client.post(`/companies/${companyId}/submission`);
  }
  return companyId;
}

async function describeCompany(client: HttpClient, companyId: string, firm: DemonstrationFirm): Promise<void> {
  const base = `/companies/${companyId}`;
  const { body: profile } = await client.get(`${base}/profile`);
  const changes = {
    names: firm.otherNames.map((name) => ({ ...name })),
    description: firm.descriptions.map((text) => ({ ...text })),
    capabilities: firm.capabilities.map(({ concept, maturity }) => ({ concept, maturity, evidence: [] })),
    targetCountries: [...firm.targetCountries],
    languages: [...firm.languages],
    foundingYear: firm.foundedIn,
    website: firm.website,
  };
  await client.patch(`${base}/profile`, changes, profile.version as number);
  if (firm.product) {
    const { name, description, concepts } = firm.product;
    await client.post(`${base}/products`, {
      names: [{ ...name }],
      specification: [],
      description: [{ ...description }],
      concepts: [...concepts],
    });
  }
  if (firm.referenceCase) {
    const { title, country, year, concepts } = firm.referenceCase;
    await client.post(`${base}/reference-cases`, { title: { ...title }, country, year, concepts: [...concepts] });
  }
  const { name, position, phone } = firm.contact;
  await client.post(`${base}/contacts`, {
    name,
    position,
    phone,
    email: firm.owner.email,
    languages: [...firm.languages],
    consent: true,
  });
}

/**
 * Finds a submission's review case in the queue, claims it, records what it asks to be checked, and approves. It takes up
 * a case where an interrupted run left it.
 */
export async function approve({ first, second }: Reviewers, subjectId: string): Promise<void> {
  const { id, status } = await eventually(`review case of ${subjectId}`, async () => findCase(first, subjectId));
  const at = `/review-cases/${id}`;
  if (status === 'open') await first.post(`${at}/claim`);
  if (status !== 'awaiting_second') {
    await recordFindings(first, at);
    const { body } = await first.post(`${at}/decision`, { decision: 'approved' });
    if (body.status === 'decided') return;
  }
  await second.post(`${at}/second-decision`, { verdict: 'confirm' });
}

async function recordFindings(reviewer: HttpClient, at: string): Promise<void> {
  let { body } = await reviewer.get(at);
  for (const { check, state } of body.requiredChecks as { check: string; state: string }[]) {
    if (state !== 'passed')
      ({ body } = await reviewer.put(`${at}/findings/${check}`, { result: 'passed' }, body.version as number));
  }
}

async function findCase(reviewer: HttpClient, subjectId: string): Promise<ReviewCase | undefined> {
  const { body } = await reviewer.get('/review-cases?limit=100');
  return (body.items as ReviewCase[]).find((item) => item.subjectId === subjectId);
}

export async function statusOf(client: HttpClient, companyId: string): Promise<string> {
  return (await client.get(`/companies/${companyId}/profile`)).body.status as string;
}

export function untilVerified(client: HttpClient, companyId: string): Promise<string> {
  return eventually('verification', async () => {
    const status = await statusOf(client, companyId);
    return status === 'verified' ? status : undefined;
  });
}

/** Writes a demand down and submits it. Answers its id. */
export async function submitDemand(
  client: HttpClient,
  companyId: string,
  demand: DemonstrationDemand,
): Promise<string> {
  const { min, max, currency } = demand.budget;
  const { body } = await client.post(`/companies/${companyId}/demands`, {
    country: demand.country,
    place: demand.place,
    title: { ...demand.title },
    description: { ...demand.description },
    budget: { min: { amount: min, currency }, max: { amount: max, currency } },
    deadline: inDays(demand.deadlineInDays, 12),
    requirements: demand.requirements.map(({ title, concepts }) => ({
      kind: 'lot',
      title: { ...title },
      concepts: [...concepts],
      mandatory: true,
    })),
  });
  const demandId = (body.demandId ?? body.id) as string;
  const own = `/companies/${companyId}/demands/${demandId}`;
  if ((await client.get(own)).body.status === 'draft') await client.post(`${own}/submission`);
  return demandId;
}

export function untilPublished(client: HttpClient, demandId: string): Promise<string> {
  return eventually('publication', async () => {
    const answer = await client.attempt('GET', `/demands/${demandId}`);
    return answer.status === 200 ? 'published' : undefined;
  });
}
