import { SignedTokens } from '@shuqiao/platform';
import { as } from '../support/eois';
import { BEIJING, clearDigests, digestsAt, storeMatch, WEDNESDAY } from '../support/match-digest';
import { addMember, createFirm, createPerson, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

type Firm = Person & { readonly companyId: string };
const DAY = 86_400_000;

describe('the links of a match digest', () => {
  let portal: TestPortal;
  let asking: Firm;
  let offering: Firm;
  beforeEach(async () => {
    await clearDigests(portal);
    offering = await createFirm(portal, { legalName: '数桥科技' });
  });
  beforeAll(async () => {
    portal = await startTestPortal();
    asking = await createFirm(portal, { country: 'KZ', legalName: 'Порт Актау' });
  });
  afterAll(() => portal.stop());

  const match = async (score?: number) => (await storeMatch(portal, { asking, offering, score })).id;
  const at = (time: string) => digestsAt(portal, time);
  const linkIn = (text: string, what: 'match-dismissals' | 'mail-unsubscriptions'): string =>
    new RegExp(`/api/v1/${what}/[\\w-]+/page`).exec(text)?.[0] ?? '';

  it('say "not for us" to a match; only a POST does it, and it can be taken back', async () => {
    const demandId = await match();
    await at(WEDNESDAY);
    const [mail] = await at(BEIJING);
    const page = linkIn(mail?.text ?? '', 'match-dismissals');
    const url = page.replace('/page', '');
    const dismissals = () =>
      portal.database.query(
        'SELECT reason, dismissed_by AS "dismissedBy" FROM match_dismissals WHERE company_id = $1',
        [offering.companyId],
      );
    const shown = await portal.api().get(page);
    expect([shown.status, shown.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(shown.text).toContain('<form method="post"');
    const standing = await portal.api().get(url);
    expect(standing.body).toMatchObject({
      companyId: offering.companyId,
      companyName: '数桥科技',
      demandId,
      dismissed: false,
    });
    await portal.api().head(page);
    expect(await dismissals()).toEqual([]);

    const posted = await portal.api().post(page).type('form').send({});
    expect([posted.status, posted.text.includes('/restoration"')]).toEqual([200, true]);
    expect((await portal.api().post(url)).body.dismissed).toBe(true);
    expect(await dismissals()).toEqual([{ reason: 'other', dismissedBy: offering.accountId }]);
    expect((await as(portal, offering).get(`/companies/${offering.companyId}/matches`)).body.items).toEqual([]);
    const acts = () =>
      portal.database.query(
        `SELECT action, actor_kind, account_id FROM audit_entries WHERE company_id = $1 AND action LIKE 'match.%' ORDER BY id`,
        [offering.companyId],
      );
    const by = { actor_kind: 'account', account_id: offering.accountId };
    expect(await acts()).toEqual([{ action: 'match.dismissed', ...by }]);

    const restored = await portal.api().delete(url);
    expect([restored.status, restored.body.dismissed]).toEqual([200, false]);
    expect((await portal.api().delete(url)).body.dismissed).toBe(false);
    expect(await dismissals()).toEqual([]);
    expect(await acts()).toEqual([
      { action: 'match.dismissed', ...by },
      { action: 'match.restored', ...by },
    ]);
    const event = await portal.database.query(
      `SELECT FROM outbox_messages WHERE name = 'match.restored.v1' AND payload = $1::jsonb`,
      [{ companyId: offering.companyId, demandId }],
    );
    expect(event).toHaveLength(1);
    // Its place in the lists is yet to come back, and the link is still good.
    expect((await portal.api().post(url)).body.dismissed).toBe(true);
    const signedIn = `/api/v1/companies/${offering.companyId}/matches/${demandId}/dismissal`;
    const remove = (person: Person) => portal.api().delete(signedIn).set('authorization', person.authorization);
    expect((await remove(asking)).status).toBe(404);
    expect((await remove(offering)).status).toBe(204);
    expect((await remove(offering)).status).toBe(404);
  });

  it('are refused when forged, made for something else, ended, or of who has left', async () => {
    const demandId = await match();
    await at(WEDNESDAY);
    const [mail] = await at(BEIJING);
    const url = linkIn(mail?.text ?? '', 'match-dismissals').replace('/page', '');
    const token = url.split('/').at(-1) ?? '';
    const unsubscription =
      linkIn(mail?.unsubscribe_url ?? '', 'mail-unsubscriptions')
        .split('/')
        .at(-2) ?? '';
    const flipped = `${token.slice(0, 5)}${token[5] === 'A' ? 'B' : 'A'}${token.slice(6)}`;
    const tokens = portal.worker.context.get(SignedTokens);
    const ids = [offering.companyId, demandId, offering.accountId];
    const ended = tokens.sign('match-dismissal', ids, new Date(portal.clock.now().getTime() - 1000));
    const staging = tokens.sign('match-dismissal', ids, new Date(portal.clock.now().getTime() + DAY));
    const others = tokens.sign(
      'match-dismissal',
      [asking.companyId, demandId, offering.accountId],
      new Date(portal.clock.now().getTime() + DAY),
    );
    for (const bad of [flipped, unsubscription, ended, others, 'x', token.slice(0, -4)]) {
      for (const method of ['get', 'post', 'delete'] as const) {
        const { status, body } = await portal.api()[method](`/api/v1/match-dismissals/${bad}`);
        expect([bad, method, status, body.code]).toEqual([bad, method, 410, 'MAIL_LINK_INVALID']);
      }
    }
    expect((await portal.api().get(`/api/v1/match-dismissals/${staging}`)).status).toBe(200);
    const heir = await createPerson(portal);
    await addMember(portal, offering.companyId, heir, 'owner');
    await portal.database.query(`UPDATE memberships SET role = 'viewer' WHERE account_id = $1`, [offering.accountId]);
    expect((await portal.api().post(url)).status).toBe(410);
    await portal.database.query('DELETE FROM memberships WHERE account_id = $1', [offering.accountId]);
    expect((await portal.api().post(url)).status).toBe(410);
    expect(
      await portal.database.query('SELECT FROM match_dismissals WHERE company_id = $1', [offering.companyId]),
    ).toEqual([]);
  });

  it('let each receiver unsubscribe for himself, in one click and without signing in', async () => {
    const colleague = await createPerson(portal);
    await addMember(portal, offering.companyId, colleague, 'editor');
    await match();
    await at(WEDNESDAY);
    const mails = await at(BEIJING);
    const mine = mails.find(({ email }) => email === offering.email);
    expect(mine?.text).toContain(`Stop receiving these mails: ${mine?.unsubscribe_url}`);
    const page = linkIn(mine?.unsubscribe_url ?? '', 'mail-unsubscriptions');
    const subscribed = async () =>
      (await as(portal, offering).get(`/companies/${offering.companyId}/match-digest`)).body.subscribed as boolean;
    expect((await portal.api().get(page)).text).toContain('Unsubscribe</button>');
    expect(await subscribed()).toBe(true);
    // What a mail program posts by itself (RFC 8058).
    const posted = await portal.api().post(page).type('form').send('List-Unsubscribe=One-Click');
    expect([posted.status, posted.text.includes('Subscribe again')]).toEqual([200, true]);
    expect(await subscribed()).toBe(false);
    const audit = await portal.database.query(
      `SELECT account_id FROM audit_entries WHERE action = 'match_digest.unsubscribed' AND company_id = $1`,
      [offering.companyId],
    );
    expect(audit).toEqual([{ account_id: offering.accountId }]);
    await match();
    expect((await at('2027-03-15T01:00:00Z')).map(({ email }) => email)).toEqual([colleague.email]);
    await portal.api().post(`${page}/resumption`).type('form').send({});
    expect(await subscribed()).toBe(true);
    const own = `/api/v1/companies/${offering.companyId}/match-digest/subscription`;
    const off = await portal.api().delete(own).set('authorization', offering.authorization);
    expect([off.status, off.body.subscribed]).toEqual([200, false]);
    expect(
      (await as(portal, offering).post(`/companies/${offering.companyId}/match-digest/subscription`, {})).body
        .subscribed,
    ).toBe(true);
  });
});
