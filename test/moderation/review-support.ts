import { type Actor, type JsonObject, newId } from '@shuqiao/kernel';
import { Reviews, type ReviewSubmission } from '@shuqiao/moderation';
import type { TestPortal } from '../support/portal';
import type { Person } from '../support/people';

export type Firm = Person & { readonly companyId: string };

export function actorOf({ accountId, companyId }: Firm): Actor {
  const memberships = [{ companyId, role: 'owner' as const }];
  return { kind: 'account', accountId, memberships, staffRoles: [], language: 'zh', requestId: 'test-reviews' };
}

export function submission(companyId: string, more: Partial<ReviewSubmission> = {}): ReviewSubmission {
  const snapshot: JsonObject = { title: '智慧港口', budget: { max: '10' }, languages: ['zh'] };
  return {
    subjectType: 'demand',
    subjectId: newId(),
    subjectVersion: 1,
    companyId,
    title: '智慧港口',
    titleLang: 'zh',
    snapshot,
    ...more,
  };
}

/** A case opened by a firm, as its own context would. */
export function openCase(portal: TestPortal, firm: Firm, more: Partial<ReviewSubmission> = {}): Promise<string> {
  return portal.companyApi.get(Reviews).open(actorOf(firm), submission(firm.companyId, more));
}

/** Requests to one case as one member of staff. */
export function deskOf(portal: TestPortal, person: Person, id: string) {
  const path = (rest: string) => `/admin/v1/review-cases/${id}${rest}`;
  const signed = <T extends { set(name: string, value: string): T }>(request: T): T =>
    request.set('authorization', person.authorization);
  return {
    get: () => signed(portal.admin().get(path(''))),
    claim: () => signed(portal.admin().post(path('/claim'))),
    release: () => signed(portal.admin().delete(path('/claim'))),
    note: (text: string) => signed(portal.admin().post(path('/notes'))).send({ text }),
    decide: (body: object) => signed(portal.admin().post(path('/decision'))).send(body),
    decideSecond: (verdict: string) => signed(portal.admin().post(path('/second-decision'))).send({ verdict }),
    assign: (accountId: string | null, version: number) =>
      signed(portal.admin().put(path('/assignee')))
        .set('if-match', `"v${version}"`)
        .send({ accountId }),
    find: (check: string, version: number, body: object) =>
      signed(portal.admin().put(path(`/findings/${check}`)))
        .set('if-match', `"v${version}"`)
        .send(body),
  };
}

export async function eventsOf(portal: TestPortal, reviewCaseId: string): Promise<string[]> {
  const rows = await portal.database.query<{ name: string }>(
    `SELECT name FROM outbox_messages WHERE payload->>'reviewCaseId' = $1 ORDER BY id`,
    [reviewCaseId],
  );
  return rows.map((row) => row.name);
}

export async function auditOf(portal: TestPortal, reviewCaseId: string): Promise<string[]> {
  const rows = await portal.database.query<{ action: string }>(
    'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY id',
    [reviewCaseId],
  );
  return rows.map((row) => row.action);
}

/** A decision that sends the submission back. */
export const RETURN = { decision: 'returned', reason: { lang: 'zh', text: '请补充预算。' } };
