import type { Person } from './people';
import type { TestPortal } from './portal';
import type { PublishedDemand } from './published-demand';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export const COVER = { lang: 'zh', text: '我们愿承担全部需求项，并提供本地化服务。' };

/** Authorised requests: `as(portal, person).post('/eois/…/sending')`. */
export function as(portal: TestPortal, person: Person) {
  const call = (method: Method, path: string) =>
    portal.api()[method](`/api/v1${path}`).set('authorization', person.authorization);
  return {
    get: (path: string) => call('get', path),
    post: (path: string, body: object = {}) => call('post', path).send(body),
    put: (path: string, body: object = {}) => call('put', path).send(body),
    patch: (path: string, version: number, body: object) =>
      call('patch', path).set('if-match', `"v${version}"`).send(body),
    delete: (path: string) => call('delete', path),
  };
}

/** Puts a capability into a company's profile, where offers need it. */
export async function addCapability(portal: TestPortal, companyId: string, concept: string): Promise<void> {
  await portal.database.query(
    `INSERT INTO company_capabilities (company_id, concept, position, maturity, evidence)
     VALUES ($1, $2, (SELECT count(*) FROM company_capabilities WHERE company_id = $1), 'production', '[]') ON CONFLICT DO NOTHING`,
    [companyId, concept],
  );
}

/** A draft that answers every requirement of a demand. */
export async function draftEoi(
  portal: TestPortal,
  sender: Person & { companyId: string },
  demand: PublishedDemand,
): Promise<string> {
  await addCapability(portal, sender.companyId, 'data-infra.datacenter');
  const response = await as(portal, sender).post(`/companies/${sender.companyId}/eois`, {
    demandId: demand.id,
    cover: COVER,
    offers: demand.requirementIds.map((requirementId) => ({
      requirementId,
      capability: 'data-infra.datacenter',
      note: '可在六个月内交付。',
    })),
  });
  if (response.status !== 201) throw new Error(`The draft was refused: ${JSON.stringify(response.body)}`);
  return response.body.id as string;
}

export async function sendEoi(
  portal: TestPortal,
  sender: Person & { companyId: string },
  demand: PublishedDemand,
): Promise<string> {
  const id = await draftEoi(portal, sender, demand);
  const response = await as(portal, sender).post(`/eois/${id}/sending`);
  if (response.status !== 200) throw new Error(`It was not sent: ${JSON.stringify(response.body)}`);
  return id;
}

/** What was recorded about a subject, oldest first. */
export async function auditOf(portal: TestPortal, subjectId: string): Promise<string[]> {
  const rows = await portal.database.query<{ action: string }>(
    'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY at, id',
    [subjectId],
  );
  return rows.map((row) => row.action);
}

/** The names of the events about an EOI, oldest first. */
export async function eventsAbout(portal: TestPortal, eoiId: string): Promise<string[]> {
  const rows = await portal.database.query<{ name: string }>(
    `SELECT name FROM outbox_messages WHERE payload ->> 'eoiId' = $1 ORDER BY created_at, id`,
    [eoiId],
  );
  return rows.map((row) => row.name);
}
