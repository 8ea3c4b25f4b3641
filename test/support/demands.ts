import type { Response } from 'supertest';
import { Schedules } from '../../apps/worker/src/schedules';
import type { Person } from './people';
import type { TestPortal } from './portal';

export type Firm = Person & { companyId: string };

const DAY = 86_400_000;

/** A complete demand, as the form sends it; `overrides` replaces members. */
export function demandBody(portal: TestPortal, overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    country: 'KZ',
    place: 'Алматы',
    title: { lang: 'ru', text: 'Умный порт Актау' },
    titleTranslations: [{ lang: 'zh', text: '阿克套智慧港口' }],
    description: { lang: 'ru', text: 'Видеонаблюдение и управление очередью грузовиков.' },
    budget: { min: { amount: '100000', currency: 'USD' }, max: { amount: '250000.00', currency: 'USD' } },
    deadline: new Date(portal.clock.now().getTime() + 30 * DAY).toISOString(),
    contact: { name: 'Айгерим Сатпаева', email: 'aigerim@aktau.example.org', phone: '+7 701 000 00 00' },
    requirements: [
      {
        kind: 'layer',
        title: { lang: 'ru', text: 'Дата-центр' },
        concepts: ['data-infra.datacenter'],
        mandatory: true,
      },
      {
        kind: 'lot',
        title: { lang: 'ru', text: 'Модульный ЦОД' },
        concepts: ['data-infra.modular-dc'],
        quantity: '2',
        mandatory: false,
      },
    ],
    ...overrides,
  };
}

/** `at(portal, firm)` makes authorised requests below the firm's demands. */
export function own(portal: TestPortal, person: Person, companyId: string) {
  const base = `/api/v1/companies/${companyId}/demands`;
  const authorised = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string) =>
    portal.api()[method](`${base}${path}`).set('authorization', person.authorization);
  return {
    get: (path = '') => authorised('get', path),
    post: (path = '', body: object = {}) => authorised('post', path).send(body),
    put: (path: string, version: number, body: object) =>
      authorised('put', path).set('if-match', `"v${version}"`).send(body),
    patch: (path: string, version: number, body: object) =>
      authorised('patch', path).set('if-match', `"v${version}"`).send(body),
    delete: (path: string) => authorised('delete', path),
    upload: (path: string, bytes: Buffer, name: string) => authorised('post', path).attach('file', bytes, name),
  };
}

/** Creates a draft and returns it as answered. */
export async function createDraft(
  portal: TestPortal,
  firm: Firm,
  overrides: Record<string, unknown> = {},
): Promise<Response['body']> {
  const response = await own(portal, firm, firm.companyId).post('', demandBody(portal, overrides));
  if (response.status !== 201) throw new Error(`The draft was refused: ${JSON.stringify(response.body)}`);
  return response.body;
}

/** The actions recorded about a demand, oldest first. */
export async function auditActions(portal: TestPortal, subjectId: string): Promise<string[]> {
  const rows = await portal.database.query<{ action: string }>(
    'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY at, id',
    [subjectId],
  );
  return rows.map((row) => row.action);
}

/** The events published about a demand, oldest first. */
export function eventsOf(
  portal: TestPortal,
  demandId: string,
): Promise<{ name: string; payload: Record<string, unknown> }[]> {
  return portal.database.query(
    `SELECT name, payload FROM outbox_messages WHERE payload->>'demandId' = $1 ORDER BY created_at, id`,
    [demandId],
  );
}

/** Decides the open review case of a demand as the secretariat does, and lets the worker carry it out. */
export async function decide(
  portal: TestPortal,
  reviewer: Person,
  demandId: string,
  decision: 'approved' | 'returned' | 'rejected',
  remarks: object[] = [],
): Promise<string> {
  const [open] = await portal.database.query<{ id: string }>(
    `SELECT id FROM review_cases WHERE subject_id = $1 AND status NOT IN ('decided', 'withdrawn')`,
    [demandId],
  );
  const post = (path: string, body: object) =>
    portal
      .admin()
      .post(`/admin/v1/review-cases/${open?.id}/${path}`)
      .set('authorization', reviewer.authorization)
      .send(body);
  await post('claim', {}).expect(200);
  const reason = decision === 'approved' ? {} : { reason: { lang: 'en', text: 'Please say more.' } };
  await post('decision', { decision, ...reason, remarks }).expect(200);
  await portal.settle();
  return open?.id ?? '';
}

/** A published demand, by way of draft, submission and approval. */
export async function createPublished(
  portal: TestPortal,
  firm: Firm,
  reviewer: Person,
  overrides: Record<string, unknown> = {},
): Promise<Response['body']> {
  const draft = await createDraft(portal, firm, overrides);
  await own(portal, firm, firm.companyId).post(`/${draft.id}/submission`).expect(200);
  await decide(portal, reviewer, draft.id, 'approved');
  return (await own(portal, firm, firm.companyId).get(`/${draft.id}`).expect(200)).body;
}

/** Runs a schedule now. */
export async function runSchedule(portal: TestPortal, name: string): Promise<unknown> {
  const schedule = portal.worker.context.get(Schedules).all.find((candidate) => candidate.name === name);
  if (!schedule) throw new Error(`There is no schedule ${name}`);
  return schedule.run();
}
