import type { Response } from 'supertest';
import { createPerson, createStaff, type Person } from './people';
import type { TestPortal } from './portal';

export const USCC = '91110108MA01ABCD2H';

/** A member's requests below `/api/v1/companies/{companyId}`. */
export function own(portal: TestPortal, person: Person, companyId: string) {
  const at = (path: string) => `/api/v1/companies/${companyId}${path}`;
  const as = { authorization: person.authorization };
  return {
    get: (path: string) => portal.api().get(at(path)).set(as),
    post: (path: string, body: object = {}) => portal.api().post(at(path)).set(as).send(body),
    patch: (path: string, version: number, body: object) =>
      portal.api().patch(at(path)).set(as).set('if-match', `"v${version}"`).send(body),
    delete: (path: string) => portal.api().delete(at(path)).set(as),
    upload: (purpose: string, name: string, bytes: Buffer) =>
      portal
        .api()
        .post(at(`/documents?purpose=${purpose}`))
        .set(as)
        .attach('file', bytes, name),
  };
}

export const CONTACT = {
  name: '李晓雯',
  position: '海外业务总监',
  email: 'li.xiaowen@example.org',
  phone: '+86 10 6552 9988',
  languages: ['zh', 'en'],
  consent: true,
};

export const PROFILE = {
  description: [{ lang: 'zh', text: '面向港口的智能调度系统。' }],
  names: [{ lang: 'en', text: 'Shuqiao Smart Port' }],
  targetCountries: ['KZ', 'RU'],
  languages: ['zh', 'ru'],
  headcount: '50-249',
  foundingYear: 2015,
  website: 'https://example.org',
  capabilities: [{ concept: 'ai.llm', maturity: 'production', evidence: [] }],
};

export interface Draft {
  readonly owner: Person;
  readonly companyId: string;
}

interface DraftOptions {
  readonly country?: string;
  readonly numbers?: readonly { scheme: string; number: string }[];
  readonly profile?: object;
}

/** A draft that lacks nothing for its submission, made through the API. */
export async function createCompleteDraft(portal: TestPortal, options: DraftOptions = {}): Promise<Draft> {
  const {
    country = 'CN',
    numbers = [{ scheme: 'OTHER', number: `HRB ${Math.random()}` }],
    profile = PROFILE,
  } = options;
  const owner = await createPerson(portal);
  const created = await portal
    .api()
    .post('/api/v1/companies')
    .set('authorization', owner.authorization)
    .send({
      legalName: { lang: 'zh', text: '北京数桥智能科技有限公司' },
      country,
      kind: 'firm',
      registrationNumbers: numbers,
    })
    .expect(201);
  const { companyId } = created.body as { companyId: string };
  const api = own(portal, owner, companyId);
  await api.patch('/profile', 1, profile).expect(200);
  await api.post('/contacts', CONTACT).expect(201);
  return { owner, companyId };
}

interface Decision {
  readonly decision: 'approved' | 'returned' | 'rejected';
  /** What is not named and still missing is found to have passed before an approval. */
  readonly findings?: readonly { check: string; result: string; validUntil?: string; note?: string }[];
  /** Leave the handler to a later `settle`. */
  readonly unsettled?: boolean;
}

/** Decides the open case about a subject as reviewers do, a second one included where the case asks for it. */
export async function decide(
  portal: TestPortal,
  subjectId: string,
  { decision, findings = [], unsettled }: Decision,
): Promise<void> {
  const reviewer = await createStaff(portal, 'reviewer');
  const [{ id, needs_second_review }] = await portal.database.query<{ id: string; needs_second_review: boolean }>(
    `SELECT id, needs_second_review FROM review_cases WHERE subject_id = $1 AND status = 'open'`,
    [subjectId],
  );
  const at = (path: string) => `/admin/v1/review-cases/${id}${path}`;
  const as = { authorization: reviewer.authorization };
  let state = await portal.admin().post(at('/claim')).set('authorization', reviewer.authorization).expect(200);
  const find = async (check: string, finding: object) => {
    const { version } = state.body as { version: number };
    const put = portal.admin().put(at(`/findings/${check}`));
    state = await put
      .set({ ...as, 'if-match': `"v${version}"` })
      .send(finding)
      .expect(200);
  };
  for (const { check, ...finding } of findings) await find(check, finding);
  const { requiredChecks } = state.body as { requiredChecks: { check: string; state: string }[] };
  for (const { check } of decision === 'approved' ? requiredChecks.filter((one) => one.state === 'missing') : [])
    await find(check, { result: 'passed' });
  const reason = decision === 'approved' ? {} : { reason: { lang: 'zh', text: '营业执照不清晰。' } };
  const remarks =
    decision === 'approved' ? {} : { remarks: [{ pointer: '/legalName', lang: 'zh', text: '请核对名称。' }] };
  const body = { decision, ...reason, ...remarks };
  await portal.admin().post(at('/decision')).set('authorization', reviewer.authorization).send(body).expect(200);
  if (needs_second_review && decision !== 'returned') {
    const second = await createStaff(portal, 'reviewer');
    const confirm = portal.admin().post(at('/second-decision')).set('authorization', second.authorization);
    await confirm.send({ verdict: 'confirm' }).expect(200);
  }
  if (!unsettled) await portal.settle();
}

/** A company that went the whole way: draft, submission, approval. */
export async function createVerified(portal: TestPortal, options: DraftOptions = {}): Promise<Draft> {
  const draft = await createCompleteDraft(portal, options);
  await own(portal, draft.owner, draft.companyId).post('/submission').expect(200);
  await decide(portal, draft.companyId, { decision: 'approved' });
  return draft;
}

/** The events about a company in the order in which they were published. */
export async function companyEvents(portal: TestPortal, companyId: string): Promise<string[]> {
  const rows = await portal.database.query<{ name: string }>(
    `SELECT name FROM outbox_messages WHERE payload ->> 'companyId' = $1 AND name LIKE 'company.%' ORDER BY id`,
    [companyId],
  );
  return rows.map((row) => row.name);
}

export async function companyActs(portal: TestPortal, companyId: string): Promise<string[]> {
  const rows = await portal.database.query<{ action: string }>(
    `SELECT action FROM audit_entries WHERE subject_type = 'company' AND subject_id = $1 ORDER BY id`,
    [companyId],
  );
  return rows.map((row) => row.action);
}

export function statusOf(response: Response): unknown {
  return (response.body as { status?: unknown }).status;
}
