import { createVerified, type Draft, own } from './companies';
import { runSchedule } from './demands';
import type { TestPortal } from './portal';

const DAY = 86_400_000;

/** What tests of renewals do again and again. */
export function renewalsOf(portal: TestPortal) {
  const dateIn = (days: number) => new Date(portal.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);

  /** Makes what was found hold so many days from now; negative: until so many days ago. */
  async function age(companyId: string, check: string, days: number): Promise<void> {
    const values = [companyId, check, dateIn(days)];
    await portal.database.query(
      'UPDATE company_findings SET valid_until = $3 WHERE company_id = $1 AND "check" = $2',
      values,
    );
    await portal.database.query(
      `UPDATE review_findings SET valid_until = $3
       WHERE "check" = $2 AND case_id IN (SELECT id FROM review_cases WHERE company_id = $1)`,
      values,
    );
  }

  /** A verified company of which one finding holds so many days from now. */
  async function holding(days: number, check = 'contact'): Promise<Draft> {
    const draft = await createVerified(portal);
    await age(draft.companyId, check, days);
    return draft;
  }

  return {
    dateIn,
    age,
    holding,
    /** A verified company of which a finding ran out yesterday, with its renewal under review. */
    renewing: async (): Promise<Draft> => {
      const draft = await holding(-1);
      await runSchedule(portal, 'company.open-renewals');
      await portal.settle();
      return draft;
    },
    page: (companyId: string) => portal.api().get(`/api/v1/companies/${companyId}`),
    profileOf: async ({ owner, companyId }: Draft) =>
      (await own(portal, owner, companyId).get('/profile').expect(200)).body,
    /** The review cases that renewals opened, oldest first. */
    casesOf: (companyId: string) =>
      portal.database.query<{ id: string; status: string }>(
        `SELECT id, status FROM review_cases WHERE company_id = $1 AND 'renewal' = ANY (flags) ORDER BY id`,
        [companyId],
      ),
    mailsTo: (email: string, kind: string) =>
      portal.database.query<{ text: string; language: string }>(
        'SELECT text, language FROM mails WHERE email = $1 AND kind = $2 ORDER BY id',
        [email, kind],
      ),
  };
}

export function count(names: readonly string[], name: string): number {
  return names.filter((one) => one === name).length;
}
