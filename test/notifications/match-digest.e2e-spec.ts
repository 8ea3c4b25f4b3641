import { as, draftEoi } from '../support/eois';
import {
  ALMATY,
  BEIJING,
  clearDigests,
  digestsAt,
  runDigests,
  setClock,
  storeMatch,
  takeDigests,
  WEDNESDAY,
} from '../support/match-digest';
import { addMember, createFirm, createPerson, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

type Firm = Person & { readonly companyId: string };

describe('the weekly mail of new matches', () => {
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
  const inZone = (person: Person, zone: string, language = 'en') =>
    portal.database.query('UPDATE accounts SET time_zone = $2, language = $3 WHERE id = $1', [
      person.accountId,
      zone,
      language,
    ]);

  it('tells once of what is above the threshold, best first, at nine on Monday where the receiver is', async () => {
    const colleague = await createPerson(portal);
    await addMember(portal, offering.companyId, colleague, 'editor');
    await inZone(colleague, 'Asia/Almaty', 'ru');
    const viewer = await createPerson(portal);
    await addMember(portal, offering.companyId, viewer, 'viewer');
    const [good, best, weak] = [await match(6000), await match(9000), await match(4999)];
    expect(await at(WEDNESDAY)).toEqual([]);
    expect(await at('2027-03-08T00:59:00Z')).toEqual([]);
    const [first, ...others] = await at(BEIJING);
    expect(others).toEqual([]);
    expect([first?.email, first?.subject]).toEqual([offering.email, '2 new matches for 数桥科技']);
    expect(first?.text.indexOf(best)).toBeLessThan(first?.text.indexOf(good) ?? -1);
    expect(first?.text).toContain('1. Demand');
    expect(first?.text).toContain('Match: 90%');
    expect(first?.text).toContain('Has a reference case there: Kazakhstan.');
    expect(first?.text).not.toContain(weak);
    expect(first?.html).toContain('Not for us</a>');
    const [second, ...more] = await at(ALMATY);
    expect(more).toEqual([]);
    expect([second?.email, second?.language]).toEqual([colleague.email, 'ru']);
    expect(second?.text).toContain('Соответствие: 90%');
    expect(second?.text).toContain('Казахстан');
    expect(second?.text).toContain('UTC+5)');
    const listed = await portal.database.query(
      `SELECT DISTINCT account_id FROM notifications WHERE kind = 'match.found' AND ids ->> 'companyId' = $1`,
      [offering.companyId],
    );
    expect(listed).toHaveLength(2);

    const later = await match(7000);
    expect(await at('2027-03-08T09:00:00Z')).toEqual([]);
    const [next] = await at('2027-03-15T01:00:00Z');
    expect(next?.subject).toBe('1 new match for 数桥科技');
    expect(next?.text).toContain(later);
    expect(next?.text).not.toContain(best);
    expect((await at('2027-03-15T04:00:00Z')).map(({ email }) => email)).toEqual([colleague.email]);
    expect(await at('2027-03-22T05:00:00Z')).toEqual([]);
  });

  it('tells ten at most, the rest a week later, and with two workers still once', async () => {
    for (let count = 0; count < 11; count += 1) await match(6000 + count);
    await at(WEDNESDAY);
    setClock(portal, BEIJING);
    await Promise.all([runDigests(portal), runDigests(portal), runDigests(portal)]);
    const [mail, ...others] = await takeDigests(portal);
    expect([mail?.subject, others]).toEqual(['10 new matches for 数桥科技', []]);
    expect((await at('2027-03-15T01:00:00Z')).map(({ subject }) => subject)).toEqual(['1 new match for 数桥科技']);
  });

  it('leaves out what was dismissed, answered or closed, and companies that are suspended', async () => {
    const [dismissed, closed, goneLater] = [await match(), await match(), await match()];
    const kept = await match(5000);
    const answered = await storeMatch(portal, { asking, offering });
    await draftEoi(portal, offering, answered);
    await as(portal, offering).post(`/companies/${offering.companyId}/matches/${dismissed}/dismissal`, {
      reason: 'budget',
    });
    await portal.database.query(`UPDATE demand_listings SET status = 'closed' WHERE demand_id = $1`, [closed]);
    const colleague = await createPerson(portal);
    await addMember(portal, offering.companyId, colleague, 'owner');
    await inZone(colleague, 'Asia/Almaty');
    await at(WEDNESDAY);
    const [first] = await at(BEIJING);
    expect(first?.subject).toBe('2 new matches for 数桥科技');
    expect(first?.text).not.toMatch(new RegExp(`${dismissed}|${closed}|${answered.id}`));
    await portal.database.query('DELETE FROM matches WHERE demand_id = $1', [goneLater]);
    const [second] = await at(ALMATY);
    expect(second?.subject).toBe('1 new match for 数桥科技');
    expect(second?.text).toContain(kept);

    await match();
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [offering.companyId]);
    expect(await at('2027-03-15T05:00:00Z')).toEqual([]);
    const told = await portal.database.query(
      'SELECT count(*)::integer AS told FROM match_tellings WHERE company_id = $1',
      [offering.companyId],
    );
    expect(told).toEqual([{ told: 2 }]);
  });

  it('follows what the company set, which viewers see and editors change', async () => {
    const url = `/companies/${offering.companyId}/match-digest`;
    const defaults = { enabled: true, threshold: 0.5, weekday: 1, hour: 9 };
    const read = await as(portal, offering).get(url);
    expect([read.status, read.body, read.headers.etag]).toEqual([
      200,
      { companyId: offering.companyId, ...defaults, version: 1, subscribed: true },
      '"v1"',
    ]);
    const put = (person: Person, body: object, version = 1) =>
      portal
        .api()
        .put(`/api/v1${url}`)
        .set({ authorization: person.authorization, 'if-match': `"v${version}"` })
        .send(body);
    const viewer = await createPerson(portal);
    await addMember(portal, offering.companyId, viewer, 'viewer');
    expect((await as(portal, viewer).get(url)).body).toMatchObject({ ...defaults, subscribed: false });
    expect((await put(viewer, defaults)).status).toBe(403);
    expect((await put(asking, defaults)).status).toBe(404);
    expect((await as(portal, asking).get(url)).status).toBe(404);
    const nonsense = await put(offering, { enabled: 'yes', threshold: 1.5, weekday: 0, hour: 24 });
    expect(nonsense.status).toBe(422);
    expect((nonsense.body.errors as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      ...['/enabled', '/hour', '/threshold', '/weekday'],
    ]);
    const wanted = { enabled: true, threshold: 0.85, weekday: 5, hour: 18 };
    const answers = await Promise.all([put(offering, wanted), put(offering, wanted)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await as(portal, offering).get(url)).body).toMatchObject({ ...wanted, version: 2 });
    const audit = await portal.database.query(
      `SELECT account_id, details FROM audit_entries WHERE action = 'match_digest.changed' AND company_id = $1`,
      [offering.companyId],
    );
    expect(audit).toEqual([{ account_id: offering.accountId, details: wanted }]);
    const events = await portal.database.query(
      `SELECT FROM outbox_messages WHERE name = 'match_digest.changed.v1' AND payload ->> 'companyId' = $1`,
      [offering.companyId],
    );
    expect(events).toHaveLength(1);

    const [, best] = [await match(8000), await match(9000)];
    expect(await at(WEDNESDAY)).toEqual([]);
    expect(await at('2027-03-05T09:59:00Z')).toEqual([]);
    const [mail] = await at('2027-03-05T10:00:00Z');
    expect(mail?.subject).toBe('1 new match for 数桥科技');
    expect(mail?.text).toContain(best);
    await put(offering, { ...wanted, threshold: 0, enabled: false }, 2);
    expect(await at('2027-03-12T10:00:00Z')).toEqual([]);
  });
});
