import { newId } from '@shuqiao/kernel';
import { createFirm, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, publishDemand } from '../support/published-demand';

type Firm = Person & { readonly companyId: string };

describe('a company is told', () => {
  let portal: TestPortal;
  let asking: Firm;
  let offering: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    asking = await createFirm(portal, { country: 'KZ' });
    offering = await createFirm(portal, { legalName: '数桥科技' });
  });
  afterAll(() => portal.stop());

  it('of questions and answers, with the asker hidden from whom he asks', async () => {
    const { id: demandId } = await publishDemand(portal, { companyId: asking.companyId });
    const questionId = newId();
    await portal.database.query(
      `INSERT INTO demand_questions (id, demand_id, company_id, question, asked_at) VALUES ($1, $2, $3, '{"lang": "zh", "text": "?"}', now())`,
      [questionId, demandId, asking.companyId],
    );
    await portal.database.query(
      'INSERT INTO demand_question_askers (question_id, demand_id, company_id, account_id, number) VALUES ($1, $2, $3, $4, 1)',
      [questionId, demandId, offering.companyId, offering.accountId],
    );
    await announce(portal, 'question.asked.v1', { demandId, questionId });
    await portal.settle();
    const asked = await portal.database.query<{ email: string; text: string }>(
      `DELETE FROM mails WHERE kind = 'question.asked' RETURNING email, text`,
    );
    expect(asked.map((mail) => mail.email)).toEqual([asking.email]);
    expect(asked[0].text).not.toMatch(new RegExp(`数桥科技|${offering.companyId}`));
    const [row] = await portal.database.query(`SELECT ids, facts FROM notifications WHERE kind = 'question.asked'`);
    expect(JSON.stringify(row)).not.toContain(offering.companyId);
    await announce(portal, 'question.answered.v1', { demandId, questionId });
    await portal.settle();
    const answered = await portal.database.query(`DELETE FROM mails WHERE kind = 'question.answered' RETURNING email`);
    expect(answered).toEqual([{ email: offering.email }]);
  });
});
